"""How many were killed, wounded, abducted, arrested, displaced or missing, as one sentence says.

In: a parsed sentence. Out: `TollFigure`s, each with the words for the number and for the effect.
First the words of an effect are found (cues), then the counted groups of people; the two are joined
by the parse, or by word order where the parse has gone wrong. Bounds: see `numerals.py`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from dateline.reading.counted import Group, Line, find_groups
from dateline.reading.effect_words import (
    ANYONE,
    AUXILIARIES,
    BODY_VERBS,
    DEATH_VERBS,
    LEFT_BEHIND,
    LIFE_TAKERS,
    NOT_DONE,
    NOUNS,
    STEPPED_OVER,
    TAKERS,
    TIMES,
    UNITS,
    VERBS,
    WHOLES,
    word_set,
)
from dateline.reading.numerals import read_number
from dateline.reading.prose import span_of
from dateline.records import Span, TollKind


@dataclass(frozen=True, slots=True)
class TollFigure:
    """One figure of one effect. `of` is None for bare "people"; `cue` is the word of the effect.

    `number_span` covers the number with its hedge ("at least 12"); None where the text counts
    without a number ("a soldier"). `part_of_previous`: counted already in an earlier figure ("130
    killed, among them 40 of the attackers"). `negated`: the text says that there were none.
    """

    kind: TollKind
    low: int | None
    best: int | None
    high: int | None
    of: str | None
    span: Span
    number_span: Span | None
    cue: Token
    part_of_previous: bool = False
    negated: bool = False


def find_tolls(sentence: Tokens) -> list[TollFigure]:
    """Every figure of a sentence in text order: "12 people were killed and dozens wounded"."""
    line = Line(sentence)
    cues = list(_find_cues(line))
    if not cues:
        return []
    line.groups = find_groups(line)
    bound = [
        (cue, group)
        for cue in cues
        for group in _victims(line, cue, cues)
        if not _is_joined_to_uncounted(line, group)
    ]
    bound = _parts_bound(line, bound)
    figures: dict[tuple[TollKind, int], TollFigure] = {}
    for cue, group in bound:
        figure = _figure(line, cue, group, cues)
        if figure:
            figures.setdefault((figure.kind, group.start), figure)
    return sorted(figures.values(), key=lambda figure: (figure.span, figure.kind))


@dataclass(frozen=True, slots=True)
class _Cue:
    """Words of an effect: "were taken hostage" is a cue from `taken` whose token is `hostage`.

    form: "active" (victims stand right of it), "either", "subject" (left of it), "unit" (it is
    what is counted: "14 arrests"), "of" ("the murder of"), "toll" ("death toll rose to"),
    "whole" ("the dead included"), "none" (counts only after "no": "no casualties").
    """

    kind: TollKind
    form: str
    start: int
    end: int
    at: int
    bare: bool = True  # whether a number alone can be its victims: "killed three"


def _find_cues(line: Line) -> Iterator[_Cue]:
    for at, word in enumerate(line.words):
        found = _toll_cue(line, at) or _whole_cue(line, at) or _phrase_cue(line, at)
        if found:
            yield found
        elif word in NOUNS and line.word(at + 1) == "of":
            kind, form = NOUNS[word]
            yield _Cue(kind, form, at, at + 2, at)
        elif word in UNITS and _is_counted_unit(line, at):
            kind, form = UNITS[word]
            yield _Cue(kind, form, at, at + 1, at)
        elif word in VERBS:
            yield from _verb_cue(line, at)
        elif word == "casualties":  # some dead, some hurt: only "no casualties" counts either
            yield _Cue("killed", "none", at, at + 1, at)
            yield _Cue("wounded", "none", at, at + 1, at)


def _toll_cue(line: Line, at: int) -> _Cue | None:
    """The number a toll rose to: "the death toll rose to 45", "the number of dead reached 45"."""
    if line.word(at) in {"toll", "count"} and line.word(at - 1) in {"death", "body"}:
        return _Cue("killed", "toll", at - 1, at + 1, at)
    kind = WHOLES.get(line.word(at))
    before = line.words[max(0, at - 5) : at]
    if kind and "number" in before and "of" in before and "," not in before:
        return _Cue(kind, "toll", at - 5 + before.index("number") if at >= 5 else 0, at + 1, at)
    return None


def _whole_cue(line: Line, at: int) -> _Cue | None:
    """Part of a whole: "the dead included three nurses", "among the wounded were two boys"."""
    kind = WHOLES.get(line.word(at))
    if not kind or line.word(at - 1) not in {"the", "those"}:
        return None
    after = line.word(at + 1)
    among = line.word(at - 2) == "among" and after in {"were", "was", "are", "is"}
    if among or after in {"include", "included", "includes", "including"}:
        return _Cue(kind, "whole", at - 1, at + 2, at)
    return None


def _phrase_cue(line: Line, at: int) -> _Cue | None:
    """Effects of several words: shot dead, beaten to death, taken hostage, lost their lives."""
    word, before = line.word(at), line.word(at - 1)
    if word == "dead" and before in DEATH_VERBS:
        return _Cue("killed", "either", at - 1, at + 1, at)
    if word == "death" and before == "to":
        return _to_death(line, at)
    if word == "down" and before in {"gunned", "mowed", "shot"} and line.word(at + 1) != "the":
        return _Cue("killed", "either", at - 1, at + 1, at - 1, bare=False)
    if word in {"hostage", "captive", "prisoner"} and before not in {"a", "the", "this"}:
        start = at - 1 if before in TAKERS else at
        return _Cue("abducted", "either", start, at + 1, at)
    if word == "custody" and before in {"into", "in"}:
        start = at - 2 if line.word(at - 2) in TAKERS else at - 1
        return _Cue("arrested", "either", start, at + 1, at)
    if word in {"lives", "life"} and before in {"their", "his", "her"}:
        lost = line.word(at - 2) in {"lost", "lose", "losing"}
        return _Cue("killed", "subject", at - 2, at + 1, at) if lost else None
    return _injury_or_flight(line, at)


def _to_death(line: Line, at: int) -> _Cue | None:
    if line.word(at - 2) in DEATH_VERBS:
        return _Cue("killed", "either", at - 2, at + 1, at)
    if DEATH_VERBS & set(line.words[max(0, at - 9) : at]):
        return _Cue("killed", "subject", at - 1, at + 1, at)  # beat two men to death
    return None


def _injury_or_flight(line: Line, at: int) -> _Cue | None:
    word = line.word(at)
    if word in {"injuries", "wounds", "burns", "injury"}:
        for start in range(at - 1, max(-1, at - 5), -1):
            if line.word(start) in {"suffered", "sustained", "suffering", "sustaining"}:
                return _Cue("wounded", "subject", start, at + 1, at)
    if word in {"homes", "villages", "houses"} and line.phrase(at - 2, 2) == "from their":
        return _Cue("displaced", "either", at - 2, at + 1, at)
    if word == "up" and line.word(at - 1) in {"rounded", "rounding"}:
        return _Cue("arrested", "either", at - 1, at + 1, at - 1)
    return None


def _verb_cue(line: Line, at: int) -> Iterator[_Cue]:
    word = line.words[at]
    kind, form = VERBS[word]
    following = line.words[at + 1 : at + 9]
    # A gunman flees, too: "Two attackers fled on a motorcycle" displaces nobody.
    if word in {"fled", "flee", "flees", "fleeing"} and not LEFT_BEHIND & set(following):
        return
    if word == "dead" and line.word(at + 1) in {"heat", "end", "line", "-"}:
        return
    if word == "unaccounted" and line.word(at + 1) != "for":
        return
    start = at
    if word.endswith("ed") and line.word(at - 1) == "and" and line.word(at - 2) == "shot":
        start = at - 2  # shot and killed
    yield _Cue(kind, form, start, at + 1, at, bare=not word.startswith(("seiz", "evacuat")))


# What may stand between "no" and the unit; "no further casualties" says that there were others.
_BETWEEN = frozenset({"of", "more", "further", "confirmed", "reported", "such"})
_BEFORE_UNITS = word_set(
    "immediate reports report of any known serious reported civilian military deaths injuries"
    " fatalities casualties or and confirmed major"
)


def _is_counted_unit(line: Line, at: int) -> bool:
    """Whether a noun counts an effect here: "saved 14 lives", "freed 12 hostages" do not."""
    word = line.words[at]
    before = set(line.words[max(0, at - 9) : at])
    after = set(line.words[at + 1 : at + 5])
    if word == "lives":
        return bool(before & LIFE_TAKERS or "lost" in after)
    if word == "hostages":
        return bool(before & TAKERS)
    if word in {"bodies", "corpses"}:
        return bool(BODY_VERBS & (before | after))
    return word != "arrests" or line.tokens[at].pos_ == "NOUN"


def _victims(line: Line, cue: _Cue, cues: list[_Cue]) -> list[Group]:
    """Whom a cue counts."""
    if _is_not_done(line, cue):
        return []
    if cue.form == "toll":
        return _after_toll(line, cue)
    if cue.form in {"unit", "none"}:
        return _no_units(line, cue) or (_counted_units(line, cue) if cue.form == "unit" else [])
    if cue.form in {"of", "whole"}:
        chain = _chain_right(line, cue)
        return _combined(line, chain, whole=cue.form == "whole")
    found = _beside(line, cue, cues)
    if not found:
        found = _shared(line, cue, cues)
    return _combined(line, [group for group in found if cue.bare or not group.bare])


def _is_not_done(line: Line, cue: _Cue) -> bool:
    """Whether it did not happen by this verb: "did not kill", "could kill", "tried to kill"."""
    at = cue.start - 1
    while line.word(at) in {"reportedly", "also", "be", "ever", "have", "been"} and at > 0:
        if line.word(at) == "have":
            return line.word(at - 1) in {"not", "n't", "would", "could"}
        at -= 1
    word = line.word(at)
    if word in {"not", "n't", "never"}:
        return line.word(cue.end) not in ANYONE and line.word(at + 1) != "only"
    if word == "to":
        return cue.form != "subject" and line.word(at - 1) not in {"on", "managed"}
    if word == "without":
        return line.word(cue.end) not in ANYONE
    return word in NOT_DONE and cue.form != "of"


def _after_toll(line: Line, cue: _Cue) -> list[Group]:
    """The figure a toll rose to; of "from 30 to 45" the last."""
    before = line.ending(cue.start - 1) if line.word(cue.start - 1) == "the" else None
    if before and line.word(before.start - 1) == "to":
        return [before]  # bringing to 45 the number of dead
    for index in range(cue.end, min(cue.end + 12, len(line.words))):
        group = line.starting(index)
        if not group or group.named:
            continue
        follows = line.ending(index - 1) if line.word(index - 1) == "to" else None
        if line.word(index - 1) == "from" or follows:
            continue
        return [group] if group.number else []
    return []


def _no_units(line: Line, cue: _Cue) -> list[Group]:
    """No deaths; no immediate reports of casualties: none is reported, and so no upper bound."""
    for start in range(max(0, cue.at - 6), cue.at):
        between = set(line.words[start + 1 : cue.at])
        if line.words[start] in {"no", "without"} and between <= _BEFORE_UNITS:
            reported = between | set(line.words[cue.end : cue.end + 4])
            high = None if reported & {"reports", "report", "reported"} else 0
            number = (start, start + 1)
            return [Group(start, cue.end, cue.at, (0, 0, high), number=number, negated=True)]
    return []


def _counted_units(line: Line, cue: _Cue) -> list[Group]:
    """14 arrests, 12 confirmed deaths, dozens of injuries: the number before the unit."""
    for start in range(max(0, cue.at - 6), cue.at):
        number = read_number(line.words, start)
        if not number:
            continue
        bounds, end = number
        between = line.tokens[end : cue.at]
        if end <= cue.at and all(t.pos_ == "ADJ" or t.lower_ in _BETWEEN for t in between):
            return [Group(start, cue.end, cue.at, bounds, number=(start, end))]
    return []


def _beside(line: Line, cue: _Cue, cues: list[_Cue]) -> list[Group]:
    inside = line.holding(cue.at)
    if inside and inside.head > cue.at:  # three wounded soldiers; not "the dead man's son"
        owned = {"'s", "’s"} & set(line.words[cue.at : inside.head])
        return [] if owned else [inside]
    passive = _has_auxiliary(line, cue)
    if cue.form == "active" and not passive:
        return _chain_right(line, cue) or _by_parse(line, cue, {"dobj"})
    if cue.form == "subject":
        return _left(line, cue, cues, subject_first=passive)
    if passive:
        return _left(line, cue, cues, subject_first=True)
    right = _chain_right(line, cue)
    if right:
        return right
    if _object_follows(line, cue.end):
        return _by_parse(line, cue, {"dobj"})
    return _left(line, cue, cues, subject_first=False) or _by_parse(line, cue, {"dobj"})


def _has_auxiliary(line: Line, cue: _Cue) -> bool:
    at = cue.start - 1
    while at >= 0 and (line.words[at] in STEPPED_OVER or line.tokens[at].pos_ == "ADV"):
        at -= 1
    return line.word(at) in AUXILIARIES - {"has", "have", "had", "having"}


def _object_follows(line: Line, at: int) -> bool:
    """Whether a thing or people not counted are the object: "killed the deal", "killed a bull"."""
    if at >= len(line.tokens) or line.words[at] in TIMES:
        return False
    return line.tokens[at].pos_ in {"DET", "PRON", "NUM", "ADJ", "NOUN", "PROPN"} and (
        line.tokens[at].dep_ != "npadvmod" and line.words[at] not in {"when", "where", "that"}
    )


def _left(line: Line, cue: _Cue, cues: list[_Cue], *, subject_first: bool) -> list[Group]:
    """The people left of an effect, next to it or by the parse."""
    subjects = {"nsubjpass", "nsubj", "acl", "relcl"}
    if subject_first:
        found = _by_parse(line, cue, subjects)
        if found:
            return found
    at = cue.start
    verb = None
    while at > 0 and (
        line.words[at - 1] in AUXILIARIES | STEPPED_OVER or line.tokens[at - 1].pos_ == "ADV"
    ):
        at -= 1
        verb = line.words[at] if line.words[at] in AUXILIARIES else verb
    group = line.ending(at) or (line.ending(at - 1) if line.word(at - 1) in {"(", ","} else None)
    if group and _agrees(group, verb):
        return _chain_left(line, group, cues)
    return [] if subject_first else _by_parse(line, cue, subjects)


def _agrees(group: Group, verb: str | None) -> bool:
    """Whether "was" has one subject: in "the man who shot two officers was killed" not the two."""
    singular = verb in {"was", "is", "has"}
    return not singular or group.bounds[0] in {0, 1} or (group.of is not None and group.negated)


def _by_parse(line: Line, cue: _Cue, relations: set[str]) -> list[Group]:
    token = line.tokens[cue.at]
    for holder in (token, *_raised(token)):
        for child in holder.children:
            if child.dep_ in relations - {"acl", "relcl"}:
                group = line.holding(line.local(child))
                if group and not group.part:
                    return _chain_from(line, group, cue)
                if child.lower_ not in {"who", "that", "which", "whom"}:
                    return []
        if holder.dep_ in relations & {"acl", "relcl"}:
            group = line.holding(line.local(holder.head))
            return [group] if group else []
    return []


def _raised(token: Token) -> Iterator[Token]:
    """The verbs whose subject is also this word's: "is dead", "stormed in and were killed"."""
    for _ in range(3):
        if token.dep_ not in {"acomp", "oprd", "xcomp", "conj", "attr", "pobj", "dobj"}:
            return
        if token.dep_ == "conj" and any("subj" in child.dep_ for child in token.children):
            return
        token = token.head
        yield token


def _chain_right(line: Line, cue: _Cue) -> list[Group]:
    at = cue.end
    while at < len(line.tokens) and line.tokens[at].pos_ == "ADV" and not line.starting(at):
        at += 1
    group = line.starting(at)
    return _chain_from(line, group, cue) if group else []


def _chain_from(line: Line, group: Group, cue: _Cue) -> list[Group]:
    """A group and those listed after it, up to one that belongs to another verb.

    A list ends in "and": in "killed five guards, Judge Ruiz said" the judge is no victim.
    """
    chain, listed = [group], 1
    while True:
        joint, following = _after_joint(line, chain[-1].end)
        if following is None or following.part or _has_own_effect(line, following, cue):
            return chain[:listed]
        chain.append(following)
        if joint != ",":
            listed = len(chain)


def _after_joint(line: Line, at: int) -> tuple[str, Group | None]:
    for joint in (", and", ", along with", "as well as", "along with", "and", ",", "plus", "or"):
        length = len(joint.split())
        if line.phrase(at, length) == joint:
            return joint, line.starting(at + length)
    return "", None


def _has_own_effect(line: Line, group: Group, cue: _Cue) -> bool:
    at = group.end
    while line.word(at) in AUXILIARIES | STEPPED_OVER:
        at += 1
    if cue.start <= at < cue.end:
        return False
    return line.word(at) in VERBS or (at > group.end and line.word(group.end) in AUXILIARIES)


def _chain_left(line: Line, group: Group, cues: list[_Cue]) -> list[Group]:
    """A group and those listed before it: "nine rebels and two soldiers" dead."""
    chain = [group]
    while True:
        at = chain[0].start
        at -= 1 if line.word(at - 1) in {"and", ",", "or"} else 0
        at -= 1 if line.word(at - 1) == "," else 0
        earlier = line.ending(at) if at < chain[0].start else None
        if earlier is None or any(_takes_right(line, cue, earlier) for cue in cues):
            return chain
        chain.insert(0, earlier)


def _takes_right(line: Line, cue: _Cue, group: Group) -> bool:
    return cue.end == group.start and cue.form in {"active", "either", "of"}


def _shared(line: Line, cue: _Cue, cues: list[_Cue]) -> list[Group]:
    """Victims of the effect beside it: "killed or wounded 40", "were kidnapped and killed"."""
    for other in cues:
        between = line.words[min(cue.end, other.end) : max(cue.start, other.start)]
        joined = set(between) <= {"and", "or", ",", "then", "later"} and between
        if joined and other is not cue and not set(between) <= {","}:
            found = _beside(line, other, cues)
            if found:
                return found
    return []


def _combined(line: Line, chain: list[Group], *, whole: bool = False) -> list[Group]:
    """Listed groups as figures: each number for itself; one sum where a person has no number.

    "killed two guards and 12 miners" are two figures; "killed his wife and two children" is 3,
    since the text counts a family; "killed 12 people, two guards and ten miners" is 12 with parts.
    """
    chain = _without_appositions(line, chain)
    if whole:
        chain = [replace(group, part=True) for group in chain]
    if len(chain) < 2 or all(group.number for group in chain):
        if chain and chain[0].generic and line.word(chain[0].end) == "," and len(chain) > 2:
            return [chain[0], *(replace(group, part=True) for group in chain[1:])]
        return chain
    first, last = chain[0], chain[-1]
    bounds = tuple(_total([group.bounds[i] for group in chain]) for i in range(3))
    if not any(bounds):
        return chain
    return [
        replace(
            first, end=last.end, bounds=(bounds[0], bounds[1], bounds[2]),
            of=(first.start, last.end), number=None,
        )
    ]  # fmt: skip


def _is_joined_to_uncounted(line: Line, group: Group) -> bool:
    """As in "Oqueli, a deputy, and Ana Ruiz were killed": more than could be counted."""
    if group.number or line.word(group.start - 1) != "and":
        return False
    before = line.tokens[: group.start - 1]
    if not any(token.pos_ in {"VERB", "AUX"} for token in before):
        return bool(before)  # nothing but others stand before the "and"
    head = line.tokens[group.head]
    return head.dep_ == "conj" and head.head in before and head.head.pos_ in {"NOUN", "PROPN"}


def _total(values: list[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if len(known) == len(values) else None


def _without_appositions(line: Line, chain: list[Group]) -> list[Group]:
    """Drop a second naming of one person: "the commander, Abu Omar, was killed".

    Two names with a comma and no "and" are one person too, but whose is not said: "the son of Max
    Hale, Jon Hale, was stabbed".
    """
    kept: list[Group] = []
    is_list = any(line.word(group.start - 1) == "and" for group in chain)
    for group in chain:
        beside = kept and line.word(group.start - 1) == "," and not is_list
        if beside and kept[-1].named and group.named:
            kept[-1] = replace(kept[-1], end=group.end, of=None)
            continue
        renamed = (
            kept
            and not group.number
            and not kept[-1].number
            and line.word(group.start - 1) == ","
            and group.named != kept[-1].named
        )
        if not renamed:
            kept.append(group)
    return kept


def _parts_bound(line: Line, bound: list[tuple[_Cue, Group]]) -> list[tuple[_Cue, Group]]:
    """Add parts that no cue of their own took, under the effect of the figure before them."""
    own = {group.start for cue, group in bound if _takes_left(line, cue, group)}
    cues = {group.start: cue for cue, group in bound}
    for group in line.groups:
        if not group.part or group.start in cues or _does_something_else(line, group):
            continue
        others = [other.start for other in line.groups if not other.part] + list(cues)
        before = max((start for start in others if start < group.start), default=None)
        if before in cues:  # not "killed a man and drove off four, two of whom escaped"
            cues[group.start] = cues[before]
            bound = [*bound, (cues[before], group)]
    return [
        (cue, replace(group, part=False) if group.start in own and cue.form != "whole" else group)
        for cue, group in bound
    ]


def _does_something_else(line: Line, group: Group) -> bool:
    """Whether a part is told of for another reason: "14 of them have since been freed"."""
    after = [token for token in line.tokens[group.end : group.end + 3] if token.pos_ != "ADV"]
    if not after or after[0].tag_ not in {"VBD", "VBZ", "VBP", "VBN", "MD"}:
        return False
    if after[0].lower_ in {"was", "were", "is", "are"}:
        return len(after) > 1 and after[1].tag_ in {"VBN", "VBG"}
    return True


def _takes_left(line: Line, cue: _Cue, group: Group) -> bool:
    """Whether a part is a figure of its own effect: "12 were wounded, two of whom died"."""
    between = line.words[group.end : cue.start]
    return group.end <= cue.start and set(between) <= AUXILIARIES | STEPPED_OVER


def _figure(line: Line, cue: _Cue, group: Group, cues: list[_Cue]) -> TollFigure | None:
    low, best, high = group.bounds
    if _is_either_or(line, cue, cues) and high != 0:
        if high is None:  # at least 40 killed or wounded: nothing about either
            return None
        low, best = None, None  # 40 killed or wounded: at most 40 of each
    start, end = min(group.start, cue.start), max(group.end, cue.end)
    tokens = line.sentence[start:end]
    return TollFigure(
        kind=cue.kind,
        low=low,
        best=best,
        high=high,
        of=line.sentence[slice(*group.of)].text if group.of else None,
        span=span_of(tokens),
        number_span=span_of(line.sentence[slice(*group.number)]) if group.number else None,
        cue=line.tokens[cue.at],
        part_of_previous=group.part,
        negated=group.negated,
    )


def _is_either_or(line: Line, cue: _Cue, cues: list[_Cue]) -> bool:
    return any(
        {cue.kind, other.kind} == {"killed", "wounded"}
        and line.words[min(cue.end, other.end) : max(cue.start, other.start)] == ["or"]
        for other in cues
    )
