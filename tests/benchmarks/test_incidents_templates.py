"""MUC template files: what their notation means, and that writing is reading turned round."""

import pytest

from benchmarks.incidents.corpus import message_sets, split_messages
from benchmarks.incidents.templates import (
    DATE,
    DESCRIPTION,
    INDIVIDUAL,
    LOCATION,
    NAME,
    STAGE,
    THING,
    THING_EFFECT,
    THING_NUMBER,
    Fill,
    Reading,
    Template,
    fill,
    read_templates,
    write_templates,
)

FILE = """\
;;; a note
0.  MESSAGE: ID                     MADE-MUC0-0001 (SOMEBODY)
1.  MESSAGE: TEMPLATE               2 (OPTIONAL)
2.  INCIDENT: DATE                  (- 05 MAY 91) / (04 MAY 91 - 05 MAY 91)
3.  INCIDENT: LOCATION              PERU: LIMA (CITY): LINCE (NEIGHBORHOOD)
5.  INCIDENT: STAGE OF EXECUTION    ACCOMPLISHED / ATTEMPTED
9.  PERP: INDIVIDUAL ID             ? "TALL MAN"
12. PHYS TGT: ID                    "\\"EL SOL\\" INN" / "INN"
                                    "POWER PYLONS"
14. PHYS TGT: NUMBER                1: "\\"EL SOL\\" INN" / "INN"
                                    12 / PLURAL: "POWER PYLONS"
16. PHYS TGT: EFFECT OF INCIDENT    SOME DAMAGE / DESTROYED: "\\"EL SOL\\" INN" /
                                    "INN"
18. HUM TGT: NAME                   -
19. HUM TGT: DESCRIPTION            "COOK" / "CHEF": "RITA PAZ" / "PAZ"

0.  MESSAGE: ID                     MADE-MUC0-0002
1.  MESSAGE: TEMPLATE               *
2.  INCIDENT: DATE                  *
"""
INN = ('"EL SOL" INN', "INN")


def test_notation():
    found = read_templates(FILE)
    assert list(found) == ["MADE-MUC0-0001", "MADE-MUC0-0002"]
    assert found["MADE-MUC0-0002"] == []  # irrelevant: no template at all
    [template] = found["MADE-MUC0-0001"]
    assert template.is_optional
    assert template.fills == {
        DATE: (Fill((Reading(("- 05 MAY 91",)), Reading(("04 MAY 91 - 05 MAY 91",)))),),
        LOCATION: (fill("PERU: LIMA (CITY): LINCE (NEIGHBORHOOD)"),),
        STAGE: (Fill((Reading(("ACCOMPLISHED",)), Reading(("ATTEMPTED",)))),),
        INDIVIDUAL: (Fill((Reading(("TALL MAN",)),), is_optional=True),),
        THING: (Fill((Reading((INN[0],)), Reading((INN[1],)))), fill("POWER PYLONS")),
        THING_NUMBER: (
            Fill((Reading(("1",), INN),)),
            Fill((Reading(("12", "PLURAL"), ("POWER PYLONS",)),)),
        ),
        THING_EFFECT: (Fill((Reading(("SOME DAMAGE", "DESTROYED"), INN),)),),
        DESCRIPTION: (Fill((Reading(("COOK", "CHEF"), ("RITA PAZ", "PAZ")),)),),
    }


FILLS = {
    "two values of two strings are two readings": (
        THING_EFFECT,
        'SOME DAMAGE: "INN" / DESTROYED: "SHED"',
        Fill((Reading(("SOME DAMAGE",), ("INN",)), Reading(("DESTROYED",), ("SHED",)))),
    ),
    "a reference to nothing": (THING_EFFECT, 'NO DAMAGE: "-"', fill("NO DAMAGE", "-")),
    "null among the alternatives makes it optional": (
        NAME,
        '- / "ANA"',
        Fill((Reading(("ANA",)),), is_optional=True),
    ),
    "a question mark without a space": (NAME, '?"ANA"', Fill((Reading(("ANA",)),), True)),
    "a slash inside quotation marks": (NAME, '"A/B"', fill("A/B")),
    "a colon inside quotation marks": (NAME, '"A: B"', fill("A: B")),
    "a missing opening mark": (THING, 'HUTS"', fill("HUTS")),
    "brackets around alternatives": (
        DESCRIPTION,
        '("COOK" / "CHEF"): "ANA"',
        Fill((Reading(("COOK", "CHEF"), ("ANA",)),)),
    ),
}


@pytest.mark.parametrize(("slot", "line", "expected"), FILLS.values(), ids=FILLS.keys())
def test_one_fill(slot, line, expected):
    head = "0.  MESSAGE: ID  M-1\n1.  MESSAGE: TEMPLATE  1\n"
    labels = {
        THING_EFFECT: "16. PHYS TGT: EFFECT OF INCIDENT",
        NAME: "18. HUM TGT: NAME",
        THING: "12. PHYS TGT: ID",
        DESCRIPTION: "19. HUM TGT: DESCRIPTION",
    }
    [template] = read_templates(f"{head}{labels[slot]}  {line}\n")["M-1"]
    assert template.of(slot) == (expected,)


def test_what_is_written_reads_back_the_same():
    found = read_templates(FILE)
    found["MADE-MUC0-0003"] = [Template("MADE-MUC0-0003", {NAME: (fill('A "B" \\ C'),)})]
    written = write_templates(found)
    assert read_templates(written) == found
    assert written.count("\n24. HUM TGT: TOTAL NUMBER") == 3  # all 25 slots, each time


def test_messages_begin_with_their_id():
    text = "TST9-MUC0-0001\n\n   LIMA, 3 MAY\n\nTST9-MUC0-0002 (X)\n\n   QUITO\n"
    assert split_messages(text) == {
        "TST9-MUC0-0001": "   LIMA, 3 MAY",
        "TST9-MUC0-0002": "   QUITO",
    }


def test_mixed_case_texts_are_not_read_and_missing_sets_are_left_out(tmp_path):
    part = tmp_path / "muc4" / "tst4"
    part.mkdir(parents=True)
    for name in ("key-tst4.v2", "tst4-muc4", "tst4-muc4.mixed-case"):
        (part / name).write_text(f"TST4-MUC4-0001\n{name}\n", "latin-1")
    [found] = message_sets(tmp_path, "test")
    assert found.messages == {"TST4-MUC4-0001": "tst4-muc4"}
    assert found.key.name == "key-tst4.v2"
