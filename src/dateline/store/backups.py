"""Backups: a whole archive as one file, and back, on either kind of database.

In: an archive, or a file that `back_up` wrote. Out: a ZIP of one JSON Lines file a table and a
manifest with counts and SHA-256 sums, or an archive that holds exactly that. It is read in one
snapshot while others go on adding, and restored in one transaction. A row is an array in the order
of the manifest's columns; instants are ISO 8601 in UTC.
"""

import base64
import contextlib
import hashlib
import json
import os
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import IO, Any

from sqlalchemy import JSON, Connection, LargeBinary, Table, column, func, insert, inspect, select
from sqlalchemy import table as named_table
from sqlalchemy import text as sql
from sqlalchemy.types import Date, DateTime, TypeEngine

from dateline.errors import StoreError
from dateline.store import full_text, opening, postgresql
from dateline.store.tables import HEAD, VERSION_TABLE, articles, metadata
from dateline.store.trouble import told_as_store_error

FORMAT = "dateline.backup/1"
_FAMILY = FORMAT.rpartition("/")[0] + "/"
_MANIFEST = "manifest.json"
_AT_ONCE = 500  # rows held in memory
# What zipfile, json and the rows raise of a file that was cut, changed, or written by another
# program; NotImplementedError is zipfile's word for an unknown packing, RuntimeError for a lock.
_BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, TypeError, AttributeError,
    NotImplementedError, RuntimeError,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """What a backup holds: when it was made, by the tables of which version, how many rows."""

    made_at: str
    revision: str
    rows: Mapping[str, int]  # by table

    @property
    def articles(self) -> int:
        """How many articles it holds."""
        return self.rows.get("articles", 0)


def back_up(target: str, file: Path, *, replace: bool = False) -> Backup:
    """Write everything an archive holds into one file, which is there whole or not at all.

    Args:
        target: the path or URL of the archive.
        file: where to; only its owner may read it.
        replace: write over a backup that is there.

    Raises:
        StoreError: there is no such archive, a file stands there, or it cannot be written.
    """
    if file.exists() and not replace:
        raise StoreError(f"{file} is there already; name another file, or give --replace")
    engine, name = opening.open_engine(target, create=False)
    part = file.with_name(f"{file.name}.part")
    try:
        with told_as_store_error(f"backing up {name} to {file}"):
            try:
                with _new_file(part) as stream, engine.connect() as connection:
                    made = _write(connection, stream)
                part.replace(file)
                _keep_name(file.absolute().parent)
            except BaseException:
                part.unlink(missing_ok=True)
                raise
    finally:
        engine.dispose()
    return made


def restore(file: Path, target: str, *, replace: bool = False) -> Backup:
    """Fill an archive from a backup, whole or not at all; one of an older version is upgraded.

    Args:
        file: what `back_up` wrote, from either kind of database.
        target: the path or URL of the archive; made if it is not there.
        replace: put the backup in the place of what the archive holds.

    Raises:
        StoreError: the file is no whole backup or a newer version's, or the archive holds something
            and `replace` is False; the archive then is as it was.
    """
    with _opened(file) as (backup, manifest, held):
        _check_sums(file, manifest, held)
        engine, name = opening.open_engine(target, create=True)
        try:
            doing = f"restoring {file} into {name}"
            with (
                told_as_store_error(doing),
                opening.writer_of(engine).begin() as connection,
            ):
                if postgresql.is_postgresql(engine.url):
                    postgresql.wait_for_other_upgrades(connection)
                if not replace:
                    _check_empty(connection, name)
                _fill(connection, backup, manifest, held)
        finally:
            engine.dispose()
    return backup


def _write(connection: Connection, stream: IO[bytes]) -> Backup:
    revision = opening.revision_of(connection, "the archive") or ""
    described = {}
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for table in metadata.sorted_tables:
            described[table.name] = _write_table(connection, archive, table)
        made_at = datetime.now(UTC).isoformat(timespec="seconds")
        manifest = {
            "format": FORMAT,
            "made_at": made_at,
            "revision": revision,
            "tables": described,
            "counters": _counters(connection),
        }
        archive.writestr(_MANIFEST, json.dumps(manifest, indent=1))
    rows = {name: table["rows"] for name, table in described.items()}
    return Backup(made_at=made_at, revision=revision, rows=rows)


def _write_table(connection: Connection, archive: zipfile.ZipFile, table: Table) -> dict[str, Any]:
    # Rows that others of the table refer to come first, so that they can be inserted in this order.
    parents_first = [
        key.parent.is_not(None) for key in table.foreign_keys if key.column.table is table
    ]
    asked = select(table).order_by(*parents_first, *table.primary_key.columns)
    digest, rows = hashlib.sha256(), 0
    with (
        archive.open(_member(table.name), "w", force_zip64=True) as member,
        connection.execute(asked, execution_options={"yield_per": _AT_ONCE}) as found,
    ):
        for row in found:
            line = json.dumps([_as_json(value) for value in row], ensure_ascii=False)
            data = line.encode() + b"\n"
            digest.update(data)
            member.write(data)
            rows += 1
    return {"columns": table.columns.keys(), "rows": rows, "sha256": digest.hexdigest()}


def _as_json(value: Any) -> Any:
    if isinstance(value, datetime):
        at = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
        return at.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return value


def _from_json(value: Any, kind: TypeEngine[Any]) -> Any:
    if value is None:
        return None
    if isinstance(kind, DateTime):
        return datetime.fromisoformat(value)
    if isinstance(kind, Date):
        return date.fromisoformat(value)
    return base64.b64decode(value) if isinstance(kind, LargeBinary) else value


def _counters(connection: Connection) -> dict[str, int]:
    """The highest key that each table ever gave out, where it is never given twice."""
    if connection.dialect.name == "sqlite":
        rows = connection.execute(sql("SELECT name, seq FROM sqlite_sequence"))
        return {name: number for name, number in rows if name in metadata.tables}
    counters = {}
    for table, sequence in _sequences(connection).items():
        last, is_called = connection.execute(
            sql(f"SELECT last_value, is_called FROM {sequence}")  # noqa: S608
        ).one()
        counters[table] = last if is_called else 0
    return counters


def _sequences(connection: Connection) -> dict[str, str]:
    """The sequence that gives out the keys of each table, in PostgreSQL."""
    asked = sql("SELECT pg_get_serial_sequence(:table, :column)")
    found = {}
    for table in inspect(connection).get_table_names():
        columns = inspect(connection).get_pk_constraint(table)["constrained_columns"]
        if len(columns) == 1 and table in metadata.tables:
            sequence = connection.scalar(asked, {"table": table, "column": columns[0]})
            if sequence is not None:
                found[table] = sequence
    return found


@contextlib.contextmanager
def _opened(file: Path) -> Iterator[tuple[Backup, dict[str, Any], zipfile.ZipFile]]:
    from dateline.store import upgrade  # noqa: PLC0415 (alembic is slow to load)

    with (
        told_as_store_error(f"reading the backup {file}"),
        _told_if_broken(file),
        zipfile.ZipFile(file) as held,
    ):
        manifest = json.loads(held.read(_MANIFEST))
        found = str(manifest.get("format"))
        if not found.startswith(_FAMILY):
            raise StoreError(f"{file} is no backup of Dateline; name one")
        if found != FORMAT or manifest["revision"] not in upgrade.known_revisions():
            raise StoreError(
                f"{file} was made by a newer Dateline ({found}, tables of version"
                f" {manifest['revision']}; this one knows {FORMAT} and up to {HEAD}); upgrade"
                " Dateline and try again"
            )
        rows = {name: table["rows"] for name, table in manifest["tables"].items()}
        backup = Backup(made_at=manifest["made_at"], revision=manifest["revision"], rows=rows)
        yield backup, manifest, held


@contextlib.contextmanager
def _told_if_broken(file: Path) -> Iterator[None]:
    try:
        yield
    except _BROKEN as error:
        raise StoreError(
            f"{file} is no backup, or is cut short or damaged ({error}); nothing was restored, use"
            " another copy"
        ) from error


def _check_sums(file: Path, manifest: dict[str, Any], held: zipfile.ZipFile) -> None:
    """Read all once before anything is touched."""
    for name, described in manifest["tables"].items():
        digest, rows = hashlib.sha256(), 0
        with held.open(_member(name)) as member:
            for line in member:
                digest.update(line)
                rows += 1
        if digest.hexdigest() != described["sha256"] or rows != described["rows"]:
            raise StoreError(
                f"{file} is damaged (the table {name} is not what was written); nothing was"
                " restored, use another copy"
            )


def _check_empty(connection: Connection, name: str) -> None:
    for table in (articles, *metadata.sorted_tables):
        if connection.execute(select(table).limit(1)).first() is not None:
            number = connection.scalar(select(func.count()).select_from(table))
            raise StoreError(
                f"{name} is not empty ({number} in {table.name}); name a new archive, or give"
                " --replace to lose what it holds"
            )


def _fill(
    connection: Connection, backup: Backup, manifest: dict[str, Any], held: zipfile.ZipFile
) -> None:
    """Make the tables as they were when the backup was made, fill them, and upgrade them."""
    from dateline.store import upgrade  # noqa: PLC0415

    _drop_all(connection)
    upgrade.upgrade(connection, backup.revision)
    for name, described in manifest["tables"].items():
        _fill_table(connection, name, described["columns"], held)
    _set_counters(connection, manifest["counters"])
    upgrade.upgrade(connection)


def _drop_all(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        for table in full_text.SEARCHED:
            connection.execute(sql(f"DROP TABLE IF EXISTS {full_text.PREFIX}{table.name}"))
    metadata.drop_all(connection)
    connection.execute(sql(f"DROP TABLE {VERSION_TABLE}"))


def _fill_table(
    connection: Connection, name: str, columns: Sequence[str], held: zipfile.ZipFile
) -> None:
    # As the tables are at this revision, which may be older than that of the code.
    kinds = {
        column["name"]: _nullable(column["type"])
        for column in inspect(connection).get_columns(name)
    }
    inserted = insert(named_table(name, *(column(key, kinds[key]) for key in columns)))
    rows: list[dict[str, Any]] = []
    with held.open(_member(name)) as member:
        for line in member:
            values = zip(columns, json.loads(line), strict=True)
            rows.append({key: _from_json(value, kinds[key]) for key, value in values})
            if len(rows) == _AT_ONCE:
                connection.execute(inserted, rows)
                rows = []
    if rows:
        connection.execute(inserted, rows)


def _nullable(kind: TypeEngine[Any]) -> TypeEngine[Any]:
    """JSON is text here, and None no JSON but nothing at all."""
    return JSON(none_as_null=True) if isinstance(kind, JSON) else kind


def _set_counters(connection: Connection, counters: Mapping[str, int]) -> None:
    if connection.dialect.name == "sqlite":
        numbered = sql("SELECT name FROM sqlite_master WHERE sql LIKE '%AUTOINCREMENT%'")
        for name in connection.scalars(numbered).all():
            values = {"name": name, "seq": counters.get(name, 0)}
            found = sql("SELECT max(seq) FROM sqlite_sequence WHERE name = :name")
            values["seq"] = max(values["seq"], connection.scalar(found, {"name": name}) or 0)
            connection.execute(sql("DELETE FROM sqlite_sequence WHERE name = :name"), values)
            connection.execute(sql("INSERT INTO sqlite_sequence VALUES (:name, :seq)"), values)
        return
    for name, sequence in _sequences(connection).items():
        (key,) = metadata.tables[name].primary_key.columns
        highest = connection.scalar(select(func.max(key))) or 0
        last = max(counters.get(name, 0), highest)
        connection.execute(
            sql("SELECT setval(CAST(:sequence AS regclass), :last, :is_called)"),
            {"sequence": sequence, "last": max(last, 1), "is_called": last > 0},
        )


def _member(table: str) -> str:
    return f"tables/{table}.jsonl"


@contextlib.contextmanager
def _new_file(path: Path) -> Iterator[IO[bytes]]:
    """A file for its owner alone, on the disk when it is closed."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w+b") as stream:
        yield stream
        stream.flush()
        os.fsync(stream.fileno())


def _keep_name(folder: Path) -> None:
    """Have the name of a file on the disk too; Windows does that by itself."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
