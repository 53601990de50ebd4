"""Logging in without connecting: enough for what the shell asks of Discord."""

from __future__ import annotations

import discord

from adapters.discord.client import point_api, without_voice
from adapters.discord.faults import FAULTS, cannot_send
from adapters.discord.settings import DiscordSettings
from bot.errors import BadSettings

NOT_SET = (
    "ROUNDS_DISCORD_TOKEN is not set. docs/discord.md shows where to get the token of your bot."
)
REFUSED = (
    "Discord does not know the token in ROUNDS_DISCORD_TOKEN. Copy it anew from the page Bot of "
    "your application; docs/discord.md shows where."
)


class LoggedIn:
    """A client that may use the REST interface and is not connected; closed at the end."""

    def __init__(self, settings: DiscordSettings) -> None:
        self._settings = settings
        without_voice()
        self._client = discord.Client(intents=discord.Intents.none())

    async def __aenter__(self) -> discord.Client:
        """Log in; raises BadSettings with what to do."""
        if self._settings.token is None:
            raise BadSettings(NOT_SET)
        point_api(self._settings)
        try:
            await self._client.login(self._settings.token.get_secret_value())
        except discord.LoginFailure:
            await self._client.close()
            raise BadSettings(REFUSED) from None
        except FAULTS as error:
            await self._client.close()
            raise BadSettings(f"Discord cannot be reached: {cannot_send(error)}") from None
        return self._client

    async def __aexit__(self, *_: object) -> None:
        await self._client.close()
