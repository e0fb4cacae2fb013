"""The PolNeAR corpus as the `said` benchmark reads it.

In: `polnear/<split>/text/*.txt` and `attributions/*.ann` (brat standoff). Out: `GoldArticle`.
Offsets are code points of the file as it is, without newline translation. Where several people
annotated an article, the first file by name counts.

Source: https://github.com/networkdynamics/PolNeAR (LREC 2018).
"""

import re
from dataclasses import dataclass
from pathlib import Path

from benchmarks.said.metric import Ranges, Said

_BOUND = re.compile(r"^T(\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)\t", re.MULTILINE)
_EVENT = re.compile(r"^E\d+\t(.+)$", re.MULTILINE)
_ROLE = re.compile(r"(Source|Cue|Content)\d*:T(\d+)")


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article and the attributions that a person marked in it."""

    name: str
    text: str
    said: tuple[Said, ...]


def articles(folder: Path, split: str, limit: int | None = None) -> list[GoldArticle]:
    """The annotated articles under `folder`/polnear/`split`, by name; the first `limit` of them."""
    part = folder / "polnear" / split
    annotations: dict[str, Path] = {}
    for path in sorted((part / "attributions").glob("*.ann")):
        annotations.setdefault(path.stem.rpartition("_")[0], path)
    texts = [path for path in sorted((part / "text").glob("*.txt")) if path.stem in annotations]
    return [
        GoldArticle(path.stem, _read(path), parse_standoff(_read(annotations[path.stem])))
        for path in texts[:limit]
    ]


def parse_standoff(annotation: str) -> tuple[Said, ...]:
    """The attributions of one annotation file, in its order.

    A line that is neither a `T` nor an `E` line (a note, or a covered text that runs over a line
    break) is skipped; so is every label but Source, Cue and Content.
    """
    ranges = {number: _ranges(spans) for number, _, spans in _BOUND.findall(annotation)}
    return tuple(_said(roles, ranges) for roles in _EVENT.findall(annotation))


def _said(roles: str, ranges: dict[str, Ranges]) -> Said:
    parts: dict[str, Ranges] = {"Source": (), "Cue": (), "Content": ()}
    for role, number in _ROLE.findall(roles):
        parts[role] += ranges.get(number, ())
    return Said(parts["Source"], parts["Cue"], parts["Content"])


def _ranges(spans: str) -> Ranges:
    pairs = (part.split() for part in spans.split(";"))
    return tuple((int(start), int(end)) for start, end in pairs)


def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8")
