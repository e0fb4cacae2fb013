"""Cues that are no verbs: "according to", "the claim that", "is confident that", "allegedly".

In: a passage. Out: a `Draft` for each. A heading of the form "Ana Ruiz: Talks have failed" counts
too: its colon is the cue.
"""

import re
from collections.abc import Iterator

from spacy.tokens import Token

from dateline.reading.complements import content_end
from dateline.reading.cues import Cue, adjective_cue, adverb_cue, negated, noun_cue
from dateline.reading.passages import Draft, Passage, Range, extent
from dateline.reading.speakers import find_speaker, phrase
from dateline.reading.who import is_somebody
from dateline.reading.wording import cue_range, is_negated

_COLON = re.compile(r"^([A-Z][^:“\"]{1,40}):\s+(?=[“\"A-Z‘'])")
_COLON_BEHIND = re.compile(r"^(.{12,}[^\s:]):\s+([^\s.:][^.:“\"]{1,40})$")
_LABELS = frozenset({
    "analysis", "breaking", "correction", "editorial", "exclusive", "explainer", "file", "here",
    "note", "opinion", "photo", "photos", "read", "related", "source", "update", "video", "watch",
})  # fmt: skip
_LINKING = frozenset({"be", "seem", "appear", "remain", "become", "feel", "sound", "look", "grow"})
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})


def find_phrases(passage: Passage) -> list[Draft]:
    """Find what cues that are no verbs introduce."""
    found = [*_headings(passage), *_headings_with_speaker_last(passage)]
    for token in passage.doc:
        if not passage.is_quoted(token):
            found += [d for rule in _RULES for d in [rule(passage, token)] if d is not None]
    return found


def _headings(passage: Passage) -> Iterator[Draft]:
    """Read a heading that names its speaker: "Mayor: The bridge stays closed"."""
    heading = _COLON.match(passage.text)
    if heading is None or len(passage.sentences) > 2:
        return
    names = list(passage.tokens_in(heading.span(1)))
    if len(names) > 4 or not _may_speak(names):
        return
    content = passage.trim((heading.end(), len(passage.text)))
    if content is not None and len(list(passage.tokens_in(content))) > 2:
        at = heading.end(1)
        yield Draft(
            head=names[-1], speakers=(heading.span(1),), cue=((at, at + 1),), content=(content,),
            stance="states", score=0.6,
        )  # fmt: skip


def _headings_with_speaker_last(passage: Passage) -> Iterator[Draft]:
    """Read a heading that ends with its speaker: "Ten killed in market blast: police"."""
    heading = _COLON_BEHIND.match(passage.text)
    if heading is None or len(passage.sentences) > 2:
        return
    names = list(passage.tokens_in(heading.span(2)))
    is_named = names[-1].ent_type_ in ("ORG", "PERSON", "GPE", "NORP")
    if any(t.pos_ in ("VERB", "AUX") for t in names) or not (is_named or is_somebody(names[-1])):
        return
    at = heading.end(1)
    yield Draft(
        head=names[-1], speakers=(heading.span(2),), cue=((at, at + 1),),
        content=(heading.span(1),), stance="states", score=0.6,
    )  # fmt: skip


def _may_speak(names: list[Token]) -> bool:
    """Whether words before a colon can be a speaker: no place, no label."""
    if names[-1].text.isupper() or names[0].lower_ in _LABELS:
        return False
    is_name = any(token.pos_ == "PROPN" for token in names)
    return is_name and all(token.ent_type_ in ("PERSON", "ORG", "NORP", "") for token in names)


def _according_to(passage: Passage, token: Token) -> Draft | None:
    """Read "The road is closed, *according to* the police"."""
    if token.lower_ != "according" or token.i + 2 >= len(passage.doc):
        return None
    to = passage.doc[token.i + 1]
    speaker = next((c for c in to.children if c.dep_ == "pobj"), None)
    if to.lower_ != "to" or speaker is None:
        return None
    sentence = passage.sentence_of(token.idx)
    named = phrase(passage, speaker)
    content = _around(passage, sentence, (token.idx, named[1]))
    if not content:
        return None
    return Draft(
        head=token, speakers=(named,), cue=((token.idx, to.idx + len(to)),), content=content,
        stance="states", score=0.85,
    )  # fmt: skip


def _around(passage: Passage, sentence: Range, cut: Range) -> tuple[Range, ...]:
    before = passage.trim((sentence[0], cut[0]))
    after = passage.trim((cut[1], sentence[1]))
    if before is not None and not _has_verb(passage, before):
        before = None
    if before is not None and after is not None and not _goes_back(passage, cut[1], after):
        after = None
    return tuple(part for part in (before, after) if part is not None)


def _goes_back(passage: Passage, at: int, after: Range) -> bool:
    """Whether an aside is closed by a comma: not ", according to the army, which blamed rebels"."""
    first = next(passage.tokens_in(after))
    return passage.text[at] == "," and first.tag_ not in ("WDT", "WP", "WP$", "VBG")


def _has_verb(passage: Passage, where: Range) -> bool:
    return any(token.pos_ in ("VERB", "AUX") for token in passage.tokens_in(where))


def _noun(passage: Passage, token: Token) -> Draft | None:
    """Read "her *claim* that the vote was rigged", "his *criticism of* the plan"."""
    cue = noun_cue(token.lemma_) if token.pos_ == "NOUN" else None
    complement = _complement(token, cue) if cue is not None else None
    if cue is None or complement is None:
        return None
    source = _possessor(token)
    first = complement if complement.dep_ != "prep" else next(complement.rights)
    content = passage.trim((extent(first.subtree)[0], content_end(passage, first)))
    if content is None:
        return None
    start, end = token.idx, token.idx + len(token)
    if complement.dep_ == "prep":
        end = max(end, complement.idx + len(complement))
    if source is not None:
        start = _after_possessor(source, token)
    speakers = (phrase(passage, source),) if source is not None else ()
    return Draft(
        head=token, speakers=speakers, cue=((start, end),), content=(content,), stance=cue.stance,
        score=0.6 if speakers else 0.4,
    )  # fmt: skip


def _complement(token: Token, cue: Cue) -> Token | None:
    for child in token.rights:
        if child.dep_ in ("acl", "ccomp", "relcl", "xcomp"):
            openers = {c.lower_ for c in child.children if c.i < child.i}
            if "that" in openers and cue.takes("that") and _is_full(child):
                return child
            if "to" in openers and cue.takes("to") and child.tag_ == "VB":
                return child
        if child.dep_ == "prep" and child.i == token.i + 1 and cue.takes(child.lower_):
            return child if child.n_rights else None
    return None


def _is_full(clause: Token) -> bool:
    """Whether "that" opens a whole clause: not "the claim that angered them"."""
    return any(
        c.dep_ in ("nsubj", "nsubjpass", "expl", "csubj") and c.lower_ != "that"
        for c in clause.children
    )


def _possessor(noun: Token) -> Token | None:
    for child in noun.children:
        if child.dep_ == "poss":
            return child
        if child.dep_ == "prep" and child.lower_ in ("by", "from"):
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def _after_possessor(source: Token, noun: Token) -> int:
    marks = [c for c in source.children if c.dep_ == "case" and c.text in _POSSESSIVE]
    if marks:
        return marks[0].idx
    return source.doc[source.i + 1].idx if source.i < noun.i else noun.idx


def _adjective(passage: Passage, token: Token) -> Draft | None:
    """Read "The envoy *is confident* that a truce will hold"."""
    cue = adjective_cue(token.text) if token.pos_ in ("ADJ", "VERB") else None
    verb = token.head if token.dep_ == "acomp" and token.head.lemma_ in _LINKING else token
    if cue is None or (verb is token and not any(c.dep_ == "auxpass" for c in token.children)):
        return None
    complement = next((c for c in token.rights if _fits(c, cue)), None)
    speaker = find_speaker(verb)
    if complement is None or speaker is None:
        return None
    first = complement if complement.dep_ != "prep" else next(complement.rights, None)
    content = first and passage.trim((extent(first.subtree)[0], content_end(passage, first)))
    if first is None or not content:
        return None
    end = token.idx + len(token)
    if complement.dep_ == "prep":
        end = complement.idx + len(complement)
    return Draft(
        head=token, speakers=(phrase(passage, speaker),), content=(content,), score=0.6,
        cue=((cue_range(passage, verb)[0], end),),
        stance=negated(cue.stance) if is_negated(verb) else cue.stance,
    )  # fmt: skip


def _fits(child: Token, cue: Cue) -> bool:
    if child.dep_ == "ccomp":
        return cue.takes("that")
    if child.dep_ == "xcomp":
        return cue.takes("to")
    return child.dep_ == "prep" and cue.takes(child.lower_)


def _adverb(passage: Passage, token: Token) -> Draft | None:
    """Read "The guard had *allegedly* left the gate open"."""
    cue = adverb_cue(token.lemma_) if token.pos_ == "ADV" else None
    if cue is None or token.head.pos_ not in ("VERB", "AUX"):
        return None
    verb = token.head
    start = min(t.idx for t in verb.subtree)
    where = (start, content_end(passage, verb))
    parts = [passage.trim((where[0], token.idx)), passage.trim((token.idx + len(token), where[1]))]
    content = tuple(part for part in parts if part is not None)
    if not content:
        return None
    return Draft(
        head=token, speakers=(), cue=((token.idx, token.idx + len(token)),), content=content,
        stance=cue.stance, score=0.5,
    )  # fmt: skip


_RULES = (_according_to, _noun, _adjective, _adverb)
