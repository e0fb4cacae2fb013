"""Whether the words around an expression of time look back or ahead.

In: a text, a sentence's range and an expression's range in it. Out: "past", "future" or None. The
tense decides which Friday "on Friday" is; where there is none, a report tells what has happened.
"""

import re
from typing import Literal

from dateline.records import Span

Lean = Literal["past", "future"]

# "Will be held": the participle belongs to what is to come.
_FUTURE = (
    r"(?:will|would|shall|must|might|to)\s(?:\w{1,12}\s){0,2}?be\s\w{1,18}|"
    r"will|won[’']t|would|shall|must|might|(?-i:may)\s(?!have)|planned|plans?|planning|due\s(?:on|in|for|next|by|back)|due\sto\s(?:be|begin|start|resume|meet|arrive|open|take|hold"
    r"|leave|end|appear|visit|face|return|go|vote|expire|sign|speak)|expected"
    r"|expects?|scheduled|slated|set\sto|upcoming|coming|is\sto|are\sto|to\sbe|going\sto|about\sto"
    r"|(?:vowed|pledged|promised|threatened|agreed|decided|ordered|urged|asked|hopes?|hoped|intends?"
    r"|intended|wants?|wanted|prepar\w{1,6}|ready|likely|invited|summoned|called)\s(?:to|for|on)"
    r"|opens|begins|starts|resumes|expires|ends|takes\splace|looms|holds|hosts|convenes|meets|fall(?:s)?\sdue|votes|sails"
)
_PAST = (
    r"was|were|had|did|has|have|been|said|told|took|shot|blew|fell|fled|left|began|broke|came|went"
    r"|made|held|hit|struck|lost|led|got|gave|found|fought|sent|set|met|won|won|saw|sank|rose|ran"
    r"|drove|flew|threw|burst|caught|bought|brought|built|became|swept|stole|spoke|wrote|kept|knew"
    r"|laid|cut|put|quit|sought|stood|withdrew|overran|torn|tore|hung|hid|bled|shook|stuck|paid"
    # Names and adjectives that only end like a past tense: "UNITED", "Ahmed".
    r"|(?!(?:unit|hundr|ne|spe|inde|arm|alli|so-call|be|fe|se|re|she|she|sacr|nak|bre|kindr|mask"
    r"|(?:moh|muh)\w{2,4}|ahm|ham|saye|sae|fre|ste|we|gre|exce|proce|succe)ed\b)\w{1,18}ed"
)
_CUE = re.compile(
    rf"(?<![\w-])(?:(?P<future>(?:{_FUTURE})(?!\w)|’ll\b|'ll\b)|(?P<past>{_PAST})\b)", re.IGNORECASE
)
_BOUNDARY = re.compile(
    r"[,;:()—“”\"]|\s–\s|\b(?:that|who|which|and|but|after|before|when|while|because|as|where)\b",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"\W{0,4}(?:(?:and|but|late|early)\s)?(?:on|in|at|by|from|since|until|over)?(?:\sthe)?\s{0,8}",
    re.IGNORECASE,
)
_AUXILIARY_PAST = re.compile(r"\b(?:was|were|had|did|has|have)\b", re.IGNORECASE)


def lean_of(text: str, sentence: Span, span: Span) -> Lean | None:
    """The tense of the words nearest to `span`: in its clause before it, after it, then farther.

    "The minister said on Thursday that talks will resume" looks back; "on Thursday, voters will
    choose" looks ahead.
    """
    before, after = text[sentence.start : span.start], text[span.end : sentence.end]
    start = _clause_start(before)
    clause = before[start:]
    return (
        _last_cue(clause)
        or _first_cue(_clause_after(after, opens=_OPENING.fullmatch(clause) is not None))
        or _last_cue(before[:start])
    )


def deadline_lean(text: str, sentence: Span, span: Span) -> Lean:
    """Deadlines lie ahead, unless told of as gone: "turnout by Sunday was low"."""
    before, after = text[sentence.start : span.start], text[span.end : sentence.end]
    clause = before[_clause_start(before) :] + " " + _clause_after(after, opens=True)
    cue = _last_cue(clause)
    return "past" if cue == "past" and _AUXILIARY_PAST.search(clause) else "future"


def _clause_start(before: str) -> int:
    ends = [found.end() for found in _BOUNDARY.finditer(before[-240:])]
    return len(before) - len(before[-240:]) + (ends[-1] if ends else 0)


def _clause_after(after: str, *, opens: bool) -> str:
    """The rest of the clause, past the comma of an expression that opens it: "On Friday, …"."""
    after = after[:240]
    if opens:
        after = after.lstrip(" \t\n,")
    found = _BOUNDARY.search(after)
    return after[: found.start()] if found else after


def _last_cue(clause: str) -> Lean | None:
    cues = list(_CUE.finditer(clause[-240:]))
    return _lean(cues[-1]) if cues else None


def _first_cue(clause: str) -> Lean | None:
    return _lean(_CUE.search(clause))


def _lean(found: re.Match[str] | None) -> Lean | None:
    if found is None:
        return None
    return "future" if found["future"] else "past"
