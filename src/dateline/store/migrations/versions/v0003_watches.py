"""Watches, what they know, their alerts, and the outbox of these."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables of watches; all are empty."""
    op.create_table(
        "watches",
        sa.Column("key", _KEY, nullable=False),
        sa.Column("id", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("question", sa.JSON, nullable=False),
        sa.Column("kinds", sa.String, nullable=False),
        sa.Column("channels", sa.JSON, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("is_on", sa.Boolean, nullable=False),
        sa.Column("made_by", sa.String),
        sa.Column("made_at", _TIME, nullable=False),
        sa.Column("seen", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_watches"),
        sa.UniqueConstraint("id", name="uq_watches_id"),
        sa.UniqueConstraint("name", name="uq_watches_name"),
    )
    op.create_table(
        "watch_marks",
        sa.Column("watch_key", _KEY, nullable=False, autoincrement=False),
        sa.Column("mark", sa.String, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("watch_key", "mark", name="pk_watch_marks"),
        sa.ForeignKeyConstraint(
            ["watch_key"], ["watches.key"], name="fk_watch_marks_watch_key"
        ),
        sqlite_with_rowid=False,
    )  # fmt: skip
    _create_alerts()
    _create_deliveries()


def _create_alerts() -> None:
    op.create_table(
        "alerts",
        sa.Column("key", _KEY, nullable=False),
        sa.Column("id", sa.String, nullable=False),
        sa.Column("watch_key", _KEY, nullable=False),
        sa.Column("mark", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.Column("record", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_alerts"),
        sa.UniqueConstraint("id", name="uq_alerts_id"),
        sa.UniqueConstraint("watch_key", "mark", name="uq_alerts_watch_key_mark"),
        sa.ForeignKeyConstraint(["watch_key"], ["watches.key"], name="fk_alerts_watch_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_alerts_watch_key_key", "alerts", ["watch_key", "key"])


def _create_deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("key", _KEY, nullable=False),
        sa.Column("alert_key", _KEY, nullable=False),
        sa.Column("channel", sa.String, nullable=False),
        sa.Column("due_at", _TIME, nullable=False),
        sa.Column("message", sa.String),
        sa.Column("taken_until", _TIME),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("problem", sa.Text),
        sa.Column("delivered_at", _TIME),
        sa.Column("given_up_at", _TIME),
        sa.PrimaryKeyConstraint("key", name="pk_deliveries"),
        sa.UniqueConstraint("alert_key", "channel", name="uq_deliveries_alert_key_channel"),
        sa.ForeignKeyConstraint(["alert_key"], ["alerts.key"], name="fk_deliveries_alert_key"),
    )
    op.create_index(
        "ix_deliveries_delivered_at_due_at", "deliveries", ["delivered_at", "due_at"]
    )  # fmt: skip
    op.create_index("ix_deliveries_message", "deliveries", ["message"])
