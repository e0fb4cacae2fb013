"""`python -m benchmarks.incidents.score KEY RESPONSE`: MUC-4 scores of a file of templates.

In: two files of standard templates, as key and as response. Out: a table by slot, and one JSON
object as the last line. `all_slots_f` follows MUC-4 (Chinchor, MUC-4 proceedings, 1992),
`role_f1` the entity-level CEAF-REE of GRIT (Du, Rush, Cardie, EACL 2021). See README.md.
"""

import argparse
import functools
import json
import re
import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.incidents.assignment import best_pairs
from benchmarks.incidents.matching import grade
from benchmarks.incidents.templates import (
    DATE,
    DESCRIPTION,
    HUMAN_EFFECT,
    HUMAN_NATION,
    HUMAN_NUMBER,
    HUMAN_TYPE,
    INDIVIDUAL,
    INSTRUMENT,
    LABELS,
    NAME,
    ORGANIZATION,
    TEMPLATE,
    THING,
    THING_EFFECT,
    THING_NATION,
    THING_NUMBER,
    THING_TYPE,
    TYPE,
    Fill,
    Template,
    read_templates,
)

Documents = Mapping[str, Sequence[Template]]

SLOTS = range(DATE, len(LABELS))
# A template answers another only if they agree at least in part on one who did or suffered it.
_WHO = (
    INDIVIDUAL, ORGANIZATION, THING, THING_TYPE, THING_NUMBER, THING_NATION, THING_EFFECT, NAME,
    DESCRIPTION, HUMAN_TYPE, HUMAN_NUMBER, HUMAN_NATION, HUMAN_EFFECT,
)  # fmt: skip
ROLES = {
    "PerpInd": INDIVIDUAL,
    "PerpOrg": ORGANIZATION,
    "Target": THING,
    "Victim": NAME,
    "Weapon": INSTRUMENT,
}


@dataclass(slots=True)
class Counts:
    """Fills by verdict: correct, partial, incorrect, missing, spurious."""

    correct: int = 0
    partial: int = 0
    incorrect: int = 0
    missing: int = 0
    spurious: int = 0

    @property
    def possible(self) -> int:
        """What the key asks for."""
        return self.correct + self.partial + self.incorrect + self.missing

    @property
    def actual(self) -> int:
        """What the response gives."""
        return self.correct + self.partial + self.incorrect + self.spurious

    @property
    def credit(self) -> float:
        """Correct fills, and half of the partial ones."""
        return self.correct + self.partial / 2

    @property
    def recall(self) -> float:
        """Credit over possible, 0-1."""
        return self.credit / self.possible if self.possible else 0.0

    @property
    def precision(self) -> float:
        """Credit over actual, 0-1."""
        return self.credit / self.actual if self.actual else 0.0

    @property
    def f(self) -> float:
        """F of precision and recall, 0-1."""
        return _f1(self.precision, self.recall)

    def add(self, other: "Counts") -> None:
        """Add the counts of another."""
        self.correct += other.correct
        self.partial += other.partial
        self.incorrect += other.incorrect
        self.missing += other.missing
        self.spurious += other.spurious


@dataclass(slots=True)
class RoleCounts:
    """Entities of one role: found in both, in the key, in the response."""

    matched: int = 0
    gold: int = 0
    found: int = 0

    @property
    def f1(self) -> float:
        """F1, 0-1."""
        precision = self.matched / self.found if self.found else 0.0
        return _f1(precision, self.matched / self.gold if self.gold else 0.0)


@dataclass(slots=True)
class Scores:
    """The counts of all documents."""

    slots: dict[int, Counts] = field(
        default_factory=lambda: {slot: Counts() for slot in range(TEMPLATE, len(LABELS))}
    )
    roles: dict[str, RoleCounts] = field(
        default_factory=lambda: {role: RoleCounts() for role in ROLES}
    )
    documents: int = 0

    @property
    def all_slots(self) -> Counts:
        """The sum of slots 2-24."""
        total = Counts()
        for slot in SLOTS:
            total.add(self.slots[slot])
        return total

    @property
    def all_roles(self) -> RoleCounts:
        """The sum of the five roles."""
        roles = self.roles.values()
        return RoleCounts(
            sum(r.matched for r in roles), sum(r.gold for r in roles), sum(r.found for r in roles)
        )

    def figures(self) -> dict[str, object]:
        """The figures, 0-100, rounded to two places; counts as they are."""
        total = self.all_slots
        return {
            "all_slots_f": _percent(total.f),
            "all_slots_precision": _percent(total.precision),
            "all_slots_recall": _percent(total.recall),
            "role_f1": _percent(self.all_roles.f1),
            "templates_f": _percent(self.slots[TEMPLATE].f),
            "slots": {LABELS[slot]: _percent(counts.f) for slot, counts in self.slots.items()},
            "roles": {role: _percent(counts.f1) for role, counts in self.roles.items()},
            "n": self.documents,
        }

    def table(self) -> str:
        """The counts by slot, for people."""
        rows = [(LABELS[slot], counts) for slot, counts in self.slots.items()]
        rows.append(("ALL SLOTS (2-24)", self.all_slots))
        lines = [f"{'':<32}  POS  ACT  COR  PAR  INC  MIS  SPU    REC   PRE     F"]
        for name, c in rows:
            numbers = (
                c.possible, c.actual, c.correct, c.partial, c.incorrect, c.missing, c.spurious,
            )  # fmt: skip
            shares = "".join(f"{100 * share:6.1f}" for share in (c.recall, c.precision, c.f))
            lines.append(f"{name:<32}{''.join(f'{n:5}' for n in numbers)} {shares}")
        for role, counts in self.roles.items():
            lines.append(
                f"{role:<32}{counts.gold:5}{counts.found:5}{counts.matched:5}"
                f"{'':>32}{100 * counts.f1:6.1f}"
            )
        return "\n".join(lines)


def main(arguments: list[str] | None = None) -> None:
    """Score a response file against a key file."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.incidents.score", description=__doc__
    )
    parser.add_argument("key", type=Path)
    parser.add_argument("response", type=Path)
    options = parser.parse_args(arguments)
    key, response = (
        read_templates(path.read_text("latin-1")) for path in (options.key, options.response)
    )
    scores = score(key, response)
    print(scores.table())
    print(json.dumps(scores.figures()))


def score(key: Documents, response: Documents) -> Scores:
    """Score the documents of either side; one that a side leaves out has no templates there."""
    scores = Scores()
    for message in dict.fromkeys((*key, *response)):
        scores.documents += 1
        _score_document(key.get(message, ()), response.get(message, ()), scores)
    return scores


def align(key: Sequence[Template], response: Sequence[Template]) -> list[tuple[int, int]]:
    """Pair the templates of a document one to one so that the summed credit is greatest."""
    weights = [[_worth(gold, found) for found in response] for gold in key]
    return best_pairs(weights)


def may_answer(key: Template, response: Template) -> bool:
    """Whether two templates can be of one incident: same type, and somebody or something shared.

    Two that both name nobody and nothing may be of one incident as well.
    """
    if not any(grade(TYPE, k, r) for k in key.of(TYPE) for r in response.of(TYPE)):
        return False
    if not any(key.of(slot) or response.of(slot) for slot in _WHO):
        return True
    return any(grade(slot, k, r) for slot in _WHO for k in key.of(slot) for r in response.of(slot))


def count_slot(slot: int, key: Sequence[Fill], response: Sequence[Fill]) -> Counts:
    """Compare the fills of one slot: the best pairing, then what is left over on either side.

    What is left is incorrect pair by pair, the rest missing or spurious; an optional fill of the
    key that nothing matches costs nothing.
    """
    grades = [[grade(slot, k, r) for r in response] for k in key]
    pairs = best_pairs(grades)
    paired = {k for k, _ in pairs}
    correct = sum(grades[k][r] == 1 for k, r in pairs)
    owed = sum(not one.is_optional for k, one in enumerate(key) if k not in paired)
    extra = len(response) - len(pairs)
    incorrect = min(owed, extra)
    return Counts(correct, len(pairs) - correct, incorrect, owed - incorrect, extra - incorrect)


def count_role(slot: int, key: Sequence[Template], response: Sequence[Template]) -> RoleCounts:
    """Pair the entities of a role in one document: right when all its mentions are the key's.

    Source: CEAF-REE with the strict phi, https://github.com/xinyadu/grit_doc_event_entity.
    """
    gold, found = _entities(slot, key), _entities(slot, response)
    pairs = best_pairs([[float(mentions <= true) for mentions in found] for true in gold])
    return RoleCounts(len(pairs), len(gold), len(found))


def _score_document(key: Sequence[Template], response: Sequence[Template], scores: Scores) -> None:
    pairs = align(key, response)
    answered, used = {k for k, _ in pairs}, {r for _, r in pairs}
    owed = [t for k, t in enumerate(key) if k not in answered and not t.is_optional]
    extra = [t for r, t in enumerate(response) if r not in used]
    scores.slots[TEMPLATE].add(Counts(correct=len(pairs), missing=len(owed), spurious=len(extra)))
    for slot in SLOTS:
        for k, r in pairs:
            scores.slots[slot].add(count_slot(slot, key[k].of(slot), response[r].of(slot)))
        for template in owed:
            scores.slots[slot].add(count_slot(slot, template.of(slot), ()))
        for template in extra:
            scores.slots[slot].add(count_slot(slot, (), template.of(slot)))
    for role, slot in ROLES.items():
        found, total = count_role(slot, key, response), scores.roles[role]
        total.matched += found.matched
        total.gold += found.gold
        total.found += found.found


def _worth(key: Template, response: Template) -> float:
    """The credit of a pair of templates; nothing when they cannot be of one incident."""
    if not may_answer(key, response):
        return 0.0
    return sum(count_slot(slot, key.of(slot), response.of(slot)).credit for slot in SLOTS)


def _entities(slot: int, templates: Sequence[Template]) -> list[frozenset[str]]:
    """The entities of a role in a document; of two with the same mentions the fuller is kept."""
    kept: list[frozenset[str]] = []
    for template in templates:
        for one in template.of(slot):
            strings = (_mention(value) for reading in one.readings for value in reading.values)
            entity = frozenset(strings)
            same = [other for other in kept if entity <= other or other <= entity]
            kept = [other for other in kept if other not in same]
            kept.append(max([entity, *same], key=len))
    return kept


@functools.lru_cache(maxsize=100_000)
def _mention(text: str) -> str:
    """Small letters, no punctuation, no articles, as GRIT compares them."""
    bare = text.lower().translate(str.maketrans("", "", string.punctuation))
    return " ".join(re.sub(r"\b(a|an|the)\b", " ", bare).split())


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _percent(share: float) -> float:
    return round(100 * share, 2)


if __name__ == "__main__":
    main()
