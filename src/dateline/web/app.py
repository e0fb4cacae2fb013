"""The application: wiring, and the one table of what an error is in HTTP.

In: a `Desk`. Out: an ASGI application. No route turns an error into a status by itself, but for
"not there"; whatever Dateline raises on purpose is looked up in `ERRORS`.
"""

from http import HTTPStatus
from importlib import resources

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Scope

from dateline import __version__
from dateline.errors import (
    ArchiveUnavailable,
    ConfigError,
    DatelineError,
    EvidenceError,
    SourceError,
    StoreError,
)
from dateline.web.access import Door
from dateline.web.desk import Desk
from dateline.web.forms import largest_request
from dateline.web.guard import Guard
from dateline.web.metered import Metered
from dateline.web.outage import OutageError
from dateline.web.routes import ROUTERS

ERRORS: dict[type[DatelineError], HTTPStatus] = {
    ConfigError: HTTPStatus.BAD_REQUEST,
    SourceError: HTTPStatus.UNPROCESSABLE_ENTITY,
    EvidenceError: HTTPStatus.UNPROCESSABLE_ENTITY,
    ArchiveUnavailable: HTTPStatus.SERVICE_UNAVAILABLE,
    OutageError: HTTPStatus.SERVICE_UNAVAILABLE,
    StoreError: HTTPStatus.CONFLICT,
    DatelineError: HTTPStatus.INTERNAL_SERVER_ERROR,
}


# What a page of an error is headed with; programs read the number.
_HEADINGS: dict[int, str] = {
    400: "This cannot be asked for",
    401: "Who are you?",
    403: "You may not do this",
    404: "Not here",
    405: "This cannot be done here",
    409: "Not as things stand",
    413: "Too large",
    422: "This cannot be taken",
    429: "Wait a while",
    500: "Something broke",
    503: "The archive does not answer",
}


def make_app(desk: Desk) -> ASGIApp:
    """The desk as an ASGI application."""
    app = FastAPI(
        title="Dateline",
        version=__version__,
        summary="What news reports say happened, on whose word, with the words that say so.",
        docs_url=None,  # its pages load scripts from elsewhere
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
        # Nothing leaves this machine, whatever the environment says of OpenTelemetry.
        telemetry={"tracing": False, "metrics": False, "logs": False, "auto_configure": False},
    )
    app.state.desk = desk
    for router in ROUTERS:
        app.include_router(router)
    static = resources.files("dateline.web") / "static"
    app.mount("/static", StaticFiles(directory=str(static)), name="static")
    _translate_errors(app)

    def refuse(scope: Scope, status: int, message: str) -> Response:
        return answer_error(desk, scope["path"], status, message)

    inside = Door(app, desk, refuse) if desk.has_accounts else app
    return Guard(Metered(inside, desk.meters), refuse, largest_request(), desk.reach)


def answer_error(
    desk: Desk, path: str, status: int, message: str, where: list[str] | None = None
) -> Response:
    """An error as a page, or in the API's one shape of errors."""
    message = desk.without_names(message)
    if path.startswith("/api/"):
        error = {"status": status, "message": message, "where": where or []}
        return JSONResponse({"error": error}, status)
    heading = _HEADINGS.get(status) or HTTPStatus(status).phrase
    return desk.page("error.html", status=status, title=heading, message=message)


def _translate_errors(app: FastAPI) -> None:
    desk: Desk = app.state.desk

    def on_dateline(request: Request, error: Exception) -> Response:
        status = next(ERRORS[kind] for kind in type(error).__mro__ if kind in ERRORS)
        return answer_error(desk, request.url.path, status, str(error))

    def on_http(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        told = error.detail if isinstance(error, HTTPException) else ""
        if told == HTTPStatus.NOT_FOUND.phrase:  # no route is there
            told = f"There is nothing at {request.url.path}."
        response = answer_error(desk, request.url.path, status, str(told))
        response.headers.update(getattr(error, "headers", None) or {})
        return response

    def on_invalid(request: Request, error: Exception) -> Response:
        found = error.errors() if isinstance(error, RequestValidationError) else []
        where = [".".join(str(part) for part in each["loc"]) for each in found]
        told = "; ".join(f"{at}: {each['msg']}" for at, each in zip(where, found, strict=True))
        safe = told.encode("utf-8", "replace").decode()
        shown = [at.encode("utf-8", "replace").decode() for at in where]
        return answer_error(desk, request.url.path, 422, safe, shown)

    def on_bug(request: Request, error: Exception) -> Response:
        told = f"This is a mistake of Dateline's ({type(error).__name__}); please report it."
        return answer_error(desk, request.url.path, 500, told)

    app.add_exception_handler(Exception, on_bug)  # it is raised again, and so stands in the log
    app.add_exception_handler(DatelineError, on_dateline)
    app.add_exception_handler(HTTPException, on_http)
    app.add_exception_handler(RequestValidationError, on_invalid)
