"""Tenure: holding the leases of what only one process may do, for as long as it is done."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

import structlog

from adapters.holder import Holder
from bot.core import Core
from bot.errors import LeaseLost, StoreError
from bot.ports.clock import Clock
from bot.ports.leases import LASTS, RENEWED_EVERY

_log = structlog.get_logger(__name__)


class Tenure:
    """So many leases of these names, for one holder; `held` are those it has now.

    One who stands by looks every `patience` seconds whether something became free.
    """

    patience: ClassVar[float] = 2.0

    def __init__(
        self, core: Core, clock: Clock, names: Sequence[str], most: int, holder: Holder
    ) -> None:
        self.held: Sequence[str] = ()
        self._core = core
        self._clock = clock
        self._names = names
        self._most = most
        self._holder = holder
        self._renewed_at: datetime | None = None

    async def take(self) -> bool:
        """Take or renew what is free; whether all that is wanted is held now. Raises StoreError."""
        now = self._clock.now()
        self.held = await self._core.take_leases(
            self._names, str(self._holder), now, self._most, self._holder.outlived
        )
        self._renewed_at = now
        return bool(self.held)

    async def wait(self) -> None:
        """Until all that is wanted is held: stands by for whoever has it now."""
        while True:
            try:
                if await self.take():
                    return
            except StoreError as error:
                _log.warning("lease.unknown", error=error.sentence)
            await asyncio.sleep(self.patience)

    async def keep(self) -> None:
        """Renew what is held; raises LeaseLost when somebody else has it, or may have."""
        wanted = self.held
        while True:
            await asyncio.sleep(RENEWED_EVERY.total_seconds())
            try:
                if not await self.take() or self.held != wanted:
                    raise LeaseLost(f"Another process has taken over {', '.join(wanted)}.")
            except StoreError as error:
                assert self._renewed_at is not None
                _log.warning("lease.unrenewed", error=error.sentence)
                if self._clock.now() - self._renewed_at > LASTS - RENEWED_EVERY:
                    raise LeaseLost(
                        f"{', '.join(wanted)} could not be kept: {error.sentence}"
                    ) from None

    async def give_back(self) -> None:
        """Whoever stands by may take over at once; a database that is away finds out later."""
        if not self.held:
            return
        names, self.held = self.held, ()
        try:
            await self._core.give_leases_back(names, str(self._holder))
        except StoreError as error:
            _log.warning("lease.unreturned", error=error.sentence)
