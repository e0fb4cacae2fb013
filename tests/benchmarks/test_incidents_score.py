"""MUC-4 scoring by hand: each rule on templates small enough to count."""

import itertools
import json

import pytest

from benchmarks import data
from benchmarks.incidents.assignment import best_pairs
from benchmarks.incidents.matching import grade, grade_date, grade_place, grade_string
from benchmarks.incidents.score import Counts, align, count_role, count_slot, main, score
from benchmarks.incidents.templates import (
    DESCRIPTION,
    HUMAN_EFFECT,
    HUMAN_TYPE,
    INDIVIDUAL,
    INSTRUMENT,
    NAME,
    ORGANIZATION,
    TEMPLATE,
    THING,
    TYPE,
    Fill,
    Reading,
    Template,
    fill,
    read_templates,
    write_templates,
)


def template(kind="ATTACK", is_optional=False, **slots):
    numbers = {
        "ind": INDIVIDUAL, "org": ORGANIZATION, "thing": THING, "name": NAME, "kind": HUMAN_TYPE,
        "description": DESCRIPTION, "effect": HUMAN_EFFECT, "weapon": INSTRUMENT,
    }  # fmt: skip
    fills = {TYPE: (fill(kind),)}
    fills |= {numbers[name]: tuple(found) for name, found in slots.items()}
    return Template("M", fills, is_optional=is_optional)


def any_of(*values, optional=False):
    return Fill(tuple(Reading((value,)) for value in values), optional)


STRINGS = {
    "the same": ("ARMED MEN", "ARMED MEN", 1),
    "articles say nothing": ("ARMED MEN", "THE ARMED MEN", 1),
    "counts say nothing": ("ARMED MEN", "THREE ARMED MEN", 1),
    "number of the noun aside": ("GUERRILLAS", "GUERRILLA", 1),
    "more than the key, same head": ("ARMED MEN", "HEAVILY ARMED MEN WEARING MASKS", 1),
    "only the head": ("ARMED MEN", "MEN", 0.5),
    "other content words": ("ARMED MEN", "YOUNG MEN", 0),
    "a word of the key that is not its head": ("MAYOR", "HOME OF THE MAYOR", 0),
    "a surname for a name": ("JUAN RUIZ", "RUIZ", 0.5),
    "a name for a surname": ("RUIZ", "JUAN RUIZ", 1),
    "another first name": ("JUAN RUIZ", "LUIS RUIZ", 0),
    "the same words in another order": ("HEALTH MINISTRY", "MINISTRY OF HEALTH", 1),
    "nothing is only nothing": ("-", "MEN", 0),
}
DATES = {
    "the same day": ("03 JAN 90", "03 JAN 90", 1),
    "before the day of the report": ("03 JAN 90", "- 04 JAN 90", 0.5),
    "a day of two": ("03 JAN 90 - 04 JAN 90", "04 JAN 90", 0.5),
    "written otherwise": ("- 04 JAN 90", "-4 JAN 90", 1),
    "the day after": ("- 04 JAN 90", "05 JAN 90", 0),
    "another day": ("03 JAN 90", "04 JAN 90", 0),
    "intervals that only overlap": ("01 JAN 90 - 03 JAN 90", "02 JAN 90 - 05 JAN 90", 0),
    "a year that nobody gave": ("11 NOV", "11 NOV 89", 0.5),
}
PLACES = {
    "the same": ("PERU: LIMA (CITY)", "PERU: LIMA (CITY)", 1),
    "a town is a city": ("PERU: LIMA (CITY)", "PERU: LIMA (TOWN)", 1),
    "its country": ("PERU: LIMA (CITY)", "PERU", 0.5),
    "a part of it": ("PERU", "PERU: LIMA (CITY)", 0.5),
    "without the department": ("PERU: JUNIN (DEPARTMENT): X (CITY)", "PERU: X (CITY)", 0.5),
    "another city": ("PERU: LIMA (CITY)", "PERU: CUZCO (CITY)", 0),
    "another country": ("PERU", "CHILE", 0),
    "one of two": ("PERU: X (CITY) - Z (CITY)", "PERU: X (CITY)", 0.5),
}


@pytest.mark.parametrize(("key", "response", "expected"), STRINGS.values(), ids=STRINGS.keys())
def test_strings(key, response, expected):
    assert grade_string(key, response) == expected


@pytest.mark.parametrize(("key", "response", "expected"), DATES.values(), ids=DATES.keys())
def test_dates(key, response, expected):
    assert grade_date(key, response) == expected


@pytest.mark.parametrize(("key", "response", "expected"), PLACES.values(), ids=PLACES.keys())
def test_places(key, response, expected):
    assert grade_place(key, response) == expected


REFERENCES = {
    "both right": ('DEATH: "ANA PAZ"', fill("DEATH", "ANA PAZ"), 1),
    "the set fill right, the string in part": ('DEATH: "ANA PAZ"', fill("DEATH", "PAZ"), 0.5),
    "the set fill right, the string wrong": ('DEATH: "ANA PAZ"', fill("DEATH", "RUIZ"), 0),
    "the set fill wrong": ('DEATH: "ANA PAZ"', fill("INJURY", "ANA PAZ"), 0),
    "any value of any string": ('INJURY / DEATH: "MEN" / "PAZ"', fill("DEATH", "PAZ"), 1),
    "nobody for somebody": ('DEATH: "ANA PAZ"', fill("DEATH", "-"), 0),
    "nobody for nobody": ('NO INJURY: "-"', fill("NO INJURY", "-"), 1),
}


@pytest.mark.parametrize(("line", "response", "expected"), REFERENCES.values(), ids=REFERENCES)
def test_references(line, response, expected):
    text = f"0. MESSAGE: ID M\n1. MESSAGE: TEMPLATE 1\n23. HUM TGT: EFFECT OF INCIDENT {line}"
    [key] = read_templates(text)["M"]
    assert grade(HUMAN_EFFECT, key.of(HUMAN_EFFECT)[0], response) == expected


COUNTS = {
    "correct": ([any_of("ANA")], [fill("ANA")], Counts(correct=1)),
    "an alternative": ([any_of("ANA", "PAZ")], [fill("PAZ")], Counts(correct=1)),
    "partial": ([any_of("ANA PAZ")], [fill("PAZ")], Counts(partial=1)),
    "incorrect": ([any_of("ANA")], [fill("EVA")], Counts(incorrect=1)),
    "missing": ([any_of("ANA")], [], Counts(missing=1)),
    "spurious": ([], [fill("EVA")], Counts(spurious=1)),
    "an optional fill left out": ([any_of("ANA", optional=True)], [], Counts()),
    "an optional fill given": ([any_of("ANA", optional=True)], [fill("ANA")], Counts(correct=1)),
    "wrong beside an optional fill": (
        [any_of("ANA", optional=True)],
        [fill("EVA")],
        Counts(spurious=1),
    ),
    "twice is once and once too many": (
        [any_of("ANA")],
        [fill("ANA"), fill("ANA")],
        Counts(correct=1, spurious=1),
    ),
    "the best pairing, not the first": (
        [any_of("ANA PAZ"), any_of("PAZ")],
        [fill("PAZ"), fill("ANA PAZ")],
        Counts(correct=2),
    ),
}


@pytest.mark.parametrize(("key", "response", "expected"), COUNTS.values(), ids=COUNTS.keys())
def test_fills_of_a_slot(key, response, expected):
    assert count_slot(NAME, key, response) == expected


def test_key_against_itself_is_100_and_against_nothing_is_0():
    key = {
        "A": [template(name=[any_of("ANA", "PAZ")], effect=[fill("DEATH", "ANA")]), template()],
        "B": [],
    }
    itself, nothing = score(key, key).figures(), score(key, {}).figures()
    assert (itself["all_slots_f"], itself["role_f1"], itself["n"]) == (100, 100, 2)
    assert (nothing["all_slots_f"], nothing["role_f1"]) == (0, 0)


def test_optional_templates_cost_nothing_when_missing_and_count_when_found():
    optional = template(is_optional=True, name=[fill("ANA")])
    assert score({"A": [optional]}, {"A": []}).all_slots == Counts()
    assert score({"A": [optional]}, {"A": [optional]}).all_slots == Counts(correct=2)


def test_unmapped_templates_are_missing_and_spurious_with_all_their_fills():
    key = {"A": [template(name=[fill("ANA")])]}
    response = {"A": [template("BOMBING", name=[fill("ANA")], thing=[fill("BUS")])]}
    scores = score(key, response)
    assert scores.slots[TEMPLATE] == Counts(missing=1, spurious=1)
    assert scores.all_slots == Counts(missing=2, spurious=3)
    # recall 0 of 2; and the message that only one side has counts too
    assert score({}, response).all_slots == Counts(spurious=3)


def test_half_for_partial_in_both_recall_and_precision():
    key = {"A": [template(name=[fill("ANA PAZ"), fill("EVA")], ind=[fill("MEN")])]}
    response = {"A": [template(name=[fill("PAZ")], ind=[fill("MEN")])]}
    scores = score(key, response)
    assert scores.all_slots == Counts(correct=2, partial=1, missing=1)  # type, MEN; PAZ; EVA
    assert scores.all_slots.recall == 2.5 / 4
    assert scores.all_slots.precision == 2.5 / 3
    assert scores.figures()["all_slots_f"] == pytest.approx(71.43, abs=0.01)


MAPPINGS = {
    "same type, one victim shared": (template(name=[fill("ANA")]), True),
    "partly the same victim": (template(name=[fill("ANA PAZ RUIZ")]), True),
    "another type": (template("BOMBING", name=[fill("ANA")]), False),
    "nobody shared": (template(name=[fill("EVA")]), False),
    "nobody named at all": (template(), False),
}


@pytest.mark.parametrize(("response", "mapped"), MAPPINGS.values(), ids=MAPPINGS.keys())
def test_what_may_be_mapped(response, mapped):
    key = template(name=[any_of("ANA", "PAZ RUIZ")])
    assert bool(align([key], [response])) is mapped


def test_templates_are_mapped_for_the_greatest_sum():
    both = template(name=[fill("ANA"), fill("EVA")])
    ana, eva = template(name=[fill("ANA")]), template(name=[fill("EVA")])
    # Greedy would give ANA's response to the fuller key and leave its own key without one.
    assert align([both, ana], [ana, both]) == [(0, 1), (1, 0)]
    assert align([ana, eva], [both]) in ([(0, 0)], [(1, 0)])


def test_assignment_is_as_good_as_trying_all():
    weights = [[3, 2, 0, 1], [3, 3, 1, 0], [0, 2, 2, 0]]
    best = max(
        sum(weights[row][column] for row, column in enumerate(columns))
        for columns in itertools.permutations(range(4), 3)
    )
    pairs = best_pairs(weights)
    assert sum(weights[row][column] for row, column in pairs) == best == 8
    turned = [list(column) for column in zip(*weights, strict=True)]
    assert sum(turned[row][column] for row, column in best_pairs(turned)) == best
    assert best_pairs([]) == best_pairs([[]]) == best_pairs([[0.0]]) == []


ROLES = {
    "any mention of the entity": ([any_of("FRONT", "FPX")], [fill("the FPX")], (1, 1, 1)),
    "a mention that is not the key's": ([any_of("ARMED MEN")], [fill("MEN")], (0, 1, 1)),
    "two mentions of one entity": ([any_of("A", "B")], [fill("A"), fill("B")], (1, 1, 2)),
    "optional entities count": ([any_of("A", optional=True)], [], (0, 1, 0)),
    "punctuation aside": ([any_of("D'ARCY S.")], [fill("DARCY S")], (1, 1, 1)),
}


@pytest.mark.parametrize(("key", "response", "expected"), ROLES.values(), ids=ROLES.keys())
def test_roles(key, response, expected):
    found = count_role(ORGANIZATION, [template(org=key)], [template(org=response)])
    assert (found.matched, found.gold, found.found) == expected


def test_an_entity_of_two_templates_is_one():
    key = [template(org=[any_of("FRONT", "FPX")]), template("ARSON", org=[fill("FPX")])]
    found = count_role(ORGANIZATION, key, [key[1]])
    assert (found.matched, found.gold, found.found) == (1, 1, 1)


def test_the_command_reads_two_files_and_prints_json_last(tmp_path, capsys):
    key = {"A": [template(name=[fill("ANA")], weapon=[fill("GUN")])], "B": []}
    path = tmp_path / "key"
    path.write_text(write_templates(key), "latin-1")
    main([str(path), str(path)])
    lines = capsys.readouterr().out.splitlines()
    figures = json.loads(lines[-1])
    assert figures["all_slots_f"] == figures["role_f1"] == 100
    assert any(line.startswith("HUM TGT: NAME") for line in lines)


def test_the_keys_of_the_data_folder_match_themselves():
    try:
        folder = data.data_folder() / "muc4"
    except SystemExit:
        pytest.skip("no data folder")
    keys = sorted(folder.glob("tst[12]/key-*"))
    if not keys:
        pytest.skip("no MUC-4 keys in the data folder")
    for path in keys:
        key = read_templates(path.read_text("latin-1"))
        assert len(key) == 100
        figures = score(key, key).figures()
        assert figures["all_slots_f"] == figures["role_f1"] == 100


def test_the_example_templates_of_the_task_document_are_read():
    try:
        folder = data.data_folder() / "muc4" / "TASKDOC" / "templ-doc-basic"
    except SystemExit:
        pytest.skip("no data folder")
    path = folder / "template-skeletons.v3"
    if not path.exists():
        pytest.skip("no task document in the data folder")
    assert read_templates(path.read_text("latin-1")) == {}  # skeletons name no message
