"""Review: what people decide about single claims, and the pages after each decision."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.datastructures import FormData

from dateline.errors import ChangedMeanwhile, ConfigError, EvidenceError, StoreError
from dateline.pipeline import typed
from dateline.records import Claim, Spans
from dateline.records.in_words import field_text
from dateline.store import (
    FIELDS,
    Review,
    added_claim,
    claim_as_seen,
    refuse_changed,
    with_value,
)
from dateline.web.asked import whole_number
from dateline.web.claim_form import on_word_of, place_of, shown_words, values_of, words_at
from dateline.web.coder import coder_of
from dateline.web.desk import AtDesk, Desk
from dateline.web.forms import field, read_form
from dateline.web.outage import outage_passes
from dateline.web.routes.articles import known_codes, review_of, show_review
from dateline.web.templating import path_part

router = APIRouter(include_in_schema=False)

_FORMS = {"correct": "edit", "place": "edit", "add": "add"}  # in which form an act was typed


@router.post("/articles/{article_id}/review", response_model=None)
async def decide(
    article_id: str, request: Request, desk: AtDesk
) -> HTMLResponse | RedirectResponse:
    """Carry out a decision, and lead to the next claim; what cannot be is told in the form."""
    coder = coder_of(request, desk)
    async with read_form(request) as form:
        return await run_in_threadpool(_answer, desk, article_id, form, coder)


@router.get("/articles/{article_id}/review")
def back(article_id: str, desk: AtDesk) -> RedirectResponse:
    """To the article, for whoever comes here by an address."""
    return RedirectResponse(f"/articles/{path_part(desk.whole_id(article_id, 'article'))}", 303)


def _answer(
    desk: Desk, article_id: str, form: FormData, coder: str
) -> HTMLResponse | RedirectResponse:
    whole_id = desk.whole_id(article_id, "article")
    act, claim_id = field(form, "act"), field(form, "claim") or ""
    try:
        with outage_passes(), desk.writing:
            at = _decide(desk, whole_id, act, claim_id, form, coder)
    except ChangedMeanwhile as error:  # the form is shown anew, with what the claim says now
        return show_review(
            desk, whole_id, coder, at=claim_id, form=_FORMS.get(act or ""), problem=str(error),
            lost=_lost(desk, whole_id, act, claim_id, form, coder), status=409,
        )  # fmt: skip
    except (ConfigError, EvidenceError, StoreError) as error:
        status = 409 if isinstance(error, StoreError) else 422
        return show_review(
            desk, whole_id, coder, at=claim_id, form=_FORMS.get(act or ""), typed=form,
            place=field(form, "name"), problem=str(error), status=status,
        )  # fmt: skip
    fragment = f"#claim-{path_part(at)}" if at else "#comments"
    return RedirectResponse(f"/articles/{path_part(whole_id)}{fragment}", 303)


def _decide(
    desk: Desk, article_id: str, act: str | None, claim_id: str, form: FormData, coder: str
) -> str:
    """Do what a form asks; the id of the claim to go on with."""
    archive, why, seen = desk.archive, field(form, "why"), field(form, "seen")
    name = f"{article_id}#{claim_id}"
    if not coder:
        raise ConfigError("say who decides; the name is kept with each decision")
    if act == "accept":
        archive.accept(name, by=coder, why=why, seen=seen)
        return _next(review_of(desk, article_id, coder), claim_id)
    if act == "reject":
        archive.reject(name, by=coder, why=why, seen=seen)
        return _next(review_of(desk, article_id, coder), claim_id)
    if act == "undo":
        archive.undo(whole_number({"number": field(form, "number") or ""}, "number"), by=coder)
        return claim_id
    if act == "comment":
        if why is None:
            raise ConfigError("there is nothing in the comment")
        archive.comment(name if claim_id else article_id, why, by=coder)
        return claim_id
    if act == "add":
        return _add(desk, review_of(desk, article_id, coder), form, coder)
    if act in {"correct", "place"}:
        _correct(desk, review_of(desk, article_id, coder), act, claim_id, form, coder)
        return claim_id
    raise ConfigError(f"act: {act!r} is nothing that can be done here")


def _correct(
    desk: Desk, review: Review, act: str, claim_id: str, form: FormData, coder: str
) -> None:
    found = review.claim(claim_id)
    article_id = review.report.article.id
    if found is None:
        raise StoreError(f"there is no claim {claim_id} in article {article_id} any more")
    seen = field(form, "seen")
    refuse_changed(review, found, seen)  # before the rows of the form are taken for those of it
    values, shown = _typed(desk, act, review, found.claim, form)
    made = desk.archive.correct(
        f"{article_id}#{claim_id}", values, by=coder, why=field(form, "why"), evidence=shown,
        seen=seen,
    )  # fmt: skip
    if not made:
        raise ConfigError("nothing is another than before, so there is nothing to decide")


def _typed(
    desk: Desk, act: str, review: Review, claim: Claim, form: FormData
) -> tuple[dict[str, Any], Spans]:
    """The values that a form gives a claim, and the words that show them."""
    report = review.report
    shown = shown_words(form, report, claim.trigger[0].start)
    if act == "place":
        return {"where": place_of(form, report, claim, shown)}, shown
    return values_of(form, report, claim, shown, known_codes(desk, review)), shown


def _lost(
    desk: Desk, article_id: str, act: str | None, claim_id: str, form: FormData, coder: str
) -> list[tuple[str, str, str]]:
    """What a form would have changed in the claim that it showed: fields, before and after."""
    if act not in {"correct", "place"}:
        return []
    review = review_of(desk, article_id, coder)
    try:
        then = claim_as_seen(review, claim_id, field(form, "seen") or "")
        if then is None:
            return []
        values, _ = _typed(desk, act, review, then, form)
        now = then
        for name in (name for name in FIELDS if name in values):
            now = with_value(now, name, values[name])
    except (ConfigError, EvidenceError, StoreError):
        return []  # it could not have been kept either
    told = [(name, *(field_text(review.report, one, name) for one in (then, now)))
            for name in values]  # fmt: skip
    return [(name, before, after) for name, before, after in told if before != after]


def _add(desk: Desk, review: Review, form: FormData, coder: str) -> str:
    seen = field(form, "seen")
    refuse_changed(review, None, seen)
    report = review.report
    trigger, type_ = words_at(form, "trigger", report, 0), field(form, "type")
    if trigger is None or type_ is None:
        raise ConfigError("a claim needs a type, and the words of the article that tell it")
    values = {"type": type_} | on_word_of(form)
    values = typed.on_whose_word(report, values, [trigger])
    blank = added_claim("new", values, (trigger,))
    shown = shown_words(form, report, 0)
    values = values_of(form, report, blank, shown, known_codes(desk, review)) | values
    made = desk.archive.add_claim(
        report.article.id, values, [trigger], by=coder, why=field(form, "why"), seen=seen
    )
    return f"d{made.number}"


def _next(review: Review, claim_id: str) -> str:
    """The next claim that nobody has decided about, from here on and around; else the next."""
    ids = [one.claim.id for one in review.claims]
    place = ids.index(claim_id) if claim_id in ids else -1
    order = [*review.claims[place + 1 :], *review.claims[: place + 1]]
    waiting = next((one.claim.id for one in order if one.verdict is None), None)
    return waiting or claim_id
