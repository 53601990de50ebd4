"""Files that people attach, from where Discord keeps them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import discord

from adapters.discord.faults import FAULTS
from adapters.handed import Offered, Unfetched
from bot.handed import Unread


def offered(message: discord.Message) -> list[Offered]:
    """The files of a message; a long text that somebody pastes comes as one, too."""
    return [Offered(one.filename, one.size, _fetching(one)) for one in message.attachments]


def _fetching(file: discord.Attachment) -> Callable[[], Awaitable[bytes]]:
    async def fetch() -> bytes:
        try:
            return await file.read()
        except FAULTS as error:
            raise Unfetched(Unread.LOST) from error

    return fetch
