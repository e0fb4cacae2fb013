"""Words that look like times and are not: a number, a minister, a verb, a newspaper.

In: a text and the range of a month's name, a weekday's name or four digits. Out: whether a month,
a day or a year is meant there.
"""

import re

# What is counted: after a round number, or without "in" before it, the number counts them.
_COUNTED = frozenset(
    """people men women children soldiers troops police policemen officers fighters rebels
    militants civilians villagers refugees families homes houses tents villages deaths dead wounded
    injured casualties rounds rifles tonnes tons miles kilometres kilometers km metres meters feet
    hectares acres dollars euros pounds rubles roubles percent hours votes seats jobs workers
    students prisoners detainees migrants residents members employees personnel strong barrels
    gmt utc hrs est edt cet bst local million billion thousand hundred lbs kg mph""".split()
)
EVENT_NOUN = (
    r"attack|bomb|blast|explosion|raid|invasion|coup|war|massacre|assault|siege|election|vote"
    r"|poll|protest|riot|uprising|revolt|revolution|killing|murder|shooting|ambush|kidnap|abduct"
    r"|hijack|strike|crash|ceasefire|truce|deal|accord|agreement|treaty|summit|talks|referendum"
    r"|offensive|clash|battle|conflict|genocide|earthquake|tsunami|flood|hurricane|olympic|game"
    r"|campaign|crisis|massacre|meeting|conference|incident|event|rampage|hostage|seizure|unrest"
    r"|demonstration|rall|march|intervention|withdrawal|annexation|arrest|trial|verdict|pact"
    r"|plot|assassination|primar|fighting|violence|outbreak|pandemic|wildfire|fire|drought"
    r"|famine|law|budget|report|deadline|session|operation|hearing|burning|looting"
)
_EVENT_NOUN = re.compile(rf"(?:[\w’'-]{{1,20}}\s{{1,8}}){{0,2}}?(?:{EVENT_NOUN})", re.IGNORECASE)

_YEAR_AFTER = re.compile(
    r"\b(?:in|since|until|till|by|from|before|after|during|of|between|through|throughout|year|circa"
    r"|around|early|late|mid|pre|post|for|spring|summer|autumn|fall|winter|to|as)[\s(-]{1,8}$",
    re.IGNORECASE,
)
_SURE_YEAR_AFTER = re.compile(
    r"\b(?:in|since|until|till|during|early|late|mid|back in|year)[\s-]{1,8}$", re.IGNORECASE
)
_YEAR_LIST = re.compile(r"\b[12]\d{3}(?:,|,?\s{1,8}(?:and|or|to))\s{1,8}$", re.IGNORECASE)
_NAME_BEFORE = re.compile(
    r"\b(?:resolution|flight|route|highway|room|no|number|page|article|section|model|boeing|unit"
    r"|agenda|vision|box|street|road|area|interstate|op|psalm|case|bill|law|decree|order|protocol"
    r"|convention|gate|apartment|channel|level|grade|some|about|nearly|almost|than|least|to|another"
    r"|only|approximately|roughly|estimated|up\sto|killed|wounded|total\sof|just|over)[\s.]{1,8}$",
    re.IGNORECASE,
)
_TIME_BEFORE = re.compile(r"\bat[\s(]{1,8}$", re.IGNORECASE)
_NEXT_WORD = re.compile(r"\s{1,8}([\w’'-]+)")

_MONTH_AFTER = re.compile(
    r"\b(?:in|since|until|till|by|last|next|this|early|late|mid|of|from|during|between|through"
    r"|throughout|before|after|for|every)[\s-]{1,8}$",
    re.IGNORECASE,
)
# "May" and "March" are verbs and names: fewer words before them make them months.
_STRICT_MONTH_AFTER = re.compile(
    r"\b(?:in|since|until|last|next|early|late|mid|end of|start of|beginning of|from|during)"
    r"[\s-]{1,8}$",
    re.IGNORECASE,
)
_MONTH_NAMES = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?"
)
_MONTH_LIST_BEFORE = re.compile(
    rf"\b{_MONTH_NAMES}(?:\s?[-–]\s?|,\s{{1,8}}|,?\s{{1,8}}(?:and|or|to|through|until)\s{{1,8}})$",
    re.IGNORECASE,
)
_MONTH_LIST_AFTER = re.compile(
    rf"(?:\s?[-–]\s?|\s{{1,8}}(?:to|through)\s{{1,8}}){_MONTH_NAMES}", re.IGNORECASE
)
_ARTICLE = re.compile(
    r"(?:(?:^|[\n.!?])\s{0,8}|\b(?:the|a|an|this|that|his|her|its|their|last)\s{1,8}"
    r"|['’]s\s{1,8})$",
    re.IGNORECASE,
)
_NEXT_IS_NAME = re.compile(r"\s{1,8}[A-Z][a-z]")
_NEXT_IS_VERB = re.compile(r"\s{1,8}(?:have|has|be|not|also|well|yet|never|day)\b", re.IGNORECASE)

_NOT_BEFORE_WEEKDAY = re.compile(
    r"\b(?:every|each|black|bloody|good|ash|palm|holy|easter|super|mr\.?|mrs\.?|ms\.?|cyber|ruby"
    r"|maundy|shrove|most|any)\s{1,8}$",
    re.IGNORECASE,
)
_NOT_AFTER_WEEKDAY = re.compile(
    r"(?:s\b|\s{1,8}(?:prayer|school\b|agreement\b|accord\b|(?-i:Times|Telegraph|Mirror|Express|Post"
    r"|Mail|Herald|World|People|Independent|Sun|Night\sLive)\b))",
    re.IGNORECASE,
)


def is_year(match: re.Match[str]) -> bool:
    """Whether four digits are a year: "in 2002", "the 2013 attack"; not "2000 soldiers"."""
    text, start, end = match.string, match.start(), match.end()
    before = text[max(0, start - 24) : start]
    year = int(text[start:end])
    if _TIME_BEFORE.search(before) or re.match(
        r"-[a-z]|\s?[°€%]", text[end : end + 3], re.IGNORECASE
    ):
        return False
    if _counts(text, end, year, sure=_SURE_YEAR_AFTER.search(before) is not None):
        return False
    # "From 1200 to 1800 the shelling went on": hours, not years.
    may_be_clock = year < 1900 and year % 100 < 60
    if _YEAR_LIST.search(before) and not may_be_clock:
        return True
    if _NAME_BEFORE.search(before):
        return re.search(r"\d\s{1,8}to\s{1,8}$", before) is not None and not may_be_clock
    if _YEAR_AFTER.search(before):
        return not may_be_clock or _SURE_YEAR_AFTER.search(before) is not None
    return 1900 <= year < 2100 and (
        _is_attribute(text, before, end) or _stands_apart(text, before, end)
    )


def is_month(text: str, start: int, end: int, *, lone: bool = False) -> bool:
    """Whether a month's name means the month: "in May", "3 May"; not "Theresa May" or "may".

    `lone`: no day and no year stands with it.
    """
    name = text[start:end]
    verb = name.lower() in {"may", "march"}
    if name[0].islower() and (lone or verb or len(name.rstrip(".")) < 4):
        return False
    after = text[end : end + 40]
    if verb and name.isupper() and _NEXT_IS_VERB.match(after):
        return False
    return not lone or _is_lone_month(text, start, name, after)


def is_weekday(text: str, start: int, end: int) -> bool:
    """Whether a weekday's name means one day: not "every Friday", "Bloody Sunday", "Sundays"."""
    before = text[max(0, start - 12) : start]
    after = text[end : end + 16]
    return not (_NOT_BEFORE_WEEKDAY.search(before) or _NOT_AFTER_WEEKDAY.match(after))


def _counts(text: str, end: int, year: int, *, sure: bool) -> bool:
    """Whether the digits count what follows: "2000 armed soldiers"; "in 2013 rebels" is a year."""
    at = end
    words: list[str] = []
    while len(words) < 3 and (found := _NEXT_WORD.match(text, at)):
        words.append(found[1].lower())
        at = found.end()
    if words[:1] and words[0] in {"gmt", "utc", "hrs", "hours", "local", "km", "est", "edt"}:
        return True
    near = words[:1] if sure and year % 100 else words
    if sure and year % 100 and near and near[0] not in {"people", "men", "women", "children"}:
        return False
    return any(word in _COUNTED for word in near)


def _is_attribute(text: str, before: str, end: int) -> bool:
    """Whether it stands before a noun as "the 2013 attack" does."""
    after = text[end : end + 48]
    if _EVENT_NOUN.match(after.lstrip()) and after[:1].isspace():
        return True
    following = _NEXT_WORD.match(after)
    article = re.search(r"\b(?:the|a|this|that|his|her|its|their)\s{1,8}$", before, re.IGNORECASE)
    return bool(article and following and following[1][:1].islower() and following[1][-1:] != "s")


def _stands_apart(text: str, before: str, end: int) -> bool:
    """Whether it stands in brackets or between commas: "(2013)", "the siege, 1994,"."""
    after = text[end : end + 2]
    return before.endswith(("(", "[")) and after[:1] in {")", "]", ",", ";"}


def _is_lone_month(text: str, start: int, name: str, after: str) -> bool:
    before = text[max(0, start - 24) : start]
    if _MONTH_LIST_AFTER.match(after) or _MONTH_LIST_BEFORE.search(before):
        return True
    if _is_a_name_in(text[max(0, start - 4000) : start], name):
        return False
    verb = name.lower() in {"may", "march", "mar"}
    if (_STRICT_MONTH_AFTER if verb else _MONTH_AFTER).search(before):
        return not (_NEXT_IS_NAME.match(after) and _is_a_street(after))
    return bool(_ARTICLE.search(before) and _EVENT_NOUN.match(after.lstrip()) and after[:1] == " ")


def _is_a_street(after: str) -> bool:
    return re.match(
        r"\s{1,8}(?:Street|Road|Avenue|Square|Movement|Brigade|Group)\b", after
    ) is not (None)


def _is_a_name_in(text: str, month: str) -> bool:
    """Whether a text has a person of that name: then "in May" may be trust in her."""
    if month.isupper() and len(month) > 3:
        return False
    name = re.escape(month.rstrip("."))
    named = rf"\b(?:Mr|Mrs|Ms|Minister|President|Theresa|Senator|Gen|Col)\.?\s{{1,8}}{name}\b"
    return re.search(named, text) is not None
