"""Coders: who decides here, and how far they agree with each other and with the machine."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.datastructures import FormData

from dateline.errors import ConfigError, StoreError
from dateline.pipeline.agreement import (
    COMPARED,
    MACHINE,
    PEOPLE,
    Agreement,
    Unit,
    agreement,
    decided_units,
    share_agreed,
    units_of,
)
from dateline.records import Claim
from dateline.records.in_words import field_text
from dateline.store import FIELDS, Assignment, Review, ReviewedClaim, Ruled, value_of
from dateline.web.coder import LONGEST, coder_of, remember_coder
from dateline.web.desk import AtDesk, Desk
from dateline.web.forms import field, read_form
from dateline.web.outage import outage_passes
from dateline.web.routes.account import local_path
from dateline.web.templating import path_part

router = APIRouter(include_in_schema=False)

_OFFERED = 50  # articles, to choose one that shall be coded
_NEWEST = 1000  # reviewed articles that the figures are made of
# How many of them are read for one page, so that nobody waits; those added last first.
_REVIEWED_AT_ONCE = 100
_CODED_AT_ONCE = 15


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
    codings = _codings(desk, whole_id)
    units = units_of(codings)
    assigned = [one for one in desk.archive.assignments() if one.article == whole_id]
    return desk.page(
        "compare.html",
        article_id=whole_id,
        article=next(iter(codings.values())).report.article,
        coder=coder_of(request, desk),
        coders=list(codings),
        machine=MACHINE,
        units=units,
        compared=COMPARED[1:],
        is_closed=all(one.closed_at is not None for one in assigned),
        told=field_text,
    )


@router.post("/coders/{article_id}")
async def adjudicate(article_id: str, request: Request, desk: AtDesk) -> RedirectResponse:
    """Take for each claim the version that was chosen, in the sight of all from now on."""
    coder = coder_of(request, desk)
    async with read_form(request) as form:
        whole_id = desk.whole_id(article_id, "article")
        await run_in_threadpool(_adjudicate, desk, whole_id, form, coder)
    return RedirectResponse(f"/articles/{path_part(whole_id)}", 303)


def _page(
    desk: Desk, coder: str, article: str | None, problem: str | None = None, status: int = 200
) -> HTMLResponse:
    assigned = desk.archive.assignments()
    done = _all_done(assigned)
    coded = _coded(desk, done)
    counted = {article: some for article, some in done.items() if article in coded}
    names = list(dict.fromkeys(one.coder for name in done for one in done[name]))
    units = [unit for some in coded.values() for unit in some]
    ruled = desk.archive.ruled_on(_NEWEST)
    by_article = _reviewed(desk, ruled)
    reviewed = [pair for pairs in by_article.values() for pair in pairs]
    return desk.page(
        "coders.html",
        status=status,
        coder=coder,
        article=article,
        problem=problem,
        titles=_titles(desk, assigned),
        newest=desk.archive.newest_articles(_OFFERED),
        assigned=_by_article(assigned),
        done=done,
        people=names,
        between=agreement(units, names) if len(names) > 1 else [],
        units=len(units),
        coded=len(counted),
        not_coded_yet=len(done) - len(counted),
        by_month=_by_month(counted, coded, names),
        against_machine=[
            (name, agreement([unit for unit in units if name in unit.versions], (MACHINE, name)))
            for name in names
        ],
        wrong=_wrong([unit for _, unit in reviewed]),
        reviewed=len(reviewed),
        not_reviewed_yet=len(ruled) - len(by_article),
        wrong_by_month=_wrong_by_month(reviewed),
    )


def _coded(desk: Desk, done: Mapping[str, Sequence[Assignment]]) -> dict[str, list[Unit]]:
    """What the coders made of each article that they have done, which stays as it is."""

    def make(missing: Sequence[Sequence[Assignment]]) -> dict[tuple[Assignment, ...], list[Unit]]:
        return {tuple(some): units_of(desk.archive.codings(some[0].article)) for some in missing}

    newest_first = map(tuple, list(done.values())[::-1])
    found = desk.remembered("coded", newest_first, make, at_most=_CODED_AT_ONCE)
    return {some[0].article: units for some, units in found.items()}


def _reviewed(
    desk: Desk, ruled: Sequence[Ruled]
) -> Mapping[Ruled, list[tuple[ReviewedClaim, Unit]]]:
    """The claims of articles that somebody decided about, by article."""

    def make(missing: Sequence[Ruled]) -> dict[Ruled, list[tuple[ReviewedClaim, Unit]]]:
        reviews = desk.archive.reviews_of(missing) if missing else {}
        return {ruled: decided_units(review) for ruled, review in reviews.items()}

    return desk.remembered("reviewed", reversed(ruled), make, at_most=_REVIEWED_AT_ONCE)


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
            for name in [_coder_called(desk, one) for one in typed if one]:
                desk.archive.assign(article, name, by=coder)
            return "/coders#assigned"
        if kind in {"done", "resume"}:
            desk.archive.finish_coding(article, coder, done=kind == "done")
            return f"/articles/{path_part(article)}"
    raise ConfigError(f"act: {kind!r} is nothing that can be done here")


def _coder_called(desk: Desk, name: str) -> str:
    """A coder by name; where there are accounts, as the account spells it.

    Raises:
        ConfigError: the machine is called so.
        StoreError: nobody has an account of that name.
    """
    if name.casefold() == MACHINE.casefold():
        raise ConfigError(f"coders: {MACHINE} has read the article already; name a person")
    return desk.archive.accounts.user(name).name if desk.has_accounts else name[:LONGEST]


def _codings(desk: Desk, article_id: str) -> Mapping[str, Review]:
    try:
        with outage_passes():
            return desk.archive.codings(article_id)
    except StoreError as error:
        raise HTTPException(409, str(error)) from error


def _adjudicate(desk: Desk, article_id: str, form: FormData, coder: str) -> None:
    units = units_of(_codings(desk, article_id))
    chosen = [field(form, f"unit_{number}") for number in range(len(units))]
    if any(one is None or one not in unit.versions
           for one, unit in zip(chosen, units, strict=True)):  # fmt: skip
        raise ConfigError("choose a version of each claim")
    with desk.writing:
        desk.archive.close_coding(article_id)
        for one, unit in zip(chosen, units, strict=True):
            _take(desk, article_id, unit, one or MACHINE, coder)


def _take(desk: Desk, article_id: str, unit: Unit, chosen: str, by: str) -> None:
    """Decide in the sight of all as one coder did."""
    read, taken, why = unit.versions[MACHINE], unit.versions[chosen], f"as {chosen} has it"
    archive = desk.archive
    if read is None:
        if taken is not None:
            values = {name: value_of(taken, name) for name in FIELDS}
            archive.add_claim(article_id, values, taken.trigger, by=by, why=why)
        return
    name = f"{article_id}#{read.id}"
    found = archive.review(article_id)
    now = found.claim(read.id) if found else None
    if now is None:
        raise StoreError(f"there is no claim {name} any more")
    if taken is None:
        if not now.is_rejected:
            archive.reject(name, by=by, why=why)
        return
    values = _differing(now.claim, taken)
    if now.is_rejected or not values:
        archive.accept(name, by=by, why=why)
    if values:
        archive.correct(name, values, by=by, why=why)


def _differing(now: Claim, taken: Claim) -> dict[str, Any]:
    values = {name: value_of(taken, name) for name in FIELDS}
    return {name: value for name, value in values.items() if value != value_of(now, name)}


def _by_article(assigned: Sequence[Assignment]) -> dict[str, list[Assignment]]:
    found: dict[str, list[Assignment]] = defaultdict(list)
    for one in assigned:
        found[one.article].append(one)
    return dict(found)


def _all_done(assigned: Sequence[Assignment]) -> dict[str, list[Assignment]]:
    """The articles that were coded, and that nobody still codes."""
    return {
        article: some
        for article, some in _by_article(assigned).items()
        if all(one.done_at is not None for one in some)
    }


def _titles(desk: Desk, assigned: Sequence[Assignment]) -> dict[str, str]:
    def make(missing: Sequence[tuple[str, int]]) -> dict[tuple[str, int], str]:
        reports = {key: desk.archive.report(key[0]) for key in missing}
        return {
            key: (report.article.title if report else None) or key[0][:8]
            for key, report in reports.items()
        }

    readings = dict.fromkeys((one.article, one.reading) for one in assigned)
    return {key[0]: title for key, title in desk.remembered("titles", readings, make).items()}


def _by_month(
    done: Mapping[str, Sequence[Assignment]], coded: Mapping[str, list[Unit]], names: Sequence[str]
) -> list[tuple[str, int, float | None]]:
    """By month in which the last coder was done: how often two had the same value."""
    months: dict[str, list[Unit]] = defaultdict(list)
    for article, some in done.items():
        last = max(one.done_at for one in some if one.done_at is not None)
        months[f"{last:%Y-%m}"] += coded[article]
    return [(month, *share_agreed(units, names)) for month, units in sorted(months.items())]


def _wrong(units: Sequence[Unit]) -> list[Agreement]:
    return agreement(units, (MACHINE, PEOPLE))


def _wrong_by_month(reviewed: Sequence[tuple[ReviewedClaim, Unit]]) -> list[tuple[str, int, float]]:
    """By month of the newest decision: of how many claims the machine had some part wrong."""
    months: dict[str, list[bool]] = defaultdict(list)
    for one, unit in reviewed:
        last = max(ruling.at for ruling in one.rulings)
        months[f"{last:%Y-%m}"].append(any(unit.differs(name) for name in COMPARED))
    return [(month, len(wrong), sum(wrong) / len(wrong)) for month, wrong in sorted(months.items())]
