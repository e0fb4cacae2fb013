"""How the lines of a text were set: broken at a fixed width, all in capitals, as wires did."""

import re
import statistics

_WIDEST = 90  # no wire set wider lines
_TYPICAL = 55  # lines that do not end a paragraph come close to the width


def is_hard_wrapped(text: str) -> bool:
    """Whether lines were broken at a fixed width: then a line is no paragraph."""
    blocks = [block.splitlines() for block in re.split(r"\n[ \t]*\n", text) if block.strip()]
    inner = [len(line) for block in blocks for line in block[:-1]]
    longest = max((len(line) for block in blocks for line in block), default=0)
    return len(inner) >= 3 and longest <= _WIDEST and statistics.median(inner) >= _TYPICAL


def is_upper_case(text: str) -> bool:
    """Whether nearly all letters of a text are capitals."""
    letters = [character for character in text if character.isalpha()]
    return bool(letters) and sum(map(str.isupper, letters)) / len(letters) > 0.8
