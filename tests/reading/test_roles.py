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
    ("Lund's mayor, Ms «Kari Vik», spoke.", "mayor @ -", "title before, comma, courtesy title"),
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
    # titles before a name
    ("President «Ana Ruiz» spoke.", "President @ -", "one word"),
    ("Prime Minister «Ana Ruiz» spoke.", "Prime Minister @ -", "two words, one title"),
    ("Deputy Prime Minister «Ana Ruiz» spoke.", "Deputy Prime Minister @ -", "three words"),
    ("Vice President «Ana Ruiz» spoke.", "Vice President @ -", "Vice does not part"),
    ("Former President «Ana Ruiz» spoke.", "Former President @ -", "former is kept"),
    ("Lt. Col. «Max Hale» spoke.", "Lt. Col. @ -", "two abbreviations"),
    ("Army spokesman Col. «Max Hale» spoke.", "Army spokesman @ - | Col. @ -", "post, then rank"),
    ("Police chief «Max Hale» spoke.", "Police chief @ -", "small letter"),
    (
        "Defence Minister General «Max Hale» spoke.",
        "Defence Minister @ - | General @ -",
        "post, then rank written out",
    ),
    ("U.S. Secretary of State «Ana Ruiz» spoke.", "Secretary of State @ -", "state before"),
    ("Norway's foreign minister, «Kari Lund», spoke.", "foreign minister @ -", "owner, commas"),
    ("Norway's Foreign Minister «Kari Lund» spoke.", "Foreign Minister @ -", "owner, no comma"),
    ("Opposition leader «Ana Ruiz» spoke.", "Opposition leader @ -", "leader"),
    ("Analyst «Ana Ruiz» spoke.", "Analyst @ -", "profession"),
    (
        "Amnesty International researcher «Ana Ruiz» spoke.",
        "researcher @ Amnesty International",
        "known body before a title",
    ),
    (
        "Hamas spokesman «Max Hale» spoke.",
        "spokesman @ Hamas",
        "group before a title",
    ),
    ("Mr «Max Hale» spoke.", "", "courtesy is no role"),
    # behind a name
    ("«Max Hale», a judge, spoke.", "judge @ -", "a bare noun"),
    ("«Max Hale», 45, a judge, spoke.", "judge @ -", "age between"),
    ("«Max Hale», the judge who freed him, spoke.", "judge @ -", "without the clause"),
    (
        "«Ana Ruiz», director of the Lund Institute, spoke.",
        "director @ Lund Institute",
        "no article",
    ),
    (
        "«Ana Ruiz», the Lund Institute's director, spoke.",
        "director @ Lund Institute",
        "owner behind the name",
    ),
    (
        "«Ana Ruiz», who works for Amnesty International, spoke.",
        "- @ Amnesty International",
        "works for",
    ),
    (
        "«Ana Ruiz», who left Amnesty International, spoke.",
        "",
        "left is not heads",
    ),
    ("«Ana Ruiz» is a researcher at the Lund Institute.", "researcher @ Lund Institute", "is"),
    ("«Ana Ruiz» is not a judge.", "", "is not"),
    ("«Ana Ruiz», his sister, spoke.", "", "kin behind a name"),
    ("«Ana Ruiz» from the Lund Institute spoke.", "- @ Lund Institute", "from a body"),
    ("«Ana Ruiz» from Norway spoke.", "", "from a state is no body"),
    (
        "The head of the Lund Institute, «Ana Ruiz», spoke.",
        "head @ Lund Institute",
        "title and body before the comma",
    ),
    ("The minister spoke. «Ana Ruiz» left.", "", "another sentence is no role"),
    ("The minister and «Ana Ruiz» left.", "", "joined by and"),
    ("The minister met «Ana Ruiz».", "", "an object is no apposition"),
    ("«Omar Haddad», a Muslim, spoke.", "", "a faith is no role"),
    ("«Kira Moss», a 20-year-old student, spoke.", "student @ -", "an age is no part of a title"),
    ("They spoke of the murder of Archbishop «Max Hale».", "Archbishop @ -", "of ends a title"),
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
