"""Waiting for something to be so on the fake."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
GLANCE_S = 0.01
"""What the fake is not told of, such as the bot's own state, is looked at so often."""


class Changes:
    """Wakes those who wait whenever something happened."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    def happened(self) -> None:
        for future in self._waiting:
            if not future.done():
                future.set_result(None)

    async def until(self, look: Callable[[], T], within: float) -> T:
        """The first true answer of `look`, or its last one after `within` real seconds."""
        end = asyncio.get_running_loop().time() + within
        while not (found := look()):
            left = end - asyncio.get_running_loop().time()
            if left <= 0:
                return found
            await self._woken(min(left, GLANCE_S))
        return found

    async def _woken(self, within: float) -> None:
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.add(future)
        try:
            await asyncio.wait([future], timeout=within)
        finally:
            self._waiting.discard(future)
            future.cancel()
