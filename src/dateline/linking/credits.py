"""Whom an article credits for its report: "(Reuters)", "By Ana Ruiz, AP", "AFP contributed".

In: an article with its header and furniture marked. Out: `Credits`. A whole credit says that the
report is another's; a part credit that some of it is, nobody knows which.
"""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.records import Article
from dateline.resources import find_outlet
from dateline.resources.outlet_names import is_outlet_name

_UNNAMED = re.compile(
    r"^(?:news |wire |other |international |foreign )*(?:agencies|agency|agency reports|wires"
    r"|wire services?|wire reports?|news services?)$",
    re.IGNORECASE,
)
_NAMES = r"[A-Z][\w'’.&/-]*(?:,? (?:and |of |the )?[A-Z][\w'’.&/-]*){0,8}"
_MOST_IN_A_CREDIT = 220  # characters; a longer paragraph that begins so is prose
_CREDIT_LINE = re.compile(
    r"""^[\s(\[*—–-]*(?:
      (?:additional\ |with\ additional\ )?(?:reporting|writing|editing|compiled|translated)\ by\b
      |with\ (?:additional\ |further\ )?(?:reporting|inputs?|reports?|files|material)\ (?:by|from)\b
      |with\ (?:\w+\ )?(?:agencies|wires)\b
      |(?:source|credit|via)\s*:
      |(?:agencies|[\w.&-]+(?:\ [\w.&-]+){0,3})\)?[\])]?$
      |.*\bcontributed\ (?:to|reporting\ to)\ (?:this|the)\ (?:report|article|story)\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_CONTRIBUTED = re.compile(
    rf"(?:^|\b[Tt]he )(?P<names>{_NAMES}) (?:also )?contributed (?:reporting )?to (?:this|the) "
    r"(?:report|article|story)"
)
_WITH = re.compile(
    r"^[\s(\[*—–-]*[Ww]ith (?:additional |further )?"
    r"(?:(?:reporting|inputs?|reports?|files|material) (?:by|from) )?"
    r"(?P<names>[^()\[\]]{2,80}?)[.)\]]*$"
)
_SIGNED = re.compile(
    r"^[\s(\[*—–-]*(?:(?:[Ss]ource|[Cc]redit|[Vv]ia)\s*:\s*)?(?P<names>[^()\[\].;:]{2,60}?)[.)\]\s]*$"
)
_PARTED = re.compile(r",|/|\||;|\(|\)|\n|\band\b|\bwith\b|\bof\b|\bfor\b|—|–")
_PARTED_AGENCIES = re.compile(r"/|,|\band\b|&")
_LAST_LINES = 3  # credits stand at the end, else in the byline
_OWN_STAFF = re.compile(
    r"\b(?:staff|reporters?|correspondents?|writers?|desk|newsroom)\b", re.IGNORECASE
)
_TO_US = (
    r"(?:told|tell|interview with|(?:call|email|message|statement) to"
    r"|(?:seen|obtained|reviewed) by)"
)
_THIS_PAPER = re.compile(
    rf"\b{_TO_US} (?:this (?:newspaper|paper|website|magazine|reporter|correspondent|station)"
    r"|our (?:reporter|correspondent)s?)\b"
)


@dataclass(frozen=True, slots=True)
class Credit:
    """One outlet that an article credits; `name` is None for "agencies" that are not named.

    `words` are the article's own, for the reason that people read.
    """

    name: str | None
    is_whole: bool
    words: str


@dataclass(frozen=True, slots=True)
class Credits:
    """Everybody an article credits, and what speaks for a report of its own.

    `has_byline`: a writer is named who is no agency. `has_own_words`: somebody spoke to the outlet
    itself ("told the Harbour Gazette").
    """

    others: tuple[Credit, ...]
    has_byline: bool
    has_own_words: bool


def is_credit_line(paragraph: str) -> bool:
    """Whether a paragraph is a credit and no part of the report: "(Reporting by Ana Ruiz)"."""
    return len(paragraph) <= _MOST_IN_A_CREDIT and bool(_CREDIT_LINE.match(paragraph))


def find_credits(article: Article, last_paragraphs: tuple[str, ...]) -> Credits:
    """Find whom an article credits.

    Args:
        article: as read.
        last_paragraphs: the last ones of its body, in order.
    """
    found = [*_in_header(article), *_in_bylines(article)]
    for paragraph in last_paragraphs[-_LAST_LINES:]:
        found += _in_line(paragraph)
    own = _key(article.outlet)
    others = {
        (_key(credit.name), credit.is_whole): credit
        for credit in reversed(found)
        if credit.name is None or _key(credit.name) != own
    }
    return Credits(
        tuple(reversed(others.values())),
        any(not _is_credited(name, article) for name in article.bylines),
        _has_own_words(article),
    )


@functools.lru_cache(maxsize=8192)
def outlet_key(name: str) -> str:
    """What all names of one outlet share: "AP" and "The Associated Press" are one."""
    known = find_outlet(name)
    if known is not None:
        return known.id
    return re.sub(r"^the\s+", "", " ".join(name.casefold().split()))


def outlet_label(name: str) -> str:
    """The name of an outlet as people know it."""
    known = find_outlet(name)
    return known.name if known is not None else name


def _key(name: str | None) -> str | None:
    return None if name is None else outlet_key(name)


def _pieces(parted: re.Pattern[str], line: str) -> Iterator[str]:
    """What stands between the signs that part, without the spaces around it."""
    return filter(None, map(str.strip, parted.split(line)))


def _in_header(article: Article) -> Iterator[Credit]:
    agency = article.header.agency
    if agency is not None:
        for name in _pieces(_PARTED_AGENCIES, agency):
            yield Credit(None if _UNNAMED.match(name) else name, True, f"({agency})")


def _in_bylines(article: Article) -> Iterator[Credit]:
    """Agencies in "By Ana Ruiz, Reuters" are the writers; in "By staff and agencies" a part."""
    lines = list(article.bylines)
    lines += [article.quote(p.span) for p in article.furniture if p.kind == "byline"]
    for line in lines:
        pieces = list(_pieces(_PARTED, re.sub(r"^[Bb]y:?\s+", "", line)))
        own = any(_OWN_STAFF.search(piece) and not is_outlet_name(piece) for piece in pieces)
        own = own or bool(re.search(r"\bwith\b", line))
        for piece in pieces:
            words = re.sub(r"(?<!\s)\s++(?:staff|reporters?|correspondents?)$", "", piece)
            if _UNNAMED.match(piece):
                yield Credit(None, not own and len(pieces) == 1, line)
            elif is_outlet_name(words):
                yield Credit(words, not own, line.replace("\n", " "))


def _is_credited(byline: str, article: Article) -> bool:
    """Whether a byline names another outlet than the article's own, or no writer."""
    if article.outlet is not None and outlet_key(article.outlet) in byline.casefold():
        return False
    return bool(_UNNAMED.match(byline)) or is_outlet_name(byline)


def _in_line(paragraph: str) -> Iterator[Credit]:
    if len(paragraph) > _MOST_IN_A_CREDIT:
        return
    if match := _CONTRIBUTED.search(paragraph) or _WITH.match(paragraph):
        for name in _pieces(_PARTED, match["names"]):
            if _UNNAMED.match(name):
                yield Credit(None, False, paragraph)
            elif is_outlet_name(name) or (match.re is _CONTRIBUTED and " " not in name):
                yield Credit(name, False, paragraph)
    elif match := _SIGNED.match(paragraph):
        for name in _pieces(_PARTED, match["names"]):
            if _UNNAMED.match(name) or is_outlet_name(name):
                yield Credit(None if _UNNAMED.match(name) else name, True, paragraph)


def _has_own_words(article: Article) -> bool:
    if _THIS_PAPER.search(article.text):
        return True
    if article.outlet is None:
        return False
    name = re.sub(r"^[Tt]he\s+", "", article.outlet)
    spoken = rf"\b{_TO_US} (?:the )?{re.escape(name)}\b"
    witness = rf"\b{re.escape(name)} (?:reporter|correspondent|journalist|photographer|witness)"
    return bool(re.search(f"{spoken}|{witness}", article.text, re.IGNORECASE))
