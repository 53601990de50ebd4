"""Halfway: an upgrade of a populated database is killed at any moment, and started again."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from time import monotonic, sleep

from alembic import command

from bot.store.address import address_of
from bot.store.migrate import current_revision, run, upgrade
from bot.store.revision import HEAD, REVISIONS
from bot.store.store import SqlStore
from tests.support import postgres
from tests.torture.rows import Contents, contents, fill

EARLIER = REVISIONS[:-1]
"""Every revision that an upgrade may begin from."""


@dataclass(slots=True)
class Halves:
    """What came of the kills on one database, from all earlier revisions together."""

    name: str
    rows: int = 0
    kills: int = 0
    midway: int = 0
    """Kills of an upgrade that was not over."""
    old: int = 0
    new: int = 0
    neither: int = 0
    """Databases that were neither as before nor as after."""
    changed: int = 0
    """Tables whose old columns read differently in the end."""
    unsound: int = 0
    """Copies that were put aside and are not what there was before, whole."""
    refused: int = 0
    """Starts afterwards that did not bring the database up to date."""
    seconds: float = 0.0

    COLUMNS = (
        *("upgrades", "rows", "kills", "midway", "left old", "left new", "left neither"),
        *("tables changed", "copies unsound", "starts refused", "s"),
    )

    @property
    def bad(self) -> int:
        """All that should not be."""
        return self.neither + self.changed + self.unsound + self.refused

    def cells(self) -> tuple[str, ...]:
        """The row under COLUMNS."""
        counts = (
            *(self.rows, self.kills, self.midway, self.old, self.new, self.neither),
            *(self.changed, self.unsound, self.refused),
        )
        return self.name, *(f"{count:,}" for count in counts), f"{self.seconds:.0f}"


@dataclass(slots=True)
class Template:
    """A populated database of an earlier revision, and how one gets another like it."""

    revision: str
    before: Contents
    another: Callable[[], str]
    seconds: float = field(default=0.0)
    """How long an upgrade takes that nobody kills."""


def halfway(
    name: str, templates: Callable[[], Iterator[Template]], kills: int, seed: int
) -> Halves:
    """So many kills, spread over the earlier revisions; every third time two upgrade at once."""
    began, chance, found = monotonic(), Random(seed), Halves(name)
    share = -(-kills // len(EARLIER))
    for template in templates():
        found.rows += template.before.rows
        after = _uninterrupted(template)
        for number in range(share):
            _once(template, after, chance, found, together=number % 3 == 2)
    found.seconds = monotonic() - began
    return found


def _uninterrupted(template: Template) -> Contents:
    """What an upgrade makes of it that nobody kills."""
    url = template.another()
    began = monotonic()
    os.waitpid(_upgrading(url), 0)
    template.seconds = monotonic() - began
    return asyncio.run(contents(url))


def _once(
    template: Template, after: Contents, chance: Random, found: Halves, *, together: bool
) -> None:
    url = template.another()
    pids = [_upgrading(url) for _ in range(2 if together else 1)]
    sleep(chance.uniform(0, template.seconds * (1.6 if together else 1.1)))
    for pid in pids[: chance.randint(1, len(pids))]:
        found.midway += os.waitpid(pid, os.WNOHANG) == (0, 0)
        _kill(pid)
        found.kills += 1
    for pid in pids:
        _gone(pid)
    left = asyncio.run(contents(url))
    if left == template.before:
        found.old += 1
    elif left == after:
        found.new += 1
    else:
        found.neither += 1
    found.unsound += _unsound(url, template)
    # As the next process does.
    status = os.waitpid(_starting(url), 0)[1]
    end = asyncio.run(contents(url))
    found.refused += status != 0 or end.tables.keys() != after.tables.keys()
    found.changed += sum(end.tables.get(name) != after.tables[name] for name in after.tables)
    found.changed += len(template.before.changed_in(end))


def _upgrading(url: str) -> int:
    """A process that brings it up to date, as `rounds db upgrade` does."""
    return _forked(lambda: asyncio.run(upgrade(url)))


def _starting(url: str) -> int:
    """A process that opens it, as `rounds serve` does."""

    async def start() -> None:
        await (await SqlStore.open(url)).close()

    return _forked(lambda: asyncio.run(start()))


def _forked(doing: Callable[[], object]) -> int:
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            doing()
            status = 0
        finally:
            os._exit(status)
    return pid


def _kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def _gone(pid: int) -> None:
    try:
        os.waitpid(pid, 0)
    except ChildProcessError:
        return


def _unsound(url: str, template: Template) -> int:
    """The copies that a SQLite upgrade put aside before: each is whole, or has another name."""
    path = address_of(url)
    copies = Path(str(path)).parent.glob("*.before-*") if "sqlite" in url else ()
    wrong = 0
    for copy in copies:
        if ".part" not in copy.name:
            wrong += asyncio.run(contents(f"sqlite:///{copy}")) != template.before
    return wrong


def on_sqlite(folder: Path, rows: int) -> Iterator[Template]:
    """A file of each earlier revision."""
    for revision in EARLIER:
        first = folder / f"{revision}.db"
        url = f"sqlite:///{first}"
        first.touch()
        with closing(sqlite3.connect(first)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
        asyncio.run(_populated(url, revision, rows))

        def another(first: Path = first, revision: str = revision) -> str:
            place = folder / f"of-{revision}"
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir()
            with closing(sqlite3.connect(first)) as source:
                source.execute("VACUUM INTO ?", (str(place / "rounds.db"),))
            return f"sqlite:///{place / 'rounds.db'}"

        yield Template(revision, asyncio.run(contents(url)), another)


def on_postgresql(server: str, rows: int) -> Iterator[Template]:
    """A database of each earlier revision, and copies of it on the same server."""
    for revision in EARLIER:
        with postgres.database(server, f"rounds_{revision}") as url:
            asyncio.run(_populated(url, revision, rows))
            before = asyncio.run(contents(url))
            copy = f"rounds_{revision}_copy"

            def another(copy: str = copy, revision: str = revision) -> str:
                postgres.execute(server, f"DROP DATABASE IF EXISTS {copy} WITH (FORCE)")
                postgres.execute(server, f"CREATE DATABASE {copy} TEMPLATE rounds_{revision}")
                before, _, options = server.partition("?")
                return f"{before.rpartition('/')[0]}/{copy}?{options}"

            yield Template(revision, before, another)
            postgres.execute(server, f"DROP DATABASE IF EXISTS {copy} WITH (FORCE)")


async def _populated(url: str, revision: str, rows: int) -> None:
    """A new database of that revision, with so many rows in the tables that grow."""
    address = address_of(url)
    await run(address, lambda config: command.upgrade(config, revision))
    await fill(url, rows)
    assert await current_revision(address) == revision != HEAD
