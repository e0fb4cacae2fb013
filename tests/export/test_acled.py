"""ACLED-style CSV: its columns, its codes, its conventions; and nothing that nobody reported."""

import dataclasses
import re

import pytest

from dateline import codebook
from dateline.export.acled import COLUMNS, EVENT_TYPES, INTERS
from dateline.records import Report, Span, event_from_json
from dateline.resources.country_codes import codes_of
from dateline.store import Archive
from tests.export.conftest import export_bytes, export_rows
from tests.making import MadeClaim, make_report

# The columns of ACLED's data export, from the ACLED codebook (2023) and its column list.
ACLED_COLUMNS = """
event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1
assoc_actor_1 inter1 actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country
admin1 admin2 admin3 location latitude longitude geo_precision source source_scale notes fatalities
tags timestamp
""".split()

# Event and sub-event types, from the table of the ACLED codebook (2023).
ACLED_TYPES = {
    "Battles": {
        "Government regains territory", "Non-state actor overtakes territory", "Armed clash",
    },
    "Protests": {
        "Excessive force against protesters", "Protest with intervention", "Peaceful protest",
    },
    "Riots": {"Violent demonstration", "Mob violence"},
    "Explosions/Remote violence": {
        "Chemical weapon", "Air/drone strike", "Suicide bomb", "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED", "Grenade",
    },
    "Violence against civilians": {"Sexual violence", "Attack", "Abduction/forced disappearance"},
    "Strategic developments": {
        "Agreement", "Arrests", "Change to group/activity", "Disrupted weapons use",
        "Headquarters or base established", "Looting/property destruction",
        "Non-violent transfer of territory", "Other",
    },
}  # fmt: skip


def a_claim(**given: object) -> MadeClaim:
    place = {"place": "Beira", "country": "MOZ", "when": ("2021-03-01", "2021-03-01")}
    return MadeClaim(**(place | given))  # type: ignore[arg-type]


def on_the_map(report: Report) -> Report:
    """Give the places of a made report a point, as the gazetteer would."""
    claims = tuple(
        dataclasses.replace(
            claim, where=claim.where and dataclasses.replace(claim.where, lat=-19.84, lon=34.84)
        )
        for claim in report.claims
    )
    return dataclasses.replace(report, claims=claims)


def rows_of(made: object, *claims: MadeClaim, **given: object) -> list[dict[str, str]]:
    report = on_the_map(make_report(claims=claims, **given))  # type: ignore[arg-type]
    return export_rows(made([report]), "acled")  # type: ignore[operator]


def test_the_columns_are_those_of_acled() -> None:
    assert list(COLUMNS) == ACLED_COLUMNS
    assert len(COLUMNS) == 31


def test_the_types_are_those_of_acled() -> None:
    ours: dict[str, set[str]] = {}
    for sub_type, (event_type, _) in EVENT_TYPES.items():
        ours.setdefault(event_type, set()).add(sub_type)
    assert ours == ACLED_TYPES
    assert set(codebook.acled_types()) == set(EVENT_TYPES)


def test_every_cell_of_the_examples_is_legal(examples: Archive) -> None:
    rows = export_rows(examples, "acled")
    assert len(rows) > 5
    assert len({row["event_id_cnty"] for row in rows}) == len(rows)
    for row in rows:
        assert EVENT_TYPES[row["sub_event_type"]] == (row["event_type"], row["disorder_type"])
        assert row["time_precision"] in {"1", "2", "3"}
        assert row["geo_precision"] in {"1", "2", "3"}
        assert {row["inter1"], row["inter2"]} <= {*INTERS, ""}
        assert row["event_date"].startswith(row["year"])
        assert re.fullmatch(r"[A-Z]{3}\d+", row["event_id_cnty"])
        assert row["iso"] == str(codes_of(row["event_id_cnty"][:3]).iso)
        assert row["civilian_targeting"] in {"", "Civilian targeting"}
        assert row["fatalities"].isdigit()
        assert "certainty=" in row["tags"]


def test_notes_hold_only_quotes_with_outlet_and_speaker(examples: Archive) -> None:
    articles = [report.article for report in examples.reports()]
    every = " ".join(" ".join(article.text.split()) for article in articles)
    events = [event_from_json(row.record) for row in examples.events()]
    outlets = {claim.voice.outlet for event in events for claim in event.claims}
    for row in export_rows(examples, "acled"):
        for note in row["notes"].split(" | "):
            teller, _, quote = note.partition(": “")
            assert quote.removesuffix("”") in every
            assert teller.split(", ")[0] in outlets


def test_the_lowest_reported_toll(made: object) -> None:
    reports = [
        on_the_map(make_report(number, outlet=f"Outlet {number}", claims=[
            a_claim(actor="Red Guard", toll=(killed, killed, killed))]))
        for number, killed in enumerate((5, 3))
    ]  # fmt: skip
    (row,) = export_rows(made(reports), "acled")  # type: ignore[operator]
    assert row["fatalities"] == "3"
    assert row["source"] == "Outlet 1; Outlet 0"


@pytest.mark.parametrize(
    ("words", "toll", "fatalities"),
    [
        ("dozens", (24, None, None), "12"),
        ("tens", (20, None, None), "10"),
        ("hundreds", (200, None, None), "100"),
        ("several", (3, None, None), "3"),
        ("at least 12", (12, 12, None), "12"),
        ("up to 25", (None, None, 25), ""),
    ],
)
def test_vague_numbers_as_acled_has_them(
    made: object, words: str, toll: tuple[int | None, ...], fatalities: str
) -> None:
    report = make_report(claims=[a_claim(toll=toll)])
    number = str(next(figure for figure in toll if figure is not None))
    evidence = f"leaving {number} killed"
    start = report.article.text.index(evidence)
    text = report.article.text.replace(number, words, 1)
    shift = len(text) - len(report.article.text)
    (claim,) = report.claims
    told = dataclasses.replace(
        claim.toll[0], evidence=(Span(start, start + len(evidence) + shift),)
    )
    claim = dataclasses.replace(
        claim,
        toll=(told,),
        evidence=(Span(claim.evidence[0].start, claim.evidence[0].end + shift),),
    )
    article = dataclasses.replace(report.article, text=text)
    report = dataclasses.replace(report, article=article, claims=(claim,), attributions=())
    (row,) = export_rows(made([on_the_map(report)]), "acled")  # type: ignore[operator]
    assert words in row["notes"]
    assert row["fatalities"] == fatalities


def test_no_deaths_told_is_nought(made: object) -> None:
    (row,) = rows_of(made, a_claim())
    assert row["fatalities"] == "0"


def test_who_is_only_alleged_is_no_actor(made: object) -> None:
    report = on_the_map(make_report(claims=[a_claim(actor="Red Guard")]))
    (claim,) = report.claims
    actor = dataclasses.replace(claim.actors[0], certainty="alleged")
    report = dataclasses.replace(
        report,
        claims=(dataclasses.replace(claim, actors=(actor,)),),
    )
    archive = made([report])  # type: ignore[operator]
    (row,) = export_rows(archive, "acled")
    assert row["actor1"] == "Unidentified Armed Group (Mozambique)"
    _, leftovers = export_bytes(archive, "acled")
    assert leftovers.count("alleged or disputed parties") == 1


@pytest.mark.parametrize(
    ("claim", "reason"),
    [
        (a_claim(status="planned"), "they did not happen, or not yet"),
        (a_claim(certainty="denied"), "all who tell of them deny them"),
        (a_claim(when=None), "no day, week or month is known"),
        (a_claim(when=("2021", None)), "no day, week or month is known"),
        (a_claim(place=None), "no point on the map is known"),
        (a_claim(type="CONSULT", trigger="met"), "ACLED has no type for them"),
    ],
)
def test_what_acled_would_not_code_is_counted(made: object, claim: MadeClaim, reason: str) -> None:
    archive = made([on_the_map(make_report(claims=[claim]))])  # type: ignore[operator]
    data, leftovers = export_bytes(archive, "acled")
    assert data.count(b"\n") == 1  # the header
    assert f"1 event has no place in ACLED-style CSV: {reason}" in leftovers.lines(
        "ACLED-style CSV"
    )
    assert leftovers.count("attributions") == 1


def test_the_day_in_the_middle_of_a_month(made: object) -> None:
    report = on_the_map(make_report(claims=[a_claim(when=("2021-03", "2021-03"))]))
    (claim,) = report.claims
    when = dataclasses.replace(claim.when, precision=4)
    report = dataclasses.replace(
        report,
        claims=(dataclasses.replace(claim, when=when),),
    )
    (row,) = export_rows(made([report]), "acled")  # type: ignore[operator]
    assert (row["event_date"], row["time_precision"]) == ("2021-03-16", "3")


def test_a_crowd_and_the_police_upon_it(made: object) -> None:
    crowd = a_claim(
        modes=("crowd-control",), actor="Police", actor_kind="organization",
        trigger="tear-gassed", recipient="students",
    )  # fmt: skip
    (row,) = rows_of(made, crowd)
    assert row["sub_event_type"] == "Protest with intervention"
    assert (row["actor1"], row["assoc_actor_1"]) == ("Protesters (Mozambique)", "students")
    assert row["inter1"] == "Protesters"
