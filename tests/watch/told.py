"""Small made-up reports of raids, and ties, for watches to look at."""

import dataclasses
import random
from datetime import date
from typing import Any

from dateline.records import Entity, Report, Span, Tie, article_id
from tests.making import MadeClaim, MadeSaid, make_report

_WORDS = (
    "bridge harvest ferry winter market quarry lantern orchard council river school barley copper"
    " festival hospital pension railway salt survey timber tunnel vineyard weather wharf budget"
    " choir dairy election fishery garden hostel island journal kitchen library mill notary oven"
    " parish query roof statue theatre union valley well yard"
).split()
PLACES = {"Varda": (42.0, 20.0), "Oslo": (59.91, 10.75), "Lakeside": (42.1, 20.1)}


def raid(
    number: int,
    *,
    day: str = "2021-03-04",
    place: str = "Varda",
    actor: str = "Red Guard",
    killed: int | None = 9,
    outlet: str | None = None,
    precision: int = 1,
    published: str | None = None,
    **more: Any,
) -> Report:
    """One article on one raid: its place in the gazetteer, its toll, who did it."""
    toll = None if killed is None else (killed, killed, killed)
    claim = MadeClaim(
        actor=actor, place=place, when=(day, day), when_words=f"on {day}", toll=toll, **more
    )
    report = make_report(
        number,
        outlet=outlet or f"Gazette of {number}",
        title=f"Raid {number}",
        published=published or day,
        claims=[claim],
        said=_speeches(number),
    )
    lat, lon = PLACES[place]
    placed = tuple(
        dataclasses.replace(
            one,
            where=one.where
            and dataclasses.replace(
                one.where, lat=lat, lon=lon, country="MOZ", precision=precision
            ),
        )
        for one in report.claims
    )
    return dataclasses.replace(report, claims=placed)


def _speeches(number: int) -> list[MadeSaid]:
    """What no other article says, so that none is a copy of another."""
    chosen = random.Random(number)  # noqa: S311
    sentences = (" ".join(chosen.sample(_WORDS, 9)) for _ in range(4))
    return [MadeSaid(speaker="Perpetua Vane", content=text.capitalize()) for text in sentences]


def with_tie(
    report: Report, a: str, b: str, kind: str = "allied", certainty: str = "stated"
) -> Report:
    """The same report, with a last sentence that tells of a tie."""
    text = report.article.text
    sentence = f"{a} stands with {b}."
    start = len(text)
    spans = {a: Span(start, start + len(a))}
    b_start = start + sentence.rindex(b)
    spans[b] = Span(b_start, b_start + len(b))
    entities = {entity.name: entity for entity in report.entities}
    for name, span in spans.items():
        known = entities.get(name)
        if known is None:
            new_id = f"e{len(entities) + 1}"
            entities[name] = Entity(id=new_id, kind="armed-group", name=name, mentions=(span,))
        else:
            entities[name] = dataclasses.replace(known, mentions=(*known.mentions, span))
    tie = Tie(
        from_=entities[a].id,
        to=entities[b].id,
        kind=kind,  # type: ignore[arg-type]
        certainty=certainty,  # type: ignore[arg-type]
        evidence=(Span(start, start + len(sentence)),),
    )
    article = report.article
    whole = text + sentence
    new_id = article_id(outlet=article.outlet, url=article.url, text=whole)
    return dataclasses.replace(
        report,
        article=dataclasses.replace(article, text=whole, id=new_id),
        entities=tuple(entities.values()),
        ties=(tie,),
    )


def days_after(day: date, number: int) -> str:
    """A day so many days later, as reports write it."""
    return date.fromordinal(day.toordinal() + number).isoformat()
