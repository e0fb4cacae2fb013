"""Small made-up reports for tests: say what is claimed and who said what, get a legal Report.

The text is written while the records are made, so every range quotes exactly the words given.
"""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

from dateline import codebook
from dateline.records import (
    Article,
    Attribution,
    Certainty,
    Claim,
    Entity,
    EntityKind,
    Form,
    Participant,
    Provenance,
    Report,
    Span,
    Stance,
    Status,
    Toll,
    TollKind,
    When,
    Where,
    article_id,
)

Range = tuple[int | None, int | None, int | None]


@dataclass(frozen=True, kw_only=True)
class MadeClaim:
    """One sentence: actor, trigger, recipient, place, time, toll; None is not written."""

    type: str = "ASSAULT"
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    actor: str | None = "Gunmen"
    actor_kind: EntityKind | None = "armed-group"  # None: words that refer to no known entity
    trigger: str = "attacked"
    recipient: str | None = "villagers"
    recipient_kind: EntityKind = "population"
    place: str | None = None
    country: str | None = None
    when: tuple[str | None, str | None] | None = None
    when_words: str = "on a market day"
    toll: Range | None = None  # low, best, high
    toll_kind: TollKind = "killed"
    status: Status = "happened"
    certainty: Certainty = "stated"
    speaker: str | None = None
    score: float = 0.9


@dataclass(frozen=True, kw_only=True)
class MadeSaid:
    """One sentence of speech: "content," cue speaker."""

    speaker: str | None = "Ilse Brandt"
    cue: str = "said"
    content: str = "The bridge will stay closed"
    stance: Stance = "states"
    form: Form = "direct"
    relayed_by: str | None = None
    score: float = 0.9


def make_report(
    number: int = 0,
    *,
    outlet: str | None = "The Harbour Gazette",
    url: str | None = None,
    title: str | None = "Bridge closed after raid",
    published: str | None = "2021-03-04",
    claims: Sequence[MadeClaim] = (MadeClaim(),),
    said: Sequence[MadeSaid] = (MadeSaid(),),
) -> Report:
    """Make a legal report; another `number` makes another article with the same records."""
    writer = _Writer(f"Report number {number}. ")
    made_claims = [writer.write_claim(claim) for claim in claims]
    for speech in said:
        writer.write_said(speech)
    article = Article(
        id=article_id(outlet=outlet, url=url, text=writer.text),
        url=url,
        outlet=outlet,
        title=title,
        language="en",
        published=published,
        text=writer.text,
        source=Provenance(
            kind="file", ref=f"made-{number}.txt", retrieved_at="2021-03-05T08:00:00+00:00"
        ),
    )
    return Report(
        article=article,
        entities=tuple(writer.entities.values()),
        attributions=tuple(writer.attributions),
        claims=tuple(made_claims),
    )


def with_id(report: Report, article_id: str) -> Report:
    """Make the same report of an article with another id."""
    return dataclasses.replace(report, article=dataclasses.replace(report.article, id=article_id))


class _Writer:
    """Writes the text piece by piece and keeps what each piece stands for."""

    def __init__(self, opening: str) -> None:
        self.text = opening
        self.entities: dict[str, Entity] = {}
        self.attributions: list[Attribution] = []
        self.claims = 0

    def write_claim(self, made: MadeClaim) -> Claim:
        start = len(self.text)
        actors = self._participant(made.actor, made.actor_kind)
        trigger = self._write(made.trigger)
        recipients = self._participant(made.recipient, made.recipient_kind)
        where = self._where(made)
        when = self._when(made)
        toll = self._toll(made)
        end = len(self.text.rstrip())
        said_by: tuple[str, ...] = ()
        if made.speaker is not None:
            said_by = (self._speech(made.speaker, "according to", Span(start, end)).id,)
        self._end_sentence()
        self.claims += 1
        return Claim(
            id=f"c{self.claims}",
            type=made.type,
            modes=made.modes,
            contexts=made.contexts,
            acled=codebook.acled_type(made.type, made.modes),
            muc=codebook.muc_type(made.type, made.modes),
            trigger=(trigger,),
            actors=actors,
            recipients=recipients,
            toll=toll,
            when=when,
            where=where,
            status=made.status,
            certainty=made.certainty,
            said_by=said_by,
            score=made.score,
            evidence=(Span(start, end),),
        )

    def write_said(self, made: MadeSaid) -> None:
        self.text += "“"
        content = self._write(made.content)
        self.text = self.text.rstrip() + ",” "
        self._speech(made.speaker, made.cue, content, made)
        self._end_sentence()

    def _speech(
        self, speaker: str | None, cue: str, content: Span, made: MadeSaid | None = None
    ) -> Attribution:
        made = made or MadeSaid(form="indirect")
        cue_span = self._write(cue)
        spans = () if speaker is None else (self._write(speaker),)
        relays: tuple[str, ...] = ()
        if made.relayed_by is not None:
            self.text += "as told by "
            relays = (self._entity(made.relayed_by, "outlet", self._write(made.relayed_by)),)
        attribution = Attribution(
            id=f"a{len(self.attributions) + 1}",
            speakers=tuple(self._entity(speaker or "", "person", span) for span in spans),
            speaker_spans=spans,
            cue=(cue_span,),
            content=(content,),
            form=made.form,
            stance=made.stance,
            relayed_by=relays,
            score=made.score,
        )
        self.attributions.append(attribution)
        return attribution

    def _participant(self, words: str | None, kind: EntityKind | None) -> tuple[Participant, ...]:
        if words is None:
            return ()
        span = self._write(words)
        entity = None if kind is None else self._entity(words, kind, span)
        return (Participant(entity=entity, span=span),)

    def _where(self, made: MadeClaim) -> Where | None:
        if made.place is None:
            return None
        self.text += "in "
        span = self._write(made.place)
        return Where(
            entity=self._entity(made.place, "place", span),
            name=made.place,
            country=made.country,
            precision=1,
            evidence=(span,),
        )

    def _when(self, made: MadeClaim) -> When | None:
        if made.when is None:
            return None
        start, end = made.when
        precision = None if start is None and end is None else 1
        return When(
            start=start, end=end, precision=precision, evidence=(self._write(made.when_words),)
        )

    def _toll(self, made: MadeClaim) -> tuple[Toll, ...]:
        if made.toll is None:
            return ()
        low, best, high = made.toll
        span = self._write(f"leaving {low or best or high} {made.toll_kind}")
        return (Toll(kind=made.toll_kind, low=low, best=best, high=high, evidence=(span,)),)

    def _entity(self, name: str, kind: EntityKind, span: Span) -> str:
        known = self.entities.get(name)
        entity_id = known.id if known else f"e{len(self.entities) + 1}"
        mentions = (*known.mentions, span) if known else (span,)
        self.entities[name] = Entity(id=entity_id, kind=kind, name=name, mentions=mentions)
        return entity_id

    def _write(self, words: str) -> Span:
        start = len(self.text)
        self.text += words + " "
        return Span(start, start + len(words))

    def _end_sentence(self) -> None:
        self.text = self.text.rstrip() + ".\n\n"
