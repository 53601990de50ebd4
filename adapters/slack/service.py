"""Slack as a service: the connection, what listens to it, and its side of the outbox."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Sequence
from functools import partial
from typing import TypeVar

import aiohttp
import structlog
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from adapters.door import Door
from adapters.handling import Handling
from adapters.service import NotLetIn, ServiceState, Unreachable
from adapters.slack.app import bolt
from adapters.slack.client import made, timeout
from adapters.slack.delivery import STEPS, Delivery
from adapters.slack.events import Events
from adapters.slack.faults import FAULTS, PASSING, cannot_send, code_of
from adapters.slack.home import Home
from adapters.slack.http import HttpEar
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
from bot.inbound import Inbound
from bot.outgoing import Outgoing
from bot.ports.clock import Clock
from bot.views.model import Reply

Answer = TypeVar("Answer")

_log = structlog.get_logger(__name__)


PAUSES = (0.5, 1.0, 2.0)
"""Seconds between tries to log in."""

_CHATTY = {"slack_bolt": logging.ERROR, "slack_sdk": logging.WARNING}
"""Below these the libraries write down whole messages, with what people said and with tokens."""

FINISH_SECONDS = 1.5
"""How long a stop waits for those who are being answered."""


class SlackService:
    """Connects, listens, sends; implements `adapters.service.Service` and `Adapter`."""

    platform = PLATFORM
    recipients: Sequence[str] | None = None
    steps: Collection[MessageKind] = STEPS

    def __init__(
        self,
        core: Core,
        settings: SlackSettings,
        door: Door,
        clock: Clock,
        ring: Callable[[], None],
    ) -> None:
        self._core = core
        self._settings = settings
        self._clock = clock
        self._ring = ring
        self._session: aiohttp.ClientSession | None = None
        self._client = AsyncWebClient()
        self._delivery: Delivery | None = None
        self._names: Names | None = None
        self._ear = _ear(settings, door, clock)
        self._sockets: Sockets | None = None
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
        return 0 if self._ear is None else self._ear.port

    @property
    def needs_door(self) -> bool:
        """Without Socket Mode Slack comes to us."""
        return self._ear is not None

    @property
    def state(self) -> ServiceState:
        """Whether it has logged in and listens."""
        heard = self._sockets is None or self._sockets.is_open
        return ServiceState.CONNECTED if self._ready and heard else ServiceState.CONNECTING

    async def send(self, outgoing: Outgoing) -> str:
        """Send a message of the outbox; raises CannotSend."""
        assert self._delivery is not None
        return await self._delivery.send(outgoing)

    async def start(self) -> None:
        """Log in and listen; raises NotLetIn and Unreachable."""
        # Of an earlier start, which did not come to its end: they answer with its client.
        await self._hang_up()
        self._client = await self._made_client()
        _hush()
        known = await _let_in(self._client.auth_test, "ROUNDS_SLACK_BOT_TOKEN")
        team = str(known["team_id"])
        self.workspaces = (team,)
        app = self._made_app(str(known["user_id"]))
        await _let_in(partial(self._listen, app), "ROUNDS_SLACK_APP_TOKEN")
        self._core.offer_trial(PLATFORM, SlackTrial(self._client))
        self._ready = True
        how = "socket" if self._ear is None else "http"
        _log.info("slack.ready", team=team, by=how, port=self.port)

    async def watch(self) -> None:
        """Slack's connections come back by themselves: this never ends."""
        await asyncio.Event().wait()

    async def stop(self) -> None:
        """Hear no more and disconnect."""
        for line in (self._ear, self._sockets):
            if line is not None:
                await line.close()
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

    async def _made_client(self) -> AsyncWebClient:
        if self._session is not None:
            # Of an earlier start, which did not come to its end.
            await self._session.close()
        self._session = aiohttp.ClientSession(timeout=timeout())
        return made(self._settings, self._session)

    async def _listen(self, app: AsyncApp) -> None:
        if self._ear is not None:
            self._ear.open(app)
            return
        assert self._settings.app_token is not None
        await self._hang_up()
        self._sockets = Sockets(app, self._settings.app_token.get_secret_value())
        await self._sockets.open()

    async def _hang_up(self) -> None:
        if self._sockets is not None:
            await self._sockets.close()

    def _made_app(self, me: str) -> AsyncApp:
        names = self._names = Names(self._client, self._clock)
        recent = Recent(self._clock)
        home = Home(self._core, self._client, names, self._clock)
        events = Events(self._core, self._client, names, home, self._clock, self._ring)
        events.me, events.team = me, self.workspaces[0]
        acting = Interactions(self._core, self._client, names, recent, self._clock, self._ring)
        self._delivery = Delivery(self._client, self._core.registry, recent)
        app = bolt(self._client, events, acting, self._in_hand, self._core)
        _hush()
        return app


async def _let_in(asking: Callable[[], Awaitable[Answer]], token: str) -> Answer:
    """What Slack answers; asked again a few times where it only fails to.

    Raises NotLetIn where Slack refuses the token, and Unreachable.
    """
    for pause in (*PAUSES, None):
        try:
            return await asking()
        except FAULTS as error:
            reason = cannot_send(error)
            if code_of(error) not in PASSING:
                raise NotLetIn(f"Slack refuses {token}: {reason}") from None
            if pause is None:
                raise Unreachable(f"Slack cannot be reached: {reason}") from None
            await asyncio.sleep(pause)
    raise AssertionError("the last try returns or raises")


def _ear(settings: SlackSettings, door: Door, clock: Clock) -> HttpEar | None:
    """What hears Slack at the door; None where Socket Mode does."""
    if settings.app_token is not None or settings.signing_secret is None:
        return None
    return HttpEar(settings.signing_secret.get_secret_value(), door, clock)


def _hush() -> None:
    """Let the libraries say only what is wrong; each of their parts has a level of its own."""
    for library, level in _CHATTY.items():
        parts = [one for one in logging.root.manager.loggerDict if one.startswith(f"{library}.")]
        for name in (library, *parts):
            logging.getLogger(name).setLevel(level)
