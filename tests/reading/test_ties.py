"""A table of sentences and the ties that they state between those they name."""

from collections.abc import Callable

import pytest

from dateline.records import Report

# text, "from kind to certainty; …" ("" for no tie), what the row proves
ROWS = [
    ("The Taliban is allied with Al-Shabaab.", "Taliban > allied > al-Shabaab", "allied with"),
    ("The Taliban fought Hamas for years.", "Taliban > fights > Hamas", "fought"),
    (
        "Al-Shabaab pledged allegiance to the Islamic State.",
        "al-Shabaab > pledges > Islamic State",
        "pledged allegiance",
    ),
    ("Iran supplies Hezbollah with rockets.", "Iran > supplies > Hezbollah", "supplies X with"),
    ("Norway trains Ukrainian soldiers.", "Norway > trains > Ukrainian soldiers", "trains"),
    ("Iran-backed Hezbollah fired rockets.", "Iran > allied > Hezbollah", "A-backed B"),
    (
        "Hezbollah, which is backed by Iran, fired rockets.",
        "Iran > allied > Hezbollah",
        "which is backed by",
    ),
    (
        "Weapons supplied by Iran to Hezbollah were found.",
        "Iran > supplies > Hezbollah",
        "weapons supplied by A to B",
    ),
    (
        "An alliance between Hamas and Hezbollah was announced.",
        "Hamas > allied > Hezbollah",
        "an alliance between",
    ),
    ("Boko Haram has links to Al-Qaeda.", "Boko Haram > affiliated > al-Qaeda", "links to"),
    (
        "Hamas is seeking contact with the Taliban.",
        "Hamas > seeks-ties > Taliban",
        "seeking contact",
    ),
    (
        "The Riverbank Guard, an offshoot of Al-Qaeda, struck.",
        "Riverbank Guard > splits > al-Qaeda",
        "an offshoot of",
    ),
    ("The Taliban did not fight Hamas.", "", "negated"),
    ("The Taliban could ally with Hamas.", "", "a mere possibility"),
    (
        "Kari Lund, head of Amnesty International, spoke.",
        "Kari Lund > affiliated > Amnesty International",
        "from a role",
    ),
    (
        "Officials denied that Iran supplies Hezbollah with rockets.",
        "Iran > supplies > Hezbollah denied",
        "denied by a speaker",
    ),
    ("Hamas and Hezbollah fought each other.", "Hamas > fights > Hezbollah", "each other"),
    ("The gangs fought each other.", "", "each other, nobody named"),
    ("The brothers came from Dagestan.", "brothers > originates > Dagestan", "came from"),
    ("Ola Berg fought against hunger.", "", "hunger is no actor"),
    # more verbs
    ("Hezbollah is funded by Iran.", "Iran > supplies > Hezbollah", "passive, by"),
    ("Iran sent rockets to Hezbollah.", "Iran > supplies > Hezbollah", "sent goods to"),
    ("Iran sent a letter to Hezbollah.", "", "a letter is no supply"),
    ("Hezbollah received money from Iran.", "Iran > supplies > Hezbollah", "received from"),
    (
        "Iran provides Hezbollah with training.",
        "Iran > supplies > Hezbollah",
        "provides with",
    ),
    ("Fatah is backed by Norway.", "Norway > allied > Fatah", "backed by"),
    ("Norway backs Fatah.", "Norway > allied > Fatah", "backs"),
    ("Ola Berg supports his mother.", "", "a family is no alliance"),
    ("Boko Haram was trained by Hamas.", "Hamas > trains > Boko Haram", "trained by"),
    (
        "Boko Haram fighters trained in Hamas's camps.",
        "Hamas > trains > Boko Haram fighters trained in Hamas's camps",
        "trained in the camps of",
    ),
    ("Fatah broke with Hamas in 2006.", "Fatah > splits > Hamas", "broke with"),
    ("The faction split from Boko Haram.", "faction > splits > Boko Haram", "split from"),
    ("Boko Haram cut ties with Al-Qaeda.", "Boko Haram > splits > al-Qaeda", "cut ties"),
    ("Ana Ruiz joined the Islamic State.", "Ana Ruiz > affiliated > Islamic State", "joined"),
    (
        "Hamas joined forces with Fatah.",
        "Hamas > cooperates > Fatah",
        "joined forces",
    ),
    ("Hamas and Fatah cooperate.", "Hamas > cooperates > Fatah", "cooperate, both"),
    ("Hamas cooperates with Fatah.", "Hamas > cooperates > Fatah", "cooperates with"),
    (
        "Hamas and Fatah carried out a joint attack.",
        "Hamas > cooperates > Fatah",
        "a joint attack",
    ),
    # seeking
    ("Hamas wants to ally with Fatah.", "Hamas > seeks-ties > Fatah", "wants to ally"),
    (
        "Hamas is trying to forge an alliance with Fatah.",
        "Hamas > seeks-ties > Fatah",
        "trying to forge",
    ),
    (
        "Hamas is building ties with Fatah.",
        "Hamas > seeks-ties > Fatah",
        "is building ties",
    ),
    ("Hamas formed an alliance with Fatah.", "Hamas > allied > Fatah", "formed: it is there"),
    ("Hamas is not seeking contact with Fatah.", "", "does not seek"),
    ("Hamas would ally with Fatah if it had to.", "", "would, if"),
    # nouns
    ("Hamas's alliance with Fatah is old.", "Hamas > allied > Fatah", "A's alliance with B"),
    ("There is no alliance between Hamas and Fatah.", "", "no alliance"),
    ("Hamas has no links to Al-Qaeda.", "", "no links"),
    ("Hamas is at war with Israel.", "Hamas > fights > Israel", "at war with"),
    (
        "The war between Hamas and Israel went on.",
        "Hamas > fights > Israel",
        "the war between",
    ),
    (
        "Boko Haram is an offshoot of Al-Qaeda.",
        "Boko Haram > splits > al-Qaeda",
        "is an offshoot of",
    ),
    (
        "Boko Haram is not an offshoot of Al-Qaeda.",
        "",
        "is not an offshoot of",
    ),
    # adjectives
    (
        "Troops loyal to Gen. Ana Ruiz shelled the town.",
        "Troops > affiliated > Ana Ruiz",
        "loyal to",
    ),
    ("Boko Haram is linked to Al-Qaeda.", "Boko Haram > affiliated > al-Qaeda", "linked to"),
    (
        "Boko Haram is affiliated with Al-Qaeda.",
        "Boko Haram > affiliated > al-Qaeda",
        "affiliated with",
    ),
    (
        "Al-Qaeda-linked Boko Haram struck again.",
        "Boko Haram > affiliated > al-Qaeda",
        "B-linked A",
    ),
    # origin
    ("Ola Berg comes from Norway.", "Ola Berg > originates > Norway", "a person and a state"),
    ("The message came from Norway.", "", "a message has no home"),
    # voices
    (
        "Ana Ruiz said Iran arms Hezbollah.",
        "Iran > supplies > Hezbollah",
        "on the word of a speaker",
    ),
    (
        "Iran denied arming Hezbollah.",
        "Iran > supplies > Hezbollah denied",
        "denied by the one who does it",
    ),
    ("Does Iran arm Hezbollah?", "", "a question"),
    (
        "Iran allegedly arms Hezbollah.",
        "Iran > supplies > Hezbollah alleged",
        "allegedly",
    ),
    ("Iran never armed Hezbollah.", "", "never"),
    ("Iran may arm Hezbollah.", "", "may"),
    ("Iran will arm Hezbollah next year.", "", "planned"),
    ("Police fought the flames.", "", "flames are no actor"),
    ("Hamas fought Fatah. Hamas fought Fatah.", "Hamas > fights > Fatah", "said twice, one tie"),
    (
        "Ana Ruiz met Luis Vidal and Hamas met Fatah.",
        "",
        "to meet is no tie",
    ),
    ("The talks opened the way for a coalition to fight Hamas.", "", "what it would be for"),
    ("Retired Air Force Col. Max Hale spoke.", "", "he has left it"),
    ("Ola Berg, a supporter of Amnesty International, spoke.", "", "a supporter is outside"),
]


@pytest.mark.parametrize(("text", "ties", "proves"), ROWS, ids=[row[0][:70] for row in ROWS])
def test_ties(read: Callable[..., Report], text: str, ties: str, proves: str) -> None:
    assert describe_ties(read(text)) == ties, proves


def describe_ties(report: Report) -> str:
    """The ties as the table writes them; certainty only where it is not what the voice gives."""
    names = {e.id: e.name.removeprefix("The ").removeprefix("the ") for e in report.entities}
    lines = []
    for tie in report.ties:
        line = f"{names[tie.from_]} > {tie.kind} > {names[tie.to]}"
        usual = "attributed" if tie.said_by else "stated"
        lines.append(line if tie.certainty == usual else f"{line} {tie.certainty}")
    return "; ".join(lines)
