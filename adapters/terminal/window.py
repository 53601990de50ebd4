"""A chat at a window: somebody types, and what comes due meanwhile appears above the line."""

from __future__ import annotations

from functools import partial

from prompt_toolkit.patch_stdout import patch_stdout

from adapters.terminal.keyboard import typed_in
from adapters.terminal.session import Session
from adapters.ticker import start_ticker
from bot.commands.menu import menu
from bot.commands.suggest import values
from bot.core import Core


async def run_at_window(core: Core, session: Session, *, live: bool) -> None:
    """Run the session from the keyboard; `live` lets real time bring what is due."""
    ticker = start_ticker(session.pass_time) if live else None
    known = partial(values, core.deps)
    try:
        with patch_stdout(raw=True):
            await session.run(typed_in(menu(core.registry, known)))
    finally:
        if ticker is not None:
            await ticker.stop()
