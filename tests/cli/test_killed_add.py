"""`dateline add` killed in the middle of 200 articles, and run again."""

import datetime
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from dateline.store import Archive

ARTICLES = 200


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "articles.jsonl"
    # A raid every ninth day: two hundred reports of one event would be linked with each other.
    days = [datetime.date(2001, 1, 1) + datetime.timedelta(9 * n) for n in range(ARTICLES)]
    told = "Gunmen killed {killed} villagers near Varda on {day:%d %B %Y}, police said."
    rows = [{"text": told.format(killed=day.day + 1, day=day)} for day in days]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_every_article_is_there_once_and_none_half_written(table: Path) -> None:
    archive = table.with_name("archive.sqlite")
    acknowledged = _add_and_kill(table, archive, after=60)
    with Archive.open(str(archive)) as store:
        kept = {report.article.id for report in store.reports()}
    assert acknowledged <= kept, "what was acknowledged is there"
    assert len(kept) < ARTICLES, "it was killed in the middle"

    again = subprocess.run(_command(table, archive), capture_output=True, text=True, check=True)
    words = [line.split("\t")[0] for line in again.stdout.splitlines()]
    assert (words.count("known"), words.count("new")) == (len(kept), ARTICLES - len(kept))
    with Archive.open(str(archive)) as store:
        reports = list(store.reports())
        assert len({report.article.id for report in reports}) == len(reports) == ARTICLES
        assert store.counts().claims == sum(len(report.claims) for report in reports)


def _add_and_kill(table: Path, archive: Path, *, after: int) -> set[str]:
    """Run `dateline add`, kill it after so many acknowledgements; which ids it acknowledged."""
    environment = os.environ | {"PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        _command(table, archive),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=environment,
    ) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(after)]
        process.send_signal(signal.SIGKILL)
        lines += process.stdout.readlines()
    return {line.split("\t")[1] for line in lines if line.count("\t") == 2}


def _command(table: Path, archive: Path) -> list[str]:
    return [sys.executable, "-m", "dateline", "add", str(table), "--archive", str(archive)]
