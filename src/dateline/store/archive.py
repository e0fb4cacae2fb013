"""The archive: keeps reports and answers questions about them.

In: Reports, decisions and queries. Out: the same Reports, rows of records with their words, and
what a linker has made of many reports: events, actors, changes. An SQLite file unless a URL says
otherwise; every error of the database comes out as a StoreError.
"""

import enum
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from types import TracebackType
from typing import Self, TypeVar

from sqlalchemy import Connection, Select, Table, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from dateline.errors import StoreError
from dateline.records import Article, Entity, Link, Report, report_to_json
from dateline.store import (
    changing,
    decisions,
    finding,
    forgetting,
    linked,
    opening,
    overviews,
    rulings,
)
from dateline.store.accounts import Accounts
from dateline.store.changing import Change
from dateline.store.coders import Coders
from dateline.store.decisions import Decision
from dateline.store.flattening import article_row, article_words
from dateline.store.joining import Joining
from dateline.store.keeping import insert_records, load_reports
from dateline.store.linked_questions import ActorQuery, EventQuery
from dateline.store.linker import Linker
from dateline.store.overviews import EventDays, Groups
from dateline.store.questions import ClaimQuery, SaidQuery, select_claims, select_said
from dateline.store.reviewing import REVIEW_KINDS
from dateline.store.rows import ActorRow, ClaimRow, EventRow, SaidRow, claim_row, said_row
from dateline.store.tables import article_words as words_of_articles
from dateline.store.tables import articles, attributions, claims, reports
from dateline.store.things import in_parts
from dateline.store.trouble import told_as_store_error
from dateline.store.watches import Watches

_STREAMED = {"yield_per": 50}  # reports held in memory while rows are given back

_Upsert = Callable[[Table], sqlite.Insert | postgresql.Insert]
_UPSERTS: dict[str, _Upsert] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}

Row = TypeVar("Row")


class Added(enum.Enum):
    """What adding a report did."""

    NEW = "new"
    ALREADY_THERE = "already there"  # the article was kept before, and is as it was
    REPLACED = "replaced"  # the article was kept before, and its records are now these


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much an archive holds."""

    articles: int
    claims: int
    attributions: int


class Archive(Coders):
    """Reports kept on disk; made by `Archive.open`, closed by `close` or the end of a `with`."""

    @classmethod
    def open(cls, target: str, *, create: bool = True, linker: Linker | None = None) -> Self:
        """Open the archive at a path or an SQLAlchemy URL, and bring its tables up to date.

        Args:
            target: the path of an SQLite file, or a URL such as `postgresql+psycopg://host/name`.
            create: make an archive where there is none; its folder too.
            linker: links what is added; without one it is only kept, and linked when somebody
                with a linker next adds something.

        Raises:
            StoreError: there is none and `create` is False, or it is no archive, damaged, of a
                newer version, locked, or may not be written to.
        """
        engine, name = opening.open_engine(target, create=create)
        return cls(engine, name, linker)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file; what was added is kept whether or not this is called."""
        self._engine.dispose()

    @property
    def name(self) -> str:
        """What to call the archive on a screen: its path, or its URL without the password."""
        return self._name

    @property
    def accounts(self) -> Accounts:
        """Who may use the archive through the desk of a team."""
        return Accounts(self._name, self._reading, self._writing)

    @property
    def version(self) -> str:
        """The revision of the archive's tables, such as "0001".

        Raises:
            StoreError: the archive cannot be read.
        """
        with self._reading("reading the version of") as connection:
            return opening.revision_of(connection, self._name) or ""

    @property
    def watches(self) -> Watches:
        """The watches of the archive, with their alerts."""
        return Watches(self._name, self._reading, self._writing)

    def add(self, report: Report, *, replace: bool = False, again_by: str | None = None) -> Added:
        """Keep a report and link it; when this returns, it is on the disk whole.

        Args:
            report: an article that is there already (by its id) is left as it was.
            replace: put these records in the place of those of the same article instead. What
                people decided about its claims and actors is kept.
            again_by: who wants it although it was forgotten; else such an article is refused.

        Raises:
            ForgottenArticle: somebody had it forgotten.
            StoreError: it could not be kept; then nothing of it is.
        """
        text = self._to_json(report)
        with self._writing(f"adding article {report.article.id} to") as connection:
            self._wait_to_link(connection)
            self._refuse_forgotten(connection, report.article.id, again_by)
            key = _add_article(connection, report.article)
            if key is not None:
                _insert(connection, key, report, text)
                self._link(connection, key, "insert", report.article.id)
                return Added.NEW
            if not replace:
                return Added.ALREADY_THERE
            key = _replace(connection, report, text, self._name, is_linked=self._linker is not None)
            self._link(connection, key, "update", report.article.id)
            return Added.REPLACED

    def naming(self, names: Collection[str]) -> Iterator[Report]:
        """The reports that name a person, by one of the names, in text, title or bylines.

        Raises:
            StoreError: the archive cannot be read.
        """
        with self._reading("looking for a name in") as connection:
            yield from forgetting.reports_naming(connection, names)

    def forget(
        self,
        article_ids: Collection[str],
        *,
        by: str,
        why: str | None = None,
        names: Collection[str] = (),
    ) -> None:
        """Remove articles with everything that was made of them; this cannot be undone.

        Events and actors become what they are without them, the change feed tells of it without
        their words, and they are refused when they come again. `erase` does the rest.

        Args:
            article_ids: whole ids.
            by: who decides this.
            why: in their words, which are kept.
            names: of a person; where they stand in reasons and changes, these are emptied too.

        Raises:
            StoreError: one of them is not there, or nothing could be removed; then all are kept.
        """
        readings = self._need_linker()
        with self._writing("forgetting articles of") as connection:
            self._wait_to_link(connection)
            keys = {}
            for article_id in article_ids:
                key = finding.find_article(connection, self._name, article_id)
                if key is None:
                    raise StoreError(f"there is no article {article_id} in {self._name}")
                keys[key] = article_id
            joining = Joining(connection, readings)
            ruled = forgetting.forget(connection, joining, keys, by=by, why=why, names=names)
            for key in sorted(ruled):
                self._keep_review(connection, key, "what people decided was forgotten")
        readings.forget()

    def erase(self) -> None:
        """Write the archive anew without what was deleted; needs as much room as it has.

        Raises:
            StoreError: it is in use, or there is not enough room.
        """
        with self._reading("looking at"):
            pass  # not that of a newer version
        with told_as_store_error(f"erasing what was forgotten from {self._name}"):
            opening.erase_deleted(self._engine)

    def link_rest(self) -> Iterator[str]:
        """Link the articles that are not linked yet, each safe when its id is given back.

        Those of an older archive, those that were added without a linker, and all of them when the
        linker has changed.

        Raises:
            StoreError: there is no linker, or the archive cannot be written to.
        """
        self._need_linker()
        while True:
            with self._writing("linking the articles of") as connection:
                self._wait_to_link(connection)
                found = linked.next_unlinked(connection)
                if found is None:
                    return
                key, article_id = found
                self._link(connection, key, None, article_id)
            yield article_id

    def merge(self, a: str, b: str, *, by: str, why: str | None = None) -> Decision:
        """Have two be one from now on: claims or events, or entities or actors.

        Args:
            a: the id of an event or an actor or the beginning of it, or a claim or an entity
                as `ARTICLE#c1`, `ARTICLE#e1`.
            b: the other.
            by: who decides this.
            why: in their words.

        Raises:
            StoreError: one of them is not there, or they are not of one kind.
        """
        return self._decide("merge", a, b, by, why)

    def split(self, a: str, b: str, *, by: str, why: str | None = None) -> Decision:
        """Have two be apart from now on: a claim from its event, an entity from its actor.

        Args:
            a: an event or an actor, out of which `b` is taken; or one claim or entity.
            b: a claim or an entity.
            by: who decides this.
            why: in their words.

        Raises:
            StoreError: one of them is not there, or they are not of one kind, or `b` is not in `a`.
        """
        return self._decide("split", a, b, by, why)

    def undo(self, number: int | None = None, *, by: str, why: str | None = None) -> Decision:
        """Let a decision hold no longer, by its number; the newest in force unless one is given.

        Returns:
            The decision that was undone.

        Raises:
            StoreError: there is no such decision, or it was undone before.
        """
        readings = self._need_linker()
        with self._writing("undoing a decision in") as connection:
            self._wait_to_link(connection)
            found = finding.decision_in_force(connection, self._name, number)
            self._refuse_another_coder(connection, found, by)
            nodes = decisions.things_decided(connection, found.number)
            undoing = decisions.insert_decision(
                connection,
                kind="undo",
                by=by,
                why=why,
                a=str(found.number),
                b=None,
                assignment=found.assignment,  # nobody else sees yet that there was anything
            )
            decisions.undo(connection, found.number, undoing)
            reason = finding.reason_of(f"{found.kind} {found.number} undone", by, why)
            if found.kind in REVIEW_KINDS:
                self._undo_ruling(connection, found, reason)
                return found
            joining = Joining(connection, readings)
            joining.link_again(nodes)
            joining.finish(reason)
            return found

    def decisions(
        self, kinds: Collection[str] | None = None, *, limit: int | None = None, offset: int = 0
    ) -> list[Decision]:
        """Everything people decided, newest first.

        Args:
            kinds: only decisions of these kinds.
            limit: so many at most.
            offset: how many to pass over first.

        Raises:
            StoreError: the archive cannot be read.
        """
        with self._reading("reading the decisions of") as connection:
            return decisions.all_decisions(connection, kinds, limit, offset)

    def changes(self, since: int | date | None = None) -> Iterator[Change]:
        """What became of articles, events and actors: after a change's number, or from a day on.

        Raises:
            StoreError: the archive cannot be read.
        """
        with self._reading("reading the changes of") as connection:
            yield from changing.read_changes(connection, since)

    def newest_changes(self, limit: int) -> list[Change]:
        """What became of articles, events and actors last, the newest first.

        Raises:
            StoreError: the archive cannot be read.
        """
        with self._reading("reading the changes of") as connection:
            return changing.newest_changes(connection, limit)

    def newest_articles(self, limit: int, offset: int = 0) -> list[Report]:
        """The reports that were added last, the newest first.

        Raises:
            StoreError: the archive cannot be read.
        """
        with self._reading("reading the newest articles of") as connection:
            keys = overviews.newest_articles(connection, limit, offset)
            loaded = load_reports(connection, keys)
            return [loaded[key] for key in keys]

    def groups_of(self, article_id: str) -> Groups:
        """Into which events and actors the records of an article were linked, by its whole id.

        Raises:
            StoreError: the archive cannot be read.
        """
        with self._reading(f"looking for article {article_id} in") as connection:
            key = finding.find_article(connection, self._name, article_id)
            if key is None:
                return Groups(events={}, actors={})
            return overviews.groups_of(connection, key)

    def find(self, record_id: str) -> tuple[str, str] | None:
        """What an id is of, "article", "event" or "actor", and the id whole.

        Args:
            record_id: an id, or the first six or more characters of it (after "event-").

        Raises:
            StoreError: several begin so, it is too short, or the archive cannot be read.
        """
        with self._reading(f"looking for {record_id} in") as connection:
            return finding.find_record(connection, self._name, record_id)

    def events(self, query: EventQuery | None = None) -> Iterator[EventRow]:
        """The events asked for, newest first.

        Raises:
            StoreError: the archive cannot be read.
        """
        with self._reading("asking") as connection:
            yield from linked.read_events(connection, query or EventQuery())

    def actors(self, query: ActorQuery | None = None) -> Iterator[ActorRow]:
        """The actors asked for, those that most articles name first.

        Raises:
            StoreError: the archive cannot be read.
        """
        with self._reading("asking") as connection:
            yield from linked.read_actors(connection, query or ActorQuery())

    def count_actors(self, query: ActorQuery) -> int | None:
        """How many actors are asked for, whatever the query's limit and offset.

        None where so many events or articles would have to be looked through that it takes long.

        Raises:
            StoreError: the archive cannot be read.
        """
        with self._reading("counting in") as connection:
            return overviews.count_actors(connection, query)

    def count_event_days(self, query: EventQuery) -> EventDays:
        """How many of the events asked for began on each day, None standing for no date.

        The query's limit and offset do not matter. Words that stand in very many articles are
        looked for in the newest events only; then the answer says in how many.

        Raises:
            StoreError: the archive cannot be read.
        """
        with self._reading("counting in") as connection:
            return overviews.count_event_days(connection, query)

    def event(self, event_id: str) -> EventRow | None:
        """An event by its whole id.

        Raises:
            StoreError: the archive cannot be read.
        """
        with self._reading(f"looking for {event_id} in") as connection:
            return linked.read_event(connection, event_id)

    def actor(self, actor_id: str) -> ActorRow | None:
        """An actor by its whole id.

        Raises:
            StoreError: the archive cannot be read.
        """
        with self._reading(f"looking for {actor_id} in") as connection:
            return linked.read_actor(connection, actor_id)

    def claims_of(self, record_id: str) -> Iterator[ClaimRow]:
        """The claims of an event, or those an actor takes part in; first published first.

        Raises:
            StoreError: the archive cannot be read.
        """
        with self._reading(f"looking for {record_id} in") as connection:
            places = linked.claims_of(connection, record_id)
            for start in range(0, len(places), _STREAMED["yield_per"]):
                some = places[start : start + _STREAMED["yield_per"]]
                loaded = load_reports(connection, list({key for key, _ in some}))
                yield from (claim_row(loaded[key], position) for key, position in some)

    def holds(self, article_id: str) -> bool:
        """Whether an article is kept, by its whole id.

        Raises:
            StoreError: the archive cannot be read.
        """
        asked = select(articles.c.key).where(articles.c.id == article_id)
        with self._reading(f"looking for article {article_id} in") as connection:
            return connection.scalar(asked) is not None

    def report(self, article_id: str) -> Report | None:
        """The report of an article, by its id or the first six or more characters of it.

        Raises:
            StoreError: several articles begin so, fewer than six characters are given and are no
                id, or the archive cannot be read.
        """
        with self._reading(f"looking for article {article_id} in") as connection:
            key = finding.find_article(connection, self._name, article_id)
            return None if key is None else load_reports(connection, [key])[key]

    def reports(self) -> Iterator[Report]:
        """Every report in the order of adding, without holding them all in memory.

        Raises:
            StoreError: the archive cannot be read.
        """
        asked = select(articles.c.key).order_by(articles.c.key)
        with self._reading("reading the reports of") as connection:
            for keys in (
                connection.execute(asked, execution_options=_STREAMED).scalars().partitions()
            ):
                yield from load_reports(connection, list(keys)).values()

    def claims(self, query: ClaimQuery | None = None) -> Iterator[ClaimRow]:
        """The claims asked for, newest first; see `select_claims` for the order.

        Raises:
            StoreError: the archive cannot be read.
        """
        asked = query or ClaimQuery()
        yield from self._rows(lambda connection: select_claims(asked, connection), claim_row)

    def said(self, query: SaidQuery | None = None) -> Iterator[SaidRow]:
        """The attributions asked for, last published first; see `select_said` for the order.

        Raises:
            StoreError: the archive cannot be read.
        """
        asked = query or SaidQuery()
        yield from self._rows(lambda connection: select_said(asked, connection), said_row)

    def counts(self) -> Counts:
        """How many articles, claims and attributions there are.

        Raises:
            StoreError: the archive cannot be read.
        """
        with self._reading("counting in") as connection:
            return Counts(
                articles=_count(connection, articles),
                claims=_count(connection, claims),
                attributions=_count(connection, attributions),
            )

    def entities_of(
        self, actor_id: str, *, newest: int | None = None, offset: int = 0
    ) -> list[tuple[Report, Entity]]:
        """Every entity that an actor is, each with its report, first published first.

        Args:
            actor_id: the whole id.
            newest: only those of so many articles, the last published ones.
            offset: how many articles to pass over first, the last published ones too.

        Raises:
            StoreError: the archive cannot be read.
        """
        with self._reading(f"looking for {actor_id} in") as connection:
            places = linked.entities_of(connection, actor_id, newest, offset)
            loaded: dict[int, Report] = {}
            for some in in_parts({key for key, _ in places}):
                loaded |= load_reports(connection, some)
            return [(loaded[key], loaded[key].entities[position]) for key, position in places]

    def count_articles_naming(self, actor_id: str) -> int:
        """How many articles name an actor, by its whole id; 0 where it is not there.

        Raises:
            StoreError: the archive cannot be read.
        """
        with self._reading(f"looking for {actor_id} in") as connection:
            return linked.count_articles_naming(connection, actor_id)

    def links_of(self, actor_id: str) -> list[Link]:
        """Why the entities of an actor are one, each link with its reason.

        Raises:
            StoreError: the archive cannot be read.
        """
        with self._reading(f"looking for {actor_id} in") as connection:
            return linked.links_in(connection, actor_id)

    def _to_json(self, report: Report) -> str:
        if "\0" in report.article.id:  # in a text it is kept, as \u0000 in JSON; no column holds it
            raise StoreError(
                f"adding article {report.article.id!r} to {self._name}: there is a NUL character in"
                " its id; give it another, for instance that of `article_id`"
            )
        try:
            return report_to_json(report)
        except ValueError as error:  # pydantic, for half a surrogate pair in the text
            raise StoreError(
                f"adding article {report.article.id} to {self._name}: it cannot be written as"
                f" JSON: {error}"
            ) from error

    def _rows(
        self, ask: Callable[[Connection], Select[int, int]], show: Callable[[Report, int], Row]
    ) -> Iterator[Row]:
        with self._reading("asking") as connection:
            found_rows = connection.execute(ask(connection), execution_options=_STREAMED)
            for found in found_rows.partitions():
                loaded = load_reports(connection, list({key for key, _ in found}))
                for key, position in found:
                    yield show(loaded[key], position)

    def _decide(self, kind: str, a: str, b: str, by: str, why: str | None) -> Decision:
        readings = self._need_linker()
        doing = {"merge": f"merging {a} and {b} in", "split": f"splitting {b} from {a} in"}[kind]
        with self._writing(doing) as connection:
            self._wait_to_link(connection)
            sides = finding.find_sides(connection, self._name, kind, a, b)
            number = decisions.insert_decision(connection, kind=kind, by=by, why=why, a=a, b=b)
            decisions.insert_decided(connection, number, sides, readings)
            joining = Joining(connection, readings)
            joining.link_again(decisions.things_decided(connection, number))
            joining.finish(finding.reason_of(f"{kind} {number}", by, why))
            return finding.decision(connection, self._name, number)


def _add_article(connection: Connection, article: Article) -> int | None:
    """The key of a new article; None when it is there, or another process is just adding it."""
    if connection.scalar(select(articles.c.key).where(articles.c.id == article.id)) is not None:
        return None
    upsert = _UPSERTS[connection.dialect.name]
    row = article_row(article) | {"added_at": datetime.now(UTC)}
    # PostgreSQL lets many write at once: this waits until whoever adds the same article has done.
    added = upsert(articles).values(row).on_conflict_do_nothing(index_elements=[articles.c.id])
    key: int | None = connection.scalar(added.returning(articles.c.key))
    return key


def _insert(connection: Connection, key: int, report: Report, text: str) -> None:
    connection.execute(insert(reports), {"article_key": key, "report": text})
    words = article_words(report.article.title, report.article.text)
    connection.execute(insert(words_of_articles), {"article_key": key, "words": words})
    insert_records(connection, key, report)


def _replace(
    connection: Connection, report: Report, text: str, name: str, *, is_linked: bool
) -> int:
    kept = select(articles.c.key, articles.c.linked_by).where(articles.c.id == report.article.id)
    # Two processes may put another reading in the place of the same article: one waits here.
    key: int
    key, linked_by = connection.execute(kept.with_for_update()).one()
    if linked_by is not None and not is_linked:
        raise StoreError(
            f"adding article {report.article.id} to {name}: it is linked with others, and what is"
            " read anew must be linked anew; open the archive with `dateline.pipeline.open_archive`"
        )
    for table in (claims, attributions):
        connection.execute(delete(table).where(table.c.article_key == key))
    connection.execute(
        update(articles)
        .where(articles.c.key == key)
        .values(article_row(report.article) | {"reading": articles.c.reading + 1})
    )
    review = rulings.read_review(connection, key, report)
    words = article_words(report.article.title, report.article.text)
    connection.execute(
        update(words_of_articles).where(words_of_articles.c.article_key == key).values(words=words)
    )
    kept_texts = {"report": text, "as_read": None}
    if review.report != report:
        kept_texts = rulings.texts_of(review)
    connection.execute(update(reports).where(reports.c.article_key == key).values(**kept_texts))
    insert_records(connection, key, review.report)
    return key


def _count(connection: Connection, table: Table) -> int:
    return connection.scalar(select(func.count()).select_from(table)) or 0
