"""What people type about a claim, as the values that the contract spells.

In: words of the article, figures, dates, places of the gazetteer, as a form or a command line has
them. Out: JSON values for `Archive.correct` and `Archive.add_claim`, each with its evidence: the
words that the person chose, else those the value stood on before, else those of the claim.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple

from dateline.codebook.own import read_own_codebook
from dateline.errors import EvidenceError
from dateline.records import (
    Claim,
    Code,
    Instrument,
    Participant,
    Place,
    Report,
    Span,
    Spans,
    Target,
    Toll,
)
from dateline.records.iso_days import days_of
from dateline.resources.gazetteer import Candidate, find_candidates

Json = dict[str, Any]

_MOST_CANDIDATES = 12


class TypedFigure(NamedTuple):
    """How many of a kind, as typed; `best` alone means exactly so many.

    In a form it stays alone where it stood alone before.

    `of`: the words for whom it counts; `said_by`: attribution ids. None: as it was, as is all else
    that the toll of `row` says; without a row the next one of the kind is meant.
    """

    kind: str
    low: int | None
    best: int | None
    high: int | None
    of: Span | Literal["nobody"] | None = None
    said_by: tuple[str, ...] | None = None
    row: int | None = None


def find_words(report: Report, words: str, near: int = 0) -> Span:
    """The range of words of the article, however they are broken into lines.

    Args:
        report: the article.
        words: as they stand in its text; upper and lower case must agree.
        near: of several places the one that is nearest to this.

    Raises:
        EvidenceError: they do not stand in the text, or in furniture only.
    """
    pattern = r"\s+".join(map(re.escape, words.split()))
    furniture = [piece.span for piece in report.article.furniture]
    found = [Span(*match.span()) for match in re.finditer(pattern, report.article.text) if pattern]
    found = [span for span in found if not any(span.overlaps(piece) for piece in furniture)]
    if not found:
        raise EvidenceError(
            f"the words “{words[:80]}” do not stand in the text of the article; select them there,"
            " or write them exactly as they are"
        )
    return min(found, key=lambda span: (abs(span.start - near), span))


def start_of(claim: Claim) -> int:
    """Where in the text a claim is told: of several places for words the nearest is meant."""
    return claim.trigger[0].start


def on_whose_word(report: Report, values: Mapping[str, Any], trigger: Sequence[Span]) -> Json:
    """The values of a claim that was missed, with on whose word it stands, and how sure that is.

    Without a certainty the claim stands as it is told there: on the word of who says its trigger,
    and not in the outlet's voice. A certainty that was chosen is left alone, with its `said_by`.

    Args:
        report: the article.
        values: JSON values by field; they are checked when the claim is added.
        trigger: the words that tell it.
    """
    from dateline.reading.how_sure import carriers_of, certainty_on  # noqa: PLC0415  # loads spaCy

    told = dict(values)
    if "certainty" in told or not trigger:
        return told
    said_by = told.get("said_by") or list(carriers_of(trigger[0], report.attributions))
    if isinstance(said_by, list):
        certainty = certainty_on(said_by, report.attributions)
        told |= {"said_by": said_by, "certainty": certainty}
    return told


def tolls(report: Report, claim: Claim, figures: Iterable[TypedFigure], shown: Spans) -> list[Json]:
    """Figures in the place of a claim's.

    Raises:
        EvidenceError: a figure is no range.
    """
    before = dict(enumerate(claim.toll))
    found = []
    for figure in figures:
        alike = (row for row, toll in before.items() if toll.kind == figure.kind)
        row = next(alike, None) if figure.row is None else figure.row
        found.append(_toll(report, claim, figure, before.pop(row, None), shown))  # type: ignore[arg-type]
    return found


def when(claim: Claim, start: str | None, end: str | None, shown: Spans) -> Json | None:
    """An interval of ISO prefixes, as 2015, 2015-07 or 2015-07-14; None for no time at all.

    Raises:
        EvidenceError: one is no date, or it ends before it begins.
    """
    from dateline.reading.calendar_words import precision_between  # noqa: PLC0415  # loads spaCy

    if start is None and end is None:
        return None
    first, last = days_of(start or end), days_of(end or start)
    if first is None or last is None:
        wrong = start if first is None else end
        raise EvidenceError(f"when: {wrong!r} is no date; write 2015, 2015-07 or 2015-07-14")
    if last[1] < first[0]:
        raise EvidenceError(f"when: {start} is later than {end}")
    return {
        "start": start or end,
        "end": end or start,
        "precision": precision_between(first[0], last[1]),
        "evidence": _evidence(claim, claim.when, shown),
    }


def codes(claim: Claim, names: Iterable[str], known: Iterable[Code]) -> list[Json]:
    """Codes of codebooks of the user's own, from names as `code_name` gives them.

    A code that the claim has keeps its score; one that a person gives it has 1.

    Raises:
        EvidenceError: a name is that of no code that the claim has or that is known.
    """
    by_name = {code_name(code): code for code in known} | {
        code_name(code): code for code in claim.codes
    }
    found = []
    for name in dict.fromkeys(names):
        if name not in by_name:
            told = ", ".join(by_name) or "none, for no codebook is set"
            raise EvidenceError(f"codes: {name[:80]!r} is none of those known: {told}")
        code = by_name[name]
        found.append({"codebook": code.codebook, "type": code.type, "score": code.score})
    return found


def code_name(code: Code) -> str:
    """As in "Cattle raid (herders)"."""
    return f"{code.type} ({code.codebook})"


def own_codes(path: str | Path | None) -> tuple[Code, ...]:
    """The codes that a person can give by a codebook of their own; none without a file.

    Raises:
        ConfigError: the file cannot be read, or is no codebook.
    """
    if path is None:
        return ()
    own = read_own_codebook(Path(path))
    return tuple(Code(codebook=own.name, type=name, score=1.0) for name in own.types)


def candidates(name: str) -> tuple[Candidate, ...]:
    """The places that a name may mean, the largest first."""
    return find_candidates(name)[:_MOST_CANDIDATES]


def where(report: Report, claim: Claim, name: str, chosen: Candidate | None, shown: Spans) -> Json:
    """A place of the gazetteer, or a name that stays without a point.

    How exactly it says where is told by the words around, as in "near Tikrit".
    """
    from dateline.reading.where import place_precision  # noqa: PLC0415  # loads spaCy

    evidence = _evidence(claim, claim.where, shown)
    if chosen is None:
        return {"entity": None, "name": name, "precision": None, "evidence": evidence}
    span = Span(*evidence[0])
    place = Place(
        lat=chosen.lat, lon=chosen.lon, country=chosen.country, admin1=chosen.admin1,
        geonames_id=chosen.geonames_id, kind=chosen.kind,
    )  # fmt: skip
    precision = place_precision(report.article.text, span, place)
    is_pinned = precision < _NO_PIN
    return {
        "entity": _entity_of_place(report, chosen),
        "name": chosen.name,
        "country": chosen.country,
        "lat": chosen.lat if is_pinned else None,
        "lon": chosen.lon if is_pinned else None,
        "precision": precision,
        "evidence": evidence,
    }


def participant(report: Report, entity_id: str, near: int) -> Json:
    """Somebody the article names, at the mention that is nearest.

    Raises:
        EvidenceError: there is no such entity.
    """
    found = next((one for one in report.entities if one.id == entity_id), None)
    if found is None:
        raise EvidenceError(f"there is no entity {entity_id} in this article")
    span = min(found.mentions, key=lambda mention: abs(mention.start - near))
    return {"entity": entity_id, "span": list(span)}


def participant_in_words(report: Report, span: Span) -> Json:
    """Somebody by words of the article, and who they are if the article names them there."""
    named = [
        one.id
        for one in report.entities
        if one.kind != "place" and any(span.overlaps(mention) for mention in one.mentions)
    ]
    return {"entity": named[0] if len(named) == 1 else None, "span": list(span)}


def kept(one: Participant | Target | Instrument) -> Json:
    """A participant, a target or an instrument as it is."""
    if isinstance(one, Instrument):
        return {"span": list(one.span)}
    if isinstance(one, Target):
        return {"span": list(one.span), "kind": one.kind}
    return {
        "entity": one.entity,
        "span": list(one.span),
        "certainty": one.certainty,
        "said_by": list(one.said_by),
    }


def _toll(
    report: Report, claim: Claim, figure: TypedFigure, old: Toll | None, shown: Spans
) -> Json:
    low, best, high = figure.low, figure.best, figure.high
    before = None if old is None else (old.kind, old.low, old.best, old.high)
    # "About 80" in a row of a form that nobody touched does not become exactly 80.
    is_left = figure.row is not None and before == (figure.kind, low, best, high)
    if best is not None and low is None and high is None and not is_left:
        low = high = best
    if low is None and best is None and high is None:
        raise EvidenceError(f"toll: there is no number of {figure.kind}")
    is_same = before == (figure.kind, low, best, high)
    evidence = _evidence(claim, old, () if is_same else shown)
    of = old.of if old else None
    if figure.of == "nobody":
        of = None
    elif figure.of is not None:
        of = " ".join(report.article.quote(figure.of).split())
        if not any(Span(*span).covers(figure.of) for span in evidence):
            evidence.append(list(figure.of))  # no value without evidence
    said_by = figure.said_by
    if said_by is None:
        said_by = old.said_by if old else claim.said_by
    return {
        "kind": figure.kind, "low": low, "best": best, "high": high, "of": of,
        "said_by": list(said_by), "evidence": evidence,
    }  # fmt: skip


_NO_PIN = 5  # a part of a country has no point; see `reading/where.py`


def _evidence(claim: Claim, old: object, shown: Spans) -> list[list[int]]:
    before: Sequence[Span] = getattr(old, "evidence", ())
    return [list(span) for span in shown or before or claim.evidence]


def _entity_of_place(report: Report, chosen: Candidate) -> str | None:
    return next(
        (
            one.id
            for one in report.entities
            if one.place is not None and one.place.geonames_id == chosen.geonames_id is not None
        ),
        None,
    )
