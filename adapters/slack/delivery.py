"""Delivery: a message of the outbox, sent to a channel, a thread or a person, once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import structlog
from aiolimiter import AsyncLimiter
from slack_sdk.web.async_client import AsyncWebClient

from adapters.adapter import CannotSend
from adapters.newest import Newest
from adapters.slack.faults import FAULTS, NOT_LET_IN, cannot_send, code_of
from adapters.slack.keys import Keys, metadata, page_key
from adapters.slack.places import is_direct, user_id
from adapters.slack.recent import Recent
from adapters.slack.render import Page, pages
from adapters.slack.sendable import sendable, upload
from bot.commands.registry import Registry
from bot.domain.message import MessageKind
from bot.outgoing import Outgoing

_log = structlog.get_logger(__name__)

POSTS_PER_SECOND = 1
"""Slack takes about one message a second in a channel."""

STEPS: Collection[MessageKind] = (MessageKind.PIN,)
"""What Slack can do to a posting that is out."""

_CHANNELS = 1000
_ALREADY_PINNED = "already_pinned"


class Delivery:
    """Sends what the core has for Slack."""

    def __init__(self, client: AsyncWebClient, registry: Registry, recent: Recent) -> None:
        self._client = client
        self._registry = registry
        self._recent = recent
        self._keys = Keys(client)
        self._limits: Newest[str, AsyncLimiter] = Newest(_CHANNELS)
        self._let_in = True
        self._direct: Newest[str, str] = Newest(_CHANNELS)

    async def send(self, outgoing: Outgoing) -> str:
        """Send a message; returns `channel:ts` of its first page, raises CannotSend."""
        try:
            reference = await self._sent(outgoing)
        except FAULTS as error:
            reason = cannot_send(error, self._where(outgoing))
            if code_of(error) in NOT_LET_IN and self._let_in:
                self._let_in = False
                # Once: every message of a day would say the same.
                _log.error("slack.refused", reason=str(cannot_send(error)))
            raise reason from error
        self._let_in = True
        return reference

    async def _sent(self, outgoing: Outgoing) -> str:
        if outgoing.message.kind is MessageKind.PIN:
            return await self._pin(outgoing)
        if outgoing.message.recipient is not None:
            return await self._to_person(outgoing)
        channel = outgoing.message.place.channel
        return await self._send(channel, _thread(outgoing.under, channel), outgoing)

    async def _to_person(self, outgoing: Outgoing) -> str:
        """Unseen by others where they acted a moment ago, else by direct message."""
        recipient = outgoing.message.recipient or ""
        where = self._recent.of(recipient) if outgoing.fleeting else None
        # In a direct message there are no others, and what is shown once is gone with the window.
        seen_by_others = where is not None and where[0] and not is_direct(where[0])
        if where and seen_by_others and await self._show(user_id(recipient), where, outgoing):
            return outgoing.message.key
        return await self._send(await self._direct_channel(user_id(recipient)), None, outgoing)

    async def _show(self, person: str, where: tuple[str, str | None], outgoing: Outgoing) -> bool:
        channel, thread = where
        shown = self._pages(outgoing)
        if any(page.files for page in shown):
            # What one person alone sees takes none.
            return False
        try:
            for page in shown:
                await self._client.chat_postEphemeral(
                    channel=channel, user=person, thread_ts=thread, **sendable(page)
                )
        except FAULTS:
            return False
        return True

    async def _direct_channel(self, person: str) -> str:
        known = self._direct.get(person)
        if known is None:
            answer = await self._client.conversations_open(users=[person])
            known = str(answer["channel"]["id"])
            self._direct.put(person, known)
        return known

    async def _send(self, channel: str, thread: str | None, outgoing: Outgoing) -> str:
        """All pages, each once; the reference of the first."""
        before = await self._before(channel, thread, outgoing)
        references: list[str] = []
        for number, page in enumerate(self._pages(outgoing)):
            key = page_key(outgoing.message.key, number)
            ts = before.get(key) or await self._post(channel, thread, page, outgoing, key)
            references.append(f"{channel}:{ts}")
        return references[0]

    async def _post(
        self, channel: str, thread: str | None, page: Page, outgoing: Outgoing, key: str
    ) -> str:
        async with self._limit(channel):
            answer = await self._client.chat_postMessage(
                channel=channel,
                thread_ts=thread,
                metadata=metadata(key),
                client_msg_id=str(uuid5(NAMESPACE_URL, key)),
                unfurl_links=False,
                unfurl_media=False,
                **_called(sendable(page), outgoing),
            )
        ts = str(answer["ts"])
        await upload(self._client, page, channel, thread or ts)
        return ts

    async def _before(self, channel: str, thread: str | None, outgoing: Outgoing) -> dict[str, str]:
        """Pages that an earlier try got through, by key; looked up, never guessed.

        However short a while ago that try was: its answer may have been lost on the way.
        """
        message = outgoing.message
        if not message.tries:
            return {}
        try:
            return await self._keys.since(
                channel, thread, message.created_at, wanted=page_key(message.key, 0)
            )
        except FAULTS as error:
            if code_of(error) in {"missing_scope", "not_in_channel", "channel_not_found"}:
                raise CannotSend(
                    f"{self._where(outgoing)}: I cannot tell whether it was posted already, "
                    "because I may not read there",
                    for_good=True,
                ) from error
            raise

    async def _pin(self, outgoing: Outgoing) -> str:
        if outgoing.under is None:
            raise CannotSend("the prompt it belongs to was never posted", for_good=True)
        channel, _, ts = outgoing.under.partition(":")
        try:
            await self._client.pins_add(channel=channel, timestamp=ts)
        except FAULTS as error:
            if code_of(error) != _ALREADY_PINNED:
                raise
        return outgoing.under

    def _limit(self, channel: str) -> AsyncLimiter:
        limit = self._limits.get(channel) or AsyncLimiter(POSTS_PER_SECOND, 1)
        self._limits.put(channel, limit)
        return limit

    def _pages(self, outgoing: Outgoing) -> Sequence[Page]:
        assert outgoing.reply is not None
        return pages(outgoing.reply, self._registry)

    @staticmethod
    def _where(outgoing: Outgoing) -> str:
        if outgoing.message.recipient is not None:
            return ""
        return f"the channel {outgoing.message.place.channel}"


def _thread(under: str | None, channel: str) -> str | None:
    """The message whose thread it belongs in, where that is in the same channel."""
    if under is None:
        return None
    place, _, ts = under.partition(":")
    return ts if place == channel else None


def _called(facts: dict[str, Any], outgoing: Outgoing) -> dict[str, Any]:
    """The same with whom it calls in front: only whom the group chose, never what people wrote."""
    called = ""
    if outgoing.ping:
        called = _ping(outgoing.ping)
    elif outgoing.mention is not None:
        called = f"<@{user_id(outgoing.mention)}>"
    if not called:
        return facts
    first = {"type": "section", "text": {"type": "mrkdwn", "text": called}}
    return {**facts, "text": f"{called} {facts['text']}", "blocks": [first, *facts["blocks"]]}


def _ping(ping: str) -> str:
    """`here` and `channel` call everybody, an id that begins with S a group of people."""
    return f"<!{ping}>" if ping in {"here", "channel"} else f"<!subteam^{ping}>"
