"""The HTTP API, version 1: the same questions, and the same decisions, as JSON.

What coders do is in `api_coding.py`, exports are in `api_exports.py`.
"""

import json
from itertools import islice
from typing import Annotated, Any, Literal

import pydantic
from fastapi import HTTPException, Query, Request
from fastapi.responses import Response

from dateline.errors import ConfigError
from dateline.pipeline import read_actor
from dateline.pipeline.typed import on_whose_word
from dateline.records import (
    SCHEMAS,
    ContractName,
    Report,
    Span,
    actor_to_json,
    alert_to_json,
    report_to_json,
)
from dateline.sources import SourceOptions
from dateline.store import (
    ActorQuery,
    ClaimQuery,
    Decision,
    EventQuery,
    SaidQuery,
    Watch,
    WatchDraft,
    parse_since,
)
from dateline.store.as_json import change_as_json, claim_as_json, said_as_json
from dateline.watch import add_watch, change_watch, make_draft, switch_watch
from dateline.watch.as_json import watch_as_json
from dateline.web.answers import (
    CHANGED,
    MISSING,
    UNDECIDABLE,
    Cut,
    DecisionMade,
    EventFilters,
    Part,
    Refusal,
    Text,
    api_router,
    decision_as_json,
    dumped,
    is_one,
    json_answer,
    one_more,
    part,
)
from dateline.web.desk import AtDesk, Desk
from dateline.web.forms import checked
from dateline.web.routes.decisions import make_decision
from dateline.web.routes.paste import PASTED
from dateline.web.routes.watches import find_watch
from dateline.web.templating import link

router = api_router()

Name = Annotated[str, pydantic.Field(max_length=50)]
Bound = Annotated[int, pydantic.Field(ge=0, lt=2**31)]


class EventsAsked(EventFilters, Cut):
    """What events are asked by."""


class ClaimsAsked(EventsAsked):
    """What claims are asked by."""

    mode: Text = None
    status: Text = None


class ActorsAsked(EventsAsked):
    """What actors are asked by."""

    kind: Text = None


class SaidAsked(Cut):
    """What attributions are asked by."""

    speaker: Text = None
    stance: Text = None
    outlet: Text = None
    text: Text = None
    since: Text = None
    until: Text = None


class AlertsAsked(Cut):
    """What alerts are asked by; `watch` is a name or an id."""

    watch: Text = None
    kind: Literal["match", "surge", "first", "moved"] | None = None


class Watching(EventFilters):
    """A watch to save: a name, the filters of events, and `near`, `tie` beside them.

    near: "latitude,longitude,kilometres". tie: a kind of tie or "any"; then ties are asked for.
    alerts_of: of which alerts it tells; none for all.
    """

    model_config = pydantic.ConfigDict(extra="forbid")

    name: str = pydantic.Field(min_length=1, max_length=200)
    near: Text = None
    tie: Text = None
    alerts_of: list[Literal["match", "surge", "first", "moved"]] = pydantic.Field(default=[])
    webhooks: list[str] = pydantic.Field(default=[], max_length=10)
    mails: list[str] = pydantic.Field(default=[], max_length=10)
    digest: Literal["at-once", "daily", "weekly"] = "at-once"
    by: str | None = pydantic.Field(default=None, max_length=100)


class Deciding(pydantic.BaseModel):
    """A decision to make.

    merge: `a` and `b` are events, actors, claims (ARTICLE#c1) or entities; split: `b`, a claim or
    an entity, is taken out of `a`; undo: `a` is the number of the decision that shall not hold;
    accept, reject: `a` is a claim; comment: `why` is on `a`, an article, a claim or an event;
    correct: `value`, as the contract spells it, is put into the `field` of the claim `a`, and
    `evidence` holds ranges of the words that show it; add: the article `a` says another claim, told
    by the ranges of `trigger`, with `values` by field, `type` at least; without a `certainty` it
    stands on the word of who says these words in the article, if somebody does. `by`: who decides;
    left out where one has to log in, for it is the token's owner there. `seen`: the version of the
    claim that they saw, of an addition that of the article, both as `articles/ID/review` tells
    them; where it stands otherwise now, accept, reject, correct and add answer 409, and what it is.
    """

    model_config = pydantic.ConfigDict(extra="forbid")

    kind: Literal["merge", "split", "undo", "accept", "reject", "comment", "correct", "add"]
    a: str = pydantic.Field(min_length=1, max_length=500)
    b: str | None = pydantic.Field(default=None, max_length=500)
    by: str | None = pydantic.Field(default=None, max_length=100)
    why: str | None = pydantic.Field(default=None, max_length=2000)
    field: str | None = pydantic.Field(default=None, max_length=50)
    value: pydantic.JsonValue = None
    evidence: list[tuple[Bound, Bound]] = pydantic.Field(default=[], max_length=50)
    values: dict[Name, pydantic.JsonValue] = pydantic.Field(default={}, max_length=50)
    trigger: list[tuple[Bound, Bound]] = pydantic.Field(default=[], max_length=50)
    seen: str | None = pydantic.Field(default=None, pattern="^[0-9]{1,18}-[0-9a-f]{16}$")


class Pasted(pydantic.BaseModel):
    """An article to read: its `text`, or the web address `url` that is asked for it.

    `outlet` and `published` are for what the text does not say. Without `keep` it is read, and
    forgotten; it does not come into the archive.
    """

    model_config = pydantic.ConfigDict(extra="forbid")

    text: str | None = None
    url: str | None = pydantic.Field(default=None, max_length=2000)
    outlet: str | None = pydantic.Field(default=None, max_length=200)
    published: str | None = pydantic.Field(default=None, max_length=40)
    keep: bool = True


class Switching(pydantic.BaseModel):
    """Whether a watch asks, or rests."""

    model_config = pydantic.ConfigDict(extra="forbid")

    is_on: bool


@router.get("/articles", response_model=Part)
def articles(request: Request, desk: AtDesk, asked: Annotated[Cut, Query()]) -> Response:
    """The articles, those that were added last first, without their text and records."""
    rows = desk.archive.newest_articles(asked.limit + 1, asked.offset)
    return part(request, asked, rows, _article_as_json)


@router.post(
    "/articles",
    responses={**is_one("dateline.report/1"), 201: {"description": "It is in the archive now."}},
)
def read_article(pasted: Pasted, desk: AtDesk) -> Response:
    """Read an article at once and answer with all that is read from it; keep it if that is asked.

    One that the archive has already is kept once.
    """
    if (pasted.text is None) == (pasted.url is None):
        raise ConfigError("give a text or a web address, and not both")
    options = SourceOptions(
        outlet=checked(pasted.outlet, "outlet"), published=checked(pasted.published, "published")
    )
    if pasted.url is not None:
        report = desk.read_address(checked(pasted.url, "url") or "", options)
    else:
        report = desk.read((pasted.text or "").encode("utf-8", "replace"), PASTED, options)
    if not pasted.keep:
        return json_answer(report_to_json(report))
    desk.keep(report)
    return Response(report_to_json(report), 201, media_type="application/json")


@router.get("/articles/{article_id}", responses=is_one("dateline.report/1"))
def article(article_id: str, desk: AtDesk) -> Response:
    """One article with all that is read from it, by its id or the beginning of it."""
    report = desk.archive.report(desk.whole_id(article_id, "article"))
    if report is None:
        raise HTTPException(404, f"There is no article {article_id} in this archive.")
    return json_answer(report_to_json(report))


@router.get("/claims", response_model=Part)
def claims(request: Request, desk: AtDesk, asked: Annotated[ClaimsAsked, Query()]) -> Response:
    """The claims that are asked for, newest first; as `dateline claims --json`."""
    query = ClaimQuery(**one_more(asked))
    return part(request, asked, desk.archive.claims(query), claim_as_json)


@router.get("/said", response_model=Part)
def said(request: Request, desk: AtDesk, asked: Annotated[SaidAsked, Query()]) -> Response:
    """Who said what, last published first; as `dateline said --json`."""
    query = SaidQuery(**one_more(asked))
    return part(request, asked, desk.archive.said(query), said_as_json)


@router.get("/events", response_model=Part)
def events(request: Request, desk: AtDesk, asked: Annotated[EventsAsked, Query()]) -> Response:
    """The events that are asked for, newest first: objects of dateline.event/1."""
    query = EventQuery(**one_more(asked))
    rows = (row.record for row in desk.archive.events(query))
    return part(request, asked, rows, json.loads)


@router.get("/events/{event_id}", responses=is_one("dateline.event/1"))
def event(event_id: str, desk: AtDesk) -> Response:
    """One event with all its claims, by its id or the beginning of it."""
    row = desk.archive.event(desk.whole_id(event_id, "event"))
    if row is None:
        raise HTTPException(404, f"There is no event {event_id} in this archive any more.")
    return json_answer(row.record)


@router.get("/actors", response_model=Part)
def actors(request: Request, desk: AtDesk, asked: Annotated[ActorsAsked, Query()]) -> Response:
    """The actors that are asked for, in short; as `dateline actors --json`."""
    query = ActorQuery(**one_more(asked))
    rows = (row.record for row in desk.archive.actors(query))
    return part(request, asked, rows, json.loads)


@router.get("/actors/{actor_id}", responses=is_one("dateline.actor/1"))
def actor(
    request: Request, actor_id: str, desk: AtDesk, asked: Annotated[Cut, Query()]
) -> Response:
    """One actor, by its id or the beginning of it, as so many articles tell of it.

    Those published last come first. `left_out` says how many of the `articles` that name it are not
    told of here; where there are older ones, the header `Link` has the address of these (`next`).
    """
    whole_id = desk.whole_id(actor_id, "actor")
    if asked.offset and asked.offset >= desk.archive.count_articles_naming(whole_id):
        raise HTTPException(404, f"No more than {asked.offset} articles name actor {whole_id}.")
    found = read_actor(desk.archive, whole_id, newest=asked.limit, offset=asked.offset)
    answer = json_answer(actor_to_json(found))
    older = asked.offset + asked.limit
    if older < found.articles:
        following = link(request.url.path, {"limit": asked.limit, "offset": older})
        answer.headers["Link"] = f'<{following}>; rel="next"'
    return answer


@router.get("/changes", response_model=Part)
def changes(
    request: Request,
    desk: AtDesk,
    since: Annotated[str | None, Query(max_length=500)] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> Response:
    """What was inserted, updated and retracted after a change's number or from a day on.

    Oldest first. Numbers only grow: who keeps the last one seen, and asks `since` it, misses
    nothing.
    """
    after = parse_since(since) if since else None
    found = list(map(change_as_json, islice(desk.archive.changes(after), limit + 1)))
    following = None
    if len(found) > limit:
        following = link(request.url.path, {"since": found[limit - 1]["number"], "limit": limit})
    return json_answer(dumped({"items": found[:limit], "next": following}))


@router.get("/decisions", response_model=Part)
def decisions(request: Request, desk: AtDesk, asked: Annotated[Cut, Query()]) -> Response:
    """What people decided, newest first."""
    rows = desk.archive.decisions(limit=asked.limit + 1, offset=asked.offset)
    return part(request, asked, rows, lambda row: decision_as_json(row).model_dump())


@router.post(
    "/decisions",
    response_model=DecisionMade,
    status_code=201,
    responses=UNDECIDABLE,
)
def decide(deciding: Deciding, desk: AtDesk) -> DecisionMade:
    """Decide something. An undoing answers with the decision that was undone."""
    by, why = checked(deciding.by, "by", longest=100), checked(deciding.why, "why")
    a, b = checked(deciding.a, "a"), checked(deciding.b, "b")
    if deciding.kind == "correct":
        return decision_as_json(_correct(desk, deciding, a, by, why))
    if deciding.kind == "add":
        return decision_as_json(_add(desk, deciding, a, by, why))
    return decision_as_json(make_decision(desk, deciding.kind, a, b, by, why, deciding.seen))


@router.get("/watches", response_model=Part)
def watches(request: Request, desk: AtDesk, asked: Annotated[Cut, Query()]) -> Response:
    """The watches, by name; as `dateline watch list --json`."""
    rows = desk.archive.watches.all()[asked.offset : asked.offset + asked.limit + 1]
    return part(request, asked, rows, lambda row: _watch(desk, row))


@router.get("/watches/{name}", responses=MISSING)
def watch(name: str, desk: AtDesk) -> dict[str, Any]:
    """One watch, by its name or its id."""
    return _watch(desk, find_watch(desk, name))


@router.post(
    "/watches",
    status_code=201,
    responses={409: {"model": Refusal, "description": "There is a watch of this name."}},
)
def save_watch(saved: Watching, desk: AtDesk) -> dict[str, Any]:
    """Save a question; it tells of what comes from now on."""
    draft = _draft(saved, desk)
    with desk.writing:
        return _watch(desk, add_watch(desk.archive, draft))


@router.put("/watches/{name}", responses=CHANGED)
def rewrite_watch(name: str, saved: Watching, desk: AtDesk) -> dict[str, Any]:
    """Have a watch ask something else; what answers now is known to it."""
    draft = _draft(saved, desk)
    with desk.writing:
        return _watch(desk, change_watch(desk.archive, find_watch(desk, name), draft))


@router.patch("/watches/{name}", responses=CHANGED)
def switch(name: str, switching: Switching, desk: AtDesk) -> dict[str, Any]:
    """Let a watch rest, or ask again; of what came while it rested it tells nothing."""
    with desk.writing:
        found = find_watch(desk, name)
        return _watch(desk, switch_watch(desk.archive, found, is_on=switching.is_on))


@router.delete("/watches/{name}", status_code=204, responses=CHANGED)
def forget_watch(name: str, desk: AtDesk) -> None:
    """Forget a watch with its alerts."""
    with desk.writing:
        desk.archive.watches.remove(find_watch(desk, name).id)


@router.get("/alerts", response_model=Part, responses=MISSING)
def alerts(request: Request, desk: AtDesk, asked: Annotated[AlertsAsked, Query()]) -> Response:
    """The alerts that were given, newest first: objects of dateline.alert/1."""
    watch_id = find_watch(desk, asked.watch).id if asked.watch else None
    rows = desk.archive.watches.alerts(
        watch_id, asked.kind, limit=asked.limit + 1, offset=asked.offset
    )
    return part(request, asked, (row.record for row in rows), json.loads)


@router.post("/alerts", response_model=Part)
def ask_watches(desk: AtDesk) -> Response:
    """Ask every watch what is new, and answer with the alerts they give."""
    found = [json.loads(alert_to_json(alert)) for alert in desk.ask_watches()]
    return json_answer(dumped({"items": found, "next": None}))


@router.get("/schemas/{name}", responses=MISSING)
def schema(name: ContractName) -> dict[str, Any]:
    """The JSON Schema of a contract."""
    return SCHEMAS[name]()


def _draft(saved: Watching, desk: Desk) -> WatchDraft:
    given = saved.model_dump(include={*EventFilters.model_fields, "near", "tie"})
    return make_draft(
        checked(saved.name, "name", longest=200) or "",
        {name: value for name, value in given.items() if value not in (None, "")},
        kinds=list(dict.fromkeys(saved.alerts_of)),
        webhooks=saved.webhooks,
        mails=saved.mails,
        digest=saved.digest,
        made_by=desk.deciding_name(checked(saved.by, "by", longest=100)),
    )


def _add(
    desk: Desk, deciding: Deciding, article_id: str | None, by: str | None, why: str | None
) -> Decision:
    by = desk.deciding_name(by)
    if article_id is None or by is None:
        raise ConfigError("an addition names the article, and who decides")
    trigger = [Span(start, end) for start, end in deciding.trigger]
    with desk.writing:
        review = desk.archive.review(article_id.partition("#")[0])
        values = deciding.values
        if review is not None:  # else adding tells what is wrong
            values = on_whose_word(review.report, values, trigger)
        return desk.archive.add_claim(
            article_id, values, trigger, by=by, why=why, seen=deciding.seen
        )


def _correct(
    desk: Desk, deciding: Deciding, claim: str | None, by: str | None, why: str | None
) -> Decision:
    by = desk.deciding_name(by)
    if claim is None or by is None or deciding.field is None:
        raise ConfigError("a correction names the claim, the field, and who decides")
    shown = [Span(start, end) for start, end in deciding.evidence]
    values = {deciding.field: deciding.value}
    with desk.writing:
        made = desk.archive.correct(
            claim, values, by=by, why=why, evidence=shown, seen=deciding.seen
        )
    if not made:
        raise ConfigError(f"the {deciding.field} of {claim} is so already")
    return made[0]


def _article_as_json(report: Report) -> dict[str, Any]:
    article = report.article
    return {
        "id": article.id,
        "url": article.url,
        "outlet": article.outlet,
        "title": article.title,
        "published": article.published,
        "language": article.language,
        "claims": len(report.claims),
        "attributions": len(report.attributions),
        "warnings": report.warnings,
    }


def _watch(desk: Desk, row: Watch) -> dict[str, Any]:
    alerts_given = desk.archive.watches.counts().get(row.id, 0)
    told = watch_as_json(row, alerts_given, desk.archive.watches.sendings(row.id))
    if desk.may(f"/api/v1/watches/{row.id}", "PUT"):
        return told
    return told | {"channels": None, "sending": None}  # addresses, which are not everybody's
