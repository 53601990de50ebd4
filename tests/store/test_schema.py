"""The tables and the migrations say the same, and a database moves from one to the next."""

from __future__ import annotations

import asyncio
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Boolean, Connection, Dialect, create_engine, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from bot.errors import StoreDamaged, StoreTooNew
from bot.store.address import address_of
from bot.store.migrate import configuration, current_revision, run, state, upgrade
from bot.store.revision import HEAD, REVISIONS, SchemaState
from bot.store.store import SqlStore
from bot.store.tables import METADATA
from tests.store.samples import found_world


def _differences(connection: Connection) -> list[object]:
    options = {"compare_type": True, "target_metadata": METADATA}
    return list(compare_metadata(MigrationContext.configure(connection, opts=options), METADATA))


async def test_the_migrations_make_the_tables_that_the_code_uses(store: SqlStore) -> None:
    async with store.reading() as connection:
        assert await connection.run_sync(_differences) == []


async def test_the_migrations_make_the_same_indexes_and_checks(sqlite_url: str) -> None:
    """Partial conditions and checks, which the comparison above does not see."""
    engine = create_engine("sqlite://")
    METADATA.create_all(engine)
    with engine.connect() as connection:
        expected = _definitions(connection)
    engine.dispose()
    engine = create_engine(f"sqlite:///{sqlite_url}")
    with engine.connect() as connection:
        assert _definitions(connection) == expected
    engine.dispose()


def _definitions(connection: Connection) -> dict[str, frozenset[str]]:
    query = (
        "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name <> 'alembic_version'"
    )
    return {
        name: frozenset(
            part.strip(" \t,)")
            for line in sql.splitlines()
            # SQLite writes the columns that were added later behind one another.
            for part in (line.split(", ") if "CREATE TABLE" in sql else [line])
        )
        for name, sql in connection.execute(text(query))
    }


def test_every_constraint_has_a_name_and_every_table_fits_postgresql() -> None:
    dialect: Dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    for table in METADATA.sorted_tables:
        assert all(constraint.name for constraint in table.constraints), table.name
        assert str(CreateTable(table).compile(dialect=dialect))
        for index in table.indexes:
            assert str(CreateIndex(index).compile(dialect=dialect))
        for column in table.columns:
            assert not isinstance(column.type, Boolean) or not column.nullable


def test_the_known_revisions_are_those_of_the_scripts() -> None:
    with create_engine("sqlite://").connect() as connection:
        scripts = ScriptDirectory.from_config(configuration(connection))
        found = [script.revision for script in scripts.walk_revisions()]
        connection.engine.dispose()
    assert tuple(reversed(found)) == REVISIONS
    assert scripts.get_current_head() == HEAD


async def test_up_and_down_again(tmp_path: Path) -> None:
    address = address_of(str(tmp_path / "rounds.db"))
    assert (await upgrade(str(address))).before is None
    assert await state(str(address)) is SchemaState.CURRENT
    await run(address, lambda config: command.downgrade(config, "base"))
    with closing(sqlite3.connect(str(address))) as connection:
        query = "SELECT name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"
        assert connection.execute(query).fetchall() == [("alembic_version",)]
    assert await current_revision(address) is None
    await upgrade(str(address))
    assert await state(str(address)) is SchemaState.CURRENT


async def test_postgresql_goes_up_and_down_as_well(postgres_url: str) -> None:
    address = address_of(postgres_url)
    await run(address, lambda config: command.downgrade(config, "base"))
    assert await state(postgres_url) is SchemaState.FRESH
    results = await asyncio.gather(*(upgrade(postgres_url) for _ in range(3)))
    assert {result.after for result in results} == {HEAD}
    assert await state(postgres_url) is SchemaState.CURRENT


async def test_a_first_start_makes_the_folder_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "data" / "rounds.db"
    store = await SqlStore.open(f"sqlite:///{path}")
    await store.close()
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


async def test_a_populated_database_is_copied_before_it_is_migrated(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = await SqlStore.open(sqlite_url)
    async with store.write() as work:
        await found_world(work)
    await store.close()
    path = Path(sqlite_url)
    _set_revision(path, "0000")
    monkeypatch.setattr("bot.store.revision.REVISIONS", ("0000", HEAD))

    async def pretend(*_: object) -> None:
        _set_revision(path, HEAD)

    monkeypatch.setattr("bot.store.migrate.run", pretend)
    assert await state(sqlite_url) is SchemaState.BEHIND
    done = await upgrade(sqlite_url)
    assert done.backup == path.with_name(f"rounds.db.before-{HEAD}")
    assert (done.before, done.after) == ("0000", HEAD)
    with closing(sqlite3.connect(done.backup)) as copy:
        assert copy.execute("SELECT version_num FROM alembic_version").fetchone() == ("0000",)
        assert copy.execute("SELECT count(*) FROM members").fetchone() == (2,)
    assert done.backup.stat().st_mode & 0o777 == 0o600


async def test_a_migration_that_fails_leaves_the_old_state(tmp_path: Path) -> None:
    address = address_of(str(_empty(tmp_path / "rounds.db")))

    def fail_at_the_end(config: Config) -> None:
        command.upgrade(config, "head")
        raise RuntimeError("killed")

    with pytest.raises(RuntimeError, match="killed"):
        await run(address, fail_at_the_end)
    assert await current_revision(address) is None
    await upgrade(str(address))
    assert await state(str(address)) is SchemaState.CURRENT


async def test_a_database_of_a_newer_version_is_refused_untouched(sqlite_url: str) -> None:
    path = Path(sqlite_url)
    _set_revision(path, "9999")
    before = _bytes(path)
    with pytest.raises(StoreTooNew, match="newer version"):
        await SqlStore.open(sqlite_url)
    with pytest.raises(StoreTooNew):
        await upgrade(sqlite_url)
    assert await state(sqlite_url) is SchemaState.NEWER
    assert _bytes(path) == before


async def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE bookmarks (id INTEGER)")
    with pytest.raises(StoreDamaged, match="bookmarks"):
        await SqlStore.open(str(path))


async def test_two_processes_may_start_on_the_same_new_database(tmp_path: Path) -> None:
    path = tmp_path / "rounds.db"
    script = (
        "import asyncio, sys\n"
        "from bot.store.store import SqlStore\n"
        "async def main():\n"
        "    store = await SqlStore.open(sys.argv[1])\n"
        "    await store.close()\n"
        "asyncio.run(main())\n"
    )
    processes = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-c", script, str(path), stderr=asyncio.subprocess.PIPE
        )
        for _ in range(3)
    ]
    for process in processes:
        _, errors = await process.communicate()
        assert process.returncode == 0, errors.decode()
    assert await state(str(path)) is SchemaState.CURRENT


def _empty(path: Path) -> Path:
    path.touch()
    return path


def _bytes(path: Path) -> bytes:
    return path.read_bytes()


def _set_revision(path: Path, revision: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


async def test_a_start_on_a_current_database_loads_no_migration_tool(sqlite_url: str) -> None:
    script = (
        "import asyncio, sys\n"
        "from bot.store.store import SqlStore\n"
        "store = asyncio.run(SqlStore.open(sys.argv[1]))\n"
        "sys.exit('alembic' in sys.modules)\n"
    )
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", script, sqlite_url)
    assert await process.wait() == 0
