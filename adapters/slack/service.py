"""Slack as a service: the connection, what listens to it, and its side of the outbox."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Sequence

import aiohttp
import structlog
from slack_sdk.web.async_client import AsyncWebClient

from adapters.handling import Handling
from adapters.http_settings import HttpSettings
from adapters.slack.app import bolt
from adapters.slack.client import made, timeout
from adapters.slack.delivery import Delivery
from adapters.slack.events import Events
from adapters.slack.faults import FAULTS, cannot_send
from adapters.slack.home import Home
from adapters.slack.http import HttpDoor
from adapters.slack.interactions import Interactions
from adapters.slack.names import Names
from adapters.slack.places import PLATFORM, user_id
from adapters.slack.recent import Recent
from adapters.slack.render import pages
from adapters.slack.sendable import sendable, upload
from adapters.slack.settings import SlackSettings
from adapters.slack.sockets import Sockets
from adapters.slack.trial import SlackTrial
from bot.core import Core
from bot.domain.message import MessageKind
from bot.errors import BadSettings
from bot.inbound import Inbound
from bot.outgoing import Outgoing
from bot.ports.clock import Clock
from bot.views.model import Reply

_log = structlog.get_logger(__name__)


FINISH_SECONDS = 1.5
"""How long a stop waits for those who are being answered."""


class SlackService:
    """Connects, listens, sends; implements `adapters.service.Service` and `Adapter`."""

    platform = PLATFORM
    recipients: Sequence[str] | None = None
    steps: Collection[MessageKind] = (MessageKind.PIN,)

    def __init__(
        self,
        core: Core,
        settings: SlackSettings,
        http: HttpSettings,
        clock: Clock,
        ring: Callable[[], None],
    ) -> None:
        self._core = core
        self._settings = settings
        self._http = http
        self._clock = clock
        self._ring = ring
        self._session: aiohttp.ClientSession | None = None
        self._client = AsyncWebClient()
        self._delivery: Delivery | None = None
        self._names: Names | None = None
        self._door: HttpDoor | Sockets | None = None
        self._in_hand = Handling()
        self._ready = False
        self.workspaces: Sequence[str] = ()

    @property
    def adapter(self) -> SlackService:
        """Slack's side of the outbox."""
        return self

    @property
    def is_ready(self) -> bool:
        """Whether it has logged in and listens."""
        return self._ready

    @property
    def port(self) -> int:
        """Where it listens over HTTP; 0 for Socket Mode."""
        return self._door.port if isinstance(self._door, HttpDoor) else 0

    async def send(self, outgoing: Outgoing) -> str:
        """Send a message of the outbox; raises CannotSend."""
        assert self._delivery is not None
        return await self._delivery.send(outgoing)

    async def start(self) -> None:
        """Log in and listen; raises BadSettings when Slack or the machine refuses."""
        self._client = self._made_client()
        try:
            known = await self._client.auth_test()
        except FAULTS as error:
            raise BadSettings(
                f"Slack refuses ROUNDS_SLACK_BOT_TOKEN: {cannot_send(error)}"
            ) from None
        team = str(known["team_id"])
        self.workspaces = (team,)
        self._door = self._made_door(str(known["user_id"]))
        try:
            await self._door.open()
        except OSError as error:
            raise BadSettings(
                f"Cannot listen on {self._http.host}:{self._http.port} ({error.strerror}); set "
                "ROUNDS_HTTP_PORT to another"
            ) from None
        except FAULTS as error:
            raise BadSettings(
                f"Slack refuses ROUNDS_SLACK_APP_TOKEN: {cannot_send(error)}"
            ) from None
        self._core.offer_trial(PLATFORM, SlackTrial(self._client))
        self._ready = True
        how = "http" if isinstance(self._door, HttpDoor) else "socket"
        _log.info("slack.ready", team=team, by=how, port=self.port)

    async def watch(self) -> None:
        """Slack's connections come back by themselves: this never ends."""
        await asyncio.Event().wait()

    async def stop(self) -> None:
        """Hear no more and disconnect."""
        if self._door is not None:
            await self._door.close()
        await self._in_hand.finish(FINISH_SECONDS)
        if self._session is not None:
            await self._session.close()

    async def known(self, inbound: Inbound) -> Inbound:
        """By the name that others see; an event was kept before anybody asked for it."""
        assert self._names is not None
        return await self._names.known(inbound)

    async def tell(self, inbound: Inbound, reply: Reply) -> None:
        """Answer somebody long after they spoke, by direct message."""
        try:
            user = user_id(inbound.account.key)
            opened = await self._client.conversations_open(users=[user])
            for page in pages(reply, self._core.registry):
                channel = opened["channel"]["id"]
                await self._client.chat_postMessage(channel=channel, **sendable(page))
                await upload(self._client, page, channel, None)
        except FAULTS as error:
            _log.warning("answer.lost", error=type(error).__name__)

    def _made_client(self) -> AsyncWebClient:
        self._session = aiohttp.ClientSession(timeout=timeout())
        return made(self._settings, self._session)

    def _made_door(self, me: str) -> HttpDoor | Sockets:
        names = self._names = Names(self._client, self._clock)
        recent = Recent(self._clock)
        home = Home(self._core, self._client, names, self._clock)
        events = Events(self._core, self._client, names, home, self._clock, self._ring)
        events.me, events.team = me, self.workspaces[0]
        acting = Interactions(self._core, self._client, names, recent, self._clock, self._ring)
        self._delivery = Delivery(self._client, self._core.registry, recent, self._clock)
        app = bolt(self._client, events, acting, self._in_hand, self._core)
        if self._settings.app_token is not None:
            return Sockets(app, self._settings.app_token.get_secret_value())
        assert self._settings.signing_secret is not None
        secret = self._settings.signing_secret.get_secret_value()
        return HttpDoor(app, secret, self._http, self._clock)
