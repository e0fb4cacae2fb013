"""What a brief says, whatever it is written as: sentences, and the notes that bear them out."""

from dataclasses import dataclass
from datetime import date

from dateline.records import Certainty


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of a sentence; `notes` are the numbers of the notes that stand behind it."""

    text: str
    notes: tuple[int, ...] = ()


Sentence = tuple[Words, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Who prints it, whom it quotes, and the words.

    `quotes` are pieces of the text of `article`, each run of white space as one space. `speakers`
    are empty when the outlet speaks itself; `relayed_by` are the outlets that it credits.
    """

    number: int
    article: str
    outlet: str | None
    published: str | None
    speakers: tuple[str, ...]
    relayed_by: tuple[str, ...]
    certainty: Certainty
    quotes: tuple[str, ...]
    url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What a section says of one event; `number` is the event's, the same in all sections."""

    number: int
    event: str
    heading: Sentence
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Items under a title."""

    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture as SVG; `words` say what it shows to those who do not see it."""

    name: str
    title: str
    svg: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """A brief.

    Attributes:
        asked: what the archive was asked for, in words.
        made_on: on which day.
        figures: labels and numbers of all that was found, told in the brief or not.
        sections: those that have something to say.
        pictures: a map and a time line, where there is something to see.
        notes: numbered from 1.
    """

    asked: str
    made_on: date
    figures: tuple[tuple[str, int], ...]
    sections: tuple[Section, ...]
    pictures: tuple[Picture, ...]
    notes: tuple[Note, ...]
