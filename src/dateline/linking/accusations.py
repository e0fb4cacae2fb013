"""Who is accused of an event, by whom, and who denies it.

In: the voices of one event. Out: accusations, each with both sides. They come from actors of its
claims who are alleged, attributed or disputed, from attributions that accuse, deny or doubt, and
from those who claim it for themselves. An attribution is about the event when its words hold a
trigger of one of its claims, or name no other deed and follow it as the last one told.

A denial goes with the accused who speaks or who is named in it, or whose accuser is named in it;
else with the only one accused. A description ("the group") means the only one accused by name,
unless it only tells who did it without pointing back ("gunmen").
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.linking.happenings import TALK
from dateline.linking.voices import Member, Voices
from dateline.records import (
    Accusation,
    AccusationStance,
    Attribution,
    Certainty,
    Claim,
    Contradiction,
    Entity,
    EntityRef,
    Report,
    Side,
    Span,
    Stance,
    Stand,
)

_MAY_BE_ACCUSED = frozenset(("person", "organization", "armed-group", "state", "population"))
_AGAINST: frozenset[Stance] = frozenset(("denies", "doubts"))
_UNSURE: frozenset[Certainty] = frozenset(("attributed", "alleged", "disputed", "denied"))
_CERTAINTY: dict[AccusationStance, Certainty] = {
    "denies": "denied",
    "doubts": "disputed",
    "claims": "attributed",
}
_NOBODY = re.compile(r"\b(?:nobody|no one|no group|none|neither)\b", re.IGNORECASE)
# "The Front did not carry out any operation": a denial in plain words, of whoever is its subject.
_DID_NOT = re.compile(
    r"\W*\b(?:did not|didn['’]t|had not|hadn['’]t|has not|hasn['’]t|was not|were not|wasn['’]t"
    r"|weren['’]t|had never|has never|never|had nothing to do|has nothing to do|had no part"
    r"|played no part)\b"
)
_DEFINITE = re.compile(r"(?:the|this|that|these|those|its|their|his|her)\b", re.IGNORECASE)
_TELLS = "its words tell of this event"
_LONGEST_QUOTE = 400  # code points


@dataclass(frozen=True, slots=True)
class _Found:
    """A stand before accused and deniers are brought together; `accused` is a key or None."""

    stand: Stand
    accused: str | None
    speakers: frozenset[str]
    named: frozenset[str]  # keys of whoever the words name
    is_sure: bool  # it accuses or denies, and does not merely attribute a deed
    is_about: bool = True  # its own words are about the deed, and not only their place in the text

    @property
    def is_denial(self) -> bool:
        return self.stand.stance in _AGAINST


def accusations_of(voices: Voices) -> list[Accusation]:
    """Every accusation with its denials, the most voices first."""
    reader = _Reader(voices)
    found = _of_one_name(list(reader.stands()), reader)
    accused = list(dict.fromkeys(one.accused for one in found if one.accused and not one.is_denial))
    paired = [
        replace(one, accused=_denied(one, accused, found)) if one.is_denial else one
        for one in found
    ]
    paired += list(reader.plain_denials({one.accused for one in paired if one.accused}))
    made = []
    for key in dict.fromkeys(one.accused for one in paired if one.accused):
        of_key = [one for one in paired if one.accused == key]
        if any(one.is_denial or one.is_sure for one in of_key):
            made.append(
                Accusation(
                    accused=reader.name(key),
                    entities=reader.entities(key),
                    accused_by=_distinct(one.stand for one in of_key if not one.is_denial),
                    denied_by=_distinct(one.stand for one in of_key if one.is_denial),
                )
            )
    return sorted(made, key=lambda one: (-len(one.accused_by) - len(one.denied_by), one.accused))


def contradictions_of_accusations(accusations: Sequence[Accusation]) -> list[Contradiction]:
    """Accusations and claims that somebody denies."""
    return [
        Contradiction(
            field="actors",
            reason=f"{one.accused} is said to have done it, and this is denied",
            sides=(
                Side(
                    value=f"{one.accused} did it",
                    voices=tuple(stand.voice for stand in one.accused_by),
                ),
                Side(
                    value=f"{one.accused} did not do it",
                    voices=tuple(stand.voice for stand in one.denied_by),
                ),
            ),
        )
        for one in accusations
        if one.accused_by and one.denied_by
    ]


class _Reader:
    """Finds the stands in the reports of an event."""

    def __init__(self, voices: Voices) -> None:
        self._voices = voices
        self._names: dict[str, str] = {}
        self._entities: dict[str, set[EntityRef]] = {}
        for report in voices.reports.values():
            for entity in report.entities:
                key = voices.actor_key(report, entity.id)
                self._entities.setdefault(key, set()).add(EntityRef(report.article.id, entity.id))
                known = self._names.get(key, "")
                self._names[key] = max(known, entity.name, key=lambda name: (len(name), name))

    def name(self, key: str) -> str:
        """The fullest name of an actor."""
        return self._names[key]

    def entities(self, key: str) -> tuple[EntityRef, ...]:
        """Where an actor is named."""
        return tuple(sorted(self._entities[key]))

    def stands(self) -> Iterator[_Found]:
        """Accusations, claims and denials, in order of publication."""
        for member in self._voices.members:
            yield from self._of_participants(member)
        for report in self._reports():
            for said in report.attributions:
                if said.stance == "accuses" or said.stance in _AGAINST:
                    yield from self._of_attribution(report, said)

    def plain_denials(self, accused: set[str]) -> Iterator[_Found]:
        """Speech of which the accused is the subject, with "did not"."""
        for report in self._reports():
            for said in report.attributions:
                concern = self._concern(report, said)
                subject = self._subject(report, said)
                if concern and subject in accused and said.stance not in {*_AGAINST, "accuses"}:
                    yield self._found(report, said, "denies", subject, concern)

    def _reports(self) -> Iterator[Report]:
        ids = dict.fromkeys(member.report.article.id for member in self._voices.members)
        return (self._voices.reports[article] for article in ids)

    def _of_participants(self, member: Member) -> Iterator[_Found]:
        """Actors whom the claim does not state in the outlet's own voice."""
        report, claim = member.report, member.claim
        for actor in claim.actors:
            certainty = actor.certainty or claim.certainty
            said_by = actor.said_by if actor.certainty else claim.said_by
            if actor.entity is None or certainty not in _UNSURE or not said_by:
                continue
            said = report.attribution(said_by[0])
            speakers = self._speakers(report, said)
            key = self._voices.actor_key(report, actor.entity)
            stance: AccusationStance = "claims" if key in speakers else said.stance
            voice = self._voices.voice(member, _whole(report, said), said_by, certainty)
            yield _Found(
                Stand(stance=stance, voice=voice, reason="a claim of the event names it as actor"),
                key,
                speakers,
                frozenset((key,)),
                is_sure=stance in {"accuses", "claims"}
                or certainty in {"alleged", "disputed", "denied"},
            )

    def _of_attribution(self, report: Report, said: Attribution) -> Iterator[_Found]:
        concern = self._concern(report, said)
        words = " ".join(report.article.quote(span) for span in said.speaker_spans)
        if concern is None or _NOBODY.search(words):
            return
        if said.stance in _AGAINST:
            yield self._found(report, said, said.stance, self._self_denied(report, said), concern)
            return
        accused = self._accused(report, said)
        if accused is not None:
            yield self._found(report, said, "accuses", accused, concern)

    def _found(
        self,
        report: Report,
        said: Attribution,
        stance: AccusationStance,
        accused: str | None,
        reason: str,
    ) -> _Found:
        member = self._voices.members_of(report)[0]
        talk = self._talk(report, said)
        carrier = Member(report, talk) if talk else member
        certainty = _CERTAINTY.get(stance, "alleged")
        voice = self._voices.voice(carrier, _whole(report, said), (said.id,), certainty)
        named = {self._voices.actor_key(report, one.id) for one in _named_in(report, said.content)}
        return _Found(
            Stand(stance=stance, voice=voice, reason=reason),
            accused,
            self._speakers(report, said),
            frozenset(named),
            is_sure=True,
            is_about=reason == _TELLS or self._shares_word(report, said),
        )

    def _concern(self, report: Report, said: Attribution) -> str | None:
        """Why an attribution is about the event; None when it is about something else."""
        ours = {one.claim.id for one in self._voices.members_of(report)}
        held = [
            claim
            for claim in report.claims
            if any(span.overlaps(part) for span in claim.trigger for part in said.content)
        ]
        if any(claim.id in ours for claim in held):
            return _TELLS
        if any(claim.type not in TALK for claim in held):
            return None
        start = said.content[0].start
        told = [
            (claim.trigger[0].start, claim.id)
            for claim in report.claims
            if claim.type not in TALK and claim.trigger[0].start < start
        ]
        if told and max(told)[1] in ours:
            return "it names no other deed, and this event was the last one told before it"
        return None

    def _shares_word(self, report: Report, said: Attribution) -> bool:
        """Whether a denial has a longer word of the claim: "batons" were used, or were not."""
        ours = [one.claim for one in self._voices.members_of(report)]
        told = _long_words(report, [span for claim in ours for span in claim.evidence])
        return not told.isdisjoint(_long_words(report, said.content))

    def _accused(self, report: Report, said: Attribution) -> str | None:
        """Whom an accusation names: the recipient of its claim, else the first actor in it."""
        talk = self._talk(report, said)
        entities = [who.entity for who in talk.recipients if who.entity] if talk else []
        entities = entities or [entity.id for entity in _named_in(report, said.content)]
        keys = [self._voices.actor_key(report, entity) for entity in entities]
        return next((key for key in keys if key not in self._speakers(report, said)), None)

    def _self_denied(self, report: Report, said: Attribution) -> str | None:
        """The speaker, where a denial speaks of the speaker: "the Front denied that it was"."""
        named = {self._voices.actor_key(report, one.id) for one in _named_in(report, said.content)}
        return min(self._speakers(report, said) & named, default=None)

    def _subject(self, report: Report, said: Attribution) -> str | None:
        """Who did not do it, where a speech opens so."""
        content = said.content[0]
        for entity in report.entities:
            for mention in entity.mentions:
                opens = content.start <= mention.start <= content.start + 12 and content.covers(
                    mention
                )
                if opens and _DID_NOT.match(report.article.text[mention.end : content.end]):
                    return self._voices.actor_key(report, entity.id)
        return None

    def _speakers(self, report: Report, said: Attribution) -> frozenset[str]:
        return frozenset(self._voices.actor_key(report, name) for name in said.speakers)

    def _talk(self, report: Report, said: Attribution) -> Claim | None:
        """The claim that tells of the accusing or the rejecting itself."""
        return next(
            (
                claim
                for claim in report.claims
                if claim.type in {"ACCUSE", "REJECT"}
                and any(span.overlaps(cue) for span in claim.trigger for cue in said.cue)
            ),
            None,
        )


def _of_one_name(found: list[_Found], reader: _Reader) -> list[_Found]:
    """Give to the only one accused by name what is said of "the group".

    "Gunmen killed nine, police said" accuses nobody by that, whomever a governor blames.
    """
    named = {one.accused for one in found if one.accused and one.accused.startswith("actor:")}
    if len(named) != 1:
        return found
    name = min(named)
    return [
        replace(
            one,
            accused=name,
            stand=replace(
                one.stand,
                reason=f"{one.stand.reason}; only one is accused by name,"
                f" and “{reader.name(one.accused)}” names nobody else",
            ),
        )
        if one.accused
        and one.accused.startswith("words:")
        and (one.is_sure or one.is_denial or _DEFINITE.match(reader.name(one.accused)))
        else one
        for one in found
    ]


def _denied(denial: _Found, accused: Sequence[str], found: Sequence[_Found]) -> str | None:
    """The accusation that a denial is about."""
    if denial.accused is not None:
        return denial.accused
    for key in accused:
        if key in denial.speakers or key in denial.named:
            return key
    for one in found:
        if not one.is_denial and one.accused and one.speakers & denial.named:
            return one.accused
    # "The minister's office did not answer questions" denies nothing.
    return accused[0] if len(accused) == 1 and denial.is_about else None


def _named_in(report: Report, content: Sequence[Span]) -> list[Entity]:
    """Actors mentioned in these words, in their order."""
    found = [
        (mention.start, entity.id, entity)
        for entity in report.entities
        for mention in entity.mentions
        if entity.kind in _MAY_BE_ACCUSED and any(part.covers(mention) for part in content)
    ]
    return list({name: entity for _, name, entity in sorted(found, key=_place)}.values())


def _place(found: tuple[int, str, Entity]) -> tuple[int, str]:
    return found[:2]


def _long_words(report: Report, spans: Sequence[Span]) -> set[str]:
    text = " ".join(report.article.quote(span) for span in spans)
    return set(re.findall(r"\w{5,}", text.lower()))


def _whole(report: Report, said: Attribution) -> tuple[Span, ...]:
    """Speaker, cue and content as one range where they are near, else the content."""
    parts = (*said.speaker_spans, *said.cue, *said.content)
    whole = Span(min(part.start for part in parts), max(part.end for part in parts))
    is_clean = not any(piece.span.overlaps(whole) for piece in report.article.furniture)
    is_short = whole.end - whole.start <= _LONGEST_QUOTE
    return (whole,) if is_clean and is_short else said.content


def _distinct(stands: Iterator[Stand]) -> tuple[Stand, ...]:
    """Each voice once: the same words of the same article say it once."""
    found: dict[object, Stand] = {}
    for stand in stands:
        first = stand.voice.evidence[0]
        found.setdefault((stand.voice.claim.article, first.start, first.end), stand)
    return tuple(found.values())
