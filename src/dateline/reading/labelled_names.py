"""Names that the parser labelled, or that a title or a verb gives away, as mentions.

In: a parsed paragraph. Out: mentions, their kind judged by their words and neighbours rather than
by the label alone; they may overlap.
"""

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from dateline import resources
from dateline.reading.mention import (
    Mention,
    is_possessive,
    is_title,
    name_of,
    state_mention,
    without_possessive,
)
from dateline.reading.person_signs import (
    BODY_WORDS,
    LONGEST_PERSON,
    follows_title,
    is_person_by_words,
    looks_human,
)
from dateline.reading.prose import span_of
from dateline.records import EntityKind
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
    r"|north|south|east|west|central|northern|southern|eastern|western|republic|capital|jr\.?|sr\.?)$",
    re.IGNORECASE,
)
# Words before a name that spaCy takes into it: "Both Ruiz", "Meanwhile Hale".
_NOT_FIRST = frozenset(
    "the a an both either neither meanwhile but and or if when while even only also then now asked"
    " says said like unlike however yet so as that this these those although though because since"
    " after before for from by in on at to of with about retired former late ex".split()
)
_NEVER_NAMES = frozenset({"ADP", "SCONJ", "CCONJ", "ADV", "PRON", "DET", "AUX", "INTJ", "PART"})
# Titles that are also the first word of bodies' names: "General Electric", "King Air".
_DOUBTFUL_TITLES = frozenset(
    "general major king prince queen marine private justice speaker mayor chief president governor"
    " student teacher fellow doctor lady lord master minister secretary police army".split()
)
# Words at the end or the beginning of outlets' names: "Harbour Gazette", "Radio Misti".
_PAPERS = frozenset(
    "gazette mirror monitor ledger herald tribune chronicle dispatch times post news telegraph"
    " journal courier observer examiner inquirer reporter bulletin newspaper daily tv radio"
    " television broadcasting".split()
)
_STATIONS = frozenset("radio channel tv agence televisión télévision".split())
_PLACE_PREFIXES = frozenset("san santa santo puerto villa ciudad cerro canton colonia fort".split())
_FACILITIES = frozenset(
    "bridge airport station stadium hotel hospital prison jail palace house street road avenue"
    " square plaza park building tower embassy base camp port harbour harbor church cathedral"
    " mosque temple museum school university college market mall theatre theater highway tunnel dam"
    " plant refinery fort barracks centre center hall court gate airfield cemetery monument library"
    " club field terminal pier dock canal railway mill farm mine".split()
)
_PORTFOLIO_OF = frozenset(
    "minister ministers ministry secretary secretaries ministries spokesman spokeswoman".split()
)


def labelled_names(doc: Doc) -> Iterator[Mention]:
    """Names that the parser labelled, each label cut, completed and judged anew."""
    for entity in doc.ents:
        if entity.label_ == "NORP":
            yield from _nation(entity)
        elif entity.label_ in _KIND_OF_LABEL:
            for part in _parts(entity):
                yield from _labelled_name(part, _KIND_OF_LABEL[entity.label_])


def titled_names(doc: Doc) -> Iterator[Mention]:
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
        is_other = {t.lower_ for t in tokens} & BODY_WORDS or any(map(is_title, tokens))
        if not is_other and token.text[0].isupper() and follows_title(tokens):
            yield Mention(tokens, span_of(tokens), "person", name_of(tokens))


def unlabelled_names(doc: Doc) -> Iterator[Mention]:
    """Names that have no label, but do what people do: "Ana Ruiz said", "Ola Berg, who ran"."""
    for start, end in _proper_runs(doc):
        tokens = doc[start:end]
        while len(tokens) and (_is_no_first_word(tokens[0]) or is_title(tokens[0])):
            tokens = tokens[1:]
        if not 0 < len(tokens) <= LONGEST_PERSON or all(t.ent_type_ for t in tokens):
            continue
        if len(tokens) == 1 and tokens[0].lower_ in BODY_WORDS:
            tokens = _with_first_words(tokens)  # "the Students' | Federation"
        kind = _kind_by_words(tokens, "person")
        if kind != "person":
            yield _judged(tokens, kind)
        elif looks_human(tokens) and not any(map(_is_word_for_people, tokens)):
            yield Mention(tokens, span_of(tokens), "person", name_of(tokens))


def _parts(entity: Tokens) -> Iterator[Tokens]:
    """Cut a label where two names met: "Heritage Foundation's | James Carafano", "Ruiz and Hale".

    Only a person's label is cut at "and": "Ministry of Trade and Industry" is one body.
    """
    start = entity.start
    for token in entity:
        is_and = entity.label_ == "PERSON" and token.lower_ in {"and", "&"}
        if (
            is_and
            or token.text in {",", ";", "(", ")", "[", "]", "--", "—"}
            or is_possessive(token)
        ):
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
    if kind == "place" and (state := resources.find_state(tokens.text)):
        yield state_mention(tokens, state, None)
        return
    if kind == "place" and _is_no_place(tokens):
        kind = "person"
    yield _judged(_completed(tokens, kind), kind)


def _is_no_place(tokens: Tokens) -> bool:
    """As in "Kerim refused", which the parser takes for a place that no gazetteer knows."""
    return len(tokens) == 1 and looks_human(tokens) and not find_candidates(tokens.text)


def _judged(tokens: Tokens, kind: EntityKind) -> Mention:
    """A mention with what its own words say of country and sector: "Georgian Interior Ministry"."""
    if kind == "organization" and (arms := _arms_beside(tokens)):
        return Mention(
            tokens, span_of(tokens), "armed-group", name_of(tokens), sector=arms.sector
        )  # fmt: skip
    body = _state_body(tokens) if kind == "organization" else None
    first = tokens[0].text
    state = (resources.state_of_demonym(first) or resources.find_state(first)) if body else None
    return Mention(
        tokens,
        span_of(tokens),
        kind,
        name_of(tokens),
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
    if kind != "facility" and len(tokens) > 1 and words & BODY_WORDS:
        return "organization"
    if kind != "person" and is_person_by_words(tokens):
        return "person"
    if len(tokens) > 1 and tokens[0].lower_ in _PLACE_PREFIXES and kind != "facility":
        return "place"  # "San Carlos", whatever it is called
    if kind == "facility" and not words & _FACILITIES:
        return "person" if looks_human(tokens) else "place"
    return kind


def _is_word_for_people(token: Token) -> bool:
    """As in "Reporter", "Patrolmen", "Cook": no name, though people do what it does."""
    is_role = resources.roles().get(token.lower_) is not None
    return is_role or is_common_word(token.text) or token.lower_.endswith(("men", "women"))


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


def _with_first_name(tokens: Tokens) -> Tokens:
    """Take in a first name that the label left out: "Ana | Ruiz"; no title, no common word."""
    if (bracketed := _bracketed_before(tokens)) is not None:
        return bracketed
    while tokens.start > tokens.sent.start and len(tokens) < LONGEST_PERSON:
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


def _bracketed_before(tokens: Tokens) -> Tokens | None:
    """As in "President [Carlos] Rivas": what an editor put in belongs to the name."""
    doc, end = tokens.doc, tokens.start - 1
    if end < 2 or doc[end].text != "]":
        return None
    start = next((i for i in range(end - 1, max(-1, end - 4), -1) if doc[i].text == "["), None)
    if start is None or start + 1 == end:
        return None
    names = doc[start + 1 : end]
    if any(is_common_word(t.text) or not t.text[0].isupper() for t in names):
        return None
    return doc[start + 1 : tokens.end]


def _with_first_words(tokens: Tokens) -> Tokens:
    """Take in the first words of a body's name: "Students' | Federation", "Popular | Front"."""
    doc, start = tokens.doc, tokens.start
    while start > tokens.sent.start:
        before = doc[start - 1]
        if (
            is_possessive(before)
            and start - 1 > tokens.sent.start
            and doc[start - 2].text[0].isupper()
        ):
            start -= 2 if len(tokens) == 1 and before.text in {"'", "’"} else 0
            break
        is_part = before.text[0].isupper() and not before.ent_type_ and not before.is_sent_start
        is_part = is_part and before.lower_ not in _NOT_FIRST
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
    is_field = tokens[-1].lower_ not in BODY_WORDS
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
    tokens = without_possessive(tokens)
    while len(tokens) and (_is_no_first_word(tokens[0]) or _is_title_here(tokens, kind)):
        tokens = tokens[1:]
    while len(tokens) > 1 and _is_no_last_word(tokens[-1], kind):
        tokens = tokens[:-1]
    text = tokens.text if len(tokens) else ""
    has_name = any(token.text[0].isupper() for token in tokens)
    is_code = bool(re.search(r"\d", text)) and text.count("-") > 1
    return tokens if text and has_name and not is_code and not _NO_NAME.match(text) else None


def _is_no_first_word(token: Token) -> bool:
    if token.lower_ in _NOT_FIRST or token.is_punct or token.like_num:
        return True
    return token.pos_ in _NEVER_NAMES and is_common_word(token.text)  # "Beyond Hale", "If Hale"


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
