"""The words for who speaks: the subject of a cue, as a whole noun phrase, title included.

In: a cue's token in a parsed paragraph. Out: the token that heads the speaker, and its phrase as a
range of the paragraph. No entity is looked up here: "he" stays "he".
"""

import re
from collections.abc import Iterator

from spacy.tokens import Token

from dateline.reading.passages import Passage, Range, extent

_HEADER = re.compile(r"[A-Z][A-Z ,.]+(?:\([^)]*\))?\s*[—–-]+\s+")  # "LIMA, Peru (AFP) — "
_SUBJECTS = frozenset({"nsubj", "csubj"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_NOT_SPEAKERS = frozenset({"there", "what", "this", "you"})
_GOVERNED = frozenset({"advcl", "xcomp", "pcomp", "acl", "conj", "ccomp", "prep", "dep"})


def find_speaker(verb: Token) -> Token | None:
    """The head of the noun phrase that speaks: "the *mayor*, who was tired, said" → mayor.

    None when the text names nobody: a passive, "it is said", an infinitive without a subject.
    """
    subject = subject_of(verb)
    if subject is None:
        return None
    if subject.lower_ in _RELATIVE and subject.pos_ == "PRON":
        return _antecedent(verb)
    if subject.lower_ == "it" and verb.lemma_ in ("appear", "seem"):
        return None
    return None if subject.lower_ in _NOT_SPEAKERS or subject.dep_ == "expl" else subject


def subject_of(verb: Token) -> Token | None:
    """The grammatical subject of a verb, looked for among the verbs that govern it as well."""
    for governor in _main(verb) or _governors(verb):
        for child in governor.children:
            if child.dep_ in _SUBJECTS:
                return child
        if governor.dep_ == "acl" and governor.head.pos_ in ("NOUN", "PROPN", "PRON"):
            return governor.head  # "a statement saying", "residents fearing"
        passive = next((c for c in governor.children if c.dep_ == "nsubjpass"), None)
        if passive is not None:
            # "The mayor was interrupted, saying …": whom the participle means.
            return passive if governor != verb else None
    return _stray_subject(verb)


def _main(verb: Token) -> list[Token]:
    """The main verb, when a participle after a comma goes with its subject.

    "The crowd passed the hall where Ruiz works, chanting …": the crowd chants, not Ruiz.
    """
    before = verb.doc[verb.i - 1].lower_ if verb.i else ""
    if verb.tag_ != "VBG" or verb.dep_ not in ("advcl", "acl") or before not in (",", "while"):
        return []
    if any(c.dep_ in _SUBJECTS for c in verb.children):
        return []
    root = verb.sent.root
    return [root] if any(c.dep_ in _SUBJECTS for c in root.children) and root.i < verb.i else []


def _stray_subject(verb: Token) -> Token | None:
    """The name before a verb that the parser did not tie to it as its subject.

    "Ruiz, meanwhile, who owns the farm, said …": Ruiz became a second subject of "owns".
    """
    if verb.tag_ not in _FINITE or verb.dep_ not in ("ROOT", "ccomp", "conj"):
        return None
    for child in verb.lefts:
        if child.pos_ in ("PROPN", "PRON") and child.ent_type_ not in ("DATE", "TIME"):
            return child
        subjects = [c for c in child.lefts if c.dep_ in _SUBJECTS]
        if len(subjects) > 1 and subjects[1].tag_ == "WP":
            return subjects[0]
    return None


def agent_of(verb: Token) -> Token | None:
    """Who does what a passive says: "was condemned by the *council*"."""
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def speaker_phrases(passage: Passage, verb: Token) -> tuple[Range, ...]:
    """The words for who speaks; of "the guards, who say …" both the guards and "who"."""
    speaker = find_speaker(verb)
    if speaker is None:
        return ()
    named = phrase(passage, speaker, verb)
    pronoun = subject_of(verb)
    if pronoun is None or pronoun == speaker:
        return (named,)
    return named, (pronoun.idx, pronoun.idx + len(pronoun))


def phrase(passage: Passage, head: Token, verb: Token | None = None) -> Range:
    """The whole noun phrase of a head: titles and appositions, not a relative clause after a comma.

    "Interior Minister *Ana Ruiz*, a former judge, who …" → "Interior Minister Ana Ruiz, a former
    judge". What holds the cue `verb` itself is left out: "residents", not "residents saying …".
    """
    kept = [token for token in _phrase_tokens(head, verb) if not passage.is_quoted(token)]
    start, end = extent(kept or [head])
    if (header := _HEADER.match(passage.text)) is not None and start < header.end() < end:
        start = header.end()
    return passage.trim((start, end)) or (start, end)


def _phrase_tokens(head: Token, verb: Token | None) -> Iterator[Token]:
    yield head
    for child in head.lefts:
        yield from child.subtree
    comma = False
    for child in head.rights:
        comma = comma or (child.dep_ == "punct" and child.text in ",–—-")
        if _ends_phrase(child, comma=comma) or (verb is not None and child in _with_heads(verb)):
            return
        yield from child.subtree


def _ends_phrase(child: Token, *, comma: bool) -> bool:
    if child.dep_ in ("relcl", "advcl", "case"):
        return True
    if child.dep_ == "conj" and child.pos_ in ("VERB", "AUX"):
        return True
    return comma and child.dep_ in ("acl", "prep")


def _with_heads(verb: Token) -> list[Token]:
    return [verb, *verb.ancestors]


def _antecedent(verb: Token) -> Token | None:
    for governor in _governors(verb):
        if governor.dep_ == "relcl":
            return governor.head
    return None


def _governors(verb: Token) -> Iterator[Token]:
    """The verb, then the verbs whose subject it shares, nearest first."""
    yield verb
    seen = verb
    while seen.dep_ in _GOVERNED and seen.head != seen:
        if seen.dep_ == "ccomp" and seen.tag_ != "VBG":
            return
        seen = seen.head
        yield seen
