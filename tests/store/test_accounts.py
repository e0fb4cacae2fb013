"""Accounts are kept on both databases, and nothing of what is kept lets anybody in."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import argon2
import pytest

from dateline.errors import ConfigError, StoreError
from dateline.store import Archive, User, accounts, passwords
from tests.store.databases import execute

WORDS = "correct horse battery"


def test_who_has_an_account_is_let_in(archive: Archive) -> None:
    made = archive.accounts.add("Ada Lovelace", "coder", WORDS)
    assert made == User(name="Ada Lovelace", role="coder")
    assert archive.accounts.users() == [made]
    assert archive.accounts.check("Ada Lovelace", WORDS) == made
    assert archive.accounts.check(" ada  LOVELACE ", WORDS) == made
    for name, password in (
        ("Ada Lovelace", "correct horse"),
        ("Ada Lovelace", ""),
        ("Ada Lovelace", "x" * 100_000),
        ("Ada", WORDS),
        ("", WORDS),
        ("\0", WORDS),
        ("\ud800", "\ud800"),
    ):
        assert archive.accounts.check(name, password) is None, (name, password[:20])


def test_a_password_may_be_typed_on_another_keyboard(archive: Archive) -> None:
    archive.accounts.add("Zoé", "reader", "un café très noir")
    assert archive.accounts.check("Zoe\u0301", "un cafe\u0301 tre\u0300s noir") is not None


def test_who_is_not_known_is_checked_as_long(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An answer that comes sooner would tell who has an account."""
    archive.accounts.add("Ada", "coder", WORDS)
    checked: list[str] = []
    real = argon2.PasswordHasher.verify

    def verify(self: argon2.PasswordHasher, kept: str, password: bytes) -> bool:
        checked.append(kept)
        return real(self, kept, password)

    monkeypatch.setattr(argon2.PasswordHasher, "verify", verify)
    assert archive.accounts.check("Ada", "wrong password") is None
    assert archive.accounts.check("Nobody", "wrong password") is None
    known, unknown = map(argon2.extract_parameters, checked)
    assert known == unknown


def test_nothing_that_is_kept_lets_anybody_in(archive: Archive, target: str) -> None:
    archive.accounts.add("Ada", "coder", WORDS)
    secrets = [archive.accounts.open_session("Ada"), archive.accounts.make_token("Ada")]
    kept = [
        *execute(target, "SELECT password FROM users"),
        *execute(target, "SELECT digest FROM sessions"),
        *execute(target, "SELECT digest FROM tokens"),
    ]
    assert kept[0].startswith("$argon2id$")
    for one in kept:
        assert not any(secret in one for secret in (WORDS, *secrets))
        assert archive.accounts.check("Ada", one) is None
        assert archive.accounts.session_user(one) is None
        assert archive.accounts.token_user(one) is None
    assert archive.accounts.session_user(secrets[1]) is None  # each is good for one thing
    assert archive.accounts.token_user(secrets[0]) is None


def test_a_session_ends(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    archive.accounts.add("Ada", "coder", WORDS)
    closed, left, late = (archive.accounts.open_session("Ada") for _ in range(3))
    archive.accounts.close_session(closed)
    assert archive.accounts.session_user(closed) is None
    assert archive.accounts.session_user(left) == User(name="Ada", role="coder")

    class Later(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:
            return datetime.now(UTC) + accounts.SESSION + timedelta(seconds=1)

    monkeypatch.setattr(accounts, "datetime", Later)
    assert archive.accounts.session_user(late) is None


def test_another_password_ends_every_session_and_no_token(archive: Archive) -> None:
    archive.accounts.add("Ada", "coder", WORDS)
    session, token = archive.accounts.open_session("Ada"), archive.accounts.make_token("Ada")
    archive.accounts.set_password("ada", "another good one")
    assert archive.accounts.session_user(session) is None
    assert archive.accounts.token_user(token) is not None
    assert archive.accounts.check("Ada", WORDS) is None
    assert archive.accounts.check("Ada", "another good one") is not None


def test_a_role_holds_at_once_for_what_is_open(archive: Archive) -> None:
    archive.accounts.add("Eve", "editor", WORDS)
    archive.accounts.add("Ada", "editor", WORDS)
    session, token = archive.accounts.open_session("Ada"), archive.accounts.make_token("Ada")
    archive.accounts.set_role("Ada", "reader")
    for user in (archive.accounts.session_user(session), archive.accounts.token_user(token)):
        assert user == User(name="Ada", role="reader")
    archive.accounts.remove("Ada")
    assert archive.accounts.session_user(session) is None
    assert archive.accounts.token_user(token) is None
    assert [user.name for user in archive.accounts.users()] == ["Eve"]


def test_a_token_is_revoked_by_its_number(archive: Archive) -> None:
    archive.accounts.add("Ada", "coder", WORDS)
    archive.accounts.add("Bo", "coder", WORDS)
    first, second = (archive.accounts.make_token("Ada") for _ in range(2))
    (number, kept) = archive.accounts.user("Ada").tokens
    archive.accounts.revoke_token("Ada", number)
    assert archive.accounts.token_user(first) is None
    assert archive.accounts.token_user(second) is not None
    assert archive.accounts.user("Ada").tokens == (kept,)
    for name, wrong in (("Ada", number), ("Bo", kept), ("Ada", 2**70)):
        with pytest.raises(StoreError, match="has no token"):
            archive.accounts.revoke_token(name, wrong)


def test_an_editor_is_left_while_there_are_others(archive: Archive) -> None:
    archive.accounts.add("Eve", "editor", WORDS)
    archive.accounts.add("Ada", "coder", WORDS)
    for act in (
        lambda: archive.accounts.remove("Eve"),
        lambda: archive.accounts.set_role("Eve", "coder"),
    ):
        with pytest.raises(StoreError, match="the last editor"):
            act()
    archive.accounts.remove("Ada")
    archive.accounts.remove("Eve")
    assert archive.accounts.users() == []


@pytest.mark.parametrize(
    ("act", "error", "says"),
    [
        (lambda a: a.add("ADA", "coder", WORDS), StoreError, "an account of ADA .* already"),
        (lambda a: a.add("Bo", "king", WORDS), ConfigError, "none of reader, coder, editor"),
        (lambda a: a.add("Bo", "coder", "short"), ConfigError, "it has 5 characters; take 10"),
        (lambda a: a.add("Bo", "coder", "x" * 1001), ConfigError, "it has 1,001 characters"),
        (lambda a: a.add(" ", "coder", WORDS), ConfigError, "cannot be a name"),
        (lambda a: a.add("x" * 61, "coder", WORDS), ConfigError, "cannot be a name"),
        (lambda a: a.add("A\u202eda", "coder", WORDS), ConfigError, "cannot be a name"),
        (lambda a: a.add("A\0", "coder", WORDS), ConfigError, "cannot be a name"),
        (lambda a: a.set_password("Ada", "short"), ConfigError, "take 10"),
        (lambda a: a.set_password("Bo", WORDS), StoreError, "nobody called Bo has an account"),
        (lambda a: a.set_role("Ada", "king"), ConfigError, "none of reader"),
        (lambda a: a.remove("Bo"), StoreError, "nobody called Bo"),
        (lambda a: a.open_session("Bo"), StoreError, "nobody called Bo"),
        (lambda a: a.make_token("Bo"), StoreError, "nobody called Bo"),
        (lambda a: a.user("Bo"), StoreError, "nobody called Bo"),
    ],
)
def test_what_cannot_be_is_told(
    archive: Archive,
    act: Callable[[accounts.Accounts], object],
    error: type[Exception],
    says: str,
) -> None:
    archive.accounts.add("Ada", "coder", WORDS)
    with pytest.raises(error, match=says):
        act(archive.accounts)
    assert [user.name for user in archive.accounts.users()] == ["Ada"]
    assert archive.accounts.check("Ada", WORDS) is not None


def test_a_damaged_hash_lets_nobody_in() -> None:
    assert not passwords.is_password(WORDS, "not a hash")
