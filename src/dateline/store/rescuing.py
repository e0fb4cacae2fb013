"""What can still be read of a damaged archive, one report at a time.

In: the path or URL of an archive, which is only read. Out: files in a folder: the reports, as
`dateline add` takes them; people's decisions; and the ids of what is lost.
"""

import itertools
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, Select, select
from sqlalchemy.exc import SQLAlchemyError

from dateline.errors import EvidenceError, StoreError
from dateline.records import SCHEMA, Report, report_from_json, report_to_json
from dateline.store import opening
from dateline.store.pages import Pages
from dateline.store.tables import articles, decisions, reports
from dateline.store.trouble import told_as_store_error

_MARK = f'"schema":"{SCHEMA}"'  # stands at the beginning of every report that is kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Rescued:
    """How much was rescued, and the ids of articles of which nothing can be read any more."""

    reports: int
    decisions: int
    lost: tuple[str, ...]


def rescue(target: str, folder: Path) -> Rescued:
    """Write what can be read of an archive into a folder; the archive is not touched.

    Makes reports.jsonl, decisions.jsonl and, if it is known what is lost, lost.txt.

    Raises:
        StoreError: there is no archive, the folder holds such files, or cannot be written to.
    """
    engine, name = opening.open_unchecked(target)
    made = folder / "reports.jsonl"
    if made.exists():
        raise StoreError(f"{folder} holds what was rescued before; name another folder")
    try:
        with told_as_store_error(f"rescuing {name} into {folder}"):
            folder.mkdir(parents=True, exist_ok=True)
            kept = _write_reports(engine, name, made)
            decided = [_as_json(row) for row in _rows(engine, select(decisions))]
            (folder / "decisions.jsonl").write_text("".join(decided), encoding="utf-8")
            known = {row.id for row in _rows(engine, select(articles.c.key, articles.c.id))}
            lost = tuple(sorted(known - kept))
            if lost:
                (folder / "lost.txt").write_text("\n".join((*lost, "")), encoding="utf-8")
    finally:
        engine.dispose()
    return Rescued(reports=len(kept), decisions=len(decided), lost=lost)


def _write_reports(engine: Engine, name: str, made: Path) -> set[str]:
    """Write each report once; the ids of their articles."""
    kept: set[str] = set()
    with made.open("w", encoding="utf-8", newline="\n") as stream:
        found = _in_tables(engine)
        if engine.dialect.name == "sqlite" and "://" not in name:
            # What the tables give comes first: a page may also hold what stood there once.
            found = itertools.chain(found, Pages(Path(name)).texts())
        for text in found:
            report = _report(text)
            if report is not None and report.article.id not in kept:
                kept.add(report.article.id)
                stream.write(report_to_json(report) + "\n")
    return kept


def _in_tables(engine: Engine) -> Iterator[str]:
    """The reports that the database gives: all in one go, else one by one around the damage."""
    seen: set[int] = set()
    whole = select(reports.c.article_key, reports.c.report).order_by(reports.c.article_key)
    for row in _rows(engine, whole):
        seen.add(row.article_key)
        yield row.report
    keys = {row.key for row in _rows(engine, select(articles.c.key, articles.c.id))}
    keys |= {row.article_key for row in _rows(engine, select(reports.c.article_key))}
    # From the last to the first, for those behind the damage.
    keys |= {row.key for row in _rows(engine, select(articles.c.key).order_by(-articles.c.key))}
    for key in sorted(keys - seen):
        alone = select(reports.c.report).where(reports.c.article_key == key)
        for row in _rows(engine, alone):
            yield row.report


def _rows(engine: Engine, asked: Select[*tuple[Any, ...]]) -> Iterator[Any]:
    """The rows of an answer up to where the damage is."""
    try:
        with (
            engine.connect() as connection,
            connection.execute(asked, execution_options={"yield_per": 50}) as found,
        ):
            yield from found
    except (SQLAlchemyError, sqlite3.Error, ValueError):
        return


def _report(text: object) -> Report | None:
    if not isinstance(text, str) or _MARK not in text[:100]:
        return None
    try:
        return report_from_json(text)
    except EvidenceError:
        return None


def _as_json(row: Any) -> str:
    return json.dumps(row._asdict(), default=str, ensure_ascii=False) + "\n"
