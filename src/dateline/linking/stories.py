"""One article as a whole: which others tell the same story, by words, names, numbers and years.

In: articles. Out: `Story`, which supports the links of claims; the likeness of two; and groups of
whole articles, which the archive does not keep: `benchmarks.linking` measures by them.
"""

import datetime
import itertools
import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from dateline.linking.grouping import Pair, group_things
from dateline.linking.wording import Wording, find_numbers, find_wording, word_weight
from dateline.records import Article

# A logistic regression on pairs of ECB+ articles of half of the topics (no error of the other half
# was read), rounded. Years and weekdays count little because many articles name none.
_WORDS, _NUMBERS, _SAME_YEAR, _OTHER_YEAR, _OTHER_WEEKDAY, _BIAS = 13.0, 3.0, 2.0, -1.0, -0.5, -4.3
# Publication dates are not in ECB+: a story is told for some days, then other things happen.
_LATER, _DAYS_OF_A_STORY = -2.0, 14

_ONE_EVENT = 2.0  # a pair with claims of one event; more changed nothing

# In points, on the same half: two stories with more than _UNLIKE hang together, a pair that was
# never compared counts as _UNLIKE, and groups are joined down to a mean of _GROUPED. Between -1 and
# -0.5 it matters little.
_UNLIKE, _GROUPED = -2.5, -0.6

# Two articles on one incident of ECB+ share a key in 95 of 100 cases, at 20 candidates an article;
# pairs of ten names find no more, and single names without a floor bring 44 candidates.
_PAIRED, _ALONE, _RARE = 5, 10, 5.5
_WINDOW = 7  # days; a window is two of them, and every day lies in two windows

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_WEEKDAY = re.compile(r"\b(mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Story:
    """What is compared of an article; `year` is that of publication, else the latest it names.

    `published` is a day as an ordinal; `weekday` the one it names most. `keys`: two stories are
    compared when they share one.
    """

    article: str
    wording: Wording
    numbers: Wording
    published: int | None
    year: int | None
    weekday: str | None
    keys: tuple[str, ...]


def find_story(article: Article) -> Story:
    """Weigh the words of an article, its title included and other furniture left out."""
    text = _told(article)
    wording = find_wording(text)
    published = _day(article.published) or _day(article.header.date)
    years = [int(year) for year in _YEAR.findall(text)]
    if published is not None:
        years = [datetime.date.fromordinal(published).year]
    weekdays = Counter(day.lower() for day in _WEEKDAY.findall(text))
    return Story(
        article=article.id,
        wording=wording,
        numbers=find_numbers(text),
        published=published,
        year=max(years, default=None),
        weekday=min(weekdays, key=lambda day: (-weekdays[day], day), default=None),
        keys=tuple(name_keys(wording, published)),
    )


def story_likeness(a: Story, b: Story) -> float:
    """How likely two articles tell one story (0–1): which people in whose words, in which year."""
    return 1 / (1 + math.exp(-_points(a, b)))


def group_stories(
    stories: Sequence[Story], of_one_event: Collection[Pair] = ()
) -> list[tuple[str, ...]]:
    """Group articles that tell one story; only those that share a key are compared.

    Args:
        stories: one for each article.
        of_one_event: pairs of article ids, the lesser first, with claims of one event.
    """
    by_id = {story.article: story for story in stories}
    told = {pair for pair in of_one_event if pair[0] in by_id and pair[1] in by_id}
    points = {
        (a, b): _points(by_id[a], by_id[b]) + _ONE_EVENT * ((a, b) in told)
        for a, b in candidate_pairs(by_id.values()) | told
    }
    return group_things(list(by_id), points, unlinked=_UNLIKE, threshold=_GROUPED)


def candidate_pairs(stories: Iterable[Story]) -> set[Pair]:
    """Pairs of article ids, the lesser first, that share a key."""
    holders: dict[str, list[str]] = {}
    for story in stories:
        for key in story.keys:
            holders.setdefault(key, []).append(story.article)
    return {pair for ids in holders.values() for pair in itertools.combinations(sorted(ids), 2)}


def name_keys(
    wording: Wording, published: int | None, paired: int = _PAIRED, alone: int = _ALONE
) -> Iterator[str]:
    """Pairs of the heaviest names, and rare names alone, with the weeks of publication if known.

    Args:
        wording: of the whole article.
        published: the day as an ordinal.
        paired: how many names make pairs.
        alone: how many rare names stand alone; with a day, each gives two keys.
    """
    heaviest = wording.heaviest_names(2 * alone)
    for a, b in itertools.combinations(sorted(heaviest[:paired]), 2):
        yield f"names:{a}+{b}"
    for name in [name for name in heaviest if word_weight(name) >= _RARE][:alone]:
        if published is None:
            yield f"name:{name}"
        else:
            yield f"name:{name}@{published // _WINDOW}"
            yield f"name:{name}@{published // _WINDOW + 1}"


def _points(a: Story, b: Story) -> float:
    points = _BIAS
    points += _WORDS * a.wording.likeness(b.wording) + _NUMBERS * a.numbers.likeness(b.numbers)
    if a.year is not None and b.year is not None:
        points += _SAME_YEAR if a.year == b.year else _OTHER_YEAR
    if a.weekday is not None and b.weekday is not None and a.weekday != b.weekday:
        points += _OTHER_WEEKDAY
    if a.published is not None and b.published is not None:
        points += _LATER * (abs(a.published - b.published) > _DAYS_OF_A_STORY)
    return points


def _told(article: Article) -> str:
    """Title and body; other furniture is not the story."""
    kept, done = [article.title or ""], 0
    for piece in sorted(article.furniture, key=lambda piece: piece.start):
        kept.append(article.text[done : piece.start])
        done = max(done, piece.end)
    return "\n".join([*kept, article.text[done:]])


def _day(published: str | None) -> int | None:
    """The day of an ISO date or datetime; None where it is not whole ("--04-09", "2024-04")."""
    try:
        return datetime.date.fromisoformat((published or "")[:10]).toordinal()
    except ValueError:
        return None
