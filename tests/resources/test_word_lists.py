"""The data files keep their promises: legal fields, known codes, no name shared by accident."""

import re
from collections import Counter
from collections.abc import Iterable
from importlib.resources import files

import pytest

from dateline import codebook, resources

TABLES = ["states.tsv", "actors.tsv", "outlets.tsv", "roles.tsv", "weapons.tsv"]

# Names that two entries share on purpose; each resolves to nothing without more knowledge.
SHARED = {
    "states": {"congo", "korea", "virgin islands"},
    "demonyms": {
        "congolese",
        "dominican",
        "dominicans",
        "korean",
        "koreans",
        "virgin islander",
        "virgin islanders",
    },
    "metonyms": set(),
    "actors": {"national liberation army"},
    "outlets": {"la prensa", "the times"},
}

ACTOR_KINDS = {"armed-group", "organization", "state"}
OUTLET_KINDS = {"agency", "newspaper", "broadcaster", "online", "magazine"}
ROLE_KINDS = {"person", "armed-group", "population", "organization", "state"}
WEAPON_KINDS = {
    "explosive",
    "suicide",
    "firearm",
    "heavy-weapon",
    "aerial",
    "drone",
    "crowd-control",
    "chemical",
    "primitive",
    "fire",
    "vehicle",
}


def _lines(table: str) -> list[str]:
    return files(resources).joinpath(table).read_text(encoding="utf-8").splitlines()


def _shared(names_of_each: Iterable[set[str]]) -> set[str]:
    counts = Counter(name for names in names_of_each for name in names)
    return {name for name, count in counts.items() if count > 1}


@pytest.mark.parametrize(
    ("found", "floor"),
    [
        (resources.states, 250),
        (resources.actors, 1000),
        (resources.outlets, 800),
        (resources.roles, 2000),
        (resources.weapons, 500),
    ],
)
def test_the_lists_do_not_shrink(found, floor):
    assert len(found()) >= floor


@pytest.mark.parametrize("table", TABLES)
def test_each_file_says_what_it_is_and_how_to_add(table):
    head = "\n".join(line for line in _lines(table) if line.startswith("#"))
    for promise in ("Origin: ", "Licence: Apache-2.0", "Columns: ", "To add an entry: "):
        assert promise in head, f"{table} does not say {promise!r}"


@pytest.mark.parametrize("table", TABLES)
def test_every_row_has_every_column_and_no_stray_space(table):
    header, *rows = [line for line in _lines(table) if not line.startswith("#")]
    for row in rows:
        cells = row.split("\t")
        assert len(cells) == len(header.split("\t")), row
        pieces = [piece for cell in cells for piece in cell.split("|")]
        assert pieces == [piece.strip() for piece in pieces], row
        assert not re.search(r"\|\||\t\||\|\t|\|$", row), row


def test_state_ids_are_three_capitals_and_stand_once():
    ids = [state.id for state in resources.states()]
    assert len(ids) == len(set(ids))
    assert [i for i in ids if not (len(i) == 3 and i.isascii() and i.isupper())] == []


def test_actors_have_legal_fields():
    known = {state.id for state in resources.states()}
    for actor in resources.actors():
        assert actor.kind in ACTOR_KINDS, actor
        assert actor.sector in codebook.sectors(), actor
        assert actor.country is None or actor.country in known, actor
        assert actor.valid_from is None or 1700 < actor.valid_from < 2100, actor
        assert actor.valid_to is None or actor.valid_to >= (actor.valid_from or 1700), actor


def test_outlets_have_legal_fields():
    known = {state.id for state in resources.states()}
    for outlet in resources.outlets():
        assert outlet.kind in OUTLET_KINDS, outlet
        assert outlet.country is None or outlet.country in known, outlet
        for domain in outlet.domains:
            assert re.fullmatch(r"(?!www\.)[a-z0-9-]+(\.[a-z0-9-]+)+", domain), outlet


def test_roles_have_legal_fields():
    for noun, role in resources.roles().items():
        assert noun == noun.lower()
        assert role.kind in ROLE_KINDS, role
        assert role.sector in codebook.sectors(), role


def test_weapons_have_legal_kinds():
    assert {weapon.kind for weapon in resources.weapons().values()} == WEAPON_KINDS


@pytest.mark.parametrize("table", ["roles.tsv", "weapons.tsv"])
def test_a_noun_stands_once(table):
    rows = [line.split("\t") for line in _lines(table) if not line.startswith("#")][1:]
    words = Counter(word for row in rows for word in {row[0], row[1]} - {""})
    assert [word for word, count in words.items() if count > 1] == []


@pytest.mark.parametrize("found", [resources.actors, resources.outlets])
def test_an_id_stands_once_and_is_a_slug(found):
    ids = [entry.id for entry in found()]
    assert [i for i, count in Counter(ids).items() if count > 1] == []
    assert [i for i in ids if not i.replace("-", "").isalnum() or i != i.lower()] == []


@pytest.mark.parametrize(
    ("column", "names_of_each"),
    [
        ("states", lambda: ((s.name, *s.aliases) for s in resources.states())),
        ("demonyms", lambda: (s.demonyms for s in resources.states())),
        ("metonyms", lambda: (s.metonyms for s in resources.states())),
        ("actors", lambda: ((a.name, *a.aliases) for a in resources.actors())),
        ("outlets", lambda: ((o.name, *o.aliases) for o in resources.outlets())),
    ],
)
def test_a_name_that_two_entries_share_is_listed_above(column, names_of_each):
    """Capitals count here: the Sana news agency is SANA, and no other entry may be called so."""
    assert _shared({name.lower() for name in names} for names in names_of_each()) == SHARED[column]


def test_a_domain_belongs_to_one_outlet():
    assert _shared(set(outlet.domains) for outlet in resources.outlets()) == set()


def test_no_name_is_both_an_actor_and_an_outlet_or_a_state():
    """A matcher over all names would otherwise answer by the order of its lists."""
    kinds: dict[str, set[type]] = {}
    for alias, entry in resources.phrases():
        kinds.setdefault(alias, set()).add(type(entry))
    assert [alias for alias, types in kinds.items() if len(types) > 1] == []


@pytest.mark.parametrize(
    ("entries", "find"),
    [
        (resources.states, resources.find_state),
        (resources.actors, resources.find_actor),
        (resources.outlets, resources.find_outlet),
    ],
)
def test_every_name_that_is_not_shared_finds_its_entry(entries, find):
    shared = SHARED["states"] | SHARED["actors"] | SHARED["outlets"]
    for entry in entries():
        for name in (entry.name, *entry.aliases):
            if "(" not in name and name.lower() not in shared:
                assert find(name) is entry, name


def test_every_demonym_and_metonym_that_is_not_shared_finds_its_state():
    for state in resources.states():
        for word in state.demonyms:
            if word.lower() not in SHARED["demonyms"]:
                assert resources.state_of_demonym(word) is state, word
        for word in state.metonyms:
            assert resources.state_of_metonym(word) is state, word
