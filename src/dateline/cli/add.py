"""`dateline add`: read inputs and keep them in the archive."""

import sys
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from dateline.cli.decide import login_name
from dateline.cli.linked_archive import open_linked
from dateline.cli.logs import are_json, log, log_json_option
from dateline.cli.options import (
    archive_option,
    archive_target,
    make_source_options,
    processes_option,
    source_options,
)
from dateline.cli.talk import tell, tell_failure, with_progress
from dateline.records import Article, Failure

if TYPE_CHECKING:
    from dateline.store import Added


@click.command()
@source_options
@click.option("--again", is_flag=True, help="Also take what `dateline forget` has forgotten.")
@processes_option
@archive_option
@log_json_option
def add(
    inputs: tuple[str, ...],
    again: bool,
    processes: int | None,
    archive: str | None,
    **options: Any,
) -> None:
    """Read reports, keep them in the archive and link them; the same article is kept once.

    What is there already is passed over, so that a stopped run goes on when it is given again.

    Prints one line for each article once it is safe on disk: "new" or "known", and its id.
    """
    from dateline.pipeline import Reader, add_new  # spaCy comes with the Reader
    from dateline.sources import count_inputs, open_inputs

    chosen = make_source_options(inputs, **options)
    with open_linked(archive_target(archive)) as store:
        again_by = login_name() if again else None
        reader = Reader(processes=processes or 1).settle()
        results = add_new(store, reader, open_inputs(inputs, chosen), chosen, again_by=again_by)
        counts = print_added(with_progress(results, count_inputs(inputs, chosen), "adding"))
    tell_counts(store.name, counts)
    if counts["failed"]:
        sys.exit(1)


def print_added(results: "Iterable[tuple[Article, Added] | Failure]") -> Counter[str]:
    """Print a line for each article that is safe on disk; how many were new, known or failed."""
    counts: Counter[str] = Counter()
    for result in results:
        if isinstance(result, Failure):
            tell_failure(result)
            counts["failed"] += 1
        else:
            article, added = result
            word = "known" if added.value == "already there" else "new"
            counts[word] += 1
            click.echo(f"{word}\t{article.id}\t{article.source.ref}")
            if are_json():
                log("article", result=word, id=article.id, ref=article.source.ref)
    return counts


def tell_counts(archive: str, counts: Counter[str]) -> None:
    """Say how many articles were new, known or failed."""
    if are_json():
        log("done", archive=archive, **counts)
        return
    told = [f"{counts[word]} {word}" for word in ("new", "known", "failed") if counts[word]]
    tell(f"{archive}: {', '.join(told) or 'nothing to add'}")
