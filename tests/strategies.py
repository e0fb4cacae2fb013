"""Hypothesis strategies: `reports()` makes any legal Report over arbitrary Unicode text."""

from collections.abc import Sequence
from datetime import date
from typing import Any, get_args

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from dateline import codebook, records
from dateline.records import (
    Article,
    Attribution,
    Claim,
    Decided,
    Entity,
    Furniture,
    Header,
    Instrument,
    Participant,
    Place,
    Provenance,
    Report,
    Role,
    Span,
    Spans,
    Target,
    Tie,
    Toll,
    When,
    Where,
    article_id,
)

# Beside Hypothesis's own: what texts are made of, so that words and searches happen at all.
_TEXTS = st.text(max_size=60) | st.text(alphabet="raid İßﬁ’é%_\\\n“”,.😀\0", max_size=60)
_NAMES = st.text(min_size=1, max_size=12)
_SCORES = st.floats(0, 1)
_DAYS = st.dates(min_value=date(1, 1, 1))
_COUNTRIES = st.none() | st.sampled_from(["RUS", "KEN", "PER", "DEU"])

_Ids = Sequence[str]


@st.composite
def reports(draw: DrawFn) -> Report:
    """Any legal report; without records when the whole text is furniture or nothing."""
    text = draw(_TEXTS)
    furniture = draw(_furniture(len(text)))
    free = _free_ranges(len(text), furniture)
    header = Header()
    records_: dict[str, Any] = {}
    if free:
        spans = _spans(free)
        header = draw(_headers(spans))
        records_ = draw(_records(spans))
    return Report(
        article=draw(_articles(text, furniture, header)),
        warnings=draw(st.lists(_NAMES, max_size=2).map(tuple)),
        **records_,
    )


@st.composite
def iso_prefixes(draw: DrawFn) -> str:
    """A year, a month or a day: "0987", "2015-07", "2015-07-14"."""
    return draw(_DAYS).isoformat()[: draw(st.sampled_from([4, 7, 10]))]


@st.composite
def _furniture(draw: DrawFn, length: int) -> tuple[Furniture, ...]:
    """Any pieces inside the text, overlapping or not."""
    if not length:
        return ()
    kinds = st.sampled_from(get_args(records.FurnitureKind))
    pieces = draw(st.lists(st.tuples(_spans([(0, length)]), kinds), max_size=2))
    return tuple(Furniture(start=span.start, end=span.end, kind=kind) for span, kind in pieces)


def _free_ranges(length: int, furniture: Sequence[Furniture]) -> list[tuple[int, int]]:
    """The stretches of the text that records may quote."""
    free = []
    at = 0
    for piece in sorted(furniture, key=lambda piece: piece.start):
        if piece.start > at:
            free.append((at, piece.start))
        at = max(at, piece.end)
    return [*free, (at, length)] if at < length else free


@st.composite
def _spans(draw: DrawFn, ranges: list[tuple[int, int]]) -> Span:
    first, last = draw(st.sampled_from(ranges))
    start = draw(st.integers(first, last - 1))
    return Span(start, draw(st.integers(start + 1, last)))


def _some(spans: SearchStrategy[Span], at_least: int = 1) -> SearchStrategy[Spans]:
    return st.lists(spans, min_size=at_least, max_size=2).map(tuple)


def _headers(spans: SearchStrategy[Span]) -> SearchStrategy[Header]:
    dates = st.none() | iso_prefixes() | _DAYS.map(lambda day: f"--{day:%m-%d}")
    words = st.none() | _NAMES
    return st.builds(
        Header, place=words, date=dates, agency=words, evidence=_some(spans, at_least=0)
    )


@st.composite
def _articles(draw: DrawFn, text: str, furniture: tuple[Furniture, ...], header: Header) -> Article:
    outlet, url = draw(st.none() | _NAMES), draw(st.none() | _NAMES)
    times = st.datetimes(timezones=st.timezones()).map(lambda at: at.isoformat())
    return Article(
        id=article_id(outlet=outlet, url=url, text=text),
        url=url,
        outlet=outlet,
        title=draw(st.none() | _NAMES),
        bylines=draw(st.lists(_NAMES, max_size=2).map(tuple)),
        language=draw(st.sampled_from([None, "en", "fr"])),
        published=draw(st.none() | _DAYS.map(date.isoformat) | times),
        header=header,
        text=text,
        furniture=furniture,
        source=Provenance(kind="file", ref=draw(_NAMES), retrieved_at=draw(times)),
    )


@st.composite
def _records(draw: DrawFn, spans: SearchStrategy[Span]) -> dict[str, Any]:
    """Entities, attributions, claims and ties that refer to one another."""
    entity_ids = [f"e{n}" for n in range(draw(st.integers(0, 3)))]
    said_ids = [f"a{n}" for n in range(draw(st.integers(0, 2)))]
    claim_ids = [f"c{n}" for n in range(draw(st.integers(0, 2)))]
    ties = st.lists(_ties(spans, entity_ids, said_ids), max_size=1 if entity_ids else 0)
    return {
        "entities": tuple(draw(_entities(name, spans, entity_ids)) for name in entity_ids),
        "attributions": tuple(draw(_attributions(name, spans, entity_ids)) for name in said_ids),
        "claims": tuple(draw(_claims(name, spans, entity_ids, said_ids)) for name in claim_ids),
        "ties": tuple(draw(ties)),
    }


def _references(ids: _Ids) -> SearchStrategy[tuple[str, ...]]:
    if not ids:
        return st.just(())
    return st.lists(st.sampled_from(ids), max_size=2, unique=True).map(tuple)


def _reference(ids: _Ids) -> SearchStrategy[str | None]:
    return st.none() | st.sampled_from(ids) if ids else st.none()


def _points() -> SearchStrategy[tuple[float | None, float | None]]:
    return st.just((None, None)) | st.tuples(st.floats(-90, 90), st.floats(-180, 180))


@st.composite
def _entities(draw: DrawFn, name: str, spans: SearchStrategy[Span], ids: _Ids) -> Entity:
    roles = st.builds(
        Role, title=st.none() | _NAMES, organization=_reference(ids), evidence=_some(spans)
    )
    return Entity(
        id=name,
        kind=draw(st.sampled_from(get_args(records.EntityKind))),
        name=draw(_NAMES),
        mentions=draw(_some(spans)),
        roles=draw(st.lists(roles, max_size=1).map(tuple)),
        country=draw(_COUNTRIES),
        sector=draw(st.none() | st.sampled_from(sorted(codebook.sectors()))),
        place=draw(st.none() | _places()),
    )


@st.composite
def _places(draw: DrawFn) -> Place:
    lat, lon = draw(_points())
    return Place(
        lat=lat,
        lon=lon,
        country=draw(_COUNTRIES),
        admin1=draw(st.none() | _NAMES),
        geonames_id=draw(st.none() | st.integers(1, 20_000_000)),
        kind=draw(st.sampled_from(["place", "city", "country"])),
    )


def _attributions(
    name: str, spans: SearchStrategy[Span], entity_ids: _Ids
) -> SearchStrategy[Attribution]:
    return st.builds(
        Attribution,
        id=st.just(name),
        speakers=_references(entity_ids),
        speaker_spans=_some(spans, at_least=0),
        cue=_some(spans, at_least=0),
        content=_some(spans),
        form=st.sampled_from(get_args(records.Form)),
        stance=st.sampled_from(get_args(records.Stance)),
        relayed_by=_references(entity_ids),
        score=_SCORES,
    )


@st.composite
def _claims(
    draw: DrawFn, name: str, spans: SearchStrategy[Span], entity_ids: _Ids, said_ids: _Ids
) -> Claim:
    event_type = draw(st.sampled_from(list(codebook.event_types().values())))
    modes = draw(_references(sorted(event_type.modes)))
    participants = st.lists(
        st.builds(Participant, entity=_reference(entity_ids), span=spans), max_size=2
    ).map(tuple)
    kinds = st.sampled_from(get_args(records.TargetKind))
    return Claim(
        id=name,
        type=event_type.name,
        modes=modes,
        contexts=draw(_references(sorted(codebook.contexts()))),
        acled=codebook.acled_type(event_type.name, modes),
        muc=codebook.muc_type(event_type.name, modes),
        trigger=draw(_some(spans)),
        actors=draw(participants),
        recipients=draw(participants),
        targets=draw(st.lists(st.builds(Target, span=spans, kind=kinds), max_size=1).map(tuple)),
        instruments=draw(st.lists(st.builds(Instrument, span=spans), max_size=1).map(tuple)),
        toll=draw(st.lists(_tolls(spans, said_ids), max_size=2).map(tuple)),
        when=draw(st.none() | _whens(spans)),
        where=draw(st.none() | _wheres(spans, entity_ids)),
        status=draw(st.sampled_from(get_args(records.Status))),
        certainty=draw(st.sampled_from(get_args(records.Certainty))),
        said_by=draw(_references(said_ids)),
        score=draw(_SCORES),
        evidence=draw(_some(spans)),
        decided=draw(st.lists(_decided(spans), max_size=1).map(tuple)),
    )


def _decided(spans: SearchStrategy[Span]) -> SearchStrategy[Decided]:
    kinds = st.sampled_from(get_args(records.DecidedKind))
    return kinds.flatmap(
        lambda kind: st.builds(
            Decided,
            kind=st.just(kind),
            field=st.sampled_from(["toll", "when"]) if kind == "correct" else st.none(),
            before=st.none() | _NAMES | st.lists(st.integers(0, 9), max_size=2),
            by=_NAMES,
            at=st.just("2026-11-26T10:00:00+00:00"),
            why=st.none() | _NAMES,
            evidence=_some(spans),
        )
    )


@st.composite
def _tolls(draw: DrawFn, spans: SearchStrategy[Span], said_ids: _Ids) -> Toll:
    figures = sorted(draw(st.lists(st.integers(0, 10**20), min_size=3, max_size=3)))
    unknown = draw(st.sets(st.integers(0, 2), max_size=2))
    low, best, high = (None if i in unknown else figure for i, figure in enumerate(figures))
    return Toll(
        kind=draw(st.sampled_from(get_args(records.TollKind))),
        low=low,
        best=best,
        high=high,
        of=draw(st.none() | _NAMES),
        said_by=draw(_references(said_ids)),
        evidence=draw(_some(spans)),
    )


@st.composite
def _whens(draw: DrawFn, spans: SearchStrategy[Span]) -> When:
    """An interval, one that is open at either end, or an expression that is not resolved."""
    start, end = sorted((draw(iso_prefixes()), draw(iso_prefixes())))
    unknown = draw(st.sets(st.integers(0, 1)))
    return When(
        start=None if 0 in unknown else start,
        end=None if 1 in unknown else end,
        precision=draw(st.none() | st.integers(1, 5)),
        evidence=draw(_some(spans)),
    )


@st.composite
def _wheres(draw: DrawFn, spans: SearchStrategy[Span], entity_ids: _Ids) -> Where:
    lat, lon = draw(_points())
    return Where(
        entity=draw(_reference(entity_ids)),
        name=draw(_NAMES),
        country=draw(_COUNTRIES),
        lat=lat,
        lon=lon,
        precision=draw(st.none() | st.integers(1, 7)),
        evidence=draw(_some(spans)),
    )


def _ties(spans: SearchStrategy[Span], entity_ids: _Ids, said_ids: _Ids) -> SearchStrategy[Tie]:
    return st.builds(
        Tie,
        from_=st.sampled_from(entity_ids or ["none"]),
        to=st.sampled_from(entity_ids or ["none"]),
        kind=st.sampled_from(get_args(records.TieKind)),
        said_by=_references(said_ids),
        certainty=st.sampled_from(get_args(records.Certainty)),
        when=st.none() | _whens(spans),
        evidence=_some(spans),
    )
