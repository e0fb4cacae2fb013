"""For machines that watch over machines: does the desk work, /health; what has it done, /metrics.

`/health` says nothing that is in the archive, so anybody who reaches the desk may ask. `/metrics`
is for this machine, or for who has the token of DATELINE_METRICS_TOKEN.
"""

import hmac
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import JSONResponse, Response

from dateline import __version__
from dateline.errors import StoreError
from dateline.pipeline.metrics import CONTENT_TYPE
from dateline.settings import settings
from dateline.web.desk import AtDesk
from dateline.web.guard import OF_PROXIES, is_loopback

router = APIRouter(include_in_schema=False)


@router.get("/health")
def health(desk: AtDesk) -> JSONResponse:
    """200 while the archive can be read, else 503 with the reason."""
    told: dict[str, Any] = {"status": "ok", "version": __version__}
    try:
        told["tables"] = desk.archive.version
    except StoreError as error:
        return JSONResponse(told | {"status": "archive", "reason": str(error)}, 503)
    return JSONResponse(told)


@router.get("/metrics")
def metrics(request: Request, desk: AtDesk) -> Response:
    """What Prometheus scrapes."""
    if not _may_ask(request):
        raise HTTPException(
            403, "/metrics is for this machine, or with the token of DATELINE_METRICS_TOKEN."
        )
    return Response(desk.meters.exposition(), headers={"content-type": CONTENT_TYPE})


def _may_ask(request: Request) -> bool:
    token = settings().metrics_token
    given = request.headers.get("authorization", "").removeprefix("Bearer ")
    if token is not None and hmac.compare_digest(given.encode(), token.encode()):
        return True
    is_passed_on = any(name in request.headers for name in OF_PROXIES)
    return not is_passed_on and request.client is not None and is_loopback(request.client.host)
