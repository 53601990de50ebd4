"""Events: messages, edits, deletions, our home, and the end of our welcome."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from adapters.handed import Offered, with_files
from adapters.newest import Newest
from adapters.slack.attachments import offered
from adapters.slack.delivery import STEPS
from adapters.slack.faults import FAULTS, cannot_send, code_of
from adapters.slack.home import Home
from adapters.slack.inbound import from_edit, from_message, gone_from
from adapters.slack.keys import Keys, message_of
from adapters.slack.names import Names
from adapters.slack.places import PLATFORM
from adapters.slack.render import pages
from adapters.slack.replying import Replying, patiently
from bot.core import Core
from bot.inbound import Inbound, Replied
from bot.ports.clock import Clock
from bot.views.model import Audience, Reply

_log = structlog.get_logger(__name__)

TAKEN_IN = "white_check_mark"
"""The mark on a message that was taken in."""

_SEEN = 5000
_LOOKS, _LOOK_SECONDS = 5, 0.2
"""How often to look for a message of ours that is out and not yet written down."""


class Unclear(Exception):
    """Slack did not say what somebody's words stand under; the reason is Slack's word for it."""


class Events:
    """Takes in what Slack tells by itself; what people wrote is on the disk before Slack hears."""

    def __init__(
        self,
        core: Core,
        client: AsyncWebClient,
        names: Names,
        home: Home,
        clock: Clock,
        ring: Callable[[], None],
    ) -> None:
        self._core = core
        self._client = client
        self._replying = Replying(client)
        self._names = names
        self._home = home
        self._clock = clock
        self._ring = ring
        self._seen: Newest[str, bool] = Newest(_SEEN)
        self._ours: Newest[str, bool] = Newest(_SEEN)
        self._others: Newest[str, bool] = Newest(_SEEN)
        self._keys = Keys(client)
        self._asking: dict[str, asyncio.Task[bool]] = {}
        self.me = ""
        self.team = ""

    def is_ours(self, body: dict[str, Any]) -> bool:
        """Whether it comes from the workspace that our token is for; Bolt itself does not look."""
        return body.get("team_id") == self.team

    async def keep(self, body: dict[str, Any]) -> Inbound | None:
        """Store what a person wrote, if it is meant for us; None when there is nothing to handle.

        Called before Slack hears that the event arrived. Raises StoreError and Unclear: then it is
        sent again.
        """
        if (gone := gone_from(body.get("event", {}))) is not None:
            await self._core.deleted(gone)
            return None
        inbound = self._inbound(body)
        if inbound is None:
            return None
        overheard = isinstance(inbound.said, Replied) and not inbound.said.addressed
        if overheard and not await self._concerns(inbound, body["event"]):
            return None
        inbound = await with_files(self._core, inbound, _offered(body["event"], self._client))
        if inbound is None:
            return None
        new = await self._core.keep(inbound)
        self._seen.put(inbound.event_key, True)
        return inbound if new else None

    async def _concerns(self, inbound: Inbound, event: dict[str, Any]) -> bool:
        """Whether it stands under something of ours, which may have been posted this instant."""
        known = await self._is_about_us(inbound)
        about = inbound.about
        if about is None:
            return False
        ours = event.get("parent_user_id") == self.me and about not in self._others
        tries = _LOOKS if ours else 0
        while not known and tries:
            tries -= 1
            await asyncio.sleep(_LOOK_SECONDS)
            known = await self._is_about_us(inbound) or (not tries and await self._found(inbound))
        return known

    async def _found(self, inbound: Inbound) -> bool:
        """Whether what it stands under is ours although nobody wrote down that it is out.

        Who posted it ended at that moment, or never heard whether it was posted.
        """
        about = inbound.about or ""
        channel, _, ts = about.partition(":")
        try:
            page = await self._keys.of(channel, ts)
        except FAULTS as error:
            if cannot_send(error).for_good:
                return False
            raise Unclear(code_of(error) or type(error).__name__) from error
        key = None if page is None else message_of(page)
        if key is None:
            self._others.put(about, True)
            return False
        await self._core.came_through(PLATFORM, key, about, self._clock.now(), STEPS)
        # Who else answered at that moment may have written it down, or who sent it, after all.
        return await self._core.concerns(inbound)

    async def _is_about_us(self, inbound: Inbound) -> bool:
        """Asked once of each message, for all who write under it at the same moment."""
        about = inbound.about
        if about is None or about in self._ours:
            return about is not None
        asking = self._asking.get(about)
        if asking is None:
            asking = self._asking[about] = asyncio.create_task(self._core.concerns(inbound))
            asking.add_done_callback(lambda _: self._asking.pop(about, None))
        known = await asyncio.shield(asking)
        if known:
            self._ours.put(about, True)
        return known

    async def handle(self, inbound: Inbound) -> None:
        """Handle a kept event and answer it."""
        async with self._core.intake.aside():
            known = await self._names.known(inbound)
        reply = await self._core.finish(known)
        self._ring()
        if reply is not None and reply.cards:
            await self._answer(inbound, reply)

    async def other(self, body: dict[str, Any]) -> None:
        """Our home, or that we were removed."""
        event = body.get("event", {})
        match event.get("type"):
            case "app_home_opened" if event.get("tab", "home") == "home":
                await self._home.show(body["team_id"], event["user"])
            case "app_uninstalled" | "tokens_revoked":
                await self._depart(body["team_id"])
            case _:
                pass

    async def _depart(self, team: str) -> None:
        """Its groups rest, unless we are still let in: tokens of people are revoked, too."""
        try:
            await self._client.auth_test()
        except FAULTS as error:
            paused = await self._core.departed(PLATFORM, team, self._clock.now())
            _log.info("workspace.left", team=team, paused=len(paused), code=code_of(error))

    def _inbound(self, body: dict[str, Any]) -> Inbound | None:
        event, team, now = body.get("event", {}), body.get("team_id", ""), self._clock.now()
        if event.get("type") not in {"message", "app_mention"}:
            return None
        edited = event.get("subtype") == "message_changed"
        read = from_edit if edited else from_message
        inbound = read(event, team, self.me, "", now)
        if inbound is None or inbound.event_key in self._seen:
            # A mention comes twice: as a mention, and as a message of its channel.
            return None
        # To ask for the name is a journey of its own, and Slack waits.
        return self._names.remembered(inbound)

    async def _answer(self, inbound: Inbound, reply: Reply) -> None:
        channel, ts = _message_of(inbound)
        try:
            if reply.receipt:
                await patiently(
                    lambda: self._client.reactions_add(channel=channel, timestamp=ts, name=TAKEN_IN)
                )
                return
        except FAULTS as error:
            # What was said is stored; only the mark is missing.
            _log.warning("message.unmarked", error=type(error).__name__, code=code_of(error))
            return
        thread = ts
        if reply.audience is Audience.ASKER:
            thread = (inbound.about or "").partition(":")[2]
        shown = pages(reply, self._core.registry)
        where = (channel, thread or None)
        await self._replying.show(shown, reply.audience, inbound, {}, where)


def _offered(event: dict[str, Any], client: AsyncWebClient) -> list[Offered]:
    """The files of the message that an event is about, as it reads now."""
    return offered(event.get("message") or event, client)


def _message_of(inbound: Inbound) -> tuple[str, str]:
    """The channel and the time of the message that an event is about."""
    channel, _, ts = (inbound.message or "").removeprefix(f"{PLATFORM}:m:").partition(":")
    return channel, ts
