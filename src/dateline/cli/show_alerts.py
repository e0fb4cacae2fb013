"""Watches and alerts as people read them: in go records, out come lines on stdout."""

from collections.abc import Mapping, Sequence

from rich.text import Text

from dateline.cli.console import INDENT, STYLES, clean, open_console, print_hanging
from dateline.records import Alert
from dateline.store import Sending, Watch
from dateline.watch.in_words import alert_lines


def show_alert(alert: Alert) -> None:
    """Print an alert: what is new, on whose word, and the words that say so."""
    console = open_console()
    title, *lines = alert_lines(alert)
    head = Text(f"{alert.kind:<6} ", style=STYLES["type"])
    head.append(clean(title), style=STYLES["title"])
    print_hanging(console, head, " " * 7)
    for line in lines:
        words = line.lstrip()
        indent = INDENT + line[: len(line) - len(words)]
        style = STYLES["quote"] if words[:1] in {"“", '"', "'", "‘"} else ""
        print_hanging(console, Text(indent).append(clean(words), style=style), indent)
    told = f"{INDENT}  {alert.id}, watch {clean(alert.watch.name)}, {alert.at}"
    console.print(Text(told, style=STYLES["label"]))
    console.print()


def show_watches(
    watches: Sequence[Watch], counts: Mapping[str, int], sendings: Mapping[str, Sequence[Sending]]
) -> None:
    """Print watches: what each asks, how many alerts it gave, where they go."""
    console = open_console()
    for watch in watches:
        head = Text(clean(watch.name), style=STYLES["title"])
        head.append("" if watch.is_on else "  [off]", style=STYLES["doubt"])
        console.print(head)
        asked = watch.question.asked().items()
        question = ", ".join(f"{name} {clean(str(value))}" for name, value in asked)
        facts = {
            "asks": question or "everything",
            "tells": f"{', '.join(watch.kinds)}; {watch.digest}",
            "gave": f"{counts.get(watch.id, 0)} alerts",
            "id": watch.id,
        }
        for label, value in facts.items():
            print_hanging(
                console, Text(f"{INDENT}{label:<6} ", style=STYLES["label"]).append(value)
            )
        for channel in watch.channels:
            _show_sending(channel, sendings[watch.id])
        console.print()


def _show_sending(channel: str, sendings: Sequence[Sending]) -> None:
    console = open_console()
    found = next((sending for sending in sendings if sending.channel == channel), None)
    told = "nothing sent yet"
    if found is not None:
        given_up = f", {found.given_up} given up" if found.given_up else ""
        told = f"{found.delivered} arrived, {found.waiting} waiting{given_up}"
    line = Text(f"{INDENT}{'sends':<6} ", style=STYLES["label"]).append(clean(channel))
    print_hanging(console, line.append(f": {told}"))
    if found is not None and found.problem is not None:
        print_hanging(
            console, Text(f"{INDENT}       {clean(found.problem)}", style=STYLES["doubt"])
        )
