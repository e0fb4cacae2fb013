"""Named mentions: the proper names of people, bodies, armed groups, outlets, states and places.

In: parsed prose and the places found in it. Out: `Mention`s in text order that do not overlap.
Names known to `resources` come first, then places, then spaCy's; a longer name beats a shorter.
Every mention of a person carries the fullest name the article gives: "Berg" is "Ola Berg".
"""

import dataclasses
import functools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.lang.en import English
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens
from spacy.vocab import Vocab

from dateline import resources
from dateline.reading.lines import is_upper_case
from dateline.reading.names import FullNames, is_initials, is_short_form, plain_words
from dateline.reading.prose import Prose, span_of, start_of
from dateline.reading.where import PlaceMention
from dateline.records import EntityKind, Place, Span
from dateline.resources.common_words import is_common_word
from dateline.resources.gazetteer import find_candidates

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
    r"^(?:[\d\W]+|mr|mrs|ms|dr|sir|islam|islamic|islamist|muslim|muslims|christian|christians|jews"
    r"|jewish|catholic|sunni|shia|shiite|god|allah|state|states|interior|foreign|defen[cs]e"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
    r"|january|february|march|april|june|july|august|september|october|november|december"
    r"|north|south|east|west|northern|southern|eastern|western|republic|capital)$",
    re.IGNORECASE,
)
# Words before a name that spaCy takes into it: "Both Ruiz", "Meanwhile Hale".
_NOT_FIRST = frozenset(
    "the a an both either neither meanwhile but and or if when while even only also then now asked"
    " says said like unlike however yet so as that this these those although though because since"
    " after before for from by in on at to of with about retired former late ex".split()
)
# Words that tell a body's name whatever its label: "Lund Popular Front".
_BODY_WORDS = frozenset(
    "front party army institute foundation ministry council committee union league brigade brigades"
    " movement force forces corps guard command agency bureau department commission congress"
    " parliament senate university college company corporation corp inc ltd bank group association"
    " federation organization organisation society center centre court church team police militia"
    " coalition alliance network service services authority board assembly club confederation"
    " administration institution trust fund campaign observatory battalion regiment squad unit"
    " division initiative consortium syndicate cartel embassy school hospital news times"
    " post".split()
)
# Titles that are also the first word of bodies' names: "General Electric", "King Air".
_DOUBTFUL_TITLES = frozenset(
    "general major king prince queen marine private justice speaker mayor chief president governor"
    " student teacher fellow doctor lady lord master minister secretary police army".split()
)
_LOCATIVES = frozenset("in at near outside inside around into towards toward across".split())
# Words at the end or the beginning of outlets' names: "Harbour Gazette", "Radio Misti".
_PAPERS = frozenset(
    "gazette mirror monitor ledger herald tribune chronicle dispatch times post news telegraph"
    " journal courier observer examiner inquirer reporter bulletin newspaper daily tv radio"
    " television broadcasting".split()
)
_STATIONS = frozenset("radio channel tv agence televisión télévision".split())
# What governments do: then a capital's name means the government, "Moscow denied it".
_STATE_VERBS = frozenset(
    "say deny accuse insist warn announce demand reject back support agree condemn urge call want"
    " fear recall expel sanction impose offer pledge vow threaten respond blame claim order approve"
    " refuse consider hope seek deplore welcome protest summon".split()
)
_PLACE_NOUNS = frozenset(
    "city town village department province district region municipality neighborhood neighbourhood"
    " suburb port island state county canton hamlet area outskirts north south east west road"
    " highway airport river valley mountain volcano coast border bridge station".split()
)
_PORTFOLIO_OF = frozenset(
    "minister ministers ministry secretary secretaries ministries spokesman spokeswoman".split()
)
_FAMILY = frozenset(
    "brother brothers sister sisters family couple siblings clan household home house".split()
)
_BODIES = frozenset({"organization", "armed-group", "facility"})
_BRACKETED = re.compile(r"\s*[(\[]([A-Z][A-Za-z0-9&.-]{1,9})[)\]]")
# What people do and things do not: enough to take a name without a label for a person's.
_HUMAN_VERBS = frozenset(
    "say tell add ask argue deny insist warn write speak explain claim reply recall admit note"
    " think believe want hope know agree refuse accuse complain promise die meet arrive leave come"
    " go stay live work study marry resign retire run walk eat sleep smile cry weep laugh flee"
    " escape return shoot kill wound injure arrest detain kidnap abduct murder assassinate stab"
    " behead sentence jail charge elect appoint win lose join head lead found serve visit travel"
    " attend sign".split()
)
_DONE_TO_PEOPLE = frozenset(
    "meet kill wound injure arrest detain kidnap abduct murder assassinate stab behead sentence jail"
    " elect appoint shoot marry tell ask".split()
)
_LONGEST_PERSON = 5  # tokens; "Maria del Carmen Ruiz Vidal"


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
            *_titled_names(paragraph.doc),
            *_unlabelled_names(paragraph.doc),
        ]
        found.extend(_joined(_without_overlaps(ranked)))
    if is_upper_case(prose.article.text):
        found = [mention for mention in found if _is_sure_in_capitals(mention)]
    found = _where_only_places_stand(_with_abbreviations(found, prose))
    full_names = FullNames(m.name for m in found if m.kind == "person")
    found = [_in_full(mention, full_names) for mention in found if not _is_family(mention)]
    found = _of_one_kind(found)
    found = [m for m in found if not _is_only_a_word(m, found)]
    found += [*_surnames(prose, found, full_names), *_short_bodies(prose, found)]
    return sorted(_bodies_in_full(found), key=lambda mention: mention.span)


def is_title(token: Token) -> bool:
    """Whether a word may stand before a name: "President", "Col."."""
    role = resources.roles().get(token.lower_.rstrip(".")) or resources.roles().get(token.lower_)
    return role is not None and role.title


# Names known to the resources, and places ------------------------------------------------------


def _known_names(doc: Doc) -> Iterator[Mention]:
    for _, start, end in _matcher(doc.vocab)(doc):
        tokens = _without_possessive(doc[start:end])
        mention = _known_mention(tokens)
        if mention is not None and not _goes_on_as_name(tokens) and not _is_plain_word(tokens):
            yield mention


@functools.lru_cache(maxsize=2)
def _matcher(vocab: Vocab) -> PhraseMatcher:
    tokenizer = English().tokenizer
    matcher = PhraseMatcher(vocab, attr="LOWER")
    names = {alias.lower() for alias, _ in resources.phrases()}
    names |= {metonym.lower() for state in resources.states() for metonym in state.metonyms}
    docs = [tokenizer(name) for name in sorted(names)]
    matcher.add("known", [Doc(vocab, [t.text for t in doc]) for doc in docs])
    return matcher


def _known_mention(tokens: Tokens) -> Mention | None:
    text, span = tokens.text, span_of(tokens)
    if not any(character.isupper() for character in text):
        return None
    if actor := resources.find_actor(text):
        kind = _KIND_OF_ACTOR[actor.kind]
        return Mention(tokens, span, kind, actor.name, actor.id, actor.country, actor.sector)
    if outlet := resources.find_outlet(text):
        return Mention(tokens, span, "outlet", outlet.name, outlet.id, outlet.country, "JRN")
    if state := resources.find_state(text):
        return _state_mention(tokens, state, None)
    if state := resources.state_of_metonym(text):
        return _government(tokens, state)
    return None


def _government(tokens: Tokens, state: resources.State) -> Mention | None:
    """As in "the Kremlin", a body; "Moscow denied it", the state; "in Moscow" is no government."""
    if not find_candidates(tokens.text):
        key = f"seat:{state.id}:{tokens.text.lower().removeprefix('the ')}"
        name = re.sub(r"^[Tt]he ", "", _name_of(tokens))
        return Mention(tokens, span_of(tokens), "organization", name, key, state.id, "GOV")
    root = tokens.root
    if root.dep_ == "nsubj" and root.head.lemma_.lower() in _STATE_VERBS:
        return _state_mention(tokens, state, None)
    return None


_KIND_OF_ACTOR: dict[str, EntityKind] = {
    "armed-group": "armed-group",
    "state": "organization",  # a ministry or an army is a body of a state, not the state
    "organization": "organization",
}


def _state_mention(tokens: Tokens, state: resources.State, place: Place | None) -> Mention:
    place = place or Place(country=state.id, kind="country")
    return Mention(
        tokens, span_of(tokens), "state", state.name, state.id, state.id, "GOV", place
    )  # fmt: skip


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
            yield _state_mention(tokens, state, place.place)


# Names that the parser labelled, or that a title gives away ------------------------------------


def _labelled_names(doc: Doc) -> Iterator[Mention]:
    for entity in doc.ents:
        if entity.label_ == "NORP":
            yield from _nation(entity)
        elif entity.label_ in _KIND_OF_LABEL:
            for part in _parts(entity):
                yield from _labelled_name(part, _KIND_OF_LABEL[entity.label_])


def _parts(entity: Tokens) -> Iterator[Tokens]:
    """Cut a label where two names met: "Heritage Foundation's | James Carafano", "Ruiz and Hale".

    Only a person's label is cut at "and": "Ministry of Trade and Industry" is one body.
    """
    start = entity.start
    for token in entity:
        is_and = entity.label_ == "PERSON" and token.lower_ in {"and", "&"}
        if is_and or token.text in {",", ";", "(", ")", "[", "]", "--", "—"} or _is_s(token):
            if token.i > start:
                yield entity.doc[start : token.i]
            start = token.i + 1
    if start < entity.end:
        yield entity.doc[start : entity.end]


def _labelled_name(part: Tokens, label: EntityKind) -> Iterator[Mention]:
    tokens = _trim(part, label)
    if tokens is None or _is_portfolio(tokens) or _names_nobody(tokens, label):
        return
    kind = _kind_by_words(tokens, label)
    kind = "organization" if _is_behind_the(tokens, kind) else kind
    if kind == "place" and len(tokens) == 1 and _is_number(tokens):
        return
    yield _judged(_completed(tokens, kind), kind)


def _judged(tokens: Tokens, kind: EntityKind) -> Mention:
    """A mention with what its own words say of country and sector: "Georgian Interior Ministry"."""
    if kind == "organization" and (arms := _arms_beside(tokens)):
        return Mention(
            tokens, span_of(tokens), "armed-group", _name_of(tokens), sector=arms.sector
        )  # fmt: skip
    body = _state_body(tokens) if kind == "organization" else None
    state = resources.state_of_demonym(tokens[0].text) if body else None
    return Mention(
        tokens,
        span_of(tokens),
        kind,
        _name_of(tokens),
        country=state.id if state else None,
        sector=body.sector if body else None,
    )


def _state_body(tokens: Tokens) -> resources.RoleNoun | None:
    """The body of a state that a name ends with: "Interior Ministry", "Air Force"."""
    for size in (2, 1):
        role = resources.roles().get(tokens[-size:].text.lower())
        if role is not None and role.kind == "state":
            return role
    return None


def _completed(tokens: Tokens, kind: EntityKind) -> Tokens:
    """Take in the words of a name that the label left out, before it and behind it."""
    if kind == "person":
        return _with_first_name(tokens)
    return _with_first_words(_with_complement(tokens)) if kind == "organization" else tokens


def _is_behind_the(tokens: Tokens, kind: EntityKind) -> bool:
    """As in "the Covenant": one word that people's names do not stand behind an article."""
    root = tokens.root
    if kind != "person" or len(tokens) > 1 or root.i == root.sent.start:
        return False
    return root.nbor(-1).lower_ == "the" and root.dep_ not in {"compound", "nmod", "amod", "poss"}


def _is_number(tokens: Tokens) -> bool:
    """As in "50,000 lempiras": what a number counts is no place."""
    first = tokens[0]
    return first.i > first.sent.start and first.nbor(-1).like_num


def _names_nobody(tokens: Tokens, kind: EntityKind) -> bool:
    """As in "Norwegian", "Heavily", "Terrorist": one word that is an adjective or any word."""
    if len(tokens) > 1:
        return False
    word = tokens[0]
    if resources.state_of_demonym(word.text) is not None:
        return True
    if is_title(word) or resources.roles().get(word.lower_) is not None:
        return True
    if not is_common_word(word.text) or word.text.isupper():
        return False
    if word.is_sent_start and word.dep_ in {"compound", "amod", "nmod"}:
        return True  # "Riot police", "Heavy fighting"
    return (bool(word.is_sent_start) or kind != "person") and word.pos_ != "PROPN"


def _kind_by_words(tokens: Tokens, kind: EntityKind) -> EntityKind:
    """What a name's own words and the title before it say, against the label."""
    words = {token.lower_ for token in tokens}
    if len(tokens) > 1 and (tokens[-1].lower_ in _PAPERS or tokens[0].lower_ in _STATIONS):
        return "outlet"
    if kind != "facility" and len(tokens) > 1 and words & _BODY_WORDS:
        return "organization"
    if kind != "person" and (_follows_title(tokens) or _has_age(tokens)):
        return "person"
    return kind


def _has_age(tokens: Tokens) -> bool:
    """As in "Iván Salas, 19,": only people have an age."""
    after = tokens.doc[tokens.end : tokens.end + 3]
    if len(after) < 2 or after[0].text != "," or not after[1].text.isdigit():
        return False
    return len(after[1].text) <= 2 and (len(after) < 3 or after[2].text in {",", ".", ";", ")"})


def _follows_title(tokens: Tokens) -> bool:
    """As in "President Ruiz", "army spokesman Ola Berg": the title of a person, not "of Norway"."""
    if tokens.start == tokens.sent.start or len(tokens) > _LONGEST_PERSON:
        return False
    if {token.lower_ for token in tokens} & _BODY_WORDS:
        return False
    before = tokens.doc[tokens.start - 1]
    if before.text in {".", ","} and before.i > tokens.sent.start:
        before = before.nbor(-1)  # "Col . Hale", "its chief executive, Ana Ruiz"
    if not all(token.text[0].isupper() or token.is_punct for token in tokens):
        return False
    role = resources.roles().get(before.lower_) or resources.roles().get(before.lower_.rstrip("."))
    return role is not None and role.title and role.kind == "person" and not role.plural


def _titled_names(doc: Doc) -> Iterator[Mention]:
    """Names that have no label, but a title before them: "Sgt. Vik was hurt"."""
    for token in doc:
        if token.i == 0 or token.ent_type_ or token.pos_ != "PROPN" or is_title(token):
            continue
        if doc[token.i - 1].pos_ == "PROPN" and not is_title(doc[token.i - 1]):
            continue
        end = token.i + 1
        while end < len(doc) and doc[end].pos_ == "PROPN" and not doc[end].ent_type_:
            end += 1
        tokens = doc[token.i : end]
        is_body = {t.lower_ for t in tokens} & _BODY_WORDS
        if not is_body and token.text[0].isupper() and _follows_title(tokens):
            yield Mention(tokens, span_of(tokens), "person", _name_of(tokens))


def _unlabelled_names(doc: Doc) -> Iterator[Mention]:
    """Names that have no label, but do what people do: "Ana Ruiz said", "Ola Berg, who ran"."""
    for start, end in _proper_runs(doc):
        tokens = doc[start:end]
        while len(tokens) and (_is_no_first_word(tokens[0]) or is_title(tokens[0])):
            tokens = tokens[1:]
        if not 0 < len(tokens) <= _LONGEST_PERSON or all(t.ent_type_ for t in tokens):
            continue
        kind = _kind_by_words(tokens, "person")
        if kind != "person":
            yield _judged(tokens, kind)
        elif _looks_human(tokens) and not any(is_common_word(t.text) for t in tokens):
            yield Mention(tokens, span_of(tokens), "person", _name_of(tokens))


def _proper_runs(doc: Doc) -> Iterator[tuple[int, int]]:
    """Ranges of proper nouns side by side that are no title, date, number or adjective."""
    start: int | None = None
    for token in doc:
        if start is not None and (token.is_sent_start or not _may_be_name(token)):
            yield start, token.i
            start = None
        if start is None and _may_be_name(token):
            start = token.i
    if start is not None:
        yield start, len(doc)


def _may_be_name(token: Token) -> bool:
    if token.pos_ != "PROPN" or not token.text[0].isupper() or is_title(token):
        return False
    if token.ent_type_ not in {"", "PERSON", "GPE", "ORG"}:
        return False
    before = token.doc[max(token.sent.start, token.i - 2) : token.i + 1]
    return before.text.lower() not in resources.roles()  # "Secretary of State"


def _looks_human(tokens: Tokens) -> bool:
    """Whether a name does or suffers what only people do, or is joined to one who does."""
    root = tokens.root
    if any(c.dep_ == "relcl" and any(g.lower_ == "who" for g in c.subtree) for c in root.children):
        return True
    while root.dep_ == "conj" and root.head.pos_ in {"PROPN", "NOUN"}:
        root = root.head
    if root.dep_ == "appos":
        return _is_persons_role(root.head)
    if root.dep_ in {"nsubj", "nsubjpass"}:
        attributes = [c for c in root.head.children if c.dep_ == "attr"]
        return root.head.lemma_.lower() in _HUMAN_VERBS or any(map(_is_persons_role, attributes))
    if root.dep_ == "pobj" and _is_by(root.head):
        return root.head.head.lemma_.lower() in _HUMAN_VERBS
    return root.dep_ == "dobj" and root.head.lemma_.lower() in _DONE_TO_PEOPLE


def _is_persons_role(word: Token) -> bool:
    role = resources.roles().get(word.lower_)
    return role is not None and role.kind == "person" and not role.plural


def _is_by(token: Token) -> bool:
    return token.dep_ == "agent" and token.lower_ == "by"


def _with_first_name(tokens: Tokens) -> Tokens:
    """Take in a first name that the label left out: "Ana | Ruiz"; no title, no common word."""
    while tokens.start > tokens.sent.start and len(tokens) < _LONGEST_PERSON:
        before = tokens.doc[tokens.start - 1]
        if (
            before.pos_ != "PROPN"
            or before.ent_type_
            or not before.text[0].isupper()
            or before.dep_ != "compound"
            or is_title(before)
            or is_common_word(before.text)
            or resources.roles().get(before.lower_)
        ):
            return tokens
        tokens = tokens.doc[before.i : tokens.end]
    return tokens


def _with_first_words(tokens: Tokens) -> Tokens:
    """Take in the first words of a body's name: "Students' | Federation", "Popular | Front"."""
    doc, start = tokens.doc, tokens.start
    while start > tokens.sent.start:
        before = doc[start - 1]
        if _is_s(before) and start - 1 > tokens.sent.start and doc[start - 2].text[0].isupper():
            start -= 2 if len(tokens) == 1 and before.text in {"'", "’"} else 0
            break
        is_part = before.text[0].isupper() and not before.ent_type_ and not before.is_sent_start
        if not is_part or is_title(before) or resources.state_of_demonym(before.text):
            break
        start -= 1
    return doc[start : tokens.end]


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
    is_plain = all(is_common_word(token.text) for token in tokens)
    is_field = tokens[-1].lower_ not in _BODY_WORDS
    return len(tokens) <= 3 and is_plain and is_field and follows in _PORTFOLIO_OF


def _arms_beside(tokens: Tokens) -> resources.RoleNoun | None:
    """The role noun that calls a name an armed group: "rebel group X", "X guerrillas"."""
    doc = tokens.doc
    after = doc[tokens.end : tokens.end + 1]
    before = doc[max(tokens.sent.start, tokens.start - 2) : tokens.start]
    texts = [before.text.lower(), before[-1:].text.lower(), after.text.lower()]
    for child in tokens.root.children:  # "the Banner, an armed group that …"
        if child.dep_ == "appos" and child.i > tokens.end:
            texts.append(doc[child.i - 1 : child.i + 1].text.lower())
            texts.append(child.lower_)
    for text in texts:
        role = resources.roles().get(text)
        if role is not None and role.kind == "armed-group":
            return role
    return None


def _nation(tokens: Tokens) -> Iterator[Mention]:
    """As in "Russians", not "Russian" as in "the Russian response", nor "two Russians"."""
    state = resources.state_of_demonym(tokens.text)
    root = tokens.root
    if state is None or root.dep_ in {"amod", "compound", "nmod", "poss"}:
        return
    the = root.i > root.sent.start and root.nbor(-1).lower_ == "the"
    some = any(c.dep_ in {"nummod", "amod", "quantmod"} for c in root.lefts)
    if (root.tag_ in {"NNS", "NNPS"} or the) and not some:
        key = f"people:{state.id}"
        yield Mention(tokens, span_of(tokens), "population", tokens.text, key, state.id, "CVL")


def _trim(tokens: Tokens, kind: EntityKind) -> Tokens | None:
    """Cut off what spaCy adds to names: articles, possessives, titles; None if no name is left."""
    tokens = _without_possessive(tokens)
    while len(tokens) and (_is_no_first_word(tokens[0]) or _is_title_here(tokens, kind)):
        tokens = tokens[1:]
    while len(tokens) > 1 and _is_no_last_word(tokens[-1], kind):
        tokens = tokens[:-1]
    text = tokens.text if len(tokens) else ""
    has_name = any(token.text[0].isupper() for token in tokens)
    is_code = bool(re.search(r"\d", text)) and text.count("-") > 1
    return tokens if text and has_name and not is_code and not _NO_NAME.match(text) else None


def _is_no_first_word(token: Token) -> bool:
    return token.lower_ in _NOT_FIRST or token.is_punct or token.like_num


def _is_no_last_word(token: Token, kind: EntityKind) -> bool:
    """As in "Max Hale, Mayor", "Air Force Col": a title behind a name is part of no name."""
    if token.is_punct and token.text != ".":
        return True
    is_rank = token.text.endswith(".") or token.lower_ + "." in resources.roles()
    return is_title(token) and (kind == "person" or is_rank)


def _is_title_here(tokens: Tokens, kind: EntityKind) -> bool:
    """Whether a name begins with a title: "Col. Hale"; but "General Electric" is one name."""
    if not is_title(tokens[0]):
        return False
    return kind == "person" or tokens[0].lower_ not in _DOUBTFUL_TITLES


def _without_possessive(tokens: Tokens) -> Tokens:
    while len(tokens) > 1 and _is_s(tokens[-1]):
        tokens = tokens[:-1]
    return tokens


def _is_s(token: Token) -> bool:
    return token.lower_ in {"'s", "’s", "'", "’"}


def _name_of(tokens: Tokens) -> str:
    return re.sub(r"\s+", " ", tokens.text)


def _without_overlaps(ranked: Iterable[Mention]) -> list[Mention]:
    """Keep the longest of overlapping mentions; of equals, the one that came first."""
    kept: list[Mention] = []
    for mention in sorted(ranked, key=lambda m: -len(m.tokens)):
        if not any(mention.span.overlaps(other.span) for other in kept):
            kept.append(mention)
    return sorted(kept, key=lambda mention: mention.span)


def _is_sure_in_capitals(mention: Mention) -> bool:
    """Whether one word of an upper-case text is a name on more than the label's word.

    There every word that is in no list looks like a name: "MATERIEL", "REDOUBTS"; and a battalion's
    name is none of its own: "THE ARCE BATTALION".
    """
    if mention.key is not None or mention.place is not None or len(mention.tokens) > 1:
        return True
    root = mention.tokens.root
    if root.dep_ in {"compound", "nmod", "amod"} and root.head.pos_ == "NOUN":
        return False
    if mention.kind == "person":
        return _follows_title(mention.tokens) or _looks_human(mention.tokens)
    return mention.kind == "place"


def _joined(found: Sequence[Mention]) -> list[Mention]:
    """Join a person's names that were labelled one by one: "Amélia | Tembe"."""
    joined: list[Mention] = []
    for mention in found:
        last = joined[-1] if joined else None
        if last and last.kind == mention.kind == "person" and last.key == mention.key is None:
            if last.tokens.end == mention.tokens.start and not mention.tokens[0].is_sent_start:
                tokens = mention.tokens.doc[last.tokens.start : mention.tokens.end]
                joined[-1] = Mention(tokens, span_of(tokens), "person", _name_of(tokens))
                continue
        joined.append(mention)
    return joined


# One name for all mentions of one ------------------------------------------------------------


def _where_only_places_stand(found: Sequence[Mention]) -> list[Mention]:
    """Take for a place what is called a person, but only ever stands behind "in" or "near"."""
    elsewhere = {
        word
        for mention in found
        if mention.kind == "person" and not _is_behind_locative(mention)
        for word in plain_words(mention.name)
    }
    result = []
    for mention in found:
        is_place = mention.kind == "person" and (
            _is_behind_locative(mention) or _is_known_place(mention)
        )
        if is_place and not elsewhere & set(plain_words(mention.name)):
            result.append(dataclasses.replace(mention, kind="place"))
        else:
            result.append(mention)
    return result


def _is_known_place(mention: Mention) -> bool:
    """As in "from Ankara to Kars", "the coast of Borneo", "the Arlit road"."""
    root = mention.tokens.root
    if len(mention.tokens) > 1 or mention.key is not None or _follows_title(mention.tokens):
        return False
    is_thing = root.dep_ == "compound" and root.head.lower_ in _PLACE_NOUNS
    behind = root.dep_ == "pobj" and root.head.lower_ in {"to", "from", "of", "off", "through"}
    return (is_thing or behind) and bool(find_candidates(root.text))


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


def _in_full(mention: Mention, full_names: FullNames) -> Mention:
    """Give a person's mention the fullest name; take a person for one whom the label mistook."""
    if mention.kind == "person":
        return dataclasses.replace(mention, name=full_names.find(mention.name) or mention.name)
    name = full_names.find(_name_of(mention.tokens), surname_only=True)
    if name is None or _stands_as_place(mention):
        return mention
    return Mention(mention.tokens, mention.span, "person", name)


def _stands_as_place(mention: Mention) -> bool:
    """As in "in Palmira", "London, Ontario": there a surname is no person's."""
    if mention.key is not None and mention.kind not in {"state", "outlet"}:
        return True
    last = mention.tokens[-1]
    if _is_behind_locative(mention):
        return True
    return last.dep_ in {"compound", "nmod"} and last.head.pos_ == "NOUN"


def _is_family(mention: Mention) -> bool:
    """As in "the Tsarnaev brothers": a surname that names several people, and none of them."""
    root = mention.tokens.root
    return (
        mention.kind == "person"
        and len(mention.tokens) == 1
        and root.dep_ in {"compound", "nmod", "amod"}
        and root.head.lower_ in _FAMILY
    )


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


def _surnames(prose: Prose, found: Sequence[Mention], full_names: FullNames) -> Iterator[Mention]:
    """Surnames that stand alone where spaCy saw no name: "Both Ruiz and Vidal said"."""
    taken = {span_of(token) for mention in found for token in mention.tokens}
    for paragraph in prose.paragraphs:
        for token in paragraph.doc:
            if token.pos_ != "PROPN" or not full_names.has_surname(token.text):
                continue
            name = full_names.find(token.text, surname_only=True)
            if name is None or span_of(token) in taken or token.head.lower_ in _FAMILY:
                continue
            tokens = paragraph.doc[token.i : token.i + 1]
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
    names = {m.name: m for m in found if m.kind in _BODIES}
    longer = {
        name: [long for long in names if is_short_form(name, long)]
        for name, mention in names.items()
        if mention.key is None
    }
    result = []
    for mention in found:
        choices = longer.get(mention.name, []) if mention.kind in _BODIES else []
        roots = [long for long in choices if not longer.get(long)]
        if len(roots) == 1:
            full = names[roots[0]]
            result.append(dataclasses.replace(full, tokens=mention.tokens, span=mention.span))
        else:
            result.append(mention)
    return result
