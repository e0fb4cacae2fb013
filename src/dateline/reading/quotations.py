"""Where words stand between quotation marks.

In: the texts of an article's paragraphs. Out: for each paragraph its `Quotation`s, marks included,
as half-open ranges of code points of that paragraph. Curly, straight, doubled ('' and ``) and
single marks are read; a speech over several paragraphs opens each and closes only the last.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_MARK = re.compile(r"[“”\"«»„]|''|``|’’|‘‘")
_OPENING = frozenset("“«„") | {"``", "‘‘"}
_CLOSING = frozenset("”»") | {"’’"}
_SINGLE_OPENING = re.compile(r"(?<![^\s(\[—–-])[‘'](?=[^\s\d‘'])")
_SINGLE_CLOSING = re.compile(r"(?<=[^\s‘'])[’'](?=$|[\s.,;:!?)\]—–-])")
_LONGEST_SINGLE = 600  # code points; a longer pair is two apostrophes
_LONGEST_WITHOUT_STOP = 60


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between marks: `[start, end)` of the paragraph, `inner_…` without the marks.

    `is_closed` is false when the speech goes on in the next paragraph.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    is_closed: bool = True

    def covers(self, at: int) -> bool:
        """Whether a code point of the paragraph stands inside."""
        return self.start <= at < self.end


def find_quotations(texts: Sequence[str]) -> list[list[Quotation]]:
    """Find the quotations of each paragraph, in order."""
    found = []
    for index, text in enumerate(texts):
        following = texts[index + 1] if index + 1 < len(texts) else ""
        pairs = _double(text, is_continued=_begins_with_mark(following))
        found.append(sorted(pairs + _single(text, pairs), key=lambda quotation: quotation.start))
    return found


def _begins_with_mark(text: str) -> bool:
    mark = _MARK.match(text)
    return mark is not None and mark.group() not in _CLOSING


def _double(text: str, *, is_continued: bool) -> list[Quotation]:
    found = []
    opened: re.Match[str] | None = None
    for mark in _MARK.finditer(text):
        if opened is None:
            opened = mark if _opens(text, mark) else None
        elif _closes(text, mark):
            found.append(_between(opened, mark))
            opened = None
    # "We waited. [new paragraph] "Nobody came," …: the mark of the first is never closed.
    if opened is not None and (is_continued or opened.start() == 0) and opened.end() < len(text):
        found.append(Quotation(opened.start(), len(text), opened.end(), len(text), is_closed=False))
    return found


def _opens(text: str, mark: re.Match[str]) -> bool:
    if mark.group() in _OPENING:
        return True
    before = text[: mark.start()][-1:]
    after = text[mark.end() :][:1]
    return (not before or before in " ([{—–-'‘:/") and not after.isspace() and after != ""


def _closes(text: str, mark: re.Match[str]) -> bool:
    if mark.group() in _CLOSING:
        return True
    # A straight mark closes unless a word starts right after it and none ends before it.
    return mark.group() not in _OPENING and not (
        text[: mark.start()][-1:].isspace() and text[mark.end() :][:1].isalnum()
    )


def _between(opened: re.Match[str], closed: re.Match[str]) -> Quotation:
    return Quotation(opened.start(), closed.end(), opened.end(), closed.start())


def _single(text: str, doubles: list[Quotation]) -> list[Quotation]:
    """Pairs of single marks outside double ones: 'We are leaving,' he said."""
    found: list[Quotation] = []
    for opened in _SINGLE_OPENING.finditer(text):
        taken = doubles + found
        if any(quotation.covers(opened.start()) for quotation in taken):
            continue
        limit = min([q.start for q in taken if q.start > opened.start()] + [len(text)])
        closed = _single_end(text, opened, limit)
        if closed is not None:
            found.append(_between(opened, closed))
    return found


def _single_end(text: str, opened: re.Match[str], limit: int) -> re.Match[str] | None:
    limit = min(limit, opened.end() + _LONGEST_SINGLE)
    closings = list(_SINGLE_CLOSING.finditer(text, opened.end(), limit))
    after_stop = [mark for mark in closings if text[mark.start() - 1] in ",.?!…"]
    if after_stop:
        return after_stop[0]
    # "the 'quiet hour' rule", but not "the workers' and drivers' strike".
    short = [mark for mark in closings if mark.start() - opened.end() <= _LONGEST_WITHOUT_STOP]
    return next((mark for mark in short if text[mark.start() - 1] != "s"), None) or (
        short[0] if len(short) == 1 else None
    )
