"""What the words around a place's name say: which part of it, how near, which kind, within what.

In: a text and where a name stands in it. Out: matches of those words, or places they name.
"""

import re
from collections.abc import Iterator

from dateline.resources.gazetteer import Candidate, find_candidates

# Words that end the name of a facility.
FACILITY = (
    r"airport|airfield|air ?base|university|college|hospital|medical center|stadium|court"
    r"|courthouse|cathedral|station|prison|jail|museum|zoo|port|harbou?r|city hall|town hall"
    r"|town council|city council|police department|bridge|refinery|power plant|institute|school"
    r"|academy|cent(?:er|re)|hotel|mall|theat(?:er|re)|arena|mosque|church|barracks|camp|dam"
    r"|tunnel|terminal|clinic"
)
SIDE = (
    r"(?:(?:north|south|mid)[- ]?)?(?:north|south|east|west|centr)(?:-?(?:east|west))?(?:ern|al)?"
)
_SIDE_ALONE = re.compile(
    r"(?:the )?(?:(?:north|south)[- ]?)?(?:north|south|east|west|central)(?:ern)?", re.IGNORECASE
)
_PART_BEFORE = re.compile(
    rf"\b(?P<part>(?:(?:far|extreme|remote|rural|mountainous) )?{SIDE}(?:-{SIDE})?"
    # "the northern province of Idlib", "in the north of Mali"; but "30 km south of Mosul" is near
    r"(?: (?:(?:state|province|region|governorate|part|parts|area) of |of (?:the )?)| )"
    r"|(?:state|province|region|governorate|department|district|county) of )(?:the )?$",
    re.IGNORECASE,
)
DIVISION_AFTER = re.compile(
    r"(?:['’]s)? (?P<word>province|governorate|region|state|oblast|prefecture|department|district"
    r"|county|municipality|valley|peninsula|desert)\b",
    re.IGNORECASE,
)
_TOWN = r"(?:city|town|village|port|capital)"
NEAR_BEFORE = re.compile(
    r"\b(?:near(?:by)?|outside(?: of)?|close to|not far from|around"
    r"|(?:the )?(?:out)?skirts of|suburbs? of"
    r"|(?:\w+|\d[\d.,]{0,20})(?: |-)?(?:km|kms|kilomet\w+|miles?|metres|meters)"
    rf"(?: \([^)]*\))? (?:{SIDE} of|from|outside|away from)|(?:just )?{SIDE} of"
    # "near the border town of Mandera"
    rf"|the vicinity of|between) (?:(?:the|a) (?:[\w-]+ ){{0,2}}?{_TOWN}(?: of)? )?(?:the )?$",
    re.IGNORECASE,
)
WITHIN_BEFORE = re.compile(
    r"\b(?P<word>province|governorate|region|state|oblast|department|district|county|municipality)"
    r" of (?:the )?$",
    re.IGNORECASE,
)
_DIVISIONS = r"(?i:(?:province|governorate|region|state|department|district|countie|prefecture)s)"
_LISTED = r"[A-Z][\w'’-]*(?: [A-Z][\w'’-]*)?"
# "in Idlib, Hama and Aleppo provinces", "the provinces of Idlib and Hama"
_DIVISIONS_AFTER = re.compile(rf"(?:(?:, {_LISTED})*,? (?i:and) {_LISTED})? {_DIVISIONS}\b")
_DIVISIONS_BEFORE = re.compile(rf"\b{_DIVISIONS} (?i:of) (?:{_LISTED}(?:, |,? (?i:and) )){{0,4}}$")
# "the border town of Mandera", "the capital Tripoli"; but "the capital of Lebanon" is no Lebanon
_TOWN_BEFORE = re.compile(r"\b(?:(?:city|town|village|port)(?: of)?|capital) $", re.IGNORECASE)
_TOWN_ITSELF = re.compile(r"\bthe (?:city|town|village|port) of $", re.IGNORECASE)
_TOWN_AFTER = re.compile(r"(?:['’]s)? (?:city|town|village)\b(?! council)", re.IGNORECASE)
WITHIN = 6.0  # "Moscow, Idaho": the text itself says which
_LOOSELY_WITHIN = 3.0  # "Tripoli in northern Lebanon"
_CONTAINER = re.compile(
    r"(?P<comma>,? ?\(|, )?(?P<loose> in (?:the )?|[’']s )?"
    rf"(?:(?:{SIDE}|central|rural|nearby|upstate|the state of|the province of) )?"
    r"(?P<name>(?:[A-Z][\w.'’-]*)(?: (?:of |and )?(?:[A-Z][\w.'’-]*)){0,2})"
)


def part_before(text: str, start: int) -> re.Match[str] | None:
    """The side before a name: "southern" Russia; but not 30 km "south of" Mosul."""
    found = _PART_BEFORE.search(text, max(0, start - 60), start)
    if found is None:
        return None
    side_of = re.search(r"(?:h|t|n|l) of (?:the )?$", found["part"], re.IGNORECASE)
    lead = text[max(0, found.start() - 8) : found.start()]
    return None if side_of and not lead.lower().endswith("the ") else found


def is_side(name: str) -> bool:
    """Whether a name is only a point of the compass: "Eastern" Europe is not in Uganda."""
    return _SIDE_ALONE.fullmatch(name) is not None


def kind_said(text: str, start: int, end: int) -> str | None:
    """What the words around a name say it is: "division", "town", "point" (near it) or nothing."""
    before = text[max(0, start - 80) : start]
    if any(after.match(text, end) for after in (DIVISION_AFTER, _DIVISIONS_AFTER)) or any(
        words.search(before) for words in (WITHIN_BEFORE, _DIVISIONS_BEFORE)
    ):
        return "division"
    if _TOWN_BEFORE.search(before) or _TOWN_AFTER.match(text, end):
        return "town"
    return "point" if NEAR_BEFORE.search(before) else None


def is_said_to_be_a_town(text: str, start: int) -> bool:
    """Whether "the city of" stands right before: Luxembourg then is no country."""
    return _TOWN_ITSELF.search(text, max(0, start - 20), start) is not None


def find_containers(text: str, end: int) -> Iterator[tuple[Candidate, float]]:
    """What the words after a name say it lies in: "Moscow, Idaho", "Tripoli in Lebanon"."""
    found = _CONTAINER.match(text, end)
    if found is None or not (found["comma"] or found["loose"]):
        return
    weight = WITHIN if found["comma"] and not found["loose"] else _LOOSELY_WITHIN
    words = found["name"].split()
    for size in range(len(words), 0, -1):
        name = " ".join(words[:size])
        holders = [c for c in find_candidates(name) if c.kind in {"country", "admin1"}]
        if holders:
            yield from ((c, weight) for c in holders if c.sense != "alias")
            return
