"""Named mentions: the proper names of people, bodies, armed groups, outlets, states and places.

In: parsed prose and the places found in it. Out: `Mention`s in text order that do not overlap.
Names known to `resources` come first, then places, then spaCy's; a longer name beats a shorter.
"""

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.lang.en import English
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens
from spacy.vocab import Vocab

from dateline import resources
from dateline.reading.prose import Prose, span_of, start_of
from dateline.reading.where import PlaceMention
from dateline.records import EntityKind, Place, Span

# spaCy's label → what it means here. NORP is handled apart: only nations become entities, never a
# religion or an ethnic group.
_KIND_OF_LABEL: dict[str, EntityKind] = {
    "PERSON": "person",
    "ORG": "organization",
    "GPE": "place",
    "LOC": "place",
    "FAC": "facility",
}
# "Sunday's attack", "Islam": labels the small model gives to what names nobody.
_NO_NAME = re.compile(
    r"^(?:[\d\W]+|mr|mrs|ms|dr|sir|islam|islamic|muslim|christian)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A named mention; `key` is the id of the resource entry it names, None when there is none."""

    tokens: Tokens
    span: Span
    kind: EntityKind
    name: str
    key: str | None = None
    country: str | None = None
    sector: str | None = None
    place: Place | None = None


def find_mentions(prose: Prose, places: Sequence[PlaceMention]) -> list[Mention]:
    """Find the named mentions of an article's body, in text order, none overlapping another."""
    found: list[Mention] = []
    for paragraph in prose.paragraphs:
        here = [place for place in places if paragraph.span.covers(place.span)]
        ranked = [
            *_known_names(paragraph.doc),
            *_place_names(paragraph.doc, here),
            *_labelled_names(paragraph.doc),
        ]
        found.extend(_without_overlaps(ranked))
    return sorted([*found, *_surnames(prose, found)], key=lambda mention: mention.span)


def _known_names(doc: Doc) -> Iterator[Mention]:
    for _, start, end in _matcher(doc.vocab)(doc):
        tokens = _without_possessive(doc[start:end])
        mention = _known_mention(tokens)
        if mention is not None and not _goes_on_as_name(tokens):
            yield mention


@functools.lru_cache(maxsize=2)
def _matcher(vocab: Vocab) -> PhraseMatcher:
    tokenizer = English().tokenizer
    matcher = PhraseMatcher(vocab, attr="LOWER")
    names = {alias.lower() for alias, _ in resources.phrases()}
    docs = [tokenizer(name) for name in sorted(names)]
    matcher.add("known", [Doc(vocab, [t.text for t in doc]) for doc in docs])
    return matcher


def _known_mention(tokens: Tokens) -> Mention | None:
    text, span = tokens.text, span_of(tokens)
    if not any(character.isupper() for character in text):
        return None
    if actor := resources.find_actor(text):
        return Mention(
            tokens,
            span,
            _entity_kind(actor.kind),
            actor.name,
            actor.id,
            actor.country,
            actor.sector,
        )
    if outlet := resources.find_outlet(text):
        return Mention(tokens, span, "outlet", outlet.name, outlet.id, outlet.country, "JRN")
    if state := resources.find_state(text):
        return Mention(
            tokens, span, "state", state.name, state.id, state.id, "GOV",
            Place(country=state.id, kind="country"),
        )  # fmt: skip
    return None


def _entity_kind(kind: str) -> EntityKind:
    kinds: dict[str, EntityKind] = {
        "armed-group": "armed-group",
        "state": "organization",  # a ministry or an army is a body of a state, not the state
        "organization": "organization",
    }
    return kinds[kind]


def _goes_on_as_name(tokens: Tokens) -> bool:
    """Whether a short name is only the beginning or the end of a longer one: "Jordan Lee"."""
    if len(tokens) > 1 or tokens.text.isupper():
        return False
    entity_type = tokens[0].ent_type_
    same = [t for t in tokens.doc if t.ent_type_ == entity_type == "PERSON"]
    return any(abs(t.i - tokens.start) == 1 for t in same)


def _place_names(doc: Doc, places: Sequence[PlaceMention]) -> Iterator[Mention]:
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
            yield Mention(
                tokens, span_of(tokens), "state", state.name, state.id, state.id, "GOV",
                place.place or Place(country=state.id, kind="country"),
            )  # fmt: skip


def _labelled_names(doc: Doc) -> Iterator[Mention]:
    for entity in doc.ents:
        if entity.label_ == "NORP":
            yield from _nation(entity)
        elif entity.label_ in _KIND_OF_LABEL:
            tokens = _trim(entity)
            if tokens is not None and not _is_portfolio(tokens):
                kind = _KIND_OF_LABEL[entity.label_]
                tokens = _with_complement(tokens) if kind == "organization" else tokens
                yield Mention(tokens, span_of(tokens), kind, _name_of(tokens))


def _with_complement(tokens: Tokens) -> Tokens:
    """Take in the rest of a body's name: "Banner | of the Dunes", "University | of Otago"."""
    doc, end = tokens.doc, tokens.end
    if len(tokens) > 2 or end + 1 >= len(doc) or doc[end].lower_ != "of":
        return tokens
    last = end + 2 if doc[end + 1].lower_ == "the" else end + 1
    if last >= len(doc) or doc[last].pos_ != "PROPN" or resources.find_state(doc[last].text):
        return tokens
    return doc[tokens.start : last + 1]


def _is_portfolio(tokens: Tokens) -> bool:
    """As in "Interior Minister": what a minister is for, not a body's name."""
    follows = tokens.doc[tokens.end].lower_ if tokens.end < len(tokens.doc) else ""
    return len(tokens) <= 2 and follows in {"minister", "secretary", "ministry", "ministers"}


def _nation(tokens: Tokens) -> Iterator[Mention]:
    """As in "Russians", not "Russian" as in "the Russian response"."""
    state = resources.state_of_demonym(tokens.text)
    if state is not None and tokens.root.dep_ not in {"amod", "compound", "nmod", "poss"}:
        yield Mention(
            tokens,
            span_of(tokens),
            "population",
            tokens.text,
            f"people:{state.id}",
            state.id,
            "CVL",
        )


def _surnames(prose: Prose, found: Sequence[Mention]) -> Iterator[Mention]:
    """Surnames that stand alone where spaCy saw no name: "Both Ruiz and Vidal said"."""
    full = {m.name.split()[-1] for m in found if m.kind == "person" and " " in m.name}
    taken = {span_of(token) for mention in found for token in mention.tokens}
    for paragraph in prose.paragraphs:
        for token in paragraph.doc:
            if token.text in full and span_of(token) not in taken and token.pos_ == "PROPN":
                tokens = paragraph.doc[token.i : token.i + 1]
                yield Mention(tokens, span_of(tokens), "person", token.text)


def _trim(tokens: Tokens) -> Tokens | None:
    """Cut off what spaCy adds to names: articles, possessives, titles; None if no name is left."""
    tokens = _without_possessive(tokens)
    while len(tokens) and (tokens[0].lower_ == "the" or is_title(tokens[0]) or tokens[0].is_punct):
        tokens = tokens[1:]
    while len(tokens) and (is_title(tokens[-1]) or tokens[-1].is_punct) and len(tokens) > 1:
        tokens = tokens[:-1]
    text = tokens.text if len(tokens) else ""
    has_name = any(token.text[0].isupper() for token in tokens)
    return tokens if text and has_name and not _NO_NAME.match(text) else None


def _without_possessive(tokens: Tokens) -> Tokens:
    while len(tokens) > 1 and tokens[-1].lower_ in {"'s", "’s", "'", "’"}:
        tokens = tokens[:-1]
    return tokens


def is_title(token: Token) -> bool:
    """Whether a word may stand before a name: "President", "Col."."""
    role = resources.roles().get(token.lower_.rstrip(".")) or resources.roles().get(token.lower_)
    return role is not None and role.title


def _name_of(tokens: Tokens) -> str:
    return re.sub(r"\s+", " ", tokens.text)


def _without_overlaps(ranked: Iterable[Mention]) -> list[Mention]:
    """Keep the longest of overlapping mentions; of equals, the one that came first."""
    kept: list[Mention] = []
    for mention in sorted(ranked, key=lambda m: -len(m.tokens)):
        if not any(mention.span.overlaps(other.span) for other in kept):
            kept.append(mention)
    return sorted(kept, key=lambda mention: mention.span)
