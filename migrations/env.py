"""Runs the migrations on the connection that `bot.store.migrate` hands over.

The transaction is open already and holds the write lock; foreign keys are off on SQLite, because
rebuilding a table with them on would delete or refuse the rows that point at it.
"""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection

from bot.store.tables import METADATA


def _run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=METADATA,
        render_as_batch=True,
        transactional_ddl=True,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        if broken is not None:
            raise RuntimeError(f"a migration left a row of {broken[0]} without what it points at")


_run(context.config.attributes["connection"])
