"""Records as people read them: the face of the program in a terminal, a pipe or a file.

In: reports and archive rows. Out: lines on stdout; colour only on a terminal. The words of articles
are cleaned of control characters first: a hostile text must not steer a terminal.
"""

from collections.abc import Iterable

from rich.console import Console
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
from dateline.records import Decided, Participant, Report, Tie
from dateline.records.in_words import toll_text, when_text, where_text
from dateline.store import ClaimRow, SaidRow, claim_row, said_row, speakers_of


def show_report(report: Report) -> None:
    """Print a report: its claims, who said what, ties, warnings."""
    console = open_console()
    _print_heading(console, report)
    rows = [claim_row(report, position) for position in range(len(report.claims))]
    _print_section(console, "What it says happened", len(rows))
    for number, row in enumerate(rows, start=1):
        _print_claim(console, row, number)
    _print_section(console, "Who said what", len(report.attributions))
    for number in range(len(report.attributions)):
        _print_said(console, said_row(report, number), number + 1)
    if report.ties:
        _print_section(console, "Ties", len(report.ties))
        for tie in report.ties:
            _print_tie(console, report, tie)
    for warning in report.warnings:
        console.print(Text(f"! {clean(warning)}", style=STYLES["doubt"]))
    console.print()


def show_claims(rows: Iterable[ClaimRow]) -> int:
    """Print claims from the archive, each with its article; returns how many there were."""
    console = open_console()
    number = 0
    for number, row in enumerate(rows, start=1):
        _print_claim(console, row, number)
        _print_origin(console, row)
    return number


def show_said(rows: Iterable[SaidRow]) -> int:
    """Print attributions from the archive, each with its article; returns how many there were."""
    console = open_console()
    number = 0
    for number, row in enumerate(rows, start=1):
        _print_said(console, row, number)
        _print_origin(console, row)
    return number


def _print_heading(console: Console, report: Report) -> None:
    article = report.article
    title = clean(article.title) if article.title else "(no title)"
    console.rule(style="dim")
    console.print(Text(title, style=STYLES["title"]))
    said = [article.outlet or "outlet not known", article.published or "publication date not known"]
    if article.header.place or article.header.agency:
        header = [article.header.place, article.header.date, article.header.agency]
        said.append("header: " + ", ".join(clean(part) for part in header if part))
    said += [f"by {clean(', '.join(article.bylines))}"] if article.bylines else []
    said.append(clean(article.source.ref))
    console.print(Text(" · ".join(said), style=STYLES["label"]))


def _print_section(console: Console, name: str, count: int) -> None:
    console.print()
    console.print(Text(name if count else f"{name}: nothing was read", style="bold underline"))


def _print_claim(console: Console, row: ClaimRow, number: int) -> None:
    claim = row.claim
    head = Text(f"{number:>3} ")
    head.append(" ".join((claim.type, *claim.modes)), style=STYLES["type"])
    head.append(f"  {_who(row)}")
    print_hanging(console, head)
    facts = [("when", when_text(claim.when)), ("where", clean(where_text(claim.where)))]
    if claim.toll:
        facts.append(("toll", "; ".join(clean(toll_text(toll)) for toll in claim.toll)))
    facts.append(("word", _on_whose_word(row)))
    facts += [("people", clean(_decided(one))) for one in claim.decided]
    facts += [("coded", f"{clean(c.type)} ({clean(c.codebook)})") for c in claim.codes]
    for label, value in facts:
        _print_fact(console, label, value)
    for quote in row.quotes:
        print_quote(console, quote)


def _decided(one: Decided) -> str:
    """As in "toll corrected by Ada, 2026-11-26: misread"."""
    words = {"add": "added", "accept": "accepted", "correct": f"{one.field} corrected"}[one.kind]
    return f"{words} by {one.by}, {one.at[:10]}" + (f": {one.why}" if one.why else "")


def _who(row: ClaimRow) -> str:
    claim = row.claim
    actors = [_name(who, name) for who, name in zip(claim.actors, row.actors, strict=True)]
    others = [_name(who, name) for who, name in zip(claim.recipients, row.recipients, strict=True)]
    others += map(clean, row.targets)
    first = ", ".join(actors) or "(no actor named)"
    return f"{first} → {', '.join(others)}" if others else first


def _name(who: Participant, name: str) -> str:
    """A name, with its own certainty where that is not the claim's."""
    return f"{clean(name)} [{who.certainty}]" if who.certainty else clean(name)


def _on_whose_word(row: ClaimRow) -> str:
    claim = row.claim
    speakers = ", ".join(map(clean, row.speakers))
    if claim.certainty == "stated":
        voice = "stated by the outlet"
    else:
        voice = f"{claim.certainty}, on the word of {speakers}" if speakers else claim.certainty
    return f"{claim.status}; {voice}"


def _print_fact(console: Console, label: str, value: str) -> None:
    first, *rest = wrapped(console, f"{label:<6}{value}", 12)
    line = Text(INDENT + first[:6], style=STYLES["label"])
    console.print(line.append(first[6:], style="default"))
    for words in rest:
        console.print(Text(f"{INDENT}      {words}"))


def _print_origin(console: Console, row: ClaimRow | SaidRow) -> None:
    parts = [row.outlet or "outlet not known", row.published or "no date", row.title or ""]
    text = " · ".join(clean(part) for part in parts if part)
    record = row.claim if isinstance(row, ClaimRow) else row.attribution
    name = f"{clean(row.article_id[:8])}#{clean(record.id)}"
    origin = Text(f"{INDENT}{text} · {name}", style=STYLES["label"])
    print_hanging(console, origin)
    console.print()


def _print_said(console: Console, row: SaidRow, number: int) -> None:
    said = row.attribution
    line = Text(f"{number:>3} ")
    line.append(clean(", ".join(row.speakers) or "somebody"), style=STYLES["speaker"])
    line.append(f"  {said.stance}, {said.form}", style=STYLES["label"])
    if row.relayed_by:
        outlets = clean(", ".join(row.relayed_by))
        line.append(f", as reported by {outlets}", style=STYLES["label"])
    print_hanging(console, line)
    for quote in row.quotes:
        print_quote(console, quote)


def _print_tie(console: Console, report: Report, tie: Tie) -> None:
    line = Text("    ")
    line.append(clean(report.entity(tie.from_).name), style=STYLES["speaker"])
    line.append(f" {tie.kind} ", style=STYLES["type"])
    line.append(clean(report.entity(tie.to).name), style=STYLES["speaker"])
    speakers = [clean(name) for name in speakers_of(report, tie.said_by)]
    word = f"on the word of {', '.join(speakers)}" if speakers else "stated by the outlet"
    line.append(f"  {tie.certainty}; {word}" if speakers else f"  {word}", style=STYLES["label"])
    console.print(line)
    for span in tie.evidence:
        print_quote(console, report.article.quote(span))
