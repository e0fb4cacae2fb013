"""Articles forgotten for good: what was read of them, linked with them and written of them.

In: ids of articles, or names of a person. Out: an archive as if the articles had never come, but
for one decision each that says that an article of this id was forgotten, when and by whom.
"""

import json
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence

from sqlalchemy import (
    ColumnElement,
    Connection,
    Text,
    cast,
    delete,
    func,
    or_,
    select,
    true,
    update,
)
from sqlalchemy import text as sql

from dateline.records import Report
from dateline.store import changing, full_text
from dateline.store.changing import Note
from dateline.store.decisions import insert_decision, undo
from dateline.store.folding import pad_words
from dateline.store.joining import Joining
from dateline.store.tables import (
    alerts,
    articles,
    changes,
    decided,
    decisions,
    deliveries,
    metadata,
    reports,
    things,
)
from dateline.store.things import in_parts, parse_report

KIND = "forget"  # of the decision that remains
GONE = "(forgotten)"  # stands where words of people stood
_AT_ONCE = 50  # reports held in memory


def reports_naming(connection: Connection, names: Collection[str]) -> Iterator[Report]:
    """The reports in which one of the names stands: in text, title or bylines, or of an entity.

    Case and accents do not count, nor does what stands between the words of a name.
    """
    wanted = [plain for plain in map(_plain, names) if plain.strip()]
    if not wanted:
        return
    asked = (
        select(articles.c.id, reports.c.report)
        .join(reports)
        .where(or_(*(_may_hold(name) for name in names)))
        .order_by(articles.c.key)
    )
    with connection.execute(asked, execution_options={"yield_per": _AT_ONCE}) as rows:
        for article_id, text in rows:
            report = parse_report(article_id, text)
            told = list(map(_plain, _words_of(report)))
            if any(name in words for name in wanted for words in told):
                yield report


class Forgotten:
    """Which articles are forgotten, by which decision; looked up anew after each decision only."""

    def __init__(self) -> None:
        self._newest: int | None = -1
        self._numbers: dict[str, int] = {}

    def number_of(self, connection: Connection, article_id: str) -> int | None:
        """The number of the decision by which an article is forgotten; None if it is not."""
        newest = connection.scalar(select(func.max(decisions.c.key)))
        if newest != self._newest:
            in_force = select(decisions.c.a, decisions.c.key).where(
                decisions.c.kind == KIND, decisions.c.undone_by.is_(None)
            )
            self._numbers = {row.a: row.key for row in connection.execute(in_force)}
            self._newest = newest
        return self._numbers.get(article_id)

    def clear(self) -> None:
        """What was seen in a transaction that failed was never there."""
        self._newest = -1


def remember_again(connection: Connection, number: int, by: str) -> None:
    """Let an article be added again that a decision has forgotten."""
    undoing = insert_decision(connection, kind="undo", by=by, why=None, a=str(number), b=None)
    undo(connection, number, undoing)


def forget(
    connection: Connection,
    joining: Joining,
    keys: dict[int, str],
    *,
    by: str,
    why: str | None,
    names: Collection[str],
) -> set[int]:
    """Remove articles with all that was made of them, and note that without a word of theirs.

    Args:
        connection: in a transaction that writes.
        joining: of this transaction.
        keys: the ids of the articles by key.
        by: who decided to forget them.
        why: in their words.
        names: of a person; where they stand in what people or the linker wrote, they go as well.

    Returns:
        The keys of articles that stay, in whose reports words of such decisions stand.
    """
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA secure_delete=ON")  # what is deleted is overwritten
    before = _refs_of_identities(connection, keys)
    about = _decisions_on(connection, keys)
    told_of = _events_of(connection, keys)
    for key in sorted(keys):
        joining.remove_article(key)
    _delete_rows(connection, keys)
    joining.finish("articles forgotten" if len(keys) > 1 else "article forgotten")
    gone = before - _still_there(connection, before)
    ruled = _clean_decisions(connection, about, set(keys.values()), names, by)
    _clean_changes(connection, set(keys.values()), gone, names)
    _delete_alerts(connection, {*keys.values(), *told_of}, names)
    notes = [Note("retract", "article", keys[key], "article forgotten", {}) for key in sorted(keys)]
    changing.note(connection, notes)
    for key in sorted(keys):
        insert_decision(connection, kind=KIND, by=by, why=why, a=keys[key], b=None)
    if connection.dialect.name == "sqlite":
        for table in full_text.SEARCHED:  # an index keeps the words of deleted rows until then
            index = full_text.PREFIX + table.name
            connection.execute(sql(f"INSERT INTO {index}({index}) VALUES ('optimize')"))  # noqa: S608
    return _articles_of(connection, ruled)


def _delete_rows(connection: Connection, keys: Collection[int]) -> None:
    """Delete articles, and what refers to them in any table."""
    for some in in_parts(keys):
        for table in reversed(metadata.sorted_tables):
            for reference in table.foreign_keys:
                if reference.column is articles.c.key:
                    connection.execute(delete(table).where(reference.parent.in_(some)))
        connection.execute(delete(articles).where(articles.c.key.in_(some)))


def _may_hold(name: str) -> ColumnElement[bool]:
    """What the database can tell: whether the longest word stands somewhere in a report."""
    words = [word for word in re.findall(r"\w+", name) if word.isascii()]
    if not words:
        return true()  # only Python folds other letters, so every report is looked at
    return cast(reports.c.report, Text).icontains(max(words, key=len), autoescape=True)


def _words_of(report: Report) -> Iterator[str]:
    article = report.article
    yield article.text
    yield article.title or ""
    yield from article.bylines
    yield from (entity.name for entity in report.entities)


def _plain(text: str) -> str:
    """The words of a text without case and accents, each between two spaces."""
    split = unicodedata.normalize("NFKD", text).casefold()
    letters = "".join(letter for letter in split if not unicodedata.combining(letter))
    return pad_words(re.findall(r"[^\W_]+", letters))


def _refs_of_identities(connection: Connection, keys: Iterable[int]) -> set[str]:
    entity, identity = things.alias("entity"), things.alias("identity")
    asked = select(identity.c.ref).join(entity, entity.c.identity_key == identity.c.key)
    return {
        ref
        for some in in_parts(keys)
        for ref in connection.scalars(asked.where(entity.c.article_key.in_(some)))
    }


def _still_there(connection: Connection, refs: Iterable[str]) -> set[str]:
    asked = select(things.c.ref).where(things.c.article_key.is_(None))
    return {
        ref
        for some in in_parts(refs)
        for ref in connection.scalars(asked.where(things.c.ref.in_(some)))
    }


def _decisions_on(connection: Connection, keys: Iterable[int]) -> set[int]:
    """The decisions about records of articles, and those that undid them."""
    asked = select(decided.c.decision_key)
    found = {
        number
        for some in in_parts(keys)
        for number in connection.scalars(asked.where(decided.c.article_key.in_(some)))
    }
    undone = select(decisions.c.undone_by).where(decisions.c.undone_by.is_not(None))
    return found | {
        number
        for some in in_parts(found)
        for number in connection.scalars(undone.where(decisions.c.key.in_(some)))
    }


def _events_of(connection: Connection, keys: Iterable[int]) -> set[str]:
    """The events of the articles' claims: an alert may tell their words and not name them."""
    asked = select(things.c.group_id).where(things.c.kind == "claim")
    return {
        event
        for some in in_parts(keys)
        for event in connection.scalars(asked.where(things.c.article_key.in_(some)))
        if event is not None
    }


def _articles_of(connection: Connection, numbers: Iterable[int]) -> set[int]:
    asked = select(decided.c.article_key)
    return {
        key
        for some in in_parts(numbers)
        for key in connection.scalars(asked.where(decided.c.decision_key.in_(some)))
    }


def _clean_decisions(
    connection: Connection,
    about: Collection[int],
    ids: Collection[str],
    names: Collection[str],
    by: str,
) -> set[int]:
    """Who decided when remains; on what and why only if it is not about what is forgotten.

    A decision about an article that stays holds on without its reason; if what it put there names
    the person, it is undone.

    Returns:
        The decisions that were touched.
    """
    touched = set()
    for row in connection.execute(select(decisions).where(decisions.c.kind != KIND)).all():
        is_reason = row.reason is not None and _names_one(row.reason, names)
        is_put = row.details is not None and _names_one(_spelled_out(row.details), names)
        is_about = row.key in about or row.a in ids
        if not (is_reason or is_put or is_about):
            continue
        touched.add(row.key)
        if row.reason is not None:
            _clean_reasons(connection, row.reason)
        if is_put and not is_about and row.undone_by is None:
            undo(
                connection,
                row.key,
                insert_decision(connection, kind="undo", by=by, why=None, a=str(row.key), b=None),
            )
        sides = {
            side: GONE if value and (value in ids or _is_of(value, ids)) else value
            for side, value in (("a", row.a), ("b", row.b))
        }
        connection.execute(
            update(decisions)
            .where(decisions.c.key == row.key)
            .values(
                reason=None if row.reason is None else GONE,
                details=None if is_put or is_about else row.details,
                assignment_key=None if is_about else row.assignment_key,
                **sides,
            )
        )
    return touched


def _clean_reasons(connection: Connection, why: str) -> None:
    """The reason of a decision stands in the changes that it made as well."""
    said = f": {why}".replace("\0", " ")
    connection.execute(
        update(changes)
        .where(changes.c.reason.contains(said, autoescape=True))
        .values(reason=func.replace(changes.c.reason, said, f": {GONE}"))
    )


def _clean_changes(
    connection: Connection, ids: Collection[str], refs: Collection[str], names: Collection[str]
) -> None:
    """What joined and left is told by names of what is there; those of what is gone go."""
    marks = [*(json.dumps(ref)[1:-1] for ref in refs), *(f"{name}#" for name in ids)]
    asked = select(changes.c.number, changes.c.details)
    details = cast(changes.c.details, Text)
    found: dict[int, str] = {}
    for some in in_parts(marks, 20):
        holding = or_(*(details.contains(mark, autoescape=True) for mark in some))
        found |= {row.number: row.details for row in connection.execute(asked.where(holding))}
    for name in names:
        words = [word for word in re.findall(r"\w+", name) if word.isascii()]
        longest = max(words, key=len, default="")
        holding = details.icontains(longest, autoescape=True)
        found |= {row.number: row.details for row in connection.execute(asked.where(holding))}
    rows = []
    for number, kept in found.items():
        told: dict[str, Sequence[str]] = json.loads(kept)
        cleaned = {
            key: [
                one
                for one in values
                if one not in refs and not _is_of(one, ids) and not _names_one(one, names)
            ]
            for key, values in told.items()
        }
        if cleaned != told:
            rows.append((number, json.dumps(cleaned, ensure_ascii=True)))
    for number, cleaned_text in rows:
        connection.execute(
            update(changes).where(changes.c.number == number).values(details=cleaned_text)
        )


def _spelled_out(kept: object) -> str:
    """JSON as a column gives it, parsed or not, without escapes."""
    return json.dumps(json.loads(kept) if isinstance(kept, str) else kept, ensure_ascii=False)


def _delete_alerts(connection: Connection, ids: Collection[str], names: Collection[str]) -> None:
    """What was told of what is forgotten goes whole, and is not sent any more."""
    record = cast(alerts.c.record, Text)
    marks = [json.dumps(name) for name in ids]
    gone = {
        key
        for some in in_parts(marks, 20)
        for key in connection.scalars(
            select(alerts.c.key).where(or_(*(record.contains(m, autoescape=True) for m in some)))
        )
    }
    if names:
        for key, told in connection.execute(select(alerts.c.key, alerts.c.record)):
            if _names_one(_spelled_out(told), names):
                gone.add(key)
    for some in in_parts(gone):
        connection.execute(delete(deliveries).where(deliveries.c.alert_key.in_(some)))
        connection.execute(delete(alerts).where(alerts.c.key.in_(some)))


def _names_one(text: str, names: Collection[str]) -> bool:
    told = _plain(text)
    return any(_plain(name) in told for name in names)


def _is_of(name: str, ids: Collection[str]) -> bool:
    """Whether a name such as ARTICLE#c1 is of one of the articles; ARTICLE may be its beginning."""
    article, mark, _ = name.partition("#")
    return bool(mark and article) and any(one.startswith(article) for one in ids)
