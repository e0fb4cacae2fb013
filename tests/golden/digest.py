"""A report as a person checks it: every range replaced by its words, ids by names."""

from collections.abc import Iterable
from typing import Any

from dateline.records import Claim, Entity, Participant, Report, Span


def digest(report: Report) -> dict[str, Any]:
    """What a golden file holds of a report."""
    article = report.article
    return {
        "title": article.title,
        "published": article.published,
        "bylines": list(article.bylines),
        "header": [article.header.place, article.header.date, article.header.agency],
        "furniture": [[piece.kind, article.quote(piece.span)] for piece in article.furniture],
        "entities": [_entity(report, entity) for entity in report.entities],
        "said": [
            {
                "who": _names(report, said.speakers),
                "speaker_words": _words(report, said.speaker_spans),
                "cue": _words(report, said.cue),
                "content": _words(report, said.content),
                "how": f"{said.form}, {said.stance}",
                "relayed_by": _names(report, said.relayed_by),
            }
            for said in report.attributions
        ],
        "claims": [_claim(report, claim) for claim in report.claims],
        "ties": [
            [_name(report, tie.from_), tie.kind, _name(report, tie.to), tie.certainty,
             *_words(report, tie.evidence)]
            for tie in report.ties
        ],
        "warnings": list(report.warnings),
    }  # fmt: skip


def _entity(report: Report, entity: Entity) -> str:
    words = " | ".join(_words(report, entity.mentions))
    roles = "; ".join(
        " of ".join(filter(None, (role.title, _name(report, role.organization))))
        for role in entity.roles
    )
    known = ", ".join(filter(None, (entity.kind, entity.country, entity.sector, roles)))
    return f"{entity.name} ({known}): {words}"


def _claim(report: Report, claim: Claim) -> dict[str, Any]:
    return {
        "what": " ".join((claim.type, *claim.modes)),
        "trigger": _words(report, claim.trigger),
        "actors": [_participant(report, who) for who in claim.actors],
        "recipients": [_participant(report, who) for who in claim.recipients],
        "targets": [report.article.quote(target.span) for target in claim.targets],
        "instruments": [report.article.quote(means.span) for means in claim.instruments],
        "toll": [
            f"{toll.kind} {toll.low}/{toll.best}/{toll.high} of {toll.of}: "
            + " + ".join(_words(report, toll.evidence))
            for toll in claim.toll
        ],
        "when": claim.when
        and [claim.when.start, claim.when.end, claim.when.precision,
             *_words(report, claim.when.evidence)],
        "where": claim.where
        and [claim.where.name, claim.where.country, claim.where.precision,
             claim.where.lat is not None],
        "how_sure": f"{claim.status}, {claim.certainty}",
        "said_by": [
            name
            for said in claim.said_by
            for name in _names(report, report.attribution(said).speakers)
        ],
        "also": [claim.acled, claim.muc, *claim.contexts],
    }  # fmt: skip


def _participant(report: Report, who: Participant) -> str:
    words = report.article.quote(who.span)
    name = _name(report, who.entity)
    own = f" [{who.certainty}]" if who.certainty else ""
    return (words if name in {words, None} else f"{words} = {name}") + own


def _words(report: Report, spans: Iterable[Span]) -> list[str]:
    return [report.article.quote(span) for span in spans]


def _names(report: Report, ids: Iterable[str]) -> list[str | None]:
    return [_name(report, name) for name in ids]


def _name(report: Report, entity_id: str | None) -> str | None:
    return None if entity_id is None else report.entity(entity_id).name
