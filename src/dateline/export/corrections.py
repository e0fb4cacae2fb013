"""What people decided about claims, as examples to learn from: one JSON object a line.

Each says what was read at a place of an article, and what a person put there instead: a value of a
field, nothing at all (a claim that was rejected), a claim (one that was missed), or the same (one
that was accepted).
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from dateline.export.leftovers import Leftovers
from dateline.export.selection import Selection
from dateline.records import Claim, Report, Span, record_to_json
from dateline.store import ClaimFilters, Review, ReviewedClaim, value_of


def write_corrections(selection: Selection, out: BinaryIO) -> Leftovers:
    """Write every decision about a claim that holds, article by article."""
    leftovers = Leftovers()
    wanted = None
    if selection.filters != ClaimFilters():
        wanted = {report.article.id for report in selection.reports()}
    for review in selection.archive.reviews():
        if wanted is not None and review.report.article.id not in wanted:
            continue
        out.writelines(
            json.dumps(line, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
            for line in _lines(review)
        )
        leftovers.add("decisions that sleep", len(review.sleeping))
    return leftovers


def _lines(review: Review) -> Iterator[dict[str, Any]]:
    for one in review.claims:
        yield from _about(review.as_read, one)


def _about(report: Report, one: ReviewedClaim) -> Iterator[dict[str, Any]]:
    read, now = one.as_read, one.claim
    last = next((each for each in reversed(one.rulings) if each.kind != "comment"), None)
    if last is None:
        return
    told = {"by": last.by, "at": last.at.isoformat(timespec="seconds"), "why": last.why}
    if one.is_rejected:
        yield _line(report, read, "reject", None, (_claim(read), None), read.evidence, told)
        return
    if one.addition is not None:
        yield _line(report, read, "add", None, (None, _claim(now)), now.evidence, told)
        return
    corrected = {each.field: each for each in now.decided if each.kind == "correct" and each.field}
    for field, decided in corrected.items():  # of several corrections of a field the last
        told = {"by": decided.by, "at": decided.at, "why": decided.why}
        values = value_of(read, field), value_of(now, field)
        yield _line(report, read, "correct", field, values, decided.evidence, told)
    if not corrected:
        yield _line(report, read, "accept", None, (_claim(read), _claim(read)), read.evidence, told)


def _line(
    report: Report,
    read: Claim,
    verdict: str,
    field: str | None,
    values: tuple[Any, Any],
    evidence: tuple[Span, ...],
    told: Mapping[str, Any],
) -> dict[str, Any]:
    span = Span(min(s.start for s in read.trigger), max(s.end for s in read.trigger))
    return {
        "article": report.article.id,
        "claim": read.id,
        "span": list(span),
        "words": report.article.quote(span),
        "verdict": verdict,
        "field": field,
        "before": values[0],
        "after": values[1],
        "evidence": [list(each) for each in evidence],
        "quotes": [report.article.quote(each) for each in evidence],
        **told,
    }


def _claim(claim: Claim) -> Any:
    found = json.loads(record_to_json(claim))
    found.pop("decided")
    return found
