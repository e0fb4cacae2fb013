"""What people decide: two events are one, a claim is of another event, neither after all."""

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.datastructures import FormData

from dateline.errors import ConfigError
from dateline.store import Decision
from dateline.web.asked import PAGE, Pages, page_of, whole_number
from dateline.web.desk import AtDesk, Desk
from dateline.web.forms import field, read_form
from dateline.web.routes.events import heading
from dateline.web.subjects import name_subjects
from dateline.web.templating import path_part

router = APIRouter(include_in_schema=False)

KINDS = ("merge", "split", "undo", "accept", "reject", "comment")


@router.get("/decisions")
def decisions(request: Request, desk: AtDesk) -> HTMLResponse:
    """Everything that people decided, newest first."""
    page = page_of(request.query_params)
    found = desk.archive.decisions(limit=PAGE + 1, offset=(page - 1) * PAGE)
    pages = Pages.uncounted(page, len(found))
    return desk.page(
        "decisions.html",
        decisions=found[:PAGE],
        named=name_subjects(desk, found[:PAGE], heading),
        pages=pages,
    )


@router.post("/decisions")
async def decide(request: Request, desk: AtDesk) -> RedirectResponse:
    """Merge, split, undo or comment; then back to the event or actor, whatever its id is now."""
    async with read_form(request) as form:
        return RedirectResponse(await run_in_threadpool(_decide, desk, form), 303)


def make_decision(
    desk: Desk,
    kind: str | None,
    a: str | None,
    b: str | None,
    by: str | None,
    why: str | None,
    seen: str | None = None,
) -> Decision:
    """Carry out a decision; of an undoing, `a` is the number of what is undone.

    A comment is in `why`; `seen` is the version of a claim that is accepted or rejected.

    Raises:
        ConfigError: something is missing or is no such thing, or `by` is not who is logged in.
        StoreError: what it is about is not there, or it cannot be decided.
    """
    by = desk.deciding_name(by)
    if by is None:
        raise ConfigError("by: say who decides this; the name is kept with the decision")
    if kind == "comment" and why is None:
        raise ConfigError("why: there is nothing in the comment")
    if a is None or (b is None and kind in {"merge", "split"}):
        raise ConfigError("name the two that this is about")
    with desk.writing:
        if kind == "undo":
            return desk.archive.undo(whole_number({"a": a}, "a"), by=by, why=why)
        if kind == "merge":
            return desk.archive.merge(a, b or "", by=by, why=why)
        if kind == "split":
            return desk.archive.split(a, b or "", by=by, why=why)
        if kind == "accept":
            return desk.archive.accept(a, by=by, why=why, seen=seen)
        if kind == "reject":
            return desk.archive.reject(a, by=by, why=why, seen=seen)
        if kind == "comment":
            return desk.archive.comment(a, why or "", by=by)
    raise ConfigError(f"kind: {kind!r} is none of {', '.join(KINDS)}")


def _decide(desk: Desk, form: FormData) -> str:
    kind, a = field(form, "kind"), field(form, "a")
    b = field(form, "b_id") or field(form, "b")  # an id that was typed, else what was chosen
    by, why = field(form, "by", longest=100), field(form, "why")
    make_decision(desk, kind, a, b, by, why)
    article, mark, record = (field(form, "then") or "").partition("#")
    if not mark:
        return "/decisions"
    kind = "entities" if record.startswith("e") else "claims"
    return f"/articles/{path_part(article)}/{kind}/{path_part(record)}"
