"""`rounds discord`: what the shell can do about Discord."""

from __future__ import annotations

import asyncio

import click

from adapters.discord.settings import DiscordSettings
from bot.settings import read_adapter_settings


@click.group("discord")
def command() -> None:
    """Invite the bot to a Discord server."""


@command.command("invite")
def invite() -> None:
    """Print the link that lets the bot into a server, with the least permissions it needs."""
    # Only here: the library takes half a second to load.
    from adapters.discord.invite import invitation  # noqa: PLC0415

    click.echo(asyncio.run(invitation(read_adapter_settings(DiscordSettings))))
