"""`dateline backup` and `dateline restore`: a whole archive as one file, and back."""

from pathlib import Path

import click

from dateline.cli.options import archive_option, archive_target
from dateline.cli.talk import tell


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Write over a backup that is there.")
@archive_option
def backup(file: Path, replace: bool, archive: str | None) -> None:
    """Write everything the archive holds into FILE, while others go on using it.

    FILE is a ZIP of JSON Lines with check sums, readable by its owner only. It is there whole or
    not at all, and can be restored as SQLite or as PostgreSQL, by this version and every newer one.
    """
    from dateline.store import back_up

    made = back_up(archive_target(archive), file, replace=replace)
    tell(f"{file}: {made.articles} articles, {sum(made.rows.values())} rows in all")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Lose what the archive holds now.")
@archive_option
def restore(file: Path, replace: bool, archive: str | None) -> None:
    """Fill the archive with what `dateline backup` wrote into FILE.

    FILE is checked first, and restored whole or not at all. Stop everything else that uses the
    archive before you give --replace.
    """
    from dateline.store import restore as restore_archive

    target = archive_target(archive)
    made = restore_archive(file, target, replace=replace)
    tell(f"restored {made.articles} articles as they were on {made.made_at}")
