"""Tenure: holding the leases of what only one process may do, for as long as it is done."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime
from time import monotonic
from typing import ClassVar

import structlog

from adapters.holder import Holder
from bot.core import Core
from bot.errors import LeaseLost, StoreError
from bot.ports.clock import Clock
from bot.ports.leases import LASTS, RENEWED_EVERY

_log = structlog.get_logger(__name__)


CERTAIN_SECONDS = (LASTS - RENEWED_EVERY).total_seconds()
"""So long after a renewal nobody else can have the lease, however late that came through."""

GIVEN_UP_SECONDS = 180.0
"""So long without a database; then another process may long have taken over what we still do."""

LOOK_SECONDS = 0.5
"""How long somebody's words wait for us to find out; a platform wants its answer in three."""


class Tenure:
    """A number of leases of these names, for one holder; `held` are those it has now.

    One who stands by looks every `patience` seconds whether something became free, and so does one
    who could not renew in time: without a database nobody can take over, nor do what would be done
    twice, and whoever speaks meanwhile is told kindly rather than not at all.
    """

    patience: ClassVar[float] = 2.0

    def __init__(
        self, core: Core, clock: Clock, names: Sequence[str], number: int, holder: Holder
    ) -> None:
        self.held: Sequence[str] = ()
        self._core = core
        self._clock = clock
        self._names = names
        self._number = number
        self._holder = holder
        self._renewed_at: tuple[float, datetime] | None = None
        """By the seconds that passed and by the clock: the one stands still while a machine sleeps,
        the other may be set."""
        self._looking: asyncio.Task[bool] | None = None

    async def take(self) -> bool:
        """Take or renew what is free; whether all that is wanted is held now. Raises StoreError."""
        began = monotonic(), self._clock.now()
        self.held = await self._core.take_leases(
            self._names, str(self._holder), self._clock.now(), self._number, self._holder.outlived
        )
        self._renewed_at = began
        return bool(self.held)

    async def is_sure(self) -> bool:
        """Whether we may act: false when somebody else does by now. Never raises.

        True as well while nobody can tell, because the database is away: nothing comes of it then.
        """
        if not self.in_doubt:
            return True
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look())
        done, _ = await asyncio.wait({self._looking}, timeout=LOOK_SECONDS)
        return not done or self._looking.result()

    @property
    def in_doubt(self) -> bool:
        """Whether the last renewal is so long ago that somebody else may have taken over."""
        return self._unrenewed() > CERTAIN_SECONDS

    def _unrenewed(self) -> float:
        """Seconds since the last renewal, by whichever clock says more."""
        if self._renewed_at is None:
            return 0.0
        passed, at = self._renewed_at
        return max(monotonic() - passed, abs((self._clock.now() - at).total_seconds()))

    async def _look(self) -> bool:
        try:
            return await self.take()
        except StoreError:
            return True

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
        """Renew what is held; raises LeaseLost when somebody else has it, or may have for long."""
        wanted = self.held
        while True:
            await asyncio.sleep(self.patience if self.in_doubt else RENEWED_EVERY.total_seconds())
            try:
                if not await self.take() or self.held != wanted:
                    raise LeaseLost(f"Another process has taken over {', '.join(wanted)}.")
            except StoreError as error:
                _log.warning("lease.unrenewed", error=error.sentence)
                if self._unrenewed() > GIVEN_UP_SECONDS:
                    raise LeaseLost(
                        f"{', '.join(wanted)} could not be kept: {error.sentence}"
                    ) from None

    async def give_back(self) -> None:
        """Whoever stands by may take over at once; a database that is away finds out later."""
        if self._looking is not None:
            # It would take what is given back here once more.
            self._looking.cancel()
            await asyncio.gather(self._looking, return_exceptions=True)
        if not self.held:
            return
        names, self.held = self.held, ()
        try:
            await self._core.give_leases_back(names, str(self._holder))
        except StoreError as error:
            _log.warning("lease.unreturned", error=error.sentence)
