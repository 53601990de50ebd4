"""The gateway: logged in, and connected for as long as nobody else may have our shards."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import discord
import structlog
from discord.gateway import DiscordWebSocket

from adapters.discord.client import Client, Listener, ShardedClient, point, point_api
from adapters.discord.faults import FAULTS, cannot_send
from adapters.discord.frames import BREATH_SECONDS, RESUMABLE
from adapters.discord.login import REFUSED
from adapters.discord.settings import DiscordSettings
from adapters.discord.sync import sync
from adapters.holder import Holder
from adapters.service import NotLetIn, Unreachable
from adapters.tenure import Tenure
from bot.core import Core
from bot.domain.group import Place
from bot.errors import BadSettings
from bot.ports.clock import Clock

_log = structlog.get_logger(__name__)

CLOSE_SECONDS = 1.0
AGAIN_SECONDS = 0.5
"""For a cancellation to take effect."""

_BAD_TOKEN = 4004
_ENDED = "Discord ended the connection"
_PRIVILEGED = (
    "Discord refuses the Message Content intent: switch it on at the page Bot of your application, "
    "or take ROUNDS_DISCORD_MESSAGE_CONTENT away."
)


class Gateway:
    """Discord's connections of this process, and its claim to them."""

    def __init__(
        self, core: Core, settings: DiscordSettings, clock: Clock, holder: Holder, ear: Listener
    ) -> None:
        self._core = core
        self._settings = settings
        self._shards = settings.plan
        self.tenure = Tenure(core, clock, self._shards.names, self._shards.most, holder)
        self.client = self._made(ear)

    @property
    def workspaces(self) -> Sequence[str] | None:
        """The servers that it hears; None for all there are, none while it stands by."""
        if not self.tenure.held:
            return ()
        if self._shards.count == 1:
            return None
        return [str(guild.id) for guild in self.client.guilds]

    def hears(self, place: Place) -> bool:
        """Whether what is said there comes to this process."""
        guild_id = int(place.workspace) if place.workspace else None
        return self._shards.of(guild_id) in self._shards.held(self.tenure.held)

    async def log_in(self) -> None:
        """Log in and tell Discord our commands; raises NotLetIn and Unreachable."""
        assert self._settings.token is not None
        point_api(self._settings)
        try:
            await self.client.login(self._settings.token.get_secret_value())
            await point(self.client, self._settings)
            await sync(self.client, self._core.registry)
        except discord.LoginFailure:
            raise NotLetIn(REFUSED) from None
        except FAULTS as error:
            await self._log_out()
            raise Unreachable(f"Discord cannot be reached: {cannot_send(error)}") from None

    async def stay(self) -> None:
        """Connect once nobody else may have our shards, until that ends for good.

        Raises BadSettings, NotLetIn or LeaseLost.
        """
        if not self.tenure.held:
            await self.tenure.wait()
        if isinstance(self.client, ShardedClient):
            self.client.take(self._shards.held(self.tenure.held))
        connecting = asyncio.create_task(self._connect())
        keeping = asyncio.create_task(self.tenure.keep())
        both = {connecting, keeping}
        try:
            done, _ = await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            await _end(both)

    async def hang_up(self) -> None:
        """Close the connections; without a farewell where Discord does not answer one."""
        try:
            async with asyncio.timeout(CLOSE_SECONDS):
                await self.client.close()
                await asyncio.gather(*(line.close() for line in list(self.client.lines)))
        except TimeoutError:
            await self.client.http.close()

    def _made(self, ear: Listener) -> Client | ShardedClient:
        content = self._settings.message_content
        if self._shards.count == 1:
            return Client(ear, message_content=content)
        return ShardedClient(ear, message_content=content, count=self._shards.count)

    async def _log_out(self) -> None:
        """So that we may log in again."""
        await self.client.http.close()
        # That closes the connector as well, which the library would use once more.
        self.client.http.connector = discord.utils.MISSING

    async def _connect(self) -> None:
        while not await self._was_connected():
            _log.info("gateway.anew")

    async def _was_connected(self) -> bool:
        """Connect until that ends; false when it ended over something that nobody can read."""
        try:
            await self.client.connect()
        except discord.PrivilegedIntentsRequired:
            raise NotLetIn(_PRIVILEGED) from None
        except discord.ConnectionClosed as error:
            if error.code == _BAD_TOKEN:
                raise NotLetIn(REFUSED) from None
            raise BadSettings(f"{_ENDED} (code {error.code}).") from None
        except discord.DiscordException as error:
            raise BadSettings(f"{_ENDED}: {cannot_send(error)}") from None
        except Exception as error:  # noqa: BLE001
            _log.warning("gateway.broken", error=type(error).__name__)
            if isinstance(self.client, ShardedClient):
                raise BadSettings(f"{_ENDED}: it sent what nobody can read.") from None
            line: DiscordWebSocket | None = self.client.ws
            # Before the first one is up discord.py stumbles over there being none.
            if line is not None:
                await line.close(RESUMABLE)
            await asyncio.sleep(BREATH_SECONDS)
            return False
        return True


async def _end(tasks: set[asyncio.Task[None]]) -> None:
    """Cancel them until they have ended: discord.py swallows it while it opens a shard anew."""
    running = tasks
    while running:
        for task in running:
            task.cancel()
        _, running = await asyncio.wait(running, timeout=AGAIN_SECONDS)
    await asyncio.gather(*tasks, return_exceptions=True)
