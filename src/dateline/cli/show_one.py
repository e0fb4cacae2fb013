"""`dateline show`: one event, actor or article of the archive in full."""

import click

from dateline.cli.options import archive_option, archive_target
from dateline.cli.show import show_claims, show_report
from dateline.cli.show_event import show_event
from dateline.cli.show_linked import show_actors
from dateline.errors import StoreError
from dateline.records import actor_to_json, event_from_json, report_to_json
from dateline.store import Archive


@click.command()
@click.argument("record_id", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="One JSON object, for programs.")
@archive_option
def show(record_id: str, archive: str | None, as_json: bool) -> None:
    """Print one event, actor or article whole: all its claims side by side.

    ID is its id or the beginning of it, as event-3f9a12.
    """
    with Archive.open(archive_target(archive), create=False) as store:
        found = store.find(record_id)
        if found is None:
            raise StoreError(f"there is no event, actor or article {record_id} in {store.name}")
        kind, whole_id = found
        if kind == "article":
            _show_article(store, whole_id, as_json)
        elif kind == "event":
            _show_event(store, whole_id, as_json)
        else:
            _show_actor(store, whole_id, as_json)


def _show_article(store: Archive, article_id: str, as_json: bool) -> None:
    report = store.report(article_id)
    if report is not None and as_json:
        click.echo(report_to_json(report))
    elif report is not None:
        show_report(report)


def _show_event(store: Archive, event_id: str, as_json: bool) -> None:
    event = store.event(event_id)
    if event is not None and as_json:
        click.echo(event.record)
    elif event is not None:
        show_event(event_from_json(event.record))


def _show_actor(store: Archive, actor_id: str, as_json: bool) -> None:
    actor = store.actor(actor_id)
    if actor is not None and as_json:
        from dateline.pipeline import read_actor

        click.echo(actor_to_json(read_actor(store, actor_id)))
    elif actor is not None:
        show_actors([actor])
        show_claims(store.claims_of(actor_id))
