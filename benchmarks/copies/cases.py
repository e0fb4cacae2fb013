"""Sets of made-up articles with the truth: which are copies, and how many voices stand behind them.

Each case is one story: reports of an agency and of outlets of their own, what other outlets made of
them, the next day's reports, and a report of another story told in the same words.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from benchmarks.copies import edits
from benchmarks.copies.facts import make_facts, person_name, place_name
from benchmarks.copies.reports import Half, Templates, Text, Writer
from dateline.records import (
    Article,
    Furniture,
    FurnitureKind,
    Header,
    Provenance,
    Report,
    Span,
    article_id,
)

_AGENCIES = ["Meridian", "Halyard", "Corvus", "Longwave", "Tidings", "Pole Star"]
_PAPERS = ["Post", "Herald", "Gazette", "Courier", "Tribune", "Observer", "Chronicle", "Times"]
_EDITS: dict[str, edits.Edit] = {
    "exact": edits.keep_all,
    "cut": edits.cut,
    "thinned": edits.thin,
    "reordered": edits.reorder,
    "edited": edits.edit_lightly,
    "cut and edited": lambda text, rng: edits.edit_lightly(edits.cut(text, rng), rng),
    "reordered and edited": lambda text, rng: edits.edit_lightly(edits.reorder(text, rng), rng),
    "heavily edited": edits.edit_heavily,
    "cut and heavily edited": lambda text, rng: edits.edit_heavily(edits.cut(text, rng), rng),
}
_LIGHT = tuple(edit for edit in _EDITS if "heavily" not in edit)
_ABOVE = ["Breaking news", "Home | World | Business | Sport", "Share this story", "Listen (4 min)"]
_BELOW = [
    "Most read\n{a}: ten things to do\nWhy {b} is the new {a}",
    "Sign up for our newsletter and get the news of {a} every morning.",
    "Related stories\nStorm warning for {a}\n{b} mayor wins vote",
    "Copyright. All rights reserved.",
]
_COPIED_SHARE = 0.4  # of the sentences of the shorter one, from here on two articles are copies


@dataclass(frozen=True, slots=True)
class Made:
    """A made-up article, what was done to make it, and which reports its text was taken from."""

    article: Article
    text: Text
    made_by: str
    roots: frozenset[str]


@dataclass(frozen=True, slots=True)
class Case:
    """Articles with the truth: how many voices stand behind them, and how many are proven."""

    kind: str
    articles: tuple[Made, ...]
    origins: int
    proven: int

    @property
    def reports(self) -> tuple[Report, ...]:
        """The articles as reports without records."""
        return tuple(Report(article=made.article) for made in self.articles)


def is_copy(a: Made, b: Made) -> bool | None:
    """Whether two articles are copies; None when they took different parts of one report."""
    if not a.roots & b.roots:
        return False
    first, second = ({line.origin for line in made.text.lines} for made in (a, b))
    share = len(first & second) / min(len(first), len(second))
    return True if share >= _COPIED_SHARE else None


def make_cases(half: Half, number: int) -> Iterator[Case]:
    """Make cases of all kinds in turn; the same half and number give the same cases."""
    templates = Templates(half)
    kinds = list(_KINDS.items())
    for index in range(number):
        kind, make = kinds[index % len(kinds)]
        rng = random.Random(f"{half} {index}")  # noqa: S311
        story = _Story(templates, rng)
        make(story)
        yield story.case(kind)


class _Story:
    """One story: its writers, the outlets that tell it, and the articles made so far."""

    def __init__(self, templates: Templates, rng: random.Random) -> None:
        self.rng = rng
        self._templates = templates
        self._day = date(2024, 1, 1) + timedelta(days=rng.randrange(300))
        self.topic = rng.choice(templates.topics)
        facts = make_facts(rng, self._day.weekday())
        self._facts = facts
        self.writer = Writer(templates, self.topic, facts, rng)
        self._agencies = rng.sample(_AGENCIES, len(_AGENCIES))
        self._made: list[Made] = []
        self._voices: dict[str, bool] = {}  # whether each is proven
        self._roots = 0

    def case(self, kind: str) -> Case:
        """All that was made, in another order than it was made in."""
        made = self.rng.sample(self._made, len(self._made))
        return Case(kind, tuple(made), len(self._voices), sum(self._voices.values()))

    def new_outlet(self) -> str:
        return f"{place_name(self.rng)} {self.rng.choice(_PAPERS)}"

    def new_root(self) -> str:
        self._roots += 1
        return f"r{self._roots}"

    def wire(self, text: Text, root: str, *, is_kept: bool = True) -> "_Wire":
        """An agency's report; without `is_kept` only its reprints will be seen."""
        wire = _Wire(self._agencies.pop(), text, root)
        self._voices[wire.agency] = is_kept
        if is_kept:
            outlet = wire.agency if self.rng.random() < 0.5 else None
            page = _Page(outlet=outlet, agency=wire.agency, byline=person_name(self.rng))
            self._print(text, page, "report", root, 0)
        return wire

    def own_report(self, text: Text, root: str, *, day: int = 0, outlet: str | None = None) -> str:
        """An outlet's own report, with its own writer or (one in four) without."""
        outlet = outlet or self.new_outlet()
        byline = person_name(self.rng) if self.rng.random() < 0.75 else None
        self._voices[outlet] = self._voices.get(outlet, False) or byline is not None
        self._print(text, _Page(outlet=outlet, byline=byline), "report", root, day)
        return outlet

    def unknown_report(self, text: Text, root: str) -> None:
        """A report of nobody knows whom."""
        self._voices[root] = False
        self._print(text, _Page(), "report", root, 0)

    def reprint(self, wire: "_Wire", edit: str) -> None:
        """Another outlet prints an agency's report, with or without saying so."""
        text = _EDITS[edit](wire.text, self.rng)
        page = _Page(outlet=self.new_outlet())
        style = self.rng.random()
        if style < 0.4:
            page.agency = wire.agency
        elif style < 0.6:
            page.signed = f"({wire.agency} News Agency)" if style < 0.5 else None
            page.contributed = None if page.signed else wire.agency
        if page.agency or page.signed:
            self._voices[wire.agency] = True
        self._print(text, page, edit, wire.root, self.rng.choice((0, 0, 1, 2)))

    def built_in(self, wire: "_Wire", writer: Writer) -> None:
        """A longer piece of another outlet that holds most of an agency's report."""
        around = writer.feature(self.new_root(), self.rng.randint(8, 22))
        text = edits.build_in(wire.text, around, self.rng)
        style = self.rng.random()
        if style < 0.5:
            text = (edits.edit_heavily if style < 0.1 else edits.edit_lightly)(text, self.rng)
        page = _Page(outlet=self.new_outlet(), byline=person_name(self.rng))
        if self.rng.random() < 0.5:
            page.contributed = wire.agency
        self._print(text, page, "built in", wire.root, self.rng.choice((1, 1, 2, 3)))

    def merged(self, first: "_Wire", second: "_Wire") -> None:
        """One article of two agencies' reports."""
        text = edits.merge(first.text, second.text, self.rng)
        if self.rng.random() < 0.5:
            text = edits.edit_lightly(text, self.rng)
        page = _Page(outlet=self.new_outlet())
        style = self.rng.random()
        if style < 0.3:
            page.agency = f"{first.agency}/{second.agency}"
            self._voices |= {first.agency: True, second.agency: True}
        elif style < 0.6:
            page.contributed = f"{first.agency} and {second.agency}"
        self._print(text, page, "merged", f"{first.root} {second.root}", self.rng.choice((0, 1, 1)))

    def version(self, outlet: str, text: Text, root: str) -> None:
        """The same outlet's article, brought up to date."""
        update = self.writer.follow_up(self.new_root(), text).paragraphs[:2]
        paragraphs = list(edits.edit_lightly(text, self.rng).paragraphs)
        paragraphs[1:1] = update[: self.rng.randint(0, 2)]
        page = _Page(outlet=outlet, url=f"https://{_slug(outlet)}.example/{_slug(text.headline)}")
        if self.rng.random() < 0.5:
            page.url = None
        headline = text.headline + self.rng.choice(("", " - latest", ""))
        new = Text(headline, tuple(paragraphs))
        self._print(new, page, "version", root, self.rng.choice((0, 0, 1)))

    def other_writer(self, *, same_topic: bool) -> Writer:
        """Who tells another story of the same place and the same minister."""
        facts = make_facts(self.rng, (self._day.weekday() + 2) % 7)
        if self.rng.random() < 0.5:
            shared = ("m1", "m1l", "m1t", "m1s", "country", "prov", "ngo")
            facts |= {slot: self._facts[slot] for slot in shared}
        others = [topic for topic in self._templates.topics if topic != self.topic]
        topic = self.topic if same_topic else self.rng.choice(others)
        return Writer(self._templates, topic, facts, self.rng)

    def _print(self, text: Text, page: "_Page", made_by: str, root: str, day: int) -> None:
        if made_by not in {"report", "version"} and self.rng.random() < 0.6:
            text = Text(self.writer.headline(), text.paragraphs)
        published = (self._day + timedelta(days=day)).isoformat()
        page.published = published if self.rng.random() < 0.92 else None
        article = page.lay_out(text, self.rng)
        self._made.append(Made(article, text, made_by, frozenset(root.split())))


@dataclass(frozen=True, slots=True)
class _Wire:
    """An agency's report."""

    agency: str
    text: Text
    root: str


@dataclass(slots=True)
class _Page:
    """How an outlet prints a text: under which names, with what around it."""

    outlet: str | None = None
    agency: str | None = None  # in the header
    byline: str | None = None
    signed: str | None = None  # the last line
    contributed: str | None = None  # "… contributed to this report."
    url: str | None = None
    published: str | None = None
    pieces: list[str] = field(default_factory=list)
    furniture: list[Furniture] = field(default_factory=list)

    def lay_out(self, text: Text, rng: random.Random) -> Article:
        """Make the article, furniture and header marked."""
        names = {"a": place_name(rng), "b": place_name(rng)}
        if rng.random() < 0.5:
            self._add(rng.choice(_ABOVE), "navigation")
        self._add(text.headline, "title")
        if self.byline:
            self._add(f"By {self.byline}", "byline")
        header = self._header(text, rng)
        for paragraph in text.paragraphs:
            self._add(" ".join(line.text for line in paragraph), None)
        if self.contributed:
            self._add(f"{self.contributed} contributed to this report.", None)
        if self.signed:
            self._add(self.signed, None)
        for piece in rng.sample(_BELOW, rng.randint(0, 3)):
            self._add(piece.format_map(names), "related-links")
        whole = "\n\n".join(self.pieces)
        return Article(
            id=article_id(outlet=self.outlet, url=self.url, text=whole),
            url=self.url,
            outlet=self.outlet,
            title=text.headline,
            bylines=(self.byline,) if self.byline else (),
            language="en",
            published=self.published,
            header=header,
            text=whole,
            furniture=tuple(self.furniture),
            source=Provenance(kind="made", ref="made", retrieved_at="2024-01-01T00:00:00+00:00"),
        )

    def _header(self, text: Text, rng: random.Random) -> Header:
        """Open the first paragraph with "KARA (Meridian) - ", which is part of no sentence."""
        if not self.agency:
            return Header()
        place = place_name(rng).upper()
        start = self._length
        self.pieces.append(f"{place} ({self.agency}) -")
        return Header(place=place, agency=self.agency, evidence=(Span(start, self._length - 2),))

    @property
    def _length(self) -> int:
        return sum(len(piece) + 2 for piece in self.pieces)

    def _add(self, piece: str, kind: FurnitureKind | None) -> None:
        start = self._length
        self.pieces.append(piece)
        if kind is not None:
            self.furniture.append(Furniture(start=start, end=start + len(piece), kind=kind))


def _slug(words: str) -> str:
    return "-".join(words.casefold().split())


def _reprints(story: _Story, *, edits_of: tuple[str, ...] = _LIGHT) -> None:
    root = story.new_root()
    text = story.writer.report("A", root)
    wire = story.wire(text, root, is_kept=story.rng.random() < 0.7)
    for _ in range(story.rng.randint(2, 5)):
        story.reprint(wire, story.rng.choice(edits_of))


def _heavy(story: _Story) -> None:
    root = story.new_root()
    wire = story.wire(story.writer.report("A", root), root)
    others = ("exact", "cut", "heavily edited", "cut and heavily edited")
    for edit in ("heavily edited", story.rng.choice(others)):
        story.reprint(wire, edit)


def _independent(story: _Story) -> None:
    root, other = story.new_root(), story.new_root()
    wire = story.wire(story.writer.report("A", root), root)
    story.own_report(story.writer.report("B", other), other)
    for _ in range(story.rng.randint(0, 3)):
        story.reprint(wire, story.rng.choice(_LIGHT))


def _follow_ups(story: _Story) -> None:
    root = story.new_root()
    text = story.writer.report("A", root)
    outlet = story.own_report(text, root)
    later = story.new_root()
    by = outlet if story.rng.random() < 0.5 else None
    story.own_report(story.writer.follow_up(later, text), later, day=1, outlet=by)
    if story.rng.random() < 0.5:
        other = story.new_root()
        story.own_report(story.writer.report("B", other), other)


def _built_in(story: _Story) -> None:
    root = story.new_root()
    wire = story.wire(story.writer.report("A", root), root)
    same = story.rng.random() < 0.5
    story.built_in(wire, story.writer if same else story.other_writer(same_topic=False))
    if story.rng.random() < 0.5:
        story.reprint(wire, story.rng.choice(("exact", "cut", "edited")))


def _merged(story: _Story) -> None:
    root, other = story.new_root(), story.new_root()
    first = story.wire(story.writer.report("A", root), root)
    writer = story.writer if story.rng.random() < 0.7 else story.other_writer(same_topic=False)
    second = story.wire(writer.report("B", other), other)
    story.merged(first, second)
    for wire in (first, second)[: story.rng.randint(0, 2)]:
        story.reprint(wire, story.rng.choice(("exact", "edited", "reordered")))


def _twins(story: _Story) -> None:
    """Two stories in the same words, and two days' bulletins."""
    plan = story.rng.random()
    for writer in (story.writer, story.other_writer(same_topic=True)):
        root = story.new_root()
        text = writer.report("A", root, random.Random(plan))  # noqa: S311
        story.own_report(text, root)
    if story.rng.random() < 0.5:
        for writer in (story.writer, story.other_writer(same_topic=True)):
            root = story.new_root()
            story.own_report(writer.bulletin(root), root, day=story.rng.randint(0, 1))


def _versions(story: _Story) -> None:
    root = story.new_root()
    text = story.writer.report("A", root)
    outlet = story.own_report(text, root)
    story.version(outlet, text, root)


def _unknown(story: _Story) -> None:
    root, other = story.new_root(), story.new_root()
    wire = story.wire(story.writer.report("A", root), root)
    story.reprint(wire, story.rng.choice(("exact", "edited")))
    story.unknown_report(story.writer.report("B", other), other)


def _mixed(story: _Story) -> None:
    root, other, later = (story.new_root() for _ in range(3))
    text = story.writer.report("A", root)
    first = story.wire(text, root)
    second = story.wire(story.writer.report("B", other), other)
    story.own_report(story.writer.follow_up(later, text), later, day=1)
    for _ in range(story.rng.randint(1, 4)):
        story.reprint(story.rng.choice((first, second)), story.rng.choice(_LIGHT))
    if story.rng.random() < 0.5:
        story.built_in(first, story.other_writer(same_topic=False))
    if story.rng.random() < 0.5:
        story.merged(first, second)


_KINDS: dict[str, Callable[[_Story], None]] = {
    "reprints": _reprints,
    "heavily edited": _heavy,
    "independent": _independent,
    "follow-ups": _follow_ups,
    "built in": _built_in,
    "merged": _merged,
    "twins": _twins,
    "versions": _versions,
    "unknown": _unknown,
    "mixed": _mixed,
}
