"""Delivery: a message of the outbox, sent to a channel, a thread or a person, once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import discord

from adapters.adapter import CannotSend
from adapters.discord.faults import (
    ARCHIVED,
    FAULTS,
    MISSING_ACCESS,
    MISSING_PERMISSIONS,
    THREAD_EXISTS,
    UNKNOWN_CHANNEL,
    cannot_send,
)
from adapters.discord.forums import post, title
from adapters.discord.pins import pin
from adapters.discord.places import user_id
from adapters.discord.positions import Positions
from adapters.discord.render import Page, pages
from adapters.discord.sendable import sendable, sent_with_files
from adapters.discord.tokens import Tokens
from adapters.discord.writer import Writer
from adapters.newest import Newest
from bot.commands.registry import Registry
from bot.domain.message import MessageKind
from bot.outgoing import Outgoing
from bot.ports.clock import Clock

_WEEK_MINUTES: Literal[10080] = 10080
_DM_CHANNELS = 1000

_NO_THREAD = {UNKNOWN_CHANNEL, MISSING_ACCESS, MISSING_PERMISSIONS, ARCHIVED}
"""No thread was opened, somebody removed or locked it, or we may not write there."""

_NEEDS = {
    MessageKind.THREAD: "Create Public Threads",
    MessageKind.PIN: "Pin Messages and Read Message History",
}
_NEEDS_TO_POST = "Send Messages and Embed Links"


class Delivery:
    """Sends what the core has for Discord."""

    def __init__(
        self,
        client: discord.Client,
        registry: Registry,
        tokens: Tokens,
        positions: Positions,
        clock: Clock,
        share: float = 1,
    ) -> None:
        self._client = client
        self._registry = registry
        self._tokens = tokens
        self._positions = positions
        self._writer = Writer(client, clock, share)
        self._direct: Newest[int, int] = Newest(_DM_CHANNELS)

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
            needs = _NEEDS.get(outgoing.message.kind, _NEEDS_TO_POST)
            raise cannot_send(error, where=self._where(outgoing), needs=needs) from error

    async def _to_person(self, outgoing: Outgoing) -> str:
        """Unseen by others where they acted a moment ago, else by direct message."""
        person = user_id(outgoing.message.recipient or "")
        shown = self._pages(outgoing)
        if outgoing.fleeting and await self._follow_up(person, shown, outgoing):
            return outgoing.message.key
        direct = await self._direct_channel(person)
        return str((await self._writer.write(direct, shown, outgoing))[0])

    async def _follow_up(self, person: int, shown: Sequence[Page], outgoing: Outgoing) -> bool:
        server = outgoing.message.place.workspace
        interaction = self._tokens.of(person, server)
        if interaction is None:
            return False
        try:
            for page in shown:
                await sent_with_files(
                    page, lambda one: interaction.followup.send(**sendable(one), ephemeral=True)
                )
        except FAULTS:
            self._tokens.drop(person, server)
            return False
        return True

    async def _direct_channel(self, person: int) -> discord.PartialMessageable:
        channel_id = self._direct.get(person)
        if channel_id is None:
            async with self._writer.limit:
                channel_id = (await self._client.create_dm(discord.Object(person))).id
            self._direct.put(person, channel_id)
        return self._client.get_partial_messageable(channel_id)

    async def _to_place(self, outgoing: Outgoing) -> str:
        shown = self._pages(outgoing)
        channel = await self._channel(outgoing)
        # How a prompt ended is told in its post; in a channel it is worth a message of its own.
        in_forum = isinstance(channel, discord.ForumChannel)
        below = outgoing.under or (outgoing.ends if in_forum else None)
        if below is not None:
            thread = self._client.get_partial_messageable(int(below))
            try:
                return str((await self._writer.write(thread, shown, outgoing))[0])
            except discord.HTTPException as error:
                if error.code not in _NO_THREAD:
                    raise
        if isinstance(channel, discord.ForumChannel):
            made = await post(self._writer, channel, shown, outgoing)
            self._positions.reached(channel.guild.id, made, made)
            return str(made)
        target = self._client.get_partial_messageable(_channel_id(outgoing))
        return str((await self._writer.write(target, shown, outgoing))[0])

    async def _open_thread(self, outgoing: Outgoing) -> str:
        under = _under(outgoing)
        if not isinstance(await self._channel(outgoing), discord.ForumChannel):
            try:
                async with self._writer.limit:
                    await self._client.http.start_thread_with_message(
                        _channel_id(outgoing),
                        under,
                        name=title(outgoing),
                        auto_archive_duration=_WEEK_MINUTES,
                        rate_limit_per_user=None,
                    )
            except discord.HTTPException as error:
                if error.code != THREAD_EXISTS:
                    raise
        workspace = outgoing.message.place.workspace
        self._positions.reached(int(workspace) if workspace else None, under, under)
        return str(under)

    async def _pin(self, outgoing: Outgoing) -> str:
        """A post in a forum is not pinned: that would take the right to manage all threads."""
        channel = await self._channel(outgoing)
        if isinstance(channel, discord.TextChannel):
            await pin(self._writer, channel, _under(outgoing))
        return str(_under(outgoing))

    async def _channel(self, outgoing: Outgoing) -> object:
        """The channel with its kind; asked for where the server was not told to us yet."""
        known = self._client.get_channel(_channel_id(outgoing))
        if known is not None:
            return known
        async with self._writer.limit:
            return await self._client.fetch_channel(_channel_id(outgoing))

    def _pages(self, outgoing: Outgoing) -> Sequence[Page]:
        assert outgoing.reply is not None
        return pages(outgoing.reply, self._registry)

    def _where(self, outgoing: Outgoing) -> str:
        if outgoing.message.recipient is not None:
            return ""
        name = getattr(self._client.get_channel(_channel_id(outgoing)), "name", None)
        return f"#{name}" if name else f"the channel {_channel_id(outgoing)}"


def _channel_id(outgoing: Outgoing) -> int:
    return int(outgoing.message.place.channel)


def _under(outgoing: Outgoing) -> int:
    if outgoing.under is None:
        raise CannotSend("the prompt it belongs to was never posted", for_good=True)
    return int(outgoing.under)
