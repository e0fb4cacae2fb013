"""Run by alembic: takes the missing steps on the connection that `upgrade.py` hands over."""

from alembic import context

from dateline.store.tables import VERSION_TABLE, metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
)
with context.begin_transaction():
    context.run_migrations()
