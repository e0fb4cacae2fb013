"""Who takes part in a claim stands with the identity and the event with its days, in one index."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_IDENTITY = "SELECT identity_key FROM things WHERE things.key = parts.entity_key"
_EVENT = "FROM things JOIN events ON events.id = things.group_id WHERE things.key = parts.claim_key"


def upgrade() -> None:
    """Fill the new columns from the tables that they repeat."""
    op.add_column("parts", sa.Column("identity_key", sa.BigInteger))
    op.add_column("parts", sa.Column("event_id", sa.String))
    op.add_column("parts", sa.Column("first_on", sa.Date))
    op.add_column("parts", sa.Column("last_on", sa.Date))
    op.execute(
        f"UPDATE parts SET identity_key = ({_IDENTITY}),"  # noqa: S608
        f" event_id = (SELECT events.id {_EVENT}),"
        f" first_on = (SELECT events.first_on {_EVENT}),"
        f" last_on = (SELECT events.last_on {_EVENT})"
    )
    op.create_index(
        "ix_parts_identity_key_first_on_last_on_event_id",
        "parts",
        ["identity_key", "first_on", "last_on", "event_id"],
    )
