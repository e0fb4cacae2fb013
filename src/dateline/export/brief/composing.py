"""The records that pass the filters in, a brief out: composed by rules, never longer than agreed.

The weightiest events come first: deeds before words (PLOVER's quads 2 and 4), those of most
independent origins, then those with most killed, then those that most articles tell, then the
newest. What the brief has no room for is counted.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from dateline import codebook
from dateline.export.brief.content import Brief, Item, Section
from dateline.export.brief.pictures import pictures
from dateline.export.brief.telling import Telling, has_moved
from dateline.export.brief.voices import Notes
from dateline.export.brief.wording import asked_words
from dateline.export.days import days_of
from dateline.export.events_table import toll_of
from dateline.export.leftovers import Leftovers
from dateline.export.selection import Selection
from dateline.records import Event

_DEEDS = frozenset({2, 4})
_ROOM = "a brief has room for the weightiest"


@dataclass(frozen=True, slots=True)
class _Part:
    """A section: of which events, what of them, how many at most, in how many characters.

    The room was found by writing briefs of the longest events that can be made: all three sections
    full are three pages of PDF. After changing it run tests/export/test_brief.py.
    """

    title: str
    counted: str  # what is left over of it
    belongs: Callable[[Event], bool]
    tell: Callable[[Telling], Item]
    most: int
    room: int


_PARTS = (
    _Part("What is new", "events", lambda _: True, Telling.news, 8, 7_000),
    _Part("What is contradicted", "contradicted events", lambda event: bool(event.contradictions),
          Telling.contradicted, 4, 3_000),
    _Part("What moved", "moved events", has_moved, Telling.moved, 4, 2_500),
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
        asked=asked_words(selection.filters),
        made_on=made_on,
        figures=found.figures(),
        sections=tuple(sections),
        pictures=pictures(
            [(number, told[event_id]) for event_id, number in numbers.items()], found.days
        ),
        notes=tuple(notes.all),
    )


@dataclass(slots=True)
class _Found:
    """What passed the filters: the weightiest events of each part, and counts of all."""

    of: dict[str, list[Event]] = field(default_factory=lambda: {part.title: [] for part in _PARTS})
    number: Counter[str] = field(default_factory=Counter)
    days: Counter[date] = field(default_factory=Counter)
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
            self.days[days[0]] += 1
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
    room = part.room
    for event in chosen:
        before = len(notes.all)
        number = numbers.get(event.id, len(numbers) + 1)
        item = part.tell(Telling(event, number, notes))
        room -= _length(item) + sum(_note_length(one.quotes) for one in notes.all[before:])
        if room < 0:
            notes.forget(before)
            return
        numbers[event.id] = number
        yield item


def _length(item: Item) -> int:
    return sum(len(words.text) for one in (item.heading, *item.sentences) for words in one)


def _note_length(quotes: tuple[str, ...]) -> int:
    """Notes are set smaller; each has a head of outlet, day and speaker."""
    return round((sum(map(len, quotes)) + 60) * 0.6)


def _weight(event: Event) -> tuple[int, ...]:
    is_deed = codebook.event_types()[event.what.type].quad in _DEEDS
    toll = toll_of(event, "killed")
    killed = 0 if toll is None else toll.best or toll.low or toll.high or 0
    return not is_deed, -event.counts.origins, -killed, -event.counts.articles
