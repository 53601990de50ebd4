"""The connection: discord.py's client, told to keep no caches and to hand every event on raw."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, ClassVar, Protocol

import discord
import structlog
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from adapters.discord.frames import outlive
from adapters.discord.settings import DiscordSettings
from adapters.discord.shape import fault

_log = structlog.get_logger(__name__)

RATE_LIMIT_PATIENCE = 30.0
"""Seconds discord.py waits for a route by itself; beyond them the outbox takes the message back."""


class Listener(Protocol):
    """Who is told what happens."""

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """A command, a button, a form, an autocompletion."""
        ...

    async def on_message(self, message: discord.Message) -> None:
        """A message that we can see."""
        ...

    async def on_edit(self, message: discord.Message) -> None:
        """A message reads differently now."""
        ...

    async def on_deletion(self, message_ids: set[int]) -> None:
        """Messages are gone."""
        ...

    async def on_departure(self, guild_id: int) -> None:
        """We were removed from a server."""
        ...

    async def on_session(self) -> None:
        """A session begins: what it tells follows."""
        ...

    async def on_connected(self) -> None:
        """A new session is whole: whatever happened before it was missed."""
        ...


class _Hearing:
    """The events of a client, handed on to one listener."""

    _listener: Listener

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Hand it on."""
        await self._told(lambda: self._listener.on_interaction(interaction))

    async def on_message(self, message: discord.Message) -> None:
        """Hand it on."""
        await self._told(lambda: self._listener.on_message(message))

    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        """Hand it on; without a message cache only the raw event tells of edits."""
        await self._told(lambda: self._listener.on_edit(payload.message))

    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        """Hand it on."""
        await self._told(lambda: self._listener.on_deletion({payload.message_id}))

    async def on_raw_bulk_message_delete(self, payload: discord.RawBulkMessageDeleteEvent) -> None:
        """Hand it on."""
        await self._told(lambda: self._listener.on_deletion(payload.message_ids))

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Hand it on; a server that is only unavailable does not come here."""
        await self._told(lambda: self._listener.on_departure(guild.id))

    async def on_connect(self) -> None:
        """Called for each new session, before anything it tells; not for one that was resumed."""
        await self._told(self._listener.on_session)

    async def _told(self, tell: Callable[[], Awaitable[None]]) -> None:
        try:
            await tell()
        except Exception as error:  # noqa: BLE001
            # An edge of the process: one event must not take the others with it.
            _log.exception("event.failed", error=type(error).__name__)


class Client(_Hearing, discord.Client):
    """discord.py with our intents, no member and message caches, and one listener.

    It is ready once no further server was told of for `patience` seconds; those that come later are
    served all the same.
    """

    patience: ClassVar[float] = 0.2

    def __init__(self, listener: Listener, *, message_content: bool) -> None:
        super().__init__(**_options(message_content, self.patience))
        _guard(self._connection.parsers)
        self.lines = outlive(self._connection)
        self._listener = listener

    async def on_ready(self) -> None:
        """Called for each new session, not for one that was resumed."""
        await self._told(self._listener.on_connected)


class ShardedClient(_Hearing, discord.AutoShardedClient):
    """The same over several connections, each of which hears its share of the servers."""

    def __init__(self, listener: Listener, *, message_content: bool, count: int) -> None:
        super().__init__(shard_count=count, **_options(message_content, Client.patience))
        _guard(self._connection.parsers)
        self.lines = outlive(self._connection)
        self._listener = listener

    def take(self, shard_ids: Sequence[int]) -> None:
        """Run these; before it connects."""
        self.shard_ids = list(shard_ids)

    async def on_shard_ready(self, _: int) -> None:
        """Called for each new session of a shard, not for one that was resumed."""
        await self._told(self._listener.on_connected)


Parse = Callable[[Any], None]


def _guard(parsers: dict[str, Parse]) -> None:
    """Let an event that cannot be read be one that nobody hears.

    discord.py ends its connection over it, and with that the process; who connects anew is told of
    it no more, but of all that is missed meanwhile neither.
    """
    for name, parse in parsers.items():
        parsers[name] = _guarded(name, parse)


def _guarded(name: str, parse: Parse) -> Parse:
    def guarded(data: Any) -> None:  # noqa: ANN401
        found = fault(name, data)
        if found is not None:
            _log.warning("event.malformed", kind=name, at=found)
            return
        try:
            parse(data)
        except Exception as error:  # noqa: BLE001
            # An edge of the process: one event must not take the others with it.
            _log.warning("event.unreadable", kind=name, error=type(error).__name__)

    return guarded


def _options(message_content: bool, patience: float) -> dict[str, Any]:
    without_voice()
    return {
        "intents": discord.Intents(
            guilds=True, guild_messages=True, dm_messages=True, message_content=message_content
        ),
        "member_cache_flags": discord.MemberCacheFlags.none(),
        "max_messages": None,
        "chunk_guilds_at_startup": False,
        "guild_ready_timeout": patience,
        "max_ratelimit_timeout": RATE_LIMIT_PATIENCE,
        "allowed_mentions": discord.AllowedMentions.none(),
    }


def without_voice() -> None:
    """Nobody is to be told, at each start, that there is no voice: there is nothing to say."""
    discord.VoiceClient.warn_nacl = False
    discord.VoiceClient.warn_dave = False


async def point(client: discord.Client, settings: DiscordSettings) -> None:
    """Let the client talk to the addresses that are set; after its login.

    discord.py keeps them on its classes and never asks the API for the gateway by itself.
    """
    if settings.gateway_url is not None:
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(settings.gateway_url)
    elif settings.api_url is not None:
        found = await client.http.request(Route("GET", "/gateway"))
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(found["url"])


def point_api(settings: DiscordSettings) -> None:
    """Let everything in this process that speaks REST talk to the address that is set."""
    if settings.api_url is not None:
        Route.BASE = settings.api_url
