"""Slack's ids as the core's places, accounts and keys, and back."""

from __future__ import annotations

import re

from bot.domain.group import Place

PLATFORM = "slack"

_CHANNEL = re.compile(r"[CDG][A-Z0-9]{6,30}")


def account_key(team_id: str, user_id: str) -> str:
    """The key of a user's account; ids of people are unique within a workspace."""
    return f"{PLATFORM}:{team_id}:{user_id}"


def user_id(key: str) -> str:
    """The user behind an account's key."""
    return key.rpartition(":")[2]


def team_id(key: str) -> str:
    """The workspace of the user behind an account's key."""
    return key.split(":")[1]


def message_key(channel_id: str, ts: str) -> str:
    """The key of a message, the same for its edits and its deletion."""
    return f"{PLATFORM}:m:{channel_id}:{ts}"


def place_of(team_id: str, channel_id: str) -> Place:
    """The place of a channel; a direct message belongs to no workspace's channel."""
    return Place(PLATFORM, team_id, channel_id)


def may_be_channel(text: str) -> bool:
    """Whether a text may be a channel's id."""
    return _CHANNEL.fullmatch(text) is not None


def is_direct(channel_id: str) -> bool:
    """Whether it is a conversation of a person with us alone."""
    return channel_id.startswith("D")
