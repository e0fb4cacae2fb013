"""The form in which a claim is corrected or added, as values of the contract.

In: the fields of a form. Out: JSON values by field of the claim, only where they are another than
the form showed. Words are typed or selected in the text; a field `X_at` beside `X` holds the place
of a selection, so that the right one of several equal words is meant.
"""

import re
from collections.abc import Iterator
from typing import Any

from starlette.datastructures import FormData

from dateline.errors import ConfigError
from dateline.pipeline import typed
from dateline.pipeline.typed import TypedFigure
from dateline.records import Claim, Report, Span, Spans
from dateline.web.forms import field

MOST_ROWS = 12  # tolls of one claim in a form
_AT = re.compile(r"([0-9]{1,9})-([0-9]{1,9})")

Json = dict[str, Any]


def shown_words(form: FormData, report: Report, near: int) -> Spans:
    """The words that show what is decided; none when the form names none.

    Raises:
        EvidenceError: they do not stand in the text.
    """
    span = words_at(form, "shown", report, near)
    return () if span is None else (span,)


def words_at(form: FormData, name: str, report: Report, near: int) -> Span | None:
    """The range of the words in a field; None when it is empty.

    Raises:
        EvidenceError: they do not stand in the text.
    """
    words = field(form, name)
    if words is None:
        return None
    at = _AT.fullmatch(field(form, f"{name}_at") or "")
    if at is not None:
        start, end = int(at[1]), int(at[2])
        text = report.article.text[start:end]
        if text.split() and _letters(text) == _letters(words):
            lead = len(text) - len(text.lstrip())
            return Span(start + lead, start + len(text.rstrip()))
    return typed.find_words(report, words, near)


def values_of(form: FormData, report: Report, claim: Claim, shown: Spans) -> Json:
    """The values that differ from those of the claim that the form showed.

    Raises:
        ConfigError, EvidenceError: a field holds what it cannot.
    """
    near = typed.start_of(claim)
    values: Json = {}
    type_ = field(form, "type")
    if type_ is not None and type_ != claim.type:
        values["type"] = type_
    else:
        values["modes"] = [str(mode) for mode in form.getlist("modes")]
    for name in ("status", "certainty"):
        if (chosen := field(form, name)) is not None:
            values[name] = chosen
    values["said_by"] = [str(said) for said in form.getlist("said_by")]
    for name in ("actors", "recipients"):
        values[name] = list(_participants(form, name, report, claim))
    values["targets"] = list(_targets(form, report, claim))
    values["toll"] = typed.tolls(claim, _figures(form), shown)
    start, end = field(form, "start"), field(form, "end")
    before = (claim.when.start, claim.when.end) if claim.when else (None, None)
    if (start, end) != before or "no_time" in form:
        is_gone = "no_time" in form
        values["when"] = None if is_gone else typed.when(claim, start, end, shown)
    if (span := words_at(form, "evidence", report, near)) is not None:
        values["evidence"] = [list(span)]
    return values


def place_of(form: FormData, report: Report, claim: Claim, shown: Spans) -> Json | None:
    """The place that was chosen among those of a name; None when there is none any more.

    Raises:
        ConfigError: nothing was chosen.
    """
    choice, name = field(form, "place"), field(form, "name")
    if choice == "none":
        return None
    if name is None or choice is None:
        raise ConfigError("place: look a name up, then choose one of the places of that name")
    if choice == "unknown":
        return typed.where(report, claim, name, None, shown)
    known = typed.candidates(name)
    if choice not in map(str, range(len(known))):
        raise ConfigError(f"place: {choice[:40]!r} is none of the places called {name}")
    return typed.where(report, claim, name, known[int(choice)], shown)


def _participants(form: FormData, name: str, report: Report, claim: Claim) -> Iterator[Json]:
    near = typed.start_of(claim)
    before = claim.actors if name == "actors" else claim.recipients
    chosen = {str(number) for number in form.getlist(f"{name}_kept")}
    yield from (typed.kept(one) for n, one in enumerate(before) if str(n) in chosen)
    if (entity := field(form, f"{name}_entity")) is not None:
        yield typed.participant(report, entity, near)
    if (span := words_at(form, f"{name}_words", report, near)) is not None:
        yield typed.participant_in_words(report, span)


def _targets(form: FormData, report: Report, claim: Claim) -> Iterator[Json]:
    chosen = {str(number) for number in form.getlist("targets_kept")}
    yield from (typed.kept(one) for n, one in enumerate(claim.targets) if str(n) in chosen)
    if (span := words_at(form, "targets_words", report, typed.start_of(claim))) is not None:
        yield {"span": list(span), "kind": field(form, "targets_kind") or "other"}


def _figures(form: FormData) -> Iterator[TypedFigure]:
    for row in range(MOST_ROWS):
        kind = field(form, f"toll_{row}_kind")
        numbers = [_number(form, f"toll_{row}_{bound}") for bound in ("low", "best", "high")]
        if kind is None and any(number is not None for number in numbers):
            raise ConfigError("toll: say of what the figure is: killed, wounded, …")
        if kind is not None and any(number is not None for number in numbers):
            yield TypedFigure(kind, *numbers)


def _number(form: FormData, name: str) -> int | None:
    text = field(form, name, longest=18)
    if text is None:
        return None
    if not (text.isascii() and text.isdigit()):
        raise ConfigError(f"toll: {text!r} is not a whole number")
    return int(text)


def _letters(text: str) -> str:
    """What is left of words in which the page shows what cannot be seen as U+FFFD."""
    return "".join(character for character in text if character.isalnum())
