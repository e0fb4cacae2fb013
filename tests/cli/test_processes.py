"""`--processes`: the same output as one process gives, and one of them killed in the middle."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run

ARTICLES = 12


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "articles.jsonl"
    rows = [
        {"text": f"Gunmen killed {n + 2} villagers near Varda on {n + 1} May 2011, police said."}
        for n in range(ARTICLES)
    ]
    rows.insert(5, {"text": ""})
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_two_processes_read_what_one_reads_in_the_same_order(run: Run, table: Path) -> None:
    one, two = (run("read", str(table), "--json", "--processes", n) for n in ("1", "2"))
    assert (one.returncode, two.returncode) == (1, 1)
    assert "articles.jsonl:6" in two.stderr, "the empty row is a failure"
    assert [_undated(line) for line in two.stdout.splitlines()] == [
        _undated(line) for line in one.stdout.splitlines()
    ]
    assert len(two.stdout.splitlines()) == ARTICLES


def test_a_wrong_codebook_is_told_once_by_the_first_process(run: Run, table: Path) -> None:
    done = run("read", str(table), "--processes", "2", "--codebook", "nowhere.yaml")
    assert done.returncode == 2
    assert done.stderr.count("nowhere.yaml") == 1
    assert "Traceback" not in done.stderr


def test_add_loses_nothing_when_a_process_is_killed(run: Run, table: Path) -> None:
    archive = table.with_name("killed.sqlite")
    command = [sys.executable, "-m", "dateline", "add", str(table), "--processes", "2"]
    with subprocess.Popen(
        [*command, "--archive", str(archive)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    ) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline()]
        os.kill(_children(process.pid)[0], signal.SIGKILL)
        rest, _ = process.communicate(timeout=300)
    lines += rest.splitlines()
    assert process.returncode == 1, "for the empty row alone"
    assert [line.split("\t")[0] for line in lines] == ["new"] * ARTICLES
    again = run("add", str(table), "--archive", str(archive), "--processes", "2")
    assert [line.split("\t")[0] for line in again.stdout.splitlines()] == ["known"] * ARTICLES


def _children(pid: int) -> list[int]:
    """The processes that read; of Python's own there is one that keeps track of resources."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text(encoding="utf-8").split(")")[-1].split()[1])
            command = stat.with_name("cmdline").read_text(encoding="utf-8")
        except OSError:
            continue  # it has ended
        if parent == pid and "spawn_main" in command:
            found.append(int(stat.parent.name))
    return found


def _undated(line: str) -> dict[str, object]:
    report: dict[str, object] = json.loads(line)
    report["article"]["source"].pop("retrieved_at")  # type: ignore[index]
    return report
