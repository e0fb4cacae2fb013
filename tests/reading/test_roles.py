"""A table of sentences, and the roles that they give to one person each."""

import pytest

from tests.reading.casting import read_cast

# text with the «person», "title @ organization | …" (- for None), what the row proves
ROWS = [
    ("Lund Institute's «Ola Berg» spoke.", "- @ Lund Institute", "owner before a name"),
    ("Norwegian Foreign Minister «Kari Lund» spoke.", "Foreign Minister @ -", "title, country"),
    ("Retired Air Force Col. «Max Hale» spoke.", "Retired Air Force Col. @ Air Force", "rank"),
    ("«Ola Berg», a fellow at the Lund Institute, spoke.", "fellow @ Lund Institute", "apposition"),
    ("«Ola Berg» of the Lund Institute spoke.", "- @ Lund Institute", "of"),
    (
        "Lund Institute spokesman «Ola Berg» spoke.",
        "spokesman @ Lund Institute",
        "body and title before the name",
    ),
    ("Secretary of State «Ana Ruiz» spoke.", "Secretary of State @ -", "title with of"),
    (
        "«Ola Berg», who heads the Lund Institute, spoke.",
        "- @ Lund Institute",
        "relative clause with a verb of office",
    ),
    ("The mayor of Lund, «Kari Vik», spoke.", "mayor of Lund @ -", "title before, comma"),
    ("«Kari Vik», the mayor of Lund, spoke.", "mayor of Lund @ -", "mayor of a place"),
    (
        "«Ana Ruiz», spokeswoman for Amnesty International, spoke.",
        "spokeswoman @ Amnesty International",
        "spokeswoman for",
    ),
    (
        "Foreign policy expert retired Army Gen. «Max Hale» spoke.",
        "Foreign policy expert @ - | retired Army Gen. @ -",
        "two titles",
    ),
    ("His brother «Max Hale» spoke.", "", "kin is no role"),
    ("«Max Hale» spoke in Lund.", "", "nothing is said of him"),
    ("The bomb killed Ana Ruiz, and «Max Hale» spoke.", "", "a neighbour is no role"),
]


@pytest.mark.parametrize(("text", "roles", "proves"), ROWS, ids=[row[0][:70] for row in ROWS])
def test_roles(text: str, roles: str, proves: str) -> None:
    casting = read_cast(text)
    found = casting.entity()
    assert found is not None
    said = [
        f"{r.title or '-'} @ {casting.cast.name_of(r.organization) if r.organization else '-'}"
        for r in found.roles
    ]
    assert " | ".join(said) == roles, proves
