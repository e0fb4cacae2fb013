"""Who took an event's report from whom, as a drawing: each origin, and under it those it reached.

In: an event. Out: rows with places in pixels and the lines between them; the template draws them as
an SVG that does not scale, so that words keep their size at any width. Each row says in words what
its line shows, so nothing is told by the picture alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.records import Event, Origin, Relay, Voice
from dateline.records.in_words import relay_text

ROW = 44.0  # pixels from one row to the next
_LEFT, _INDENT, _DEEPEST = 36.0, 20.0, 4
_MOST_ROWS = 60
_LONGEST = 36  # characters that fit beside the lines on a small screen


@dataclass(frozen=True, slots=True)
class RelayRow:
    """An origin (`article` is None) or an article; `below` says how it comes to stand there."""

    x: float
    y: float
    name: str
    below: str
    label: str
    article: str | None
    is_proven: bool


@dataclass(frozen=True, slots=True)
class RelayChart:
    """`lines` are paths for what was taken whole, `words` for single words; `left_out` rows."""

    rows: tuple[RelayRow, ...]
    lines: tuple[str, ...]
    words: tuple[str, ...]
    height: float
    left_out: int


def relay_chart(event: Event) -> RelayChart | None:
    """Draw it; None where one article tells the event and takes nothing from anybody."""
    drawing = _Drawing(event)
    drawing.place()
    if len(drawing.articles) < 2 and not event.relays:
        return None
    return drawing.chart()


class _Drawing:
    """Rows from above, each article below the row that it hangs on."""

    def __init__(self, event: Event) -> None:
        self._origins = event.origins
        # The first voice of each article; claims stand in the order of publication.
        self.articles: dict[str, Voice] = {}
        for claim in event.claims:
            self.articles.setdefault(claim.voice.claim.article, claim.voice)
        self._place_of = {article: number for number, article in enumerate(self.articles)}
        self._relays: dict[str, list[Relay]] = {}
        for relay in event.relays:
            self._relays.setdefault(relay.article, []).append(relay)
        self._hangs_on = {article: self._holder(article) for article in self.articles}
        self._rows: dict[str, RelayRow] = {}

    def place(self) -> None:
        """Put every origin and article in its row, the origins told first first."""
        for origin in sorted(self._origins, key=self._first_heard):
            self._put(f"origin {origin.id}", 0, _named(origin), _kind_text(origin), origin=origin)
            self._place_below(f"origin {origin.id}", 1)
        for article in self.articles:  # of no origin that is listed
            if article not in self._rows:
                self._place_article(article, 1)

    def chart(self) -> RelayChart:
        """What was placed, with its lines."""
        lines = [
            _elbow(self._rows[holder], self._rows[article])
            for article, holder in self._hangs_on.items()
            if holder in self._rows and article in self._rows
        ]
        words = [
            _bow(self._rows[source], self._rows[relay.article])
            for source, relay in self._others()
            if source in self._rows and relay.article in self._rows
        ]
        rows = tuple(self._rows.values())
        height = len(rows) * ROW + 6
        left_out = len(self.articles) - sum(row.article is not None for row in rows)
        return RelayChart(rows, tuple(lines), tuple(dict.fromkeys(words)), height, left_out)

    def _holder(self, article: str) -> str:
        """The row that an article hangs on: what it took whole, else its own origin."""
        whole = [relay for relay in self._relays.get(article, ()) if relay.how != "words"]
        for relay in whole:
            if relay.how in {"copy", "version"} and relay.taken_from is not None:
                return relay.taken_from
        taken = (relay.origin for relay in whole if relay.origin is not None)
        return f"origin {next(taken, self._own_origin(article))}"

    def _own_origin(self, article: str) -> str:
        """That of its outlet where it is heard in its own name, else that of its first claim."""
        voice = self.articles[article]
        heard = (one for one in self._origins if article in one.articles)
        return next((one.id for one in heard if one.name == voice.outlet), voice.origin)

    def _others(self) -> Iterator[tuple[str, Relay]]:
        """What an article took beside what it hangs on, and from which row."""
        for article, relays in self._relays.items():
            holder = root = self._hangs_on[article]
            while root in self._hangs_on:
                root = self._hangs_on[root]
            for relay in relays:
                origin = f"origin {relay.origin}"
                source = relay.taken_from or origin
                if source != holder and (relay.how == "words" or origin != root):
                    yield source, relay

    def _place_below(self, holder: str, depth: int) -> None:
        for article in self.articles:
            if self._hangs_on[article] == holder and article not in self._rows:
                self._place_article(article, depth)

    def _place_article(self, article: str, depth: int) -> None:
        voice = self.articles[article]
        day = (voice.published or "no date")[:10]
        told: dict[str | None, str] = {}  # of each source once: a copy rather than its credit
        for relay in sorted(self._relays.get(article, ()), key=lambda one: one.how == "credit"):
            told.setdefault(relay.source, relay_text(relay))
        below = f"{day}, {'; '.join(told.values()) or 'its own report'}"
        self._put(article, depth, voice.outlet or "an unknown outlet", below, article=article)
        self._place_below(article, depth + 1)

    def _put(
        self,
        key: str,
        depth: int,
        name: str,
        below: str,
        *,
        article: str | None = None,
        origin: Origin | None = None,
    ) -> None:
        if len(self._rows) >= _MOST_ROWS:
            return
        self._rows[key] = RelayRow(
            x=_LEFT + _INDENT * min(depth, _DEEPEST),
            y=ROW * len(self._rows) + 20,
            name=_cut(name),
            below=_cut(below),
            label=f"{name}: {below}",
            article=article,
            is_proven=origin is not None and origin.is_proven,
        )

    def _first_heard(self, origin: Origin) -> tuple[bool, int, str]:
        """Proven ones first, then by the first article in which they are heard."""
        heard = [self._place_of[one] for one in origin.articles if one in self._place_of]
        return not origin.is_proven, min(heard, default=len(self._place_of)), origin.id


def _named(origin: Origin) -> str:
    return origin.name or "nobody known"


def _kind_text(origin: Origin) -> str:
    proven = "independent" if origin.is_proven else "not proven independent"
    return proven if origin.kind == "unknown" else f"{origin.kind}, {proven}"


def _elbow(holder: RelayRow, row: RelayRow) -> str:
    """Down from the holder, then across to the row."""
    return f"M{holder.x:g} {holder.y:g}V{row.y - 8:g}q0 8 8 8H{max(row.x, holder.x + 8):g}"


def _bow(source: RelayRow, row: RelayRow) -> str:
    """A bow through the margin on the left."""
    edge = -10.0
    return (
        f"M{source.x:g} {source.y:g}C{edge:g} {source.y:g} {edge:g} {row.y:g} {row.x:g} {row.y:g}"
    )


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"
