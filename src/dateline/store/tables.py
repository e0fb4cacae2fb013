"""The tables of the archive: whole reports as JSON, which are the truth, and what is asked by.

Everything but `reports.report` can be made again from it. Only portable types, so that the same
tables stand in SQLite and in PostgreSQL. A change here needs a migration, or a test fails.

Columns named `…_folded` hold folded names, one a line; `words` and `modes` hold words with one
space on either side of each. See `folding.py`.
"""

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

# The newest migration; `Archive.open` loads alembic only for an archive that is not there yet.
HEAD = "0001"
VERSION_TABLE = "dateline_version"

# A million articles a day have more claims in a year than an Integer counts. SQLite counts as far
# in an Integer, and gives out keys by itself only there.
_KEY = BigInteger().with_variant(Integer, "sqlite")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

articles = Table(
    "articles",
    metadata,
    Column("key", _KEY, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("outlet_folded", Text),
    Column("published_on", Date, index=True),  # the day the page prints, in its own time zone
    Column("added_at", DateTime(timezone=True), nullable=False),
)

# Apart from `articles`, so that asking by outlet or date never reads through the long texts.
reports = Table(
    "reports",
    metadata,
    Column("article_key", ForeignKey(articles.c.key), primary_key=True, autoincrement=False),
    Column("report", JSON, nullable=False),
)

claims = Table(
    "claims",
    metadata,
    Column("key", _KEY, primary_key=True),
    Column("article_key", ForeignKey(articles.c.key), nullable=False),
    Column("position", Integer, nullable=False),  # index in report.claims
    Column("type", String, nullable=False),
    Column("modes", String, nullable=False),
    Column("status", String, nullable=False),
    Column("certainty", String, nullable=False),
    Column("first_on", Date),  # both None: no time, or one that is not resolved
    Column("last_on", Date),
    Column("sort_on", Date),  # when it happened, else when the article was published
    Column("country", String),
    Column("place_folded", Text),
    Column("participants_folded", Text, nullable=False),  # names and words, actors and recipients
    Column("killed", BigInteger),  # the highest best (else low) figure; None: no toll of killed
    Column("words", Text, nullable=False),  # of the evidence
    UniqueConstraint("article_key", "position"),
    Index(None, "sort_on", "article_key"),
    Index(None, "type", "sort_on", "article_key"),
    Index(None, "country", "sort_on", "article_key"),
    Index(None, "killed"),
)

attributions = Table(
    "attributions",
    metadata,
    Column("key", _KEY, primary_key=True),
    Column("article_key", ForeignKey(articles.c.key), nullable=False),
    Column("position", Integer, nullable=False),  # index in report.attributions
    Column("stance", String, nullable=False),
    Column("speakers_folded", Text, nullable=False),  # names and words
    Column("words", Text, nullable=False),  # of the content
    UniqueConstraint("article_key", "position"),
)
