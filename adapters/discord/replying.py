"""Answering an interaction: the first page as its response, the others behind it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import discord

from adapters.discord.faults import LOST
from adapters.discord.render import Page
from adapters.discord.sendable import sendable, sent_with_files

_NOTHING = "Done."
"""For the rare answer without a word: Discord wants one."""

_ACKNOWLEDGED = 40060


async def respond(interaction: discord.Interaction, shown: Sequence[Page], *, unseen: bool) -> None:
    """Answer an interaction; unseen by others if wanted.

    One that was told to wait is answered as unseen as it was told so. Raises what Discord raises.
    """
    if interaction.response.is_done():
        await respond_later(interaction, shown or [Page(content=_NOTHING)], unseen=unseen)
        return
    first, *others = shown or [Page()]
    await sent_with_files(first, lambda page: _respond(interaction, page, unseen=unseen))
    await respond_later(interaction, others, unseen=unseen)


async def respond_later(
    interaction: discord.Interaction, shown: Sequence[Page], *, unseen: bool
) -> None:
    """Answer an interaction that was acknowledged before. Raises what Discord raises."""
    for page in shown:
        await sent_with_files(page, lambda one: insist(_follow_up(interaction, one, unseen=unseen)))


async def _respond(interaction: discord.Interaction, page: Page, *, unseen: bool) -> None:
    if interaction.response.is_done():
        await insist(_follow_up(interaction, page, unseen=unseen))
        return
    await insist(lambda: interaction.response.send_message(**_first(page), ephemeral=unseen))


async def insist(doing: Callable[[], Awaitable[object]]) -> None:
    """Do something that somebody waits for; once more after a connection that broke.

    discord.py does so on other systems only. That the first try, or one that was answered with an
    error, had got through all the same is as good; at worst an answer stands there twice.
    """
    try:
        await doing()
    except LOST:
        await _again(doing)
    except discord.HTTPException as error:
        if error.code != _ACKNOWLEDGED:
            raise


async def _again(doing: Callable[[], Awaitable[object]]) -> None:
    try:
        await doing()
    except discord.InteractionResponded:
        return
    except discord.HTTPException as error:
        if error.code != _ACKNOWLEDGED:
            raise


def _follow_up(
    interaction: discord.Interaction, page: Page, *, unseen: bool
) -> Callable[[], Awaitable[object]]:
    return lambda: interaction.followup.send(**sendable(page), ephemeral=unseen)


def _first(page: Page) -> dict[str, Any]:
    """Made anew for each try: files are read while they are sent."""
    return sendable(page) or {"content": _NOTHING}
