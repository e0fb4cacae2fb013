"""Watches: saved questions, the alerts of each, and both as Atom feeds."""

from collections.abc import Mapping
from typing import Any, get_args

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.datastructures import FormData

from dateline import codebook
from dateline.errors import ConfigError, StoreError
from dateline.records import Certainty, TieKind, alert_from_json
from dateline.store import ALERT_KINDS, ANY_TIE, DIGESTS, Watch, WatchDraft
from dateline.watch import add_watch, change_watch, make_draft, switch_watch
from dateline.watch.atom import MOST_ENTRIES, make_feed
from dateline.watch.in_words import KINDS
from dateline.web.asked import EVENT_FILTERS, whole_number
from dateline.web.desk import AtDesk, Desk
from dateline.web.forms import field, read_form
from dateline.web.outage import outage_passes
from dateline.web.templating import path_part

router = APIRouter(include_in_schema=False)

_MOST_ALERTS = 50  # on the page of a watch
_FILTERS = (*EVENT_FILTERS, "near", "tie")


@router.get("/watches")
def watches(desk: AtDesk) -> HTMLResponse:
    """Every watch, and a form for a new one."""
    return _list(desk, {}, None)


@router.post("/watches")
async def add(request: Request, desk: AtDesk) -> Response:
    """Save a question."""
    async with read_form(request) as form:
        return await run_in_threadpool(_add, desk, form)


@router.post("/watches/ask")
async def ask(request: Request, desk: AtDesk) -> RedirectResponse:
    """Ask every watch what is new."""
    async with read_form(request):
        await run_in_threadpool(desk.ask_watches)
        return RedirectResponse("/watches", 303)


@router.get("/watches/alerts.atom")
def feed_of_all(request: Request, desk: AtDesk) -> Response:
    """The newest alerts of every watch, as an Atom feed."""
    rows = desk.archive.watches.alerts(limit=MOST_ENTRIES)
    return _atom(make_feed(rows, "Dateline alerts", "alerts", _here(request)))


@router.get("/watches/{name}/alerts.atom")
def feed(name: str, request: Request, desk: AtDesk) -> Response:
    """The newest alerts of a watch, as an Atom feed."""
    watch = find_watch(desk, name)
    rows = desk.archive.watches.alerts(watch.id, limit=MOST_ENTRIES)
    return _atom(make_feed(rows, watch.name, watch.id, _here(request)))


@router.get("/watches/{name}")
def watch(name: str, desk: AtDesk) -> HTMLResponse:
    """One watch and its alerts."""
    return _one(desk, find_watch(desk, name), None, None)


@router.post("/watches/{name}")
async def change(name: str, request: Request, desk: AtDesk) -> Response:
    """Change a watch, switch it on or off, or forget it."""
    async with read_form(request) as form:
        return await run_in_threadpool(_change, desk, name, form)


def find_watch(desk: Desk, name: str) -> Watch:
    """A watch by its name or id.

    Raises:
        HTTPException: 404, there is none.
    """
    try:
        with outage_passes():
            return desk.archive.watches.find(name)
    except StoreError as error:
        raise HTTPException(404, str(error)) from error


def _add(desk: Desk, form: FormData) -> Response:
    try:
        draft = _draft(form)
        with outage_passes(), desk.writing:
            made = add_watch(desk.archive, draft)
    except (ConfigError, StoreError) as error:
        return _list(desk, _typed(form), str(error))
    return RedirectResponse(f"/watches/{path_part(made.id)}", 303)


def _change(desk: Desk, name: str, form: FormData) -> Response:
    found = find_watch(desk, name)
    act = field(form, "act")
    with desk.writing:
        if act == "remove":
            desk.archive.watches.remove(found.id)
            return RedirectResponse("/watches", 303)
        if act in {"on", "off"}:
            switch_watch(desk.archive, found, is_on=act == "on")
        elif act == "change":
            try:
                with outage_passes():
                    change_watch(desk.archive, found, _draft(form))
            except (ConfigError, StoreError) as error:
                return _one(desk, found, _typed(form), str(error))
        else:
            raise ConfigError(f"act: {act!r} is none of change, on, off, remove")
    return RedirectResponse(f"/watches/{path_part(found.id)}", 303)


def _draft(form: FormData) -> WatchDraft:
    typed = _typed(form)
    asked: dict[str, Any] = {name: typed[name] for name in _FILTERS if name in typed}
    if "min_killed" in asked:
        asked["min_killed"] = whole_number(typed, "min_killed")
    return make_draft(
        typed.get("name", ""),
        asked,
        kinds=[kind for kind in ALERT_KINDS if kind in typed],
        webhooks=typed.get("webhook", "").split(),
        mails=typed.get("mail", "").split(),
        digest=typed.get("digest", "at-once"),
        made_by=typed.get("by"),
    )


def _typed(form: FormData) -> dict[str, str]:
    """What was typed, without the fields that were left empty; a kind is there when ticked."""
    names = ("name", *_FILTERS, *ALERT_KINDS, "webhook", "mail", "digest", "by")
    found = {name: field(form, name) for name in names}
    return {name: value for name, value in found.items() if value is not None}


def _as_typed(one: Watch) -> dict[str, str]:
    """A watch as the fields of its form."""
    by_kind: dict[str, list[str]] = {"webhook": [], "mail": []}
    for channel in one.channels:
        kind, _, target = channel.partition(" ")
        by_kind.setdefault(kind, []).append(target)
    return {
        "name": one.name,
        **{name: str(value) for name, value in one.question.asked().items()},
        **dict.fromkeys(one.kinds, "on"),
        "webhook": " ".join(by_kind["webhook"]),
        "mail": " ".join(by_kind["mail"]),
        "digest": one.digest,
    }


def _list(desk: Desk, typed: Mapping[str, str], problem: str | None) -> HTMLResponse:
    return desk.page(
        "watches.html",
        status=200 if problem is None else 400,
        watches=desk.archive.watches.all(),
        counts=desk.archive.watches.counts(),
        typed=typed or dict.fromkeys(ALERT_KINDS, "on"),
        problem=problem,
        **_choices(),
    )


def _one(
    desk: Desk, found: Watch, typed: Mapping[str, str] | None, problem: str | None
) -> HTMLResponse:
    rows = desk.archive.watches.alerts(found.id, limit=_MOST_ALERTS)
    return desk.page(
        "watch.html",
        status=200 if problem is None else 400,
        watch=found,
        alerts=[alert_from_json(row.record) for row in rows],
        number=desk.archive.watches.counts().get(found.id, 0),
        sendings=desk.archive.watches.sendings(found.id),
        events=_events_asked(found),
        typed=typed or _as_typed(found),
        problem=problem,
        **_choices(),
    )


def _events_asked(found: Watch) -> dict[str, Any] | None:
    """The filters of the page of events that ask the same; None where none can."""
    asked = found.question.asked()
    return None if "near" in asked or "tie" in asked else asked


def _choices() -> dict[str, Any]:
    return {
        "types": codebook.event_types(),
        "certainties": get_args(Certainty),
        "ties": (ANY_TIE, *get_args(TieKind)),
        "kinds": KINDS,
        "digests": DIGESTS,
    }


def _here(request: Request) -> str:
    return str(request.base_url).rstrip("/")


def _atom(text: str) -> Response:
    return Response(text, media_type="application/atom+xml")
