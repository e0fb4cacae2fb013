"""When two names are spellings of one: order, initials, particles, transliteration.

In: names as articles print them. Out: tokens, keys for an index, and judgements with a reason. Two
names can only match when they share a key. Nothing here looks at anything but the two names.
"""

import functools
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from dateline import resources
from dateline.resources.common_words import is_common_word

Likeness = Literal["same", "spelling", "order", "middle", "longer", "initials", "bare", "acronym"]

# Letters that Unicode does not take apart.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ß": "ss"}
)
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘`´ʼʿʾʻ"))
_QUOTED = re.compile(r"[\"“”«»].{0,99}?[\"“”«»]|\(.{0,99}?\)")  # Joaquín "El Chapo" Guzmán
_ARTICLE = re.compile(r"\b(?:al|el|ul|ur|ar|as|ad|an|at|az|ash|esh|es|ed|er|et|en)-(?=\w{2})")
# Abd al-Rahman, Abdul Rahman, Abdurrahman, Abderrahmane: one name in two words or in one.
_SERVANT = re.compile(
    r"\babd(?:"
    r"[eauo]?[lrsnz]?[ -]+(?:(?:al|el|ul|ar|er|ur|as|es|us|an|ed)[ -]+)?(?=\w{3})"
    r"|[eauo][lrsnz](?=\w))"
)
_PARTICLES = frozenset(
    "al el ul bin ibn ben bint von van der den de da do dos das di du del della la le y e ag ould"
    " wuld ait oglu zu".split()
)
_KUNYA = {"abu": "abu", "abou": "abu", "abo": "abu", "abi": "abu", "umm": "umm", "oum": "umm"}
_SUFFIXES = frozenset("jr sr ii iii iv".split())
# Given names whose forms no rule of spelling brings together.
_FORMS = {
    form: forms.split()[0]
    for forms in (
        "alexander aleksandr alexandre aleksander alexandr alex aleksandar", "william bill will",
        "robert bob", "joseph joe", "michael mike", "thomas tom", "james jim jimmy",
        "edward ed ted", "anthony tony", "daniel dan", "benjamin benny", "stephen steven steve",
        "christopher chris", "nicholas nick", "samuel sam", "richard dick", "ronald ron",
        "donald don", "david dave", "gregory greg", "timothy tim", "matthew matt",
        "yusuf youssef yousef yusef youssouf yousuf yussef", "husein hussein husain husayn hossein",
        "mohamed mohammed muhammad mohamad mohammad muhammed mahamed mohamud mamadou mohd",
        "mohamedu mahamadou mouhamadou", "ibrahim ebrahim", "ismail esmail ismael",
        "sulayman suleiman soleiman sulaiman souleymane", "usman osman othman ousmane uthman",
        "juan-carlos juancarlos",
    )
    for form in forms.split()
}  # fmt: skip
# So many people are called this that a name made only of these says little: the most frequent
# names of the world's larger languages, as everybody knows them.
_FREQUENT = frozenset(
    "mohamed ahmed ahmad ali hasan hassan husein omar umar usman ibrahim ismail yusuf abdullah"
    " abdalla abdala abdalah abdrahman abdrahim abdaziz abdkarim abdlatif abdlah abdla abdkader"
    " abdqader mahmud mahmood khalid khaled salim salem saleh salih said saeed karim hamid hamed"
    " kamal jamal khan singh kumar sharma gupta begum bibi akhtar hussain malik shah rahman"
    " haidar haji mullah kim lee park choi jung kang cho wang li zhang liu chen yang huang zhao"
    " wu zhou xu sun ma zhu lin guo wei jun jie ming hong nguyen tran le pham hoang minh van anh"
    " thi duc john james robert michael william david richard joseph thomas charles daniel"
    " matthew anthony mark donald steven paul andrew mary patricia elizabeth jennifer linda"
    " susan sarah anna smith johnson williams brown jones miller davis wilson anderson taylor"
    " moore martin thompson white juan jose luis carlos jorge maria pedro miguel antonio"
    " francisco manuel ana garcia rodriguez gonzalez hernandez lopez martinez perez sanchez"
    " ramirez torres flores gomez diaz cruz reyes morales silva santos souza oliveira pereira"
    " ferreira joao costa ivan ivanov sergei alexander dmitri vladimir petrov kuznetsov smirnov"
    " popov jean pierre michel philippe marie moussa diallo traore keita coulibaly toure issa"
    " adama amadou abubakar musa abdi".split()
)
_SPELLINGS = {
    "defense": "defence", "labor": "labour", "organization": "organisation", "center": "centre",
    "centers": "centres", "theater": "theatre", "program": "programme", "movt": "movement",
    "dept": "department", "univ": "university", "natl": "national", "intl": "international",
}  # fmt: skip
_SMALL_WORDS = frozenset(
    "the of for and in de la le les du des del y e da do a an to on at".split()
)
# "The Northern Covenant Movement": a last word that says only what a body is.
_KINDS_OF_BODY = frozenset(
    "movement group party organisation front militia army brigade brigades faction alliance union"
    " newspaper agency network company corporation ltd inc".split()
)
_DIGRAPHS = (
    ("tsch", "C"), ("tch", "C"), ("sch", "S"), ("dzh", "J"), ("sh", "S"), ("ch", "C"),
    ("dj", "J"), ("zh", "Z"), ("kh", "X"), ("gh", "G"), ("ph", "f"), ("th", "t"), ("dh", "d"),
    ("ck", "k"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("x", "ks"), ("w", "v"),
)  # fmt: skip
# Letters that one sound is written with: Qaddafi, Gaddafi, Kadhafi; Khalil, Halil; Cherif, Sherif.
_ALIKE = frozenset(
    frozenset(pair)
    for pair in ("qk", "qg", "Gg", "Gq", "Xk", "Xh", "CS", "Jj", "Jg", "gj", "Zj", "ZJ", "ck", "cq")
)
_CLASS = str.maketrans({**dict.fromkeys("qgGXhcjJZ", "k"), "C": "S"})  # closed under _ALIKE
_VOWELS = "aeiou"
_ALIKE_VOWELS = frozenset(frozenset(pair) for pair in ("ae", "ei", "ou"))


@dataclass(frozen=True, slots=True)
class NameMatch:
    """Two names that may be one; `likeness` says in what way, `score` (0–1) how near they are."""

    likeness: Likeness
    score: float


@functools.lru_cache(maxsize=65536)
def person_tokens(name: str) -> tuple[str, ...]:
    """The parts of a person's name that tell people apart.

    "Sheikh Abd al-Rahman bin Said" gives abdrahman, said: small letters without accents, titles,
    articles and particles; a name of the form "Abu Nasr" is one part.
    """
    text = _folded(_QUOTED.sub(" ", name))
    text = _SERVANT.sub("abd", _ARTICLE.sub("", text))
    words = [_FORMS.get(word, word) for word in re.findall(r"\w+", text)]
    while len(words) > 1 and _is_title(words[0]):
        words = words[1:]
    words = [w for i, w in enumerate(words) if i in {0, len(words) - 1} or w not in _PARTICLES]
    return tuple(word for word in _with_kunya(words) if word not in _SUFFIXES)


def suffix_of(name: str) -> str | None:
    """The "Jr." or "III" that tells a son from his father; "the elder" is "sr"."""
    words = re.findall(r"\w+", _folded(name))
    return words[-1] if len(words) > 1 and words[-1] in _SUFFIXES else None


def is_kunya(tokens: Sequence[str]) -> bool:
    """Whether a name is only "Abu Somebody": many fighters' name, yet no surname."""
    return len(tokens) == 1 and tokens[0].startswith(("abu", "umm")) and len(tokens[0]) > 4


def is_frequent(tokens: Sequence[str]) -> bool:
    """Whether every part of a person's name is among the world's most frequent ones."""
    return all(token in _FREQUENT for token in tokens)


@functools.lru_cache(maxsize=65536)
def body_tokens(name: str) -> tuple[str, ...]:
    """The words of an organization's name that carry meaning, in one spelling."""
    text = re.sub(r"['’]s?\b", "", name)
    words = re.findall(r"\w+", _ARTICLE.sub("", _folded(_QUOTED.sub(" ", text))))
    return tuple(_SPELLINGS.get(word, word) for word in words if word not in _SMALL_WORDS)


def is_generic(tokens: Sequence[str]) -> bool:
    """Whether a body's name is made of ordinary words only: each country has a Health Ministry."""
    return all(is_common_word(token) or token in _SPELLINGS.values() for token in tokens)


def acronym_of(name: str) -> str | None:
    """A name that is an acronym: "FCL", "M-19", "P.K.K." as fcl, m19, pkk."""
    letters = re.sub(r"[.\s-]", "", name)
    is_short = 2 <= len(letters) <= 6 and letters[:1].isalpha()
    return letters.lower() if is_short and letters.isupper() and letters.isascii() else None


def person_keys(tokens: Sequence[str]) -> tuple[str, ...]:
    """Keys that two names of one person share: pairs of parts, and an initial with the last part.

    A bare name has none but where it is a kunya: what links it is a role or a group, whose keys
    `actors.py` makes.
    """
    coarse = [_coarse(token) for token in tokens[:4]]
    if len(tokens) < 2:
        return (f"p:{coarse[0]}",) if is_kunya(tokens) else ()
    keys = ["p:" + "-".join(sorted(pair)) for pair in combinations(coarse, 2)]
    keys.append(f"i:{tokens[0][0]}-{_coarse(tokens[-1])}")
    return tuple(dict.fromkeys(keys))


def body_keys(name: str) -> tuple[str, ...]:
    """Keys that two names of one body share: its words in any order, or its acronym."""
    if (acronym := acronym_of(name)) is not None:
        return (f"a:{acronym}",)
    tokens = body_tokens(name)
    short = _without_kind(tokens)
    return tuple(
        dict.fromkeys("b:" + "-".join(sorted(map(_coarse, words))) for words in (tokens, short))
    )


def match_persons(a: Sequence[str], b: Sequence[str]) -> NameMatch | None:
    """Whether two persons' names, as `person_tokens` gives them, may be one."""
    short, long = sorted((tuple(a), tuple(b)), key=len)
    if not short:
        return None
    if len(short) == 1:
        return _match_bare(short[0], long)
    if short == long:
        return NameMatch("same", 1.0)
    if len(short) == len(long):
        return _match_in_length(short, long)
    if is_same_token(short[0], long[0]) and is_same_token(short[-1], long[-1]):
        return NameMatch("middle", 0.85)
    if all(map(is_same_token, short, long)):
        return NameMatch("longer", 0.7)
    return None


def match_bodies(a: str, b: str) -> NameMatch | None:
    """Whether two names of organizations may be one."""
    short = acronym_of(a)
    if short is not None or acronym_of(b) is not None:
        return NameMatch("acronym", 0.8) if short == acronym_of(b) else None
    words, others = body_tokens(a), body_tokens(b)
    if not words or not others:
        return None
    if words == others:
        return NameMatch("same", 1.0)
    if len(words) == len(others):
        if all(map(_is_same_word, words, others)):
            return NameMatch("spelling", 0.9)
        # "Ministry of Defence", "Defence Ministry"; other words may not change places freely.
        has_of = re.search(r"\b(of|for|de|du)\b", f"{a} {b}") is not None
        return NameMatch("order", 0.9) if has_of and sorted(words) == sorted(others) else None
    cut, other_cut = _without_kind(words), _without_kind(others)
    if len(cut) > 1 and (cut in (others, other_cut) or other_cut == words):
        return NameMatch("longer", 0.75)
    return None


@functools.lru_cache(maxsize=65536)
def is_same_token(a: str, b: str) -> bool:
    """Whether two parts of names are spellings of one: Husayn and Hussein, Qaddafi and Gadhafi.

    Consonants must be written alike, and so must the vowels between them: Mohammed is not Mahmoud,
    Hassan not Hussein. At the end only the same vowel counts: Anna is not Anne.
    """
    if a == b:
        return True
    if len(a) < 3 or len(b) < 3:  # "Li" and "Le", "Wu" and "Wo" are different people
        return False
    sounds, others = _sounds(a), _sounds(b)
    if len(sounds) != len(others):
        return False
    last = len(sounds) - 1
    return all(
        _is_same_sound(one, other, is_last=index == last)
        for index, (one, other) in enumerate(zip(sounds, others, strict=True))
    )


def _match_bare(token: str, name: tuple[str, ...]) -> NameMatch | None:
    """A bare name against a name: the surname, or the only part that there is."""
    if len(name) == 1:
        return NameMatch("bare", 0.6) if is_same_token(token, name[0]) else None
    return NameMatch("bare", 0.5) if is_same_token(token, name[-1]) else None


def _match_in_length(a: tuple[str, ...], b: tuple[str, ...]) -> NameMatch | None:
    if all(map(is_same_token, a, b)):
        return NameMatch("spelling", 0.9)
    if all(any(is_same_token(one, other) for other in b) for one in a) and all(
        any(is_same_token(one, other) for other in a) for one in b
    ):
        return NameMatch("order", 0.85)
    if is_same_token(a[-1], b[-1]) and all(map(_is_initial_or_same, a, b)):
        return NameMatch("initials", 0.6)
    return None


def _is_initial_or_same(a: str, b: str) -> bool:
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0]
    return is_same_token(a, b)


def _is_same_word(a: str, b: str) -> bool:
    """Names may be spelt in two ways, ordinary words are other words: "north", "south"."""
    if a == b:
        return True
    return not (is_common_word(a) or is_common_word(b)) and is_same_token(a, b)


def _without_kind(tokens: tuple[str, ...]) -> tuple[str, ...]:
    is_long = len(tokens) > 2 and tokens[-1] in _KINDS_OF_BODY
    return tokens[:-1] if is_long else tokens


def _with_kunya(words: Sequence[str]) -> list[str]:
    """Join "abu" with what follows it."""
    joined: list[str] = []
    waiting = ""
    for word in words:
        if not waiting and word in _KUNYA:
            waiting = _KUNYA[word]
            continue
        joined.append(waiting + word)
        waiting = ""
    return [*joined, waiting] if waiting else joined


def _is_title(word: str) -> bool:
    role = resources.roles().get(word)
    return (role is not None and role.title) or word in {"mr", "mrs", "ms", "miss", "mx", "lord"}


@functools.lru_cache(maxsize=65536)
def _folded(text: str) -> str:
    """Small letters without accents and apostrophes: "Muʿammar" is muammar."""
    lower = text.casefold().translate(_APOSTROPHES).translate(_LETTERS)
    parts = unicodedata.normalize("NFKD", lower)
    return "".join(part for part in parts if not unicodedata.combining(part))


@functools.lru_cache(maxsize=65536)
def _sounds(token: str) -> tuple[str, ...]:
    """A token as consonants and groups of vowels by turns, each in one way of writing."""
    text = re.sub(r"^ye(?=\w\w)", "e", token)
    text = re.sub(r"(?<=[aeiou])h$", "", text)
    text = re.sub(r"(?<=[aeiou][nml])e$", "", text) if len(text) > 6 else text  # Rahmane
    for written, sound in _DIGRAPHS:
        text = text.replace(written, sound)
    text = re.sub(r"^y(?=[aeiou])|(?<=[aeiou])y(?=[aeiou])", "Y", text).replace("y", "i")
    text = re.sub(r"(.)\1+", r"\1", text)
    return tuple(re.findall(r"[aeiou]+|[^aeiou]", text))


def _is_same_sound(a: str, b: str, *, is_last: bool) -> bool:
    if a == b:
        return True
    if a[0] in _VOWELS and b[0] in _VOWELS:
        if is_last:
            return frozenset((a, b)) == frozenset("ou")
        return all(
            one == other or frozenset((one, other)) in _ALIKE_VOWELS
            for one, other in ((a[0], b[0]), (a[-1], b[-1]))
        )
    return frozenset((a, b)) in _ALIKE


@functools.lru_cache(maxsize=65536)
def _coarse(token: str) -> str:
    """What all spellings of a token have in common: its consonants by class."""
    sounds = _sounds(token)
    consonants = "".join(sound for sound in sounds if sound[0] not in _VOWELS)
    opening = "_" if sounds and sounds[0][0] in _VOWELS else ""
    return opening + re.sub(r"(.)\1+", r"\1", consonants.translate(_CLASS))
