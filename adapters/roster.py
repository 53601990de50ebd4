"""The roster: which platforms are to be served, and which are.

One that refuses us, or cannot be reached, takes no other one with it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterable, Mapping, Sequence
from typing import Any, TypeVar

import structlog

from adapters.adapter import Adapter
from adapters.refused import Refused
from adapters.service import NotLetIn, Service, ServiceState, Unreachable

_log = structlog.get_logger(__name__)

AGAIN_SECONDS = 15.0
"""Between two tries to reach a platform that was away when we started."""

Told = Callable[[str, str], None]
Done = TypeVar("Done")


class Roster:
    """The services of one process; `told` hears of each that refuses us, with the reason."""

    def __init__(self, services: Sequence[Service], told: Told) -> None:
        self._services = services
        self._told = told
        self._refused: dict[str, str] = {}
        self._away: set[str] = set()

    @property
    def states(self) -> Mapping[str, ServiceState]:
        """How each stands, by platform."""
        return {one.adapter.platform: self._state(one) for one in self._services}

    def adapter(self, service: Service) -> Adapter:
        """Its side of the outbox just now."""
        platform = service.adapter.platform
        reason = self._refused.get(platform)
        return service.adapter if reason is None else Refused(platform, reason)

    async def start(self) -> None:
        """Connect them side by side; raises why the first one cannot be served when none can."""
        errors = await _side_by_side(self._tried(one) for one in self._services)
        first = errors[0] if errors else None
        if first is not None and all(errors):
            raise first
        for service, error in zip(self._services, errors, strict=True):
            if error is not None:
                await self._leave(service, error)

    async def watch(self) -> None:
        """Until none is left to serve: raises the reason of the last one.

        What another start may mend is raised at once: a lease that was lost, a line that ended.
        """
        await _side_by_side(self._watch(one) for one in self._services)

    async def stop(self) -> None:
        """Disconnect them all; raises what the first one raises that cannot."""
        stops = (one.stop() for one in self._services)
        for error in await asyncio.gather(*stops, return_exceptions=True):
            if error is not None:
                raise error

    def _state(self, service: Service) -> ServiceState:
        platform = service.adapter.platform
        if platform in self._refused:
            return ServiceState.REFUSED
        return ServiceState.AWAY if platform in self._away else service.state

    async def _watch(self, service: Service) -> None:
        platform = service.adapter.platform
        while platform in self._away:
            await asyncio.sleep(AGAIN_SECONDS)
            error = await self._tried(service)
            if error is None:
                self._away.discard(platform)
                _log.info("platform.reached", platform=platform)
            else:
                await self._leave(service, error)
        if platform not in self._refused:
            try:
                await service.watch()
            except NotLetIn as error:
                await self._leave(service, error)
        await asyncio.Event().wait()

    async def _tried(self, service: Service) -> NotLetIn | Unreachable | None:
        try:
            await service.start()
        except (NotLetIn, Unreachable) as error:
            return error
        return None

    async def _leave(self, service: Service, error: NotLetIn | Unreachable) -> None:
        """Do without it; raises the error when nothing would be left to do."""
        platform = service.adapter.platform
        if isinstance(error, Unreachable):
            self._away.add(platform)
            _log.warning("platform.away", platform=platform, reason=error.sentence)
            return
        self._away.discard(platform)
        self._refused[platform] = error.sentence
        if len(self._refused) == len(self._services):
            raise error
        _log.error("platform.refused", platform=platform, reason=error.sentence)
        self._told(platform, error.sentence)
        # What it holds, others may have.
        await service.stop()


async def _side_by_side(doings: Iterable[Coroutine[Any, Any, Done]]) -> list[Done]:
    """What each comes to; where one fails the others have ended when its error is raised."""
    tasks = [asyncio.create_task(one) for one in doings]
    try:
        return await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
