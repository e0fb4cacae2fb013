"""Reports in which one actor is named, for tests of identities."""

from collections.abc import Sequence

from dateline.linking import Identity, find_identities
from dateline.records import (
    Article,
    Entity,
    EntityKind,
    Place,
    Provenance,
    Report,
    Role,
    Span,
    article_id,
)


def make_actor_report(
    name: str,
    number: int = 0,
    *,
    kind: EntityKind = "person",
    title: str | None = None,
    body: str | None = None,
    country: str | None = None,
    sector: str | None = None,
    places: Sequence[str] = (),
    company: Sequence[str] = (),
    aliases: Sequence[str] = (),
) -> Report:
    """Make a report that names one actor: `body` is where it has its role, `places` countries."""
    text = f"Report {number}. "
    spans: dict[str, Span] = {}
    for words in (title, name, body, *company, *places, *aliases):
        if words and words not in spans:
            spans[words] = Span(len(text), len(text) + len(words))
            text += words + ". "
    entities = []
    if body:
        entities.append(Entity(id="e2", kind="organization", name=body, mentions=(spans[body],)))
    role = Role(
        title=title,
        organization="e2" if body else None,
        evidence=(spans[title or name],),
    )
    actor = Entity(
        id="e1",
        kind=kind,
        name=name,
        mentions=(spans[name], *(spans[alias] for alias in aliases)),
        roles=(role,) if title or body else (),
        country=country,
        sector=sector,
    )
    entities += [
        Entity(id=f"e{n}", kind="person", name=other, mentions=(spans[other],))
        for n, other in enumerate(company, start=10)
    ]
    entities += [
        Entity(
            id=f"e{n}",
            kind="place",
            name=f"Town in {place}",
            mentions=(spans[place],),
            place=Place(country=place),
        )
        for n, place in enumerate(places, start=20)
    ]
    return Report(
        article=Article(
            id=article_id(outlet=str(number), url=None, text=text),
            text=text,
            source=Provenance(
                kind="file", ref=f"{number}.txt", retrieved_at="2021-03-05T08:00:00+00:00"
            ),
        ),
        entities=(actor, *entities),
    )


def make_identity(name: str, number: int = 0, **said: object) -> Identity | None:
    """Make the identity of the actor of such a report; None where it is no name."""
    found = find_identities(make_actor_report(name, number, **said))  # type: ignore[arg-type]
    return next((identity for identity in found if identity.ref.entity == "e1"), None)
