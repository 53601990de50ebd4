"""The invitation: a link that lets the bot into a server with the least it needs."""

from __future__ import annotations

import discord

from adapters.discord.login import LoggedIn
from adapters.discord.settings import DiscordSettings

PERMISSIONS = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    create_public_threads=True,
    embed_links=True,
    attach_files=True,
    read_message_history=True,
    add_reactions=True,
    pin_messages=True,
)
"""What posting, threads, cards, files, catching up, marks and pins take; nothing to manage."""

SCOPES = ("bot", "applications.commands")


async def invitation(settings: DiscordSettings) -> str:
    """The link for the bot whose token is set. Raises BadSettings when Discord refuses it."""
    async with LoggedIn(settings) as client:
        assert client.application_id is not None
        return discord.utils.oauth_url(
            client.application_id, permissions=PERMISSIONS, scopes=SCOPES
        )
