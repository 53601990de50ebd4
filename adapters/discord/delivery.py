"""Delivery: a message of the outbox, sent to a channel, a thread or a person, once."""

from __future__ import annotations

import base64
import hashlib
from collections import OrderedDict
from collections.abc import Sequence
from typing import Any, Literal

import discord
from aiolimiter import AsyncLimiter

from adapters.adapter import CannotSend
from adapters.discord.faults import (
    FAULTS,
    MISSING_ACCESS,
    THREAD_EXISTS,
    UNKNOWN_CHANNEL,
    cannot_send,
)
from adapters.discord.places import user_id
from adapters.discord.positions import Positions
from adapters.discord.render import Page, pages
from adapters.discord.sendable import sendable
from adapters.discord.sent import already_sent, may_be_there
from adapters.discord.tokens import Tokens
from bot.commands.registry import Registry
from bot.domain.message import MessageKind
from bot.outgoing import Outgoing
from bot.ports.clock import Clock

REQUESTS_PER_SECOND = 40
"""Below Discord's fifty for a bot, so that answers to people always find room."""

NONCE_LENGTH = 25
_WEEK_MINUTES: Literal[10080] = 10080
_DM_CHANNELS = 1000
_TITLE = 100


class Delivery:
    """Sends what the core has for Discord."""

    def __init__(
        self,
        client: discord.Client,
        registry: Registry,
        tokens: Tokens,
        positions: Positions,
        clock: Clock,
    ) -> None:
        self._client = client
        self._registry = registry
        self._tokens = tokens
        self._positions = positions
        self._clock = clock
        self._limit = AsyncLimiter(REQUESTS_PER_SECOND, 1)
        self._direct: OrderedDict[int, int] = OrderedDict()

    async def send(self, outgoing: Outgoing) -> str:
        """Send a message; returns the id of its first page, raises CannotSend."""
        try:
            match outgoing.message.kind:
                case MessageKind.THREAD:
                    return await self._open_thread(outgoing)
                case MessageKind.PIN:
                    return await self._pin(outgoing)
                case _ if outgoing.message.recipient is not None:
                    return await self._to_person(outgoing)
                case _:
                    return await self._to_place(outgoing)
        except FAULTS as error:
            raise cannot_send(error, where=self._where(outgoing)) from error

    async def _to_person(self, outgoing: Outgoing) -> str:
        """Unseen by others where they acted a moment ago, else by direct message."""
        person = user_id(outgoing.message.recipient or "")
        shown = self._pages(outgoing)
        if outgoing.fleeting and await self._follow_up(person, shown):
            return outgoing.message.key
        return await self._send(await self._direct_channel(person), shown, outgoing)

    async def _follow_up(self, person: int, shown: Sequence[Page]) -> bool:
        interaction = self._tokens.of(person)
        if interaction is None:
            return False
        try:
            for page in shown:
                await interaction.followup.send(**sendable(page), ephemeral=True)
        except FAULTS:
            self._tokens.drop(person)
            return False
        return True

    async def _direct_channel(self, person: int) -> discord.PartialMessageable:
        channel_id = self._direct.get(person)
        if channel_id is None:
            async with self._limit:
                channel_id = (await self._client.create_dm(discord.Object(person))).id
            self._direct[person] = channel_id
            if len(self._direct) > _DM_CHANNELS:
                self._direct.popitem(last=False)
        return self._client.get_partial_messageable(channel_id)

    async def _to_place(self, outgoing: Outgoing) -> str:
        shown = self._pages(outgoing)
        channel_id = int(outgoing.message.place.channel)
        if outgoing.under is not None:
            thread = self._client.get_partial_messageable(int(outgoing.under))
            try:
                return await self._send(thread, shown, outgoing)
            except discord.HTTPException as error:
                # No thread was opened under that posting, or somebody removed it.
                if error.code not in {UNKNOWN_CHANNEL, MISSING_ACCESS}:
                    raise
        channel = self._client.get_channel(channel_id)
        if isinstance(channel, discord.ForumChannel):
            return await self._new_post(channel, shown, outgoing)
        reference = await self._send(
            self._client.get_partial_messageable(channel_id), shown, outgoing
        )
        self._positions.reached(_guild(outgoing), channel_id, int(reference))
        return reference

    async def _new_post(
        self, forum: discord.ForumChannel, shown: Sequence[Page], outgoing: Outgoing
    ) -> str:
        """A post of its own in a forum; its thread has the id of its first message."""
        first, *others = shown
        for thread in forum.threads:
            if (
                may_be_there(outgoing, self._clock.now())
                and thread.owner_id == self._me
                and (thread.name == _title(outgoing))
            ):
                return str(thread.id)
        async with self._limit:
            made = await forum.create_thread(
                name=_title(outgoing),
                allowed_mentions=_mentions(outgoing),
                **_called(sendable(first), outgoing),
            )
        for page in others:
            async with self._limit:
                await made.thread.send(**sendable(page))
        self._positions.reached(forum.guild.id, made.thread.id, made.thread.id)
        return str(made.thread.id)

    async def _send(
        self, target: discord.PartialMessageable, shown: Sequence[Page], outgoing: Outgoing
    ) -> str:
        """All pages, each once; the id of the first."""
        ids: list[int] = []
        for number, page in enumerate(shown):
            before = await self._before(target, page, outgoing)
            if before is not None:
                ids.append(before)
                continue
            facts = sendable(page) if number else _called(sendable(page), outgoing)
            async with self._limit:
                message = await target.send(
                    **facts,
                    nonce=nonce(outgoing.message.key, number),
                    allowed_mentions=_mentions(outgoing),
                )
            ids.append(message.id)
        return str(ids[0])

    async def _before(
        self, target: discord.PartialMessageable, page: Page, outgoing: Outgoing
    ) -> int | None:
        """The id under which an earlier try got through; looked up, never guessed."""
        if not may_be_there(outgoing, self._clock.now()):
            return None
        try:
            async with self._limit:
                found = await already_sent(target, page, self._me, outgoing.message.created_at)
        except discord.Forbidden as error:
            if error.code == UNKNOWN_CHANNEL:
                raise
            raise CannotSend(
                f"{self._where(outgoing)}: I cannot tell whether it was posted already, because "
                "my role lacks Read Message History",
                for_good=True,
            ) from error
        return None if found is None else found.id

    async def _open_thread(self, outgoing: Outgoing) -> str:
        channel_id = int(outgoing.message.place.channel)
        if outgoing.under is None:
            raise CannotSend("the prompt it belongs to was never posted", for_good=True)
        channel = self._client.get_channel(channel_id)
        if not isinstance(channel, discord.ForumChannel):
            message = self._client.get_partial_messageable(channel_id).get_partial_message(
                int(outgoing.under)
            )
            try:
                async with self._limit:
                    await self._client.http.start_thread_with_message(
                        channel_id,
                        message.id,
                        name=_title(outgoing),
                        auto_archive_duration=_WEEK_MINUTES,
                        rate_limit_per_user=None,
                    )
            except discord.HTTPException as error:
                if error.code != THREAD_EXISTS:
                    raise
        self._positions.reached(_guild(outgoing), int(outgoing.under), int(outgoing.under))
        return outgoing.under

    async def _pin(self, outgoing: Outgoing) -> str:
        if outgoing.under is None:
            raise CannotSend("the prompt it belongs to was never posted", for_good=True)
        channel = self._client.get_partial_messageable(int(outgoing.message.place.channel))
        async with self._limit:
            await channel.get_partial_message(int(outgoing.under)).pin()
        return outgoing.under

    def _pages(self, outgoing: Outgoing) -> Sequence[Page]:
        assert outgoing.reply is not None
        return pages(outgoing.reply, self._registry)

    def _where(self, outgoing: Outgoing) -> str:
        if outgoing.message.recipient is not None:
            return ""
        channel = self._client.get_channel(int(outgoing.message.place.channel))
        name = getattr(channel, "name", None)
        return f"#{name}" if name else f"the channel {outgoing.message.place.channel}"

    @property
    def _me(self) -> int:
        assert self._client.user is not None
        return self._client.user.id


def nonce(key: str, page: int) -> str:
    """Discord shows a message once for each of these, for some minutes."""
    digest = hashlib.sha256(f"{key}/{page}".encode()).digest()
    return base64.b32encode(digest).decode()[:NONCE_LENGTH]


def _guild(outgoing: Outgoing) -> int | None:
    workspace = outgoing.message.place.workspace
    return int(workspace) if workspace else None


def _title(outgoing: Outgoing) -> str:
    assert outgoing.reply is not None
    title = next((card.title for card in outgoing.reply.cards if card.title), "Rounds")
    return title if len(title) <= _TITLE else title[: _TITLE - 1] + "…"


def _called(facts: dict[str, Any], outgoing: Outgoing) -> dict[str, Any]:
    """The same with whom it calls in front."""
    called = ""
    if outgoing.ping:
        called = "@everyone" if _is_everyone(outgoing) else f"<@&{outgoing.ping}>"
    elif outgoing.mention is not None:
        called = f"<@{user_id(outgoing.mention)}>"
    if not called:
        return facts
    return {**facts, "content": f"{called} {facts.get('content') or ''}".strip()}


def _mentions(outgoing: Outgoing) -> discord.AllowedMentions:
    """Only whom the group chose to call; nothing that people wrote calls anybody."""
    everyone = _is_everyone(outgoing)
    called = outgoing.ping.isdigit() and not everyone
    roles = [discord.Object(int(outgoing.ping))] if called else []
    users = [discord.Object(user_id(outgoing.mention))] if outgoing.mention is not None else []
    return discord.AllowedMentions(everyone=everyone, users=users, roles=roles, replied_user=False)


def _is_everyone(outgoing: Outgoing) -> bool:
    """Discord's role for everybody has the id of the server."""
    return bool(outgoing.ping) and outgoing.ping == outgoing.message.place.workspace
