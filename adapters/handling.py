"""Handling: what was begun for somebody and is not finished, so that a stop can wait for it."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any


class Handling:
    """Tasks in hand. Once finished with, it takes no more: what comes then is left to others."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()
        self._over = False

    def begin(self, doing: Coroutine[Any, Any, None]) -> asyncio.Task[None] | None:
        """Start it in a task of its own and know of it until it ends; None once this is over."""
        if self._over:
            doing.close()
            return None
        task = asyncio.create_task(doing)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def take(self, doing: Coroutine[Any, Any, None]) -> None:
        """The same, and wait for its end."""
        task = self.begin(doing)
        if task is not None:
            await task

    async def finish(self, seconds: float) -> None:
        """Give what is in hand so long, then end the rest of it."""
        self._over = True
        tasks = list(self._tasks)
        if tasks:
            await asyncio.wait(tasks, timeout=seconds)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
