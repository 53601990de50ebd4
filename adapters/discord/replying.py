"""Answering an interaction: the first page as its response, the others behind it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import discord

from adapters.discord.faults import LOST
from adapters.discord.render import Page
from adapters.discord.sendable import sendable

_NOTHING = "Done."
"""For the rare answer without a word: Discord wants one."""


async def respond(interaction: discord.Interaction, shown: Sequence[Page], *, unseen: bool) -> None:
    """Answer an interaction that was not answered yet; unseen by others if wanted.

    A connection that broke is tried once more: discord.py does so on other systems only. Raises
    what Discord then raises.
    """
    first, *others = shown or [Page()]
    facts = _first(first)
    try:
        await interaction.response.send_message(**facts, ephemeral=unseen)
    except LOST:
        await _again(interaction, facts, unseen=unseen)
    for page in others:
        await interaction.followup.send(**sendable(page), ephemeral=unseen)


async def respond_later(
    interaction: discord.Interaction, shown: Sequence[Page], *, unseen: bool
) -> None:
    """Answer an interaction that was acknowledged before."""
    for page in shown:
        await interaction.followup.send(**sendable(page), ephemeral=unseen)


def _first(page: Page) -> dict[str, Any]:
    facts = sendable(page)
    return facts or {"content": _NOTHING}


async def _again(interaction: discord.Interaction, facts: dict[str, Any], *, unseen: bool) -> None:
    try:
        await interaction.response.send_message(**facts, ephemeral=unseen)
    except discord.InteractionResponded:
        return
    except discord.HTTPException as error:
        # It had arrived the first time.
        if error.code != _ACKNOWLEDGED:
            raise


_ACKNOWLEDGED = 40060
