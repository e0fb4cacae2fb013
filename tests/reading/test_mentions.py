"""A table of names, and what kind of thing each is taken for."""

import pytest

from tests.reading.casting import read_cast

# text with the «name», "kind country sector" (- for None), what the row proves
ROWS = [
    ("«Ana Ruiz» spoke.", "person - -", "a person of whom nothing is said"),
    ("«Norway» closed its border.", "state NOR GOV", "a state"),
    ("Shots were fired in «Oslo».", "place NOR -", "a city"),
    ("«Russians» voted on Sunday.", "population RUS CVL", "a people"),
    ("«Hamas» struck.", "armed-group PSE REB", "a known armed group"),
    ("The rebel group «Red Column» struck.", "armed-group - REB", "called a rebel group before"),
    (
        "The «Banner of the Dunes», an armed group, struck.",
        "armed-group - UAF",
        "called an armed group behind",
    ),
    ("«Fox News» reported it.", "outlet USA JRN", "a known outlet"),
    ("The «Harbour Gazette» reported it.", "outlet - -", "an unknown outlet"),
    ("The «Lund Institute» published it.", "organization - -", "a body by its words"),
    ("The «Georgian Interior Ministry» spoke.", "organization GEO GOV", "a ministry of a state"),
    ("The «Interior Ministry» spoke.", "organization - GOV", "a ministry of some state"),
    ("The «U.S. Congress» met.", "organization USA LEG", "a state before a parliament"),
    ("Shots hit the «Grau Bridge».", "facility - -", "a facility"),
    ("«The Kremlin» denied it.", "organization RUS GOV", "a seat of government"),
    ("President «Ruiz» spoke.", "person - GOV", "a title tells a person"),
    ("Police in «San Tolmo» fired.", "place - -", "a saint's name behind in"),
    ("«Iván Salas», 19, died.", "person - -", "an age tells a person"),
    ("«Ana Ruiz», a nurse, spoke.", "person - MED", "a calling gives a sector"),
    ("«Ana Ruiz», president of the Lund Chess Club, spoke.", "person - -", "president of what"),
    ("Norwegian President «Ana Ruiz» spoke.", "person NOR GOV", "a country beside a title"),
    ("«Omar Haddad», a Muslim, spoke.", "person - -", "a religion gives no sector"),
    ("«Max Hale», an Iraq war veteran, spoke.", "person - CVL", "a war's place is no country"),
    ("Since 2013, «Erdogan» has refused to leave.", "person - -", "does what no place does"),
    ("«Kari Lund», ambassador to Norway, spoke.", "person - GOV", "to a state is not of it"),
    ("«Kari Lund», president of Norway, spoke.", "person NOR GOV", "of a state is"),
    ("The union's president, «Kari Lund», spoke.", "person - -", "an owner that is no state"),
]


@pytest.mark.parametrize(("text", "expected", "proves"), ROWS, ids=[row[0][:70] for row in ROWS])
def test_kind_country_sector(text: str, expected: str, proves: str) -> None:
    found = read_cast(text).entity()
    assert found is not None
    assert f"{found.kind} {found.country or '-'} {found.sector or '-'}" == expected, proves
