"""A bell: whoever has made work for another loop rings it, so that nobody need poll fast."""

from __future__ import annotations

import asyncio
from contextlib import suppress


class Bell:
    """Rung by anybody, waited for by one."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()

    def ring(self) -> None:
        """There is something to do."""
        self._rung.set()

    async def wait(self, seconds: float) -> None:
        """Until it is rung, or so many seconds have passed; it is silent again afterwards."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._rung.wait()
        self._rung.clear()
