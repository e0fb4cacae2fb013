"""The HTTP API of coders: an article's review, who codes what, adjudication, agreement."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Annotated, Any, Literal

import pydantic
from fastapi import HTTPException, Query, Request
from fastapi.responses import Response

from dateline.errors import ConfigError, StoreError
from dateline.pipeline.agreement import COMPARED, Agreement, Unit, units_of
from dateline.records import record_to_json
from dateline.store import Assignment, Review, ReviewedClaim, Ruling, versions_of
from dateline.web.answers import (
    MISSING,
    UNDECIDABLE,
    Cut,
    DecisionMade,
    Part,
    Text,
    api_router,
    decision_as_json,
    dumped,
    json_answer,
    part,
)
from dateline.web.coding import adjudicate, coder_called, figures, version_of_units
from dateline.web.desk import AtDesk, Desk
from dateline.web.forms import checked

router = api_router()

Name = Annotated[str, pydantic.Field(min_length=1, max_length=100)]
Id = Annotated[str, pydantic.Field(min_length=1, max_length=200)]
Json = dict[str, Any]


class AssignmentsAsked(Cut):
    """What assignments are asked by."""

    article: Text = None
    coder: Text = None
    state: Literal["at work", "done", "adjudicated"] | None = None


class Assigning(pydantic.BaseModel):
    """An article that a coder shall read blind; `by` as of a decision."""

    model_config = pydantic.ConfigDict(extra="forbid")

    article: Id
    coder: Name
    by: str | None = pydantic.Field(default=None, max_length=100)


class Finishing(pydantic.BaseModel):
    """Whether a coder is done with an article, or goes on with it after all.

    `coder` is left out where one has to log in, for it is the token's owner there.
    """

    model_config = pydantic.ConfigDict(extra="forbid")

    is_done: bool
    coder: str | None = pydantic.Field(default=None, max_length=100)


class Adjudicating(pydantic.BaseModel):
    """By unit of `GET codings/ID`, in its order, whose version is taken; `by` as of a decision.

    `seen`: the version of what that answered; 409 when it is another now.
    """

    model_config = pydantic.ConfigDict(extra="forbid")

    choices: list[Name] = pydantic.Field(max_length=10_000)
    by: str | None = pydantic.Field(default=None, max_length=100)
    seen: str | None = pydantic.Field(default=None, max_length=40)


class Assigned(pydantic.BaseModel):
    """An article that a coder reads blind.

    `done_at`: null while they work on it; `adjudicated_at`: null until it is.
    """

    article: str
    coder: str
    assigned_by: str
    assigned_at: str
    done_at: str | None
    adjudicated_at: str | None


class Adjudicated(pydantic.BaseModel):
    """The decisions that an adjudication took; none for what all see so already."""

    article: str
    decisions: list[DecisionMade]


@router.get("/articles/{article_id}/review", responses=MISSING)
def review(
    article_id: str, desk: AtDesk, coder: Annotated[str | None, Query(max_length=100)] = None
) -> Response:
    """An article's claims as they were read and as they stand, the rejected ones too.

    With `version`, to be sent back as `seen` by who decides about a claim; that of the article is
    for additions. `coder`: who looks; who codes the article blind sees their own decisions.
    """
    whole_id = desk.whole_id(article_id, "article")
    name = desk.deciding_name(checked(coder, "coder", longest=100))
    found = desk.archive.review(whole_id, coder=name)
    if found is None:
        raise HTTPException(404, f"There is no article {article_id} in this archive.")
    return json_answer(dumped(_review_as_json(found, desk.archive.groups_of(whole_id).events)))


@router.get("/assignments", response_model=Part)
def assignments(
    request: Request, desk: AtDesk, asked: Annotated[AssignmentsAsked, Query()]
) -> Response:
    """Who codes which article blind, in the order in which it was assigned."""
    found = [
        one
        for one in desk.archive.assignments()
        if (not asked.article or one.article.startswith(asked.article))
        and (not asked.coder or one.coder == asked.coder)
        and (asked.state is None or _state(one) == asked.state)
    ]
    rows = found[asked.offset : asked.offset + asked.limit + 1]
    return part(request, asked, rows, lambda one: _assigned(one).model_dump())


@router.post("/assignments", status_code=201, response_model=Assigned, responses=UNDECIDABLE)
def assign(assigning: Assigning, desk: AtDesk) -> Assigned:
    """Have somebody code an article blind: nobody sees what they decide before all are done."""
    by = _named(desk, assigning.by, "by")
    whole_id = desk.whole_id(assigning.article, "article")
    coder = coder_called(desk, checked(assigning.coder, "coder", longest=100) or "")
    if not coder:
        raise ConfigError("coder: say who shall code it")
    with desk.writing:
        return _assigned(desk.archive.assign(whole_id, coder, by=by))


@router.patch("/assignments/{article_id}", response_model=Assigned, responses=UNDECIDABLE)
def finish(article_id: str, finishing: Finishing, desk: AtDesk) -> Assigned:
    """Say that a coder is done with an article, or goes on with it after all."""
    coder = _named(desk, finishing.coder, "coder")
    whole_id = desk.whole_id(article_id, "article")
    with desk.writing:
        desk.archive.finish_coding(whole_id, coder, done=finishing.is_done)
        found = desk.archive.assignment(whole_id, coder)
    if found is None:
        raise StoreError(f"article {whole_id} is not assigned to {coder} any more")
    return _assigned(found)


@router.get("/codings/{article_id}", responses=UNDECIDABLE)
def codings(article_id: str, desk: AtDesk) -> Response:
    """Each claim of an article as each coder and the machine have it, once all are done."""
    whole_id = desk.whole_id(article_id, "article")
    found = desk.archive.codings(whole_id)
    units = units_of(found)
    assigned = [one for one in desk.archive.assignments() if one.article == whole_id]
    told = {
        "article": whole_id,
        "version": version_of_units(units),
        "coders": list(found),
        "is_adjudicated": all(one.closed_at is not None for one in assigned),
        "units": list(map(_unit_as_json, units)),
    }
    return json_answer(dumped(told))


@router.post(
    "/codings/{article_id}", status_code=201, response_model=Adjudicated, responses=UNDECIDABLE
)
def decide(article_id: str, adjudicating: Adjudicating, desk: AtDesk) -> Adjudicated:
    """Take for each claim the version of a coder, in the sight of all from now on."""
    by = _named(desk, adjudicating.by, "by")
    whole_id = desk.whole_id(article_id, "article")
    made = adjudicate(desk, whole_id, adjudicating.choices, by, adjudicating.seen)
    return Adjudicated(article=whole_id, decisions=list(map(decision_as_json, made)))


@router.get("/agreement")
def agreement(desk: AtDesk) -> dict[str, Any]:
    """How far coders agree, and how often the machine was wrong, by field and by month.

    Of articles that all their coders are done with. `share`: of `pairs` that could be compared,
    those with the same value; `alpha`: Krippendorff's, for nominal values; both null where there is
    nothing to compare. `machine` compares it with what people decided in the sight of all.
    """
    found = figures(desk, desk.archive.assignments())
    return {
        "coders": list(found.people),
        "articles": len(found.done),
        "claims": found.units,
        "fields": _fields(found.between),
        "by_month": [
            {"month": month, "pairs": pairs, "share": share}
            for month, pairs, share in found.by_month
        ],
        "against_machine": {name: _fields(some) for name, some in found.against_machine},
        "machine": {
            "claims": found.reviewed,
            "fields": _fields(found.wrong),
            "by_month": [
                {"month": month, "claims": claims, "wrong": wrong}
                for month, claims, wrong in found.wrong_by_month
            ],
        },
    }


def _named(desk: Desk, given: str | None, name: str) -> str:
    """Who decides.

    Raises:
        ConfigError: nobody is named, or another than who is logged in.
    """
    found = desk.deciding_name(checked(given, name, longest=100))
    if found is None:
        raise ConfigError(f"{name}: say who; the name is kept with what is decided")
    return found


def _state(one: Assignment) -> str:
    if one.closed_at is not None:
        return "adjudicated"
    return "at work" if one.done_at is None else "done"


def _assigned(one: Assignment) -> Assigned:
    return Assigned(
        article=one.article,
        coder=one.coder,
        assigned_by=one.made_by,
        assigned_at=one.made_at.isoformat(),
        done_at=_iso(one.done_at),
        adjudicated_at=_iso(one.closed_at),
    )


def _iso(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()


def _review_as_json(review: Review, events: Mapping[str, str]) -> Json:
    versions = versions_of(review)
    return {
        "article": review.report.article.id,
        "version": versions[""],
        "claims": [
            _claim_as_json(one, versions[one.claim.id], events.get(one.claim.id))
            for one in review.claims
        ],
        "comments": _rulings(review.comments),
        "sleeping": _rulings(review.sleeping),
    }


def _claim_as_json(one: ReviewedClaim, version: str, event: str | None) -> Json:
    return {
        "version": version,
        "verdict": one.verdict,
        "event": event,
        "claim": json.loads(record_to_json(one.claim)),
        "as_read": None if one.addition is not None else json.loads(record_to_json(one.as_read)),
        "rulings": _rulings(one.rulings),
    }


def _rulings(some: Iterable[Ruling]) -> list[Json]:
    return [
        {
            "number": one.number,
            "kind": one.kind,
            "by": one.by,
            "at": one.at.isoformat(),
            "why": one.why,
            "field": one.details.get("field"),
            "before": one.details["told"][0] if one.kind == "correct" else None,
            "after": one.details["told"][1] if one.kind == "correct" else None,
        }
        for one in some
    ]


def _unit_as_json(unit: Unit) -> Json:
    return {
        "words": unit.words,
        "agreed": unit.agreed,
        "differs": [name for name in COMPARED if unit.differs(name)],
        "versions": {
            name: None if claim is None else json.loads(record_to_json(claim))
            for name, claim in unit.versions.items()
        },
    }


def _fields(some: Iterable[Agreement]) -> list[Json]:
    return [
        {"field": one.field, "pairs": one.pairs, "share": one.share, "alpha": one.alpha}
        for one in some
    ]
