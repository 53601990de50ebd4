"""A core over a database in a folder, with fakes for what a test does not bring."""

from __future__ import annotations

from pathlib import Path
from random import Random

from bot.bootstrap import open_core
from bot.core import Core
from bot.ports.clock import Clock
from bot.ports.grader import Grader
from bot.ports.loops import LoopBank
from bot.ports.prompts import PromptBank
from bot.settings import Settings
from tests.support.fakes import FakeGrader, a_bank


async def a_core(
    folder: Path,
    clock: Clock,
    *,
    grader: Grader | None = None,
    bank: PromptBank | None = None,
    loops: LoopBank | None = None,
) -> Core:
    """Opened again on the same folder it knows what it knew."""
    return await open_core(
        Settings(database_url=f"sqlite:///{folder / 'rounds.db'}"),
        clock=clock,
        chance=Random(1),
        grader=grader or FakeGrader(),
        bank=bank or a_bank(),
        loops=loops,
    )
