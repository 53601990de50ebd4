"""Discord's ids as the core's places, accounts and keys, and back."""

from __future__ import annotations

import discord

from bot.domain.group import Place
from bot.domain.member import Account

PLATFORM = "discord"


def account_of(user: discord.abc.User) -> Account:
    """The account of a user; on a server by the name that the others see there."""
    return Account(account_key(user.id), user.display_name)


def account_key(user_id: int) -> str:
    """The key of a user's account."""
    return f"{PLATFORM}:{user_id}"


def user_id(key: str) -> int:
    """The user behind an account's key."""
    return int(key.removeprefix(f"{PLATFORM}:"))


def message_key(message_id: int) -> str:
    """The key of a message, the same for its edits and its deletion."""
    return f"{PLATFORM}:m:{message_id}"


def place_of(guild_id: int | None, channel_id: int, parent_id: int | None) -> Place:
    """The place of a channel; a thread's place is the channel it hangs from."""
    workspace = "" if guild_id is None else str(guild_id)
    return Place(PLATFORM, workspace, str(parent_id or channel_id))


def parent_of(channel: object) -> int | None:
    """The channel that a thread hangs from; None for what is no thread."""
    return channel.parent_id if isinstance(channel, discord.Thread) else None


def thread_of(channel: object) -> str | None:
    """The id of the message that a thread hangs from, which is the thread's own id."""
    return str(channel.id) if isinstance(channel, discord.Thread) else None
