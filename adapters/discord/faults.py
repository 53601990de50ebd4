"""What Discord's errors mean for a message that was to be sent."""

from __future__ import annotations

from datetime import timedelta

import aiohttp
import discord

from adapters.adapter import CannotSend

UNKNOWN_CHANNEL, UNKNOWN_MESSAGE, UNKNOWN_INTERACTION, UNKNOWN_WEBHOOK = 10003, 10008, 10062, 10015
MISSING_ACCESS, CANNOT_DM, MISSING_PERMISSIONS = 50001, 50007, 50013
THREAD_EXISTS, TOO_MANY_PINS, ARCHIVED = 160004, 30003, 50083

LOST = (aiohttp.ClientError, OSError, TimeoutError)
"""The connection broke: nobody knows whether Discord did it."""

FAULTS = (discord.DiscordException, *LOST)

_FOR_GOOD = {
    UNKNOWN_CHANNEL: "the channel is gone",
    MISSING_ACCESS: "I cannot see the channel: give my role View Channel there",
    MISSING_PERMISSIONS: "my role lacks a permission in the channel",
    TOO_MANY_PINS: "the channel has as many pins as Discord allows",
}


def cannot_send(error: BaseException, *, where: str = "", needs: str = "") -> CannotSend:
    """The reason in words that a host can act on, and whether trying again may help.

    `where` names the channel, `needs` the permissions that the step takes.
    """
    if isinstance(error, discord.RateLimited):
        return CannotSend("Discord asks for a pause", wait=timedelta(seconds=error.retry_after))
    if not isinstance(error, discord.HTTPException):
        return CannotSend(f"no connection to Discord ({type(error).__name__})")
    if error.code == CANNOT_DM:
        return CannotSend("takes no direct messages", unreachable=True)
    reason = _FOR_GOOD.get(error.code)
    if reason is not None:
        told = f"{reason} ({needs})" if needs and error.code == MISSING_PERMISSIONS else reason
        return CannotSend(f"{where}: {told}" if where else told, for_good=True)
    if error.status in {403, 404, 400}:
        told = f"Discord refused it (error {error.code})"
        return CannotSend(f"{where}: {told}" if where else told, for_good=True)
    return CannotSend(f"Discord answers with error {error.status}")
