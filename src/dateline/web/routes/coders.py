"""Coders: who decides here, and how far they agree with each other and with the machine."""

from collections.abc import Mapping, Sequence

from fastapi import APIRouter, HTTPException, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.datastructures import FormData

from dateline.errors import ConfigError, StoreError
from dateline.pipeline.agreement import COMPARED, MACHINE, units_of
from dateline.records.in_words import field_text
from dateline.store import Assignment, Review
from dateline.web.coder import LONGEST, coder_of, remember_coder
from dateline.web.coding import adjudicate, by_article, coder_called, figures, version_of_units
from dateline.web.desk import AtDesk, Desk
from dateline.web.forms import field, read_form
from dateline.web.outage import outage_passes
from dateline.web.routes.account import local_path
from dateline.web.templating import path_part

router = APIRouter(include_in_schema=False)

_OFFERED = 50  # articles, to choose one that shall be coded


@router.get("/coders")
def coders(request: Request, desk: AtDesk) -> HTMLResponse:
    """Who codes what, how far they agree, and how often the machine was wrong."""
    return _page(desk, coder_of(request, desk), request.query_params.get("article"))


@router.post("/coders", response_model=None)
async def act(request: Request, desk: AtDesk) -> HTMLResponse | RedirectResponse:
    """Remember who decides from now on; or have somebody code an article, or say they are done."""
    coder = coder_of(request, desk)
    async with read_form(request) as form:
        kind = field(form, "act") or "name"
        if kind == "name":
            return _remember(form)
        try:
            with outage_passes():
                back = await run_in_threadpool(_act, desk, kind, form, coder)
        except (ConfigError, StoreError) as error:
            return _page(desk, coder, field(form, "article"), str(error), status=409)
    return RedirectResponse(back, 303)


@router.get("/coders/{article_id}")
def compare(article_id: str, request: Request, desk: AtDesk) -> HTMLResponse:
    """What each coder made of an article, side by side, and who is right."""
    whole_id = desk.whole_id(article_id, "article")
    return _compare(desk, whole_id, coder_of(request, desk))


@router.post("/coders/{article_id}", response_model=None)
async def decide(
    article_id: str, request: Request, desk: AtDesk
) -> HTMLResponse | RedirectResponse:
    """Take for each claim the version that was chosen, in the sight of all from now on."""
    coder = coder_of(request, desk)
    async with read_form(request) as form:
        whole_id = desk.whole_id(article_id, "article")
        try:
            with outage_passes():
                await run_in_threadpool(_decide, desk, whole_id, form, coder)
        except (ConfigError, StoreError) as error:
            status = 409 if isinstance(error, StoreError) else 400
            return _compare(desk, whole_id, coder, str(error), status)
    return RedirectResponse(f"/articles/{path_part(whole_id)}", 303)


def _page(
    desk: Desk, coder: str, article: str | None, problem: str | None = None, status: int = 200
) -> HTMLResponse:
    assigned = desk.archive.assignments()
    return desk.page(
        "coders.html",
        status=status,
        coder=coder,
        article=article,
        problem=problem,
        titles=_titles(desk, assigned),
        newest=desk.archive.newest_articles(_OFFERED),
        assigned=by_article(assigned),
        figures=figures(desk, assigned),
    )


def _compare(
    desk: Desk, article_id: str, coder: str, problem: str | None = None, status: int = 200
) -> HTMLResponse:
    codings = _codings(desk, article_id)
    units = units_of(codings)
    assigned = [one for one in desk.archive.assignments() if one.article == article_id]
    return desk.page(
        "compare.html",
        status=status,
        article_id=article_id,
        article=next(iter(codings.values())).report.article,
        coder=coder,
        coders=list(codings),
        machine=MACHINE,
        units=units,
        seen=version_of_units(units),
        compared=COMPARED[1:],
        is_closed=all(one.closed_at is not None for one in assigned),
        told=field_text,
        problem=problem,
    )


def _remember(form: FormData) -> RedirectResponse:
    name = field(form, "by", longest=LONGEST)
    if name is None:
        raise ConfigError("by: say who decides; the name is kept with each decision")
    answer = RedirectResponse(local_path(field(form, "then"), "/coders"), 303)
    remember_coder(answer, name)
    return answer


def _act(desk: Desk, kind: str, form: FormData, coder: str) -> str:
    """Assign an article, or finish one; where to go on."""
    article = field(form, "article")
    if article is None:
        raise ConfigError("name the article: its id, or the beginning of it")
    with desk.writing:
        if kind == "assign":
            typed = [name.strip() for name in (field(form, "coders") or "").split(",")]
            if not any(typed):
                raise ConfigError("say who shall code it")
            for name in [coder_called(desk, one) for one in typed if one]:
                desk.archive.assign(article, name, by=coder)
            return "/coders#assigned"
        if kind in {"done", "resume"}:
            desk.archive.finish_coding(article, coder, done=kind == "done")
            return f"/articles/{path_part(article)}"
    raise ConfigError(f"act: {kind!r} is nothing that can be done here")


def _codings(desk: Desk, article_id: str) -> Mapping[str, Review]:
    try:
        with outage_passes():
            return desk.archive.codings(article_id)
    except StoreError as error:
        raise HTTPException(409, str(error)) from error


def _decide(desk: Desk, article_id: str, form: FormData, coder: str) -> None:
    number = len(units_of(desk.archive.codings(article_id)))
    chosen = [field(form, f"unit_{unit}") for unit in range(number)]
    adjudicate(desk, article_id, chosen, coder, field(form, "seen"))


def _titles(desk: Desk, assigned: Sequence[Assignment]) -> dict[str, str]:
    def make(missing: Sequence[tuple[str, int]]) -> dict[tuple[str, int], str]:
        reports = {key: desk.archive.report(key[0]) for key in missing}
        return {
            key: (report.article.title if report else None) or key[0][:8]
            for key, report in reports.items()
        }

    readings = dict.fromkeys((one.article, one.reading) for one in assigned)
    return {key[0]: title for key, title in desk.remembered("titles", readings, make).items()}
