"""An index that answers which events lie in a period by itself, without reading their records."""

from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Put both ends of an event into one index; the rows are as they were."""
    op.drop_index("ix_events_first_on", "events")
    op.create_index("ix_events_first_on_last_on_id", "events", ["first_on", "last_on", "id"])
