"""Word lists as data: states, actors, outlets, role nouns, weapons, and what a name resolves to.

In: the TSV files beside this module, each headed by its columns, origin and licence. Out: frozen
records, and `find_…` functions that give the one entry a name can mean, or None: a name that
several entries share resolves to none of them.
"""

import functools
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Generic, Literal, TypeVar


@dataclass(frozen=True, slots=True)
class State:
    """A state or territory. `id` is ISO 3166 alpha-3 (3166-3 for states that are no more).

    `demonyms` are adjectives and names of the people. `metonyms` are words for the government, the
    capital among them unless its name is too common to say so ("Victoria").
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...]
    metonyms: tuple[str, ...]
    capital: str | None  # seat of government


@dataclass(frozen=True, slots=True)
class KnownActor:
    """An armed group, an organization or a body of a state that makes news.

    `country` is None when there is none or more than one; `valid_from` and `valid_to` are years,
    None when unknown or still there.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    kind: str  # armed-group, organization, state
    country: str | None  # ISO 3166 alpha-3
    sector: str  # PLOVER
    valid_from: int | None
    valid_to: int | None


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who publishes; `domains` are hosts without "www.", and their subdomains belong to them."""

    id: str
    name: str
    aliases: tuple[str, ...]
    domains: tuple[str, ...]
    country: str | None  # ISO 3166 alpha-3 of its seat
    kind: str  # agency, newspaper, broadcaster, online, magazine


@dataclass(frozen=True, slots=True)
class RoleNoun:
    """What a word says somebody is: "gunmen" are an armed group of sector UAF.

    `plural` is None for a word that serves as both ("police"). `title`: may stand before a name.
    """

    noun: str
    sector: str  # PLOVER
    kind: str  # person, armed-group, population, organization, state
    plural: bool | None
    title: bool


@dataclass(frozen=True, slots=True)
class Weapon:
    """A noun for what was used in an attack, in the singular, and its class."""

    noun: str
    kind: str  # explosive, suicide, firearm, heavy-weapon, aerial, drone, crowd-control, …


@functools.cache
def states() -> tuple[State, ...]:
    """Every state and territory, those that are no more included."""
    return tuple(_state_names().entries)


@functools.cache
def actors() -> tuple[KnownActor, ...]:
    """Every known actor."""
    return tuple(_actor_names().entries)


@functools.cache
def outlets() -> tuple[Outlet, ...]:
    """Every known outlet."""
    return tuple(_outlet_names().entries)


@functools.cache
def roles() -> Mapping[str, RoleNoun]:
    """Role nouns and titles in small letters, singular and plural; "col." is there as "col" too."""
    found: dict[str, RoleNoun] = {}
    for singular, plural, sector, one, many, title in _rows("roles.tsv"):
        named = title == "yes"
        if plural:
            found[plural] = RoleNoun(plural, sector, many, True, named)
        if singular:
            number = None if singular == plural else False
            found[singular] = RoleNoun(singular, sector, one, number, named)
            if singular.endswith("."):
                found.setdefault(singular[:-1], found[singular])
    return found


@functools.cache
def weapons() -> Mapping[str, Weapon]:
    """Weapons by noun in small letters, singular and plural."""
    found: dict[str, Weapon] = {}
    for noun, plural, kind in _rows("weapons.tsv"):
        found[noun] = Weapon(noun, kind)
        if plural:
            found[plural] = found[noun]
    return found


def gender_of_given_name(name: str) -> Literal["m", "f"] | None:
    """What a given name, in any case, tells: m, f, or None for one unknown or of both: "Andrea"."""
    return _given_names().get(_folded(name))


def find_state(text: str) -> State | None:
    """The state of a name or alias: "the U.S.", "North Korea"; None for "Congo", which has two."""
    return _only(_state_names().called(text))


def state_of_demonym(text: str) -> State | None:
    """The state of an adjective or of its people: "Iraqi", "Filipinos"; None for "Congolese"."""
    return _only(_demonyms().called(text))


def state_of_metonym(text: str) -> State | None:
    """The state whose government is meant by "the Kremlin", "Downing Street" or "Beijing"."""
    return _only(_metonyms().called(text))


def find_actor(text: str, *, country: str | None = None) -> KnownActor | None:
    """The known actor of a name: "Shining Path", "ISIS", "the Pentagon".

    Args:
        text: the name as it stands in the article; its case matters for short names.
        country: ISO alpha-3, used only to choose when several actors have the name: there is a
            "National Liberation Army" in Colombia and one in North Macedonia.
    """
    called = _actor_names().called(text)
    if len(called) > 1 and country is not None:
        called = tuple(actor for actor in called if actor.country == country)
    return _only(called)


def find_outlet(text: str, *, country: str | None = None) -> Outlet | None:
    """The outlet of a name: "Fox News", "the BBC", "The Sun" (but not "sun").

    Args:
        text: the name as it stands in the article; its case matters for short names.
        country: ISO alpha-3, used only to choose when several outlets have the name ("La Prensa").
    """
    called = _outlet_names().called(text)
    if len(called) > 1 and country is not None:
        called = tuple(outlet for outlet in called if outlet.country == country)
    return _only(called)


def outlet_of_domain(host: str) -> Outlet | None:
    """The outlet that a host belongs to: "www.bbc.co.uk" and "news.bbc.co.uk" are the BBC's."""
    labels = host.strip().lower().partition(":")[0].rstrip(".").split(".")
    tails = (".".join(labels[start:]) for start in range(len(labels) - 1))
    return next((found for tail in tails if (found := _domains().get(tail))), None)


def phrases(*, all_capitals: bool = False) -> Iterator[tuple[str, State | KnownActor | Outlet]]:
    """Every name and alias of states, actors and outlets, for a matcher.

    A matcher that ignores case confirms its finds with `find_state`, `find_actor`, `find_outlet`.

    Args:
        all_capitals: the text is wholly in capitals: leave out names that are also ordinary words,
            because "THE SUSPECT IS" does not name the Islamic State.
    """
    for names in (_state_names(), _actor_names(), _outlet_names()):
        for marked, entry in names.pairs:
            if not (all_capitals and marked.startswith("!")):
                yield _unmarked(marked), entry


_Entry = TypeVar("_Entry", bound=State | KnownActor | Outlet)


class _Names(Generic[_Entry]):
    """The entries of a table, and which of them a text can name.

    `pairs` are (alias with its mark, entry); the marks are explained at the head of each file.
    """

    def __init__(self, pairs: Iterable[tuple[str, _Entry]], entries: Iterable[_Entry]) -> None:
        # "Ansar al-Sharia (Libya)" is a label that no article prints.
        self.pairs = tuple((marked, entry) for marked, entry in pairs if "(" not in marked)
        self.entries = tuple(entries)
        self._exact: dict[str, tuple[_Entry, ...]] = {}
        self._loose: dict[str, tuple[_Entry, ...]] = {}
        for marked, entry in self.pairs:
            self._enter(marked, entry)

    def called(self, text: str) -> tuple[_Entry, ...]:
        """The entries that a text can name, with or without its article."""
        words = " ".join(text.replace("’", "'").split())
        if found := self._look_up(words):
            return found
        if words[:4].lower() != "the ":
            return ()
        return self._look_up(f"The {words[4:]}") or self._look_up(words[4:])

    def _look_up(self, words: str) -> tuple[_Entry, ...]:
        exact = self._exact.get(words, ())
        loose = self._loose.get(_folded(words), ())
        return tuple(dict.fromkeys((*exact, *loose))) if exact and loose else exact or loose

    def _enter(self, marked: str, entry: _Entry) -> None:
        alias = _unmarked(marked)
        if marked[0] == "=":
            _add(self._exact, alias, entry)
            _add(self._exact, alias.upper(), entry)
        elif marked[0] == "!" or _is_short_in_capitals(alias):
            _add(self._exact, alias, entry)
        else:
            _add(self._loose, _folded(alias), entry)


@functools.cache
def _state_names() -> _Names[State]:
    table = _state_table()
    pairs = ((name, state) for state, names, _, _ in table for name in names)
    return _Names(pairs, (state for state, *_ in table))


@functools.cache
def _demonyms() -> _Names[State]:
    return _Names(((word, state) for state, _, words, _ in _state_table() for word in words), ())


@functools.cache
def _metonyms() -> _Names[State]:
    return _Names(((word, state) for state, _, _, words in _state_table() for word in words), ())


@functools.cache
def _state_table() -> tuple[tuple[State, tuple[str, ...], tuple[str, ...], tuple[str, ...]], ...]:
    """Each state with its names, demonyms and metonyms, marks and all."""
    table = []
    for id_, name, aliases, demonyms, capital, others in _rows("states.tsv"):
        names, people, metonyms = (name, *_split(aliases)), _split(demonyms), _split(others)
        if capital and not capital.startswith("?"):
            metonyms = (capital, *metonyms)
        state = State(
            id_,
            _unmarked(name),
            _all_unmarked(names[1:]),
            _all_unmarked(people),
            _all_unmarked(metonyms),
            capital.removeprefix("?") or None,
        )
        table.append((state, names, people, metonyms))
    return tuple(table)


@functools.cache
def _actor_names() -> _Names[KnownActor]:
    pairs = []
    entries = []
    for id_, name, aliases, kind, country, sector, since, until, _origin in _rows("actors.tsv"):
        names = (name, *_split(aliases))
        actor = KnownActor(
            id_,
            _unmarked(name),
            _all_unmarked(names[1:]),
            kind,
            country or None,
            sector,
            int(since) if since else None,
            int(until) if until else None,
        )
        entries.append(actor)
        pairs += [(marked, actor) for marked in names]
    return _Names(pairs, entries)


@functools.cache
def _outlet_names() -> _Names[Outlet]:
    pairs = []
    entries = []
    for id_, name, aliases, domains, country, kind in _rows("outlets.tsv"):
        names = (name, *_split(aliases))
        outlet = Outlet(
            id_,
            _unmarked(name),
            _all_unmarked(names[1:]),
            _split(domains),
            country or None,
            kind,
        )
        entries.append(outlet)
        pairs += [(marked, outlet) for marked in names]
    return _Names(pairs, entries)


@functools.cache
def land() -> tuple[tuple[tuple[float, float], ...], ...]:
    """The outline of the world's land: rings of (longitude, latitude) in degrees."""
    text = resources.files(__name__).joinpath("land.txt").read_text(encoding="utf-8")
    lines = (line.split() for line in text.splitlines() if not line.startswith("#"))
    return tuple(tuple(_point(pair) for pair in pairs) for pairs in lines)


def _point(pair: str) -> tuple[float, float]:
    longitude, _, latitude = pair.partition(",")
    return float(longitude), float(latitude)


@functools.cache
def _domains() -> Mapping[str, Outlet]:
    return {domain: outlet for outlet in outlets() for domain in outlet.domains}


@functools.cache
def _given_names() -> Mapping[str, Literal["m", "f"]]:
    return {name: "f" if gender == "f" else "m" for name, gender in _rows("given_names.tsv")}


def _rows(name: str) -> Iterator[list[str]]:
    """The rows of a table below its comments and its line of column names."""
    text = resources.files(__name__).joinpath(name).read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    next(rows)
    yield from rows


def _split(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def _unmarked(name: str) -> str:
    return name[1:] if name[0] in "=!" else name


def _all_unmarked(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(_unmarked, names))


def _is_short_in_capitals(alias: str) -> bool:
    """Whether a name such as "U.S.", "M-19" or "ETA" would be a common word in small letters."""
    return alias.isupper() and sum(map(str.isalpha, alias)) <= 4


def _folded(words: str) -> str:
    """Without case and accents: "Sinn Féin" and "SINN FEIN" are one name."""
    if words.isascii():
        return words.lower()
    parts = unicodedata.normalize("NFKD", words.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))


def _add(index: dict[str, tuple[_Entry, ...]], key: str, entry: _Entry) -> None:
    held = index.get(key, ())
    if entry not in held:
        index[key] = (*held, entry)


def _only(called: tuple[_Entry, ...]) -> _Entry | None:
    return called[0] if len(called) == 1 else None
