"""What the words of a line say it is: a share button, a credit, a byline, a sign-up, a menu.

In: one line of a page. Out: the names of its signals; how much each weighs is told where they are
added up. Nothing is looked up by site.
"""

import re
from collections.abc import Iterator

from dateline.reading.imprint import BYLINE, DATE, TIME, is_date_line
from dateline.reading.lines import Line

_PHRASES = {
    "certain": r"""^(?:advert(?:isement)?|story\ continues\ below.*|skip\ to\ .*
        |(?:read|see)\ (?:more|also):?\ .*|(?:related|more\ on\ this)(?:\ \w+)?:.*
        |more\ on\ this\ story|related\ (?:articles|stories|links|news|topics|content)
        |image\ (?:copyright|caption)\b.*
        |share\ (?:this|on)\b[^.]*|(?:copyright\ )?©.*|copyright\ \d{4}.*
        |.{0,60}all\ rights\ reserved\.?
        |(?:sign\ up|subscribe)\ (?:to|for)\ (?:our|the)\b.*|(?:click|tap)\ here\ to\ .*
        |(?:photo|image|picture|photograph)s?(?:\ credit|\ by)?:\ .*|\((?:photo|image|file):[^)]*\)
        |(?:tags?|topics|filed\ under):\ .*|follow\ (?:us|me|him|her)(?:\ on\ |:).*
        |(?:listen|watch)\ live\ (?:on|at)\ .*|(?:all\ )?quotes\ (?:are\ )?delayed\ .*
        |(?:[^.]{0,70}\.\ )?support\ us\.?)$""",
    "row of links": r"^[^.|]{2,24}(?:\ \|\ [^.|]{2,24}){2,}$",
    "share": r"""^(?:share|tweet|e-?mail|print|facebook|twitter|whatsapp|linkedin|pinterest|reddit
        |google\ ?\+|copy\ (?:this\ )?link|instagram|youtube|telegram|flipboard|save)\b.{0,40}$
        |\bshares?$|\bshare\ (?:this|on|via)\b|\bfollow\ (?:us|me|him|her|[\w.]+\ on)\b
        |\bon\ (?:twitter|facebook|instagram)\b|^@\w+""",
    "sign-up": r"""©|\b(?:subscri(?:be|ption)|sign(?:ing)?\ (?:up|in)|log\ ?in|newsletters?|inbox
        |register|cookies?|privacy|terms\ (?:of|and)|e-?mail\ address|unsubscribe
        |advert(?:ise)?(?:ment)?s?|sponsored|all\ rights\ reserved|copyright|free\ trial
        |members?hip|disclaimer|javascript|browser|download\ (?:our|the)\ app|notifications?
        |paywall|donate|support\ us)\b""",
    "related": r"""\b(?:related|more\ (?:from|on|stories|news)|read\ (?:more|next|also|the\ full)
        |see\ (?:also|more)|most\ (?:read|popular|viewed)|you\ (?:may|might)\ (?:also\ )?
        |recommend(?:ed|s)?|trending|latest|top\ stories|popular|previous
        |next\ (?:post|article|story)|watch(?::|\ now|\ the)|also\ read|story\ timeline
        |don.?t\ miss|view\ (?:all|more|comments)|editor.?s\ picks|up\ next|from\ around
        |click\ here|learn\ more|find\ out\ more|show\ more|load\ more|load\ comments)\b""",
    "comment": r"""\b(?:comments?|repl(?:y|ies)|leave\ a|posted\ by|says:$|likes?|upvote
        |report\ abuse|moderat)\b|\b(?:minutes?|hours?|days?|weeks?|months?|years?)\ ago$""",
    "caption": r"""\b(?:photo|photograph|image|picture|file|credit|illustration|getty|shutterstock
        |pictured|gallery|slideshow|video|caption)\b""",
    "byline": r"""^by:?\ |\b(?:published|updated|posted|last\ modified|written\ by|staff|reporter
        |correspondent|editor|author)\b""",
    "tags": r"""^(?:tags?|topics?|filed\ under|categor(?:y|ies)|keywords
        |in\ this\ (?:article|story))\b""",
    "menu": r"""^(?:home|menu|search|skip\ to|about|contact|close|login|news|back|open|navigation
        |language|english|browse|toggle)\b""",
}
_CUT = r"""^\W*(?:related\b|more\ (?:from|on|stories|news)\b|most\ (?:read|popular|viewed|recent)
    |leave\ a\ (?:reply|comment)|you\ (?:may|might)\ also|recommended
    |trending|latest\ (?:news|stories|posts)|popular\b.{0,12}$|share\ (?:this|on)|read\ next|tags?\b
    |(?:\w+\ )?topics?$|filed\ under|about\ the\ author|next\ (?:post|article|story)|previous
    |sponsored|don.?t\ miss|story\ timeline|top\ stories|sign\ up|subscribe|newsletter|follow\ us
    |view\ comments|categories|archives|recent\ (?:posts|comments)|also\ (?:on|read|in\ the\ news)
    |copyright|©|post\ navigation|up\ next|editor.?s\ picks|news$|elsewhere$|around\ the\ web)"""
_THREAD = r"""^\W*(?:(?:permalink\ )?\d*\ ?(?:comments?|responses?|replies)
    (?:\ \(\d+\)|:|\ to\ .*)?$|leave\ a\ (?:reply|comment)
    |.{3,40}\ says:$|join\ the\ (?:discussion|conversation)
    |sort\ by\ (?:newest|best|oldest))"""
_CREDIT = r"""(?:\((?:image|photo|file|credit)\b[^)]*\)|getty\ images
    |^image\ (?:caption|copyright).*
    |\b(?:photo|credit|image|photograph|picture)s?(?:\ by|:|\ courtesy)[^.]{2,60}
    |/(?:ap|afp|reuters|shutterstock|getty)\b)\W*$"""
_PATTERNS = {
    name: re.compile(pattern, re.IGNORECASE | re.VERBOSE) for name, pattern in _PHRASES.items()
}
_CUT_LINE = re.compile(_CUT, re.IGNORECASE | re.VERBOSE)
_THREAD_LINE = re.compile(_THREAD, re.IGNORECASE | re.VERBOSE)
_CREDIT_LINE = re.compile(_CREDIT, re.IGNORECASE | re.VERBOSE)
_DOCUMENT_NUMBER = re.compile(r"^[A-Z]+(?:-[A-Z]+)*(?:-[A-Z]*\d+)+(?:-\w+)*(?:\ \([\w\s/.&-]+\))?$")
_ALSO_IN_PROSE = frozenset({"caption", "comment", "related", "byline"})


def line_signals(line: Line) -> Iterator[str]:
    """The signals of a line's words, by name: "Share on Facebook" gives "share"."""
    if _CREDIT_LINE.search(line.core):
        yield "credit"
    if _DOCUMENT_NUMBER.match(line.core):
        yield "document number"
    if _is_byline(line) or (is_date_line(line.core) and _PATTERNS["byline"].search(line.core)):
        yield "certain"
    if len(line.core) <= 80:
        if DATE.search(line.core):
            yield "date"
        if TIME.search(line.core):
            yield "time of day"
    yield from _phrases(line)


def is_document_number(core: str) -> bool:
    """Whether a line is a wire's number for its report: "XX-ABC1-0007 (DESK)"."""
    return _DOCUMENT_NUMBER.match(core) is not None


def opens_other_stories(core: str) -> bool:
    """Whether a line such as "Most read" or "Related articles" opens a block of other stories."""
    return _CUT_LINE.search(core) is not None


def opens_comments(core: str) -> bool:
    """Whether a line such as "12 comments" opens what readers wrote."""
    return _THREAD_LINE.search(core) is not None


def _phrases(line: Line) -> Iterator[str]:
    if len(line.core) > 160:
        if _PATTERNS["sign-up"].search(line.core):
            yield "sign-up"
        return
    for name, pattern in _PATTERNS.items():
        if pattern.search(line.core) and not (line.is_plain and name in _ALSO_IN_PROSE):
            yield name


def _is_byline(line: Line) -> bool:
    """A line that is nothing but a byline: in a text all in capitals "BY THE ARMY" is none."""
    shouting = line.core.isupper() and line.words[0].islower()
    short = len(line.core) <= 80 and not line.is_sentence
    return short and not shouting and BYLINE.match(line.core) is not None
