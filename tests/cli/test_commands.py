"""Every command as a newcomer would try it."""

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from dateline.cli import cli
from dateline.records import report_from_json, report_schema
from tests.cli.conftest import Run


def test_read_prints_claims_speakers_and_quotes(run: Run, report_file: Path) -> None:
    done = run("read", str(report_file))
    assert done.returncode == 0, done.stderr
    assert "ASSAULT" in done.stdout
    assert "at least 12" in done.stdout
    assert "2015-07-13" in done.stdout, "Monday before the header's date"
    assert '"They came at dawn,"' in done.stdout
    assert "\x1b[" not in done.stdout, "no colour in a pipe"


def test_read_json_is_one_object_a_line_and_obeys_the_schema(run: Run, report_file: Path) -> None:
    done = run("read", "--json", str(report_file), str(report_file))
    lines = done.stdout.splitlines()
    assert len(lines) == 2
    for line in lines:
        jsonschema.validate(json.loads(line), report_schema())
        assert report_from_json(line).article.header.agency == "Norpress"


def test_read_takes_standard_input_and_what_the_page_does_not_say(run: Run) -> None:
    done = run(
        "read", "-", "--json", "--published", "2020-03-04", "--outlet", "The Varda Post",
        "--url", "https://varda.example/1", stdin="Three people were killed on Monday.",
    )  # fmt: skip
    article = json.loads(done.stdout)["article"]
    assert article["published"] == "2020-03-04"
    assert article["outlet"] == "The Varda Post"
    assert article["url"] == "https://varda.example/1"


def test_verbatim_keeps_the_input_and_marks_nothing(run: Run, report_file: Path) -> None:
    done = run("read", "--json", "--verbatim", str(report_file))
    article = json.loads(done.stdout)["article"]
    assert article["text"] == report_file.read_text(encoding="utf-8")
    assert article["furniture"] == []
    assert article["header"]["evidence"] == []


def test_bad_input_gets_one_line_and_the_rest_is_read(run: Run, report_file: Path) -> None:
    missing = str(report_file.with_name("missing.txt"))
    done = run("read", missing, str(report_file))
    assert done.returncode == 1
    assert "ASSAULT" in done.stdout
    assert done.stderr.count("\n") == 1
    assert missing in done.stderr


def test_not_english_is_no_failure(run: Run) -> None:
    text = "El presidente dijo que tres soldados murieron en el ataque contra la base militar. " * 3
    done = run("read", "-", "--json", stdin=text)
    report = json.loads(done.stdout)
    assert done.returncode == 0
    assert report["claims"] == report["attributions"] == []
    assert "'es'" in report["warnings"][0]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("read",), "no input"),
        (("read", "a.txt", "b.txt", "--url", "https://x.example/1"), "given for several"),
        (("read", "-", "--published", "yesterday"), "published must be an ISO date"),
        (("read", "-", "--column", "text"), "FIELD=NAME"),
        (("claims", "--type", "WAR"), "unknown 'WAR'"),
        (("raed", "x"), "No such command"),
    ],
)
def test_wrong_usage_is_exit_code_2(run: Run, arguments: tuple[str, ...], says: str) -> None:
    done = run(*arguments, stdin="x")
    assert done.returncode == 2, done.stderr
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_add_then_ask(run: Run, report_file: Path) -> None:
    first, second = run("add", str(report_file)), run("add", str(report_file))
    assert first.stdout.startswith("new\t"), first.stderr
    assert second.stdout.startswith("known\t")
    assert "1 new" in first.stderr
    claims = run("claims", "--type", "assault", "--min-killed", "12")
    assert "Gunmen" in claims.stdout
    rows = run("claims", "--json").stdout.splitlines()
    assert "Gunmen killed" in json.loads(rows[0])["quotes"][0]
    said = run("said", "--speaker", "brandt")
    assert "They came at dawn" in said.stdout
    assert json.loads(run("said", "--speaker", "brandt", "--json").stdout)["speakers"] == [
        "Ilse Brandt"
    ]


def test_a_speaker_is_found_by_a_title_said_elsewhere(run: Run) -> None:
    text = 'Interior Minister Ana Ruiz arrived at noon. "It was a bomb," Ruiz said.'
    run("add", "-", "--verbatim", stdin=text)
    assert "It was a bomb" in run("said", "--speaker", "minister").stdout


def test_a_question_without_an_archive_says_what_to_do(run: Run) -> None:
    done = run("claims")
    assert done.returncode == 1
    assert "archive.sqlite" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_empty_answer_is_told_on_stderr(run: Run, report_file: Path) -> None:
    run("add", str(report_file))
    done = run("claims", "--actor", "nobody at all")
    assert (done.returncode, done.stdout) == (0, "")
    assert "no claims match" in done.stderr


def test_info_and_schema(run: Run) -> None:
    info = run("info")
    assert info.returncode == 0, info.stderr
    assert "dateline.report/1" in info.stdout
    schema = json.loads(run("schema").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema == json.loads(json.dumps(report_schema()))


@pytest.mark.parametrize("contract", ["report", "event", "actor"])
def test_every_contract_has_a_schema(run: Run, contract: str) -> None:
    schema = json.loads(run("schema", contract).stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["title"] == f"dateline.{contract}/1"


def test_progress_is_shown_for_more_than_three_inputs(run: Run, report_file: Path) -> None:
    few, many = run("read", *[str(report_file)] * 3), run("read", *[str(report_file)] * 4)
    assert few.stderr == ""
    assert "reading: 4 of 4" in many.stderr


def test_a_closed_pipe_is_no_error(report_file: Path) -> None:
    command = f"{sys.executable} -m dateline read {report_file} {report_file} | head -1"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, check=False
    )
    assert "Traceback" not in done.stderr
    assert "Broken" not in done.stderr


def test_hostile_text_cannot_steer_the_terminal(run: Run) -> None:
    text = "Police said \x1b[31mthree\x1b[0m men \u202ewere killed\u202c in Oslo on Monday."
    done = run("read", "-", stdin=text)
    assert "\x1b" not in done.stdout
    assert "\u202e" not in done.stdout


def test_every_command_explains_itself() -> None:
    for name, command in cli.commands.items():
        assert command.help, name
        for parameter in command.params:
            assert parameter.param_type_name == "argument" or parameter.help, (name, parameter)
