"""The terminal put together: settings in, a sitting run to its end."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from random import Random
from typing import TextIO
from uuid import uuid4

from adapters.terminal.inbound import account, read_timestamp
from adapters.terminal.pipe import piped
from adapters.terminal.screen import Screen
from adapters.terminal.session import Session
from bot.bootstrap import open_core
from bot.clock import RehearsalClock, SystemClock, machine_zone
from bot.ports.judge import Judge
from bot.settings import Settings


@dataclass(frozen=True, slots=True)
class Sitting:
    """Who sits down, and at what time if it is a rehearsal."""

    name: str
    now: str | None
    echo: bool


async def chat(
    settings: Settings,
    sitting: Sitting,
    source: TextIO,
    out: TextIO,
    *,
    judge: Judge | None = None,
) -> None:
    """Run a chat from `source` to `out`; a window gets colour, editing and a live clock."""
    zone = settings.zone or machine_zone()
    # What was typed is checked before a database is made for it.
    account(sitting.name)
    moment = read_timestamp(sitting.now, zone) if sitting.now is not None else None
    clock = SystemClock() if moment is None else RehearsalClock(moment)
    chance = _chance(moment)
    core = await open_core(settings, clock=clock, chance=chance, judge=judge)
    window = source.isatty() and out.isatty()
    screen = Screen(out, Path.cwd(), colour=window, echo=sitting.echo)
    session = Session(
        core,
        screen,
        name=sitting.name,
        clock=clock,
        chance=chance,
        zone=zone,
        session_key=uuid4().hex,
    )
    try:
        await session.open()
        if window:
            # Loaded here: a pipe needs neither the line editor nor the scheduler.
            from adapters.terminal.window import run_at_window  # noqa: PLC0415

            await run_at_window(core, session, live=moment is None)
        else:
            await session.run(piped(source, screen.said))
    finally:
        await core.close()


def _chance(moment: datetime | None) -> Random:
    """Real chance; in a rehearsal the same for the same moment, so that it can be repeated."""
    return Random() if moment is None else Random(moment.isoformat())  # noqa: S311


def prepare_streams() -> tuple[TextIO, TextIO]:
    """Standard input and output that take any bytes and any character."""
    for stream in (sys.stdin, sys.stdout):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
    return sys.stdin, sys.stdout
