"""Frames: one that nobody can read ends its connection alone, and that is begun anew."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any
from weakref import WeakSet

import aiohttp
import discord
import structlog
from discord.gateway import DiscordWebSocket, ReconnectWebSocket, WebSocketClosure

_log = structlog.get_logger(__name__)

BREATH_SECONDS = 1.0
"""Before a connection that broke over a frame is begun anew."""

RESUMABLE = 4000
"""The code of an end that Discord need not take for a farewell."""

_FORESEEN = (
    ReconnectWebSocket,
    WebSocketClosure,
    discord.DiscordException,
    aiohttp.ClientError,
    OSError,
)

Read = Callable[[Any], Awaitable[None]]


def outlive(state: Any) -> WeakSet[DiscordWebSocket]:  # noqa: ANN401
    """Let every connection of this state of discord.py's begin anew over such a frame.

    Returns them all, also those that the library lets fall while they come up.
    discord.py takes what comes for whole, and ends all connections of a process over what is not.
    """
    lines: WeakSet[DiscordWebSocket] = WeakSet()
    referred: Callable[[DiscordWebSocket], None] = state._update_references  # noqa: SLF001

    def refer(line: DiscordWebSocket) -> None:
        # Called for each connection before anything is read of it.
        lines.add(line)
        heard: Any = line
        heard.received_message = _outliving(line, line.received_message)
        referred(line)

    state._update_references = refer  # noqa: SLF001
    return lines


def _outliving(line: DiscordWebSocket, read: Read) -> Read:
    async def heard(frame: Any) -> None:  # noqa: ANN401
        try:
            await read(frame)
        except _FORESEEN:
            raise
        except Exception as error:  # noqa: BLE001
            _log.warning("gateway.unreadable", error=type(error).__name__)
            await line.close(RESUMABLE)
            await asyncio.sleep(BREATH_SECONDS)
            # Not resumed: the same frame would come again.
            raise ReconnectWebSocket(line.shard_id, resume=False) from None

    return heard
