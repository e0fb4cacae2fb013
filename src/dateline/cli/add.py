"""`dateline add`: read inputs and keep them in the archive."""

import sys
from collections import Counter
from typing import Any

import click

from dateline.cli.options import (
    archive_option,
    archive_target,
    make_source_options,
    source_options,
)
from dateline.cli.talk import tell, tell_failure, with_progress
from dateline.records import Failure


@click.command()
@source_options
@archive_option
def add(inputs: tuple[str, ...], archive: str | None, **options: Any) -> None:
    """Read reports, keep them in the archive and link them; the same article is kept once.

    What is there already is passed over, so that a stopped run goes on when it is given again.

    Prints one line for each article once it is safe on disk: "new" or "known", and its id.
    """
    from dateline.pipeline import Reader, add_new, open_archive  # spaCy comes with the Reader
    from dateline.sources import count_inputs, open_inputs
    from dateline.store import Added

    chosen = make_source_options(inputs, **options)
    counts: Counter[str] = Counter()
    with open_archive(archive_target(archive)) as store:
        rest = with_progress(store.link_rest(), None, "linking older articles")
        for _ in rest if store.is_linking else ():
            pass  # of an older archive, or linked otherwise than today
        results = add_new(store, Reader(), open_inputs(inputs, chosen), chosen)
        for result in with_progress(results, count_inputs(inputs, chosen), "adding"):
            if isinstance(result, Failure):
                tell_failure(result)
                counts["failed"] += 1
            else:
                article, added = result
                word = "new" if added is Added.NEW else "known"
                counts[word] += 1
                click.echo(f"{word}\t{article.id}\t{article.source.ref}")
    told = [f"{counts[word]} {word}" for word in ("new", "known", "failed") if counts[word]]
    tell(f"{store.name}: {', '.join(told) or 'nothing to add'}")
    if counts["failed"]:
        sys.exit(1)
