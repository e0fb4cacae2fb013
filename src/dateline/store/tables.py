"""The tables of the archive: whole reports as JSON and people's decisions, which are the truth.

Everything else can be made again from `reports.report`, `decisions` and `decided`: what is asked
by, and what is linked. (`changes` alone tells what was once, and what belongs to watches what was
told.) Only portable types, so that the same
tables stand in SQLite and in PostgreSQL; full-text indices are in `full_text.py`. A change here
needs a migration, or a test fails.

Columns named `…_folded` hold folded names, one a line; `words` and `modes` hold words with one
space on either side of each. See `folding.py`.
"""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

# The newest migration; `Archive.open` loads alembic only for an archive that is not there yet.
HEAD = "0007"
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
    Column("reading", Integer, nullable=False, server_default="1"),  # counts its readings
    Column("linked_by", String, index=True),  # the linker's version; None: not linked yet
)

# Apart from `articles`, so that asking by outlet or date never reads through the long texts.
reports = Table(
    "reports",
    metadata,
    Column("article_key", ForeignKey(articles.c.key), primary_key=True, autoincrement=False),
    Column("report", JSON, nullable=False),  # as it stands with what people decided
    Column("as_read", JSON(none_as_null=True)),  # None: nobody decided anything about its claims
)

# The words of title and text, each once: what full-text search of articles looks through.
article_words = Table(
    "article_words",
    metadata,
    Column("article_key", ForeignKey(articles.c.key), primary_key=True, autoincrement=False),
    Column("words", Text, nullable=False),
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
    Column("sort_on", Date),  # when it happened, else when it was published, else date.min
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
    Column("sort_on", Date),  # when the article was published, else date.min
    UniqueConstraint("article_key", "position"),
    Index(None, "sort_on", "article_key"),
)

# What is linked: articles, claims and identities. Entities that look the same in every respect that
# is compared are one identity, so that the ten-thousandth "Russia" costs one row and no comparison.
things = Table(
    "things",
    metadata,
    Column("key", _KEY, primary_key=True),
    Column("kind", String, nullable=False),  # article, claim, entity, identity
    Column("article_key", ForeignKey(articles.c.key)),  # None: an identity
    Column("position", Integer),  # in report.claims or report.entities
    Column("ref", String, nullable=False),  # its id in its report; of an identity, a hash
    Column("first", String, nullable=False),  # sorts by publication, article, place in the text
    Column("identity_key", ForeignKey("things.key")),  # of an entity
    Column("group_id", String, index=True),  # the event of a claim, the actor of an identity
    Column("articles", Integer),  # that name an identity
    UniqueConstraint("article_key", "kind", "position"),
    Index("ix_things_identity_key_first", "identity_key", "first"),
    Index(
        "uq_things_identity",
        "ref",
        unique=True,
        sqlite_where=text("article_key IS NULL"),
        postgresql_where=text("article_key IS NULL"),
    ),
    sqlite_autoincrement=True,  # no key is given twice: what was deleted may still be remembered
)

# Which entities take part in which claims, as actors or recipients. The rest says again what stands
# elsewhere, so that one look tells whether an actor that ten thousand articles name did anything
# in a year, and what: the identity of the entity, and the event of the claim with its days.
parts = Table(
    "parts",
    metadata,
    Column("claim_key", ForeignKey(things.c.key), primary_key=True, autoincrement=False),
    Column("entity_key", ForeignKey(things.c.key), primary_key=True, autoincrement=False),
    Column("identity_key", BigInteger),
    Column("event_id", String),
    Column("first_on", Date),
    Column("last_on", Date),
    Index(None, "entity_key"),
    Index(None, "identity_key", "first_on", "last_on", "event_id"),
    sqlite_with_rowid=False,
)

# Two things are compared when they share a key; a key is kept as 64 bits of its hash, of which the
# last tells whether the thing is one of its landmarks (0) or of its crowd; see `neighbours.py`.
thing_keys = Table(
    "thing_keys",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("thing_key", ForeignKey(things.c.key), primary_key=True, autoincrement=False),
    Index(None, "thing_key"),
    sqlite_with_rowid=False,
)

links = Table(
    "links",
    metadata,
    Column("a_key", ForeignKey(things.c.key), primary_key=True, autoincrement=False),
    Column("b_key", ForeignKey(things.c.key), primary_key=True, autoincrement=False),
    Column("kind", String, nullable=False),
    Column("score", Float, nullable=False),
    Column("reason", Text, nullable=False),
    Index(None, "b_key"),
)

events = Table(
    "events",
    metadata,
    Column("id", String, primary_key=True),
    Column("type", String, nullable=False),
    Column("certainties", String, nullable=False),  # of its claims, as words
    Column("first_on", Date),
    Column("last_on", Date),
    Column("sort_on", Date),  # when it happened, else when first published, else date.min
    Column("country", String),
    Column("places_folded", Text, nullable=False),
    Column("names_folded", Text, nullable=False),  # actors and recipients
    Column("killed_low", BigInteger),
    Column("killed", BigInteger),  # best
    Column("killed_high", BigInteger),
    Column("articles", Integer, nullable=False),
    Column("origins", Integer, nullable=False),  # proven independent
    Column("record", JSON, nullable=False),
    Index(None, "sort_on", "id"),
    Index(None, "type", "sort_on", "id"),
    Index(None, "country", "sort_on", "id"),
    Index(None, "killed"),
    Index(None, "first_on", "last_on", "id"),
)

actors = Table(
    "actors",
    metadata,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("country", String),
    Column("name", String, nullable=False),
    Column("names_folded", Text, nullable=False),
    Column("articles", Integer, nullable=False),
    Column("record", JSON, nullable=False),
    Index(None, "articles", "id"),
)

decisions = Table(
    "decisions",
    metadata,
    Column("key", _KEY, primary_key=True),
    # merge, split, undo; accept, reject, correct, add; comment
    Column("kind", String, nullable=False),
    Column("made_by", String, nullable=False),
    Column("made_at", DateTime(timezone=True), nullable=False),
    Column("reason", Text),
    Column("a", String, nullable=False),  # as asked for
    Column("b", String),
    Column("undone_by", ForeignKey("decisions.key")),
    Column("details", JSON(none_as_null=True)),  # of what is about one claim; see `reviewing.py`
    Column("assignment_key", BigInteger, index=True),  # blind: it counts for its coder alone
)

# Articles that coders read blind, each without seeing what the others decide.
assignments = Table(
    "assignments",
    metadata,
    Column("key", _KEY, primary_key=True),
    Column("article_key", ForeignKey(articles.c.key), nullable=False),
    Column("coder", String, nullable=False, index=True),
    Column("made_by", String, nullable=False),
    Column("made_at", DateTime(timezone=True), nullable=False),
    Column("done_at", DateTime(timezone=True)),  # None: the coder still works on it
    Column("closed_at", DateTime(timezone=True)),  # None: nobody has adjudicated it
    UniqueConstraint("article_key", "coder"),
    sqlite_autoincrement=True,  # decisions remember the number
)

# The claims or entities that a decision is on. Those of a merge are all together; each on side a of
# a split is apart from each on side b. The anchor finds them again in another reading.
decided = Table(
    "decided",
    metadata,
    Column("key", _KEY, primary_key=True),
    Column("decision_key", ForeignKey(decisions.c.key), nullable=False, index=True),
    Column("side", String, nullable=False),
    Column("kind", String, nullable=False),  # claim, entity
    Column("article_key", ForeignKey(articles.c.key), nullable=False, index=True),
    Column("type", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("thing_key", BigInteger, index=True),  # None: this reading has nothing there
)

changes = Table(
    "changes",
    metadata,
    Column("number", _KEY, primary_key=True),
    Column("at", DateTime(timezone=True), nullable=False, index=True),
    Column("kind", String, nullable=False),  # insert, update, retract
    Column("of", String, nullable=False),  # article, event, actor
    Column("id", String, nullable=False),
    Column("reason", Text, nullable=False),
    Column("details", JSON, nullable=False),  # what joined, what left, where it went
    sqlite_autoincrement=True,  # a number is never given twice
)

# A saved question; `seen` is the number of the last change that it has asked about.
watches = Table(
    "watches",
    metadata,
    Column("key", _KEY, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("name", String, nullable=False, unique=True),
    Column("question", JSON, nullable=False),
    Column("kinds", String, nullable=False),  # of alerts, as words
    Column("channels", JSON, nullable=False),  # where alerts are sent besides
    Column("digest", String, nullable=False),  # at-once, daily, weekly
    Column("is_on", Boolean, nullable=False),
    Column("made_by", String),
    Column("made_at", DateTime(timezone=True), nullable=False),
    Column("seen", BigInteger, nullable=False),
)

# What a watch knows already and never tells again: claims, actors, places, ties, surges. A mark is
# a hash of what it stands for; its value is what was last known of it.
watch_marks = Table(
    "watch_marks",
    metadata,
    Column("watch_key", ForeignKey(watches.c.key), primary_key=True, autoincrement=False),
    Column("mark", String, primary_key=True),
    Column("value", Text, nullable=False),
    sqlite_with_rowid=False,
)

alerts = Table(
    "alerts",
    metadata,
    Column("key", _KEY, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("watch_key", ForeignKey(watches.c.key), nullable=False),
    Column("mark", String, nullable=False),  # of what it tells: one alert for one thing
    Column("kind", String, nullable=False),  # match, surge, first, moved
    Column("at", DateTime(timezone=True), nullable=False),
    Column("record", JSON, nullable=False),
    UniqueConstraint("watch_key", "mark"),
    Index(None, "watch_key", "key"),
    sqlite_autoincrement=True,  # programs ask for what came after a number
)

# The outbox: written together with an alert, struck out when it has arrived.
deliveries = Table(
    "deliveries",
    metadata,
    Column("key", _KEY, primary_key=True),
    Column("alert_key", ForeignKey(alerts.c.key), nullable=False),
    Column("channel", String, nullable=False),  # "webhook https://…", "mail ada@example.org"
    Column("due_at", DateTime(timezone=True), nullable=False),
    Column("message", String),  # under which id it goes out, the same at every try
    Column("taken_until", DateTime(timezone=True)),  # while a process is sending it
    Column("tries", Integer, nullable=False),
    Column("problem", Text),  # why the last try failed
    Column("delivered_at", DateTime(timezone=True)),
    Column("given_up_at", DateTime(timezone=True)),
    UniqueConstraint("alert_key", "channel"),
    Index(None, "delivered_at", "due_at"),
    Index(None, "message"),
)

# Who may use the desk of a team. Of passwords and tokens only hashes are kept.
users = Table(
    "users",
    metadata,
    Column("key", _KEY, primary_key=True),
    Column("name", String, nullable=False),  # as decisions carry it
    Column("name_folded", String, nullable=False, unique=True),  # nobody is taken for another
    Column("role", String, nullable=False),  # reader, coder, editor
    Column("password", String, nullable=False),  # an argon2 hash with its salt and cost
    Column("made_at", DateTime(timezone=True), nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("digest", String, primary_key=True),  # SHA-256 of what the cookie holds
    Column("user_key", ForeignKey(users.c.key), nullable=False, index=True),
    Column("ends_at", DateTime(timezone=True), nullable=False),
)

tokens = Table(
    "tokens",
    metadata,
    Column("key", _KEY, primary_key=True),
    Column("digest", String, nullable=False, unique=True),  # SHA-256 of the token
    Column("user_key", ForeignKey(users.c.key), nullable=False, index=True),
    Column("made_at", DateTime(timezone=True), nullable=False),
    sqlite_autoincrement=True,  # a number is never given twice
)
