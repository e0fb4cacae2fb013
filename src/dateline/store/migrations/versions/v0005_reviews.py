"""What people decide about single claims: details of decisions, readings kept, blind coders."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make what reviewing needs; nobody has reviewed anything yet."""
    op.add_column("reports", sa.Column("as_read", sa.JSON(none_as_null=True)))
    op.add_column("decisions", sa.Column("details", sa.JSON(none_as_null=True)))
    op.add_column("decisions", sa.Column("assignment_key", sa.BigInteger))
    op.create_index("ix_decisions_assignment_key", "decisions", ["assignment_key"])
    op.create_table(
        "assignments",
        sa.Column("key", _KEY, nullable=False),
        sa.Column("article_key", _KEY, nullable=False),
        sa.Column("coder", sa.String, nullable=False),
        sa.Column("made_by", sa.String, nullable=False),
        sa.Column("made_at", _TIME, nullable=False),
        sa.Column("done_at", _TIME),
        sa.Column("closed_at", _TIME),
        sa.PrimaryKeyConstraint("key", name="pk_assignments"),
        sa.ForeignKeyConstraint(
            ["article_key"], ["articles.key"], name="fk_assignments_article_key"
        ),
        sa.UniqueConstraint("article_key", "coder", name="uq_assignments_article_key_coder"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_assignments_coder", "assignments", ["coder"])
