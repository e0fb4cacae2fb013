"""The schema of an archive: which one it has, and the steps to the one this version needs.

In: an open connection. Out: the revision it stands at, or StoreError when it is none of ours.
"""

import threading

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection

from dateline.errors import StoreError

# alembic hands the connection to env.py through a global of the process.
_ONE_AT_A_TIME = threading.Lock()


def known_revisions() -> list[str]:
    """The revisions this version of Dateline can read, newest first."""
    scripts = ScriptDirectory.from_config(_config())
    return [script.revision for script in scripts.walk_revisions()]


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Take every step that is missing, inside the transaction the connection is in.

    Args:
        connection: to the archive.
        revision: up to which; the newest unless a backup of an older version is restored.

    Raises:
        StoreError: alembic finds the steps of this installation broken.
    """
    config = _config()
    config.attributes["connection"] = connection
    try:
        with _ONE_AT_A_TIME:
            command.upgrade(config, revision)
    except CommandError as error:
        raise StoreError(f"the steps to upgrade an archive are broken: {error}") from error


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", "dateline.store:migrations")
    return config
