"""Answering where somebody acted, seen by them alone unless everybody may; else by message."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

import structlog
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from adapters.slack.faults import FAULTS, cannot_send, code_of
from adapters.slack.forms import Where
from adapters.slack.places import user_id
from adapters.slack.render import Page
from adapters.slack.sendable import in_words_of, sendable, upload
from adapters.text import phrases
from bot.inbound import Inbound
from bot.views.model import Audience

_log = structlog.get_logger(__name__)

Done = TypeVar("Done")
Way = Callable[[], Awaitable[None]]

LONGEST_PAUSE = 30.0
"""Seconds: when Slack asks for a longer one, an answer comes too late to be of use."""

_OK = 200


class Unanswered(Exception):
    """A response_url would not take an answer: its five uses or its half hour are over."""


class Replying:
    """Shows pages to whoever asked for them."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client

    async def show(
        self,
        shown: Sequence[Page],
        audience: Audience,
        inbound: Inbound,
        body: Mapping[str, Any],
        where: Where,
    ) -> None:
        """Send each page by the first way that works; what works in none is logged.

        What one person alone may see takes no files: those go by direct message, and a line here
        says so.
        """
        apart = audience is Audience.ASKER and not inbound.private
        for page in shown:
            if not page.files or not apart:
                await self._show(page, audience, inbound, body, where)
                continue
            here = [Page(page.text, page.blocks)] if page.blocks else []
            for one in [*here, *await self._handed(page, inbound)]:
                await self._show(one, audience, inbound, body, where)

    async def _show(
        self,
        page: Page,
        audience: Audience,
        inbound: Inbound,
        body: Mapping[str, Any],
        where: Where,
    ) -> None:
        for way in self._ways(page, audience, inbound, body, where):
            try:
                await patiently(way)
            except (*FAULTS, Unanswered) as error:
                kind = type(error).__name__
                _log.warning("interaction.unanswered", error=kind, code=code_of(error))
            else:
                break

    async def _handed(self, page: Page, inbound: Inbound) -> list[Page]:
        """Hand over files by direct message; what is left to say where they were asked for."""
        try:
            opened = await self._client.conversations_open(users=[user_id(inbound.account.key)])
            await upload(self._client, page, str(opened["channel"]["id"]), None)
        except FAULTS as error:
            _log.warning("file.unsent", error=type(error).__name__, code=code_of(error))
            return in_words_of(page)
        return [Page(phrases.IN_PRIVATE)]

    def _ways(
        self,
        page: Page,
        audience: Audience,
        inbound: Inbound,
        body: Mapping[str, Any],
        where: Where,
    ) -> Iterator[Way]:
        """From the best to the last."""
        channel, thread = where
        user = user_id(inbound.account.key)
        facts = sendable(page)
        unseen = audience is Audience.ASKER
        url = "" if page.files or thread else str(body.get("response_url") or "")
        if inbound.private and channel:
            yield lambda: self._post(page, channel, None)
        if url:
            yield lambda: self._respond(url, facts, unseen=unseen)
        if channel and not inbound.private:
            if unseen:
                yield lambda: self._whisper(facts, channel, thread, user)
            else:
                yield lambda: self._post(page, channel, thread)
        yield lambda: self._write(page, user)

    async def _respond(self, url: str, facts: dict[str, Any], *, unseen: bool) -> None:
        """Works in every channel, whether we are in it or not."""
        hook = AsyncWebhookClient(url, session=self._client.session, retry_handlers=[])
        # It takes a proxy from the environment and knows no exceptions to it.
        hook.proxy = None
        kind = "ephemeral" if unseen else "in_channel"
        answer = await hook.send(response_type=kind, replace_original=False, **facts)
        if answer.status_code != _OK:
            raise Unanswered(answer.body)

    async def _whisper(
        self, facts: dict[str, Any], channel: str, thread: str | None, user: str
    ) -> None:
        await self._client.chat_postEphemeral(channel=channel, user=user, thread_ts=thread, **facts)

    async def _post(self, page: Page, channel: str, thread: str | None) -> None:
        await self._client.chat_postMessage(channel=channel, thread_ts=thread, **sendable(page))
        await upload(self._client, page, channel, thread)

    async def _write(self, page: Page, user: str) -> None:
        opened = await self._client.conversations_open(users=[user])
        await self._post(page, str(opened["channel"]["id"]), None)


async def patiently(doing: Callable[[], Awaitable[Done]]) -> Done:
    """Do it, once more after the pause that Slack asks for if that is short. Raises FAULTS."""
    try:
        return await doing()
    except FAULTS as error:
        pause = cannot_send(error).wait
        if pause is None or pause.total_seconds() > LONGEST_PAUSE:
            raise
    await asyncio.sleep(pause.total_seconds())
    return await doing()
