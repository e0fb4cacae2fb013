"""Paste: a text, a file or a web address is read at once and shown, and kept when that is asked."""

import functools
from collections.abc import Callable

from fastapi import APIRouter, HTTPException, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.datastructures import UploadFile

from dateline.errors import ConfigError, SourceError
from dateline.records import Report
from dateline.sources import SourceOptions
from dateline.web.desk import AtDesk, Desk
from dateline.web.forms import field, read_form
from dateline.web.routes.articles import show_unkept
from dateline.web.templating import path_part

router = APIRouter(include_in_schema=False)

PASTED = "pasted text"  # how a text is called that came without a name


@router.get("/paste")
def paste(desk: AtDesk) -> HTMLResponse:
    """The empty form."""
    return desk.page("paste.html", problem=None, text="", url=None, outlet=None, published=None)


@router.post("/paste", response_model=None)
async def read_pasted(request: Request, desk: AtDesk) -> HTMLResponse | RedirectResponse:
    """Read what was pasted, and lead to the page that shows it."""
    async with read_form(request) as form:
        text = form.get("text")
        # Browsers send CR and LF for the end of a line, whatever was typed.
        text = text.replace("\r\n", "\n") if isinstance(text, str) else ""
        url = field(form, "url")
        outlet, published = field(form, "outlet"), field(form, "published")
        file = form.get("file")
        if isinstance(file, UploadFile) and file.filename:
            data, name = await file.read(), file.filename
        else:
            data, name = text.encode("utf-8", "replace"), PASTED
        is_to_be_kept = "keep" in form
    try:
        options = SourceOptions(outlet=outlet, published=published)
        if url is None:
            read = functools.partial(desk.read, data, name, options)
        else:
            _refuse_two(text, name)
            read = functools.partial(desk.read_address, url, options)
        article_id = await run_in_threadpool(_read, desk, read, is_to_be_kept)
    except (ConfigError, SourceError) as error:
        return desk.page(
            "paste.html", status=422, problem=str(error), text=text, url=url, outlet=outlet,
            published=published,
        )  # fmt: skip
    kept = "articles" if is_to_be_kept else "paste"
    return RedirectResponse(f"/{kept}/{path_part(article_id)}", 303)


@router.get("/paste/{article_id}", response_model=None)
def pasted(article_id: str, request: Request, desk: AtDesk) -> HTMLResponse | RedirectResponse:
    """What was read and is not kept; kept in the meantime, it is shown from the archive."""
    if desk.archive.holds(article_id):
        return RedirectResponse(f"/articles/{path_part(article_id)}", 303)
    report = desk.unkept(article_id)
    if report is None:
        raise HTTPException(
            404, "This article was read some time ago and is forgotten. Paste it once more."
        )
    lit = request.query_params.get("show")
    return show_unkept(desk, report, lit)


@router.post("/paste/{article_id}")
async def keep_pasted(article_id: str, request: Request, desk: AtDesk) -> RedirectResponse:
    """Keep what was read."""
    async with read_form(request):
        report = desk.unkept(article_id)
    if report is not None:
        await run_in_threadpool(desk.keep, report)
    elif not await run_in_threadpool(desk.archive.holds, article_id):
        raise HTTPException(404, "This article is forgotten. Paste it once more, then keep it.")
    return RedirectResponse(f"/articles/{path_part(article_id)}", 303)


def _refuse_two(text: str, name: str) -> None:
    if text.strip() or name != PASTED:
        raise ConfigError("give a text, a file or a web address, not two of them")


def _read(desk: Desk, read: Callable[[], Report], is_to_be_kept: bool) -> str:
    report = read()
    if is_to_be_kept:
        desk.keep(report)
    else:
        desk.remember(report)
    return report.article.id
