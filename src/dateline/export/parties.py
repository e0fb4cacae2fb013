"""Who a party to an event is, for schemes that sort actors into a few classes.

In: a `Party` and the reports it is named in. Out: sector, country, whether it is known by a name,
and the class that ACLED and UCDP put it in.
"""

from collections import Counter
from dataclasses import dataclass

from dateline import resources
from dateline.export.selection import Selection
from dateline.records import Party

_STATE = frozenset({"GOV", "MIL", "COP", "SPY", "PRM"})
_REBEL = frozenset({"REB"})
_SURE = frozenset({"stated", "attributed"})


@dataclass(frozen=True, slots=True)
class Side:
    """A party as schemes sort it.

    `force` is "state", "rebel", "armed" (nobody knows which) or "civilians"; None
    when nothing tells. `country` is ISO 3166 alpha-3. `is_named`: its name is no description
    ("gunmen").
    """

    name: str
    force: str | None
    country: str | None
    sector: str | None
    is_named: bool


def side_of(party: Party, selection: Selection) -> Side:
    """Sort a party by the entities that its words refer to."""
    found = [selection.entity(value.entity) for value in party.reported if value.entity]
    sector = _commonest([None if entity.sector == "UNK" else entity.sector for entity in found])
    country = party.country or _commonest([entity.country for entity in found])
    return Side(party.name, _force(party, sector), country, sector, _is_name(party.name))


def sure_parties(parties: tuple[Party, ...]) -> list[Party]:
    """Those whose part is stated or attributed: others are only alleged, disputed or denied."""
    return [party for party in parties if party.certainty in _SURE]


def state_name(country: str | None) -> str | None:
    """The English name of a country."""
    return next((state.name for state in resources.states() if state.id == country), None)


def _force(party: Party, sector: str | None) -> str | None:
    if sector in _STATE or party.kind == "state":
        return "state"
    if sector in _REBEL:
        return "rebel"
    if party.kind == "armed-group" or sector == "UAF":
        return "armed"
    is_unarmed = party.kind in {"person", "population"} or sector is not None
    return "civilians" if is_unarmed else None  # of an organization alone nobody knows


def _is_name(name: str) -> bool:
    """Whether this is a name: "Gunmen of two groups" and "the army" are none, "Red Guard" is."""
    words = name.removeprefix("The ").removeprefix("the ").split()
    if words and words[0].lower() in resources.roles():
        words = words[1:]  # its capital may be that of the sentence
    return any(word[:1].isupper() for word in words)


def _commonest(values: list[str | None]) -> str | None:
    counts = Counter(value for value in values if value is not None)
    return min(counts, key=lambda value: (-counts[value], value)) if counts else None
