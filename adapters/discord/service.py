"""Discord as a service: what listens to its connections, and its side of the outbox."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress

import discord
import structlog

from adapters.discord.catchup import CatchUp
from adapters.discord.delivery import Delivery
from adapters.discord.faults import FAULTS
from adapters.discord.gateway import Gateway
from adapters.discord.interactions import Interactions
from adapters.discord.meanwhile import Meanwhile
from adapters.discord.messages import Messages
from adapters.discord.places import PLATFORM, user_id
from adapters.discord.positions import Positions
from adapters.discord.render import pages
from adapters.discord.sendable import sendable, sent_with_files
from adapters.discord.settings import DiscordSettings
from adapters.discord.tokens import Tokens
from adapters.discord.trial import DiscordTrial
from adapters.handling import Handling
from adapters.holder import Holder, this_process
from adapters.service import ServiceState
from bot.core import Core
from bot.domain.message import MessageKind
from bot.errors import StoreError
from bot.inbound import Inbound
from bot.outgoing import Outgoing
from bot.ports.clock import Clock
from bot.views.model import Reply

_log = structlog.get_logger(__name__)

CONNECT_SECONDS = 60.0
WRITE_DOWN_SECONDS = 5.0
BEGUN_SECONDS = 0.3
GREETING_SECONDS = 0.5
FINISH_SECONDS = 1.5
CATCH_UP_SECONDS = 5.0
"""Between two tries to hear what was missed while the database is away."""


class DiscordService:
    """Connects, listens, sends; implements `adapters.service.Service` and `Adapter`."""

    platform = PLATFORM
    recipients: Sequence[str] | None = None
    steps: Collection[MessageKind] = (MessageKind.THREAD, MessageKind.PIN)

    def __init__(
        self,
        core: Core,
        settings: DiscordSettings,
        clock: Clock,
        ring: Callable[[], None],
        holder: Holder | None = None,
    ) -> None:
        self._core = core
        self._settings = settings
        self._clock = clock
        self.gateway = Gateway(core, settings, clock, holder or this_process(), self)
        self._client = self.gateway.client
        self._tokens = Tokens(clock)
        self._positions = Positions(core, clock)
        self._interactions = Interactions(core, self._tokens, ring)
        self._messages = Messages(core, self._me, self._positions, ring)
        self._catch_up = CatchUp(
            core,
            self._client,
            self._messages.hear,
            clock,
            self.gateway.hears,
            self._positions,
        )
        self._meanwhile = Meanwhile(core, self._catch_up, clock, self.steps)
        share = settings.plan.most / settings.plan.count
        self._delivery = Delivery(
            self._client, core.registry, self._tokens, self._positions, clock, share
        )
        self._ready = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        self._handling = Handling()
        self._catching_up = Handling()

    @property
    def adapter(self) -> DiscordService:
        """Discord's side of the outbox."""
        return self

    @property
    def workspaces(self) -> Sequence[str] | None:
        """The servers that it hears; None for all there are, none while it stands by."""
        return self.gateway.workspaces

    @property
    def needs_door(self) -> bool:
        """Never: the gateway is a connection of ours."""
        return False

    @property
    def state(self) -> ServiceState:
        """Whether it is connected, comes to be, or stands by for who is."""
        if self._client.is_ready():
            return ServiceState.CONNECTED
        held = bool(self.gateway.tenure.held) or not self._tasks
        return ServiceState.CONNECTING if held else ServiceState.STANDING_BY

    async def send(self, outgoing: Outgoing) -> str:
        """Send a message of the outbox; raises CannotSend and StoreError."""
        reference = await self._delivery.send(outgoing)
        await self._meanwhile.hear(outgoing, reference, self._catching_up)
        return reference

    async def start(self) -> None:
        """Log in, tell Discord our commands and connect; raises NotLetIn or Unreachable.

        Where another process runs our shards it only stands by, and connects when that one ends.
        """
        # Its lower levels write down whole events, with what people said and with their tokens.
        logging.getLogger("discord").setLevel(logging.WARNING)
        await self.gateway.log_in()
        # Before anybody can be heard: without it a group would start without being tried.
        self._core.offer_trial(PLATFORM, DiscordTrial(self._client))
        stands_by = not await self.gateway.tenure.take()
        connecting = asyncio.create_task(self.gateway.stay())
        self._tasks = [connecting, asyncio.create_task(self._write_down())]
        if stands_by:
            _log.info("discord.standing_by", shards=self._settings.plan.names)
            return
        ready = asyncio.create_task(self._ready.wait())
        await asyncio.wait(
            {connecting, ready}, timeout=CONNECT_SECONDS, return_when=asyncio.FIRST_COMPLETED
        )
        ready.cancel()
        if connecting.done():
            await connecting

    async def watch(self) -> None:
        """Until the connection is lost for good; raises BadSettings or LeaseLost."""
        await self._tasks[0]

    async def stop(self) -> None:
        """Disconnect; what is in hand has a moment to finish."""
        # A session that is just being told of could not be left before it is there.
        if self.gateway.tenure.held:
            with suppress(TimeoutError):
                async with asyncio.timeout(GREETING_SECONDS):
                    await self._ready.wait()
        await self._catching_up.finish(0)
        await self._handling.finish(FINISH_SECONDS)
        for task in self._tasks:
            task.cancel()
        await self.gateway.hang_up()
        # Events that were told of in the last moment begin, and end at once.
        await asyncio.sleep(0)
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._write_positions()
        await self.gateway.tenure.give_back()

    async def known(self, inbound: Inbound) -> Inbound:
        """The same: Discord's events tell all there is."""
        return inbound

    async def tell(self, inbound: Inbound, reply: Reply) -> None:
        """Answer somebody long after they spoke, by direct message."""
        try:
            person = await self._client.create_dm(discord.Object(user_id(inbound.account.key)))
            for page in pages(reply, self._core.registry):
                await sent_with_files(page, lambda one: person.send(**sendable(one)))
        except FAULTS as error:
            _log.warning("answer.lost", error=type(error).__name__)

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """A person acted."""
        if await self.gateway.tenure.is_sure():
            await self._handling.take(self._interactions.answer(interaction))

    async def on_message(self, message: discord.Message) -> None:
        """A person wrote."""
        if await self.gateway.tenure.is_sure():
            await self._handling.take(self._messages.hear(message))

    async def on_edit(self, message: discord.Message) -> None:
        """A person edited."""
        if await self.gateway.tenure.is_sure():
            await self._handling.take(self._messages.edited(message))

    async def on_deletion(self, message_ids: set[int]) -> None:
        """Messages are gone."""
        if await self.gateway.tenure.is_sure():
            await self._handling.take(self._messages.deleted(message_ids))

    async def on_departure(self, guild_id: int) -> None:
        """We were removed from a server: its groups rest."""
        paused = await self._core.departed(PLATFORM, str(guild_id), self._clock.now())
        if paused:
            _log.info("server.left", guild=guild_id, paused=len(paused))

    async def on_session(self) -> None:
        """A session begins; whatever it tells comes after this."""
        self._positions.pause()

    async def on_connected(self) -> None:
        """A new session is whole: hear what was missed before it."""
        first = not self._ready.is_set()
        if first:
            # Before anything is posted: where nobody lets us be any more, nothing is due.
            with suppress(StoreError):
                await self._catching_up.take(self._depart())
        self._ready.set()
        if first:
            _log.info(
                "discord.ready",
                servers=len(self._client.guilds),
                name=str(self._client.user),
            )
        await self._catching_up.take(self._hear_what_was_missed())

    async def _hear_what_was_missed(self) -> None:
        # What was heard in this process but not yet written down is not to be heard again.
        await self._write_positions()
        while True:
            try:
                await self._depart()
                await self._catch_up.run()
            except StoreError as error:
                # From where to read on is in the database; nobody else will ask it again.
                _log.warning("catchup.waits", error=error.sentence)
                await asyncio.sleep(CATCH_UP_SECONDS)
            else:
                return

    async def _depart(self) -> None:
        """Servers that we were removed from while we were away."""
        homes = await self._core.homes(PLATFORM)
        places = [place for _, place in homes if self.gateway.hears(place)]
        for guild_id in {int(place.workspace) for place in places}:
            if self._client.get_guild(guild_id) is None:
                await self.on_departure(guild_id)

    async def _write_down(self) -> None:
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(WRITE_DOWN_SECONDS):
                    await self._positions.begun.wait()
                    # Where many begin at once they are written down together.
                    await asyncio.sleep(BEGUN_SECONDS)
            await self._write_positions()

    async def _write_positions(self) -> None:
        try:
            await self._positions.write_down()
        except StoreError as error:
            _log.warning("positions.unwritten", error=error.sentence)

    def _me(self) -> discord.abc.User:
        assert self._client.user is not None
        return self._client.user
