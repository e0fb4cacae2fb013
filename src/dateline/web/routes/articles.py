"""One article, set for reading, with what is read from it beside it."""

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from dateline.records import Report
from dateline.store import Groups, claim_row, said_row, speakers_of
from dateline.web.desk import AtDesk, Desk
from dateline.web.marked import evidence_of, set_for_reading
from dateline.web.templating import path_part

router = APIRouter(include_in_schema=False)


@router.get("/articles/{article_id}")
def article(article_id: str, request: Request, desk: AtDesk) -> HTMLResponse:
    """An article of the archive."""
    whole_id = desk.whole_id(article_id, "article")
    report = desk.archive.report(whole_id)
    if report is None:
        raise HTTPException(404, f"There is no article {article_id} in this archive.")
    groups = desk.archive.groups_of(whole_id)
    return show_article(desk, report, groups, request.query_params.get("show"), is_kept=True)


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


def show_article(
    desk: Desk, report: Report, groups: Groups, lit: str | None, *, is_kept: bool
) -> HTMLResponse:
    """The page of an article.

    Args:
        desk: whose page.
        report: the article.
        groups: into which events and actors its records are linked.
        lit: the id of the record whose evidence is lit.
        is_kept: it is in the archive; else it can be put there.
    """
    known = evidence_of(report)
    return desk.page(
        "article.html",
        report=report,
        paragraphs=set_for_reading(report),
        claims=[claim_row(report, number) for number in range(len(report.claims))],
        said=[said_row(report, number) for number in range(len(report.attributions))],
        ties=[(tie, speakers_of(report, tie.said_by)) for tie in report.ties],
        names={entity.id: entity.name for entity in report.entities},
        groups=groups,
        lit=lit if lit in known else None,
        first={name: min(spans).start for name, spans in known.items() if spans},
        is_kept=is_kept,
    )


def _lead_to(pages: str, group: str | None, article_id: str, record: str) -> RedirectResponse:
    if group is not None:
        return RedirectResponse(f"/{pages}/{path_part(group)}", 303)
    shown = path_part(record)
    return RedirectResponse(f"/articles/{path_part(article_id)}?show={shown}#lit", 303)
