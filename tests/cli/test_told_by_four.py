"""One blast told by four outlets, with differing tolls, one reprint, a charge and its denial."""

import json
from pathlib import Path

from click.testing import CliRunner

from dateline.cli import cli

EXAMPLES = Path(__file__).parents[2] / "examples" / "harbour-blast"


def run(archive: Path, *arguments: str) -> str:
    done = CliRunner().invoke(cli, [*arguments, "--archive", str(archive)], standalone_mode=False)
    assert done.exception is None, done.output
    return done.stdout


def test_the_blast_is_one_event_of_four_voices(tmp_path: Path) -> None:
    archive = tmp_path / "archive.sqlite"
    run(archive, "add", str(EXAMPLES))
    asked = ("events", "--type", "ASSAULT", "--since", "2024-04-09", "--until", "2024-04-09")
    (event,) = map(json.loads, run(archive, *asked, "--json").splitlines())

    counts = event["counts"]
    assert (counts["articles"], counts["copies"], counts["origins"]) == (5, 1, 4)
    (killed,) = [toll for toll in event["toll"] if toll["kind"] == "killed"]
    assert (killed["low"], killed["high"], killed["voices"]) == (17, 25, 4)
    figures = {(v["low"], v["high"], v["voice"]["outlet"]) for v in killed["reported"]}
    assert (21, 21, "Beira Morning Post") in figures
    assert (19, 23, "The Harbour Gazette") in figures
    assert sum(v["voice"]["is_copy"] for v in killed["reported"]) == 1
    assert event["when"]["start"] == event["when"]["end"] == "2024-04-09"
    assert not [c for c in event["contradictions"] if c["field"] == "when"]

    (charge,) = [a for a in event["accusations"] if a["accused"] == "Front for Coastal Liberation"]
    assert {s["voice"]["speakers"][0] for s in charge["accused_by"]} == {"Rosa Chicombe"}
    deniers = {(s["voice"]["outlet"], *s["voice"]["relayed_by"]) for s in charge["denied_by"]}
    assert ("The Harbour Gazette",) in deniers
    assert ("World Dispatch", "Harbour Gazette") in deniers
    (front,) = event["actors"]
    assert (front["name"], front["certainty"]) == ("Front for Coastal Liberation", "disputed")

    # The reprint, and the denial that the last took from the fourth.
    assert {(r["outlet"], r["how"], r["source"]) for r in event["relays"]} == {
        ("Coastline Today", "credit", "Meridian"),
        ("Coastline Today", "copy", "Meridian"),
        ("World Dispatch", "words", "The Harbour Gazette"),
    }

    shown = run(archive, "show", event["id"])
    assert "copy of Meridian" in shown
    assert "World Dispatch gives words on the word of The Harbour Gazette" in shown
    assert "12 of 12 sentences of one stand in the other" in shown
    assert "at least 17" in shown and "19 to 23" in shown and "up to 25" in shown  # noqa: PT018
    # Those detained, and the fire of 2011, are other events.
    assert "detained four men" not in shown
    assert "2011" not in shown
