"""Names that the resources know, and the names of places, as mentions.

In: a parsed paragraph and the places found in it. Out: mentions of actors, outlets, states, seats
of government ("the Kremlin") and places; they may overlap.
"""

import functools
import re
from collections.abc import Iterator, Sequence

from spacy.lang.en import English
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens
from spacy.vocab import Vocab

from dateline import resources
from dateline.reading.mention import Mention, name_of, state_mention, without_possessive
from dateline.reading.prose import span_of, start_of
from dateline.reading.where import PlaceMention
from dateline.records import EntityKind
from dateline.resources.common_words import is_common_word
from dateline.resources.gazetteer import find_candidates

# What governments do: then a capital's name means the government, "Moscow denied it".
_STATE_VERBS = frozenset(
    "say deny accuse insist warn announce demand reject back support agree condemn urge call want"
    " fear recall expel sanction impose offer pledge vow threaten respond blame claim order approve"
    " refuse consider hope seek deplore welcome protest summon violate breach renege".split()
)
# What is done to governments, and to no town: "accused Beijing of …".
_DONE_TO_STATES = frozenset(
    "accuse ask blame condemn criticise criticize praise press pressure rebuke sanction support"
    " tell thank threaten urge warn".split()
)
_KIND_OF_ACTOR: dict[str, EntityKind] = {
    "armed-group": "armed-group",
    "state": "organization",  # a ministry or an army is a body of a state, not the state
    "organization": "organization",
}


def known_names(doc: Doc) -> Iterator[Mention]:
    """Find actors, outlets, states and seats of government: "ISIS", "the BBC", "the Kremlin"."""
    for _, start, end in _matcher(doc.vocab)(doc):
        tokens = without_possessive(doc[start:end])
        mention = _known_mention(tokens)
        if mention is not None and not _goes_on_as_name(tokens) and not _is_plain_word(tokens):
            yield mention


def place_names(doc: Doc, places: Sequence[PlaceMention]) -> Iterator[Mention]:
    """Make mentions of the places found before: states when they are, places else."""
    start = start_of(doc)
    for place in places:
        tokens = doc.char_span(
            place.span.start - start, place.span.end - start, alignment_mode="contract"
        )
        if not tokens:
            continue
        state = resources.find_state(tokens.text)
        if state is None:
            country = place.place.country if place.place else None
            yield Mention(
                tokens, span_of(tokens), "place", place.name, None, country, None, place.place
            )
        else:
            yield state_mention(tokens, state, place.place)


@functools.lru_cache(maxsize=2)
def _matcher(vocab: Vocab) -> PhraseMatcher:
    tokenizer = English().tokenizer
    matcher = PhraseMatcher(vocab, attr="LOWER")
    # The tokenizer cuts "u.n." in two and "U.N." not, so names keep their case.
    names = {alias for alias, _ in resources.phrases()}
    names |= {metonym for state in resources.states() for metonym in state.metonyms}
    docs = [tokenizer(name) for name in sorted(names)]
    matcher.add("known", [Doc(vocab, [t.text for t in doc]) for doc in docs])
    return matcher


def _known_mention(tokens: Tokens) -> Mention | None:
    text, span = tokens.text, span_of(tokens)
    if not any(character.isupper() for character in text):
        return None
    if actor := resources.find_actor(text):
        kind = _KIND_OF_ACTOR[actor.kind]
        name = _without_label(actor.name)
        return Mention(tokens, span, kind, name, actor.id, actor.country, actor.sector)
    if outlet := resources.find_outlet(text):
        name = _without_label(outlet.name)
        return Mention(tokens, span, "outlet", name, outlet.id, outlet.country, "JRN")
    if state := resources.find_state(text):
        return state_mention(tokens, state, None)
    if state := resources.state_of_metonym(text):
        return _government(tokens, state)
    return None


def _without_label(name: str) -> str:
    """As in "The Hill (newspaper)": what tells two entries apart is no part of the name."""
    return re.sub(r" \([^()]*\)$", "", name)


def _government(tokens: Tokens, state: resources.State) -> Mention | None:
    """As in "the Kremlin", a body; "Moscow denied it", the state; "in Moscow" is no government."""
    best = max(find_candidates(tokens.text), key=lambda c: c.population or 0, default=None)
    if best is None or best.kind == "facility":
        key = f"seat:{state.id}:{tokens.text.lower().removeprefix('the ')}"
        name = re.sub(r"^[Tt]he ", "", name_of(tokens))
        return Mention(tokens, span_of(tokens), "organization", name, key, state.id, "GOV")
    return state_mention(tokens, state, None) if _is_party(tokens.root) else None


def _is_party(root: Token) -> bool:
    """Whether a word stands where only a government does: who says, or is accused."""
    verb = root.head.lemma_.lower()
    if root.dep_ == "pobj" and root.head.dep_ == "agent":
        return root.head.head.lemma_.lower() in _STATE_VERBS
    return (root.dep_ == "nsubj" and verb in _STATE_VERBS) or (
        root.dep_ in {"dobj", "nsubjpass"} and verb in _DONE_TO_STATES
    )


def _goes_on_as_name(tokens: Tokens) -> bool:
    """Whether a short name is only the beginning or the end of a longer one: "Jordan Lee"."""
    if len(tokens) > 1 or tokens.text.isupper():
        return False
    entity_type = tokens[0].ent_type_
    same = [t for t in tokens.doc if t.ent_type_ == entity_type == "PERSON"]
    return any(abs(t.i - tokens.start) == 1 for t in same)


def _is_plain_word(tokens: Tokens) -> bool:
    """As in "Time is short": a known name that is only a word at the start of a sentence."""
    first = tokens[0]
    return (
        len(tokens) == 1
        and bool(first.is_sent_start)
        and not first.text.isupper()
        and is_common_word(first.text)
        and first.pos_ != "PROPN"
    )
