"""`dateline watch` as its user types it, and killed at the worst moments."""

import dataclasses
import json
import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import feedparser

from dateline.records import alert_from_json, alert_to_json
from dateline.store import Archive, NewAlert
from tests.cli.conftest import REPORT, Run
from tests.desk import BLAST, BLAST_AGAIN
from tests.watch.receivers import Hook, listening_hook

SECRET = {"DATELINE_WEBHOOK_SECRET": "a secret of more than two dozen letters"}


def add(run: Run, folder: Path, text: str) -> None:
    path = folder / f"{len(list(folder.iterdir()))}.txt"
    path.write_text(text, encoding="utf-8")
    done = run("add", str(path), "--outlet", f"Outlet of {path.stem}")
    assert done.returncode == 0, done.stderr


def test_a_watch_from_its_question_to_its_end(run: Run, tmp_path: Path) -> None:
    made = run("watch", "add", "Varda", "--type", "assault", "--min-killed", "3", "--by", "Ada")
    assert made.returncode == 0, made.stderr
    assert made.stdout.startswith("watch\twatch-")
    add(run, tmp_path, BLAST)
    feed = tmp_path / "alerts.xml"
    first = run("watch", "run", "--once", "--atom", str(feed))
    assert first.returncode == 0, first.stderr
    assert first.stdout.startswith("match  Assault")
    assert "police, in Outlet of" in first.stdout
    assert "(2015-07-14) [attributed]" in first.stdout
    assert "“A bomb exploded at a bus depot in Tirana on Tuesday, killing" in first.stdout
    assert len(feedparser.parse(feed.read_text(encoding="utf-8")).entries) == 1
    again = run("watch", "run", "--once")
    assert (again.returncode, again.stdout) == (0, "")

    add(run, tmp_path, BLAST_AGAIN)
    moved = run("watch", "run", "--once", "--json")
    (line,) = moved.stdout.splitlines()
    alert = alert_from_json(line)
    assert alert.kind == "moved"
    assert alert.outlets
    listed = run("watch", "alerts", "Varda", "--json").stdout.splitlines()
    assert listed[0] == line
    assert len(listed) == 2
    assert run("watch", "alerts", "--alert", "surge").stdout == ""

    (shown,) = map(json.loads, run("watch", "list", "--json").stdout.splitlines())
    assert shown["asked"] == {"type": "ASSAULT", "min_killed": 3}
    assert (shown["alerts"], shown["made_by"], shown["is_on"]) == (2, "Ada", True)
    assert "gave   2 alerts" in run("watch", "list").stdout
    assert run("watch", "switch", "Varda", "off").stdout.startswith("off\t")
    assert "[off]" in run("watch", "list").stdout
    removed = run("watch", "remove", "Varda")
    assert removed.stdout.endswith("Varda\t2 alerts\n")
    assert "no watch is there" in run("watch", "list").stderr


def test_it_goes_on_and_prints_also_what_others_found(run: Run, tmp_path: Path) -> None:
    run("watch", "add", "Tirana", "--place", "Tirana", "--alert", "match")
    arguments = ["watch", "run", "--every", "1", "--json"]
    with subprocess.Popen(
        [sys.executable, "-m", "dateline", *arguments],
        env=_environment(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            add(run, tmp_path, BLAST)
            first = alert_from_json(process.stdout.readline())
            with Archive.open(str(tmp_path / "archive.sqlite")) as archive:
                watch = archive.watches.find("Tirana")
                record = alert_to_json(dataclasses.replace(first, id="alert-of-the-desk"))
                found = NewAlert(id="alert-of-the-desk", mark="other", kind="match",
                                 at=datetime.now(UTC), record=record)  # fmt: skip
                archive.watches.keep(watch, watch.seen, [found], {}, datetime.now(UTC))
            assert alert_from_json(process.stdout.readline()).id == "alert-of-the-desk"
        finally:
            process.kill()
    after = run("watch", "alerts", "--json", "--after", first.id).stdout.splitlines()
    assert [alert_from_json(line).id for line in after] == ["alert-of-the-desk"]


def test_wrong_use_is_told(run: Run, tmp_path: Path) -> None:
    assert "no archive" in run("watch", "run", "--once").stderr
    for arguments, told in (
        (("add", "x", "--near", "1,2"), "36.34,43.13,25"),
        (("add", "x", "--tie", "friends"), "tie: unknown"),
        (("add", "x", "--webhook", "example.org"), "https://host/path"),
        (("add", " "), "name"),
    ):
        done = run("watch", *arguments)
        assert done.returncode == 2, done.stderr
        assert told in done.stderr
    run("watch", "add", "x")
    assert run("watch", "add", "x").returncode == 1
    missing = run("watch", "run", "--once", "y")
    assert missing.returncode == 1
    assert "dateline watch list" in missing.stderr
    done = run("watch", "run", "--once", "--atom", str(tmp_path / "no" / "feed.xml"))
    assert done.returncode == 2


def test_what_does_not_arrive_is_told_and_is_no_success(run: Run, tmp_path: Path) -> None:
    with listening_hook((500, {})) as hook:
        run("watch", "add", "Varda", "--webhook", hook.address)
        add(run, tmp_path, REPORT)
        refused = run("watch", "run", "--once", **SECRET)
        assert refused.returncode == 1
        assert refused.stdout.startswith("match")
        assert "private network" in refused.stderr
        assert hook.posted == []
    assert "1 waiting" in run("watch", "list").stdout


def test_killed_between_keeping_and_sending_it_is_sent_once(run: Run, tmp_path: Path) -> None:
    with listening_hook((200, {})) as hook:
        run("watch", "add", "Varda", "--webhook", hook.address)
        add(run, tmp_path, REPORT)
        killing = (
            "import os, signal, sys; from dateline.watch import sending; import dateline.cli;"
            "sending.send_due = lambda *a, **k: os.kill(os.getpid(), signal.SIGKILL);"
            "dateline.cli.main()"
        )
        killed = subprocess.run(
            [sys.executable, "-c", killing, *_run_once()], env=_environment(tmp_path), check=False,
            capture_output=True,
        )  # fmt: skip
        assert killed.returncode == -signal.SIGKILL
        assert hook.posted == []
        after = run(*_run_once(), **SECRET)
        assert (after.returncode, after.stdout) == (0, ""), "it was told before"
        assert run(*_run_once(), **SECRET).returncode == 0
    assert len(hook.posted) == 1


def test_killed_while_sending_it_is_sent_again_under_the_same_id(run: Run, tmp_path: Path) -> None:
    with listening_hook("hang", (200, {})) as hook:
        run("watch", "add", "Varda", "--webhook", hook.address)
        add(run, tmp_path, REPORT)
        with subprocess.Popen(
            [sys.executable, "-m", "dateline", *_run_once()],
            env=_environment(tmp_path),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as process:
            _wait_for_post(hook)
            process.send_signal(signal.SIGKILL)
        with Archive.open(str(tmp_path / "archive.sqlite")) as archive:
            watch = archive.watches.find("Varda")
            assert archive.watches.sendings(watch.id)[0].waiting == 1
        until = time.monotonic() + 30
        while len(hook.posted) < 2 and time.monotonic() < until:
            assert run(*_run_once(), **SECRET, DATELINE_TIMEOUT_SECONDS="1").returncode == 0
    assert len(hook.ids) == 2
    assert len(set(hook.ids)) == 1


def _run_once() -> list[str]:
    return ["watch", "run", "--once", "--allow-private"]


def _environment(folder: Path) -> dict[str, str]:
    more = {
        "DATELINE_ARCHIVE": str(folder / "archive.sqlite"),
        "PYTHONUTF8": "1",
        "DATELINE_TIMEOUT_SECONDS": "1",
    }
    return os.environ | SECRET | more


def _wait_for_post(hook: Hook) -> None:
    until = time.monotonic() + 30
    while not hook.posted and time.monotonic() < until:
        time.sleep(0.02)
    assert hook.posted
