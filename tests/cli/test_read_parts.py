"""`dateline read -o DIR`: files of reports, whole or not there, and a run that goes on."""

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.pipeline.partitions import part_name
from dateline.sources import SourceOptions, find_parts, open_inputs, read_part
from tests.cli.conftest import Run
from tests.cli.test_processes import _children

ARTICLES = 30


def _write(path: Path, year: int, articles: int = ARTICLES) -> Path:
    text = "Gunmen killed {} villagers near Varda on {} May {}, police said."
    rows = [json.dumps({"text": text.format(n + 2, n % 28 + 1, year)}) for n in range(articles)]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def test_what_is_read_to_a_folder_is_what_is_read_and_add_takes_it(
    run: Run, tmp_path: Path
) -> None:
    inputs = [str(_write(tmp_path / f"{year}.jsonl", year, 4)) for year in (2001, 2002)]
    with Path(inputs[1]).open("a", encoding="utf-8") as table:
        table.write('{"text": ""}\n')
    folder = tmp_path / "read"
    done = run("read", *inputs, "-o", str(folder))
    assert done.returncode == 1, "a row is empty"
    assert done.stdout == ""
    assert "2 of 2 parts, 8 articles, 1 failed" in done.stderr
    told = json.loads(next(folder.glob("2002.*.json")).read_text(encoding="utf-8"))
    assert [failure["ref"] for failure in told["failures"]] == [f"{inputs[1]}:5"]

    read = run("read", *inputs, "--json")
    assert sorted(map(_undated, _lines(folder))) == sorted(map(_undated, read.stdout.splitlines()))
    added = run("add", str(folder))
    assert added.returncode == 0, added.stderr
    assert [line.split("\t")[0] for line in added.stdout.splitlines()] == ["new"] * 8


def test_a_killed_worker_and_a_killed_run_lose_nothing(run: Run, tmp_path: Path) -> None:
    inputs = [str(_write(tmp_path / f"{year}.jsonl", year)) for year in range(2001, 2005)]
    folder = tmp_path / "read"
    arguments = ["read", *inputs, "-o", str(folder), "--processes", "2"]
    with subprocess.Popen([sys.executable, "-m", "dateline", *arguments]) as process:
        _wait(lambda: len(list(folder.glob(".*.jsonl.gz.*"))) == 2, process)
        os.kill(_children(process.pid)[0], signal.SIGKILL)
        _wait(lambda: bool(list(folder.glob("*.jsonl.gz"))), process)
        process.kill()
    written = {path: path.stat().st_mtime_ns for path in folder.glob("*.jsonl.gz")}
    assert 0 < len(written) < len(inputs), "it was killed in the middle"

    again = run(*arguments)
    assert again.returncode == 0, again.stderr
    assert "parts are done already" in again.stderr
    kept = {path: path.stat().st_mtime_ns for path in written}
    assert kept == written, "what was done is not done again"
    texts = [json.loads(line)["article"]["text"] for line in _lines(folder)]
    assert len(set(texts)) == len(texts) == len(inputs) * ARTICLES
    assert not list(folder.glob(".*.json*")), "nothing half written is left"


def test_a_folder_is_of_one_reading_of_files_that_stay_as_they_are(
    run: Run, tmp_path: Path
) -> None:
    table, folder = _write(tmp_path / "a.jsonl", 2001, 1), str(tmp_path / "read")
    assert run("read", str(table), "-o", folder).returncode == 0
    other = run("read", str(table), "-o", folder, "--outlet", "The Post")
    assert (other.returncode, "options differ" in other.stderr) == (2, True)
    _write(table, 2001, 2)
    changed = run("read", str(table), "-o", folder)
    assert (changed.returncode, "has changed since" in changed.stderr) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["{file}.txt", "-o", "{folder}"], 1, "only web archives"),
        (["nowhere.warc", "-o", "{folder}"], 1, "there is no such file"),
        (["{file}.jsonl", "-o", "/proc/nowhere"], 1, "name another folder"),
        (["{file}.jsonl", "-o", "{folder}", "--codebook", "no.yaml"], 2, "no.yaml"),
        (["{file}.jsonl", "--runner", "ray"], 2, "-o DIR"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(
    run: Run, tmp_path: Path, arguments: list[str], code: int, says: str
) -> None:
    _write(tmp_path / "a.jsonl", 2001, 1)
    (tmp_path / "a.txt").write_text("Gunmen killed two.", encoding="utf-8")
    names = {"file": str(tmp_path / "a"), "folder": str(tmp_path / "read")}
    done = run("read", *(argument.format(**names) for argument in arguments))
    assert (done.returncode, says in done.stderr) == (code, True), done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("part_bytes", [1, 60, 200, 100_000])
def test_the_parts_of_a_file_hold_all_its_rows_once_with_their_lines(
    tmp_path: Path, part_bytes: int
) -> None:
    path = tmp_path / "a.jsonl"
    rows = [json.dumps({"text": f"Row {n} " + "é" * (n * 7 % 90)}) for n in range(40)]
    path.write_text("\n".join([*rows[:20], "", *rows[20:]]), encoding="utf-8")
    options = SourceOptions()
    parts = find_parts([str(path)], part_bytes)
    read = [item for part in parts for item in read_part(part, options)]
    whole = list(open_inputs([str(path)], options))
    assert [(i.text, i.source.ref) for i in read] == [(i.text, i.source.ref) for i in whole]
    assert len({part_name(part) for part in parts}) == len(parts)
    assert (len(parts) == 1) == (part_bytes == 100_000)


def test_equal_names_in_two_folders_are_two_parts(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        _write(tmp_path / name / "a.jsonl", 2001, 1)
    parts = find_parts([str(tmp_path), str(tmp_path / "one")])
    assert len({part_name(part) for part in parts}) == len(parts) == 2
    packed = tmp_path / "two" / "a.jsonl.gz"
    packed.write_bytes(gzip.compress((tmp_path / "two" / "a.jsonl").read_bytes()))
    assert len({part_name(part) for part in find_parts([str(tmp_path)])}) == 3


def _lines(folder: Path) -> list[str]:
    files = sorted(folder.glob("*.jsonl.gz"))
    return [
        line
        for file in files
        for line in gzip.decompress(file.read_bytes()).decode("utf-8").splitlines()
    ]


def _undated(line: str) -> str:
    report = json.loads(line)
    report["article"]["source"].pop("retrieved_at")
    return json.dumps(report, sort_keys=True)


def _wait(seen: Callable[[], bool], process: "subprocess.Popen[bytes]") -> None:
    for _ in range(1200):
        if seen():
            return
        assert process.poll() is None
        time.sleep(0.1)
    pytest.fail("nothing came")


def test_a_file_that_is_named_twice_or_by_a_link_is_one_part(tmp_path: Path) -> None:
    (tmp_path / "2024.jsonl").write_text('{"text": "a"}\n', encoding="utf-8")
    (tmp_path / "latest.jsonl").symlink_to("2024.jsonl")
    assert len(find_parts([str(tmp_path), str(tmp_path / "2024.jsonl")])) == 1
