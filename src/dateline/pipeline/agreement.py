"""How far coders agree with each other and with the machine, field by field.

In: what each coder made of the same articles. Out: units (a claim as each of them has it), shares
of agreement, and Krippendorff's alpha for nominal values.

Source: K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from dateline.records import Claim, Participant, Report, Span
from dateline.store import Review, ReviewedClaim

MACHINE = "Dateline"
PEOPLE = "people"

Value = str | None  # None: not there, so that there is nothing to compare


@dataclass(frozen=True, slots=True)
class Unit:
    """A claim as each coder has it; None for who thinks that the article does not say it."""

    report: Report
    versions: Mapping[str, Claim | None]

    def value(self, coder: str, name: str) -> Value:
        """What a coder has in a field, made comparable; None when there is nothing to compare."""
        if coder not in self.versions:
            return None
        claim = self.versions[coder]
        if name == "claim":
            return "no" if claim is None else "yes"
        if name == "codes" and not any(one and one.codes for one in self.versions.values()):
            return None  # nobody codes by a codebook of their own
        return None if claim is None else FIELDS[name](self.report, claim)

    @property
    def words(self) -> str:
        """The words on which it stands."""
        claim = next(claim for claim in self.versions.values() if claim is not None)
        return " … ".join(self.report.article.quote(span) for span in claim.evidence)

    def differs(self, name: str) -> bool:
        """Whether not all who have the claim have the same in a field."""
        values = {self.value(coder, name) for coder in self.versions}
        return len(values - {None}) > 1

    @property
    def agreed(self) -> str | None:
        """Whose version all people have, the machine's where it is the same; None: they differ."""
        people = [name for name in self.versions if name != MACHINE]
        as_told = {name: [self.value(name, each) for each in COMPARED] for name in self.versions}
        if any(as_told[name] != as_told[people[0]] for name in people):
            return None
        return MACHINE if as_told[MACHINE] == as_told[people[0]] else people[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far coders agree in a field.

    `pairs` is how often two could be compared, `share` (0–1) how often they had the same. `alpha`
    is 1 for perfect agreement and 0 for chance; None where there were fewer than two different
    values, so that agreement by chance cannot be told from any other.
    """

    field: str
    pairs: int
    share: float | None
    alpha: float | None


@dataclass(slots=True)
class _Addition:
    """Claims that several coders added at the same words."""

    span: Span
    versions: dict[str, Claim] = field(default_factory=dict)


def units_of(codings: Mapping[str, Review]) -> list[Unit]:
    """The claims of an article as each coder and the machine have them, in the order of the text.

    Claims that coders added are one unit where their words overlap.
    """
    if not codings:
        return []
    report = next(iter(codings.values())).as_read
    found: list[tuple[int, Unit]] = []
    for claim in report.claims:
        versions: dict[str, Claim | None] = {MACHINE: claim}
        for coder, review in codings.items():
            one = review.claim(claim.id)
            versions[coder] = None if one is None or one.is_rejected else one.claim
        found.append((claim.trigger[0].start, Unit(report, versions)))
    for addition in _additions(codings):
        added: dict[str, Claim | None] = {MACHINE: None}
        added |= {coder: addition.versions.get(coder) for coder in codings}
        found.append((addition.span.start, Unit(report, added)))
    return [unit for _, unit in sorted(found, key=lambda pair: pair[0])]


def decided_units(review: Review) -> list[tuple[ReviewedClaim, Unit]]:
    """What the machine read and what people made of it, for each claim they decided about."""
    return [
        (one, Unit(review.as_read, {
            MACHINE: None if one.addition is not None else one.as_read,
            PEOPLE: None if one.is_rejected else one.claim,
        }))
        for one in review.claims
        if one.verdict is not None and not (one.is_rejected and one.addition is not None)
    ]  # fmt: skip


def agreement(units: Sequence[Unit], coders: Sequence[str]) -> list[Agreement]:
    """How far coders agree with each other, field by field."""
    return [_agreement(units, coders, name) for name in COMPARED]


def share_agreed(units: Iterable[Unit], coders: Sequence[str]) -> tuple[int, float | None]:
    """How often two coders could be compared in any field, and the share with the same value."""
    some = list(units)
    compared = [_pairs(some, coders, name) for name in COMPARED]
    pairs, same = sum(n for n, _ in compared), sum(n for _, n in compared)
    return pairs, same / pairs if pairs else None


def _agreement(units: Sequence[Unit], coders: Sequence[str], name: str) -> Agreement:
    pairs, same = _pairs(units, coders, name)
    return Agreement(
        field=name,
        pairs=pairs,
        share=same / pairs if pairs else None,
        alpha=_alpha([[unit.value(coder, name) for unit in units] for coder in coders]),
    )


def _pairs(units: Iterable[Unit], coders: Sequence[str], name: str) -> tuple[int, int]:
    """How often two could be compared, and how often they had the same."""
    pairs = same = 0
    for unit in units:
        values = [value for coder in coders if (value := unit.value(coder, name)) is not None]
        for a, b in combinations(values, 2):
            pairs += 1
            same += a == b
    return pairs, same


def _alpha(values: Sequence[Sequence[Value]]) -> float | None:
    """Krippendorff's alpha of values by coder and unit; None where it is not defined."""
    units = [[value for value in unit if value is not None] for unit in zip(*values, strict=True)]
    paired = [unit for unit in units if len(unit) > 1]
    counted = Counter(value for unit in paired for value in unit)
    if len(counted) < 2:
        return None
    number = counted.total()
    # Of all pairs within units, each unit weighing as many as it has values: those that differ.
    observed = sum(
        (len(unit) ** 2 - sum(n * n for n in Counter(unit).values())) / (len(unit) - 1)
        for unit in paired
    )
    expected = number**2 - sum(n * n for n in counted.values())
    return 1 - (number - 1) * observed / expected


def _additions(codings: Mapping[str, Review]) -> list[_Addition]:
    found: list[_Addition] = []
    for coder, review in codings.items():
        for one in review.claims:
            if one.addition is None or one.is_rejected:
                continue
            spans = one.claim.trigger
            span = Span(min(s.start for s in spans), max(s.end for s in spans))
            same = [
                each for each in found if each.span.overlaps(span) and coder not in each.versions
            ]
            place = same[0] if same else _Addition(span)
            place.versions[coder] = one.claim
            if not same:
                found.append(place)
    return found


def _names(report: Report, participants: tuple[Participant, ...]) -> str:
    named = (
        report.article.quote(one.span).casefold() if one.entity is None else f"#{one.entity}"
        for one in participants
    )
    return "; ".join(sorted(set(named)))


def _when(claim: Claim) -> str:
    return "" if claim.when is None else f"{claim.when.start}/{claim.when.end}"


def _where(claim: Claim) -> str:
    return "" if claim.where is None else f"{claim.where.name.casefold()}, {claim.where.country}"


FIELDS: Mapping[str, Callable[[Report, Claim], str]] = {
    "type": lambda _, claim: claim.type,
    "modes": lambda _, claim: "; ".join(sorted(claim.modes)),
    "actors": lambda report, claim: _names(report, claim.actors),
    "recipients": lambda report, claim: _names(report, claim.recipients),
    "toll": lambda _, claim: "; ".join(
        sorted(f"{toll.kind} {toll.low} {toll.best} {toll.high}" for toll in claim.toll)
    ),
    "when": lambda _, claim: _when(claim),
    "where": lambda _, claim: _where(claim),
    "status": lambda _, claim: claim.status,
    "certainty": lambda _, claim: claim.certainty,
    "codes": lambda _, claim: "; ".join(sorted(f"{c.codebook}:{c.type}" for c in claim.codes)),
}
COMPARED = ("claim", *FIELDS)
