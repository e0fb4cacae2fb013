"""Every answer is counted, and logged where logs are kept: the layer inside the guard.

The path is logged without its question: that may hold names that somebody searched for.
"""

import logging
import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline.pipeline.metrics import Meters

_LOGGER = logging.getLogger("dateline.web")


class Metered:
    """Counts the answers of an application."""

    def __init__(self, app: ASGIApp, meters: Meters) -> None:
        self._app = app
        self._meters = meters

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and note how it was answered."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = time.perf_counter()
        status = 500  # unless an answer was begun

        async def note_status(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, note_status)
        finally:
            seconds = time.perf_counter() - began
            # Where no route fits, the path is whatever somebody made up.
            route = getattr(scope.get("route"), "path", "none")
            self._meters.count_request(route, status, seconds)
            details = {"method": scope["method"], "path": scope["path"], "status": status}
            _LOGGER.info("request", extra=details | {"seconds": round(seconds, 4)})
