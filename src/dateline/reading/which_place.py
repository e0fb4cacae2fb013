"""Which place a name means: chosen by what the whole article speaks of.

In: a text and the ranges of names in it. Out: `Place`s from the gazetteer.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.reading.place_words import (
    FACILITY,
    SIDE,
    WITHIN,
    find_containers,
    is_said_to_be_a_town,
    is_side,
    kind_said,
)
from dateline.records import Place, Span
from dateline.resources.gazetteer import Candidate, find_candidates, fold_name


def resolve_names(text: str, spans: Sequence[Span]) -> list[Place | None]:
    """Which places the names at `spans` are; None for a name the gazetteer does not know.

    The same name means the same place throughout a text. Candidates are scored by how many people
    live there, by what the text says around the name ("Moscow, Idaho", "near the town of"), and,
    in a second pass, by the countries and divisions of the other names. A small town that nothing
    in the text speaks for stays None: a wrong pin is worse than none.
    """
    names = [_Name.read(text, span) for span in spans]
    votes = _word_votes(text, spans)
    chosen: dict[str, Candidate] = {}
    for _ in range(_PASSES):
        chosen = _choose(names, votes, chosen)
    context = _Context.of(chosen, votes)
    credible = {k: c for k, c in chosen.items() if _is_credible(c, names, context, k)}
    return [_to_place(name, credible.get(name.key)) for name in names]


_PASSES = 3
_SITE_POPULATION = 100_000
# Found on TR-News and GeoWebNews: refusing lone towns below 30,000 loses 1 right one and 15
# wrong ones of 3,476; below 50,000 it loses 4 more right ones and 1 wrong. Re-run
# `python -m benchmarks.places` after changing it.
_OBSCURE = 30_000
_KIND_WEIGHT = {
    "country": 1.5, "continent": 1.5, "region": 0.0, "water": 0.5, "city": 0.0, "admin1": -0.4,
    "admin2": -1.0, "admin3": -2.0, "facility": 0.0,
}  # fmt: skip
_SENSE_WEIGHT = {"name": 0.0, "alias": -1.5, "demonym": 0.0}
_CAPITAL = 1.0
_NAMESAKE = -1.0  # "Kirkuk" is the city rather than the governorate
_NAMESAKE_SAID_CITY = -0.5
_NOT_WHAT_IS_SAID = 3.0  # "near Mandera" is near the town, not near the county
_TWIN_SHARE = 20  # the town has at least a twentieth of the division's people
_SAME_COUNTRY = 0.8  # for each doubling of the names in that country
# … up to a limit: "Paris" among ten American states is still not Paris, Tennessee
_MOST_SAME_COUNTRY = 1.6
_SAME_DIVISION = 0.8
_NEIGHBOUR = 0.8
_NEIGHBOUR_DEGREES = 1.5
_WORD_VOTE = 0.5  # a country's name that is not among the spans

_SIDE_WORD = re.compile(rf"^(?:the )?{SIDE} (?=[A-Z])", re.IGNORECASE)
_GENERIC_BEFORE = re.compile(
    r"^(?:the )?(?:(?:capital )?(?:city|town|village|port|state|province|district|county|republic"
    r"|region|governorate|island|municipality) of |downtown |greater |central |mainland )",
    re.IGNORECASE,
)
_GENERIC_AFTER = re.compile(
    r"(?: (?:city|town|village|province|state|governorate|region|district|oblast|metropolitan area"
    r"|area|municipality|island|islands|republic|peninsula)){1,4}$",
    re.IGNORECASE,
)
_DIVISION_KINDS = frozenset({"admin1", "admin2", "admin3"})
_OBSCURE_KINDS = _DIVISION_KINDS | {"city", "facility"}
_FACILITY = re.compile(rf"\b(?:{FACILITY})$", re.IGNORECASE)
_CAPITALISED = re.compile(r"\b(?=([A-Z][\w.]*(?: [A-Z][\w.]*)?))")  # overlapping


@dataclass(frozen=True, slots=True)
class _Name:
    """A name to resolve: what it may mean, and what the text puts around it."""

    key: str  # the name as looked up: mentions with one key mean one place
    candidates: tuple[Candidate, ...]
    part: bool  # "northern Iraq": a part of the place only
    within: tuple[tuple[Candidate, float], ...]  # what the text says it lies in, with a weight
    said: str | None  # "town", "division", "point"; None if the words around it say nothing

    @classmethod
    def read(cls, text: str, span: Span) -> "_Name":
        surface = re.sub(r"\s+", " ", text[span.start : span.end])
        key, candidates, inner = _look_up(surface, text)
        key, candidates, said = _of_the_kind_said(text, span, key, candidates)
        within = *((c, WITHIN) for c in inner), *find_containers(text, span.end)
        if is_side(surface) and said != "division" and not within:
            key, candidates = f"{key} (side)", ()  # "the South", "Central and East Europeans"
        return cls(
            key=fold_name(key),
            candidates=candidates,
            part=_SIDE_WORD.match(surface) is not None and not find_candidates(surface),
            within=within,
            said=said,
        )


def _look_up(surface: str, text: str) -> tuple[str, tuple[Candidate, ...], tuple[Candidate, ...]]:
    """The name found in a mention, its candidates, and the container said inside it.

    "Washington, D.C." is Washington within D.C.; "the city of Mosul" and "Homs province" are
    looked up whole first, then without the generic words.
    """
    if found := find_candidates(surface):
        return surface, found, ()
    first, comma, rest = surface.partition(",")
    if comma and (found := find_candidates(first)):
        return surface, found, find_candidates(rest.strip())
    for shorter in _shorter_names(surface):
        if found := find_candidates(shorter):
            return shorter, found, ()
    return surface, _facility_sites(surface, text), ()


def _of_the_kind_said(
    text: str, span: Span, key: str, candidates: tuple[Candidate, ...]
) -> tuple[str, tuple[Candidate, ...], str | None]:
    """Divisions only of "Mandera County", cities only of "the city of Luxembourg".

    The key says so too, for the town and the division, the city and the country are two places;
    what else the words say is returned. A bare "Mandera" is what the text calls it elsewhere.
    """
    at = max(text.find(key, span.start, span.end), span.start)
    said = kind_said(text, at, at + len(key))
    if said is None and _has_twins(candidates):
        named = re.finditer(rf"\b{re.escape(key)}\b", text)
        said = (
            "division"
            if {kind_said(text, *n.span()) for n in named} == {None, "division"}
            else None
        )
    fitting: tuple[Candidate, ...] = ()
    if said == "division":
        fitting = tuple(c for c in candidates if c.kind in _DIVISION_KINDS)
    elif is_said_to_be_a_town(text, at) and any(c.kind == "country" for c in candidates):
        fitting = tuple(c for c in candidates if c.kind == "city" and c.sense == "name")
    if fitting and fitting != candidates:
        return f"{key} ({said})", fitting, said
    return key, candidates, said


def _has_twins(candidates: Sequence[Candidate]) -> bool:
    """Whether a town and the division around it bear the name."""
    towns = [c for c in candidates if c.kind == "city"]
    return any(_is_twin(town, c) for c in candidates if c.kind in _DIVISION_KINDS for town in towns)


def _has_town(division: Candidate, rivals: Sequence[Candidate]) -> bool:
    """Whether a division holds a town of its name."""
    return division.kind in _DIVISION_KINDS and any(
        c.kind == "city" and _lies_in(c, division._replace(kind="admin1")) for c in rivals
    )


def _is_twin(town: Candidate, division: Candidate) -> bool:
    near = (town.country, town.admin1) == (division.country, division.admin1)
    return near and town.population * _TWIN_SHARE > division.population


def _facility_sites(surface: str, text: str) -> tuple[Candidate, ...]:
    """The towns and divisions that a facility's name opens with: "Mosul University Hospital".

    Only if the text names the town by itself too: "Lincoln Hospital" may be called after anybody.
    """
    if not _FACILITY.search(surface):
        return ()
    words = surface.split()
    for size in range(len(words) - 1, 0, -1):
        name = " ".join(words[:size])
        found = find_candidates(name) if _stands_alone(name, text) else ()
        sites = tuple(
            c
            for c in found
            if c.sense == "name"
            and c.kind in {"city", "admin1"}
            and c.population >= _SITE_POPULATION
        )
        if sites:
            return tuple(c._replace(kind="facility") if c.kind == "city" else c for c in sites)
    return ()


def _stands_alone(name: str, text: str) -> bool:
    return re.search(rf"\b{re.escape(name)}\b(?! [A-Z])", text) is not None


def _shorter_names(surface: str) -> Iterator[str]:
    bare = re.sub(r"['’]s?$", "", surface)
    yield bare
    yield (before := _GENERIC_BEFORE.sub("", bare))
    yield (after := _GENERIC_AFTER.sub("", before))
    yield _SIDE_WORD.sub("", after)


def _word_votes(text: str, spans: Iterable[Span]) -> Counter[str]:
    """Countries by how many different words of the text, outside the names, speak of them."""
    taken = {at for span in spans for at in range(span.start, span.end)}
    words = {m[1] for m in _CAPITALISED.finditer(text) if m.start() not in taken}
    words |= {word.partition(" ")[0] for word in words if not find_candidates(word)}
    votes: Counter[str] = Counter()
    for word in words:
        for candidate in find_candidates(word)[:1]:
            if candidate.kind == "country" and candidate.country:
                votes[candidate.country] += 1
    return votes


def _choose(
    names: Sequence[_Name], votes: Counter[str], before: dict[str, Candidate]
) -> dict[str, Candidate]:
    """The best candidate for each name, given the choices of the pass before."""
    context = _Context.of(before, votes)
    scores: dict[str, dict[Candidate, float]] = {}
    for name in names:
        if name.key not in scores:
            scores[name.key] = {
                c: _prior(c)
                + _namesake(c, name.candidates, name.key)
                + context.support(c, name.key)
                for c in name.candidates
            }
        for candidate in name.candidates:
            scores[name.key][candidate] += max(
                (weight for holder, weight in name.within if _lies_in(candidate, holder)), default=0
            )
            if name.said in {"town", "point"} and _has_town(candidate, name.candidates):
                scores[name.key][candidate] -= _NOT_WHAT_IS_SAID
    return {key: max(best, key=best.__getitem__) for key, best in scores.items() if best}


def _is_credible(
    candidate: Candidate, names: Sequence[_Name], context: "_Context", key: str
) -> bool:
    """Whether a place is large, or the text says something for it.

    "In Varda" alone is no reason to think of a Greek village of that name.
    """
    if candidate.population >= _OBSCURE or candidate.kind not in _OBSCURE_KINDS:
        return True
    holders = (holder for name in names if name.key == key for holder, _ in name.within)
    located = any(_lies_in(candidate, holder) for holder in holders)
    return located or context.support(candidate, key) > 0


def _prior(candidate: Candidate) -> float:
    return (
        math.log10(candidate.population + 100)
        + _KIND_WEIGHT[candidate.kind] * (candidate.sense != "alias")
        + _SENSE_WEIGHT[candidate.sense]
        + _CAPITAL * candidate.capital
    )


def _namesake(candidate: Candidate, rivals: Sequence[Candidate], key: str) -> float:
    """What a division loses to the town it is called after: "in Basra", not "al Basrah".

    A division with a name of its own loses nothing: "Gaza" is the Strip as often as the city.
    """
    own = candidate.sense != "alias" and fold_name(candidate.name) != key
    if candidate.kind not in _DIVISION_KINDS or own:
        return 0.0
    twins = {c.geonames_id for c in rivals if c.kind == "city" and _is_twin(c, candidate)}
    if not twins:
        return 0.0
    # "Quebec City": whoever means the town can say so
    own_name = any(c.geonames_id in twins for c in find_candidates(f"{key} city"))
    return _NAMESAKE_SAID_CITY if own_name else _NAMESAKE


@dataclass(frozen=True, slots=True)
class _Context:
    """What the other names of a text speak of."""

    chosen: dict[str, Candidate]
    countries: Counter[str]
    divisions: Counter[tuple[str, str]]
    votes: Counter[str]

    @classmethod
    def of(cls, chosen: dict[str, Candidate], votes: Counter[str]) -> "_Context":
        places = {c for c in chosen.values() if c.country}
        return cls(
            chosen=chosen,
            countries=Counter(c.country for c in places if c.country),
            divisions=Counter((c.country, c.admin1) for c in places if c.country and c.admin1),
            votes=votes,
        )

    def support(self, candidate: Candidate, key: str) -> float:
        """What the other names say for a candidate: its own earlier choice does not count."""
        if candidate.country is None:
            return 0.0
        own = self.chosen.get(key)
        same = own is not None and own.country == candidate.country
        others = self.countries[candidate.country] - same
        agreeing = others + _WORD_VOTE * self.votes[candidate.country]
        score = min(_SAME_COUNTRY * math.log2(1 + agreeing), _MOST_SAME_COUNTRY)
        if candidate.admin1:
            division = (candidate.country, candidate.admin1)
            same = own is not None and (own.country, own.admin1) == division
            score += _SAME_DIVISION * math.log2(1 + self.divisions[division] - same)
        return score + _NEIGHBOUR * self._has_neighbour(candidate, key)

    def _has_neighbour(self, candidate: Candidate, key: str) -> bool:
        return candidate.kind == "city" and any(
            other.kind == "city"
            and name != key
            and other != candidate
            and _is_close(candidate, other)
            for name, other in self.chosen.items()
        )


def _is_close(one: Candidate, other: Candidate) -> bool:
    if one.lat is None or other.lat is None or one.lon is None or other.lon is None:
        return False
    return abs(one.lat - other.lat) + abs(one.lon - other.lon) < _NEIGHBOUR_DEGREES


def _lies_in(candidate: Candidate, holder: Candidate) -> bool:
    if candidate.country != holder.country or candidate.kind == "country":
        return False
    return holder.kind == "country" or (
        candidate.admin1 == holder.admin1 and candidate.kind != "admin1"
    )


def _to_place(name: _Name, candidate: Candidate | None) -> Place | None:
    if candidate is None:
        return None
    place = Place(
        lat=candidate.lat,
        lon=candidate.lon,
        country=candidate.country,
        admin1=candidate.admin1,
        geonames_id=candidate.geonames_id,
        kind=candidate.kind,
    )
    if name.part and candidate.kind == "country":
        return replace(place, lat=None, lon=None, geonames_id=None, kind="region")
    if candidate.kind in {"region", "continent", "water"}:
        return replace(place, lat=None, lon=None)
    return place
