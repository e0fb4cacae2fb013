"""What our claims become as MUC-4 templates, each rule of the task on a made-up report."""

import dataclasses

import pytest

from benchmarks.incidents.phrases import core, count_of, plain
from benchmarks.incidents.respond import respond
from benchmarks.incidents.templates import (
    CATEGORY,
    CONFIDENCE,
    DATE,
    DESCRIPTION,
    HUMAN_EFFECT,
    HUMAN_NUMBER,
    HUMAN_TYPE,
    INDIVIDUAL,
    INSTRUMENT_TYPE,
    LOCATION,
    NAME,
    ORGANIZATION,
    STAGE,
    TYPE,
    read_templates,
    write_templates,
)
from benchmarks.incidents.words import PEOPLE, THINGS, WEAPONS, kind_of
from dateline.records import Entity, Span
from tests.making import MadeClaim, make_report

DAY = ("2021-03-03", "2021-03-03")
LONG_AGO = ("2020-11-03", "2020-11-03")


def values(template, slot):
    return [one.readings[0].values[0] for one in template.of(slot)]


def read(**made):
    """The templates of one claim in a report of 4 March 2021."""
    return respond(make_report(claims=[MadeClaim(**made)], said=()), "M-1")


ONE = {"trigger": "killed", "recipient": "two peasants", "when": DAY}
SLOTS = {
    "a killing is an attack": (ONE, TYPE, ["ATTACK"]),
    "an abduction is a kidnapping": (ONE | {"modes": ("abduct",)}, TYPE, ["KIDNAPPING"]),
    "a blast is a bombing": (ONE | {"modes": ("explosives",)}, TYPE, ["BOMBING"]),
    "a burning is arson": (ONE | {"trigger": "torched"}, TYPE, ["ARSON"]),
    "what happened": (ONE, STAGE, ["ACCOMPLISHED"]),
    "what failed": (ONE | {"status": "attempted"}, STAGE, ["ATTEMPTED"]),
    "what was threatened": (ONE | {"status": "threatened"}, STAGE, ["THREATENED"]),
    "a day": (ONE, DATE, ["03 MAR 21"]),
    "several days": (ONE | {"when": ("2021-03-01", "2021-03-03")}, DATE, ["01 MAR 21 - 03 MAR 21"]),
    "a month": (ONE | {"when": ("2021-02", "2021-02")}, DATE, ["01 FEB 21 - 28 FEB 21"]),
    "no date: on or before the report's": (
        ONE | {"when": None, "place": "Lima", "country": "PER"},
        DATE,
        ["- 04 MAR 21"],
    ),
    "a weekday is no date": (ONE | {"when_words": "on Wednesday"}, DATE, ["- 04 MAR 21"]),
    "the country": (ONE | {"place": "Lima", "country": "PER"}, LOCATION, ["PERU"]),
    "no country": (ONE, LOCATION, []),
    "a description is an individual": (ONE | {"actor": "the rebels"}, INDIVIDUAL, ["REBELS"]),
    "a name is an organization": (ONE | {"actor": "the Sun Front"}, ORGANIZATION, ["SUN FRONT"]),
    "and no individual": (ONE | {"actor": "the Sun Front"}, INDIVIDUAL, []),
    "the army is an organization": (
        ONE | {"actor": "the army", "actor_kind": "state"},
        ORGANIZATION,
        ["ARMY"],
    ),
    "soldiers are individuals of the state": (
        ONE | {"actor": "soldiers", "actor_kind": "state"},
        CATEGORY,
        ["STATE-SPONSORED VIOLENCE"],
    ),
    "others are terrorists": (ONE, CATEGORY, ["TERRORIST ACT"]),
    "nobody named: open": (ONE | {"actor": None}, CATEGORY, []),
    "stated": (ONE | {"actor": "the Sun Front"}, CONFIDENCE, ["REPORTED AS FACT"]),
    "alleged by somebody": (
        ONE | {"actor": "the Sun Front", "certainty": "alleged", "speaker": "Ana Paz"},
        CONFIDENCE,
        ["SUSPECTED OR ACCUSED"],
    ),
    "shot without a gun": (ONE | {"trigger": "shot"}, INSTRUMENT_TYPE, ["GUN"]),
    "a blast without a bomb": (ONE | {"modes": ("explosives",)}, INSTRUMENT_TYPE, ["BOMB"]),
    "no instruments of a kidnapping": (
        ONE | {"modes": ("abduct",), "trigger": "seized at gunpoint"},
        INSTRUMENT_TYPE,
        [],
    ),
    "a description without its count": (ONE, DESCRIPTION, ["PEASANTS"]),
    "its count": (ONE, HUMAN_NUMBER, ["2"]),
    "one": (ONE | {"recipient": "a judge"}, HUMAN_NUMBER, ["1"]),
    "who a judge is": (ONE | {"recipient": "a judge"}, HUMAN_TYPE, ["LEGAL OR JUDICIAL"]),
    "killed": (ONE, HUMAN_EFFECT, ["DEATH"]),
    "wounded": (ONE | {"trigger": "wounded"}, HUMAN_EFFECT, ["INJURY"]),
    "attacked says neither": (ONE | {"trigger": "attacked"}, HUMAN_EFFECT, []),
    "described people have no name": (ONE, NAME, []),
}


@pytest.mark.parametrize(("made", "slot", "expected"), SLOTS.values(), ids=SLOTS.keys())
def test_slots(made, slot, expected):
    [template] = read(**made)
    assert values(template, slot) == expected


LEFT_OUT = {
    "not violence": {"type": "PROTEST", "trigger": "marched"},
    "only planned": {"status": "planned"},
    "supposed": {"status": "hypothetical"},
    "did not happen": {"status": "negated"},
    "denied": {"certainty": "denied"},
    "more than two months before the report": {"when": LONG_AGO},
    "in a country of no interest": {"place": "Oslo", "country": "NOR"},
    "only soldiers suffered": {"recipient": "two soldiers"},
    "only rebels suffered": {"recipient": "two guerrillas"},
    "nobody and nothing named": {"recipient": None},
    "no certain incident": {"recipient": "civilians", "when": None},
}


@pytest.mark.parametrize("made", LEFT_OUT.values(), ids=LEFT_OUT.keys())
def test_incidents_that_are_not_asked_for(made):
    assert read(**(ONE | made)) == []
    assert read(**ONE) != []


KEPT = {
    "a retired general is no soldier": {"recipient": "a retired general"},
    "foreign soldiers are no enemy": {"recipient": "two U.S. soldiers"},
    "two months to the day": {"when": ("2021-01-04", "2021-01-04")},
}


@pytest.mark.parametrize("made", KEPT.values(), ids=KEPT.keys())
def test_incidents_that_are(made):
    assert len(read(**(ONE | made))) == 1


SECOND = {
    "the same told again": ({}, 1),
    "another type": ({"modes": ("abduct",)}, 2),
    "another day": ({"when": ("2021-03-02", "2021-03-02")}, 2),
    "no day": ({"when": None}, 1),
    "other doers": ({"actor": "the Moon Front"}, 2),
    "doers unsaid": ({"actor": None}, 1),
}


@pytest.mark.parametrize(("made", "expected"), SECOND.values(), ids=SECOND.keys())
def test_what_joins_one_incident(made, expected):
    claims = [MadeClaim(**ONE), MadeClaim(**(ONE | made))]
    assert len(respond(make_report(claims=claims, said=()), "M-1")) == expected


def test_a_group_that_says_it_did_it_admits_it():
    made = ONE | {"actor": "Sun Front", "certainty": "attributed", "speaker": "Sun Front"}
    report = make_report(claims=[MadeClaim(**made)], said=())
    entities = [
        dataclasses.replace(entity, kind="armed-group") if entity.name == "Sun Front" else entity
        for entity in report.entities
    ]
    [template] = respond(dataclasses.replace(report, entities=tuple(entities)), "M-1")
    assert values(template, CONFIDENCE) == ["CLAIMED OR ADMITTED"]


def test_a_group_named_in_the_same_words_is_possible():
    made = ONE | {"actor": None, "when_words": "in the land of the Sun Front"}
    report = make_report(claims=[MadeClaim(**made)], said=())
    start = report.article.text.index("Sun Front")
    front = Entity(
        id="e9", kind="armed-group", name="Sun Front", mentions=(Span(start, start + 9),)
    )
    [template] = respond(report, "M-1")
    assert values(template, ORGANIZATION) == []
    [template] = respond(dataclasses.replace(report, entities=(*report.entities, front)), "M-1")
    assert values(template, ORGANIZATION) == ["SUN FRONT"]
    assert values(template, CONFIDENCE) == ["POSSIBLE"]


def test_templates_can_be_written_and_read():
    made = {"M-1": read(**ONE), "M-2": []}
    assert read_templates(write_templates(made)) == made


CORES = {
    "the two armed men who fled": "ARMED MEN",
    "about 50 peasants of various ages": "PEASANTS OF VARIOUS AGES",
    "the Sun Front [SF]": "SUN FRONT",
    "José Peña": "JOSE PENA",
    "a bus\n  in the capital": "BUS",
    "the": None,
}
COUNTS = {
    "a judge": "1",
    "12 judges": "12",
    "about 50 judges": "~50",
    "at least six judges": "6-",
    "judges": "PLURAL",
    "armed men": "PLURAL",
    "a bus": "1",
    "": None,
}


@pytest.mark.parametrize(("text", "expected"), CORES.items())
def test_core_of_a_phrase(text, expected):
    assert core(text) == expected


@pytest.mark.parametrize(("text", "expected"), COUNTS.items())
def test_count_of_a_phrase(text, expected):
    assert count_of(text) == expected


KINDS = [
    ("powerful car bombs", WEAPONS, "VEHICLE BOMB"),
    ("a submachinegun", WEAPONS, "MACHINE GUN"),
    ("two rifles", WEAPONS, "RIFLE"),
    ("slogans", WEAPONS, None),
    ("the mayor of Ancona", PEOPLE, "GOVERNMENT OFFICIAL"),
    ("the bodyguard of the mayor", PEOPLE, "SECURITY GUARD"),
    ("peasants", PEOPLE, None),
    ("the Peruvian embassy", THINGS, "DIPLOMAT OFFICE OR RESIDENCE"),
    ("power pylons", THINGS, "ENERGY"),
    ("city buses", THINGS, "TRANSPORT VEHICLE"),
]


@pytest.mark.parametrize(("phrase", "table", "expected"), KINDS)
def test_kinds(phrase, table, expected):
    assert kind_of(phrase, table) == expected


def test_plain_folds_lines_accents_and_brackets():
    assert plain("the Él\n Sol [ES] inn,") == "THE EL SOL INN"
