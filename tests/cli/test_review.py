"""`dateline accept`, `reject`, `correct`, and what the other commands show of them."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dateline.cli import cli
from dateline.errors import DatelineError, EvidenceError
from dateline.pipeline import open_archive
from dateline.settings import settings
from tests.making import MadeClaim, MadeSaid, make_report, with_id

CLAIM = "article-00#c1"


@pytest.fixture
def path(tmp_path: Path) -> str:
    found = str(tmp_path / "archive.sqlite")
    claim = MadeClaim(place="Tirana", toll=(3, 3, 3), when=("2021-03-01", "2021-03-01"))
    with open_archive(found) as archive:
        archive.add(with_id(make_report(claims=[claim], said=[MadeSaid()]), "article-00"))
    return found


def _run(path: str, *words: str) -> Result:
    options = ["--archive", path]
    if words[0] in {"accept", "reject", "correct", "undo"}:
        options += ["--by", "Ada"]
    return CliRunner().invoke(
        cli, [*words, *options], catch_exceptions=False, standalone_mode=False
    )


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("type", "protest", "type: ASSAULT → PROTEST"),
        ("modes", "firearms, explosives", "modes: none → firearms, explosives"),
        ("status", "planned", "status: happened → planned"),
        ("certainty", "alleged", "certainty: stated → alleged"),
        ("toll", "killed=5,wounded=2-4", "toll: 3 killed → 5 killed; 2 to 4 wounded"),
        ("toll", "none", "toll: 3 killed → none"),
        ("when", "2021-03-02/2021-03-03", "→ 2021-03-02 to 2021-03-03 (within those days)"),
        ("when", "none", "→ not said"),
        ("where", "Durres", ", ALB ("),
        ("where", "none", "→ not said"),
        ("actors", "villagers", "actors: Gunmen → villagers"),
        ("recipients", "none", "recipients: villagers → nobody"),
        ("targets", "The bridge", "targets: nothing → The bridge"),
        ("evidence", "Gunmen attacked", "→ Gunmen attacked"),
        ("said_by", "a1", "said_by: the outlet itself → Ilse Brandt"),
    ],
)
def test_every_field_is_corrected(path: str, field: str, value: str, told: str) -> None:
    done = _run(path, "correct", CLAIM, field, value, "--words", "attacked", "--why", "misread")
    assert done.exit_code == 0, done.output
    kind, number, claim, words = done.stdout.rstrip("\n").split("\t")
    assert (kind, number, claim) == ("correct", "1", CLAIM)
    assert told in words
    shown = _run(path, "show", "article-00").stdout
    assert f"{field} corrected by Ada" in shown
    assert _run(path, "undo").stdout.startswith("undone\t1\tcorrect\t")
    assert "corrected by Ada" not in _run(path, "show", "article-00").stdout


def test_accept_and_reject(path: str) -> None:
    assert _run(path, "accept", CLAIM).stdout.startswith(f"accept\t1\t{CLAIM}")
    (line,) = _run(path, "claims", "--json").stdout.splitlines()
    assert json.loads(line)["claim"]["decided"][0]["kind"] == "accept"
    _run(path, "reject", CLAIM, "--why", "a drill")
    assert _run(path, "claims", "--json").stdout == ""
    assert _run(path, "events", "--json").stdout == ""
    _run(path, "undo")
    assert len(_run(path, "events", "--json").stdout.splitlines()) == 1


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("correct", "article-00#c9", "status", "planned"), "no claim article-00#c9"),
        (("correct", "article-77#c1", "status", "planned"), "no claim article-77#c1"),
        (("correct", CLAIM, "status", "happened"), "is so already"),
        (("correct", CLAIM, "toll", "many"), "is no figure"),
        (("correct", CLAIM, "toll", "killed=7-5"), "is no range"),
        (("correct", CLAIM, "when", "yesterday"), "is no date"),
        (("correct", CLAIM, "evidence", "nobody wrote this"), "do not stand in the text"),
        (("correct", CLAIM, "type", "WAR"), "unknown type"),
        (("reject", "article-00#c9"), "no claim c9"),
    ],
)
def test_what_cannot_be_is_told(path: str, words: tuple[str, ...], says: str) -> None:
    with pytest.raises(DatelineError, match=says):
        _run(path, *words)


def test_codes_of_ones_own_codebook_are_given_and_taken_away(
    path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    herders = Path(__file__).parents[2] / "examples" / "codebooks" / "herders.yaml"
    monkeypatch.setenv("DATELINE_CODEBOOK", str(herders))
    settings.cache_clear()
    try:
        done = _run(path, "correct", CLAIM, "codes", "Cattle raid (herders)")
        assert "codes: none → Cattle raid (herders)" in done.stdout
        with pytest.raises(EvidenceError, match=r"'Rain' is none of those known: Cattle raid"):
            _run(path, "correct", CLAIM, "codes", "Rain")
        gone = _run(path, "correct", CLAIM, "codes", "none")
        assert "codes: Cattle raid (herders) → none" in gone.stdout
    finally:
        monkeypatch.undo()
        settings.cache_clear()
