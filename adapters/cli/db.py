"""`rounds db`: upgrade, back up, restore, leave out who was forgotten, copy, recompute, export."""

from __future__ import annotations

import asyncio
from pathlib import Path

import click

from bot import operations
from bot.bootstrap import open_core
from bot.core import Core
from bot.domain.points import Recomputed
from bot.settings import Settings, read_settings

_FILE = click.Path(path_type=Path)


@click.group("db")
def command() -> None:
    """Care for the database."""


@command.command("upgrade")
def upgrade() -> None:
    """Bring the database to this version; a copy of the old state is kept beside it."""
    done = asyncio.run(operations.upgrade(read_settings()))
    if done.before == done.after:
        click.echo(f"The database is up to date ({done.after}).")
        return
    click.echo(f"Upgraded from {done.before or 'nothing'} to {done.after}.")
    if done.backup is not None:
        click.echo(f"The state before it is kept in {done.backup}.")


@command.command("backup")
@click.argument("target", type=_FILE)
def backup(target: Path) -> None:
    """Copy the database to TARGET, a new file, while others may use it; the copy is checked."""
    asyncio.run(operations.backup(read_settings(), target))
    click.echo(f"Backed up to {target}, {target.stat().st_size / 1024:,.0f} KiB, checked.")


@command.command("restore")
@click.argument("source", type=_FILE)
def restore(source: Path) -> None:
    """Put the backup SOURCE in the database's place; the replaced file is kept beside it."""
    done = asyncio.run(operations.restore(read_settings(), source))
    click.echo(f"Restored from {source}.")
    if done.forgotten:
        click.echo(f"Left out: {done.forgotten} who asked to be forgotten after it was made.")
    if done.kept is not None:
        click.echo(f"What was there before is kept in {done.kept}.")


@command.command("copy")
@click.argument("target", envvar="ROUNDS_COPY_TO")
def copy(target: str) -> None:
    """Copy everything into the empty database of the address TARGET, and compare every row.

    An address with a password need not stand in the line: ROUNDS_COPY_TO holds it too. Stop Rounds
    first, or what is said meanwhile stays behind.
    """
    done = asyncio.run(operations.copy(read_settings(), target))
    click.echo(
        f"Copied {done.total:,} rows of {len(done.rows)} tables; each was read and is equal."
    )
    click.echo("Set ROUNDS_DATABASE_URL to the new address, then start Rounds.")


@command.command("forgotten")
@click.argument("target", type=_FILE)
def forgotten(target: Path) -> None:
    """Write who asked to be forgotten to TARGET, a new file: hashes, which name nobody."""
    number = asyncio.run(operations.write_forgotten(read_settings(), target))
    click.echo(f"Wrote {number:,} to {target}. Keep it with the backups.")


@command.command("forget")
@click.argument("source", type=_FILE)
def forget(source: Path) -> None:
    """Leave those in SOURCE, which `rounds db forgotten` wrote, out of a database brought back."""
    number = asyncio.run(operations.forget(read_settings(), source))
    click.echo(f"Left out: {number:,} who asked to be forgotten after the backup was made.")


@command.command("recompute")
def recompute() -> None:
    """Rebuild points and streaks from the stored attempts, and tell whether they agreed."""
    done = asyncio.run(_recompute(read_settings()))
    click.echo(f"Rebuilt {done.rows:,} rows; {done.differing:,} differed.")


@command.command("export")
@click.argument("target", type=_FILE)
def export(target: Path) -> None:
    """Write every row to TARGET, a new file, as JSON lines."""
    rows = asyncio.run(operations.export(read_settings(), target))
    click.echo(f"Exported {rows:,} rows to {target}.")


async def _recompute(settings: Settings) -> Recomputed:
    core: Core = await open_core(settings)
    try:
        return await core.recompute()
    finally:
        await core.close()
