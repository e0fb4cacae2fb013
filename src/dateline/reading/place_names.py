"""Which words of a body are names of places: "Beslan", not the "Paris" of "Paris Hilton".

In: a parsed body. Out: ranges of names. spaCy proposes; the gazetteer and the words around decide.
"""

import functools
import itertools
import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from dateline.reading.lines import is_upper_case
from dateline.reading.place_words import SIDE, WITHIN, find_containers, is_side
from dateline.reading.prose import Paragraph, Prose, span_of
from dateline.records import Span
from dateline.resources.gazetteer import Candidate, find_candidates


def find_place_spans(prose: Prose) -> list[tuple[Span, str]]:
    """Names of places in the body: "Beslan", not the "Paris" of "Paris Hilton".

    spaCy's places that the gazetteer knows (or whose words say that they are places), and known
    places that spaCy overlooked or took for something else. Little known names ("Tyler") count
    only if the body says once that they are places: "in Tyler", "Tyler, Texas". Demonyms
    ("Russian troops") are not names of places.
    """
    text = prose.article.text
    found: dict[Span, bool] = {}
    for paragraph in prose.paragraphs:
        for tokens, is_sure in _place_tokens(paragraph, text):
            span = _with_district(text, span_of(tokens))
            found[span] = is_sure or found.get(span, False)
    names = [(span, text[span.start : span.end]) for span in sorted(found)]
    sure = {name for span, name in names if found[span]}
    inside = {b for (a, _), (b, _) in itertools.pairwise(names) if a.covers(b)}
    return [(span, name) for span, name in names if name in sure and span not in inside]


_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_NAME_LABELS = frozenset({"PERSON", "ORG", "NORP", "EVENT", "WORK_OF_ART", "PRODUCT", "LAW", "FAC"})
_LOCATIVE = frozenset({
    "in", "near", "at", "from", "to", "outside", "across", "inside", "into", "throughout", "around",
    "toward", "towards", "via", "over", "between", "within", "through",
})  # fmt: skip
_LONGEST_NAME = 4
_KNOWN_POPULATION = 50_000
_MINED_POPULATION = 100_000  # smaller towns are named like people and things
_RETYPED_POPULATION = 500_000
_SETTLEMENT = r"(?:village|town|city|port|hamlet|settlement|district|suburb|municipality|province)"
_SETTLEMENT_BEFORE = re.compile(rf"\b{_SETTLEMENT}s? of (?:the )?$", re.IGNORECASE)
_SETTLEMENT_AFTER = re.compile(rf" {_SETTLEMENT}\b", re.IGNORECASE)
_DISTRICT = re.compile(r", (?:D\.C\.|DC\b)")
_TITLES = frozenset({
    "mayor", "governor", "gov.", "senator", "sen.", "rep.", "representative", "attorney",
    "president", "prime", "vice", "foreign", "defence", "defense", "interior", "minister",
    "premier", "chancellor", "king", "queen", "prince", "secretary", "state", "province", "city",
    "county", "region", "district", "governorate", "oblast", "ambassador", "gen.", "general",
    "col.", "republican", "democrat", "democratic", "sheriff", "judge", "chief", "congressman",
})  # fmt: skip


def _place_tokens(paragraph: Paragraph, text: str) -> Iterator[tuple[Tokens, bool]]:
    """Names of places, and whether they surely are; the others need another mention that is."""
    doc = paragraph.doc
    shouting = doc.text.isupper()
    was_upper = is_upper_case(text[slice(*paragraph.span)])  # the parse may be of recased text
    taken: set[int] = set()
    for entity in doc.ents:
        taken.update(range(entity.start, entity.end))
        name = _trim(entity)
        if name is None or (is_side(name.text) and not _has_container(name)):
            continue
        if _is_half_of_a_pair(name):
            yield from ((pair, True) for pair in _pairs(name) if find_candidates(pair.text))
        elif entity.label_ in _PLACE_LABELS:
            yield from _labelled_place(name, entity.label_, shouting=was_upper)
        elif entity.label_ in _NAME_LABELS and _is_mislabelled(name, entity.label_):
            yield name, True
    yield from ((name, True) for name in _overlooked(doc, taken, shouting=shouting))


def _labelled_place(name: Tokens, label: str, *, shouting: bool) -> Iterator[tuple[Tokens, bool]]:
    """What spaCy calls a place, if the gazetteer or the words around it agree."""
    if label != "FAC" and _is_part_of_a_name(name):
        return
    known = [c for c in find_candidates(name.text) if c.sense != "demonym"]
    if known:
        # in capitals spaCy takes people for places: "LORENA, I DO NOT THINK SO"
        least = _MINED_POPULATION if shouting else _KNOWN_POPULATION
        famous = any(_is_prominent(c, least) for c in known)
        told = _after_locative(name) or _has_container(name) or _said_to_be_a_place(name)
        yield name, famous or label == "FAC" or told
    elif label != "FAC" and _said_to_be_a_place(name):
        yield name, True


def _is_mislabelled(name: Tokens, label: str) -> bool:
    """Whether a name that spaCy takes for something else is a country's or a large city's.

    It takes "Dagestan" for a person at times.
    """
    if _is_part_of_a_name(name):
        return False
    known = any(_is_prominent(c, _RETYPED_POPULATION) for c in find_candidates(name.text))
    return known and (len(name) > 1 or label != "PERSON" or _after_locative(name))


def _is_half_of_a_pair(name: Tokens) -> bool:
    """Whether a hyphen or a stroke ties it to another word: "Gilgit" of "Gilgit-Baltistan"."""
    # Asked of every name; spaCy would put the paragraph's text together anew each time.
    doc, ties = name.doc, {"-", "–", "/"}
    after = doc[name.end - 1].whitespace_ or (doc[name.end].text if name.end < len(doc) else "")
    before = doc[name.start - 1].text_with_ws if name.start else ""
    return after[:1] in ties or before[-1:] in ties


def _pairs(name: Tokens) -> Iterator[Tokens]:
    """A name with the words tied to it before or after: "Gilgit-Baltistan"."""
    doc = name.doc
    if name.start > 1:
        yield doc[name.start - 2 : name.end]
    if name.end + 2 <= len(doc):
        yield doc[name.start : name.end + 2]


def _said_to_be_a_place(name: Tokens) -> bool:
    """Whether the words say that an unknown name is a place: "the village of Torva"."""
    text = name.doc.text
    return bool(
        _SETTLEMENT_BEFORE.search(text, 0, name.start_char)
        or _SETTLEMENT_AFTER.match(text, name.end_char)
        or (_after_locative(name) and _has_container(name))
    )


def _has_container(name: Tokens) -> bool:
    """Whether the text says right after the name what it lies in: "Tyler, Texas"."""
    return any(weight == WITHIN for _, weight in find_containers(name.doc.text, name.end_char))


def _with_district(text: str, span: Span) -> Span:
    """The whole of "Washington, D.C."."""
    found = _DISTRICT.match(text, span.end)
    return Span(span.start, found.end()) if found else span


def _overlooked(doc: Doc, taken: set[int], *, shouting: bool) -> Iterator[Tokens]:
    """Known names of places among the capitalised words that spaCy gave no label."""
    at = 0
    while at < len(doc):
        name = None if at in taken else _longest_place(doc, at, taken, shouting=shouting)
        if name is not None:
            yield name
        at = at + 1 if name is None else name.end


def _longest_place(doc: Doc, start: int, taken: set[int], *, shouting: bool) -> Tokens | None:
    if not _is_capitalised(doc[start]):
        return None
    for end in range(min(len(doc), start + _LONGEST_NAME), start, -1):
        name = doc[start:end]
        if taken.intersection(range(start, end)) or not _is_capitalised(doc[end - 1]):
            continue
        known = any(_is_prominent(c, _MINED_POPULATION) for c in find_candidates(name.text))
        alone = _after_locative(name) if shouting else not _is_part_of_a_name(name)
        if (
            known
            and alone
            and not _is_half_of_a_pair(name)
            and all(token.pos_ == "PROPN" or token.text == "-" for token in name)
        ):
            return name
    return None


def _is_prominent(candidate: Candidate, population: int) -> bool:
    """Whether a name is well known as a place's: chance spellings are not."""
    if candidate.sense != "name" or len(candidate.name) < 3:
        return False
    large = candidate.kind in {"city", "admin1"} and candidate.population >= population
    return large or candidate.kind in {"country", "region", "continent", "water"}


def _is_part_of_a_name(name: Tokens) -> bool:
    """Whether capitalised words next to it make a longer name: "Houston Rockets".

    "Texas Governor Ann Doe" and "Moscow, Idaho" are no longer names.
    """
    doc = name.doc
    # The capital after each word is for those without letters.
    if name.text.isupper() and all(f"{token.text}A".isupper() for token in doc):
        return False
    after = doc[name.end] if name.end < len(doc) else None
    if after is not None and _is_name_word(after) and after.lower_ not in _TITLES:
        return True
    before = doc[name.start - 1] if name.start else None
    return (
        before is not None
        and _is_name_word(before)
        and before.dep_ == "compound"
        and before.ent_type_ not in _PLACE_LABELS
    )


def _is_name_word(token: Token) -> bool:
    return token.pos_ == "PROPN" and _is_capitalised(token) and not token.is_punct


def _is_capitalised(token: Token) -> bool:
    return token.text[0].isupper()


def _after_locative(name: Tokens) -> bool:
    words = (name.doc[at].lower_ for at in range(name.start - 1, max(-1, name.start - 4), -1))
    skipped = itertools.dropwhile(_is_between_in_and_name, words)
    return next(skipped, "") in _LOCATIVE


@functools.cache
def _is_between_in_and_name(word: str) -> bool:
    return word == "the" or re.fullmatch(SIDE, word) is not None


def _trim(entity: Tokens) -> Tokens | None:
    """The entity without "the", sides of the compass and "'s": "the northern Sinai's" → "Sinai"."""
    start, end = entity.start, entity.end
    doc = entity.doc
    while end > start and doc[end - 1].lower_ in {"'s", "’s", "'", "’"}:
        end -= 1
    if find_candidates(doc[start:end].text) and doc[start].lower_ != "the":
        return doc[start:end]
    while start < end and _is_between_in_and_name(doc[start].lower_):
        start += 1
    return doc[start:end] if start < end else None
