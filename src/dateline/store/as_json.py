"""Rows of the archive as JSON objects: what `--json` prints and the HTTP API answers.

In: rows. Out: dictionaries that `json.dumps` can write.
"""

import json
from typing import Any

from dateline.records import record_to_json
from dateline.store.changing import Change
from dateline.store.rows import ClaimRow, SaidRow


def claim_as_json(row: ClaimRow) -> dict[str, Any]:
    """A claim with its article and the names in it."""
    return {
        "article": _article(row),
        "claim": json.loads(record_to_json(row.claim)),
        "actors": row.actors,
        "recipients": row.recipients,
        "targets": row.targets,
        "speakers": row.speakers,
        "quotes": row.quotes,
    }


def said_as_json(row: SaidRow) -> dict[str, Any]:
    """An attribution with its article and the names in it."""
    return {
        "article": _article(row),
        "attribution": json.loads(record_to_json(row.attribution)),
        "speakers": row.speakers,
        "relayed_by": row.relayed_by,
        "quotes": row.quotes,
    }


def change_as_json(change: Change) -> dict[str, Any]:
    """A change, its time in ISO format."""
    return {
        "number": change.number,
        "at": change.at.isoformat(),
        "kind": change.kind,
        "of": change.of,
        "id": change.id,
        "reason": change.reason,
        "details": change.details,
    }


def _article(row: ClaimRow | SaidRow) -> dict[str, str | None]:
    return {
        "id": row.article_id,
        "outlet": row.outlet,
        "title": row.title,
        "published": row.published,
        "url": row.url,
    }
