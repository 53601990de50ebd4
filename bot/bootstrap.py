"""Settings in, wired core out: the only place in the core that names concrete classes."""

from __future__ import annotations

from pathlib import Path
from random import Random

from bot.clock import SystemClock
from bot.commands.catalogue import all_commands
from bot.content.library import FileBank, default_folder
from bot.core import Core
from bot.errors import BrokenContent
from bot.grading.offline import OfflineGrader
from bot.grading.rescoring import OfflineRescorer
from bot.ports.clock import Clock
from bot.ports.grader import Grader
from bot.ports.prompts import PromptBank
from bot.services.deps import Deps
from bot.settings import Settings
from bot.store.address import SqliteAddress, address_of
from bot.store.store import SqlStore


def open_bank(settings: Settings) -> FileBank:
    """The prompts of the content folder that is set, or of the one that comes with Rounds.

    Raises BrokenContent when there is not one to practise on.
    """
    folder = settings.content or default_folder()
    bank = FileBank(folder)
    if not bank.heads():
        raise BrokenContent(
            f"The content folder {folder} holds no prompt that can be read. "
            f"“rounds content check {folder}” names what is wrong."
        )
    return bank


def open_grader() -> Grader:
    """The grader that the settings ask for; the offline one needs none."""
    return OfflineGrader()


def data_folder(settings: Settings) -> Path:
    """The folder of the database file; the present one when the database is on a server."""
    address = address_of(settings.database_url)
    return address.path.parent if isinstance(address, SqliteAddress) else Path()


async def open_core(
    settings: Settings,
    *,
    clock: Clock | None = None,
    chance: Random | None = None,
    grader: Grader | None = None,
    bank: PromptBank | None = None,
) -> Core:
    """A core on an open database, which is made or brought up to date first.

    Raises StoreError and BrokenContent, each with its sentence.
    """
    deps = Deps(
        store=await SqlStore.open(settings.database_url),
        bank=bank or open_bank(settings),
        grader=grader or open_grader(),
        rescorer=OfflineRescorer(),
        clock=clock or SystemClock(),
        chance=chance or Random(),  # noqa: S311
    )
    return Core(deps, all_commands())
