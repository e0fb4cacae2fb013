"""One name for all mentions of one: "Berg" is "Ola Berg", "the Covenant" the Northern Covenant.

In: the mentions of an article in text order. Out: the same with the fullest name and one kind for
each, and those that only the names found elsewhere give away.
"""

import dataclasses
import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from spacy.tokens import Span as Tokens

from dateline.reading.mention import Mention, name_of
from dateline.reading.names import FullNames, is_initials, is_short_form, plain_words
from dateline.reading.person_signs import follows_title
from dateline.reading.pronouns import Gender, gender_before
from dateline.reading.prose import Prose, span_of
from dateline.records import EntityKind
from dateline.resources.common_words import is_common_word
from dateline.resources.gazetteer import find_candidates

_LOCATIVES = frozenset("in at near outside inside around into towards toward across".split())
_PLACE_NOUNS = frozenset(
    "city town village department province district region municipality neighborhood neighbourhood"
    " suburb port island state county canton hamlet area outskirts north south east west road"
    " highway airport river valley mountain volcano coast border bridge station".split()
)
_FAMILY = frozenset(
    "brother brothers sister sisters family couple siblings clan household home house".split()
)
_BODIES = frozenset({"organization", "armed-group", "facility"})
_BRACKETED = re.compile(r"\s*[(\[]([A-Z][A-Za-z0-9&.-]{1,9})[)\]]")
_NEAR = 700  # characters, a few sentences, for which a shared surname stays with one person


def give_one_name(found: Sequence[Mention], prose: Prose) -> list[Mention]:
    """Settle who is who among an article's mentions, and add those that are seen only then."""
    found = _where_only_places_stand(_with_abbreviations(found, prose))
    full_names = FullNames(m.name for m in found if m.kind == "person")
    titled = {m.name for m in found if m.kind == "person" and follows_title(m.tokens)}
    titles = _Titles(found)
    found = [
        _in_full(m, full_names, titled, titles) for m in found if not _is_family(m, full_names)
    ]
    found += _surnames(prose, found, full_names, titles)
    found = _of_one_kind(_of_the_nearest(found, full_names, titles))
    found = [m for m in found if not _is_only_a_word(m, found)]
    found += _short_bodies(prose, found)
    return sorted(_bodies_in_full(found), key=lambda mention: mention.span)


class _Titles:
    """Of which gender an article's "Mr" and "Mrs" say that those of a surname are."""

    def __init__(self, found: Iterable[Mention]) -> None:
        self._genders: dict[str, set[Gender]] = {}
        for mention in found:
            gender = gender_before(mention.tokens[0])
            if gender is not None:
                self._genders.setdefault(mention.tokens[-1].lower_, set()).add(gender)

    def gender_of(self, tokens: Tokens) -> Gender | None:
        """By the words before the name, else by the title that the text gives the surname.

        A text that says "Mr. Ruiz" means him by "President Ruiz" too.
        """
        told = self._genders.get(tokens[-1].lower_, set())
        return gender_before(tokens[0]) or (next(iter(told)) if len(told) == 1 else None)


def _where_only_places_stand(found: Sequence[Mention]) -> list[Mention]:
    """Take for a place what is called a person, but only ever stands behind "in" or "near"."""
    elsewhere = {
        word
        for mention in found
        if mention.kind == "person" and not _is_where(mention)
        for word in plain_words(mention.name)
    }
    result = []
    for mention in found:
        is_place = mention.kind == "person" and _is_where(mention)
        if is_place and not elsewhere & set(plain_words(mention.name)):
            result.append(dataclasses.replace(mention, kind="place"))
        else:
            result.append(mention)
    return result


def _is_where(mention: Mention) -> bool:
    return _is_behind_locative(mention) or _is_known_place(mention)


def _is_known_place(mention: Mention) -> bool:
    """As in "from Ankara to Kars", "the coast of Borneo", "the Arlit road"."""
    root = mention.tokens.root
    if len(mention.tokens) > 1 or mention.key is not None or follows_title(mention.tokens):
        return False
    if root.dep_ == "compound":
        return root.head.lower_ in _PLACE_NOUNS
    if root.dep_ != "pobj" or root.head.lower_ not in {"to", "from", "of", "off", "through"}:
        return False
    return root.head.head.lower_ in _PLACE_NOUNS or bool(find_candidates(root.text))


def _is_behind_locative(mention: Mention) -> bool:
    first = mention.tokens[0]
    if first.i == first.sent.start:
        return False
    before = first.nbor(-1)
    if before.lower_ == "of" and before.i > first.sent.start:
        return before.nbor(-1).lower_ in _PLACE_NOUNS
    return before.lower_ in _LOCATIVES


def _with_abbreviations(found: Sequence[Mention], prose: Prose) -> list[Mention]:
    """Let the text define its own short names: "the Sava Defence Force (SDF) … the SDF".

    What the text defines beats what the resources know by those letters.
    """
    defined = _defined_abbreviations(found, prose)
    if not defined:
        return list(found)
    text = prose.article.text
    kept = [m for m in found if text[m.span.start : m.span.end] not in defined]
    taken = [m.span for m in kept]
    for paragraph in prose.paragraphs:
        for token in paragraph.doc:
            span = span_of(token)
            meant = defined.get(text[span.start : span.end])
            if meant is None or not token.text[0].isupper() or any(map(span.overlaps, taken)):
                continue
            tokens = paragraph.doc[token.i : token.i + 1]
            kept.append(dataclasses.replace(meant, tokens=tokens, span=span))
    return sorted(kept, key=lambda mention: mention.span)


def _defined_abbreviations(found: Sequence[Mention], prose: Prose) -> Mapping[str, Mention]:
    text = prose.article.text
    defined: dict[str, Mention] = {}
    for mention in found:
        match = _BRACKETED.match(text, mention.span.end)
        if match is None or mention.kind not in {"organization", "armed-group", "facility"}:
            continue
        if is_initials(match[1], text[mention.span.start : mention.span.end]):
            defined.setdefault(match[1], mention)
    return defined


def _in_full(
    mention: Mention, full_names: FullNames, titled: Container[str], titles: _Titles
) -> Mention:
    """Give a person's mention the fullest name; take a person for one whom the label mistook."""
    gender = titles.gender_of(mention.tokens)
    if mention.kind == "person":
        name = full_names.find(mention.name, gender=gender)
        return dataclasses.replace(mention, name=name or mention.name)
    behind = mention.tokens.root.dep_ == "pobj"
    is_place = mention.kind == "place" and not behind  # "Melania said", not "in Sofia"
    words = name_of(mention.tokens)
    name = full_names.find(words, surname_only=not is_place, gender=gender)
    if name is None and words in titled and not behind:
        name = words  # "President Rivas spoke. Rivas left": there is a town of that name
    if name is None or _stands_as_place(mention):
        return mention
    return Mention(mention.tokens, mention.span, "person", name)


def _of_the_nearest(
    found: Sequence[Mention], full_names: FullNames, titles: _Titles
) -> list[Mention]:
    """Give a surname that several people share to the one who was named in full just before.

    "Jeh Johnson spoke. Johnson said": him, if no other Johnson was named in full near there.
    """
    latest: list[tuple[int, str]] = []  # where a full name was last given, and the name
    result = []
    for mention in sorted(found, key=lambda m: m.span):
        here = mention.span.start
        if mention.kind == "person" and mention.name in full_names.names:
            latest.append((here, mention.name))
        elif mention.kind == "person" and (
            several := full_names.sharing(mention.name, titles.gender_of(mention.tokens))
        ):
            near = {n for at, n in latest if n in several and here - at <= _NEAR}
            if len(near) == 1:
                name = near.pop()
                latest.append((here, name))
                result.append(dataclasses.replace(mention, name=name))
                continue
        result.append(mention)
    return result


def _stands_as_place(mention: Mention) -> bool:
    """As in "in Palmira", "London, Ontario": there a surname is no person's."""
    if mention.key is not None and mention.kind not in {"state", "outlet"}:
        return True
    last = mention.tokens[-1]
    if _is_behind_locative(mention):
        return True
    is_area = mention.kind in {"place", "state"}  # "Palmira officials", but "Trump supporters"
    return is_area and last.dep_ in {"compound", "nmod"} and last.head.pos_ == "NOUN"


def _is_family(mention: Mention, full_names: FullNames) -> bool:
    """As in "the Tsarnaev brothers", "the Clintons": a surname of several, that names none."""
    root = mention.tokens.root
    if mention.key is not None or len(mention.tokens) > 1:
        return False
    if mention.name.endswith("s") and root.i > root.sent.start and root.nbor(-1).lower_ == "the":
        return full_names.has_surname(mention.name[:-1])
    is_before_noun = root.dep_ in {"compound", "nmod", "amod"} and root.head.lower_ in _FAMILY
    return mention.kind == "person" and is_before_noun


def _of_one_kind(found: Sequence[Mention]) -> list[Mention]:
    """Make all mentions of one name one kind: the commonest; a place only if it is a known one."""
    kinds: dict[str, Counter[EntityKind]] = {}
    for mention in found:
        if mention.key is None and mention.place is None:
            votes = 5 if mention.kind == "armed-group" else 1
            kinds.setdefault(mention.name.lower(), Counter())[mention.kind] += votes
    result = []
    for mention in found:
        votes_here = kinds.get(mention.name.lower())
        if mention.key is None and mention.place is None and votes_here is not None:
            kind = votes_here.most_common(1)[0][0]
            result.append(dataclasses.replace(mention, kind=kind))
        else:
            result.append(mention)
    return result


def _surnames(
    prose: Prose, found: Sequence[Mention], full_names: FullNames, titles: _Titles
) -> Iterator[Mention]:
    """Surnames that stand alone where spaCy saw no name: "Both Ruiz and Vidal said"."""
    taken = {span_of(token) for mention in found for token in mention.tokens}
    for paragraph in prose.paragraphs:
        for token in paragraph.doc:
            is_name = token.pos_ == "PROPN" or not is_common_word(token.text)
            is_name = is_name and token.text[0].isupper()
            if not is_name or not full_names.has_surname(token.text):
                continue
            tokens = paragraph.doc[token.i : token.i + 1]
            gender = titles.gender_of(tokens)
            name = full_names.find(token.text, surname_only=True, gender=gender)
            if name is None and full_names.sharing(token.text):
                name = token.text
            if name is None or span_of(token) in taken or token.head.lower_ in _FAMILY:
                continue
            yield Mention(tokens, span_of(tokens), "person", name)


def _short_bodies(prose: Prose, found: Sequence[Mention]) -> Iterator[Mention]:
    """Short names of bodies where spaCy saw no name: "the Covenant" of the Northern Covenant."""
    last = {m.name.split()[-1]: m for m in found if m.kind in _BODIES and " " in m.name}
    taken = {span_of(token) for mention in found for token in mention.tokens}
    for paragraph in prose.paragraphs:
        for token in paragraph.doc[1:]:
            meant = last.get(token.text)
            if meant is None or not token.text[0].isupper() or span_of(token) in taken:
                continue
            alone = token.i + 1 == len(token.doc) or token.nbor(1).pos_ != "PROPN"
            if token.nbor(-1).lower_ == "the" and alone:
                tokens = paragraph.doc[token.i : token.i + 1]
                yield Mention(tokens, span_of(tokens), meant.kind, token.text)


def _is_only_a_word(mention: Mention, found: Sequence[Mention]) -> bool:
    """As in "the Division": an ordinary word that no longer name of the article makes a name."""
    if mention.key is not None or mention.kind != "organization" or len(mention.tokens) > 1:
        return False
    if mention.tokens.text.isupper() or not is_common_word(mention.tokens.text):
        return False
    return not any(is_short_form(mention.name, other.name) for other in found)


def _bodies_in_full(found: Sequence[Mention]) -> list[Mention]:
    """Give a body's mention its longest name, where only one body can be meant."""
    names = {
        m.name: m for m in found if m.kind in _BODIES | {"outlet"} or _is_word_called_person(m)
    }
    longer = {
        name: [long for long in names if is_short_form(name, long)]
        for name, mention in names.items()
        if mention.key is None
    }
    result = []
    for mention in found:
        is_body = mention.kind in _BODIES or _is_word_called_person(mention)
        choices = longer.get(mention.name, []) if is_body else []
        roots = [long for long in choices if not longer.get(long)]
        if len(roots) == 1:
            full = names[roots[0]]
            result.append(dataclasses.replace(full, tokens=mention.tokens, span=mention.span))
        else:
            result.append(mention)
    return result


def _is_word_called_person(mention: Mention) -> bool:
    """As in "a Covenant base", where the parser takes an ordinary word for somebody."""
    is_word = len(mention.tokens) == 1 and is_common_word(mention.tokens.text)
    return mention.kind == "person" and is_word and not follows_title(mention.tokens)
