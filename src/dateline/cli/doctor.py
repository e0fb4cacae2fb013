"""`dateline doctor`: what is wrong, and what to do; `--rescue`: save what can be read."""

import dataclasses
import json
import sys
from pathlib import Path

import click
from rich.text import Text

from dateline.cli.console import clean, open_console, print_hanging
from dateline.cli.options import archive_option, archive_target
from dateline.cli.talk import tell
from dateline.store import Finding, rescue

_MARKS = {"ok": ("✓", "green"), "note": ("!", "yellow"), "wrong": ("✗", "bold red")}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One finding a line, for programs.")
@click.option(
    "--rescue",
    "folder",
    metavar="FOLDER",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write what can still be read of a damaged archive into FOLDER instead.",
)
@archive_option
def doctor(as_json: bool, folder: Path | None, archive: str | None) -> None:
    """Find what is wrong with the installation and the archive, and say what to do.

    Nothing is changed. Exit code 1: something is to be mended. With --rescue the reports that can
    be read are written to FOLDER/reports.jsonl, which `dateline add` takes into a new archive.
    """
    if folder is not None:
        sys.exit(_rescue(archive_target(archive), folder))
    from dateline.pipeline.checkup import check_up

    states = []
    console = open_console()
    for finding in check_up(archive_target(archive)):
        states.append(finding.state)
        if as_json:
            click.echo(json.dumps(dataclasses.asdict(finding), ensure_ascii=False))
        else:
            mark, style = _MARKS[finding.state]
            line = Text(f"{mark} ", style=style).append(f"{finding.about}: ", style="bold")
            print_hanging(console, line.append(_told(finding), style=""), "  ")
    if "wrong" in states:
        sys.exit(1)


def _told(finding: Finding) -> str:
    found = clean(finding.found)
    return found if finding.advice is None else f"{found} → {finding.advice}"


def _rescue(target: str, folder: Path) -> int:
    rescued = rescue(target, folder)
    told = f"{folder}: {rescued.reports} reports, {rescued.decisions} decisions"
    if rescued.lost:
        told += f"; {len(rescued.lost)} articles are lost, their ids are in lost.txt"
    tell(told)
    tell(f"`dateline add {folder / 'reports.jsonl'} --archive NEW` makes an archive of them")
    return 1 if rescued.lost else 0
