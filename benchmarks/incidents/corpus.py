"""The MUC-4 test sets as the `incidents` benchmark reads them.

In: `muc4/<set>/key-<set>.v*` and `muc4/<set>/<set>-muc*` (all capitals; not the mixed-case text).
Out: `MessageSet`s with their messages in order.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

SPLITS = {"dev": ("tst1", "tst2"), "test": ("tst3", "tst4")}
_MESSAGE = re.compile(r"^ *([A-Z]+\d*-MUC\d-\d{4})\b.*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class MessageSet:
    """One set of messages, the file of its key, and the texts by message id."""

    name: str
    key: Path
    source: Path
    messages: dict[str, str]


def message_sets(folder: Path, split: str) -> list[MessageSet]:
    """The sets of a split that are in the data folder."""
    found = (_message_set(folder / "muc4" / name, name) for name in SPLITS[split])
    return [one for one in found if one is not None]


def split_messages(text: str) -> dict[str, str]:
    """The articles of a file of messages; each begins with a line that is its id."""
    starts = list(_MESSAGE.finditer(text))
    ends = [match.start() for match in starts[1:]] + [len(text)]
    return {m[1]: text[m.end() : end].strip("\n") for m, end in zip(starts, ends, strict=True)}


def _join_lines(message: str) -> str:
    """A wire report with each paragraph on one line, as other articles have them."""
    paragraphs = re.split(r"\n\s*\n", message.strip())
    return "\n".join(re.sub(r"\s*\n\s*", " ", paragraph.strip()) for paragraph in paragraphs)


def training_messages(folder: Path) -> dict[str, str]:
    """The training messages of the data folder by id, each paragraph on one line."""
    found: dict[str, str] = {}
    for path in sorted((folder / "muc4" / "dev").glob("dev-muc3-*")):
        found |= split_messages(path.read_text("latin-1"))
    return {name: _join_lines(text) for name, text in found.items()}


def _message_set(part: Path, name: str) -> MessageSet | None:
    keys = _files(part, f"key-{name}.v*")
    texts = [path for path in _files(part, f"{name}-muc*") if "mixed-case" not in path.name]
    if not keys or not texts:
        return None
    return MessageSet(name, keys[-1], texts[0], split_messages(texts[0].read_text("latin-1")))


def _files(part: Path, pattern: str) -> Sequence[Path]:
    return sorted(part.glob(pattern))
