"""Speech between quotation marks, and the words beside it that say whose it is.

In: a passage. Out: a `Draft` for each quotation that has its cue in the same paragraph, before it
("She said: “…”") or after it ("“…,” said the minister"). What else is quoted there, whole sentences
without a cue of their own, is given to the draft before it.
"""

import dataclasses
import re
from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from dateline.reading.cues import Cue, negated, verb_cue
from dateline.reading.passages import Draft, Passage, Range
from dateline.reading.quotations import Quotation
from dateline.reading.speakers import find_speaker, phrase, speaker_phrases
from dateline.reading.wording import cue_range, is_negated, said_to

_LONGEST_TAG = 45  # tokens between a quotation and the end of its tag
_PAUSES = ",?!.…—–-"
_NO_TAG = frozenset({
    "when", "after", "before", "because", "while", "who", "which", "that", "although", "though",
    "if", "and", "but", "or", "in", "to", "for", "of", "with",
})  # fmt: skip
_SIGNATURE = re.compile(r"\s*([—–―-]{1,2})\s*([A-Z][^.“”\"]{2,60}[^\s.“”\"])\.?\s*$")
_CONTENT = frozenset({"ccomp", "xcomp", "dobj"})
_VERBAL = frozenset({"VERB", "AUX"})


def find_quoted(passage: Passage) -> list[Draft]:
    """Find the quotations of a passage that have a speaker's cue beside them."""
    drafts: list[Draft] = []
    for quotation in passage.quotations:
        taken = {draft.head.i for draft in drafts}
        draft = (
            _tagged(passage, quotation, taken)
            or _led_in(passage, quotation, taken)
            or _signed(passage, quotation)
        )
        if draft is not None and not _is_covered(quotation, drafts):
            drafts.append(draft)
        elif drafts and is_whole(passage, quotation) and not _is_covered(quotation, drafts):
            drafts[-1] = with_more(drafts[-1], (quotation.start, quotation.end), passage)
    return drafts


def is_whole(passage: Passage, quotation: Quotation) -> bool:
    """Whether a quotation is speech of its own, not words within somebody else's sentence."""
    before = passage.text[: quotation.start].rstrip()
    inner = _last_of(passage, quotation)
    if not inner or (before and before[-1] not in ".?!:,”\"'…"):
        return False
    return not quotation.is_closed or inner in _PAUSES or _ends_sentence(passage, quotation)


def with_more(draft: Draft, more: Range, passage: Passage) -> Draft:
    """Add one more part of content, joined to the last when nothing lies between."""
    start, end = draft.content[-1]
    if start <= more[0] and not passage.text[end : more[0]].strip():
        return dataclasses.replace(draft, content=(*draft.content[:-1], (start, more[1])))
    return dataclasses.replace(draft, content=(*draft.content, more))


def _last_of(passage: Passage, quotation: Quotation) -> str:
    """The last character of the words themselves: of “They call it ‘home,’ ” the comma."""
    inner = passage.text[quotation.inner_start : quotation.inner_end]
    return inner.rstrip(" \u00a0’'”\"")[-1:]


def _ends_sentence(passage: Passage, quotation: Quotation) -> bool:
    after = passage.text[quotation.end :].lstrip()
    return not after or after[0] in ".,"


def _is_covered(quotation: Quotation, drafts: Iterable[Draft]) -> bool:
    return any(a <= quotation.start < b for draft in drafts for a, b in draft.content)


def _tagged(passage: Passage, quotation: Quotation, taken: set[int]) -> Draft | None:
    """Find the cue after a quotation: “We are leaving,” said the mayor. “Now.”."""
    if not _may_have_tag(passage, quotation):
        return None
    clause = list(_clause_after(passage, quotation))
    verb = _tag_verb(clause, passage, quotation)
    if verb is None or verb.i in taken:
        return None
    is_speech = is_whole(passage, quotation)
    if verb.tag_ == "VBG" and (not is_speech or any(c.dep_ in _CONTENT for c in verb.rights)):
        return None  # She called it “a farce,” adding that …
    first = quotation.start if is_speech else _clause_start(passage, quotation)
    return _draft(passage, verb, _speaker_of_tag(passage, verb, clause), (first, quotation.end))


def _may_have_tag(passage: Passage, quotation: Quotation) -> bool:
    if not quotation.is_closed:
        return False
    last = _last_of(passage, quotation)
    after = passage.text[quotation.end :].lstrip()
    if last == ".":
        return bool(after) and after[0].islower()
    return (last != "" and last in ",?!…—–-") or after.startswith((",", "—", "–", "--"))


def _clause_after(passage: Passage, quotation: Quotation) -> Iterator[Token]:
    """The tokens after a quotation up to the next quotation or the end of the sentence."""
    tokens = [token for token in passage.doc if token.idx >= quotation.end]
    for token in tokens[:_LONGEST_TAG]:
        if passage.is_quoted(token) or token.text in (".", "?", "!", ";"):
            return
        yield token


def _tag_verb(clause: list[Token], passage: Passage, quotation: Quotation) -> Token | None:
    if clause and clause[0].lower_ in _NO_TAG:
        return None
    for token in clause:
        cue = _speech_cue(token)
        if cue is not None and not _is_beside_the_point(token, clause):
            return token if _is_tag(token, clause, passage, quotation) else None
    return None


def _speech_cue(token: Token) -> Cue | None:
    cue = verb_cue(token.lemma_) if token.tag_.startswith("VB") or token.pos_ == "VERB" else None
    if cue is None and token.lower_ in ("said", "says", "added", "tweeted"):
        cue = verb_cue(
            {"said": "say", "says": "say"}.get(token.lower_, token.lower_.removesuffix("ed"))
        )
    return cue if cue is not None and cue.takes("quote") else None


def _is_beside_the_point(token: Token, clause: list[Token]) -> bool:
    """Whether the verb only describes the speaker: “…,” Ruiz, who *reported* it, said."""
    if token.head not in clause or token.head.i > token.i:
        return False
    if token.dep_ == "acl":
        return token.tag_ in ("VBN", "VBG")
    return token.dep_ == "relcl" and any(c.tag_ in ("WP", "WDT", "WRB") for c in token.children)


def _is_tag(verb: Token, clause: list[Token], passage: Passage, quotation: Quotation) -> bool:
    """Whether a verb after a quotation is its tag: next to it, or after nothing but its subject."""
    between = [t for t in clause if t.i < verb.i and t.dep_ not in ("punct", "aux", "neg")]
    if all(token.pos_ in ("ADV", "PUNCT") for token in between):
        return True
    subject = find_speaker(verb)
    if verb.tag_ == "VBG" and (subject is None or subject not in clause):
        return False
    named = set(subject.subtree) if subject is not None else set()
    if any(token.pos_ == "VERB" and token not in named for token in between):
        return False
    # “Why?” Ruiz then said that …: the clause has a content of its own.
    asked = _last_of(passage, quotation) in "?!…" and between[0].is_title
    return not (asked and any(c.dep_ == "ccomp" and c.i > verb.i for c in verb.children))


def _speaker_of_tag(passage: Passage, verb: Token, clause: list[Token]) -> tuple[Range, ...]:
    before = [t for t in clause if t.i < verb.i and t.pos_ in ("NOUN", "PROPN", "PRON")]
    subject = find_speaker(verb)
    if subject is not None and subject in clause:
        return (phrase(passage, subject),)
    if before:
        return (phrase(passage, _topmost(before)),)
    after = [
        t for t in clause if t.i > verb.i and t.pos_ in ("NOUN", "PROPN", "PRON", "DET", "NUM")
    ]
    if after and after[0].i - verb.i <= 6:
        return (phrase(passage, _topmost(after)),)
    return ()


def _topmost(tokens: list[Token]) -> Token:
    """The token that heads the first noun phrase of a list."""
    head = tokens[0]
    while (
        head.dep_ in ("compound", "amod", "poss", "det", "nmod", "nummod") and head.head in tokens
    ):
        head = head.head
    return head


def _clause_start(passage: Passage, quotation: Quotation) -> int:
    start = passage.sentence_of(quotation.start)[0]
    # The farm burned (“a total loss,” the owner said): what stands before the bracket is not his.
    bracket = passage.text.rfind("(", start, quotation.start)
    is_open = bracket >= 0 and ")" not in passage.text[bracket : quotation.start]
    return bracket + 1 if is_open else start


def _led_in(passage: Passage, quotation: Quotation, taken: set[int]) -> Draft | None:
    """Find the cue before a quotation: The mayor told reporters: “We are leaving.”."""
    lead = _lead(passage, quotation)
    before = passage.text[: quotation.start].rstrip()[-1:]
    if not lead or (before not in (":", ",") and not _begins_speech(passage, quotation, lead)):
        return None
    verb = _lead_verb(lead, before)
    if verb is None or verb.i in taken:
        return None
    speakers = speaker_phrases(passage, verb) or _speaker_of_tag(passage, verb, lead)
    draft = _draft(passage, verb, speakers, (quotation.start, quotation.end))
    return draft if _speech_cue(verb) else dataclasses.replace(draft, score=0.4)


def _signed(passage: Passage, quotation: Quotation) -> Draft | None:
    """Find the name under a quotation: “We will rebuild.” — Ana Ruiz."""
    signature = _SIGNATURE.match(passage.text, quotation.end)
    if signature is None or quotation.start > 0:
        return None
    name = list(passage.tokens_in(signature.span(2)))
    if not name or name[0].pos_ != "PROPN" or any(t.pos_ in _VERBAL for t in name):
        return None
    return Draft(
        head=name[0],
        speakers=(signature.span(2),),
        cue=(signature.span(1),),
        content=((quotation.start, quotation.end),),
        stance="states",
        score=0.7,
    )


def _lead(passage: Passage, quotation: Quotation) -> list[Token]:
    """The tokens before a quotation, back to the beginning of its sentence or another quotation."""
    start = passage.sentence_of(quotation.start)[0]
    start = max([start] + [q.end for q in passage.quotations if start < q.end <= quotation.start])
    return list(passage.tokens_in((start, quotation.start)))


def _begins_speech(passage: Passage, quotation: Quotation, lead: list[Token]) -> bool:
    """She asked “Who did this?”: a capital letter right after the verb."""
    return _speech_cue(lead[-1]) is not None and passage.text[quotation.inner_start].isupper()


def _lead_verb(lead: list[Token], before: str) -> Token | None:
    cues = [token for token in lead if _speech_cue(token)]
    if cues:
        near = [token for token in cues if not _has_clause(token, lead)]
        return near[-1] if near else None
    if before != ":":
        return None
    # The governor was blunt: “They lied.”
    return next((t for t in lead if t.dep_ == "ROOT" and t.pos_ in _VERBAL), None)


def _has_clause(verb: Token, lead: list[Token]) -> bool:
    """Whether a verb has its content already: She *said* it was over, adding, “…”."""
    last = lead[-1].i
    return any(
        child.dep_ == "ccomp" and verb.i < child.i <= last and _speech_cue(child) is None
        for child in verb.children
    )


def find_open_lead(passage: Passage) -> Draft | None:
    """Find who is about to speak in the next paragraph: "The mayor went on:" and then “…”."""
    if not passage.text.endswith(":"):
        return None
    end = len(passage.text)
    lead = list(passage.tokens_in((passage.sentence_of(end - 1)[0], end)))
    verb = _lead_verb(lead, "") if lead else None
    if verb is None or passage.is_quoted(verb):
        return None
    speaker = find_speaker(verb)
    if speaker is None:
        return None
    return _draft(passage, verb, (phrase(passage, speaker),), (end - 1, end))


def _draft(passage: Passage, verb: Token, speakers: tuple[Range, ...], content: Range) -> Draft:
    cue = _speech_cue(verb)
    stance = cue.stance if cue else "states"
    return Draft(
        head=verb,
        speakers=speakers,
        cue=(cue_range(passage, verb, content),),
        content=(_from_first_word(passage, content),),
        stance=negated(stance) if is_negated(verb) else stance,
        score=0.9 if speakers else 0.6,
        relays=said_to(passage, verb),
    )


def _from_first_word(passage: Passage, content: Range) -> Range:
    words = passage.text[content[0] : content[1]]
    return content[1] - len(words.lstrip()), content[1]
