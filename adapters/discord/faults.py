"""What Discord's errors mean for a message that was to be sent."""

from __future__ import annotations

from datetime import timedelta

import aiohttp
import discord

from adapters.adapter import CannotSend

UNKNOWN_CHANNEL, UNKNOWN_MESSAGE, UNKNOWN_INTERACTION, UNKNOWN_WEBHOOK = 10003, 10008, 10062, 10015
CONTENT_TOO_LARGE, FILE_TOO_LARGE = 40005, 50045
MISSING_ACCESS, CANNOT_DM, MISSING_PERMISSIONS = 50001, 50007, 50013
THREAD_EXISTS, TOO_MANY_PINS, ARCHIVED = 160004, 30003, 50083

LOST = (aiohttp.ClientError, OSError, TimeoutError)
"""The connection broke: nobody knows whether Discord did it."""


class Lacks(discord.DiscordException):
    """Our role lacks a permission, which showed without an error of Discord's."""


class Unsure(discord.DiscordException):
    """So much was written that nobody knows yet whether a message is there."""


FAULTS = (discord.DiscordException, *LOST)

_FOR_GOOD = {
    UNKNOWN_CHANNEL: "the channel is gone",
    UNKNOWN_MESSAGE: "the prompt it belongs to was deleted",
    MISSING_ACCESS: "I cannot see the channel: give my role View Channel there",
    MISSING_PERMISSIONS: "my role lacks a permission in the channel",
    TOO_MANY_PINS: "the channel has as many pins as Discord allows",
}


TOO_MANY_REQUESTS = 429
_WAIT = "Discord asks for a pause"
_READING = "much was written there, and I am still looking whether it was posted already"


def cannot_send(error: BaseException, *, where: str = "", needs: str = "") -> CannotSend:
    """The reason in words that a host can act on, and whether trying again may help.

    `where` names the channel, `needs` the permissions that the step takes.
    """
    if isinstance(error, discord.HTTPException):
        return _answered(error, where, needs)
    if isinstance(error, discord.RateLimited):
        return CannotSend(_WAIT, wait=timedelta(seconds=error.retry_after))
    if isinstance(error, Lacks):
        return _refused(str(error), where)
    if isinstance(error, Unsure):
        return CannotSend(_READING)
    return CannotSend(f"no connection to Discord ({type(error).__name__})")


def _answered(error: discord.HTTPException, where: str, needs: str) -> CannotSend:
    if error.status == TOO_MANY_REQUESTS:
        return CannotSend(_WAIT, wait=_pause(error))
    if error.code == CANNOT_DM:
        return CannotSend("takes no direct messages", unreachable=True)
    reason = _FOR_GOOD.get(error.code)
    if reason is None and error.status not in {400, 403, 404}:
        return CannotSend(f"Discord answers with error {error.status}")
    told = reason or f"Discord refused it (error {error.code})"
    if needs and error.code == MISSING_PERMISSIONS:
        told = f"{told} ({needs})"
    return _refused(told, where)


def _refused(reason: str, where: str) -> CannotSend:
    return CannotSend(f"{where}: {reason}" if where else reason, for_good=True)


def _pause(error: discord.HTTPException) -> timedelta | None:
    """What a server before Discord asks for, which discord.py does not wait for by itself."""
    asked = str(error.response.headers.get("Retry-After", ""))
    return timedelta(seconds=int(asked)) if asked.isdigit() else None
