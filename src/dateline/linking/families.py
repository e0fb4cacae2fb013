"""Articles and copy links in, families out: the articles that print one report.

An article made of two agencies' reports is linked to both, and must not make them one. Such a
compilation is taken out of the families of its parts: it belongs to each and joins none.
"""

import itertools
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline.linking.copies import Overlap, measure_overlap
from dateline.linking.grouping import find_components
from dateline.records import Article, Link

_TWIN_SHARE = 0.75  # both ways: two printings of the same text
_APART_SHARE = 0.25  # of the smaller: parts that share less of the article are two
_FEWEST_OF_A_PART = 2  # sentences


@dataclass(frozen=True, slots=True)
class Family:
    """Articles that print one report, by id, and the links that say so.

    `parts` are families that this one is put together from; then it has no report of its own.
    """

    articles: tuple[str, ...]
    links: tuple[Link, ...]
    parts: tuple[tuple[str, ...], ...] = ()


def find_families(
    articles: Sequence[Article], links: Iterable[Link], credited: Mapping[str, Collection[str]]
) -> tuple[Family, ...]:
    """Group articles by their copy and version links.

    Args:
        articles: in any order.
        links: those between other articles or of other kinds are passed over.
        credited: for each article the outlets it credits with its report.
    """
    by_id = {article.id: article for article in articles}
    copies = sorted(
        (
            link
            for link in links
            if link.kind in {"copy", "version"} and {link.a, link.b} <= set(by_id)
        ),
        key=lambda link: (link.a, link.b),
    )
    near: dict[str, set[str]] = {article_id: set() for article_id in by_id}
    for link in copies:
        near[link.a].add(link.b)
        near[link.b].add(link.a)
    parts = {
        article_id: found
        for article_id in sorted(by_id)
        if (
            found := _parts(
                by_id[article_id], [by_id[n] for n in sorted(near[article_id])], near, credited
            )
        )
    }
    cut = {
        frozenset((whole, one))
        for whole, groups in parts.items()
        for group in groups
        for one in group
    }
    kept: dict[str, list[Link]] = {article_id: [] for article_id in by_id}
    for link in copies:
        if frozenset((link.a, link.b)) not in cut:
            kept[link.a].append(link)
    groups = find_components(by_id, [(link.a, link.b) for some in kept.values() for link in some])
    group_of = {one: group for group in groups for one in group}
    return tuple(
        Family(
            group,
            tuple(link for one in group for link in kept[one]),
            _taken_from(group, group_of, parts),
        )
        for group in groups
    )


def _taken_from(
    group: tuple[str, ...],
    group_of: Mapping[str, tuple[str, ...]],
    parts: Mapping[str, Sequence[tuple[str, ...]]],
) -> tuple[tuple[str, ...], ...]:
    """The groups that a compilation is put together from: one is when one of its articles is."""
    taken = {one for member in group for part in parts.get(member, ()) for one in part}
    found = sorted({group_of[one] for one in taken} - {group})
    return tuple(found) if len(found) > 1 else ()


def _parts(
    whole: Article,
    neighbours: Sequence[Article],
    near: Mapping[str, Collection[str]],
    credited: Mapping[str, Collection[str]],
) -> tuple[tuple[str, ...], ...]:
    """The groups of neighbours that an article was put together from; empty when it was not."""
    overlaps = {
        other.id: overlap
        for other in neighbours
        if not _are_twins(overlap := measure_overlap(whole, other))
    }
    groups = _divide(overlaps, lambda a, b: b in near[a] or _share_text(overlaps[a], overlaps[b]))
    if len(groups) < 2 or any(_is_small(group, overlaps) for group in groups):
        return ()
    by_id = {article.id: article for article in neighbours}
    is_made = _is_put_together(
        whole, [[by_id[one] for one in group] for group in groups], overlaps, credited
    )
    return tuple(groups) if is_made else ()


def _divide(names: Iterable[str], are_joined: Callable[[str, str], bool]) -> list[tuple[str, ...]]:
    """The connected groups, each sorted; asks of few pairs where nearly all are joined."""
    left, groups = sorted(names), []
    while left:
        group = [left.pop(0)]
        for one in group:  # grows while it is walked through
            reached = {other for other in left if are_joined(one, other)}
            group += sorted(reached)
            left = [other for other in left if other not in reached]
        groups.append(tuple(sorted(group)))
    return groups


def _are_twins(overlap: Overlap) -> bool:
    return min(overlap.of_a, overlap.of_b) >= _TWIN_SHARE


def _share_text(first: Overlap, second: Overlap) -> bool:
    """Whether two neighbours hold the same sentences of an article."""
    common = len(first.same_a & second.same_a)
    return common > _APART_SHARE * min(len(first.same_a), len(second.same_a))


def _is_small(group: Iterable[str], overlaps: Mapping[str, Overlap]) -> bool:
    held = frozenset[int]().union(*(overlaps[one].same_a for one in group))
    return len(held) < _FEWEST_OF_A_PART


def _is_put_together(
    whole: Article,
    groups: Sequence[Sequence[Article]],
    overlaps: Mapping[str, Overlap],
    credited: Mapping[str, Collection[str]],
) -> bool:
    """Whether the parts came first; else they may be what two outlets cut out of the article.

    The dates decide. Where they do not, parts that credit different outlets or an article that
    credits two came from elsewhere, and so did a part that holds more than the article.
    """
    if whole.published is not None:
        first = [
            min((one.published[:10] for one in group if one.published), default=None)
            for group in groups
        ]
        day = whole.published[:10]
        if all(when is not None and when < day for when in first):
            return True
        if all(when is not None and when > day for when in first):
            return False
    voices = [{name for one in group for name in credited[one.id]} for group in groups]
    if len(credited[whole.id]) > 1 or any(
        a and b and not a & b for a, b in itertools.combinations(voices, 2)
    ):
        return True
    return all(any(overlaps[one.id].of_b < _TWIN_SHARE for one in group) for group in groups)
