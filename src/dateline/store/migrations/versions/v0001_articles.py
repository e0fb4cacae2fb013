"""Articles, their reports, and the claims and attributions that are asked for."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the first tables."""
    op.create_table(
        "articles",
        sa.Column("key", _KEY, nullable=False),
        sa.Column("id", sa.String, nullable=False),
        sa.Column("outlet_folded", sa.Text),
        sa.Column("published_on", sa.Date),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_articles"),
        sa.UniqueConstraint("id", name="uq_articles_id"),
    )
    op.create_index("ix_articles_published_on", "articles", ["published_on"])
    op.create_table(
        "reports",
        sa.Column("article_key", _KEY, nullable=False, autoincrement=False),
        sa.Column("report", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("article_key", name="pk_reports"),
        sa.ForeignKeyConstraint(["article_key"], ["articles.key"], name="fk_reports_article_key"),
    )
    _create_claims()
    _create_attributions()


def _create_claims() -> None:
    op.create_table(
        "claims",
        sa.Column("key", _KEY, nullable=False),
        sa.Column("article_key", _KEY, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("type", sa.String, nullable=False),
        sa.Column("modes", sa.String, nullable=False),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("certainty", sa.String, nullable=False),
        sa.Column("first_on", sa.Date),
        sa.Column("last_on", sa.Date),
        sa.Column("sort_on", sa.Date),
        sa.Column("country", sa.String),
        sa.Column("place_folded", sa.Text),
        sa.Column("participants_folded", sa.Text, nullable=False),
        sa.Column("killed", sa.BigInteger),
        sa.Column("words", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_claims"),
        sa.ForeignKeyConstraint(["article_key"], ["articles.key"], name="fk_claims_article_key"),
        sa.UniqueConstraint("article_key", "position", name="uq_claims_article_key_position"),
    )
    for columns in (
        ["sort_on", "article_key"],
        ["type", "sort_on", "article_key"],
        ["country", "sort_on", "article_key"],
        ["killed"],
    ):
        op.create_index(f"ix_claims_{'_'.join(columns)}", "claims", columns)


def _create_attributions() -> None:
    op.create_table(
        "attributions",
        sa.Column("key", _KEY, nullable=False),
        sa.Column("article_key", _KEY, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("stance", sa.String, nullable=False),
        sa.Column("speakers_folded", sa.Text, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_attributions"),
        sa.ForeignKeyConstraint(
            ["article_key"], ["articles.key"], name="fk_attributions_article_key"
        ),
        sa.UniqueConstraint("article_key", "position", name="uq_attributions_article_key_position"),
    )
