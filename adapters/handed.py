"""Files handed in: fetched from the platform, in time for its answer."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace

from bot.core import Core
from bot.handed import MOST_FILES, HandedFile, Unread, read, refused
from bot.inbound import Edited, Inbound, Mentioned, Replied

FETCH_SECONDS = 2.0
"""For all files of a message: what they hold is to be on the disk before a platform gives up."""


class Unfetched(Exception):
    """A platform did not hand over a file."""

    def __init__(self, why: Unread) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Offered:
    """A file of a message, by its name and its size in bytes; `fetch` may raise Unfetched."""

    name: str
    size: int
    fetch: Callable[[], Awaitable[bytes]]


async def with_files(core: Core, inbound: Inbound, offered: Sequence[Offered]) -> Inbound | None:
    """The event with the text of its files; None where nothing is left that is said to us."""
    if not offered:
        return inbound
    if not await core.wants_files(inbound):
        return inbound if _has_words(inbound) else None
    read_now = [_read(one) for one in offered[:MOST_FILES]]
    too_many = [HandedFile(one.name, unread=Unread.MANY) for one in offered[MOST_FILES:]]
    return replace(inbound, files=(*await asyncio.gather(*read_now), *too_many))


def _has_words(inbound: Inbound) -> bool:
    said = inbound.said
    return not isinstance(said, Replied | Mentioned | Edited) or bool(said.text.strip())


async def _read(one: Offered) -> HandedFile:
    why = refused(one.name, one.size)
    if why is not None:
        return HandedFile(one.name, unread=why)
    try:
        async with asyncio.timeout(FETCH_SECONDS):
            return read(one.name, await one.fetch())
    except Unfetched as error:
        return HandedFile(one.name, unread=error.why)
    except TimeoutError:
        return HandedFile(one.name, unread=Unread.LOST)
