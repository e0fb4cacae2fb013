"""Parts of records in the words of people, the same on every screen: time, place, toll.

In: parts of reports and events. Out: one line each, with the article's words as they are.
"""

from collections.abc import Callable
from datetime import date

from dateline.records.event import (
    EventPlace,
    EventTime,
    Figure,
    PlaceValue,
    Relay,
    TimeValue,
)
from dateline.records.report import (
    Claim,
    Participant,
    Report,
    Spans,
    Target,
    Toll,
    When,
    Where,
)

_TIES = {
    "affiliated": "affiliated with",
    "allied": "allied with",
    "cooperates": "cooperates with",
    "seeks-ties": "seeks ties with",
    "pledges": "pledges to",
    "splits": "splits from",
    "originates": "originates from",
}
_PRECISION_OF_PLACE = {
    1: "exact place",
    2: "near there",
    3: "somewhere in the district",
    4: "somewhere in the province",
    5: "somewhere in that part of the country",
    6: "somewhere in the country",
    7: "no country known",
}
_PRECISION_OF_DATE = {
    1: "that day",
    2: "within those days",
    3: "that week",
    4: "that month",
    5: "within that span",
}


def relay_text(relay: Relay) -> str:
    """As in "copy of Meridian", "words of Reuters"."""
    source = relay.source or "nobody known"
    return {
        "copy": f"copy of {source}",
        "version": f"version of a report of {source}",
        "credit": f"credits {source}",
        "compilation": f"put together from {source}",
        "words": f"words of {source}",
    }[relay.how]


def toll_text(toll: Toll) -> str:
    """As in "at least 12 soldiers killed", "about 80 wounded", "5 to 7 people wounded"."""
    people = toll.of or ""
    figure = Figure(toll.low, toll.best, toll.high)
    number = "nobody" if figure in {(0, 0, 0), (0, 0, None)} else str(figure)
    if people[:1].isupper() and toll.best == 1:
        number = ""  # "Ana Ruiz abducted"
    return " ".join(filter(None, (number, people, toll.kind)))


def tie_text(kind: str) -> str:
    """What one does to the other, as in "seeks ties with"."""
    return _TIES.get(kind, kind)


def when_text(when: When | EventTime | TimeValue | None) -> str:
    """As in "2015-07-14 (the day)"; says so where the article's words give no date."""
    if when is None:
        return "not said"
    start, end = when.start, when.end
    if start is None:
        return "said, but no date can be given" if end is None else f"until {end}"
    if end is None:
        return f"since {start}"
    dates = start if start == end else f"{start} to {end}"
    if when.precision is None:
        return dates
    is_year = when.precision == 5 and len(start) == 4 and start == end
    return f"{dates} ({'that year' if is_year else _PRECISION_OF_DATE[when.precision]})"


def days_text(first_on: date | None, last_on: date | None) -> str:
    """As in "2021-03-04", "2021-03-04 to 2021-03-06", "since 2021-03-04".

    Args:
        first_on: `date.min` where nobody knows when it began.
        last_on: `date.max` where it is taken to go on.
    """
    if first_on is None or last_on is None:
        return "no date"
    if first_on == date.min:
        return f"until {last_on}"
    if last_on == date.max:
        return f"since {first_on}"
    return str(first_on) if first_on == last_on else f"{first_on} to {last_on}"


def number_text(number: int, noun: str, plural: str | None = None) -> str:
    """As in "1 article", "2 copies"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def where_text(where: Where | EventPlace | PlaceValue | None) -> str:
    """As in "Moscow, RUS (exact place)"."""
    if where is None:
        return "not said"
    name = where.name
    full = f"{name}, {where.country}" if where.country else name
    if where.precision is None:
        return f"{full} (not found in the gazetteer)"
    return f"{full} ({_PRECISION_OF_PLACE[where.precision]})"


def field_text(report: Report, claim: Claim, field: str) -> str:
    """What stands in a field of a claim, as in "at least 12 killed"; "none" when there is none."""
    return _FIELDS[field](report, claim) if field in _FIELDS else str(getattr(claim, field))


def _names(report: Report, participants: tuple[Participant, ...]) -> str:
    return ", ".join(_named(report, one) for one in participants) or "nobody"


def _named(report: Report, one: Participant) -> str:
    """As in "Northern Front (alleged, on the word of Ilse Brandt)"."""
    entity = one.entity
    name = report.article.quote(one.span) if entity is None else report.entity(entity).name
    speakers = _speakers(report, one.said_by)
    apart = filter(None, (one.certainty, speakers and f"on the word of {speakers}"))
    return f"{name} ({told})" if (told := ", ".join(apart)) else name


def _tolls(report: Report, tolls: tuple[Toll, ...]) -> str:
    """As in "9 people killed (police)": who says so, where it is not the outlet."""
    found = ((toll_text(toll), _speakers(report, toll.said_by)) for toll in tolls)
    return "; ".join(f"{told} ({by})" if by else told for told, by in found) or "none"


def _things(report: Report, targets: tuple[Target, ...]) -> str:
    """As in "a bus depot (facility)"."""
    found = (f"{_quotes(report, (one.span,))} ({one.kind})" for one in targets)
    return ", ".join(found) or "nothing"


def _speakers(report: Report, names: tuple[str, ...]) -> str:
    said = (report.attribution(name) for name in names)
    return ", ".join(_quotes(report, one.speaker_spans or one.content) for one in said)


def _quotes(report: Report, spans: Spans) -> str:
    return " … ".join(" ".join(report.article.quote(span).split()) for span in spans) or "nothing"


_FIELDS: dict[str, Callable[[Report, Claim], str]] = {
    "modes": lambda _, claim: ", ".join(claim.modes) or "none",
    "contexts": lambda _, claim: ", ".join(claim.contexts).replace("_", " ") or "none",
    "actors": lambda report, claim: _names(report, claim.actors),
    "recipients": lambda report, claim: _names(report, claim.recipients),
    "targets": lambda report, claim: _things(report, claim.targets),
    "instruments": lambda report, claim: _quotes(report, tuple(i.span for i in claim.instruments)),
    "toll": lambda report, claim: _tolls(report, claim.toll),
    "when": lambda _, claim: when_text(claim.when),
    "where": lambda _, claim: where_text(claim.where),
    "codes": lambda _, claim: (
        ", ".join(f"{code.type} ({code.codebook})" for code in claim.codes) or "none"
    ),
    "said_by": lambda report, claim: _speakers(report, claim.said_by) or "the outlet itself",
    "trigger": lambda report, claim: _quotes(report, claim.trigger),
    "evidence": lambda report, claim: _quotes(report, claim.evidence),
}
