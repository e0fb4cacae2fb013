"""What can only go wrong with a server: it is not there, goes away, or does not let us in.

Collected only where there is a server; see `databases.py`.
"""

import contextlib
import gc
import os
import shlex
import subprocess
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import event, make_url

from dateline.errors import StoreError
from dateline.store import Added, Archive, tables
from tests.making import MadeClaim, make_report
from tests.simple_linker import SimpleLinker
from tests.store.acts import ACTS, Act
from tests.store.databases import execute, new_target, server


@pytest.fixture
def target(tmp_path: Path) -> Iterator[str]:
    with new_target("postgresql", tmp_path) as target:
        yield target


@pytest.fixture
def archive(target: str) -> Iterator[Archive]:
    with Archive.open(target, linker=SimpleLinker()) as archive:
        yield archive


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_a_connection_that_was_dropped_meanwhile_is_replaced(
    archive: Archive, target: str, act: Act
) -> None:
    archive.add(make_report(0))
    assert _end_connections(target) == [True]

    act(archive)


# SQLAlchemy leaves the cursors of a lost connection to the garbage collector.
@pytest.mark.filterwarnings("ignore:<psycopg.ServerCursor:ResourceWarning")
@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_a_connection_that_is_dropped_in_the_middle_is_told(
    archive: Archive, target: str, act: Act
) -> None:
    def end_connections(*_: object) -> None:
        assert _end_connections(target) == [True]

    archive.add(make_report(0))
    event.listen(archive._engine, "before_cursor_execute", end_connections, once=True)

    with pytest.raises(StoreError, match=r"^\w.* postgresql.*: the server ended the connection"):
        act(archive)
    gc.collect()
    assert archive.counts().articles == 1
    act(archive)


@pytest.mark.filterwarnings("ignore:<psycopg.ServerCursor:ResourceWarning")
def test_a_server_that_is_restarted_loses_nothing_and_is_found_again(
    archive: Archive, target: str
) -> None:
    kept: set[str] = set()
    told: list[str] = []
    for number in range(60):
        if number == 20:
            start_again = _stop_server(target)
        if number == 40:
            start_again()
        try:
            report = make_report(number)
            archive.add(report)
            kept.add(report.article.id)
        except StoreError as error:
            told.append(str(error))

    assert len(told) == 20
    assert all("no server answers there; see that it runs" in one for one in told[1:])
    assert {report.article.id for report in archive.reports()} == kept
    assert len(kept) == 40


@pytest.mark.filterwarnings("ignore:<psycopg.ServerCursor:ResourceWarning")
def test_a_desk_says_that_the_server_is_gone_and_finds_it_again(target: str) -> None:
    testclient = pytest.importorskip("starlette.testclient")
    from dateline.web.app import make_app
    from dateline.web.desk import Desk

    report = make_report(0)
    with Archive.open(target, linker=SimpleLinker()) as archive:
        archive.add(report)
        client = testclient.TestClient(
            make_app(Desk(archive, lambda: None)),  # type: ignore[arg-type]
            base_url="http://127.0.0.1:8017",
            client=("127.0.0.1", 50_000),
            raise_server_exceptions=False,
        )
        page = f"/articles/{report.article.id}"
        assert (client.get("/health").status_code, client.get(page).status_code) == (200, 200)
        start_again = _stop_server(target)
        try:
            gone = client.get("/health")
            assert client.get(page).status_code == 503
            assert "dateline_archive_up 0.0" in client.get("/metrics").text
        finally:
            start_again()
        assert gone.status_code == 503
        assert "server" in gone.json()["reason"]
        assert (client.get("/health").status_code, client.get(page).status_code) == (200, 200)


def test_no_byte_of_a_forgotten_person_is_left_in_the_files_of_the_server(
    archive: Archive, target: str
) -> None:
    """But for the server's own log of what was written, which docs/operation.md names."""
    named = [
        make_report(number, claims=[MadeClaim(actor="Zebulon Quillfeather", actor_kind="person")])
        for number in range(3)
    ]
    for report in (*named, make_report(7)):
        archive.add(report)
    archive.merge(f"{named[0].article.id}#e1", f"{named[1].article.id}#e1", by="Ada", why="one man")
    assert _count_in_files(target, b"uillfeather") > 0

    archive.forget(
        [report.article.id for report in named], by="Ada", names=["Zebulon Quillfeather"]
    )
    archive.erase()

    assert _count_in_files(target, b"uillfeather") == 0
    assert [report.article.id for report in archive.reports()] == [make_report(7).article.id]


def test_an_archive_is_not_made_unasked(target: str) -> None:
    with pytest.raises(StoreError, match=r"no archive in postgresql.*; `dateline add` makes one"):
        Archive.open(target, create=False)
    assert (
        execute(target, "SELECT tablename FROM pg_tables WHERE schemaname = current_schema") == []
    )


def test_the_database_of_another_program_is_left_alone(target: str) -> None:
    execute(target, "CREATE TABLE bookmarks (url text)")

    with pytest.raises(StoreError, match=r"another program \(its tables are bookmarks\)"):
        Archive.open(target)


def test_a_newer_archive_is_left_alone(target: str) -> None:
    Archive.open(target).close()
    execute(target, "UPDATE dateline_version SET version_num = '9000'")

    with pytest.raises(StoreError, match=rf"made by a newer Dateline \(.* 9000, .* {tables.HEAD}"):
        Archive.open(target)


def test_many_may_make_the_same_archive_at_once(target: str) -> None:
    def open_and_add(number: int) -> Added:
        with Archive.open(target) as archive:
            return archive.add(make_report(number))

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(open_and_add, range(4))) == [Added.NEW] * 4


@pytest.mark.parametrize("spelling", ["postgres", "postgresql"])
def test_an_address_may_be_spelled_as_hosting_services_do(target: str, spelling: str) -> None:
    url = make_url(target).set(drivername=spelling)

    with Archive.open(url.render_as_string(hide_password=False)) as archive:
        assert archive.add(make_report()) is Added.NEW


def test_the_name_of_an_archive_is_without_the_password(target: str) -> None:
    secrets = {"password": "secret", "sslpassword": "secret"}
    url = make_url(target).set(username="dateline", password=secrets["password"])
    url = url.update_query_dict({"sslpassword": secrets["sslpassword"]})

    with Archive.open(url.render_as_string(hide_password=False)) as archive:
        assert archive.name.startswith("postgresql+psycopg://dateline:***@")
        assert "secret" not in archive.name


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"host": "/nowhere"}, "no server answers there; see that it runs"),
        ({"host": "127.0.0.1", "port": "1"}, "no server answers there; see that it runs"),
        ({"host": "nowhere.invalid"}, "no server of this name is known"),
        ({"user": "nobody_we_know"}, "the server does not let you in"),
        (
            {"dbname": "no_such_name"},
            "there is no such database; make it first, .* `createdb NAME`",
        ),
        ({"options": "-cdefault_transaction_read_only=on"}, "it may not be written to"),
        (
            {"options": "-csearch_path=no_such_schema"},
            "there is no schema of this name; make it first",
        ),
        ({"options": "-cstatement_timeout=1"}, "the server gave up because it took too long"),
        ({"no_such_option": "1"}, 'invalid connection option "no_such_option"'),
    ],
)
def test_a_server_that_cannot_be_used_is_told(
    target: str, options: dict[str, str], says: str
) -> None:
    url = make_url(target).update_query_dict(options)

    with pytest.raises(StoreError, match=rf"^opening the archive postgresql.*: {says}") as caught:
        Archive.open(url.render_as_string(hide_password=False))
    assert "\n" not in str(caught.value)


def test_who_may_only_read_can_ask_but_not_add(target: str) -> None:
    schema = make_url(target).query["application_name"]
    with Archive.open(target) as archive, _role(f"{schema}_reader") as reader:
        archive.add(make_report(0))
        execute(
            target,
            f"GRANT USAGE ON SCHEMA {schema} TO {reader}",
            f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {reader}",
        )
        url = make_url(target).set(username=reader)
        with Archive.open(url.render_as_string(hide_password=False), create=False) as reading:
            assert len(list(reading.claims())) == 1
            with pytest.raises(StoreError, match="you have not the right to do this; ask the own"):
                reading.add(make_report(1))
        execute(target, f"DROP OWNED BY {reader}")


def test_a_database_of_another_encoding_is_refused(target: str) -> None:
    name = str(make_url(target).query["application_name"])
    execute(server(), f"CREATE DATABASE {name} ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
    try:
        with pytest.raises(StoreError, match=r"of encoding LATIN1, .* `createdb -E UTF8"):
            Archive.open(server().set(database=name).render_as_string(hide_password=False))
    finally:
        execute(server(), f"DROP DATABASE {name}")


@contextlib.contextmanager
def _role(name: str) -> Iterator[str]:
    execute(server(), f"CREATE ROLE {name} LOGIN")
    try:
        yield name
    finally:
        execute(server(), f"DROP ROLE {name}")


def _count_in_files(target: str, word: bytes) -> int:
    """How often bytes stand in the tables and indices of the whole server, as they lie on disk."""
    execute(server(), "CHECKPOINT")
    (folder,) = execute(target, "SHOW data_directory")
    files = [path for path in (Path(folder) / "base").rglob("*") if path.is_file()]
    return sum(path.read_bytes().lower().count(word) for path in files)


def _end_connections(target: str) -> list[bool]:
    """End what a server's operator would call the archive's connections; True for each."""
    name = make_url(target).query["application_name"]
    return execute(
        server(),
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"  # noqa: S608
        f" WHERE application_name = '{name}'",
    )


def _stop_server(target: str) -> Callable[[], None]:
    """Stop the whole server at once; how to start it again."""
    (folder,) = execute(target, "SHOW data_directory")
    (programs,) = execute(target, "SELECT setting FROM pg_config() WHERE name = 'BINDIR'")
    owner = Path(folder).stat() if os.geteuid() == 0 else None
    options = (Path(folder) / "postmaster.opts").read_text(encoding="utf-8")
    _, *words = shlex.split(options)

    def control(*order: str) -> None:
        subprocess.run(
            [f"{programs}/pg_ctl", *order, "--wait", f"--pgdata={folder}"],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd="/",
            user=None if owner is None else owner.st_uid,
            group=None if owner is None else owner.st_gid,
        )

    control("stop", "--mode=fast")
    log = f"--log={Path(folder).parent / 'server.log'}"
    return lambda: control("start", log, f"--options={shlex.join(words)}")
