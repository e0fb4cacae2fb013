"""Where: the places a text names, which places they are, and how exactly they say where.

In: a text and the ranges of names in it, or a parsed body. Out: `Place`s from the gazetteer, chosen
by what the whole article speaks of, and UCDP's where_prec (1 the place itself … 7 no country).
A country's `Place` has its centre for maps of countries; a `Where` never pins more than it knows.
"""

import functools
import itertools
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from dateline.reading.prose import Paragraph, Prose, span_of
from dateline.records import Place, Span, Where
from dateline.resources.gazetteer import Candidate, find_candidates, fold_name


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A name of a place in the body, and the place, None when the gazetteer does not know it."""

    span: Span
    name: str
    place: Place | None


def find_places(prose: Prose) -> list[PlaceMention]:
    """Every place the body names, in order, each resolved in the light of the others."""
    found = find_place_spans(prose)
    places = resolve_places(prose.article.text, [span for span, _ in found])
    return [
        PlaceMention(span, name, place) for (span, name), place in zip(found, places, strict=True)
    ]


def find_place_spans(prose: Prose) -> list[tuple[Span, str]]:
    """Names of places in the body: "Beslan", not the "Paris" of "Paris Hilton".

    spaCy's places that the gazetteer knows (or whose words say that they are places), and known
    places that spaCy overlooked or took for something else. Little known names ("Tyler") count
    only if the body says once that they are places: "in Tyler", "Tyler, Texas". Demonyms
    ("Russian troops") are not names of places.
    """
    text = prose.article.text
    found: dict[Span, bool] = {}
    for paragraph in prose.paragraphs:
        for tokens, is_sure in _place_tokens(paragraph):
            span = _with_district(text, span_of(tokens))
            found[span] = is_sure or found.get(span, False)
    names = [(span, text[span.start : span.end]) for span in sorted(found)]
    sure = {name for span, name in names if found[span]}
    inside = {b for (a, _), (b, _) in itertools.pairwise(names) if a.covers(b)}
    return [(span, name) for span, name in names if name in sure and span not in inside]


def resolve_places(text: str, spans: Sequence[Span]) -> list[Place | None]:
    """Which places the names at `spans` are; None for a name the gazetteer does not know.

    The same name means the same place throughout a text. Candidates are scored by how many people
    live there, by what the text says right after the name ("Moscow, Idaho"), and, in a second
    pass, by the countries and divisions of the other names.
    """
    names = [_Name.read(text, span) for span in spans]
    votes = _word_votes(text, spans)
    chosen: dict[str, Candidate] = {}
    for _ in range(_PASSES):
        chosen = _choose(names, votes, chosen)
    return [_to_place(name, chosen.get(name.key)) for name in names]


def place_precision(text: str, span: Span, place: Place) -> int:
    """UCDP's where_prec of a mention: "near Tikrit" is 2, "northern Mali" 5, "Mali" 6."""
    if place.kind in _FIXED_PRECISION:
        return _FIXED_PRECISION[place.kind]
    if place.kind == "water":
        return 7 if _OPEN_WATER.search(text[span.start : span.end]) else 5
    if place.kind == "country":
        return 5 if _part_before(text, span.start) else 6
    return _city_precision(text, span)


def widen(text: str, span: Span) -> tuple[Span, str]:
    """The name with the words that say which part or division of it: "southern Russia"."""
    start, end = span
    if before := _part_before(text, start):
        start = before.start("part")
    if after := _DIVISION_AFTER.match(text, end):
        end = after.end()
    return Span(start, end), text[start:end]


def describe_where(text: str, mention: PlaceMention, entity: str | None = None) -> Where:
    """The `Where` of a claim at this mention: its words, precision, and a pin only if it has one.

    Args:
        text: the article's text.
        mention: the name, resolved or not.
        entity: the id of the place's entity, None when it has none.
    """
    span, name = widen(text, mention.span)
    place = mention.place
    if place is None:
        return Where(entity=entity, name=name, precision=None, evidence=(span,))
    precision = place_precision(text, mention.span, place)
    lat, lon = (place.lat, place.lon) if precision < _NO_PIN else (None, None)
    evidence = _with_distance(text, span) if precision == _NEAR else span
    return Where(
        entity=entity, name=name, country=place.country, lat=lat, lon=lon, precision=precision,
        evidence=(evidence,),
    )  # fmt: skip


# How precise ----------------------------------------------------------------------------------

_NEAR = 2
_NO_PIN = 5
_FIXED_PRECISION = {
    "admin1": 4, "admin2": 3, "admin3": 3, "region": 5, "continent": 7,
}  # fmt: skip
_OPEN_WATER = re.compile(
    r"\b(?:ocean|sea|gulf|straits?|channel|bay|atlantic|pacific)\b|(?:ean|tic)$", re.IGNORECASE
)
_SIDE = (
    r"(?:(?:north|south|mid)[- ]?)?(?:north|south|east|west|centr)(?:-?(?:east|west))?(?:ern|al)?"
)
_PART_BEFORE = re.compile(
    rf"\b(?P<part>(?:(?:far|extreme|remote|rural|mountainous) )?{_SIDE}(?:-{_SIDE})?"
    # "the northern province of Idlib", "in the north of Mali"; but "30 km south of Mosul" is near
    r"(?: (?:(?:state|province|region|governorate|part|parts|area) of |of (?:the )?)| )"
    r"|(?:state|province|region|governorate|department|district|county) of )(?:the )?$",
    re.IGNORECASE,
)
_DIVISION_AFTER = re.compile(
    r"(?:['’]s)? (?P<word>province|governorate|region|state|oblast|prefecture|department|district"
    r"|county|municipality|valley|peninsula|desert)\b",
    re.IGNORECASE,
)
_NEAR_BEFORE = re.compile(
    r"\b(?:near(?:by)?|outside(?: of)?|close to|not far from|around"
    r"|(?:the )?(?:out)?skirts of|suburbs? of"
    r"|(?:\w+|\d[\d.,]*)(?: |-)?(?:km|kms|kilomet\w+|miles?|metres|meters)"
    rf"(?: \([^)]*\))? (?:{_SIDE} of|from|outside|away from)|(?:just )?{_SIDE} of"
    r"|the vicinity of|between) (?:the (?:city|town|village|port|capital)(?: of)? )?(?:the )?$",
    re.IGNORECASE,
)
_WITHIN_BEFORE = re.compile(
    r"\b(?P<word>province|governorate|region|state|oblast|department|district|county|municipality)"
    r" of (?:the )?$",
    re.IGNORECASE,
)
_SECOND_ORDER = {"district", "county", "municipality"}


def _city_precision(text: str, span: Span) -> int:
    before = text[max(0, span.start - 80) : span.start]
    after = _DIVISION_AFTER.match(text, span.end)
    within = after or _WITHIN_BEFORE.search(before)
    if within:
        return 3 if within["word"].lower() in _SECOND_ORDER else 4
    return _NEAR if _NEAR_BEFORE.search(before) else 1


def _part_before(text: str, start: int) -> re.Match[str] | None:
    """The side before a name: "southern" Russia; but not 30 km "south of" Mosul."""
    found = _PART_BEFORE.search(text, max(0, start - 60), start)
    if found is None:
        return None
    side_of = re.search(r"(?:h|t|n|l) of (?:the )?$", found["part"], re.IGNORECASE)
    lead = text[max(0, found.start() - 8) : found.start()]
    return None if side_of and not lead.lower().endswith("the ") else found


def _with_distance(text: str, span: Span) -> Span:
    near = _NEAR_BEFORE.search(text, max(0, span.start - 80), span.start)
    return Span(near.start(), span.end) if near else span


# Which place ----------------------------------------------------------------------------------

_PASSES = 3
_KIND_WEIGHT = {
    "country": 1.5, "continent": 1.5, "region": 0.0, "water": 0.5, "city": 0.0, "admin1": -0.4,
    "admin2": -1.0, "admin3": -2.0, "facility": 0.0,
}  # fmt: skip
_SENSE_WEIGHT = {"name": 0.0, "alias": -1.5, "demonym": 0.0}
_CAPITAL = 1.0
_NAMESAKE = 0.5  # "New York" is the city in it rather than the state
_SAME_COUNTRY = 0.8  # for each doubling of the names in that country
_SAME_DIVISION = 0.8
_WITHIN = 6.0  # "Moscow, Idaho": the text itself says which
_LOOSELY_WITHIN = 3.0  # "Tripoli in northern Lebanon"
_NEIGHBOUR = 0.8
_NEIGHBOUR_DEGREES = 1.5
_WORD_VOTE = 0.5  # a country's name that is not among the spans

_SIDE_WORD = re.compile(rf"^(?:the )?{_SIDE} (?=[A-Z])", re.IGNORECASE)
_GENERIC_BEFORE = re.compile(
    r"^(?:the )?(?:(?:capital )?(?:city|town|village|port|state|province|district|county|republic"
    r"|region|governorate|island|municipality) of |downtown |greater |central |mainland )",
    re.IGNORECASE,
)
_GENERIC_AFTER = re.compile(
    r"(?: (?:city|town|village|province|state|governorate|region|district|oblast|metropolitan area"
    r"|area|municipality|island|islands|republic|peninsula))+$",
    re.IGNORECASE,
)
_FACILITY = re.compile(
    r"\b(?:airport|airfield|air ?base|university|college|hospital|medical center|stadium|court"
    r"|courthouse|cathedral|station|prison|jail|museum|zoo|port|harbou?r|city hall|town hall"
    r"|town council|city council|police department|bridge|refinery|power plant|institute|school"
    r"|academy|cent(?:er|re)|hotel|mall|theat(?:er|re)|arena|mosque|church|barracks|camp|dam"
    r"|tunnel|terminal|clinic)$",
    re.IGNORECASE,
)
_CONTAINER = re.compile(
    r"(?P<comma>,? ?\(|, )?(?P<loose> in (?:the )?|[’']s )?"
    rf"(?:(?:{_SIDE}|central|rural|nearby|upstate|the state of|the province of) )?"
    r"(?P<name>(?:[A-Z][\w.'’-]*)(?: (?:of |and )?(?:[A-Z][\w.'’-]*)){0,2})"
)
_CAPITALISED = re.compile(r"\b[A-Z][\w.]*(?: [A-Z][\w.]*)?")


@dataclass(frozen=True, slots=True)
class _Name:
    """A name to resolve: what it may mean, and what the text puts around it."""

    key: str  # the name as looked up: mentions with one key mean one place
    candidates: tuple[Candidate, ...]
    part: bool  # "northern Iraq": a part of the place only
    within: tuple[tuple[Candidate, float], ...]  # what the text says it lies in, with a weight
    start: int

    @classmethod
    def read(cls, text: str, span: Span) -> "_Name":
        surface = re.sub(r"\s+", " ", text[span.start : span.end])
        key, candidates, inner = _look_up(surface, text)
        if _GENERIC_AFTER.search(surface) or _DIVISION_AFTER.match(text, span.end):
            divisions = tuple(c for c in candidates if c.kind in {"admin1", "admin2", "admin3"})
            if divisions and divisions != candidates:  # "Homs province" is not the town of Homs
                key, candidates = f"{key} (division)", divisions
        return cls(
            key=fold_name(key),
            candidates=candidates,
            part=_SIDE_WORD.match(surface) is not None and not find_candidates(surface),
            within=tuple((c, _WITHIN) for c in inner) + tuple(_containers(text, span.end)),
            start=span.start,
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
            and c.population >= _MINED_POPULATION
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


def _containers(text: str, end: int) -> Iterator[tuple[Candidate, float]]:
    """What the words after a name say it lies in: "Moscow, Idaho", "Tripoli in Lebanon"."""
    found = _CONTAINER.match(text, end)
    if found is None or not (found["comma"] or found["loose"]):
        return
    weight = _WITHIN if found["comma"] and not found["loose"] else _LOOSELY_WITHIN
    words = found["name"].split()
    for size in range(len(words), 0, -1):
        name = " ".join(words[:size])
        holders = [c for c in find_candidates(name) if c.kind in {"country", "admin1"}]
        if holders:
            yield from ((c, weight) for c in holders if c.sense != "alias")
            return


def _word_votes(text: str, spans: Iterable[Span]) -> Counter[str]:
    """Countries by how many different words of the text, outside the names, speak of them."""
    taken = {at for span in spans for at in range(span.start, span.end)}
    words = {m.group() for m in _CAPITALISED.finditer(text) if m.start() not in taken}
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
                c: _prior(c) + _namesake(c, name.candidates) + context.support(c, name.key)
                for c in name.candidates
            }
        for candidate in name.candidates:
            scores[name.key][candidate] += max(
                (weight for holder, weight in name.within if _lies_in(candidate, holder)), default=0
            )
    return {key: max(best, key=best.__getitem__) for key, best in scores.items() if best}


def _prior(candidate: Candidate) -> float:
    return (
        math.log10(candidate.population + 100)
        + _KIND_WEIGHT[candidate.kind] * (candidate.sense != "alias")
        + _SENSE_WEIGHT[candidate.sense]
        + _CAPITAL * candidate.capital
    )


def _namesake(candidate: Candidate, rivals: Sequence[Candidate]) -> float:
    if candidate.kind != "admin1" or candidate.sense != "name":
        return 0.0
    inside = (c for c in rivals if c.kind == "city" and _lies_in(c, candidate))
    return -_NAMESAKE if any(c.population * 20 > candidate.population for c in inside) else 0.0


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
        score = _SAME_COUNTRY * math.log2(1 + others + _WORD_VOTE * self.votes[candidate.country])
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


# Which words ----------------------------------------------------------------------------------

_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_NAME_LABELS = frozenset({"PERSON", "ORG", "NORP", "EVENT", "WORK_OF_ART", "PRODUCT", "LAW", "FAC"})
_LOCATIVE = frozenset({
    "in", "near", "at", "from", "to", "outside", "across", "inside", "into", "throughout", "around",
    "toward", "towards", "via", "over", "between", "within", "through",
})  # fmt: skip
_LONGEST_NAME = 4
_KNOWN_POPULATION = 50_000
_MINED_POPULATION = 100_000  # smaller towns are named like people and things
_RETYPED_POPULATION = 500_000
_SETTLEMENT = r"(?:village|town|city|port|hamlet|settlement|district|suburb|municipality|province)"
_SETTLEMENT_BEFORE = re.compile(rf"\b{_SETTLEMENT}s? of (?:the )?$", re.IGNORECASE)
_SETTLEMENT_AFTER = re.compile(rf" {_SETTLEMENT}\b", re.IGNORECASE)
_DISTRICT = re.compile(r", (?:D\.C\.|DC\b)")
_TITLES = frozenset({
    "mayor", "governor", "gov.", "senator", "sen.", "rep.", "representative", "attorney",
    "president", "prime", "vice", "foreign", "defence", "defense", "interior", "minister",
    "premier", "chancellor", "king", "queen", "prince", "secretary", "state", "province", "city",
    "county", "region", "district", "governorate", "oblast", "ambassador", "gen.", "general",
    "col.", "republican", "democrat", "democratic", "sheriff", "judge", "chief", "congressman",
})  # fmt: skip


def _place_tokens(paragraph: Paragraph) -> Iterator[tuple[Tokens, bool]]:
    """Names of places, and whether they surely are; the others need another mention that is."""
    doc = paragraph.doc
    shouting = doc.text.isupper()
    taken: set[int] = set()
    for entity in doc.ents:
        taken.update(range(entity.start, entity.end))
        name = _trim(entity)
        if name is None:
            continue
        if _is_half_of_a_pair(name):
            yield from ((pair, True) for pair in _pairs(name) if find_candidates(pair.text))
        elif entity.label_ in _PLACE_LABELS:
            yield from _labelled_place(name, entity.label_)
        elif entity.label_ in _NAME_LABELS and _is_mislabelled(name, entity.label_):
            yield name, True
    yield from ((name, True) for name in _overlooked(doc, taken, shouting=shouting))


def _labelled_place(name: Tokens, label: str) -> Iterator[tuple[Tokens, bool]]:
    """What spaCy calls a place, if the gazetteer or the words around it agree."""
    if label != "FAC" and _is_part_of_a_name(name):
        return
    known = [c for c in find_candidates(name.text) if c.sense != "demonym"]
    if known:
        famous = any(_is_prominent(c, _KNOWN_POPULATION) for c in known)
        yield name, famous or label == "FAC" or _after_locative(name) or _has_container(name)
    elif label != "FAC" and _said_to_be_a_place(name):
        yield name, True


def _is_mislabelled(name: Tokens, label: str) -> bool:
    """Whether a name that spaCy takes for something else is a country's or a large city's.

    It takes "Dagestan" for a person at times.
    """
    if _is_part_of_a_name(name):
        return False
    known = any(_is_prominent(c, _RETYPED_POPULATION) for c in find_candidates(name.text))
    return known and (len(name) > 1 or label != "PERSON" or _after_locative(name))


def _is_half_of_a_pair(name: Tokens) -> bool:
    """Whether a hyphen or a stroke ties it to another word: "Gilgit" of "Gilgit-Baltistan"."""
    text, ties = name.doc.text, {"-", "–", "/"}
    return text[name.end_char : name.end_char + 1] in ties or (
        text[max(0, name.start_char - 1) : name.start_char] in ties
    )


def _pairs(name: Tokens) -> Iterator[Tokens]:
    """A name with the words tied to it before or after: "Gilgit-Baltistan"."""
    doc = name.doc
    if name.start > 1:
        yield doc[name.start - 2 : name.end]
    if name.end + 2 <= len(doc):
        yield doc[name.start : name.end + 2]


def _said_to_be_a_place(name: Tokens) -> bool:
    """Whether the words say that an unknown name is a place: "the village of Torva"."""
    text = name.doc.text
    return bool(
        _SETTLEMENT_BEFORE.search(text, 0, name.start_char)
        or _SETTLEMENT_AFTER.match(text, name.end_char)
        or (_after_locative(name) and _has_container(name))
    )


def _has_container(name: Tokens) -> bool:
    """Whether the text says right after the name what it lies in: "Tyler, Texas"."""
    return any(weight == _WITHIN for _, weight in _containers(name.doc.text, name.end_char))


def _with_district(text: str, span: Span) -> Span:
    """The whole of "Washington, D.C."."""
    found = _DISTRICT.match(text, span.end)
    return Span(span.start, found.end()) if found else span


def _overlooked(doc: Doc, taken: set[int], *, shouting: bool) -> Iterator[Tokens]:
    """Known names of places among the capitalised words that spaCy gave no label."""
    at = 0
    while at < len(doc):
        name = None if at in taken else _longest_place(doc, at, taken, shouting=shouting)
        if name is not None:
            yield name
        at = at + 1 if name is None else name.end


def _longest_place(doc: Doc, start: int, taken: set[int], *, shouting: bool) -> Tokens | None:
    if not _is_capitalised(doc[start]):
        return None
    for end in range(min(len(doc), start + _LONGEST_NAME), start, -1):
        name = doc[start:end]
        if taken.intersection(range(start, end)) or not _is_capitalised(doc[end - 1]):
            continue
        known = any(_is_prominent(c, _MINED_POPULATION) for c in find_candidates(name.text))
        alone = _after_locative(name) if shouting else not _is_part_of_a_name(name)
        if (
            known
            and alone
            and not _is_half_of_a_pair(name)
            and all(token.pos_ == "PROPN" or token.text == "-" for token in name)
        ):
            return name
    return None


def _is_prominent(candidate: Candidate, population: int) -> bool:
    """Whether a name is well known as a place's: chance spellings are not."""
    if candidate.sense != "name" or len(candidate.name) < 3:
        return False
    large = candidate.kind in {"city", "admin1"} and candidate.population >= population
    return large or candidate.kind in {"country", "region", "continent", "water"}


def _is_part_of_a_name(name: Tokens) -> bool:
    """Whether capitalised words next to it make a longer name: "Houston Rockets".

    "Texas Governor Ann Doe" and "Moscow, Idaho" are no longer names.
    """
    doc = name.doc
    if name.text.isupper() and doc.text.isupper():
        return False
    after = doc[name.end] if name.end < len(doc) else None
    if after is not None and _is_name_word(after) and after.lower_ not in _TITLES:
        return True
    before = doc[name.start - 1] if name.start else None
    return (
        before is not None
        and _is_name_word(before)
        and before.dep_ == "compound"
        and before.ent_type_ not in _PLACE_LABELS
    )


def _is_name_word(token: Token) -> bool:
    return token.pos_ == "PROPN" and _is_capitalised(token) and not token.is_punct


def _is_capitalised(token: Token) -> bool:
    return token.text[0].isupper()


def _after_locative(name: Tokens) -> bool:
    words = (name.doc[at].lower_ for at in range(name.start - 1, max(-1, name.start - 4), -1))
    skipped = itertools.dropwhile(_is_between_in_and_name, words)
    return next(skipped, "") in _LOCATIVE


@functools.cache
def _is_between_in_and_name(word: str) -> bool:
    return word == "the" or re.fullmatch(_SIDE, word) is not None


def _trim(entity: Tokens) -> Tokens | None:
    """The entity without "the", sides of the compass and "'s": "the northern Sinai's" → "Sinai"."""
    start, end = entity.start, entity.end
    doc = entity.doc
    while end > start and doc[end - 1].lower_ in {"'s", "’s", "'", "’"}:
        end -= 1
    if find_candidates(doc[start:end].text) and doc[start].lower_ != "the":
        return doc[start:end]
    while start < end and _is_between_in_and_name(doc[start].lower_):
        start += 1
    return doc[start:end] if start < end else None
