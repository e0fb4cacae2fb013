"""Events and actors as people read them: in go rows of the archive, out come lines on stdout."""

from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from dateline.cli.console import INDENT, STYLES, clean, open_console, print_hanging
from dateline.records import Event, Party, event_from_json
from dateline.records.in_words import days_text, number_text
from dateline.store import ActorRow, EventRow

_MOST_NAMES = 3  # of either side in a list; `dateline show` has all


def show_events(rows: Iterable[EventRow]) -> int:
    """Print events in short; returns how many there were."""
    console = open_console()
    number = 0
    for number, row in enumerate(rows, start=1):
        event = event_from_json(row.record)
        head = Text(f"{number:>3} ")
        head.append(" ".join((event.what.type, *event.what.modes)), style=STYLES["type"])
        head.append(f"  {parties_text(event)}")
        print_hanging(console, head)
        for label, value in (
            ("when", days_text(row.first_on, row.last_on)),
            ("where", _place_text(event)),
        ):
            _print_fact(console, label, value)
        if row.killed_low is not None or row.killed is not None or row.killed_high is not None:
            _print_fact(console, "killed", killed_text(row))
        how = f"{event.status.best}; {event.certainty.best}"
        _print_fact(console, "word", f"{how}; {sources_text(row)}")
        _print_fact(console, "id", row.id)
        console.print()
    return number


def show_actors(rows: Iterable[ActorRow]) -> int:
    """Print actors in short; returns how many there were."""
    console = open_console()
    number = 0
    for number, row in enumerate(rows, start=1):
        head = Text(f"{number:>3} ")
        head.append(clean(row.name), style=STYLES["speaker"])
        country = f", {row.country}" if row.country else ""
        head.append(f"  {row.kind}{country}; {number_text(row.articles, 'article')}")
        print_hanging(console, head)
        if len(row.names) > 1:
            _print_fact(console, "names", ", ".join(map(clean, row.names)))
        _print_fact(console, "id", row.id)
        console.print()
    return number


def killed_text(row: EventRow) -> str:
    """As in "3 to 5, best figure 5", "at least 3"."""
    low, best, high = row.killed_low, row.killed, row.killed_high
    if low is not None and low == high:
        return f"{low:,}"
    if low is not None and high is not None:
        figures = f"{low:,} to {high:,}"
    elif low is not None:
        figures = f"at least {low:,}"
    else:
        figures = f"up to {high:,}" if high is not None else ""
    return ", ".join(filter(None, (figures, f"best figure {best:,}" if best is not None else "")))


def sources_text(row: EventRow) -> str:
    """As in "4 articles, of 2 proven independent origins"."""
    origins = number_text(row.origins, "proven independent origin")
    return f"{number_text(row.articles, 'article')}, of {origins}"


def parties_text(event: Event) -> str:
    """As in "The Front [disputed] → a fuel terminal", "(nobody named)"."""
    doers = [_name(party) for party in event.actors[:_MOST_NAMES]]
    sufferers = [_name(party) for party in event.recipients[:_MOST_NAMES]]
    sufferers += [target.words for target in event.targets[: _MOST_NAMES - len(sufferers)]]
    done = ", ".join(map(clean, doers)) or ("(no actor named)" if sufferers else "(nobody named)")
    return f"{done} → {', '.join(map(clean, sufferers))}" if sufferers else done


def _name(party: Party) -> str:
    return party.name if party.certainty == "stated" else f"{party.name} [{party.certainty}]"


def _place_text(event: Event) -> str:
    where = event.where
    return clean(", ".join(filter(None, (where.name, where.country)))) if where else "not said"


def _print_fact(console: Console, label: str, value: str) -> None:
    print_hanging(console, Text(f"{INDENT}{label:<6} ", style=STYLES["label"]).append(value))
