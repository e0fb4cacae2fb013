"""What speaks for and against two claims telling of one happening: points, and words for people.

In: two happenings. Out: a `Weighing`. The points were set by hand on the examples and on wire
reports read by eye, because no corpus at hand says which claims are one happening; after a change
run `tests/linking` and `benchmarks.linking`.
"""

import datetime
import itertools
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.linking.happenings import TALK, Days, Happening, Named, Spot
from dateline.linking.stories import story_likeness
from dateline.records import Toll
from dateline.records.distances import great_circle_km
from dateline.resources.common_words import is_common_word

_BIAS = -4.0
_SAME_TYPE, _SAME_MODE, _OTHER_MODE, _ONE_HAS_MODE = 1.0, 0.5, -1.5, -0.5
_SAME_DEED, _NAMED_DEED = 0.7, 0.6  # one word for the deed, or the other's sentence has it
_ONE_ACT, _ONE_ARTICLE, _DENIED_SOON = 2.0, 1.5, 0.8  # of a denial, and of accusations of one act
_TOWN, _REGION, _NEIGHBOUR, _COUNTRY = 1.5, 0.6, 0.3, 0.2
_TIME = {1: 1.8, 2: 1.2, 3: 1.0, 4: 0.6, 5: 0.2}  # by the coarser of the two precisions
# What is told without a day is mostly news: each day beyond two between the known day and the
# other's publication. Protests are held again the next day.
_LATE, _LATEST, _DAILY = -1.2, -2.5, -0.5
_TOLL, _NEAR_TOLL, _OTHER_COUNT = 1.8, 0.4, -1.5
_ACTOR, _RECIPIENT, _PEOPLE, _OTHER_SPEAKER, _OTHER_VICTIM = 1.2, 1.0, 0.4, -2.0, -1.5
_WORDS, _STORY, _OTHER_STORY = 3.5, 2.0, -0.5


class _Detail:
    """What few other happenings share, in parts of one; a link needs one whole.

    "Guerrillas attacked" in two articles on one war is not one attack, however alike their words:
    it takes a day and a town, a day and a toll, or a number that is not met again.
    """

    DAY, TOWN = 0.65, 0.5
    TOLL, LARGE_TOLL, NEAR_TOLL = 0.65, 1.0, 0.45
    VICTIM, DOER, WORDS, DEED, STORY = 0.65, 0.4, 0.4, 0.2, 0.35
    ACT = 1.0


_SOON = 3  # days after which a denial may be of something else
_WEEK = 3  # the precision up to which days are a detail
_SEVERAL, _MANY = 3, 10  # a toll that is a detail, and one that is a whole one
_LIKE_WORDS, _TOLD_WORDS = 0.25, 0.15  # likeness that is a detail, and that is told to people
_SHORT = 25  # different words; of a note of one sentence nothing is known as a story
_STORY_FLOOR, _ONE_STORY = 0.2, 0.5
_ENOUGH = 0.99  # a whole one; parts are added as floats

_DIFFERENT_DEEDS = frozenset(
    "abduct arrest curfew strike firearms explosives aerial crowd-control hunger".split()
)
# Which of these it is depends on whose it is: two ministers' demands of one day are two.
_BY_WHOM = TALK | {"COOPERATE", "AID"}
_COUNTED = frozenset({"arrested", "abducted", "displaced", "missing"})  # another number, other men

_NOUNS = {
    "abduct": "an abduction", "arrest": "an arrest", "curfew": "a curfew", "strike": "a strike",
    "riot": "a riot", "demo": "a demonstration", "seize": "a seizure", "ceasefire": "a ceasefire",
    "release": "a release", "deport": "a deportation", "boycott": "a boycott",
    "hunger": "a hunger strike", "ASSAULT": "an assault", "PROTEST": "a protest",
    "COERCE": "an act of coercion", "MOBILIZE": "a deployment", "SANCTION": "a sanction",
    "ACCUSE": "an accusation", "REJECT": "a refusal", "THREATEN": "a threat",
    "REQUEST": "a demand", "AGREE": "an agreement", "CONSULT": "a meeting",
    "SUPPORT": "support or an accord", "COOPERATE": "cooperation", "AID": "aid",
    "CONCEDE": "a concession", "RETREAT": "a retreat",
}  # fmt: skip


@dataclass(slots=True)
class Weighing:
    """Points of a comparison, and the phrases that tell people what spoke for it."""

    points: float = _BIAS
    details: float = 0.0
    phrases: tuple[str, ...] = ()

    def add(self, points: float, phrase: str = "", *, detail: float = 0.0) -> None:
        """Add points, what to tell people, and how much of a detail it is."""
        self.points += points
        self.details += detail
        if phrase:
            self.phrases += (phrase,)

    @property
    def score(self) -> float:
        """The points as a probability."""
        return round(1 / (1 + math.exp(-self.points)), 4)

    @property
    def is_detailed(self) -> bool:
        """Whether something was found that few other happenings share."""
        return self.details >= _ENOUGH


def weigh(a: Happening, b: Happening) -> Weighing:
    """Weigh types, place, time, toll, people and words of two happenings."""
    weighing = Weighing()
    is_denied = is_denial_of(a, b) or is_denial_of(b, a)
    _weigh_types(a, b, is_denied, weighing)
    _weigh_place(a.spot, b.spot, weighing)
    _weigh_time(a, b, weighing)
    _weigh_toll(a.toll, b.toll, weighing)
    _weigh_people(a, b, is_denied, weighing)
    _weigh_text(a, b, weighing)
    return weighing


def tell_why(a: Happening, b: Happening, phrases: Sequence[str]) -> str:
    """Both tell of an assault in Beira on 9 April 2024 with 17 killed, in like words …."""
    if is_denial_of(a, b) or is_denial_of(b, a):
        deed = b if a.is_denial else a
        told = f"one denies {_noun(deed)} that the other tells of"
    else:
        told = f"both tell of {' or '.join(dict.fromkeys((_noun(a), _noun(b))))}"
    return " ".join([told, *phrases]).replace(" ,", ",")


def is_denial_of(words: Happening, deed: Happening) -> bool:
    """Whether a claim denies what another tells, by the other's word for it."""
    return words.is_denial and not deed.is_denial and bool(words.about & deed.trigger)


def are_about_one_act(a: Happening, b: Happening) -> bool:
    """Whether two accusations or denials speak of one deed, by two words for it."""
    return len(a.about & b.about) > 1


def distance_km(a: Spot, b: Spot) -> float | None:
    """The way between two spots; None when a point is not known."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    return great_circle_km(a.lat, a.lon, b.lat, b.lon)


def _weigh_types(a: Happening, b: Happening, is_denied: bool, weighing: Weighing) -> None:
    if is_denied:
        weighing.add(_ONE_ACT, detail=_Detail.ACT)
        if a.ref.article == b.ref.article:
            weighing.add(_ONE_ARTICLE)
    elif a.type == b.type:
        weighing.add(_SAME_TYPE)
    if a.trigger & b.trigger:
        weighing.add(_SAME_DEED, detail=_Detail.DEED)
    elif a.trigger & b.told or b.trigger & a.told:
        weighing.add(_NAMED_DEED)
    if a.modes & b.modes:
        weighing.add(_SAME_MODE)
    elif a.modes & _DIFFERENT_DEEDS and b.modes & _DIFFERENT_DEEDS:
        weighing.add(_OTHER_MODE)
    elif a.type == b.type and bool(a.modes) != bool(b.modes) and not is_denied:
        weighing.add(_ONE_HAS_MODE)


def _weigh_place(a: Spot | None, b: Spot | None, weighing: Weighing) -> None:
    if a is None or b is None:
        return
    if a.key == b.key:
        points = _TOWN if a.is_town or a.precision is None else _REGION
        weighing.add(points, f"in {a.name}", detail=_Detail.TOWN * (points == _TOWN))
    elif a.is_town and b.is_town and distance_km(a, b) is not None:
        weighing.add(_NEIGHBOUR, f"in {a.name} or {b.name}")
    elif a.country is not None and a.country == b.country:
        weighing.add(_COUNTRY)


def _weigh_time(a: Happening, b: Happening, weighing: Weighing) -> None:
    if a.is_denial != b.is_denial:
        words, deed = (a, b) if a.is_denial else (b, a)
        said, done = words.story.published, deed.days
        if said is not None and done is not None and 0 <= said - done.last <= _SOON:
            weighing.add(_DENIED_SOON)
        return
    if a.days is not None and b.days is not None:
        precision = max(a.days.precision, b.days.precision)
        coarser = a.days if a.days.precision == precision else b.days
        weighing.add(
            _TIME[precision], _told_days(coarser), detail=_Detail.DAY * (precision <= _WEEK)
        )
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


def _weigh_toll(a: Sequence[Toll], b: Sequence[Toll], weighing: Weighing) -> None:
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
        detail = _Detail.LARGE_TOLL if low >= _MANY else _Detail.TOLL * (low >= _SEVERAL)
        return min(_TOLL, 0.6 + 0.3 * math.log2(max(1, low))), f"with {low} {one.kind}", detail
    if one.kind in _COUNTED:
        return _OTHER_COUNT, "", 0.0
    is_near = high <= 2 * low
    return _NEAR_TOLL * is_near, f"with {low} or {high} {one.kind}", _Detail.NEAR_TOLL * is_near


def _weigh_people(a: Happening, b: Happening, is_denied: bool, weighing: Weighing) -> None:
    if is_denied:
        if _shared_name(a.actors + a.recipients, b.actors + b.recipients):
            weighing.add(_ACTOR)
        return
    named = {
        one.shown
        for one in (*a.actors, *b.actors, *a.recipients, *b.recipients)
        if not all(is_common_word(word) for word in one.key.split() if word.isalpha())
    }
    if shared := _shared_name(a.actors, b.actors):
        is_name = shared in named
        weighing.add(_ACTOR if is_name else _PEOPLE, f"by {shared}", detail=_Detail.DOER * is_name)
    elif are_about_one_act(a, b):
        weighing.add(_ONE_ACT, "on one act", detail=_Detail.ACT)
    elif a.type in _BY_WHOM and a.type == b.type and a.actors and b.actors:
        weighing.add(_OTHER_SPEAKER)
    if shared := _shared_name(a.recipients, b.recipients):
        is_name = shared in named
        weighing.add(
            _RECIPIENT if is_name else _PEOPLE, f"against {shared}", detail=_Detail.VICTIM * is_name
        )
    elif _are_persons(a.recipients) and _are_persons(b.recipients):
        weighing.add(_OTHER_VICTIM)


def _weigh_text(a: Happening, b: Happening, weighing: Weighing) -> None:
    # The town has been weighed already.
    town = a.spot.key.split() if a.spot and b.spot and a.spot.key == b.spot.key else ()
    likeness = a.wording.likeness(b.wording, without=town)
    weighing.add(_WORDS * likeness)
    if likeness >= _TOLD_WORDS:
        words = " and ".join(f"“{word}”" for word in a.wording.shared(b.wording, 2))
        weighing.add(
            0, f", in like words ({words})", detail=_Detail.WORDS * (likeness >= _LIKE_WORDS)
        )
    if a.ref.article != b.ref.article and min(map(_length, (a, b))) >= _SHORT:
        story = story_likeness(a.story, b.story)
        weighing.add(_STORY * story if story >= _STORY_FLOOR else _OTHER_STORY)
        if story >= _ONE_STORY:
            weighing.add(0, ", in articles that tell one story", detail=_Detail.STORY)


def _are_persons(people: Sequence[Named]) -> bool:
    """Whether all are persons with a name of their own."""
    return bool(people) and all(one.is_person for one in people)


def _length(happening: Happening) -> int:
    return len(happening.story.wording.weights)


def _noun(happening: Happening) -> str:
    if happening.is_denial:
        return "a denial"
    modes = (_NOUNS[mode] for mode in sorted(happening.modes) if mode in _NOUNS)
    return next(modes, _NOUNS[happening.type])


def _told_days(days: Days) -> str:
    first, last = datetime.date.fromordinal(days.first), datetime.date.fromordinal(days.last)
    if last == datetime.date.max:
        return f"since {first.day} {first:%B} {first.year}"
    if first == datetime.date.min:
        return f"until {last.day} {last:%B} {last.year}"
    if first == last:
        return f"on {first.day} {first:%B %Y}"
    if (first.year, first.month) == (last.year, last.month):
        return f"in {first:%B %Y}" if days.precision == 4 else f"around {first.day} {first:%B %Y}"
    return f"between {first.day} {first:%B %Y} and {last.day} {last:%B %Y}"


def _shared_name(a: Iterable[Named], b: Iterable[Named]) -> str | None:
    """A name of both, or of which the one is a part of the other: "Front" of "Front for …"."""
    for one, other in itertools.product(a, b):
        few, many = sorted((set(one.key.split()), set(other.key.split())), key=len)
        if few <= many:
            return max(one, other, key=lambda named: (len(named.key), named.shown)).shown
    return None


def _count(toll: Toll) -> int:
    return next(n for n in (toll.best, toll.low, toll.high) if n is not None)
