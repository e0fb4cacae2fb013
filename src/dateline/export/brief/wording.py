"""The words of a brief that are no article's: days, places, kinds of events, who says what.

Each phrase says how sure it is: nothing is told without "stated by", "according to" or the like.
"""

import dataclasses
from collections.abc import Iterable, Sequence
from datetime import date

from dateline.export.brief.content import Sentence, Words
from dateline.export.parties import state_name
from dateline.export.tables import one_line
from dateline.records import (
    TOOK_PLACE,
    Certainty,
    ContradictionField,
    Counts,
    Event,
    EventPlace,
    EventTime,
    Status,
    TollKind,
    What,
)
from dateline.records.in_words import number_text
from dateline.store import Circle, ClaimFilters

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip

# The nouns of PLOVER's types, which are verbs; modes whose names are no words.
_TYPES = {
    "AGREE": "Agreement", "CONSULT": "Consultation", "SUPPORT": "Support or accord",
    "CONCEDE": "Concession", "COOPERATE": "Cooperation", "AID": "Aid", "RETREAT": "Retreat",
    "REQUEST": "Request", "ACCUSE": "Accusation", "REJECT": "Rejection", "THREATEN": "Threat",
    "PROTEST": "Protest", "SANCTION": "Sanction", "MOBILIZE": "Mobilisation",
    "COERCE": "Coercion", "ASSAULT": "Assault",
}  # fmt: skip
_MODES = {"demo": "demonstration", "hunger": "hunger strike"}

# Words that no name begins with; "One", "Two" and "Some" may begin one.
_BEGINNINGS = frozenset(
    "A An The His Her Its Their Our My Your This That These Those Many Several Dozens Scores"
    " Hundreds Thousands Tens Most".split()
)
_UNSURE = frozenset({"alleged", "disputed", "denied"})

STATUSES: dict[Status, str] = {
    "happened": "having happened",
    "ongoing": "going on",
    "attempted": "attempted",
    "planned": "planned",
    "threatened": "threatened",
    "hypothetical": "a possibility only",
    "negated": "not having happened",
}

TOLLS: dict[TollKind, str] = {
    "killed": "Killed",
    "wounded": "Wounded",
    "missing": "Missing",
    "abducted": "Abducted",
    "arrested": "Arrested",
    "displaced": "Displaced",
}

CONTRADICTED: dict[ContradictionField, str] = {
    "when": "When",
    "where": "Where",
    "status": "Whether it happened",
    "certainty": "Whether it is so",
    "actors": "Who did it",
    "killed": "How many were killed",
    "wounded": "How many were wounded",
    "abducted": "How many were abducted",
    "arrested": "How many were arrested",
    "displaced": "How many were displaced",
    "missing": "How many are missing",
}

BY_SPEAKERS: dict[Certainty, str] = {
    "stated": "according to",
    "attributed": "according to",
    "alleged": "alleged by",
    "disputed": "disputed, as told by",
    "denied": "denied by",
}
BY_OUTLET: dict[Certainty, str] = {
    "stated": "stated by",
    "attributed": "according to unnamed others, told by",
    "alleged": "told as alleged by",
    "disputed": "told as disputed by",
    "denied": "denied by",
}

HOW_TO_READ = (
    "Composed by rules from what the articles say; no sentence was written by a person or by a"
    " language model. “Stated by” an outlet: in its own voice; “according to”: somebody it quotes;"
    " “alleged”: said and not taken as true; “denied”: said not to be so. Reprints of one"
    " report and articles that only pass on another's are one origin; what cannot be shown to be"
    " independent is said to be so. Numbers in the text lead to the words that bear it out."
)


def day_words(prefix: str) -> str:
    """An ISO prefix as people write it: "9 April 2024", "April 2024", "2024"."""
    parts = prefix[:10].split("-")
    if len(parts) < 2 or not all(part.isdigit() for part in parts) or not 1 <= int(parts[1]) <= 12:
        return prefix[:10]
    month = _MONTHS[int(parts[1]) - 1]
    return " ".join([*(str(int(day)) for day in parts[2:]), month, parts[0]])


def date_words(day: date) -> str:
    """As in "9 April 2024"."""
    return day_words(day.isoformat())


def time_words(when: EventTime | None) -> str:
    """When an event was: "9 April 2024", "11 March 2023 to 12 March 2023", "day not known"."""
    if when is None or (when.start is None and when.end is None):
        return "day not known"
    if when.start is None or when.end is None:
        known = when.start or when.end or ""
        return f"{'since' if when.end is None else 'until'} {day_words(known)}"
    if when.start == when.end:
        return day_words(when.start)
    return f"{day_words(when.start)} to {day_words(when.end)}"


def place_words(where: EventPlace) -> str:
    """As in "Beira, Mozambique"."""
    country = state_name(where.country)
    return where.name if country in {None, where.name} else f"{where.name}, {country}"


def kind_words(what: What) -> str:
    """As in "Assault (explosives)"."""
    modes = ", ".join(_MODES.get(mode, mode.replace("-", " ")) for mode in what.modes)
    return _TYPES.get(what.type, what.type.capitalize()) + (f" ({modes})" if modes else "")


def doubt_words(event: Event) -> str:
    """As in " — planned", " — alleged"; nothing where somebody says that it has happened."""
    if event.status.best not in TOOK_PLACE:
        return f" — {STATUSES[event.status.best]}"
    return f" — {event.certainty.best}" if event.certainty.best in _UNSURE else ""


def name_words(name: str) -> str:
    """A name inside a sentence: "The interior minister" began one, and does not here."""
    words = one_line(name)
    first, _, rest = words.partition(" ")
    return words[:1].lower() + words[1:] if rest and first in _BEGINNINGS else words


def counts_words(counts: Counts) -> str:
    """As in "5 articles (1 of them a reprint), 4 independent origins"."""
    if not counts.origins:
        return f"{number_text(counts.articles, 'article')}, no origin shown to be independent"
    are = "a reprint" if counts.copies == 1 else "reprints"
    copies = f" ({counts.copies:,} of them {are})" if counts.copies else ""
    unproven = f", {counts.unproven:,} not shown to be independent" if counts.unproven else ""
    origins = number_text(counts.origins, "independent origin")
    return f"{number_text(counts.articles, 'article')}{copies}, {origins}{unproven}"


def in_quotes(words: str) -> str:
    """In quotation marks; in single ones when there are double ones inside."""
    return f"‘{words}’" if any(mark in words for mark in '"“”„«»') else f"“{words}”"


def listed(names: Sequence[str]) -> str:
    """As in "A, B and C"."""
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def asked_words(filters: ClaimFilters, near: Circle | None = None) -> str:
    """What was asked, as in "type ASSAULT, since 2024"; "the whole archive" when nothing was."""
    asked = {
        name: value for name, value in dataclasses.asdict(filters).items() if value is not None
    }
    if near is not None:
        asked["within"] = f"{near.km:g} km of {near.lat:g}, {near.lon:g}"
    return (
        ", ".join(
            f"at least {value} killed" if name == "min_killed" else f"{name} {one_line(str(value))}"
            for name, value in asked.items()
        )
        or "the whole archive"
    )


def sentence(*pieces: Iterable[Words] | Words | str) -> Sentence:
    """Put words together; a note that comes again in the sentence stands where it comes last."""
    words = [one for piece in pieces for one in _words(piece) if one.text]
    kept, said = [], set[int]()
    for one in reversed(words):
        notes = tuple(dict.fromkeys(note for note in one.notes if note not in said))
        said.update(notes)
        kept.append(Words(one.text, notes))
    return tuple(reversed(kept))


def joined(parts: Sequence[Sequence[Words]], between: str) -> list[Words]:
    """Several pieces as one, with words between them."""
    out: list[Words] = []
    for number, part in enumerate(parts):
        out += [Words(between), *part] if number else part
    return out


def _words(piece: Iterable[Words] | Words | str) -> Iterable[Words]:
    if isinstance(piece, str):
        return [Words(piece)]
    return [piece] if isinstance(piece, Words) else piece
