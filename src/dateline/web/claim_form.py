"""The form in which a claim is corrected or added, as values of the contract.

In: the fields of a form. Out: JSON values by field of the claim, only where they are another than
the form showed. Words are typed or selected in the text; a field `X_at` beside `X` holds the place
of a selection, so that the right one of several equal words is meant.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import count, takewhile
from typing import Any, Literal

from starlette.datastructures import FormData

from dateline.errors import ConfigError
from dateline.pipeline import typed
from dateline.pipeline.typed import TypedFigure
from dateline.records import Claim, Code, Report, Span, Spans
from dateline.web.forms import field

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


def values_of(
    form: FormData, report: Report, claim: Claim, shown: Spans, known: Sequence[Code] = ()
) -> Json:
    """The values that differ from those of the claim that the form showed.

    Args:
        form: the fields.
        report: the article.
        claim: as the form showed it.
        shown: the words that show what is decided.
        known: the codes of codebooks of the user's own.

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
    values["contexts"] = _in_order(claim.contexts, map(str, form.getlist("contexts")))
    if (status := field(form, "status")) is not None:
        values["status"] = status
    values |= on_word_of(form)
    for name in ("actors", "recipients"):
        values[name] = list(_participants(form, name, report, claim))
    values["targets"] = list(_targets(form, report, claim))
    values["instruments"] = list(_instruments(form, report, claim))
    if "codes" in form:
        named = [str(name).strip() for name in form.getlist("codes")]
        values["codes"] = typed.codes(claim, filter(None, named), known)
    values["toll"] = typed.tolls(report, claim, _figures(form, report, claim), shown)
    start, end = field(form, "start"), field(form, "end")
    before = (claim.when.start, claim.when.end) if claim.when else (None, None)
    if (start, end) != before or "no_time" in form:
        is_gone = "no_time" in form
        values["when"] = None if is_gone else typed.when(claim, start, end, shown)
    for name in ("trigger", "evidence"):
        if (span := words_at(form, name, report, near)) is not None:
            values[name] = [list(span)]
    return values


def on_word_of(form: FormData) -> Json:
    """On whose word a claim stands, and how sure it is; no certainty when none is chosen."""
    found: Json = {"said_by": [str(said) for said in form.getlist("said_by")]}
    if (certainty := field(form, "certainty")) is not None:
        found["certainty"] = certainty
    return found


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
    for number, one in enumerate(before):
        if str(number) in chosen:
            yield typed.kept(one) | _on_whose_word(form, f"{name}_{number}")
    if (entity := field(form, f"{name}_entity")) is not None:
        yield typed.participant(report, entity, near)
    if (span := words_at(form, f"{name}_words", report, near)) is not None:
        yield typed.participant_in_words(report, span)


def _targets(form: FormData, report: Report, claim: Claim) -> Iterator[Json]:
    chosen = {str(number) for number in form.getlist("targets_kept")}
    for number, one in enumerate(claim.targets):
        if str(number) in chosen:
            yield typed.kept(one) | {"kind": field(form, f"targets_{number}_kind") or one.kind}
    if (span := words_at(form, "targets_words", report, typed.start_of(claim))) is not None:
        yield {"span": list(span), "kind": field(form, "targets_kind") or "other"}


def _instruments(form: FormData, report: Report, claim: Claim) -> Iterator[Json]:
    chosen = {str(number) for number in form.getlist("instruments_kept")}
    yield from (typed.kept(one) for n, one in enumerate(claim.instruments) if str(n) in chosen)
    if (span := words_at(form, "instruments_words", report, typed.start_of(claim))) is not None:
        yield {"span": list(span)}


def _on_whose_word(form: FormData, name: str) -> Json:
    """How sure and on whose word a participant is, where the form asks; none: as the claim."""
    found: Json = {}
    if f"{name}_certainty" in form:
        found["certainty"] = field(form, f"{name}_certainty")
    if f"{name}_said_by" in form:
        found["said_by"] = (field(form, f"{name}_said_by") or "").split()
    return found


def _in_order(before: Sequence[str], chosen: Iterable[str]) -> list[str]:
    """What is chosen: first what was there, in its order, then the rest."""
    among = list(dict.fromkeys(chosen))
    kept = [one for one in before if one in among]
    return [*kept, *(one for one in among if one not in kept)]


def _figures(form: FormData, report: Report, claim: Claim) -> Iterator[TypedFigure]:
    for row in takewhile(lambda row: f"toll_{row}_kind" in form, count()):
        name = f"toll_{row}"
        kind = field(form, f"{name}_kind")
        low, best, high = (_number(form, f"{name}_{bound}") for bound in ("low", "best", "high"))
        numbers = (low, best, high)
        if kind is None and any(number is not None for number in numbers):
            raise ConfigError("toll: say of what the figure is: killed, wounded, …")
        if kind is None or all(number is None for number in numbers):
            continue
        said_by = _on_whose_word(form, name).get("said_by")
        yield TypedFigure(
            kind, low, best, high, of=_counted(form, f"{name}_of", report, claim, row),
            said_by=None if said_by is None else tuple(said_by), row=row,
        )  # fmt: skip


def _counted(
    form: FormData, name: str, report: Report, claim: Claim, row: int
) -> Span | Literal["nobody"] | None:
    """Whom a figure counts, in words of the text; None: as it was."""
    before = claim.toll[row].of if row < len(claim.toll) else None
    words = field(form, name)
    if name not in form or (words and before and _letters(words) == _letters(before)):
        return None
    return words_at(form, name, report, typed.start_of(claim)) or "nobody"


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
