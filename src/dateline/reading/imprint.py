"""What a page says of itself in one line: when it came out, who wrote it, which outlet prints it.

In: the words of one line. Out: an ISO date, names, or an outlet's name; None for a line that says
none of it. "19 September 2023 - The Sahel Monitor" says two of them.
"""

import datetime
import re
from collections.abc import Collection, Iterator

from dateline import resources
from dateline.resources.common_words import is_common_word

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
DATE = re.compile(
    rf"""\b(?:(?P<month>{_MONTH})\ (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\ (?P<year>\d{{4}})
    |(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\ (?P<month2>{_MONTH}),?\ (?P<year2>\d{{4}})
    |(?P<iso>\d{{4}}-\d\d-\d\d)
    |\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}})(?!\d)""",
    re.IGNORECASE | re.VERBOSE,
)
TIME = re.compile(
    r"""\b\d{1,2}[:.]\d\d(?::\d\d)?(?:\ ?[ap]\.?m\b\.?)?|\b\d{1,2}\ ?[ap]\.?m\b\.?""",
    re.IGNORECASE | re.VERBOSE,
)
_AROUND_DATES = re.compile(
    r"""\b(?:first|last|published|posted|updated|modified|created|date|on|at|of|and|local|time|hrs?
    |(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?
    |gmt|utc|bst|ce?s?t|e[sd]?t|p[sd]?t|ist|z)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_NAME = r"(?:[A-Z][\w.'’-]*)(?:\ (?:[A-Z][\w.'’-]*|al-\w+|de|del|da|van|von|bin|la)){1,4}"
# After the names: "and agencies", "in Dakar", "for the Post"; nothing else that goes on.
_AFTER_NAMES = (
    r"\s*(?:$|[,|•·–—(@-])"
    r"|\ (?:and|&|with)\ (?:\w+\ )?(?:agencies|wires?|staff|correspondents?|reporters?)\b"
    r"|\ (?:in|for|at)\ (?:the\ )?[A-Z][^.!?]{2,40}$"
)
BYLINE = re.compile(
    rf"(?:^|[|•·–—-]\ ?)(?i:(?:(?:written|posted|story|(?:match\ |special\ )?report(?:ed)?)\ )?by)"
    rf":?\ (?P<names>{_NAME}(?:(?:,\ and|,|\ and|\ &)\ {_NAME})*)(?={_AFTER_NAMES})"
)
_NAME_IN_PLACE = re.compile(
    r"(?P<name>[A-Z][\w'’-]+(?: [A-Z][\w.'’-]*)? [A-Z][\w'’-]+) in (?:[A-Z][\w'’-]+ ?){1,3}"
)
_NOT_NAMES = re.compile(
    rf"\b(?:{_MONTH}|\w+day|staff|reporters?|correspondents?|editors?|news|updated?|published)\b",
    re.IGNORECASE,
)
_PARTED = re.compile(r"\s[|•·–—/-]\s|\s?[|•·]\s?|,(?:\s|$)")
_BREADCRUMB = re.compile(r"[^\W\d_][^.?!>»›→]{0,40}(?:\s?[>»›→]\s?[^>»›→]{1,60})+")
_SECTIONS = frozenset(
    re.findall(
        r"\w+",
        """
            home world news politics business sport sports opinion analysis comment commentary
            editorial feature features explainer interview culture tech technology science health
            africa asia europe america americas middle east latest breaking live exclusive national
            local international region regional top story stories headlines newsroom the and
            economy security environment special report
        """,
    )
)
# A newspaper's name ends in such a word: "The Harbour Gazette", "Andes Courier".
_NEWSPAPERS = frozenset(
    re.findall(
        r"\w+",
        """
            gazette monitor observer courier ledger wire dispatch tribune herald journal chronicle
            times post mail telegraph guardian standard star mirror sun examiner inquirer bulletin
            register globe independent express argus echo sentinel advertiser messenger advocate
            citizen nation press
        """,
    )
)
# So do these, but also much else: "Kenya Today", "Breaking News".
_ALSO_OUTLETS = frozenset("news today daily weekly online television tv review".split())
_LEADS = frozenset(("radio", "daily", "channel"))  # "Radio Misti", "Daily Ledger"
_COPYRIGHT = re.compile(
    r"""(?:copyright\s)?\s*(?:©|\(c\)|(?<=copyright\s))\s*(?:copyright\s)?
    (?:\d{4}(?:\s?[-–]\s?\d{2,4})?)?,?\s*(?:by\s)?(?P<name>[^.|,\d]{3,50}?)\s*
    (?:,?\s\d{4}(?:\s?[-–]\s?\d{2,4})?)?(?:[.,|\s]+all\ rights\ reserved)?\.?""",
    re.IGNORECASE | re.VERBOSE,
)
_SMALL = frozenset(("of", "the", "and", "de", "del", "la", "el", "da", "du", "le", "for"))


def is_date_line(core: str) -> bool:
    """Whether a line says when the report came out and nothing else: "Posted Mon, 3 May 2021".

    "Updated 3 May 2021" alone is no publication date.
    """
    if not DATE.search(core) or _is_of_change(core):
        return False
    rest = BYLINE.sub(" ", TIME.sub(" ", DATE.sub(" ", core)))
    return not re.search(r"[^\W_]", _AROUND_DATES.sub(" ", rest))


def is_dated_imprint(core: str) -> bool:
    """Whether a line holds the report's date beside the outlet, a section or a byline.

    "Andes Courier | Sunday, June 8, 2025" does; "Nairobi, 7 August 1998" may be of a picture.
    """
    if len(core) > 100 or not DATE.search(core) or _is_of_change(core):
        return False
    return all(
        is_section(piece) or has_outlet_name(piece) or BYLINE.match(piece)
        for piece in _pieces(core)
    )


def is_breadcrumb(core: str) -> bool:
    """Whether a line is the way to a page: "Home > World > Africa"."""
    return len(core) <= 150 and _BREADCRUMB.fullmatch(core) is not None


def is_section(core: str) -> bool:
    """Whether a line names a part of an outlet: "World news", "Analysis"."""
    words = re.findall(r"[^\W\d_]+", core.casefold())
    return bool(words) and len(words) <= 4 and _SECTIONS.issuperset(words)


def is_masthead(core: str, small_words: Collection[str]) -> bool:
    """Whether a line names an outlet or a section and says no more: "RADIO MISTI - NEWSROOM".

    Args:
        core: the line.
        small_words: the words of the report that are written small. "Gunmen Attack Police Post" has
            two of them and is a headline; "The Harbour Gazette" has "harbour", which may be chance.
    """
    pieces = _pieces(core)
    if not pieces or not all(is_section(piece) or has_outlet_name(piece) for piece in pieces):
        return False
    told = {word for word in re.findall(r"\w{4,}", core.casefold()) if word in small_words}
    return len(told - _NEWSPAPERS - _ALSO_OUTLETS - _SECTIONS) < 2


def has_outlet_name(words: str) -> bool:
    """Whether words have the form of an outlet's name, or are a known one's."""
    return resources.find_outlet(words) is not None or _is_outlet_form(words)


def outlets_named(core: str) -> Iterator[tuple[str, str]]:
    """Each outlet of "Andes Courier | Sunday, June 8, 2025": its name, and the words for it.

    An agency is none: who prints "Reuters" beside the date prints that agency's report.
    """
    for piece in _pieces(core):
        name = _outlet_of(piece)
        if name is not None:
            yield name, piece


def outlet_of_copyright(core: str) -> tuple[str, str] | None:
    """The outlet of "© 2016 The Rift Observer", and the words for it; None for a company's name."""
    match = _COPYRIGHT.fullmatch(core)
    name = _outlet_of(match["name"]) if match is not None else None
    return (name, match["name"]) if match is not None and name is not None else None


def names_in_byline(core: str) -> list[str]:
    """Who wrote it: both names of "By Ana Ruiz and Tom Hale, Staff Reporters"."""
    match = BYLINE.search(core)
    if match is None:
        return []
    return [
        name for name in re.split(r",? and |, | & ", match["names"]) if not _NOT_NAMES.search(name)
    ]


def name_before_place(core: str) -> str | None:
    """Ana Ruiz, of a line "Ana Ruiz in Port Kara": a byline only where other imprint is beside.

    "War Crimes in Karelia" holds ordinary words, so it names nobody; nor do we see Grace Hale then.
    """
    match = _NAME_IN_PLACE.fullmatch(core)
    if match is None or _NOT_NAMES.search(match["name"]):
        return None
    return None if any(map(is_common_word, match["name"].split())) else match["name"]


def iso_date(match: re.Match[str]) -> str | None:
    """The ISO date of a match; None for what is no date or can be read two ways (03/04/2014)."""
    if match["iso"]:
        text = match["iso"]
    elif match["month"] or match["month2"]:
        month = _MONTHS.index((match["month"] or match["month2"])[:3].casefold()) + 1
        year, day = match["year"] or match["year2"], match["day"] or match["day2"]
        text = f"{year}-{month:02}-{int(day):02}"
    else:
        return None
    try:
        return datetime.date.fromisoformat(text).isoformat()
    except ValueError:
        return None


def _is_of_change(core: str) -> bool:
    return bool(re.match(r"(?:last )?(?:updated|modified)\b", core, re.IGNORECASE))


def _pieces(core: str) -> list[str]:
    """What a line holds beside date and time, parted at bars, dashes and commas."""
    found = []
    for part in _PARTED.split(TIME.sub("", DATE.sub("|", core).replace("|", " | "))):
        piece = part.strip(" ,.:;|()")
        if re.search(r"[^\W_]", _AROUND_DATES.sub(" ", piece)):
            found.append(piece)
    return found


def _outlet_of(words: str) -> str | None:
    known = resources.find_outlet(words)
    if known is not None:
        return known.name if known.kind != "agency" else None
    if not _is_outlet_form(words) or is_section(words):
        return None
    return words.title() if words.isupper() else words


def _is_outlet_form(words: str) -> bool:
    """Two or three words with capitals, the last or the first such as a newspaper's: "Kara Post".

    Of four words the first two may be an author: "Ana Ruiz Kara Post".
    """
    if BYLINE.match(words):  # "By Ana Post"
        return False
    parts = words.split()
    own = [part for part in parts if part.casefold() != "the"]
    longest = 3 if len(own) == len(parts) else 4
    if not 2 <= len(own) <= longest or not all(re.fullmatch(r"[\w'’.&-]+", p) for p in own):
        return False
    if not all(part[0].isupper() or part in _SMALL for part in own):
        return False
    first, last = own[0].casefold(), own[-1].casefold()
    rest = " ".join(own[:-1])
    if last in _NEWSPAPERS or first in _LEADS:
        return True
    return last in _ALSO_OUTLETS and not is_section(rest) and resources.find_state(rest) is None
