"""Claims of different articles on the same happening become one event.

In: happenings. Out: a `Link` of two with its score and the sentence that says why, and groups.
Contradicting days, towns or states part two claims whatever else speaks for them; contradicting
tolls never do, and what is unknown speaks neither way.
"""

import datetime
import itertools
from collections.abc import Collection, Iterable, Mapping, Sequence

from dateline.linking.grouping import Pair, group_things, join_groups
from dateline.linking.happenings import AHEAD, KINDRED_TYPES, Days, Happening, Spot
from dateline.linking.weighing import are_about_one_act, distance_km, is_denial_of, tell_why, weigh
from dateline.records import ClaimRef, Link

_LINKED = 0.5
# A pair that was not linked and does not contradict counts as this; a group of five is joined by a
# claim that is linked to two of them.
_UNLINKED, _GROUPED = 0.3, 0.5

_GRACE = 1  # day, because the day of publication depends on the clock that it was read from
_NEAR_KM = 30  # two names of one town; a suburb and its city
_MEETING_TYPES = frozenset(
    frozenset(pair.split("/"))
    for pair in (
        "ASSAULT/PROTEST ASSAULT/COERCE PROTEST/COERCE COERCE/SANCTION COERCE/MOBILIZE"
        " CONCEDE/RETREAT AGREE/CONSULT AGREE/CONCEDE AGREE/COOPERATE AGREE/RETREAT SUPPORT/AID"
        " SUPPORT/AGREE SUPPORT/CONSULT SUPPORT/CONCEDE SUPPORT/COOPERATE SUPPORT/RETREAT"
        " CONSULT/COOPERATE AID/COOPERATE ACCUSE/THREATEN REQUEST/THREATEN"
    ).split()
)


def same_event(a: Happening, b: Happening) -> Link | None:
    """Judge whether two claims tell of one happening; None when they do not, or may not.

    Two claims of one article are linked only when one denies the other: that they are different
    happenings was judged by the reader, who saw more.
    """
    if a.ref == b.ref or contradiction(a, b) is not None:
        return None
    a, b = sorted((a, b), key=lambda happening: str(happening.ref))
    is_denied = is_denial_of(a, b) or is_denial_of(b, a)
    if not is_denied and (a.ref.article == b.ref.article or not _may_meet(a, b)):
        return None
    weighing = weigh(a, b)
    if weighing.score < _LINKED or not weighing.is_detailed:
        return None
    reason = tell_why(a, b, weighing.phrases)
    score = weighing.score
    return Link(kind="same-event", a=str(a.ref), b=str(b.ref), score=score, reason=reason)


def contradiction(a: Happening, b: Happening) -> str | None:
    """What makes it impossible that two claims tell of one happening; None when nothing does."""
    if (apart := _contradiction_of_place(a, b)) is not None:
        return apart
    if a.ref.article == b.ref.article and not _are_told_twice(a, b):
        return "one article tells of them as two"
    return _contradiction_of_time(a, b)


def are_apart_by_outline(
    a: Happening,
    *,
    type_: str,
    status: str,
    country: str | None,
    first_on: datetime.date | None,
    last_on: datetime.date | None,
    published_on: datetime.date | None,
) -> bool:
    """Whether a claim contradicts one of another article, as far as its outline tells.

    Only for claims that share a key: a denial is found by the word of the deed, other words by
    their own, so that a plain accusation never meets a denial. Denials and accusations may be of
    one act on different days, so of them no day tells anything.
    """
    if a.is_ahead != (status in AHEAD):
        return True
    if a.spot is not None and a.spot.country and country and a.spot.country != country:
        return True
    if a.days is None or a.is_denial:
        return False
    if type_ in {"ACCUSE", "REJECT"} and (a.about or KINDRED_TYPES[a.type] != "words"):
        return False
    if first_on is not None and last_on is not None:
        other = Days(first_on.toordinal(), last_on.toordinal(), a.days.precision)
        if not a.days.overlaps(other):
            return True
    # One that is ahead is apart from all that has happened.
    return (
        not a.is_ahead
        and published_on is not None
        and a.days.first > published_on.toordinal() + _GRACE
    )


def group_happenings(
    happenings: Sequence[Happening],
    links: Sequence[Link],
    together: Collection[tuple[ClaimRef, ClaimRef]] = (),
    apart: Collection[tuple[ClaimRef, ClaimRef]] = (),
    unseen: Sequence[int] = (),
) -> list[tuple[ClaimRef, ...]]:
    """Group claims into events: sorted, each claim in one, those that stand alone too.

    Args:
        happenings: all that are to be grouped.
        links: judgements on pairs of them; others are passed over.
        together: claims that people joined; the events that hold them become one.
        apart: claims that people parted; this outranks everything.
        unseen: for each happening those it was never compared with, bit n for the happening at n.
            That two were not compared because too many tell of one town and day says nothing; a
            pair without a link that shares no key, or was compared, speaks against one event.
    """
    by_name = {str(happening.ref): happening for happening in happenings}
    scores = {
        (link.a, link.b): link.score for link in links if link.a in by_name and link.b in by_name
    }
    joined, parted = _named(together, by_name), _named(apart, by_name)
    events = group_things(
        list(by_name),
        scores,
        unlinked=_UNLINKED,
        threshold=_GROUPED,
        clash=_Clashes(by_name, parted),
        unseen=unseen,
    )
    events = join_groups(events, joined, parted)
    return sorted(tuple(sorted(by_name[name].ref for name in group)) for group in events)


def articles_of_one_event(events: Iterable[Sequence[ClaimRef]]) -> set[Pair]:
    """Pairs of article ids, the lesser first, that have claims of one event."""
    held = (sorted({ref.article for ref in event}) for event in events)
    return {pair for articles in held for pair in itertools.combinations(articles, 2)}


class _Clashes:
    """Whether two groups of claims must stay apart: by people's word, or by contradictions.

    What is compared is compared once: of a thousand claims on one town and day most are alike.
    """

    def __init__(self, by_name: Mapping[str, Happening], parted: Iterable[Pair]) -> None:
        self._by_name = by_name
        self._kind = {name: _kind(happening) for name, happening in by_name.items()}
        self._of_kind = {self._kind[name]: happening for name, happening in by_name.items()}
        self._parted: dict[str, set[str]] = {}
        for a, b in parted:
            self._parted.setdefault(a, set()).add(b)
            self._parted.setdefault(b, set()).add(a)
        told: dict[str, set[str]] = {}
        for name, happening in by_name.items():
            told.setdefault(happening.ref.article, set()).add(name)
        self._beside = {name: told[one.ref.article] - {name} for name, one in by_name.items()}
        self._known: dict[tuple[_Kind, _Kind], bool] = {}

    def __call__(self, some: Collection[str], others: Collection[str]) -> bool:
        few, many = sorted((some, others), key=len)
        kinds = {self._kind[name] for name in many}
        for name in few:
            if not self._parted.get(name, set()).isdisjoint(many):
                return True
            if any(self._contradict(self._kind[name], kind) for kind in kinds):
                return True
            beside = self._beside[name].intersection(many) if self._beside[name] else ()
            if any(contradiction(self._by_name[name], self._by_name[one]) for one in beside):
                return True
        return False

    def _contradict(self, one: "_Kind", other: "_Kind") -> bool:
        if (one, other) not in self._known:
            a, b = self._of_kind[one], self._of_kind[other]
            apart = _contradiction_of_place(a, b) or _contradiction_of_time(a, b)
            self._known[one, other] = self._known[other, one] = apart is not None
        return self._known[one, other]


_Kind = tuple[bool, bool, Spot | None, Days | None, int | None, frozenset[str]]


def _kind(one: Happening) -> _Kind:
    """All by which claims of two articles contradict each other."""
    return (one.is_ahead, one.is_denial, one.spot, one.days, one.story.published, one.about)


def _contradiction_of_place(a: Happening, b: Happening) -> str | None:
    if a.is_ahead != b.is_ahead:
        return "one has happened and the other has not"
    if _are_far_apart(a.spot, b.spot):
        return "they were in different places"
    return None


def _contradiction_of_time(a: Happening, b: Happening) -> str | None:
    if are_about_one_act(a, b):
        return None  # accusations of one act, or denials, on Monday and on Tuesday
    if a.is_denial != b.is_denial:
        words, deed = (a, b) if a.is_denial else (b, a)
        return "it was denied before it happened" if _is_after(deed.days, words) else None
    if a.days is not None and b.days is not None and not a.days.overlaps(b.days):
        return "they were on different days"
    if not a.is_ahead and (_is_after(a.days, b) or _is_after(b.days, a)):
        return "one was told before the other happened"
    return None


def _may_meet(a: Happening, b: Happening) -> bool:
    if a.is_denial or b.is_denial:
        return a.is_denial and b.is_denial and are_about_one_act(a, b)
    return a.type == b.type or frozenset((a.type, b.type)) in _MEETING_TYPES


def _is_after(days: Days | None, told: Happening) -> bool:
    """Whether the days begin after the other's article came out, so it cannot tell of them."""
    published = told.story.published
    return days is not None and published is not None and days.first > published + _GRACE


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
    distance = distance_km(a, b)
    return distance is None or distance > _NEAR_KM


def _named(
    pairs: Iterable[tuple[ClaimRef, ClaimRef]], known: Collection[str]
) -> list[tuple[str, str]]:
    """Pairs as names, the lesser first, of those that are there."""
    named = sorted(tuple(sorted((str(a), str(b)))) for a, b in pairs)
    return [(a, b) for a, b in named if a != b and a in known and b in known]
