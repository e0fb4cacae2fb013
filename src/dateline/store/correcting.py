"""Values of a claim that a person gave, kept so that they hold in another reading.

In: the JSON value of a field, as the contract spells it. Out: the same with anchors in the place of
ids, because another reading numbers entities and attributions anew; and a claim with the value.
"""

import dataclasses
import functools
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, get_type_hints

import pydantic

from dateline import codebook
from dateline.errors import EvidenceError
from dateline.records import Attribution, Claim, Report, Span, Spans, Toll
from dateline.store.deciding import Anchor, anchor_of, find_anchored

FIELDS = (
    "type", "modes", "contexts", "actors", "recipients", "targets", "instruments", "toll", "when",
    "where", "status", "certainty", "said_by", "codes", "trigger", "evidence",
)  # fmt: skip


class NotThere(Exception):  # noqa: N818  # it says what is so, and never leaves `store`
    """A reading has nothing where a value points to."""


def value_of(claim: Claim, field: str) -> Any:
    """The JSON value of a field of a claim."""
    return _adapter(field).dump_python(getattr(claim, field), mode="json")


def checked_value(report: Report, field: str, value: Any) -> Any:
    """A JSON value as the contract writes it.

    Raises:
        EvidenceError: there is no such field, or the value breaks the contract, or it quotes or
            names what is not there.
    """
    if field not in FIELDS:
        raise EvidenceError(f"a claim has no {field} to correct; one of {', '.join(FIELDS)}")
    try:
        record = _adapter(field).validate_python(value)
        anchored(report, field, value)
        _refuse_unsaid(report, record if field == "toll" else ())
    except pydantic.ValidationError as error:
        first = error.errors()[0]
        path = ".".join((field, *map(str, first["loc"])))
        raise EvidenceError(f"{path}: {first['msg']}") from error
    except KeyError as error:
        raise EvidenceError(f"{field} names {error}, which is not in the article") from error
    checked = _adapter(field).dump_python(record, mode="json")
    try:
        json.dumps(checked, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:  # half a surrogate pair
        raise EvidenceError(f"{field} cannot be written as JSON: {error}") from error
    return checked


def with_value(claim: Claim, field: str, value: Any) -> Claim:
    """The claim with a value in a field; what follows from type and modes follows.

    Raises:
        EvidenceError: the claim cannot have this value.
    """
    try:
        new: dict[str, Any] = {field: _adapter(field).validate_python(value)}
    except pydantic.ValidationError as error:
        raise EvidenceError(f"{field}: {error.errors()[0]['msg']}") from error
    if field in {"type", "modes"}:
        type_ = new.get("type", claim.type)
        known = codebook.event_types().get(type_)
        modes = new.get("modes", claim.modes)
        if field == "type" and known is not None:
            modes = tuple(mode for mode in modes if mode in known.modes)
        new |= {
            "modes": modes,
            "acled": codebook.acled_type(type_, modes),
            "muc": codebook.muc_type(type_, modes),
        }
    return dataclasses.replace(claim, **new)


def added_claim(claim_id: str, values: Mapping[str, Any], trigger: Spans) -> Claim:
    """A claim that a person added, from JSON values of its fields; `evidence` is its trigger's.

    Raises:
        EvidenceError: a value breaks the contract.
    """
    claim = Claim(
        id=claim_id, type=values["type"], trigger=trigger, status="happened", certainty="stated",
        score=1.0, evidence=trigger,
    )  # fmt: skip
    for field in FIELDS:
        if field in values:
            claim = with_value(claim, field, values[field])
    return with_value(claim, "modes", list(claim.modes))


def anchored(report: Report, field: str, value: Any) -> Any:
    """A JSON value with anchors in the place of ids.

    Raises:
        KeyError: there is no entity or attribution of an id.
    """
    if field == "said_by":
        return [_place_of(report.attribution(name)) for name in value]
    if isinstance(value, Mapping):
        return {name: _anchored_part(report, name, part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [anchored(report, "", part) for part in value]
    return value


def resolved(report: Report, field: str, value: Any) -> Any:
    """A JSON value with the ids of this reading in the place of anchors.

    Words whose entity this reading does not know stay words.

    Raises:
        NotThere: nobody says here what the value is on the word of: it would be put into the
            outlet's mouth.
    """
    if field == "said_by":
        return [_attribution_at(report, place).id for place in value]
    if isinstance(value, Mapping):
        return {name: _resolved_part(report, name, part) for name, part in value.items()}
    if isinstance(value, list):
        return [resolved(report, "", part) for part in value]
    return value


def is_quotable(report: Report, field: str, value: Any) -> bool:
    """Whether all that a JSON value quotes can be quoted from this reading."""
    found = _spans_in(_adapter(field).validate_python(value))
    furniture = [piece.span for piece in report.article.furniture]
    length = len(report.article.text)
    return all(
        span.end <= length and not any(span.overlaps(piece) for piece in furniture)
        for span in found
    )


@functools.cache
def _adapter(field: str) -> pydantic.TypeAdapter[Any]:
    return pydantic.TypeAdapter(get_type_hints(Claim)[field])


def _anchored_part(report: Report, name: str, part: Any) -> Any:
    if name == "entity" and part is not None:
        return anchor_of(report.entity(part))._asdict()
    return anchored(report, name, part)


def _resolved_part(report: Report, name: str, part: Any) -> Any:
    if name == "entity" and part is not None:
        position = find_anchored(report, "entity", Anchor(**part), range(len(report.entities)))
        return None if position is None else report.entities[position].id
    return resolved(report, name, part)


def _refuse_unsaid(report: Report, tolls: Iterable[Toll]) -> None:
    """Refuse whom a figure counts when these are no words of the article, however it breaks lines.

    Raises:
        EvidenceError: they stand nowhere in it, or in furniture only.
    """
    known = {toll.of for claim in report.claims for toll in claim.toll}
    for of in {toll.of for toll in tolls if toll.of is not None} - known:
        if not _stands_in(report, of):
            raise EvidenceError(
                f"toll.of: the words “{of[:80]}” do not stand in the text of the article; write"
                " them exactly as they are there, or leave them out"
            )


def _stands_in(report: Report, words: str) -> bool:
    text, parts = report.article.text, words.split()
    if not parts or len(words) > len(text):
        return False
    furniture = [piece.span for piece in report.article.furniture]
    found = re.finditer(r"\s+".join(map(re.escape, parts)), text)
    return any(not any(Span(*at.span()).overlaps(piece) for piece in furniture) for at in found)


def _place_of(said: Attribution) -> dict[str, int]:
    return {"start": said.content[0].start, "end": said.content[0].end}


def _attribution_at(report: Report, place: Mapping[str, int]) -> Attribution:
    """The attribution whose content shares most of the words."""
    span = Span(**place)
    rated = [(_shared(said.content, span), -n) for n, said in enumerate(report.attributions)]
    best = max(rated, default=(0, 0))
    if best[0] == 0:
        raise NotThere
    return report.attributions[-best[1]]


def _shared(spans: Spans, with_: Span) -> int:
    return sum(max(0, min(s.end, with_.end) - max(s.start, with_.start)) for s in spans)


def _spans_in(value: Any) -> list[Span]:
    if isinstance(value, Span):
        return [value]
    if isinstance(value, tuple):
        return [span for part in value for span in _spans_in(part)]
    if dataclasses.is_dataclass(value):
        parts = (getattr(value, field.name) for field in dataclasses.fields(value))
        return [span for part in parts for span in _spans_in(part)]
    return []
