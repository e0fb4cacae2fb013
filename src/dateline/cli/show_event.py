"""An event as people read it: what it adds up to, then every claim, side by side with its voice.

In: an `Event`. Out: lines on stdout; colour only on a terminal.
"""

from collections.abc import Iterable, Iterator, Sequence

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dateline.cli.console import (
    INDENT,
    STYLES,
    clean,
    open_console,
    print_hanging,
    print_quote,
    wrapped,
)
from dateline.records import (
    Accusation,
    Contradiction,
    Event,
    EventClaim,
    EventToll,
    Move,
    Origin,
    Party,
    Relay,
    Stand,
    Voice,
)
from dateline.records.in_words import number_text, relay_text, when_text, where_text

_DEEP = " " * 8
_MOST_SIDES = 4  # columns beside each other; more cannot be read at 80 columns
_STANCES = {
    "accuses": "accused by", "claims": "claimed by", "denies": "denied by", "doubts": "doubted by",
}  # fmt: skip


def show_event(event: Event) -> None:
    """Print an event: what it adds up to, tolls over time, accusations, contradictions, claims."""
    console = open_console()
    _print_heading(console, event)
    _print_values(console, event)
    for toll in event.toll:
        _print_toll(console, toll, [move for move in event.moves if move.field == toll.kind])
    _print_section(console, "Accused", event.accusations)
    for accusation in event.accusations:
        _print_accusation(console, accusation)
    _print_section(console, "Contradictions", event.contradictions)
    for contradiction in event.contradictions:
        _print_contradiction(console, contradiction)
    _print_section(console, "Claims", event.claims)
    _print_claims(console, event.claims)
    _print_section(console, "Who took it from whom", event.relays)
    for relay in event.relays:
        _print_relay(console, relay)
    _print_section(console, "Origins", event.origins)
    for origin in event.origins:
        _print_origin(console, origin)
    _print_section(console, "Why this is one event", event.links)
    for link in event.links:
        line = Text(INDENT).append(f"{link.kind} {link.score:.2f} ", style=STYLES["label"])
        print_hanging(console, line.append(clean(link.reason)), _DEEP)
    console.print()


def voice_text(voice: Voice) -> str:
    """As in "Rosa Chicombe, in The Harbour Gazette (copy), relayed from Meridian"."""
    outlet = clean(voice.outlet) if voice.outlet else "an unknown outlet"
    outlet += " (copy)" if voice.is_copy else ""
    speakers = ", ".join(map(clean, voice.speakers))
    relays = (
        f", as reported by {', '.join(map(clean, voice.relayed_by))}" if voice.relayed_by else ""
    )
    return f"{speakers}, in {outlet}{relays}" if speakers else f"{outlet} itself{relays}"


def _print_heading(console: Console, event: Event) -> None:
    console.rule(style="dim")
    title = Text(" ".join((event.what.type, *event.what.modes)), style=STYLES["type"])
    if event.where is not None:
        title.append(f"  {clean(event.where.name)}", style=STYLES["title"])
    if event.when is not None and event.when.start is not None:
        title.append(f"  {event.when.start}", style=STYLES["title"])
    console.print(title)
    counts = event.counts
    voices = [number_text(counts.origins, "independent origin")]
    voices += [f"{counts.unproven} more not proven independent"] if counts.unproven else []
    copies = [number_text(counts.copies, "copy", "copies")] if counts.copies else []
    copies += [number_text(counts.versions, "newer version")] if counts.versions else []
    articles = number_text(counts.articles, "article")
    articles += f" ({', '.join(copies)} among them)" if copies else ""
    first = f"first told by {_outlet(event.first.outlet)}, {_day(event.first.published)}"
    parts = [articles, number_text(counts.outlets, "outlet"), *voices, first, event.id]
    print_hanging(console, Text(" · ".join(map(clean, parts)), style=STYLES["label"]))


def _print_values(console: Console, event: Event) -> None:
    console.print()
    _print_fact(console, "when", when_text(event.when))
    _print_fact(console, "where", where_text(event.where))
    _print_fact(console, "status", f"{event.status.best}; {event.certainty.best}")
    if event.what.acled:
        _print_fact(console, "acled", event.what.acled)
    for label, parties in (("actor", event.actors), ("whom", event.recipients)):
        for party in parties:
            _print_fact(console, label, _party_text(party))
    for target in event.targets:
        _print_fact(console, "what", f"{target.words} · {number_text(target.voices, 'voice')}")


def _party_text(party: Party) -> str:
    mark = "" if party.certainty == "stated" else f" [{party.certainty}]"
    return f"{party.name}{mark} · {number_text(party.voices, 'voice')}, weight {party.weight:g}"


def _print_toll(console: Console, toll: EventToll, moves: Sequence[Move]) -> None:
    console.print()
    head = Text(toll.kind.capitalize(), style="bold underline")
    head.append("  ", style="default")
    head.append(_total_text(toll), style=STYLES["title"])
    console.print(head)
    table = _table("published", "figure", "who says so", "words")
    for value in toll.reported:
        marks = ["part"] if value.is_part else []
        marks += ["copy"] if value.voice.is_copy else []
        marks += [value.voice.certainty] if value.voice.certainty in _DOUBTED else []
        figure = str(value.figure) + (f" [{', '.join(marks)}]" if marks else "")
        style = "default" if value.is_latest else STYLES["label"]
        table.add_row(
            Text(_day(value.voice.published), style=style),
            Text(f"{figure} {clean(value.of or '')}".strip(), style=style),
            Text(voice_text(value.voice), style=STYLES["speaker"] if value.is_latest else style),
            _quotes(value.voice),
        )
    _print_table(console, table)
    if len(moves) > 1:
        steps = " → ".join(f"{move.to} ({_day(move.at)})" for move in moves)
        print_hanging(console, Text(f"{INDENT}moved  {steps}", style=STYLES["label"]), _DEEP)


_DOUBTED = frozenset(("alleged", "disputed", "denied"))


def _total_text(toll: EventToll) -> str:
    """As in "17 to 25, best 17, by 4 independent voices"."""
    if toll.low is None and toll.best is None and toll.high is None:
        return "only figures of parts"
    best = f", best {toll.best:,}" if toll.best is not None and toll.low != toll.high else ""
    return f"{toll.figure}{best}, by {number_text(toll.voices, 'independent voice')}"


def _print_accusation(console: Console, accusation: Accusation) -> None:
    state = "denied" if accusation.denied_by and accusation.accused_by else "not denied"
    state = state if accusation.accused_by else "denied, though nobody here accuses"
    line = Text(f"{INDENT}{clean(accusation.accused)}", style=STYLES["title"])
    console.print(line.append(f"  {state}", style=STYLES["doubt"]))
    for stand in (*accusation.accused_by, *accusation.denied_by):
        _print_stand(console, stand)


def _print_stand(console: Console, stand: Stand) -> None:
    line = Text(_DEEP).append(_STANCES.get(stand.stance, "named by"), style=STYLES["label"])
    line.append(f" {voice_text(stand.voice)}", style=STYLES["speaker"])
    line.append(f" · {_day(stand.voice.published)}", style=STYLES["label"])
    print_hanging(console, line, _DEEP + "  ")
    for quote in stand.voice.evidence:
        print_quote(console, quote.text, _DEEP + "  ")


def _print_contradiction(console: Console, contradiction: Contradiction) -> None:
    line = Text(f"{INDENT}! {contradiction.field}: ", style=STYLES["doubt"])
    print_hanging(console, line.append(clean(contradiction.reason)), _DEEP)
    sides = contradiction.sides
    for start in range(0, len(sides), _MOST_SIDES):
        some = sides[start : start + _MOST_SIDES]
        table = _table(*(clean(side.value) for side in some))
        table.add_row(*(Text("\n".join(_distinct(map(voice_text, side.voices)))) for side in some))
        _print_table(console, table)


def _print_claims(console: Console, claims: Sequence[EventClaim]) -> None:
    table = _table("outlet", "on whose word", "what it says")
    for claim in claims:
        voice = claim.voice
        outlet = Text(_outlet(voice.outlet), style=STYLES["title"])
        outlet.append(f"\n{_day(voice.published)}", style=STYLES["label"])
        outlet.append("\ncopy" if voice.is_copy else "", style=STYLES["doubt"])
        word = Text(", ".join(map(clean, voice.speakers)) or "the outlet", style=STYLES["speaker"])
        word.append(f"\n{claim.status}; {voice.certainty}", style=STYLES["label"])
        if voice.relayed_by:
            word.append(f"\nrelayed: {', '.join(map(clean, voice.relayed_by))}")
        says = Text(" ".join((claim.type, *claim.modes)), style=STYLES["type"])
        says.append("\n").append_text(_quotes(voice))
        table.add_row(outlet, word, says.append(f"\n{_short(voice)}", style=STYLES["label"]))
        table.add_section()
    _print_table(console, table)


def _print_origin(console: Console, origin: Origin) -> None:
    name = clean(origin.name) if origin.name else "nobody known"
    line = Text(f"{INDENT}{name}", style=STYLES["title"])
    proven = "independent" if origin.is_proven else "not proven independent"
    line.append(
        f"  {origin.kind}, {number_text(len(origin.articles), 'article')}; ", STYLES["label"]
    )
    console.print(line.append(proven, style="default" if origin.is_proven else STYLES["doubt"]))
    for reason in origin.reasons:
        for words in wrapped(console, clean(reason), len(_DEEP)):
            console.print(Text(_DEEP + words))


def _print_relay(console: Console, relay: Relay) -> None:
    line = Text(f"{INDENT}{_outlet(relay.outlet)}", style=STYLES["title"])
    line.append(f" {_day(relay.published)} ", style=STYLES["label"])
    print_hanging(console, line.append(clean(relay_text(relay)), style="default"), _DEEP)
    for words in wrapped(console, clean(relay.reason), len(_DEEP)):
        console.print(Text(_DEEP + words, style=STYLES["label"]))


def _print_section(console: Console, name: str, things: Sequence[object]) -> None:
    if things:
        console.print()
        console.print(Text(name, style="bold underline"))


def _print_fact(console: Console, label: str, value: str) -> None:
    line = Text(f"{INDENT}{label:<7}", style=STYLES["label"])
    print_hanging(console, line.append(clean(value), style="default"), INDENT + " " * 7)


def _table(*columns: str) -> Table:
    """A table without a frame."""
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for column in columns:
        table.add_column(column, header_style=STYLES["label"], overflow="fold")
    return table


def _print_table(console: Console, table: Table) -> None:
    console.print(Padding(table, (0, 0, 0, len(INDENT))))


def _short(voice: Voice) -> str:
    """The claim as `dateline show` takes it: the first digits of its article."""
    return f"{voice.claim.article[:8]}#{voice.claim.claim}"


def _quotes(voice: Voice) -> Text:
    return Text(" … ".join(clean(quote.text) for quote in voice.evidence), style=STYLES["quote"])


def _distinct(lines: Iterable[str]) -> Iterator[str]:
    return iter(dict.fromkeys(lines))


def _outlet(name: str | None) -> str:
    return clean(name) if name else "an unknown outlet"


def _day(published: str | None) -> str:
    """A day, and the minute where it is known."""
    return (published or "no date")[:16].replace("T", " ")
