"""Links between articles, the events and actors they add up to, decisions, changes, full text."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make what linking needs; what is there is linked when next something is added."""
    op.add_column("articles", sa.Column("reading", sa.Integer, nullable=False, server_default="1"))
    op.add_column("articles", sa.Column("linked_by", sa.String))
    op.create_index("ix_articles_linked_by", "articles", ["linked_by"])
    _sort_without_nulls()
    _create_things()
    _create_events()
    _create_actors()
    _create_decisions()
    _create_changes()
    _create_article_words()


def _sort_without_nulls() -> None:
    op.execute("UPDATE claims SET sort_on = '0001-01-01' WHERE sort_on IS NULL")
    op.add_column("attributions", sa.Column("sort_on", sa.Date))
    published_on = "(SELECT published_on FROM articles WHERE key = attributions.article_key)"
    sort_on = f"COALESCE({published_on}, '0001-01-01')"
    op.execute(f"UPDATE attributions SET sort_on = {sort_on}")  # noqa: S608
    op.create_index(
        "ix_attributions_sort_on_article_key", "attributions", ["sort_on", "article_key"]
    )


def _create_things() -> None:
    op.create_table(
        "things",
        sa.Column("key", _KEY, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("article_key", _KEY),
        sa.Column("position", sa.Integer),
        sa.Column("ref", sa.String, nullable=False),
        sa.Column("first", sa.String, nullable=False),
        sa.Column("identity_key", _KEY),
        sa.Column("group_id", sa.String),
        sa.Column("articles", sa.Integer),
        sa.PrimaryKeyConstraint("key", name="pk_things"),
        sa.ForeignKeyConstraint(["article_key"], ["articles.key"], name="fk_things_article_key"),
        sa.ForeignKeyConstraint(["identity_key"], ["things.key"], name="fk_things_identity_key"),
        sa.UniqueConstraint(
            "article_key", "kind", "position", name="uq_things_article_key_kind_position"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_things_identity_key_first", "things", ["identity_key", "first"])
    op.create_index("ix_things_group_id", "things", ["group_id"])
    is_identity = sa.text("article_key IS NULL")
    op.create_index(
        "uq_things_identity", "things", ["ref"], unique=True,
        sqlite_where=is_identity, postgresql_where=is_identity,
    )  # fmt: skip
    op.create_table(
        "parts",
        sa.Column("claim_key", _KEY, nullable=False),
        sa.Column("entity_key", _KEY, nullable=False),
        sa.PrimaryKeyConstraint("claim_key", "entity_key", name="pk_parts"),
        sa.ForeignKeyConstraint(["claim_key"], ["things.key"], name="fk_parts_claim_key"),
        sa.ForeignKeyConstraint(["entity_key"], ["things.key"], name="fk_parts_entity_key"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_parts_entity_key", "parts", ["entity_key"])
    op.create_table(
        "thing_keys",
        sa.Column("key", sa.BigInteger, nullable=False),
        sa.Column("thing_key", _KEY, nullable=False),
        sa.PrimaryKeyConstraint("key", "thing_key", name="pk_thing_keys"),
        sa.ForeignKeyConstraint(["thing_key"], ["things.key"], name="fk_thing_keys_thing_key"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_thing_keys_thing_key", "thing_keys", ["thing_key"])
    op.create_table(
        "links",
        sa.Column("a_key", _KEY, nullable=False),
        sa.Column("b_key", _KEY, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("score", sa.Float, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("a_key", "b_key", name="pk_links"),
        sa.ForeignKeyConstraint(["a_key"], ["things.key"], name="fk_links_a_key"),
        sa.ForeignKeyConstraint(["b_key"], ["things.key"], name="fk_links_b_key"),
    )
    op.create_index("ix_links_b_key", "links", ["b_key"])


def _create_events() -> None:
    op.create_table(
        "events",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("type", sa.String, nullable=False),
        sa.Column("certainties", sa.String, nullable=False),
        sa.Column("first_on", sa.Date),
        sa.Column("last_on", sa.Date),
        sa.Column("sort_on", sa.Date),
        sa.Column("country", sa.String),
        sa.Column("places_folded", sa.Text, nullable=False),
        sa.Column("names_folded", sa.Text, nullable=False),
        sa.Column("killed_low", sa.BigInteger),
        sa.Column("killed", sa.BigInteger),
        sa.Column("killed_high", sa.BigInteger),
        sa.Column("articles", sa.Integer, nullable=False),
        sa.Column("origins", sa.Integer, nullable=False),
        sa.Column("record", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_events"),
    )
    for columns in (
        ["sort_on", "id"],
        ["type", "sort_on", "id"],
        ["country", "sort_on", "id"],
        ["killed"],
        ["first_on"],
    ):
        op.create_index(f"ix_events_{'_'.join(columns)}", "events", columns)


def _create_actors() -> None:
    op.create_table(
        "actors",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("country", sa.String),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("names_folded", sa.Text, nullable=False),
        sa.Column("articles", sa.Integer, nullable=False),
        sa.Column("record", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_actors"),
    )
    op.create_index("ix_actors_articles_id", "actors", ["articles", "id"])


def _create_decisions() -> None:
    op.create_table(
        "decisions",
        sa.Column("key", _KEY, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("made_by", sa.String, nullable=False),
        sa.Column("made_at", _TIME, nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("a", sa.String, nullable=False),
        sa.Column("b", sa.String),
        sa.Column("undone_by", _KEY),
        sa.PrimaryKeyConstraint("key", name="pk_decisions"),
        sa.ForeignKeyConstraint(["undone_by"], ["decisions.key"], name="fk_decisions_undone_by"),
    )
    op.create_table(
        "decided",
        sa.Column("key", _KEY, nullable=False),
        sa.Column("decision_key", _KEY, nullable=False),
        sa.Column("side", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("article_key", _KEY, nullable=False),
        sa.Column("type", sa.String, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("thing_key", sa.BigInteger),
        sa.PrimaryKeyConstraint("key", name="pk_decided"),
        sa.ForeignKeyConstraint(
            ["decision_key"], ["decisions.key"], name="fk_decided_decision_key"
        ),
        sa.ForeignKeyConstraint(["article_key"], ["articles.key"], name="fk_decided_article_key"),
    )
    for column in ("decision_key", "article_key", "thing_key"):
        op.create_index(f"ix_decided_{column}", "decided", [column])


def _create_changes() -> None:
    op.create_table(
        "changes",
        sa.Column("number", _KEY, nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("of", sa.String, nullable=False),
        sa.Column("id", sa.String, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("details", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_changes"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_changes_at", "changes", ["at"])


def _create_article_words() -> None:
    # The words are split as questions are split, so this must be the code that asks.
    from dateline.store import full_text  # noqa: PLC0415
    from dateline.store.flattening import article_words  # noqa: PLC0415

    words = op.create_table(
        "article_words",
        sa.Column("article_key", _KEY, nullable=False, autoincrement=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("article_key", name="pk_article_words"),
        sa.ForeignKeyConstraint(
            ["article_key"], ["articles.key"], name="fk_article_words_article_key"
        ),
    )
    connection = op.get_bind()
    asked = sa.text("SELECT article_key, report FROM reports")
    for key, report in connection.execute(asked).all():
        article = (report if isinstance(report, dict) else json.loads(report))["article"]
        connection.execute(
            sa.insert(words),
            {"article_key": key, "words": article_words(article["title"], article["text"])},
        )
    full_text.create_indices(connection)
