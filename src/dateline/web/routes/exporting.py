"""Export: what of the archive, in which format; a look at it, the file, and what its columns mean.

The filters are those of `dateline export`, as a URL. One export is made at a time: of a large
archive it takes minutes.
"""

import contextlib
import mimetypes
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any, BinaryIO, cast, get_args

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, Response, StreamingResponse

from dateline import codebook
from dateline.errors import ConfigError, StoreError
from dateline.export import FORMATS, ClaimFilters, Format, export
from dateline.records import Certainty, Status
from dateline.web.asked import CLAIM_FILTERS, asked_of, claim_filters
from dateline.web.desk import AtDesk, Desk
from dateline.web.outage import outage_passes

router = APIRouter(include_in_schema=False)

_IN_MEMORY = 8_000_000  # bytes of a file; a larger one is written to disk until it is sent
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file would hold: its size in bytes, and what has no place in it."""

    size: int
    leftovers: tuple[str, ...]


@router.get("/export")
def exports(request: Request, desk: AtDesk) -> HTMLResponse:
    """The formats and the filters; with a format chosen, a look at the file."""
    asked = asked_of(request.query_params, CLAIM_FILTERS)
    name = request.query_params.get("format", "").strip()
    shown: dict[str, Any] = {
        "asked": asked,
        "chosen": FORMATS.get(name),
        "formats": FORMATS.values(),
        "types": codebook.event_types(),
        "modes": sorted({mode for each in codebook.event_types().values() for mode in each.modes}),
        "certainties": get_args(Certainty),
        "statuses": get_args(Status),
    }
    try:
        filters = claim_filters(asked)
        with outage_passes():
            preview = _preview(desk, _format(name), filters) if name else None
    except (ConfigError, StoreError) as error:
        status = 400 if isinstance(error, ConfigError) else 409
        return desk.page("export.html", status=status, preview=None, problem=str(error), **shown)
    return desk.page("export.html", preview=preview, problem=None, **shown)


@router.get("/export/file")
def exported(request: Request, desk: AtDesk) -> StreamingResponse:
    """The file."""
    chosen = _format(request.query_params.get("format", "").strip())
    filters = claim_filters(asked_of(request.query_params, CLAIM_FILTERS))
    out, _ = _write(desk, chosen, filters)
    out.seek(0)
    name = f"dateline-{chosen.name}{chosen.suffix}"
    return StreamingResponse(
        _pieces(out),
        media_type=mimetypes.guess_type(name)[0] or "application/octet-stream",
        headers={"content-disposition": f'attachment; filename="{name}"'},
    )


@router.get("/export/{name}/codebook")
def columns(name: str) -> Response:
    """What the columns of one of our own tables mean, as Markdown."""
    chosen = FORMATS.get(name)
    if chosen is None or not chosen.columns:
        raise HTTPException(404, f"There is no table {name} with a codebook.")
    return Response(
        chosen.codebook(),
        media_type="text/markdown; charset=utf-8",
        headers={"content-disposition": f'attachment; filename="dateline-{name}.codebook.md"'},
    )


def _format(name: str) -> Format:
    chosen = FORMATS.get(name)
    if chosen is None:
        raise ConfigError(f"format: {name[:40]!r} is none of {', '.join(FORMATS)}")
    return chosen


def _preview(desk: Desk, chosen: Format, filters: ClaimFilters) -> Preview:
    out, leftovers = _write(desk, chosen, filters)
    with contextlib.closing(out):
        return Preview(out.seek(0, 2), tuple(leftovers))


def _write(desk: Desk, chosen: Format, filters: ClaimFilters) -> tuple[IO[bytes], list[str]]:
    """The file, which whoever asks closes, and sentences on what has no place in it."""
    if not desk.exporting.acquire(blocking=False):
        raise StoreError("another export is just being made; try again when it is done")
    out = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - closed when it has been sent
    try:
        leftovers = export(desk.archive, chosen.name, cast(BinaryIO, out), filters)
    except BaseException:
        out.close()
        raise
    finally:
        desk.exporting.release()
    return out, leftovers.lines(chosen.title)


def _pieces(out: IO[bytes]) -> Iterator[bytes]:
    with contextlib.closing(out):
        while piece := out.read(_CHUNK):
            yield piece
