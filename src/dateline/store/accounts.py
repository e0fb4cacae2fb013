"""The accounts of a team: who may use the archive through the desk, in which role.

In: names, passwords, roles; what a cookie or a request holds. Out: `User`s. Of passwords, sessions
and tokens only hashes are kept. A name is what decisions carry, so two that look alike are one.
"""

import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal, get_args

from sqlalchemy import Connection, Row, Select, Table, delete, func, insert, select, update

from dateline.errors import ConfigError, StoreError
from dateline.store.opening import Transaction
from dateline.store.passwords import digest, hash_password, is_password, new_secret
from dateline.store.tables import sessions, tokens, users

Role = Literal["reader", "coder", "editor"]
ROLES: tuple[Role, ...] = get_args(Role)  # each may all that those before it may

SESSION = timedelta(hours=12)  # a day's work; then one logs in again
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """An account; `tokens` are the numbers of those that are in force."""

    name: str
    role: Role
    tokens: tuple[int, ...] = ()


class Accounts:
    """Users, their sessions and tokens; made by `Archive.accounts`."""

    def __init__(self, name: str, reading: Transaction, writing: Transaction) -> None:
        self._name = name
        self._reading = reading
        self._writing = writing

    def users(self) -> list[User]:
        """Everybody who has an account, by name.

        Raises:
            StoreError: the archive cannot be read.
        """
        with self._reading("reading the accounts of") as connection:
            numbers: dict[int, list[int]] = {}
            asked = select(tokens.c.user_key, tokens.c.key).order_by(tokens.c.key)
            for user_key, number in connection.execute(asked):
                numbers.setdefault(user_key, []).append(number)
            found = connection.execute(select(users).order_by(users.c.name_folded))
            return [_user(row, numbers.get(row.key, ())) for row in found]

    def user(self, name: str) -> User:
        """The account of a name.

        Raises:
            StoreError: there is none.
        """
        folded = _fold(name)
        for found in self.users():
            if _fold(found.name) == folded:
                return found
        raise StoreError(_nobody(name, self._name))

    def add(self, name: str, role: str, password: str) -> User:
        """Make an account.

        Raises:
            ConfigError: the name, the role or the password cannot be used.
            StoreError: there is an account of that name.
        """
        shown, known = _checked_name(name), _checked_role(role)
        row = {
            "name": shown,
            "name_folded": _fold(shown),
            "role": known,
            "password": hash_password(password),
            "made_at": datetime.now(UTC),
        }
        with self._writing(f"making an account of {shown} in") as connection:
            if connection.scalar(_key_of(shown)) is not None:
                raise StoreError(f"there is an account of {shown} in {self._name} already")
            connection.execute(insert(users), row)
        return User(name=shown, role=known)

    def remove(self, name: str) -> None:
        """Take an account away, with its sessions and tokens; its decisions stay.

        Raises:
            StoreError: there is none, or it is the last editor's while others have accounts.
        """
        with self._writing(f"removing the account of {name} from") as connection:
            key = self._need(connection, name)
            if (connection.scalar(select(func.count()).select_from(users)) or 0) > 1:
                self._refuse_last_editor(connection, key)
            for table in (sessions, tokens):
                connection.execute(delete(table).where(table.c.user_key == key))
            connection.execute(delete(users).where(users.c.key == key))

    def set_role(self, name: str, role: str) -> None:
        """Let somebody have another role; it holds for sessions and tokens at once.

        Raises:
            ConfigError: there is no such role.
            StoreError: there is no such account, or it is the last editor's.
        """
        known = _checked_role(role)
        with self._writing(f"changing the role of {name} in") as connection:
            key = self._need(connection, name)
            if known != "editor":
                self._refuse_last_editor(connection, key)
            connection.execute(update(users).where(users.c.key == key).values(role=known))

    def set_password(self, name: str, password: str) -> None:
        """Let somebody have another password, and end all their sessions; tokens stay.

        Raises:
            ConfigError: the password cannot be used.
            StoreError: there is no such account.
        """
        hashed = hash_password(password)
        with self._writing(f"changing the password of {name} in") as connection:
            key = self._need(connection, name)
            connection.execute(update(users).where(users.c.key == key).values(password=hashed))
            connection.execute(delete(sessions).where(sessions.c.user_key == key))

    def check(self, name: str, password: str) -> User | None:
        """Who that is; None for a wrong password, after as much work as for an unknown name.

        Raises:
            StoreError: the archive cannot be read.
        """
        with self._reading("reading the accounts of") as connection:
            asked = select(users).where(users.c.name_folded == _fold(name))
            row = connection.execute(asked).one_or_none()
        is_right = is_password(password, None if row is None else row.password)
        return _user(row) if is_right and row is not None else None

    def open_session(self, name: str) -> str:
        """Let somebody in for `SESSION`.

        Returns:
            The secret that a cookie is to hold; it is not kept.

        Raises:
            StoreError: there is no such account.
        """
        secret, now = new_secret(), datetime.now(UTC)
        with self._writing(f"opening a session of {name} in") as connection:
            key = self._need(connection, name)
            connection.execute(delete(sessions).where(sessions.c.ends_at <= now))
            row = {"digest": digest(secret), "user_key": key, "ends_at": now + SESSION}
            connection.execute(insert(sessions), row)
        return secret

    def session_user(self, secret: str) -> User | None:
        """Whose session it is; None when there is none, or it has ended.

        Raises:
            StoreError: the archive cannot be read.
        """
        return self._holder(sessions, secret, sessions.c.ends_at > datetime.now(UTC))

    def close_session(self, secret: str) -> None:
        """End a session, if there is one.

        Raises:
            StoreError: the archive cannot be written to.
        """
        with self._writing("closing a session of") as connection:
            connection.execute(delete(sessions).where(sessions.c.digest == digest(secret)))

    def make_token(self, name: str) -> str:
        """A token with which a program may do what its user may.

        Returns:
            The token; it is not kept, so this is the only time it is seen.

        Raises:
            StoreError: there is no such account.
        """
        secret = f"dateline_{new_secret()}"
        with self._writing(f"making a token of {name} in") as connection:
            key = self._need(connection, name)
            row = {"digest": digest(secret), "user_key": key, "made_at": datetime.now(UTC)}
            connection.execute(insert(tokens), row)
        return secret

    def token_user(self, secret: str) -> User | None:
        """Whose token it is; None when it is none, or was revoked.

        Raises:
            StoreError: the archive cannot be read.
        """
        return self._holder(tokens, secret)

    def revoke_token(self, name: str, number: int) -> None:
        """Let a token hold no longer.

        Raises:
            StoreError: there is no such account, or it has no token of this number.
        """
        with self._writing(f"revoking a token of {name} in") as connection:
            key = self._need(connection, name)
            is_it = (tokens.c.key == min(number, 2**63 - 1)) & (tokens.c.user_key == key)
            found = connection.scalar(select(tokens.c.key).where(is_it))
            if found is None:
                raise StoreError(f"{name} has no token {number} in {self._name}")
            connection.execute(delete(tokens).where(tokens.c.key == found))

    def _holder(self, table: Table, secret: str, *conditions: object) -> User | None:
        with self._reading("reading the accounts of") as connection:
            asked: Select[*tuple[object, ...]] = (
                select(users)
                .join(table, table.c.user_key == users.c.key)
                .where(table.c.digest == digest(secret))
            )
            for condition in conditions:
                asked = asked.where(condition)  # type: ignore[arg-type]
            row = connection.execute(asked).one_or_none()
        return None if row is None else _user(row)

    def _need(self, connection: Connection, name: str) -> int:
        key = connection.scalar(_key_of(name))
        if key is None:
            raise StoreError(_nobody(name, self._name))
        return key

    def _refuse_last_editor(self, connection: Connection, key: int) -> None:
        """Somebody must be left who can make accounts."""
        editors = list(connection.scalars(select(users.c.key).where(users.c.role == "editor")))
        if editors == [key]:
            raise StoreError(
                f"this is the last editor of {self._name}; let another be editor first"
            )


def _user(row: Row[*tuple[object, ...]], numbers: "tuple[int, ...] | list[int]" = ()) -> User:
    return User(name=row.name, role=row.role, tokens=tuple(numbers))


def _key_of(name: str) -> Select[int]:
    return select(users.c.key).where(users.c.name_folded == _fold(name))


def _fold(name: str) -> str:
    """What two names that look the same have in common."""
    folded = unicodedata.normalize("NFKC", name).casefold().replace("\0", " ")
    return " ".join(folded.encode("utf-8", "replace").decode().split())


def _checked_name(name: str) -> str:
    shown = " ".join(name.split())
    if not 1 <= len(shown) <= _LONGEST_NAME or any(
        unicodedata.category(character)[0] == "C" for character in shown
    ):
        raise ConfigError(
            f"name: {name[:_LONGEST_NAME]!r} cannot be a name; take 1 to {_LONGEST_NAME}"
            " characters that can be seen"
        )
    return shown


def _checked_role(role: str) -> Role:
    for known in ROLES:
        if known == role:
            return known
    raise ConfigError(f"role: {role!r} is none of {', '.join(ROLES)}")


def _nobody(name: str, archive: str) -> str:
    return f"nobody called {name} has an account in {archive}; `dateline users list` names all"
