"""Actors and the ties between them, across articles: what graph formats are made of.

A node is an actor of the archive; an entity that is no actor ("a senior officer") is a node of its
own article.
"""

import functools
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.export.selection import Selection
from dateline.records import Entity, EntityRef, Report, Tie

_KEPT = 1024  # actors, and articles with theirs, that are held in memory


@dataclass(frozen=True, slots=True)
class Node:
    """An actor, or an entity that is none; its kind, country and sector where they are known."""

    id: str
    name: str
    kind: str
    country: str | None
    sector: str | None


@dataclass(frozen=True, slots=True)
class Edge:
    """A tie as one article has it, its speakers and its words."""

    id: str
    one: Node
    other: Node
    tie: Tie
    report: Report

    @property
    def quotes(self) -> list[str]:
        """The words that support it."""
        return [self.report.article.quote(span) for span in self.tie.evidence]

    @property
    def speakers(self) -> list[str]:
        """Who says so; nobody when the outlet says it itself."""
        said = (self.report.attribution(one) for one in self.tie.said_by)
        return list(
            dict.fromkeys(name for one in said for name in speakers_of(self.report, one.id))
        )


class Network:
    """Looks up which actor an entity is, by what the archive has linked."""

    def __init__(self, selection: Selection) -> None:
        archive = selection.archive
        self._groups_of = functools.lru_cache(_KEPT)(archive.groups_of)
        self._actor = functools.lru_cache(_KEPT)(archive.actor)

    def node(self, report: Report, entity: Entity) -> Node:
        """The node of an entity."""
        actor_id = self._groups_of(report.article.id).actors.get(entity.id)
        actor = self._actor(actor_id) if actor_id is not None else None
        if actor is None:
            ref = EntityRef(report.article.id, entity.id)
            return Node(str(ref), entity.name, entity.kind, entity.country, _known(entity.sector))
        return Node(actor.id, actor.name, actor.kind, actor.country, _known(entity.sector))

    def edges(self, report: Report) -> Iterator[Edge]:
        """The ties of a report."""
        for number, tie in enumerate(report.ties, start=1):
            one, other = (self.node(report, report.entity(end)) for end in (tie.from_, tie.to))
            yield Edge(f"{report.article.id}#t{number}", one, other, tie, report)


def speakers_of(report: Report, attribution_id: str) -> list[str]:
    """The names of an attribution's speakers, or the text's words for them."""
    said = report.attribution(attribution_id)
    if said.speakers:
        return [report.entity(speaker).name for speaker in said.speakers]
    return [report.article.quote(span) for span in said.speaker_spans]


def _known(sector: str | None) -> str | None:
    return None if sector == "UNK" else sector
