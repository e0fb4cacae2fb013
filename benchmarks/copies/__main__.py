"""Made-up cases in, how well copies are found and independent origins counted out.

Two articles are compared only if they share a key, as in an archive. The cases of the tuning half
served to choose thresholds; those of the held-out half are told with other templates and did not.
"""

import argparse
import itertools
import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import data
from benchmarks.copies.cases import Case, Made, is_copy, make_cases
from benchmarks.copies.edits import trigrams_kept
from benchmarks.copies.reports import Half
from dateline.linking.copies import compare_articles, copy_keys
from dateline.linking.origins import find_origins
from dateline.records import Link

_CASES = 400  # a half


@dataclass(slots=True)
class Tally:
    """What was counted over the cases of a half."""

    right: int = 0
    wrong_merges: int = 0
    wrong_splits: int = 0
    not_proposed: int = 0  # of the wrong splits
    cases: int = 0
    exact: int = 0
    too_few: int = 0  # origins: a wrong merge
    too_many: int = 0
    by_edit: Counter[tuple[str, bool]] = field(default_factory=Counter)
    kept: list[float] = field(default_factory=list)


def main() -> None:
    """Measure both halves; wrong cases of the tuning half go to stderr."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.copies", description=__doc__)
    parser.add_argument("--data", type=Path, help="not used: the articles are made up")
    parser.add_argument("--limit", type=data.positive, help="make only N cases of each half")
    options = parser.parse_args()
    number = options.limit or _CASES
    tuning, held_out = (_measure(half, number) for half in ("tuning", "held-out"))
    print(json.dumps(summary(held_out) | {"tuning": summary(tuning), "cases_of_a_half": number}))


def count(case: Case, tally: Tally, *, is_shown: bool = False) -> None:
    """Compare the articles of a case and count what is right."""
    keys = {made.article.id: set(copy_keys(made.article)) for made in case.articles}
    links = []
    for a, b in itertools.combinations(case.articles, 2):
        is_proposed = bool(keys[a.article.id] & keys[b.article.id])
        link = compare_articles(a.article, b.article) if is_proposed else None
        links += [link] if link else []
        _count_pair(a, b, link, tally, is_proposed=is_proposed)
    _count_origins(case, links, tally, is_shown=is_shown)
    roots = [made.text for made in case.articles if made.made_by == "report"]
    if case.kind == "heavily edited":
        edited = [made.text for made in case.articles if made.made_by == "heavily edited"]
        tally.kept += [trigrams_kept(roots[0], text) for text in edited]


def summary(tally: Tally) -> dict[str, object]:
    """The figures of a half: shares 0–1, errors as counts."""
    found = tally.right + tally.wrong_merges
    wanted = tally.right + tally.wrong_splits
    edits = sorted({edit for edit, _ in tally.by_edit})
    return {
        "pair_f1": _share(2 * tally.right, found + wanted),
        "pair_precision": _share(tally.right, found),
        "pair_recall": _share(tally.right, wanted),
        "origins_exact": _share(tally.exact, tally.cases),
        "wrong_merges": tally.wrong_merges,
        "wrong_splits": tally.wrong_splits,
        "not_proposed": tally.not_proposed,
        "origins_too_few": tally.too_few,
        "origins_too_many": tally.too_many,
        "pairs": wanted,
        "recall_by_edit": {edit: _recall(tally, edit) for edit in edits},
        "trigrams_kept_when_heavily_edited": _share(sum(tally.kept), len(tally.kept)),
    }


def _measure(half: Half, number: int) -> Tally:
    tally = Tally()
    for case in data.track(list(make_cases(half, number)), half):
        count(case, tally, is_shown=half == "tuning")
    return tally


def _count_pair(a: Made, b: Made, link: Link | None, tally: Tally, *, is_proposed: bool) -> None:
    truth = is_copy(a, b)
    if truth is None:
        return
    if not truth:
        tally.wrong_merges += link is not None
        return
    tally.right += link is not None
    tally.wrong_splits += link is None
    tally.not_proposed += not is_proposed
    for edit in {a.made_by, b.made_by} - {"report"}:
        tally.by_edit[edit, link is not None] += 1


def _count_origins(case: Case, links: Sequence[Link], tally: Tally, *, is_shown: bool) -> None:
    """A case is exact when the origins are as many as there are voices, and so are the proven."""
    origins = find_origins(case.reports, links)
    found = (len(origins), sum(origin.is_proven for origin in origins))
    tally.cases += 1
    tally.exact += found == (case.origins, case.proven)
    tally.too_few += found[0] < case.origins
    tally.too_many += found[0] > case.origins
    if is_shown and found != (case.origins, case.proven):
        kinds = ", ".join(made.made_by for made in case.articles)
        wanted = (case.origins, case.proven)
        print(f"{case.kind} ({kinds}): {found} for {wanted}", file=sys.stderr)


def _recall(tally: Tally, edit: str) -> float | None:
    found, missed = tally.by_edit[edit, True], tally.by_edit[edit, False]
    return _share(found, found + missed)


def _share(part: float, whole: float) -> float | None:
    return round(part / whole, 4) if whole else None


if __name__ == "__main__":
    main()
