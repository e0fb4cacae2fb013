"""The records that pass the filters in, a brief out: composed by rules, never longer than agreed.

The weightiest events come first: deeds before words and plans (PLOVER's quads 2 and 4), those of
most independent origins, then those with most killed, then those that most articles tell, then the
newest. What the brief has no room for is counted.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from dateline import codebook
from dateline.export.brief.content import Brief, Item, Note, Section
from dateline.export.brief.pictures import Days, pictures
from dateline.export.brief.telling import Telling, has_moved
from dateline.export.brief.voices import Notes
from dateline.export.brief.wording import asked_words
from dateline.export.days import days_of
from dateline.export.events_table import toll_of
from dateline.export.leftovers import Leftovers
from dateline.export.selection import Selection
from dateline.records import UNDERTAKEN, Event

_DEEDS = frozenset({2, 4})
_LINE, _NOTE_LINE = 105, 68  # letters
_NOTE_SHARE = 0.37  # of a line of the text, that a line of a note takes
_ROOM = "a brief has room for the weightiest"


@dataclass(frozen=True, slots=True)
class _Part:
    """A section: of which events, what of them, how many at most, on how many lines.

    A page has about 58 lines; all three sections full, with pictures and all, are three pages of
    PDF. After changing `room` run tests/export/test_brief.py, which fills them.
    """

    title: str
    counted: str  # what is left over of it
    belongs: Callable[[Event], bool]
    tell: Callable[[Telling], Item]
    most: int
    room: int


_PARTS = (
    _Part("What is new", "events", lambda _: True, Telling.news, 8, 106),
    _Part("What is contradicted", "contradicted events", lambda event: bool(event.contradictions),
          Telling.contradicted, 4, 32),
    _Part("What moved", "moved events", has_moved, Telling.moved, 4, 34),
)  # fmt: skip


def compose(selection: Selection, leftovers: Leftovers, *, made_on: date) -> Brief:
    """Compose a brief of the events that pass.

    Args:
        selection: of which archive, by which filters.
        leftovers: where to count what the brief does not tell.
        made_on: the day that stands on it.
    """
    found = _Found()
    for event in selection.events():
        found.take(event)
    notes, numbers = Notes(), dict[str, int]()
    sections = []
    for part in _PARTS:
        chosen, number = found.of[part.title], found.number[part.title]
        items = list(_items(part, chosen, notes, numbers))
        leftovers.add(part.counted, number - len(items), because=_ROOM)
        if items:
            sections.append(Section(title=part.title, items=tuple(items)))
    told = {event.id: event for chosen in found.of.values() for event in chosen}
    return Brief(
        asked=asked_words(selection.filters, selection.near),
        made_on=made_on,
        figures=found.figures(),
        sections=tuple(sections),
        pictures=pictures(
            [(number, told[event_id]) for event_id, number in numbers.items()], found.spans
        ),
        notes=tuple(notes.all),
    )


@dataclass(slots=True)
class _Found:
    """What passed the filters: the weightiest events of each part, and counts of all."""

    of: dict[str, list[Event]] = field(default_factory=lambda: {part.title: [] for part in _PARTS})
    number: Counter[str] = field(default_factory=Counter)
    spans: Counter[Days] = field(default_factory=Counter)
    articles: set[str] = field(default_factory=set)
    outlets: set[str] = field(default_factory=set)

    def take(self, event: Event) -> None:
        """Count an event, and keep it where it is among the weightiest."""
        for part in _PARTS:
            if part.belongs(event):
                self.number[part.title] += 1
                kept = self.of[part.title]
                kept.append(event)
                kept.sort(key=_weight)  # stable: of equals the first, which is the newest
                del kept[part.most :]
        days = days_of(event.when)
        if days is not None:
            self.spans[days] += 1
        self.articles.update(claim.voice.claim.article for claim in event.claims)
        self.outlets.update(claim.voice.outlet for claim in event.claims if claim.voice.outlet)

    def figures(self) -> tuple[tuple[str, int], ...]:
        """All that was found, told or not."""
        new, contradicted, moved = (self.number[part.title] for part in _PARTS)
        return (
            ("Events", new),
            ("Articles", len(self.articles)),
            ("Outlets", len(self.outlets)),
            ("Contradicted", contradicted),
            ("Moved", moved),
        )


def _items(
    part: _Part, chosen: list[Event], notes: Notes, numbers: dict[str, int]
) -> Iterator[Item]:
    """Tell events until the room is used up."""
    room = float(part.room)
    for event in chosen:
        before = len(notes.all)
        number = numbers.get(event.id, len(numbers) + 1)
        item = part.tell(Telling(event, number, notes))
        room -= _lines(item) + sum(map(_note_lines, notes.all[before:]))
        if room < 0:
            notes.forget(before)
            return
        numbers[event.id] = number
        yield item


def _lines(item: Item) -> float:
    """How many lines an item takes on a page, its heading with the space around it."""
    told = (sum(len(words.text) for words in sentence) for sentence in item.sentences)
    return 1.8 + sum(math.ceil(length / _LINE) for length in told)


def _note_lines(note: Note) -> float:
    """The same of a note: two stand side by side in smaller letters, each headed by its voice."""
    head = sum(map(len, (note.outlet or "", *note.speakers, *note.relayed_by))) + 30
    lines = math.ceil((sum(map(len, note.quotes)) + head) / _NOTE_LINE)
    return (lines + 0.3) * _NOTE_SHARE


def _weight(event: Event) -> tuple[int, ...]:
    is_deed = codebook.event_types()[event.what.type].quad in _DEEDS
    is_deed = is_deed and event.status.best in UNDERTAKEN
    toll = toll_of(event, "killed")
    killed = 0 if toll is None else toll.best or toll.low or toll.high or 0
    return not is_deed, -event.counts.origins, -killed, -event.counts.articles
