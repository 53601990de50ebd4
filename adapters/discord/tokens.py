"""Tokens: for a quarter of an hour after somebody acts, Discord lets us answer them unseen."""

from __future__ import annotations

from datetime import timedelta

import discord

from adapters.newest import Newest
from bot.ports.clock import Clock

LASTS = timedelta(minutes=14)
"""Discord lets a token live for 15 minutes."""

_MOST = 5000


class Tokens:
    """The newest interaction of each person in each server, as long as it can be answered.

    Held in memory alone: after a restart what is private goes by direct message.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._kept: Newest[tuple[int, str], discord.Interaction] = Newest(_MOST)

    def keep(self, interaction: discord.Interaction) -> None:
        """Remember an interaction that was acknowledged."""
        if interaction.guild_id is None:
            # A direct message reaches them there anyway, and stays.
            return
        self._kept.put((interaction.user.id, str(interaction.guild_id)), interaction)

    def of(self, user_id: int, server: str) -> discord.Interaction | None:
        """The interaction by which this person can be answered there; None when there is none."""
        kept = self._kept.get((user_id, server))
        if kept is not None and self._clock.now() - kept.created_at > LASTS:
            self.drop(user_id, server)
            return None
        return kept

    def drop(self, user_id: int, server: str) -> None:
        """Discord takes no more answers by it."""
        self._kept.drop((user_id, server))
