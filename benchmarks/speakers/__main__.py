"""`python -m benchmarks.speakers`: read made-up reports, ask whom the marked speaker stands for.

The table is part of the repository, so no data folder is needed.
"""

import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from benchmarks import data
from dateline import Reader, Report
from dateline.records import Entity, Span

TABLE = Path(__file__).with_name("table.tsv")

_MARKED = re.compile(r"⟦(.+?)⟧")
_NOBODY = "="  # nobody who is named: an anonymous or collective speaker
_CAPITAL = re.compile(r"(?<![.!?¶\n“\"'‘] )(?<!^)\b[A-Z]")

_ANYBODY = re.compile(r"(?:an?|one|two|three|some|several|the)\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Case:
    """A text, its marked speaker, and mentions of whom that is (none: nobody who is named)."""

    kind: str
    text: str
    speaker: Span
    antecedents: tuple[Span, ...]


def main(arguments: list[str] | None = None) -> None:
    """Measure, and print one JSON object as the last line."""
    parser = data.parser("speakers", __doc__ or "")
    parser.add_argument(
        "--show",
        action="store_true",
        help="print what was read wrong of every second case; the others are held",
    )
    given = parser.parse_args(arguments)
    cases = read_table()[: given.limit]
    reader = Reader()
    verdicts: Counter[tuple[str, str]] = Counter()
    held: Counter[str] = Counter()
    for number, case in enumerate(data.track(cases, "speakers")):
        report = reader.read_text(case.text, verbatim=True)
        verdict = judge(case, report)
        verdicts[case.kind, verdict] += 1
        is_held = bool(number % 2)
        held[verdict] += is_held
        if given.show and verdict != "right" and not is_held:
            print(verdict, case.kind, case.text, _speakers(case, report), sep=" | ")
    figures = _figures(verdicts) | {"right_held": _share(held["right"], held.total())}
    print(json.dumps({"task": "speakers"} | figures | {"n": len(cases)}))


def read_table(path: Path = TABLE) -> list[Case]:
    """The cases of a table: kind, antecedent and marked text, divided by tabs."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_case(*line.split("\t")) for line in lines if line and not line.startswith("#")]


def judge(case: Case, report: Report) -> str:
    """`right`, `wrong`, or `unheard` when no attribution has the marked speaker."""
    speakers = _speakers(case, report)
    if speakers is None:
        return "unheard"
    if not case.antecedents:
        return "wrong" if any(_is_named(case, one) for one in speakers) else "right"
    meant = [
        next((one for one in speakers if _has_mention(one, span)), None)
        for span in case.antecedents
    ]
    is_right = None not in meant and len(speakers) == len(case.antecedents)
    return "right" if is_right else "wrong"


def _case(kind: str, antecedent: str, marked: str) -> Case:
    marked = marked.replace(" ¶ ", "\n\n")
    mark = _MARKED.search(marked)
    if mark is None:
        raise ValueError(f"no ⟦speaker⟧ is marked in {marked!r}")
    text = marked.replace("⟦", "").replace("⟧", "")
    speaker = Span(mark.start(), mark.start() + len(mark.group(1)))
    names = [] if antecedent == _NOBODY else antecedent.split(" & ")
    return Case(kind, text, speaker, tuple(_outside(text, name, speaker) for name in names))


def _outside(text: str, name: str, speaker: Span) -> Span:
    """The first place of a name that is not within the marked speaker."""
    for found in re.finditer(re.escape(name), text):
        span = Span(*found.span())
        if not span.overlaps(speaker):
            return span
    raise ValueError(f"{name!r} is not in {text!r}")


def _speakers(case: Case, report: Report) -> list[Entity] | None:
    for said in report.attributions:
        if any(span.overlaps(case.speaker) for span in said.speaker_spans):
            return [report.entity(name) for name in said.speakers]
    return None


def _has_mention(entity: Entity, span: Span) -> bool:
    return any(mention.overlaps(span) for mention in entity.mentions)


def _is_named(case: Case, entity: Entity) -> bool:
    """Whether a mention outside the marked speaker has a capital that no sentence begins with.

    "A spokesperson for Hallam Water" has a capital, and is not named for that.
    """
    if _ANYBODY.match(entity.name):
        return False
    return any(
        _CAPITAL.search(case.text, mention.start, mention.end) is not None
        for mention in entity.mentions
        if not mention.overlaps(case.speaker)
    )


def _figures(verdicts: Counter[tuple[str, str]]) -> dict[str, object]:
    total = sum(verdicts.values())
    right = sum(n for (_, verdict), n in verdicts.items() if verdict == "right")
    heard = sum(n for (_, verdict), n in verdicts.items() if verdict != "unheard")
    kinds = sorted({kind for kind, _ in verdicts})
    by_kind = {
        kind: [verdicts[kind, verdict] for verdict in ("right", "wrong", "unheard")]
        for kind in kinds
    }
    return {
        "right": _share(right, total),
        "right_of_heard": _share(right, heard),
        "by_kind": by_kind,
    }


def _share(some: int, of: int) -> float:
    return round(some / of, 4) if of else 0.0


if __name__ == "__main__":
    main()
