"""Databases made by the migrations: a SQLite file per test, and one PostgreSQL server per run."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.store.migrate import upgrade
from bot.store.store import SqlStore
from bot.store.tables import METADATA
from tests.support import postgres


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("migrated") / "rounds.db"
    asyncio.run(upgrade(str(path)))
    return path


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a server: the one that is set, or one of our own in a temporary folder."""
    try:
        running = postgres.server()
        url = running.__enter__()
    except Exception as error:  # noqa: BLE001
        postgres.missed(error, os.environ)
    yield url
    running.__exit__(None, None, None)


@pytest.fixture(scope="session")
def migrated_postgres(postgres_server: str) -> Iterator[str]:
    """A database of our own on that server, so that nobody's data is touched."""
    with postgres.database(postgres_server, f"rounds_test_{os.getpid()}") as url:
        asyncio.run(upgrade(url))
        yield url


@pytest.fixture
def sqlite_url(migrated_file: Path, tmp_path: Path) -> str:
    return str(shutil.copy(migrated_file, tmp_path / "rounds.db"))


@pytest.fixture
def postgres_url(migrated_postgres: str) -> str:
    tables = ", ".join(table.name for table in METADATA.sorted_tables)
    postgres.execute(migrated_postgres, f"TRUNCATE {tables} RESTART IDENTITY")
    return migrated_postgres


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest) -> str:
    found: str = request.getfixturevalue(f"{request.param}_url")
    return found


@pytest.fixture
async def store(url: str) -> AsyncIterator[SqlStore]:
    opened = await SqlStore.open(url)
    yield opened
    await opened.close()


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of two megabytes; skips where none may be mounted."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    try:
        subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no file system can be mounted here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True, capture_output=True)
