"""`dateline forget`: remove articles, or a person, with everything that was made of them."""

import sys
from collections.abc import Iterable

import click

from dateline.cli.console import clean
from dateline.cli.decide import decision_options, login_name
from dateline.cli.options import archive_option, archive_target
from dateline.cli.talk import tell
from dateline.errors import StoreError
from dateline.records import Report
from dateline.store import Archive

_SHOWN = 20  # articles that are listed before it is asked


@click.command()
@click.argument("records", nargs=-1, metavar="[ARTICLE|ACTOR]...")
@click.option(
    "--person", "persons", multiple=True, metavar="NAME", help="A person, by a name as it is told."
)
@click.option("--yes", is_flag=True, help="Do not ask; for programs.")
@decision_options
@archive_option
def forget(
    records: tuple[str, ...],
    persons: tuple[str, ...],
    yes: bool,
    by: str | None,
    why: str | None,
    archive: str | None,
) -> None:
    """Remove articles, or a person, from the archive for good; this cannot be undone.

    A person (by --person, or as an ACTOR) is removed with every article that names them: in its
    text, title or bylines, by that name, whatever the case and accents. Others of the same name
    cannot be told apart, so look at the list that is shown before you agree. Events and actors
    become what they are without these articles. The file is then written anew, so that nothing of
    them is left in it; backups and exports are yours to remove.

    A forgotten article is refused when it comes again, unless `dateline add --again` asks for it.
    Another article on the same person is not: no list of people is kept.
    """
    from dateline.pipeline import open_archive

    if not records and not persons:
        raise click.UsageError("forget what? name an article, an actor, or --person NAME")
    with open_archive(archive_target(archive), create=False) as store:
        names = set(persons)
        found: dict[str, Report] = {}
        for record in records:
            found |= _of_record(store, record, names)
        if names:
            found |= _by_id(store.naming(sorted(names)))
        if not found:
            raise StoreError(f"no article of {store.name} names {' or '.join(sorted(names))}")
        _list(found.values())
        if not yes and not _agrees(len(found)):
            tell("nothing was removed")
            sys.exit(1)
        decided_by = by or login_name()
        for _ in store.link_rest():
            pass  # what is not linked yet would be linked with what is about to go
        store.forget(list(found), by=decided_by, why=why, names=sorted(names))
        tell(f"{len(found)} articles are forgotten; writing {store.name} anew …")
        try:
            store.erase()
        except StoreError as error:
            told = f"{error}. They are forgotten, but remains may be in the file until the next"
            raise StoreError(f"{told} `dateline forget` can write it anew") from error


def _of_record(store: Archive, record: str, names: set[str]) -> dict[str, Report]:
    """The articles that are meant by an id; of a person also how they are called."""
    kind, whole = store.find(record) or (None, record)
    if kind == "article":
        report = store.report(whole)
        return {} if report is None else {whole: report}
    if kind != "actor":
        raise StoreError(f"there is no article or actor {record} in {store.name}")
    members = store.entities_of(whole)
    kinds = {entity.kind for _, entity in members}
    if kinds != {"person"}:
        raise StoreError(
            f"{whole} is no person but {' and '.join(sorted(kinds))}; name its articles one by one"
        )
    # A single name, such as Ali, is that of too many others.
    names.update(entity.name for _, entity in members if " " in entity.name.strip())
    return _by_id(report for report, _ in members)


def _by_id(reports: Iterable[Report]) -> dict[str, Report]:
    return {report.article.id: report for report in reports}


def _list(reports: Iterable[Report]) -> None:
    listed = list(reports)
    for report in listed[:_SHOWN]:
        article = report.article
        told = (article.id, article.published or "", article.outlet or "", article.title or "")
        click.echo("forget\t" + "\t".join(map(clean, told)))
    if len(listed) > _SHOWN:
        tell(f"… and {len(listed) - _SHOWN} more")


def _agrees(number: int) -> bool:
    if not sys.stdin.isatty():
        raise click.UsageError("nobody is there to ask; give --yes to remove these articles")
    return click.confirm(f"Remove these {number} articles for good?", err=True)
