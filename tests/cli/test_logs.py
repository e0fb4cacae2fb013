"""--log-json: whatever stands on stderr is JSON, one event a line, whatever happens."""

import json
import os
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.sources.pages import BODY, page
from tests.sources.site import running_site


def _events(stderr: str) -> list[dict[str, Any]]:
    events = [json.loads(line) for line in stderr.splitlines()]
    for event in events:
        assert {"at", "level", "logger", "event"} <= event.keys()
    return events


def test_adding_is_logged_with_what_failed(run: Run, report_file: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    done = run("add", "--log-json", str(report_file), str(empty))
    assert done.returncode == 1
    events = _events(done.stderr)
    assert [one["event"] for one in events] == ["article", "failure", "done"]
    article, failure, last = events
    assert (article["result"], article["ref"]) == ("new", str(report_file))
    assert done.stdout.split("\t")[1] == article["id"]
    assert (failure["level"], failure["ref"]) == ("warning", str(empty))
    assert (last["new"], last["failed"]) == (1, 1)


def test_progress_and_what_stops_a_run_are_events(
    run: Run, report_file: Path, tmp_path: Path
) -> None:
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text(f"Report {number}.", encoding="utf-8")
    done = run("add", "--log-json", *(str(tmp_path / f"{number}.txt") for number in range(5)))
    progress = [one for one in _events(done.stderr) if one["event"] == "progress"]
    assert progress[-1]["count"] == progress[-1]["total"] == 5

    report_file.write_text("no archive " * 500, encoding="utf-8")
    stopped = run("add", "--log-json", str(tmp_path / "1.txt"), "--archive", str(report_file))
    assert stopped.returncode == 1
    (event,) = _events(stopped.stderr)
    assert (event["event"], event["level"], event["code"]) == ("stopped", "error", 1)
    assert "the file is no archive" in event["reason"]


def test_a_crash_is_an_event_too() -> None:
    code = "from dateline.cli import logs; logs.begin(); import warnings; warnings.warn('x'); 1 / 0"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    warning, crash = _events(done.stderr)
    assert (warning["logger"], crash["event"], crash["level"]) == (
        "py.warnings",
        "crash",
        "critical",
    )
    assert "ZeroDivisionError" in crash["trace"]


def test_following_is_logged_and_counted(run: Run, tmp_path: Path) -> None:
    with running_site() as site:
        story = page(f"<h1>Ferry saved</h1>{BODY}").encode()
        feed = f"<rss><channel><item><link>{site.address}/1</link></item></channel></rss>"
        site.replies = {
            "/1": (200, {"Content-Type": "text/html"}, story),
            "/feed": (200, {}, feed.encode()),
        }
        path = tmp_path / "feeds.toml"
        path.write_text(
            f'[[feed]]\nurl = "{site.address}/feed"\n[[feed]]\nurl = "{site.address}/no"'
        )
        metrics = tmp_path / "news.prom"
        done = run(
            "follow",
            "--once",
            "--log-json",
            "--allow-private",
            "--metrics",
            str(metrics),
            str(path),
        )
    assert [one["event"] for one in _events(done.stderr)] == ["article", "failure", "done"]
    told = metrics.read_text(encoding="utf-8")
    assert 'dateline_articles_total{result="new"} 1.0' in told
    assert 'dateline_articles_total{result="failed"} 1.0' in told
    assert "dateline_archive_up 1.0" in told
    assert [path.name for path in tmp_path.glob("news.prom*")] == ["news.prom"]


def test_metrics_that_cannot_be_written_are_wrong_usage(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "feeds.toml"
    path.write_text('[[feed]]\nurl = "http://127.0.0.1:1/feed"\n', encoding="utf-8")
    done = run("follow", "--once", "--metrics", str(tmp_path / "no" / "x.prom"), str(path))
    assert done.returncode == 2
    assert "name another with --metrics" in done.stderr


@pytest.mark.parametrize("path", ["/health", "/metrics", "/events?text=secret"])
def test_the_desk_logs_its_answers_without_the_question(
    run: Run, report_file: Path, tmp_path: Path, path: str
) -> None:
    assert run("add", str(report_file)).returncode == 0
    command = ["serve", "--port", "0", "--log-json", "--archive", str(tmp_path / "archive.sqlite")]
    with subprocess.Popen(
        [sys.executable, "-m", "dateline", *command],
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONUTF8": "1"},
    ) as process:
        assert process.stderr is not None
        try:
            opened = json.loads(process.stderr.readline())["event"]
            address = opened.split()[5].rstrip("/")
            with urllib.request.urlopen(address + path, timeout=20) as answer:  # noqa: S310
                assert answer.status == 200
            process.send_signal(signal.SIGINT)
            assert process.wait(20) == 0
            (event,) = _events(process.stderr.read())
        finally:
            process.kill()
    assert (event["event"], event["method"], event["status"]) == ("request", "GET", 200)
    assert event["path"] == path.partition("?")[0]
