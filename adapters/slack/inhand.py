"""What is being answered just now, so that a stop lets it finish."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any


class InHand:
    """Tasks that answer somebody, and go on after Slack has been acknowledged."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()

    def begin(self, answering: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Start it and know of it until it ends."""
        task = asyncio.create_task(answering)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def finish(self, seconds: float) -> None:
        """Let all finish for so long; what does not is kept, and answered after the next start."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
