"""`dateline serve` as a user has it."""

import json
import os
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner

from dateline.cli import cli
from tests.cli.conftest import Run


def test_the_desk_opens_on_an_archive_and_closes_when_interrupted(
    run: Run, report_file: Path, tmp_path: Path
) -> None:
    archive = str(tmp_path / "archive.sqlite")
    assert run("add", str(report_file)).returncode == 0
    with subprocess.Popen(
        [sys.executable, "-m", "dateline", "serve", "--port", "0", "--archive", archive],
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONUTF8": "1"},
    ) as process:
        assert process.stderr is not None
        try:
            line = process.stderr.readline()
            assert line.startswith("The desk is open at http://127.0.0.1:"), line
            with urllib.request.urlopen(line.split()[5], timeout=20) as answer:  # noqa: S310
                page = answer.read().decode()
            assert "1 article," in page
            assert "made-up example articles" not in page
            process.send_signal(signal.SIGINT)
            assert process.wait(20) == 0
            assert process.stderr.read() == ""
        finally:
            process.kill()


def test_a_team_logs_in_once_there_are_accounts(
    run: Run, report_file: Path, tmp_path: Path
) -> None:
    """The example of docs/desk.md: what an editor types, and what a browser then sees."""
    archive = str(tmp_path / "archive.sqlite")
    assert run("add", str(report_file)).returncode == 0
    made = run("users", "add", "Eve", "--role", "editor", stdin="four words and more\n")
    assert (made.returncode, made.stdout) == (0, "")
    token = run("users", "token", "Eve").stdout.strip()
    with subprocess.Popen(
        [sys.executable, "-m", "dateline", "serve", "--port", "0", "--archive", archive,
         "--host", "0.0.0.0"],  # noqa: S104
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONUTF8": "1"},
    ) as process:  # fmt: skip
        assert process.stderr is not None
        try:
            assert process.stderr.readline().startswith("Passwords travel unencrypted")
            url = process.stderr.readline().split()[5].replace("0.0.0.0", "127.0.0.1")  # noqa: S104
            with urllib.request.urlopen(url, timeout=20) as answer:  # noqa: S310
                assert answer.url.endswith("/login")
            asked = urllib.request.Request(  # noqa: S310
                f"{url}api/v1/articles", headers={"Authorization": f"Bearer {token}"}
            )
            with urllib.request.urlopen(asked, timeout=20) as answer:  # noqa: S310
                assert len(json.load(answer)["items"]) == 1
            process.send_signal(signal.SIGINT)
            assert process.wait(20) == 0
        finally:
            process.kill()


def test_an_archive_that_was_named_must_be_there(run: Run, tmp_path: Path) -> None:
    done = run("serve", "--archive", str(tmp_path / "no"))
    assert done.returncode == 1
    assert "there is no archive" in done.stderr


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "dateline.web.desk", None)
    result = CliRunner().invoke(cli, ["serve"])
    assert "pip install 'dateline[desk]'" in str(result.exception)
