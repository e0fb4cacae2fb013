"""Claims of different articles on the same happening become one event.

In: happenings. Out: a `Link` of two with its score and the sentence that says why, and groups.
Contradicting days, towns or states part two claims whatever else speaks for them; contradicting
tolls never do, and what is unknown speaks neither way.
"""

import datetime
import functools
import itertools
import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from dateline.linking.grouping import Pair, agglomerate, find_components
from dateline.linking.happenings import Days, Happening, Named, Spot
from dateline.linking.stories import story_likeness
from dateline.records import ClaimRef, Link, Toll
from dateline.resources.common_words import is_common_word

# Points for and against, added and turned into a probability. They were set by hand on the
# examples and on wire reports read by eye: no corpus here says which claims are one happening.
_BIAS = -4.0
_SAME_TYPE = 1.0
_SAME_MODE, _OTHER_MODE = 0.5, -1.5
# What few other happenings share, in parts of one: a link needs one whole.
_DAY, _PLACE, _NUMBER, _LARGE, _NEAR, _VICTIM, _DOER, _ALIKE, _DEED, _OWN_STORY = (
    0.65, 0.5, 0.65, 1.0, 0.45, 0.65, 0.4, 0.4, 0.2, 0.35,
)  # fmt: skip
_TIME = {1: 1.8, 2: 1.2, 3: 1.0, 4: 0.6, 5: 0.2}  # by the coarser of the two
_DETAILED = 3
_TOWN, _REGION, _NEIGHBOUR, _COUNTRY = 1.5, 0.6, 0.3, 0.2
_ACTOR, _RECIPIENT, _PEOPLE, _OTHER_SPEAKER = 1.2, 1.0, 0.4, -2.0
_SEVERAL, _MANY = 3, 10
_TOLL, _NEAR_TOLL, _OTHER_COUNT = 1.8, 0.4, -1.5
_WORDS, _STORY, _OTHER_STORY = 3.5, 2.0, -0.5
_LIKE_WORDS = 0.25
_ABOUT, _SAME_ARTICLE = 2.0, 1.5
# What is told without a day is mostly news: each day beyond two between the known day and the
# other's publication. Protests are held again the next day.
_LATE, _LATEST, _DAILY = -1.2, -2.5, -0.5
_SAME_DEED, _NAMED_DEED = 0.7, 0.6  # one word for the deed, or the other's sentence has it

_LINKED = 0.5
_ENOUGH = 0.99  # parts are added as floats
# A pair that was not linked and does not contradict counts as this; a group of five is joined by a
# claim that is linked to two of them.
_UNLINKED, _GROUPED = 0.3, 0.5

_NEAR_KM = 30  # two names of one town; a suburb and its city
_DIFFERENT_DEEDS = frozenset(
    "abduct arrest curfew strike firearms explosives aerial crowd-control hunger".split()
)
_TALK = frozenset(
    "ACCUSE REJECT THREATEN REQUEST AGREE CONSULT SUPPORT COOPERATE AID CONCEDE".split()
)
_MEETING_TYPES = frozenset(
    frozenset(pair.split("/"))
    for pair in (
        "ASSAULT/PROTEST ASSAULT/COERCE PROTEST/COERCE COERCE/SANCTION COERCE/MOBILIZE"
        " CONCEDE/RETREAT AGREE/CONSULT AGREE/CONCEDE AGREE/COOPERATE AGREE/RETREAT SUPPORT/AID"
        " CONSULT/COOPERATE AID/COOPERATE ACCUSE/THREATEN REQUEST/THREATEN"
    ).split()
)
_COUNTED = frozenset({"arrested", "abducted", "displaced", "missing"})

_NOUNS = {
    "abduct": "an abduction", "arrest": "an arrest", "curfew": "a curfew", "strike": "a strike",
    "riot": "a riot", "demo": "a demonstration", "seize": "a seizure", "ceasefire": "a ceasefire",
    "release": "a release", "deport": "a deportation", "boycott": "a boycott",
    "hunger": "a hunger strike", "ASSAULT": "an assault", "PROTEST": "a protest",
    "COERCE": "an act of coercion", "MOBILIZE": "a deployment", "SANCTION": "a sanction",
    "ACCUSE": "an accusation", "REJECT": "a refusal", "THREATEN": "a threat",
    "REQUEST": "a demand", "AGREE": "an agreement", "CONSULT": "a meeting", "SUPPORT": "support",
    "COOPERATE": "cooperation", "AID": "aid", "CONCEDE": "a concession", "RETREAT": "a retreat",
}  # fmt: skip


@dataclass(slots=True)
class _Weighing:
    """Points of a comparison, and the phrases that tell people what spoke for it."""

    points: float = _BIAS
    phrases: tuple[str, ...] = ()
    details: float = 0.0  # what few other happenings share; one whole detail is needed

    def add(self, points: float, phrase: str = "", *, detail: float = 0.0) -> None:
        self.points += points
        self.details += detail
        if phrase:
            self.phrases += (phrase,)


def same_event(a: Happening, b: Happening) -> Link | None:
    """Judge whether two claims tell of one happening; None when they do not, or may not.

    Two claims of one article are linked only when one denies the other: that they are different
    happenings was judged by the reader, who saw more.
    """
    if a.ref == b.ref or contradiction(a, b) is not None:
        return None
    a, b = sorted((a, b), key=lambda happening: str(happening.ref))
    tells = is_denial_of(a, b) or is_denial_of(b, a)
    if not tells and (a.ref.article == b.ref.article or not _may_meet(a, b)):
        return None
    weighing = _Weighing()
    _weigh_types(a, b, tells, weighing)
    _weigh_place(a.spot, b.spot, weighing)
    _weigh_time(a, b, weighing)
    _weigh_toll(a.toll, b.toll, weighing)
    _weigh_people(a, b, tells, weighing)
    _weigh_text(a, b, weighing)
    score = round(1 / (1 + math.exp(-weighing.points)), 4)
    if score < _LINKED or weighing.details < _ENOUGH:
        return None
    reason = _sentence(a, b, tells, weighing.phrases)
    return Link(kind="same-event", a=str(a.ref), b=str(b.ref), score=score, reason=reason)


def contradiction(a: Happening, b: Happening) -> str | None:
    """What makes it impossible that two claims tell of one happening; None when nothing does."""
    if a.is_ahead != b.is_ahead:
        return "one has happened and the other has not"
    if _are_far_apart(a.spot, b.spot):
        return "they were in different places"
    if a.ref.article == b.ref.article and not _are_told_twice(a, b):
        return "one article tells of them as two"
    if _are_about_one(a, b):
        return None  # accusations of one act, or denials, on Monday and on Tuesday
    if a.is_denial != b.is_denial:
        words, deed = (a, b) if a.is_denial else (b, a)
        return "it was denied before it happened" if _is_after(deed.days, words) else None
    if a.days is not None and b.days is not None and not a.days.overlaps(b.days):
        return "they were on different days"
    if not a.is_ahead and (_is_after(a.days, b) or _is_after(b.days, a)):
        return "one was told before the other happened"
    return None


def group_happenings(
    happenings: Sequence[Happening],
    links: Sequence[Link],
    together: Collection[tuple[ClaimRef, ClaimRef]] = (),
    apart: Collection[tuple[ClaimRef, ClaimRef]] = (),
) -> list[tuple[ClaimRef, ...]]:
    """Group claims into events: sorted, each claim in one, those that stand alone too.

    Args:
        happenings: all that are to be grouped.
        links: judgements on pairs of them; others are passed over.
        together: claims that people joined, whatever contradicts.
        apart: claims that people parted; this outranks everything.
    """
    by_name = {str(happening.ref): happening for happening in happenings}
    scores = {
        (link.a, link.b): link.score for link in links if link.a in by_name and link.b in by_name
    }
    joined, parted = _named(together, by_name), _named(apart, by_name)

    @functools.cache
    def contradict(a: str, b: str) -> bool:
        return contradiction(by_name[a], by_name[b]) is not None

    events = []
    for component in find_components(by_name, [*scores, *joined]):
        inside = frozenset(component)
        groups = agglomerate(
            component,
            scores,
            unlinked=_UNLINKED,
            threshold=_GROUPED,
            must_stay_apart=contradict,
            together=[pair for pair in joined if pair[0] in inside],
            apart=[pair for pair in parted if inside.issuperset(pair)],
        )
        events += [tuple(sorted(by_name[name].ref for name in group)) for group in groups]
    return sorted(events)


def articles_of_one_event(events: Iterable[Sequence[ClaimRef]]) -> set[Pair]:
    """Pairs of article ids, the lesser first, that have claims of one event."""
    held = (sorted({ref.article for ref in event}) for event in events)
    return {pair for articles in held for pair in itertools.combinations(articles, 2)}


def link_happenings(happenings: Iterable[Happening]) -> list[Link]:
    """Compare all that share a key, in memory; an archive asks its index for the same pairs."""
    by_name = {str(happening.ref): happening for happening in happenings}
    holders: dict[str, set[str]] = {}
    for name, happening in by_name.items():
        for key in happening.keys:
            holders.setdefault(key, set()).add(name)
        holders.setdefault(happening.ref.article, set()).add(name)  # denials of its own claims
    pairs = {pair for held in holders.values() for pair in itertools.combinations(sorted(held), 2)}
    found = (same_event(by_name[a], by_name[b]) for a, b in sorted(pairs))
    return [link for link in found if link is not None]


def is_denial_of(words: Happening, deed: Happening) -> bool:
    """Whether a claim denies what another tells, by the other's word for it."""
    return words.is_denial and not deed.is_denial and bool(words.about & deed.trigger)


def _are_about_one(a: Happening, b: Happening) -> bool:
    """Whether two accusations or denials speak of one deed, by two words for it."""
    return len(a.about & b.about) > 1


def _may_meet(a: Happening, b: Happening) -> bool:
    if a.is_denial or b.is_denial:
        return a.is_denial and b.is_denial and _are_about_one(a, b)
    return a.type == b.type or frozenset((a.type, b.type)) in _MEETING_TYPES


def _weigh_types(a: Happening, b: Happening, tells: bool, weighing: _Weighing) -> None:
    if tells:
        weighing.add(_ABOUT, detail=1)
        if a.ref.article == b.ref.article:
            weighing.add(_SAME_ARTICLE)
    elif a.type == b.type:
        weighing.add(_SAME_TYPE)
    if a.trigger & b.trigger:
        weighing.add(_SAME_DEED, detail=_DEED)
    elif a.trigger & b.told or b.trigger & a.told:
        weighing.add(_NAMED_DEED)
    if a.modes & b.modes:
        weighing.add(_SAME_MODE)
    elif a.modes & _DIFFERENT_DEEDS and b.modes & _DIFFERENT_DEEDS:
        weighing.add(_OTHER_MODE)
    elif a.type == b.type and bool(a.modes) != bool(b.modes) and not tells:
        weighing.add(_OTHER_MODE / 3)


def _weigh_place(a: Spot | None, b: Spot | None, weighing: _Weighing) -> None:
    if a is None or b is None:
        return
    if a.key == b.key:
        points = _TOWN if a.is_town or a.precision is None else _REGION
        weighing.add(points, f"in {a.name}", detail=_PLACE * (points == _TOWN))
    elif a.is_town and b.is_town and _distance_km(a, b) is not None:
        weighing.add(_NEIGHBOUR, f"in {a.name} or {b.name}")
    elif a.country is not None and a.country == b.country:
        weighing.add(_COUNTRY)


def _weigh_time(a: Happening, b: Happening, weighing: _Weighing) -> None:
    if a.is_denial or b.is_denial:
        return
    if a.days is not None and b.days is not None:
        precision = max(a.days.precision, b.days.precision)
        coarser = a.days if a.days.precision == precision else b.days
        weighing.add(_TIME[precision], _told_days(coarser), detail=_DAY * (precision <= _DETAILED))
        return
    known, other = (a, b) if a.days is not None else (b, a)
    if other.story.published is None:
        return
    told = known.days.last if known.days is not None else known.story.published
    if told is not None:
        gap = abs(other.story.published - told)
        weighing.add(max(_LATEST, _LATE * max(0, gap - 2)))
    if a.type == b.type == "PROTEST":
        weighing.add(_DAILY)


def _weigh_toll(a: Sequence[Toll], b: Sequence[Toll], weighing: _Weighing) -> None:
    """The same number speaks for it, the more the larger; another number of arrested against."""
    found = [
        _compare_tolls(one, other)
        for one, other in itertools.product(a, b)
        if one.kind == other.kind
    ]
    if found:
        # People read of the killed first, whichever number decides.
        phrase = max(found, key=lambda toll: ("killed" in toll[1], toll))[1]
        weighing.add(max(found)[0], phrase, detail=max(detail for _, _, detail in found))


def _compare_tolls(one: Toll, other: Toll) -> tuple[float, str, float]:
    """Points, what to tell, and how much of a detail it is."""
    low, high = sorted((_count(one), _count(other)))
    if low == high:
        detail = _LARGE if low >= _MANY else _NUMBER * (low >= _SEVERAL)
        return min(_TOLL, 0.6 + 0.3 * math.log2(max(1, low))), f"with {low} {one.kind}", detail
    if one.kind in _COUNTED:
        return _OTHER_COUNT, "", 0.0
    is_near = high <= 2 * low
    return _NEAR_TOLL * is_near, f"with {low} or {high} {one.kind}", _NEAR * is_near


def _weigh_people(a: Happening, b: Happening, tells: bool, weighing: _Weighing) -> None:
    if tells:
        if _shared_name(a.actors + a.recipients, b.actors + b.recipients):
            weighing.add(_ACTOR / 2)
        return
    named = {
        one.shown
        for one in (*a.actors, *b.actors, *a.recipients, *b.recipients)
        if not all(is_common_word(word) for word in one.key.split() if word.isalpha())
    }
    if shared := _shared_name(a.actors, b.actors):
        is_name = shared in named
        weighing.add(_ACTOR if is_name else _PEOPLE, f"by {shared}", detail=_DOER * is_name)
    elif _are_about_one(a, b):
        weighing.add(_ABOUT, "on one act", detail=1)
    elif a.type in _TALK and a.type == b.type and a.actors and b.actors:
        weighing.add(_OTHER_SPEAKER)
    if shared := _shared_name(a.recipients, b.recipients):
        is_name = shared in named
        weighing.add(
            _RECIPIENT if is_name else _PEOPLE, f"against {shared}", detail=_VICTIM * is_name
        )


def _weigh_text(a: Happening, b: Happening, weighing: _Weighing) -> None:
    likeness = a.wording.likeness(b.wording)
    weighing.add(_WORDS * likeness)
    if likeness >= 0.15:
        words = " and ".join(f"“{word}”" for word in a.wording.shared(b.wording, 2))
        weighing.add(0, f"in like words ({words})", detail=_ALIKE * (likeness >= _LIKE_WORDS))
    if a.ref.article != b.ref.article:
        story = story_likeness(a.story, b.story)
        weighing.add(_STORY * story if story >= 0.2 else _OTHER_STORY)
        if story >= 0.5:
            weighing.add(0, "in articles that tell one story", detail=_OWN_STORY)


def _sentence(a: Happening, b: Happening, tells: bool, phrases: Sequence[str]) -> str:
    """Both tell of an assault in Beira on 9 April 2024 with 17 killed."""
    told = " ".join(phrase for phrase in phrases if phrase)
    if tells:
        deed = b if a.is_denial else a
        return f"one denies or rejects {_noun(deed)} that the other tells of {told}".strip()
    nouns = dict.fromkeys((_noun(a), _noun(b)))
    return f"both tell of {' or '.join(nouns)} {told}".strip()


def _noun(happening: Happening) -> str:
    if happening.is_denial:
        return "a denial"
    modes = (_NOUNS[mode] for mode in sorted(happening.modes) if mode in _NOUNS)
    return next(modes, _NOUNS[happening.type])


def _told_days(days: Days) -> str:
    first, last = datetime.date.fromordinal(days.first), datetime.date.fromordinal(days.last)
    if first == last:
        return f"on {first.day} {first:%B %Y}"
    if (first.year, first.month) == (last.year, last.month):
        return f"in {first:%B %Y}" if days.precision == 4 else f"around {first.day} {first:%B %Y}"
    return f"between {first.day} {first:%B %Y} and {last.day} {last:%B %Y}"


def _is_after(days: Days | None, told: Happening) -> bool:
    """Whether the days begin after the other's article came out, so it cannot tell of them.

    A day of grace, because the day of publication depends on the clock that it was read from.
    """
    published = told.story.published
    return days is not None and published is not None and days.first > published + 1


def _are_told_twice(a: Happening, b: Happening) -> bool:
    """Whether two claims of one article may be one: words about a deed, or the same day and town.

    The reader has joined what it took for one, and it saw more than is compared here.
    """
    if a.is_denial or b.is_denial:
        return True
    if a.days is None or b.days is None or a.spot is None or b.spot is None:
        return False
    is_day = a.days == b.days and a.days.precision == 1
    return a.type == b.type and is_day and a.spot.is_town and a.spot.key == b.spot.key


def _are_far_apart(a: Spot | None, b: Spot | None) -> bool:
    if a is None or b is None:
        return False
    if a.country is not None and b.country is not None and a.country != b.country:
        return True
    if not (a.is_town and b.is_town) or a.key == b.key:
        return False
    distance = _distance_km(a, b)
    return distance is None or distance > _NEAR_KM


def _distance_km(a: Spot, b: Spot) -> float | None:
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    lat_a, lat_b = math.radians(a.lat), math.radians(b.lat)
    half = math.sin((lat_b - lat_a) / 2) ** 2 + math.cos(lat_a) * math.cos(lat_b) * (
        math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    )
    return 2 * 6371 * math.asin(math.sqrt(half))


def _shared_name(a: Iterable[Named], b: Iterable[Named]) -> str | None:
    """A name of both, or of which the one is a part of the other: "Front" of "Front for …"."""
    for one, other in itertools.product(a, b):
        few, many = sorted((set(one.key.split()), set(other.key.split())), key=len)
        if few <= many:
            return max(one, other, key=lambda named: (len(named.key), named.shown)).shown
    return None


def _count(toll: Toll) -> int:
    return next(n for n in (toll.best, toll.low, toll.high) if n is not None)


def _named(
    pairs: Iterable[tuple[ClaimRef, ClaimRef]], known: Collection[str]
) -> list[tuple[str, str]]:
    """Pairs as names, the lesser first, of those that are there."""
    named = sorted(tuple(sorted((str(a), str(b)))) for a, b in pairs)
    return [(a, b) for a, b in named if a != b and a in known and b in known]
