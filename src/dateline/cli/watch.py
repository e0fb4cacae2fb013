"""`dateline watch`: saved questions, and what they tell when news arrives."""

import json
import sys
import time
from pathlib import Path
from typing import Any

import click

from dateline.cli.decide import login_name
from dateline.cli.options import archive_option, archive_target, record_options
from dateline.cli.show_alerts import show_alert, show_watches
from dateline.cli.talk import tell
from dateline.errors import StoreError
from dateline.records import alert_from_json
from dateline.store import ALERT_KINDS, DIGESTS, Archive


@click.group()
def watch() -> None:
    """Save questions, and be told when news answers them."""


@watch.command()
@click.argument("name")
@click.option("--actor", metavar="WORDS|ID", help="Part of the name of an actor or recipient.")
@record_options
@click.option(
    "--near",
    metavar="LAT,LON,KM",
    help="Within so many kilometres of a place, as 36.34,43.13,25.",
)
@click.option(
    "--tie",
    metavar="KIND",
    help="Ask for new ties and not for events: allied, seeks-ties, fights, …, or any.",
)
@click.option(
    "--alert",
    "kinds",
    multiple=True,
    type=click.Choice(ALERT_KINDS),
    help="Tell only of these; else of all. May be given several times.",
)
@click.option(
    "--webhook", "webhooks", multiple=True, metavar="URL", help="Post alerts there, signed."
)
@click.option("--mail", "mails", multiple=True, metavar="ADDRESS", help="Mail alerts there.")
@click.option(
    "--digest",
    type=click.Choice(DIGESTS),
    default="at-once",
    show_default=True,
    help="Send alerts at once, or together.",
)
@click.option("--by", metavar="NAME", help="Whose watch this is; else your login name.")
@archive_option
def add(
    name: str,
    archive: str | None,
    kinds: tuple[str, ...],
    webhooks: tuple[str, ...],
    mails: tuple[str, ...],
    digest: str,
    by: str | None,
    type_: str | None,
    **asked: Any,
) -> None:
    """Save a question under a name. It tells of what comes from now on, not of what is there.

    What is asked is asked as by `dateline events`. Alerts are kept in the archive; --webhook and
    --mail send them besides, when `dateline watch run` runs.
    """
    from dateline.watch import add_watch, make_draft

    given = {key: value for key, value in asked.items() if value is not None}
    draft = make_draft(
        name,
        given | ({"type": type_} if type_ else {}),
        kinds=kinds,
        webhooks=webhooks,
        mails=mails,
        digest=digest,
        made_by=by or login_name(),
    )
    with Archive.open(archive_target(archive)) as store:
        made = add_watch(store, draft)
    click.echo(f"watch\t{made.id}\t{made.name}")


@watch.command("list")
@click.option("--json", "as_json", is_flag=True, help="JSON Lines, for programs.")
@archive_option
def list_watches(archive: str | None, as_json: bool) -> None:
    """List the watches: what each asks, how many alerts it gave, and how sending them goes."""
    from dateline.watch.as_json import watch_as_json

    with Archive.open(archive_target(archive), create=False) as store:
        found, counts = store.watches.all(), store.watches.counts()
        sendings = {one.id: store.watches.sendings(one.id) for one in found}
    if as_json:
        for one in found:
            shown = watch_as_json(one, counts.get(one.id, 0), sendings[one.id])
            click.echo(json.dumps(shown, ensure_ascii=False))
    elif found:
        show_watches(found, counts, sendings)
    else:
        tell("no watch is there; `dateline watch add NAME …` saves a question")


@watch.command()
@click.argument("name", metavar="NAME|ID")
@archive_option
def remove(name: str, archive: str | None) -> None:
    """Forget a watch and its alerts. To keep these, switch it off instead."""
    with Archive.open(archive_target(archive), create=False) as store:
        found = store.watches.find(name)
        gone = store.watches.remove(found.id)
    click.echo(f"removed\t{found.id}\t{found.name}\t{gone} alert{'' if gone == 1 else 's'}")


@watch.command()
@click.argument("name", metavar="NAME|ID")
@click.argument("state", type=click.Choice(["on", "off"]))
@archive_option
def switch(name: str, state: str, archive: str | None) -> None:
    """Switch a watch off, or on again; of what came while it was off it tells nothing."""
    from dateline.watch import switch_watch

    with Archive.open(archive_target(archive), create=False) as store:
        found = store.watches.find(name)
        switch_watch(store, found, is_on=state == "on")
    click.echo(f"{state}\t{found.id}\t{found.name}")


@watch.command()
@click.argument("name", metavar="[NAME|ID]", required=False)
@click.option("--alert", "kind", type=click.Choice(ALERT_KINDS), help="Only of this kind.")
@click.option("--after", metavar="ALERT", help="Only those that came after this one, by its id.")
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    default=50,
    show_default=True,
    help="How many to show; 0 for all.",
)
@click.option("--json", "as_json", is_flag=True, help="JSON Lines, for programs.")
@archive_option
def alerts(
    name: str | None,
    kind: str | None,
    after: str | None,
    limit: int,
    archive: str | None,
    as_json: bool,
) -> None:
    """List the alerts that were given, of one watch or of all, newest first.

    A program that keeps the id of the first one and asks for those --after it misses nothing.
    """
    with Archive.open(archive_target(archive), create=False) as store:
        watch_id = store.watches.find(name).id if name else None
        number = store.watches.alert_number(after) if after else None
        rows = store.watches.alerts(watch_id, kind, after=number, limit=limit or None)
    for row in rows:
        if as_json:
            click.echo(row.record)
        else:
            show_alert(alert_from_json(row.record))
    if not rows:
        tell("no alert was given yet; `dateline watch run` asks the watches")


@watch.command()
@click.argument("names", metavar="[NAME|ID]...", nargs=-1)
@click.option("--once", is_flag=True, help="Ask once, send what is due, and end, for cron.")
@click.option(
    "--every",
    type=click.FloatRange(min=1),
    default=60.0,
    show_default=True,
    metavar="SECONDS",
    help="How long to rest between two rounds.",
)
@click.option("--atom", metavar="FILE", help="Write the newest alerts there, as an Atom feed.")
@click.option(
    "--allow-private",
    is_flag=True,
    help="Also post to this machine and to private networks.",
)
@click.option("--json", "as_json", is_flag=True, help="JSON Lines, for programs.")
@archive_option
def run(
    names: tuple[str, ...],
    once: bool,
    every: float,
    atom: str | None,
    allow_private: bool,
    as_json: bool,
    archive: str | None,
) -> None:
    """Ask the watches what is new, print their alerts and send them, until it is stopped.

    An alert is in the archive before it is printed. Nothing is told twice, also when this was
    stopped in the middle or runs twice. Printed is what is told while this runs, by the desk too;
    `dateline watch alerts` has all.
    """
    with Archive.open(archive_target(archive), create=not once) as store:
        chosen = [store.watches.find(name).id for name in names]
        told = _last_number(store)
        while True:
            try:
                is_well = _ask_all(store, chosen)
                told = _print_after(store, told, chosen, as_json=as_json)
                is_well &= _send(store, allow_private=allow_private)
                if atom:
                    _write_atom(store, Path(atom), chosen)
            except StoreError as error:
                if once:
                    raise
                tell(f"dateline: {error}")  # the archive may be back at the next round
            if once:
                break
            time.sleep(every)
    if not is_well:
        sys.exit(1)


def _ask_all(store: Archive, chosen: list[str]) -> bool:
    """Ask the watches; whether all could be asked."""
    from dateline.watch import ask_watch

    is_well = True
    for one in store.watches.all():
        if one.is_on and (not chosen or one.id in chosen):
            try:
                for _ in ask_watch(store, one):
                    pass  # it is in the archive, from where it is printed
            except StoreError as error:  # one that fails does not stop the others
                is_well = False
                tell(f"dateline: the watch {one.name}: {error}")
    return is_well


def _last_number(store: Archive) -> int:
    return max((row.number for row in store.watches.alerts(limit=1)), default=0)


def _print_after(store: Archive, number: int, chosen: list[str], *, as_json: bool) -> int:
    """Print what was told after an alert, whoever asked; the number of the last one."""
    for row in store.watches.alerts(after=number)[::-1]:
        number = row.number
        if chosen and row.watch_id not in chosen:
            continue
        if as_json:
            click.echo(row.record)
        else:
            show_alert(alert_from_json(row.record))
    return number


def _send(store: Archive, *, allow_private: bool) -> bool:
    """Send what is due; whether all of it has arrived."""
    from dateline.watch.sending import send_due

    is_well = True
    for sent in send_due(store, allow_private=allow_private):
        if sent.problem is not None:
            is_well = False
            fate = "; given up" if sent.is_given_up else ""
            tell(f"dateline: {sent.parcel.channel}: {sent.problem}{fate}")
    return is_well


def _write_atom(store: Archive, path: Path, chosen: list[str]) -> None:
    from dateline.watch.atom import MOST_ENTRIES, make_feed, write_feed

    rows = store.watches.alerts(
        chosen[0] if len(chosen) == 1 else None, limit=None if chosen else MOST_ENTRIES
    )
    shown = [row for row in rows if not chosen or row.watch_id in chosen]
    write_feed(
        path, make_feed(shown, "Dateline alerts", chosen[0] if len(chosen) == 1 else "alerts")
    )
