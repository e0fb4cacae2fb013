"""What coders do, for the pages and for the API: assigned, compared, adjudicated, and the figures.

In: a desk. Out: assignments, units (a claim as each coder has it), decisions, and how far coders
agree with each other and with the machine.
"""

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dateline.errors import ChangedMeanwhile, ConfigError, StoreError
from dateline.pipeline.agreement import (
    COMPARED,
    MACHINE,
    PEOPLE,
    Agreement,
    Unit,
    agreement,
    decided_units,
    share_agreed,
    units_of,
)
from dateline.records import Claim
from dateline.store import (
    FIELDS,
    Assignment,
    Decision,
    Review,
    ReviewedClaim,
    Ruled,
    value_of,
)
from dateline.web.coder import LONGEST
from dateline.web.desk import Desk

_NEWEST = 1000  # reviewed articles that the figures are made of
# How many of them are read for one answer, so that nobody waits; those added last first.
_REVIEWED_AT_ONCE = 60
_CODED_AT_ONCE = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """How far coders agree, and how often the machine was wrong.

    `done`: the articles that all their coders are done with; `coded`: how many of them are counted,
    and `not_coded_yet` how many not yet; `units`: the claims of those counted; `by_month`: by month
    in which the last coder was done, pairs compared and the share (0–1) that was the same.
    `reviewed`: claims that people decided about, in articles of which `not_reviewed_yet` are not
    counted yet; `wrong_by_month`: by month of the newest decision, claims and the share (0–1) of
    them in which the machine had some field wrong.
    """

    done: Mapping[str, Sequence[Assignment]]
    coded: int
    not_coded_yet: int
    people: Sequence[str]
    units: int
    between: Sequence[Agreement]
    by_month: Sequence[tuple[str, int, float | None]]
    against_machine: Sequence[tuple[str, Sequence[Agreement]]]
    reviewed: int
    not_reviewed_yet: int
    wrong: Sequence[Agreement]
    wrong_by_month: Sequence[tuple[str, int, float]]


def figures(desk: Desk, assigned: Sequence[Assignment]) -> Figures:
    """The figures over what is coded and decided, some more of it each time they are asked for.

    Args:
        desk: whose archive.
        assigned: every assignment of it.

    Raises:
        StoreError: the archive cannot be read.
    """
    done = _all_done(assigned)
    coded = _coded(desk, done)
    counted = {article: some for article, some in done.items() if article in coded}
    names = list(dict.fromkeys(one.coder for name in done for one in done[name]))
    units = [unit for some in coded.values() for unit in some]
    ruled = desk.archive.ruled_on(_NEWEST)
    reviews = _reviewed(desk, ruled)
    reviewed = [pair for pairs in reviews.values() for pair in pairs]
    return Figures(
        done=done,
        coded=len(counted),
        not_coded_yet=len(done) - len(counted),
        people=names,
        units=len(units),
        between=agreement(units, names) if len(names) > 1 else [],
        by_month=_by_month(counted, coded, names),
        against_machine=[
            (name, agreement([unit for unit in units if name in unit.versions], (MACHINE, name)))
            for name in names
        ],
        reviewed=len(reviewed),
        not_reviewed_yet=len(ruled) - len(reviews),
        wrong=agreement([unit for _, unit in reviewed], (MACHINE, PEOPLE)),
        wrong_by_month=_wrong_by_month(reviewed),
    )


def by_article(assigned: Sequence[Assignment]) -> dict[str, list[Assignment]]:
    """Assignments by the id of their article."""
    found: dict[str, list[Assignment]] = defaultdict(list)
    for one in assigned:
        found[one.article].append(one)
    return dict(found)


def coder_called(desk: Desk, name: str) -> str:
    """A coder by name; where there are accounts, as the account spells it.

    Raises:
        ConfigError: the machine is called so.
        StoreError: nobody has an account of that name.
    """
    if name.casefold() == MACHINE.casefold():
        raise ConfigError(f"coders: {MACHINE} has read the article already; name a person")
    return desk.archive.accounts.user(name).name if desk.has_accounts else name[:LONGEST]


def version_of_units(units: Sequence[Unit]) -> str:
    """Tells whether the versions that somebody chooses among are still the same."""
    shown = repr([(unit.words, dict(unit.versions)) for unit in units])
    return hashlib.blake2b(shown.encode("utf-8", "backslashreplace"), digest_size=8).hexdigest()


def adjudicate(
    desk: Desk, article_id: str, chosen: Sequence[str | None], by: str, seen: str | None
) -> list[Decision]:
    """Take for each claim the version of a coder, in the sight of all from now on.

    Args:
        desk: whose archive.
        article_id: the whole id.
        chosen: by claim, in the order of the text, whose version is taken: a coder's or the
            machine's.
        by: who decides this.
        seen: `version_of_units` of what they saw; None: whatever it is now.

    Returns:
        The decisions that this took; none for what everybody sees so already.

    Raises:
        ConfigError: not every claim has a version that is there.
        ChangedMeanwhile: the claims are not those that were seen.
        StoreError: somebody still codes it, or it is adjudicated already.
    """
    units = units_of(desk.archive.codings(article_id))
    if seen is not None and seen != version_of_units(units):
        raise ChangedMeanwhile(
            f"article {article_id} was read anew after you saw it, so the versions are others now."
            " Nothing of yours was kept; look at them, and choose again"
        )
    if len(chosen) != len(units) or any(
        one is None or one not in unit.versions for one, unit in zip(chosen, units, strict=True)
    ):
        raise ConfigError(f"choose a version of each claim; there are {len(units)}")
    with desk.writing:
        desk.archive.close_coding(article_id)
        return [
            made
            for one, unit in zip(chosen, units, strict=True)
            for made in _take(desk, article_id, unit, one or MACHINE, by)
        ]


def _take(desk: Desk, article_id: str, unit: Unit, chosen: str, by: str) -> list[Decision]:
    """Decide in the sight of all as one coder did."""
    read, taken, why = unit.versions[MACHINE], unit.versions[chosen], f"as {chosen} has it"
    archive = desk.archive
    if read is None:
        if taken is None:
            return []
        values = {name: value_of(taken, name) for name in FIELDS}
        return [archive.add_claim(article_id, values, taken.trigger, by=by, why=why)]
    name = f"{article_id}#{read.id}"
    found = archive.review(article_id)
    now = found.claim(read.id) if found else None
    if now is None:
        raise StoreError(f"there is no claim {name} any more")
    if taken is None:
        return [] if now.is_rejected else [archive.reject(name, by=by, why=why)]
    values = _differing(now.claim, taken)
    made = []
    if now.is_rejected or not values:
        made.append(archive.accept(name, by=by, why=why))
    if values:
        made += archive.correct(name, values, by=by, why=why)
    return made


def _differing(now: Claim, taken: Claim) -> dict[str, Any]:
    values = {name: value_of(taken, name) for name in FIELDS}
    return {name: value for name, value in values.items() if value != value_of(now, name)}


def _coded(desk: Desk, done: Mapping[str, Sequence[Assignment]]) -> dict[str, list[Unit]]:
    """What the coders made of each article that they have done, which stays as it is."""

    def make(missing: Sequence[Sequence[Assignment]]) -> dict[tuple[Assignment, ...], list[Unit]]:
        return {tuple(some): units_of(desk.archive.codings(some[0].article)) for some in missing}

    newest_first = map(tuple, list(done.values())[::-1])
    found = desk.remembered("coded", newest_first, make, at_most=_CODED_AT_ONCE)
    return {some[0].article: units for some, units in found.items()}


def _reviewed(
    desk: Desk, ruled: Sequence[Ruled]
) -> Mapping[Ruled, list[tuple[ReviewedClaim, Unit]]]:
    """The claims of articles that somebody decided about, by article."""

    def make(missing: Sequence[Ruled]) -> dict[Ruled, list[tuple[ReviewedClaim, Unit]]]:
        reviews: Mapping[Ruled, Review] = desk.archive.reviews_of(missing) if missing else {}
        return {ruled: decided_units(review) for ruled, review in reviews.items()}

    return desk.remembered("reviewed", reversed(ruled), make, at_most=_REVIEWED_AT_ONCE)


def _all_done(assigned: Sequence[Assignment]) -> dict[str, list[Assignment]]:
    """The articles that were coded, and that nobody still codes."""
    return {
        article: some
        for article, some in by_article(assigned).items()
        if all(one.done_at is not None for one in some)
    }


def _by_month(
    done: Mapping[str, Sequence[Assignment]], coded: Mapping[str, list[Unit]], names: Sequence[str]
) -> list[tuple[str, int, float | None]]:
    """By month in which the last coder was done: how often two had the same value."""
    months: dict[str, list[Unit]] = defaultdict(list)
    for article, some in done.items():
        last = max(one.done_at for one in some if one.done_at is not None)
        months[f"{last:%Y-%m}"] += coded[article]
    return [(month, *share_agreed(units, names)) for month, units in sorted(months.items())]


def _wrong_by_month(reviewed: Sequence[tuple[ReviewedClaim, Unit]]) -> list[tuple[str, int, float]]:
    """By month of the newest decision: of how many claims the machine had some part wrong."""
    months: dict[str, list[bool]] = defaultdict(list)
    for one, unit in reviewed:
        last = max(ruling.at for ruling in one.rulings)
        months[f"{last:%Y-%m}"].append(any(unit.differs(name) for name in COMPARED))
    return [(month, len(wrong), sum(wrong) / len(wrong)) for month, wrong in sorted(months.items())]
