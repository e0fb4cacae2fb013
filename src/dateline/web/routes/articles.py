"""One article, set for reading, with what is read from it beside it, and what people decided."""

from collections.abc import Sequence
from typing import Any, get_args

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.datastructures import FormData

from dateline import codebook
from dateline.export import charts
from dateline.pipeline import typed as values
from dateline.records import Certainty, Code, Report, Status, TargetKind, TollKind
from dateline.store import (
    Groups,
    Review,
    apply_rulings,
    claim_row,
    said_row,
    speakers_of,
    versions_of,
)
from dateline.web.coder import coder_of
from dateline.web.desk import AtDesk, Desk
from dateline.web.marked import evidence_of, set_for_reading
from dateline.web.templating import path_part

router = APIRouter(include_in_schema=False)

_CHOICES: dict[str, Any] = {
    "statuses": get_args(Status),
    "certainties": get_args(Certainty),
    "toll_kinds": get_args(TollKind),
    "target_kinds": get_args(TargetKind),
    "contexts": sorted(codebook.contexts()),
}


@router.get("/articles/{article_id}")
def article(article_id: str, request: Request, desk: AtDesk) -> HTMLResponse:
    """An article of the archive; `edit` opens the form of a claim, `add` that of a missed one."""
    asked = request.query_params
    whole_id = desk.whole_id(article_id, "article")
    form = "edit" if "edit" in asked else "add" if "add" in asked else None
    return show_review(
        desk, whole_id, coder_of(request, desk), lit=asked.get("show"), at=asked.get("edit"),
        form=form, place=asked.get("place"),
    )  # fmt: skip


@router.get("/articles/{article_id}/claims/{claim_id}")
def event_of_claim(article_id: str, claim_id: str, desk: AtDesk) -> RedirectResponse:
    """The event that a claim is of, whatever its id is now; else the claim in its article."""
    whole_id = desk.whole_id(article_id, "article")
    event = desk.archive.groups_of(whole_id).events.get(claim_id)
    return _lead_to("events", event, whole_id, claim_id)


@router.get("/articles/{article_id}/entities/{entity_id}")
def actor_of_entity(article_id: str, entity_id: str, desk: AtDesk) -> RedirectResponse:
    """The actor that an entity is, whatever its id is now; else the entity in its article."""
    whole_id = desk.whole_id(article_id, "article")
    actor = desk.archive.groups_of(whole_id).actors.get(entity_id)
    return _lead_to("actors", actor, whole_id, entity_id)


def review_of(desk: Desk, article_id: str, coder: str) -> Review:
    """An article with all that may be seen of what people decided about its claims.

    Raises:
        fastapi.HTTPException: 404, it is not there.
    """
    review = desk.archive.review(article_id, coder=coder or None)
    if review is None:
        raise HTTPException(404, f"There is no article {article_id} in this archive.")
    return review


def known_codes(desk: Desk, review: Review) -> list[Code]:
    """The codes that a claim of an article can be given: the codebook's, and those it has."""
    found = {values.code_name(code): code for code in desk.own_codes}
    for one in review.claims:
        for code in (*one.as_read.codes, *one.claim.codes):
            name = values.code_name(code)
            found.setdefault(name, Code(codebook=code.codebook, type=code.type, score=1.0))
    return list(found.values())


def show_review(
    desk: Desk,
    article_id: str,
    coder: str,
    *,
    lit: str | None = None,
    at: str | None = None,
    form: str | None = None,
    typed: FormData | None = None,
    place: str | None = None,
    problem: str | None = None,
    lost: Sequence[tuple[str, str, str]] = (),
    status: int = 200,
) -> HTMLResponse:
    """The page of an article of the archive.

    Args:
        desk: whose page.
        article_id: the whole id.
        coder: who looks.
        lit: the id of the record whose evidence is lit.
        at: the claim whose form is open.
        form: which form is open, "edit" or "add".
        typed: what was typed into it, when that could not be taken.
        place: the name of the places that are offered; else the claim's.
        problem: why it could not be taken.
        lost: what was typed for a version that is another now: fields, before and after in words.
        status: of the answer.
    """
    review = review_of(desk, article_id, coder)
    edited = review.claim(at) if at and form == "edit" else None
    if edited is not None and not edited.is_rejected:
        name = place or (edited.claim.where.name if edited.claim.where else None)
        candidates = values.candidates(name) if name else ()
    else:
        name, candidates, form = None, (), form if form == "add" else None
    points = [
        (str(number), str(number + 1), one.lat, one.lon, 1)
        for number, one in enumerate(candidates)
        if one.lat is not None and one.lon is not None
    ]
    return _show(
        desk, review, desk.archive.groups_of(article_id), lit or (at if edited else None),
        is_kept=True, status=status, coder=coder, at=at, form=form, typed=typed, place=name,
        candidates=candidates, map=charts.world_map(points), problem=problem, lost=lost,
        refused_at=form if form == "add" else at if at and review.claim(at) else None,
        older=desk.archive.next_article(article_id),
        assignment=desk.archive.assignment(article_id, coder),
    )  # fmt: skip


def show_unkept(desk: Desk, report: Report, lit: str | None) -> HTMLResponse:
    """The page of an article that is not in the archive, so that nothing can be decided about it.

    Args:
        desk: whose page.
        report: the article.
        lit: the id of the record whose evidence is lit.
    """
    review, groups = apply_rulings(report, ()), Groups(events={}, actors={})
    return _show(desk, review, groups, lit, is_kept=False, form=None, problem=None)


def _show(
    desk: Desk, review: Review, groups: Groups, lit: str | None, *, status: int = 200, **shown: Any
) -> HTMLResponse:
    report = review.whole
    known = evidence_of(report)
    return desk.page(
        "article.html",
        status=status,
        report=report,
        paragraphs=set_for_reading(report),
        claims=[(one, claim_row(report, number)) for number, one in enumerate(review.claims)],
        said=[said_row(report, number) for number in range(len(report.attributions))],
        ties=[(tie, speakers_of(report, tie.said_by)) for tie in report.ties],
        names={entity.id: entity.name for entity in report.entities},
        groups=groups,
        lit=lit if lit in known else None,
        review=review,
        versions=versions_of(review),
        codes=[values.code_name(code) for code in known_codes(desk, review)],
        types=codebook.event_types(),
        **_CHOICES,
        **shown,
    )


def _lead_to(pages: str, group: str | None, article_id: str, record: str) -> RedirectResponse:
    if group is not None:
        return RedirectResponse(f"/{pages}/{path_part(group)}", 303)
    shown = path_part(record)
    return RedirectResponse(f"/articles/{path_part(article_id)}?show={shown}#lit", 303)
