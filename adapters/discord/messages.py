"""Messages: answers in threads, mentions, direct messages, edits, deletions."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from weakref import WeakValueDictionary

import discord
import structlog

from adapters.discord.attachments import offered
from adapters.discord.faults import CANNOT_DM, FAULTS
from adapters.discord.inbound import from_edit, from_message
from adapters.discord.places import message_key
from adapters.discord.positions import Positions
from adapters.discord.render import pages
from adapters.discord.sendable import sendable, sent_with_files
from adapters.handed import with_files
from bot.core import Core
from bot.errors import StoreError
from bot.inbound import Inbound, Replied
from bot.views.model import Audience, Reply

_log = structlog.get_logger(__name__)

TAKEN_IN = "✅"
"""The mark on a message that was taken in; the same for everybody who reads it."""


class Messages:
    """Hands what people write to the core, and what it answers back to them."""

    def __init__(
        self,
        core: Core,
        me: Callable[[], discord.abc.User],
        positions: Positions,
        ring: Callable[[], None],
    ) -> None:
        self._core = core
        self._me = me
        self._positions = positions
        self._ring = ring
        self._turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def hear(self, message: discord.Message) -> None:
        """Take in a message; it is in the database when this returns."""
        if message.author.id == self._me().id:
            self._said(message)
            return
        heard = from_message(message, self._me())
        if heard is None or await self._is_talk(heard):
            return
        inbound = await self._read(message, heard)
        if inbound is None:
            return
        async with self._turn(message.id):
            reply = await self._core.finish(inbound, kept=False)
        if reply is None or reply.cards:
            self._positions.heard(message)
        if reply is not None and reply.cards:
            self._ring()
            await self._answer(message, inbound, reply)

    async def _is_talk(self, inbound: Inbound) -> bool:
        """Whether it was overheard under nothing that we know to be ours; no trace of it is kept.

        Should what it stands under prove to be ours after all, it is heard once more.
        """
        if not isinstance(inbound.said, Replied) or inbound.said.addressed:
            return False
        try:
            return not await self._core.concerns(inbound)
        except StoreError:
            # Whoever wrote it is told so.
            return False

    async def _read(self, message: discord.Message, inbound: Inbound | None) -> Inbound | None:
        """The same with its files."""
        if inbound is None:
            return None
        return await with_files(self._core, inbound, offered(message))

    def _said(self, message: discord.Message) -> None:
        """Where we speak people answer: from here on what is written there can be caught up.

        Told by the gateway, which has told of everything before it too. What one person alone
        sees comes without its server, and is no conversation.
        """
        if not message.flags.ephemeral:
            self._positions.heard(message)

    async def edited(self, message: discord.Message) -> None:
        """Take in how a message reads now."""
        inbound = await self._read(message, from_edit(message, self._me()))
        if inbound is None:
            return
        async with self._turn(message.id):
            reply = await self._core.finish(inbound, kept=False)
        if reply is not None and reply.cards:
            self._ring()
            await self._answer(message, inbound, reply)

    async def deleted(self, message_ids: set[int]) -> None:
        """Take back what was written in messages that are gone."""
        for message_id in sorted(message_ids):
            async with self._turn(message_id):
                await self._core.deleted(message_key(message_id))

    def _turn(self, message_id: int) -> asyncio.Lock:
        """What happens to one message is taken in as it came, also where all comes at once."""
        return self._turns.setdefault(message_id, asyncio.Lock())

    async def _answer(self, message: discord.Message, inbound: Inbound, reply: Reply) -> None:
        try:
            if reply.receipt:
                await message.add_reaction(TAKEN_IN)
            elif reply.audience is Audience.PLACE or inbound.private:
                await self._say(message.channel, reply)
            else:
                await self._say_unseen(message, reply)
        except FAULTS as error:
            # What was said is stored; only this answer is lost.
            code = getattr(error, "code", None)
            _log.warning("message.unanswered", error=type(error).__name__, code=code)

    async def _say_unseen(self, message: discord.Message, reply: Reply) -> None:
        try:
            await self._say(message.author, reply)
        except discord.Forbidden as error:
            if error.code != CANNOT_DM:
                raise
            await self._say(message.channel, self._core.unreachable())

    async def _say(self, where: discord.abc.Messageable, reply: Reply) -> None:
        for page in pages(reply, self._core.registry):
            await sent_with_files(page, lambda one: where.send(**sendable(one)))
