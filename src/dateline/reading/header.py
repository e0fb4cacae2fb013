"""The "MOSCOW, 3 March (Reuters) —" that opens a report: where, when, and by which agency.

In: an article whose furniture is marked. Out: its header, with the range it covers up to the dash
and any "[TEXT]" tags after it, so that the body begins where the range ends.
"""

import datetime
import re
from collections.abc import Iterator

from dateline.reading.lines import is_upper_case
from dateline.records import Article, Header, Span

_WINDOW = 170  # characters; "CARACAS (VENEZUELA), 17 JUL 89 (VENEZOLANA DE TELEVISION CANAL 8) --"
_LINES = 3  # a standfirst or an unmarked title may stand above the header
_CENTURY_TURNS = 50  # 49 is 2049, 50 is 1950: wire services with two-digit years ended about 1999

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DATE = re.compile(
    rf"""(?:^|,\s*|\s)(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?
    (?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{_MONTH})
    |(?P<month2>{_MONTH})\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?
    |(?P<none>no\ date))
    (?:,?\s+'?(?P<year>\d{{4}}|\d{{2}}))?[.,]?\s*$""",
    re.IGNORECASE | re.VERBOSE,
)
_DASH = re.compile(r"--+|[—–―‒_]|(?<=[\s)])-(?=\s)")
_AGENCY = re.compile(r"[(\[]\s*([^()]{2,60}?)\s*\)[,:]?\s*$|/([A-Z]\w{2,15})/[.:]?\s*$")
_COUNTRY = re.compile(r"(?<!\s)\s*+\(([^()]{2,40})\)$")
_WORD = r"[^\W\d_a-z][\w’'.-]*"
_SMALL = r"(?:of|the|and|de|del|do|da|dos|du|la|le|les|al|au|aux|on|upon|sur|es|bin)"
_PLACE = re.compile(rf"{_WORD}(?: (?:{_SMALL} ){{0,2}}{_WORD}){{0,4}}")
_TAG = re.compile(r"\s*\[([^\[\]]*)\]")
_TAG_OF_TEXT = re.compile(
    r"""(?:text|excerpts?|passage\ omitted|continued|summary|report|speech|editorial|commentary
    |communique|article|announcement|statement|interview|news\ conference|press\ conference
    |dispatch|message|letter)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_BODY_START = re.compile(r"[\s\"“‘'«\[(¿¡.]*(?:[^\W\d_a-z]|\d|\$|[^\x00-\x7f])")
_Parts = tuple[str | None, re.Match[str] | None, str | None]  # place, date, agency
# Words that open a line with a dash and name no place: "EXCLUSIVE — ", "Update – ", "Yes — ".
_NO_PLACE = frozenset(
    re.findall(
        r"\w+",
        """
            a an the this that these those it he she they we i you and but or so yes no not in on at
            by for from to of with as if when while after before what who why how where there here
            update updated breaking exclusive watch video photos photo opinion analysis editor
            editors correction note news live report reports president prime minister king queen
            pope general colonel senator rep sen gov mr mrs ms dr sir lord nato isis isil fbi cia
            nsa eu un us usa gop monday tuesday wednesday thursday friday saturday sunday abstract
            summary transcript attention
        """,
    )
)
_ACRONYMS = frozenset(
    re.findall(
        r"\w+",
        """
            ap afp upi efe acan dpa tass ansa bta cna kcna cana bbc cnn na irna mena sana pti ani
            ians rne tcs rcn fbis nhk ria kuna spa wam ina abc cbs nbc ips adn pap ctk tanjug mti
            yskl ysu ussr usa uk uae drc un us gdr frg dc nz
        """,
    )
)


def find_header(article: Article) -> Header:
    """Find "SAN MARCO, 3 JAN 90 (EFE) -- [TEXT]" at the start of the report.

    A sentence that merely holds a dash ("The war — now in its third year — …") is no header. A year
    of two digits is expanded; a date without a year is `--MM-DD`; a place or an agency written in
    capitals is given in ordinary case.
    """
    shouting = is_upper_case(article.text)
    for number, (start, end) in enumerate(_body_lines(article)):
        header = _read_header(article.text, start, end, shouting=shouting)
        if header is not None and (number == 0 or header.date or header.agency or not shouting):
            return header
        if number + 1 == _LINES:
            break
    return Header()


def is_header_line(line: str) -> bool:
    """Whether a header stands on a line of its own: "TBILISI, 9 July 2020", "MIRNA, 3 May (AP)".

    "XX-ABC1-0007 (DESK)" is a document's number.
    """
    parts = _parts(line.rstrip(" .")) if line[:2].isupper() and len(line) <= 80 else None
    if parts is None or parts[0] is None or re.search(r"\d", parts[0]):
        return False
    place, date, agency = parts[0], parts[1], parts[2]
    is_dated = date is not None and bool(date["year"] or agency)
    return is_dated and place.split(",")[0].isupper()


def _body_lines(article: Article) -> Iterator[tuple[int, int]]:
    """Where lines outside furniture begin, and where a header on them must end: at a blank line."""
    marked = [piece.span for piece in article.furniture]
    for match in re.finditer(r"\S[^\n]*", article.text):
        at = match.start()
        if any(piece.start <= at < piece.end for piece in marked):
            continue
        later = [piece.start for piece in marked if piece.start > at]
        end = min([at + _WINDOW, len(article.text), *later])
        blank = re.search(r"\n[ \t]*\n", article.text[at:end])
        yield at, at + blank.start() if blank else end


def _read_header(text: str, start: int, end: int, *, shouting: bool) -> Header | None:
    alone = text[start:].partition("\n")[0].rstrip()
    if not shouting and is_header_line(alone):
        return _header(_parts(alone.rstrip(" .")), Span(start, start + len(alone)), shouting)
    for dash in _ends_of_lead(text[start:end]):
        lead = re.sub(r"\s+", " ", text[start : start + dash.start()]).strip()
        body = _skip_tags(text, start + dash.end())
        parts = _parts(lead)
        if parts is None or not _BODY_START.match(text, body):
            return None
        place, date, agency = parts
        if not (date or agency) and not _is_bare_place(place, text[body:], shouting):
            return None
        if place is None and agency is None:  # "March 3 —" alone opens an entry of a diary
            return None
        evidence_end = start + len(text[start:body].rstrip())
        return _header(parts, Span(start, evidence_end), shouting)
    return None


def _header(parts: _Parts | None, evidence: Span, shouting: bool) -> Header | None:
    if parts is None:
        return None
    place, date, agency = parts
    return Header(
        place=_place_name(place) if place else None,
        date=_iso_date(date) if date else None,
        agency=_in_ordinary_case(agency) if agency and shouting else agency,
        evidence=(evidence,),
    )


def _ends_of_lead(window: str) -> Iterator[re.Match[str]]:
    """The first dash outside brackets; the ones in "(ACAN - EFE)" and "PORT-LOUIS" are none.

    After "(APP):" and "/TASS/." the bracket itself is the end.
    """
    bracketed = re.match(r"[^\n:]{3,60}?(?:\([^()]{2,30}\):|/[A-Z]\w{2,15}/\.?)(?=\s)", window)
    for dash in _DASH.finditer(window):
        before = window[: dash.start()]
        if before.count("(") <= before.count(")"):
            if bracketed is None or bracketed.end() > dash.start():
                yield dash
            break
    if bracketed is not None:
        yield from re.compile("").finditer(window, bracketed.end(), bracketed.end())


def _parts(lead: str) -> _Parts | None:
    """The place, date and agency of "KARA, 3 March (Reuters)"; None when it is something else."""
    agency = None
    bracket = _AGENCY.search(lead)
    if bracket is not None and _DATE.search(lead) is None:
        agency = bracket[1] or bracket[2]
        lead = lead[: bracket.start()].strip()
    date = _DATE.search(lead)
    if date is not None:
        lead = lead[: date.start()]
    lead = lead.strip(" ,;:")
    if not lead:
        return None, date, agency
    country = _COUNTRY.search(lead)
    if country is not None:
        lead = f"{lead[: country.start()]}, {country[1]}"
    pieces = re.split(r",\s*|\s?/\s?", lead)
    first_word = pieces[0].split()[0].casefold().strip(".’'") if pieces[0].split() else ""
    if len(pieces) > 3 or first_word in _NO_PLACE - {"no"}:
        return None
    if not all(_PLACE.fullmatch(piece) for piece in pieces):
        return None
    return lead, date, agency


def _is_bare_place(place: str | None, body: str, shouting: bool) -> bool:
    """Whether a place with neither date nor agency is a header: "NAIROBI, Kenya —", "Nairobi –".

    Capitals in a text of ordinary case are enough. Otherwise it must be one to three words without
    a second dash in the sentence ("Ruiz — mayor since 2009 — resigned." is none), and not somebody
    ("Ruiz – The mayor's car was shot at. Ana Ruiz said …" is none).
    """
    if place is None or place.split()[0].casefold() in _NO_PLACE:
        return False
    first = re.split(r"[,/]", place)[0]
    if first.isupper() and not shouting:
        return len(first) > 2
    sentence = re.split(r"[.!?]\s", body)[0]
    if len(place.split()) > 3 or "," in place or _DASH.search(sentence):
        return False
    name = re.escape(place)
    return not re.search(
        rf"[a-z,.”\"] [A-Z][a-z.]+ {name}\b|\b{name} (?:said|told|was|has)\b", body
    )


def _skip_tags(text: str, at: int) -> int:
    """Where the body begins after "[REPORT] [ANA RUIZ] [TEXT]"; a "[RUIZ]" then is the body's."""
    body = place = at
    while (tag := _TAG.match(text, place)) is not None:
        place = tag.end()
        if _TAG_OF_TEXT.match(tag[1]):
            body = place
    return body


def _iso_date(match: re.Match[str]) -> str | None:
    if match["none"]:
        return None
    month = _MONTHS.index((match["month"] or match["month2"])[:3].casefold()) + 1
    day = int(match["day"] or match["day2"])
    year = int(match["year"]) if match["year"] else None
    if year is not None and year < 100:
        year += 2000 if year < _CENTURY_TURNS else 1900
    try:
        whole = datetime.date(year or 2000, month, day)  # 2000 has a 29 February
    except ValueError:
        return None
    return whole.isoformat() if year is not None else f"--{month:02}-{day:02}"


def _place_name(place: str) -> str | None:
    """Peru for "NO CITY, PERU"; a clandestine station is nowhere."""
    pieces = [piece for piece in place.split(", ") if piece.casefold() != "no city"]
    if not pieces or pieces[0].casefold() == "clandestine":
        return None
    return ", ".join(_in_ordinary_case(piece) for piece in pieces)


def _in_ordinary_case(words: str) -> str:
    return re.sub(r"[^\W\d_][^\W_]*(?:[’'.][^\W_]+)*\.?", lambda m: _cased(m[0], m.start()), words)


def _cased(word: str, at: int) -> str:
    """A word of a name: "SAN" → "San", "DE" → "de" unless first, "EFE", "D.C." and "Kara" stay."""
    lower = word.lower()
    if not word.isupper() or lower in _ACRONYMS or re.fullmatch(r"(?:\w\.)+\w?", word):
        return word
    if at > 0 and re.fullmatch(_SMALL, lower):
        return lower
    return re.sub(r"(^|['’])(\w)(?=\w)", lambda m: m[1] + m[2].upper(), lower)
