"""What is said without quotation marks around it: what cue verbs introduce.

In: a passage. Out: a `Draft` for each cue verb outside quotations that has a complement which its
word list entry names ("said *that …*", "vowed *to …*", "denounced *the raid*"), or that stands
after or inside its content (", the mayor said,"). Tokens inside quotations are never cues.
"""

import dataclasses
import re

from spacy.tokens import Token

from dateline.reading.complements import Complement, Frame, find_complement, second_cue
from dateline.reading.cues import Cue, negated, verb_cue
from dateline.reading.passages import Draft, Passage, Range
from dateline.reading.speakers import agent_of, find_speaker, phrase, speaker_phrases
from dateline.reading.wording import cue_range, is_negated, said_to
from dateline.records import Stance

_SCORES: dict[Frame, float] = {"that": 0.85, "to": 0.6, "thing": 0.6, "around": 0.8}
_LIGHT = frozenset({
    "go", "continue", "begin", "start", "come", "use", "have", "refuse", "decline", "appear",
    "seem", "need", "fail", "hasten", "tend",
})  # fmt: skip
_ELSEWHERE = frozenset({"because", "after", "when", "as", "while", "although", "though", "who"})
_LONGEST_ASIDE = 12  # tokens of ", the mayor of the town said on Monday,"
# Words that tie a sentence to the one before it are the outlet's, not the speaker's.
OPENING = re.compile(
    r"(?:In an? \w+ (?:development|incident|move|case)|Meanwhile|However|Separately),\s+"
)
_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN"})


def find_clauses(passage: Passage) -> list[Draft]:
    """Find what cue verbs outside quotations introduce."""
    found: list[Draft] = []
    shared: dict[int, Token] = {}  # a second cue's index: the cue whose speaker it shares
    for token in passage.doc:
        cue = verb_cue(token.lemma_) if _may_be_cue(passage, token) else None
        if cue is None:
            continue
        complement = None if _is_passive(token) else find_complement(passage, token, cue)
        is_clause = complement is not None and complement.frame == "that"
        second = second_cue(token, complement.head) if complement and is_clause else None
        if second is not None and not any(c.dep_ == "nsubj" for c in second.children):
            shared[second.i] = shared.get(token.i, token)
        draft = _draft_of(passage, token, cue, complement, shared.get(token.i, token))
        found += [draft] if draft is not None else []
    return found


def _may_be_cue(passage: Passage, token: Token) -> bool:
    is_attribute = token.tag_ in ("VBG", "VBN") and token.dep_ in ("amod", "compound")
    return token.pos_ in ("VERB", "AUX") and not is_attribute and not passage.is_quoted(token)


def _is_passive(verb: Token) -> bool:
    if any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children):
        return True
    # "the men accused of theft"; "when asked about the fire, he left".
    if verb.tag_ not in ("VBN", "VBD") or any(c.dep_ in ("aux", "nsubj") for c in verb.children):
        return False
    follows_when = verb.i > 0 and verb.doc[verb.i - 1].lower_ in ("when", "if", "once", "as")
    return follows_when or (verb.tag_ == "VBN" and verb.dep_ in ("acl", "relcl", "advcl"))


def _draft_of(
    passage: Passage, verb: Token, cue: Cue, complement: Complement | None, speaking: Token
) -> Draft | None:
    if _is_passive(verb):
        return _passive(passage, verb, cue)
    if complement is None or (complement.frame == "that" and _is_tight(verb)):
        found = _around(passage, verb, cue)
        if found is not None or complement is None:
            return found
    if complement.frame == "to" and _only_leads(passage, verb, complement.head):
        return None
    if verb.tag_ == "VB" and _is_unreal(verb):
        return None
    return _make(passage, verb, cue, complement.frame, (complement.range,), complement, speaking)


def _only_leads(passage: Passage, verb: Token, infinitive: Token) -> bool:
    """Whether a verb and its infinitive are one cue: she *refused to confirm* that …."""
    cue = verb_cue(infinitive.lemma_)
    if cue is None or verb.lemma_ not in _LIGHT:
        return False
    found = find_complement(passage, infinitive, cue)
    return found is not None and found.frame == "that"


def _is_unreal(verb: Token) -> bool:
    """An infinitive that nobody carries out: "trying *to ask* a question"."""
    has_to = any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)
    return has_to and not (verb.dep_ in ("xcomp", "conj") and verb.head.lemma_ in _LIGHT)


def _around(passage: Passage, verb: Token, cue: Cue) -> Draft | None:
    """Find what an aside stands in: The bridge is closed, the mayor said, and nobody can leave."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if (
        subject is None
        or verb.tag_ not in _FINITE
        or not (cue.takes("quote") and cue.takes("that"))
    ):
        return None
    start, end = passage.sentence_of(verb.idx)
    left = min(verb.idx, *(t.idx for t in subject.subtree))
    before = passage.text[start:left].rstrip()
    if not before.endswith((",", "”", '"', "—", "–", "''")) or _is_followed_by_that(verb):
        return None
    right = _end_of_aside(passage, verb, subject, end)
    opening = OPENING.match(passage.text, start, left)
    first = passage.trim((opening.end() if opening else start, left))
    content = [first]
    if _goes_back(passage, verb, right, end) or (first and not _is_clause(passage, (first,))):
        content.append(passage.trim((right, end)) if right < end else None)
    kept = tuple(part for part in content if part is not None)
    if not kept or not _is_clause(passage, kept):
        return None
    draft = _make(passage, verb, cue, "around", kept, None, verb)
    return dataclasses.replace(draft, aside=(left, right)) if draft is not None else None


def _is_tight(verb: Token) -> bool:
    """Whether a comma follows a cue at once: twelve died, police *said*, when the roof fell."""
    return verb.i + 1 < len(verb.doc) and verb.nbor().text == ","


def _is_followed_by_that(verb: Token) -> bool:
    return verb.i + 1 < len(verb.doc) and verb.nbor().lower_ == "that"


def _end_of_aside(passage: Passage, verb: Token, subject: Token, end: int) -> int:
    """Where an aside ends: at the comma that goes back to the content, or with the sentence."""
    last = max(verb.i, *(t.i for t in subject.subtree))
    for token in passage.doc[last + 1 :]:
        if token.idx >= end:
            break
        if token.text in (",", "—", "–", ";"):
            return token.idx
    return end


def _goes_back(passage: Passage, verb: Token, right: int, end: int) -> bool:
    """Whether what follows an aside is content again: not "…, he said, adding that …"."""
    after = [t for t in passage.tokens_in((right, end)) if not t.is_punct]
    if not after or after[0].tag_ in ("VBG", "WP", "WDT", "WP$"):
        return False
    if after[0].lower_ in _ELSEWHERE and not _is_tight(verb):
        return False
    return passage.text[right] in ",—–" and after[0].i - verb.i <= _LONGEST_ASIDE


def _is_clause(passage: Passage, content: tuple[Range, ...]) -> bool:
    """Whether what stands around an aside has a verb: not "On Monday, the mayor spoke"."""
    tokens = [token for part in content for token in passage.tokens_in(part)]
    return any(t.tag_ in ("VBD", "VBZ", "VBP", "MD", "VBN", "VB") for t in tokens)


def _passive(passage: Passage, verb: Token, cue: Cue) -> Draft | None:
    """Read a passive: two men *were accused of* theft; the group *is believed to* hold them."""
    agent = agent_of(verb)
    if not cue.takes("passive") and agent is None:
        return None
    after = find_complement(passage, verb, cue)
    if after is not None and agent is not None and _covers(after.range, agent):
        after = None
    subject = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
    parts = [phrase(passage, subject)] if subject is not None and _is_content(subject) else []
    parts += [after.range] if after is not None else []
    if not parts or (after is None and agent is None):
        return None
    start, end = cue_range(passage, verb, *parts)
    if after is not None and after.preposition is not None:
        end = max(end, after.preposition.idx + len(after.preposition))
    return Draft(
        head=verb,
        speakers=(phrase(passage, agent),) if agent is not None else (),
        cue=((start, end),),
        content=tuple(parts),
        stance="hears" if agent is None and cue.stance == "states" else _stance(verb, cue),
        score=0.6 if agent is not None else 0.5,
    )


def _is_content(subject: Token) -> bool:
    return subject.lower_ not in ("it", "there", "who", "which", "that")


def _covers(where: Range, token: Token) -> bool:
    return where[0] <= token.idx < where[1]


def _make(
    passage: Passage, verb: Token, cue: Cue, frame: Frame, content: tuple[Range, ...],
    complement: Complement | None, speaking: Token,
) -> Draft | None:  # fmt: skip
    speaker = find_speaker(speaking)
    if speaker is None or any(_covers(part, speaker) for part in content):
        return None
    start, end = cue_range(passage, verb, *content)
    if complement is not None and complement.preposition is not None:
        end = max(end, complement.preposition.idx + len(complement.preposition))
    leading = _leading(verb)
    return Draft(
        head=verb,
        speakers=speaker_phrases(passage, speaking),
        cue=((cue_range(passage, leading)[0] if leading else start, end),),
        content=content,
        stance=_leading_stance(verb, cue),
        score=_SCORES[frame],
        relays=said_to(passage, verb),
    )


def _leading(verb: Token) -> Token | None:
    """The verb that only leads to a cue: the mayor *went on* to criticize the plan."""
    is_led = verb.dep_ == "xcomp" and verb.head.i < verb.i
    return verb.head if is_led and verb.head.lemma_ in _LIGHT else None


def _leading_stance(verb: Token, cue: Cue) -> Stance:
    leading = _leading(verb)
    if leading is None:
        return _stance(verb, cue)
    outer = verb_cue(leading.lemma_)
    if outer is not None and outer.stance in ("denies", "doubts"):
        return negated(cue.stance)
    return negated(cue.stance) if is_negated(leading) else cue.stance


def _stance(verb: Token, cue: Cue) -> Stance:
    return negated(cue.stance) if is_negated(verb) else cue.stance
