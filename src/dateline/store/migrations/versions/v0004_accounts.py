"""The accounts of a team: users, their sessions in the browser, their tokens for the API."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make tables without a row: an archive without accounts is one person's."""
    op.create_table(
        "users",
        sa.Column("key", _KEY, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("name_folded", sa.String, nullable=False),
        sa.Column("role", sa.String, nullable=False),
        sa.Column("password", sa.String, nullable=False),
        sa.Column("made_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_users"),
        sa.UniqueConstraint("name_folded", name="uq_users_name_folded"),
    )
    op.create_table(
        "sessions",
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("user_key", _KEY, nullable=False),
        sa.Column("ends_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_sessions"),
        sa.ForeignKeyConstraint(["user_key"], ["users.key"], name="fk_sessions_user_key"),
    )
    op.create_table(
        "tokens",
        sa.Column("key", _KEY, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("user_key", _KEY, nullable=False),
        sa.Column("made_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_tokens"),
        sa.UniqueConstraint("digest", name="uq_tokens_digest"),
        sa.ForeignKeyConstraint(["user_key"], ["users.key"], name="fk_tokens_user_key"),
        sqlite_autoincrement=True,
    )
    for table in ("sessions", "tokens"):
        op.create_index(f"ix_{table}_user_key", table, ["user_key"])
