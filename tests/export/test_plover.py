"""PLOVER JSON and the POLECAT-style table: their fields, their codes, what has no place in them."""

import csv
import io
import json
from collections.abc import Callable, Sequence

from dateline import codebook
from dateline.export.plover import FIELDS
from dateline.export.polecat import COLUMNS, QUADS
from dateline.records import Report
from dateline.store import Archive
from tests.export.conftest import export_bytes
from tests.making import MadeClaim, make_report

Make = Callable[[Sequence[Report]], Archive]

# The fields of PLOVER's gold standard records (openeventdata/PLOVER, PLOVER_GSR_CAMEO.json).
GSR_FIELDS = set(
    "id date source target event eventText mode context eventLoc dead injured size text textInfo"
    " language publication coder version dateCoded comment".split()
)
# The columns of POLECAT's weekly files (Harvard Dataverse, doi:10.7910/DVN/AJGVIT), in their order.
POLECAT_COLUMNS = [
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors",
    "Actor Title", "Actor Name Raw", "Wikipedia Actor ID", "Recipient Name", "Recipient Country",
    "Recipient COW", "Primary Recipient Sector", "Recipient Sectors", "Recipient Title",
    "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City", "District", "Province",
    "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type", "Source",
    "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language",
    "Version",
]  # fmt: skip


def polecat(archive: Archive) -> list[dict[str, str]]:
    data, _ = export_bytes(archive, "polecat")
    return list(csv.DictReader(io.StringIO(data.decode(), newline=""), delimiter="\t"))


def test_plover_has_only_fields_of_plover(examples: Archive) -> None:
    assert set(FIELDS) <= GSR_FIELDS
    data, _ = export_bytes(examples, "plover")
    records = json.loads(data)
    assert len(records) == examples.counts().claims
    for record in records:
        assert set(record) <= set(FIELDS)
        assert record["event"] in codebook.event_types()
        report = examples.report(record["id"].partition("#")[0])
        assert report is not None
        words = [report.article.text[start:end] for start, end in record["textInfo"]["ranges"]]
        assert record["text"] == " ".join(words)
        for actor in (*record["source"], *record["target"]):
            assert actor["actorText"] in report.article.text


def test_plover_keeps_doubt_and_invents_no_day(made: Make) -> None:
    claim = MadeClaim(
        when=("2021-03", "2021-03"), toll=(3, 3, 3), certainty="alleged", status="planned",
        speaker="Ilse Brandt", modes=("abduct",),
    )  # fmt: skip
    data, _ = export_bytes(made([make_report(claims=[claim])]), "plover")
    (record,) = json.loads(data)
    assert "date" not in record
    assert record["dead"] == "3"
    assert record["mode"] == "abduct"
    info = record["textInfo"]
    assert (info["status"], info["certainty"]) == ("planned", "alleged")
    assert info["speakers"] == ["Ilse Brandt"]
    assert info["when"] == {"start": "2021-03", "end": "2021-03"}


def test_the_columns_are_those_of_polecat() -> None:
    assert list(COLUMNS) == POLECAT_COLUMNS
    assert len(COLUMNS) == 40


def test_every_cell_of_the_examples_is_legal(examples: Archive) -> None:
    rows = polecat(examples)
    assert len(rows) > 30
    types = codebook.event_types()
    for row in rows:
        event_type = types[row["Event Type"]]
        assert row["Quad Code"] == QUADS[event_type.quad]
        assert set(row["Event Mode"].split("; ")) <= {*event_type.modes, "None"}
        assert set(row["Actor Sectors"].split("; ")) <= {*codebook.sectors(), "None"}
        assert -10 <= float(row["Intensity"]) <= 10
        assert "" not in row.values()


def test_what_polecat_cannot_say_is_left_out_and_counted(made: Make) -> None:
    claims = [
        MadeClaim(status="planned"),
        MadeClaim(certainty="denied"),
        MadeClaim(certainty="attributed", when=("2021", "2021"), toll=(3, 3, 3)),
    ]
    archive = made([make_report(claims=claims)])
    (row,) = polecat(archive)
    assert row["Event Date"] == "None"
    _, leftovers = export_bytes(archive, "polecat")
    assert leftovers.count("claims") == 2
    assert leftovers.count("figures") == 1
    assert leftovers.count("times") == 1
    assert leftovers.count("doubts") == 1
