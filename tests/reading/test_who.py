"""A table of texts, each with marked words and the entity that they refer to."""

import pytest

from tests.reading.casting import read_cast

# text with the «mention», the name of its entity (None: nobody can tell), what the row proves
ROWS = [
    # names of people
    ("Ola Berg spoke first. Later «Berg» left the hall.", "Ola Berg", "surname repeat"),
    ("«Berg» left. Ola Berg had spoken first.", "Ola Berg", "surname before the full name"),
    ("Mr Ola Berg spoke. «Mr Berg» left.", "Ola Berg", "courtesy title, repeat"),
    ("Ana Ruiz and Max Hale met. «Ruiz» spoke.", "Ana Ruiz", "two people, first surname"),
    ("Ana Ruiz and Max Hale met. «Hale» spoke.", "Max Hale", "two people, second surname"),
    ("Both «Ruiz» and Hale agreed. Ana Ruiz and Max Hale met.", "Ana Ruiz", "after Both"),
    (
        "Ana Ruiz, 34, and her husband Luis Ruiz, 40, were shot. «Luis Ruiz» died.",
        "Luis Ruiz",
        "two people of one surname stay two",
    ),
    (
        "Ana Ruiz and Luis Ruiz were shot. «Ruiz» died on Sunday.",
        "Ruiz",
        "a surname that two people share names neither",
    ),
    (
        "Ana Ruiz and Luis Ruiz were shot. «Ms Ruiz» died on Sunday.",
        "Ruiz",
        "Ms does not tell the two apart",
    ),
    ("Gen. Pavel Orlov Marin resigned. «Marin» is 60.", "Pavel Orlov Marin", "three names"),
    ("President Ana Ruiz spoke. «President Ruiz» left.", "Ana Ruiz", "title and surname"),
    ("Sgt. Ole Vik was hurt. Doctors treated «Vik».", "Ole Vik", "short surname"),
    ("Jordan Lee, a farmer, spoke. «Lee» left.", "Jordan Lee", "first name is a country"),
    ("Ana London spoke. «London» then left the room.", "Ana London", "surname is a city"),
    (
        "RICARDO MONTE PALMIRA, MAYOR OF TUNJA, WAS SHOT. «PALMIRA» DIED IN HOSPITAL.",
        "Ricardo Monte Palmira",
        "upper-case wire, surname of a town",
    ),
    # bodies and groups
    ("«ISIS» killed six. The Islamic State said nothing.", "Islamic State", "alias, known"),
    ("The Islamic State said that «ISIS» would stay.", "Islamic State", "the other way round"),
    (
        "The Sava Defence Force (SDF) fired. The «SDF» then left.",
        "Sava Defence Force",
        "acronym in brackets",
    ),
    (
        "THE LUND POPULAR FRONT [LPF] BLEW UP A BRIDGE. THE «LPF» CLAIMED THE ATTACK.",
        "Lund Popular Front",
        "acronym in square brackets, upper case",
    ),
    (
        "The Lund Institute of Peace published a study. The «Lund Institute» is in Oslo.",
        "Lund Institute of Peace",
        "a body's short name",
    ),
    ("The Northern Covenant struck. «The Covenant» has 300 men.", "Northern Covenant", "last word"),
    # states, places, populations
    ("«Norway» closed its border.", "Norway", "a state that acts"),
    ("«Russians» voted on Sunday.", "Russians", "demonym noun"),
    ("A bomb went off in «Oslo».", "Oslo", "a place"),
    # descriptions
    ("«Residents» fled the village.", "Residents", "a description of its own"),
    ("«A senior official» said so. Ana Ruiz did not.", "A senior official", "not forced on a name"),
    (
        "Interior Minister Ana Ruiz came to Lund. «The minister» looked tired.",
        "Ana Ruiz",
        "definite description, one fits",
    ),
    (
        "Interior Minister Ana Ruiz met Foreign Minister Max Hale. «The minister» looked tired.",
        "The minister",
        "two fit: neither",
    ),
    ("The rebels attacked. «The rebels» then fled.", "The rebels", "the same words again"),
    (
        "The Taliban attacked at dawn. «The group» said nothing.",
        "Taliban",
        "the group is the group named",
    ),
    (
        "Army spokesman Ole Vik denied it. «The spokesman» gave no number.",
        "Ole Vik",
        "the spokesman",
    ),
    ("«The minister» looked tired. Ana Ruiz smiled.", "The minister", "nobody is a minister"),
    # pronouns
    ("Ana Ruiz came to Lund. «She» gave a speech.", "Ana Ruiz", "she"),
    ("Ana Ruiz said «she» would resign.", "Ana Ruiz", "the speaker of a report"),
    ("The army denied that «it» had fired.", "The army", "it, the one who denies"),
    ("Max Hale met Ole Vik. «They» ate in silence.", None, "they: two people, no group"),
    ("The Taliban met the police. «It» rained.", None, "it is the weather"),
    ("130 people came. «130» left.", None, "a number is nobody"),
    ("The two gangs fought «each other».", None, "each other names nobody"),
    ("«There» were shots.", None, "there is nobody"),
]

# text with «words» that are no entity of their own, what the row proves
NO_NAMES = [
    ("Ana Ruiz and Max Hale met. «Both Ruiz» and Hale agreed.", "Both is no first name"),
    ("«Interior» Minister Ana Ruiz spoke.", "a minister's field"),
    ("Police fired on «Monday».", "a day"),
    ("«Muslim» rebels attacked the mill.", "no religion is inferred"),
    ("«The Guardian's Ana Ruiz» was there.", "a possessive is not part of a name"),
    ("«Kurdish» farmers protested.", "no ethnic group"),
    ("About «1,200» people came.", "a number"),
]


@pytest.mark.parametrize(("text", "name", "proves"), ROWS, ids=[row[0][:70] for row in ROWS])
def test_mention_refers_to(text: str, name: str | None, proves: str) -> None:
    found = read_cast(text).entity()
    assert (found.name if found else None) == name, proves


@pytest.mark.parametrize(("text", "proves"), NO_NAMES, ids=[row[0][:70] for row in NO_NAMES])
def test_words_name_nobody(text: str, proves: str) -> None:
    casting = read_cast(text)
    assert casting.marked not in [m for e in casting.cast.entities() for m in e.mentions], proves
