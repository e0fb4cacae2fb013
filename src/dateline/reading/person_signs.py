"""Signs in the words around a name that it is a person's, whatever the parser calls it.

In: the tokens of a name. Out: yes or no, for a title before it, an age or a post behind it, a verb
that only people do.
"""

import re

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from dateline import resources

LONGEST_PERSON = 5  # tokens; "Maria del Carmen Ruiz Vidal"
# Words that tell a body's name whatever its label: "Lund Popular Front".
BODY_WORDS = frozenset(
    "front forum party army institute foundation ministry council committee union league"
    " brigade brigades movement force forces corps guard command agency bureau department"
    " commission congress parliament senate university college company corporation corp inc"
    " ltd bank group association federation organization organisation society center centre"
    " court church team police militia coalition alliance network service services authority"
    " board assembly club confederation administration institution trust fund campaign"
    " observatory battalion regiment squad unit division initiative consortium syndicate"
    " cartel embassy school hospital secretariat headquarters news times post".split()
)
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
    "meet kill wound injure arrest detain kidnap abduct murder assassinate stab behead sentence"
    " jail elect appoint shoot marry tell ask".split()
)


def is_person_by_words(tokens: Tokens) -> bool:
    """Whether a title, an age, an initial or a post beside a name says that it is a person's."""
    return any(test(tokens) for test in _PERSON_TESTS)


def follows_title(tokens: Tokens) -> bool:
    """As in "President Ruiz", "army spokesman Ola Berg": the title of a person, not "of Norway"."""
    if tokens.start == tokens.sent.start or len(tokens) > LONGEST_PERSON:
        return False
    if {token.lower_ for token in tokens} & BODY_WORDS:
        return False
    before = tokens.doc[tokens.start - 1]
    if before.text in {".", ",", "]"} and before.i > tokens.sent.start:
        before = before.nbor(-1)  # "Col . Hale", "its chief executive, Ana Ruiz"
    if not all(token.text[0].isupper() or token.is_punct for token in tokens):
        return False
    role = resources.roles().get(before.lower_) or resources.roles().get(before.lower_.rstrip("."))
    return role is not None and role.title and role.kind == "person" and not role.plural


def looks_human(tokens: Tokens) -> bool:
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


def _has_age(tokens: Tokens) -> bool:
    """As in "Iván Salas, 19,": only people have an age."""
    after = tokens.doc[tokens.end : tokens.end + 3]
    if len(after) < 2 or after[0].text != "," or not after[1].text.isdigit():
        return False
    return len(after[1].text) <= 2 and (len(after) < 3 or after[2].text in {",", ".", ";", ")"})


def _has_initial(tokens: Tokens) -> bool:
    """As in "Vann R. Newkirk II": an initial in the middle, or a number behind."""
    if not 2 <= len(tokens) <= LONGEST_PERSON or not all(t.text[0].isupper() for t in tokens):
        return False
    if tokens[-1].lower_ in {"jr.", "jr", "sr.", "ii", "iii"}:
        return True
    return any(re.fullmatch(r"[A-Z]\.", token.text) for token in tokens[1:-1])


def _is_called_person(tokens: Tokens) -> bool:
    """As in "Ricardo Castellar, mayor of Achi,": what stands behind the comma is a person's."""
    doc, end = tokens.doc, tokens.end
    if end + 1 >= len(doc) or doc[end].text != "," or len(tokens) > LONGEST_PERSON:
        return False
    follows = doc[end + 1 : end + 5]
    if follows[0].lower_ in {"the", "a", "an"}:
        follows = follows[1:]
    for size in (3, 2, 1):
        role = resources.roles().get(follows[:size].text.lower())
        if len(follows) >= size and role is not None:
            return role.kind == "person" and not role.plural
    return False


def _is_persons_role(word: Token) -> bool:
    role = resources.roles().get(word.lower_)
    return role is not None and role.kind == "person" and not role.plural


def _is_by(token: Token) -> bool:
    return token.dep_ == "agent" and token.lower_ == "by"


_PERSON_TESTS = (follows_title, _has_age, _has_initial, _is_called_person)
