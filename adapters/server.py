"""The server: the clock's ticks, the grading queue and the outbox, each in a loop of its own.

A slow grader holds up no message, and a platform that is down holds up no other.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any, ClassVar

import structlog

from adapters.bell import Bell
from adapters.door import Door
from adapters.holder import this_process
from adapters.metrics import Metrics
from adapters.probes import Probes
from adapters.roster import Roster
from adapters.sender import Sender
from adapters.service import Service
from adapters.ticker import TICK_SECONDS, start_ticker
from adapters.watchdog import Watchdog
from bot.core import Core
from bot.errors import BadSettings, RoundsError
from bot.inbound import Inbound
from bot.ports.clock import Clock

_log = structlog.get_logger(__name__)

POLL_SECONDS = 1.0
"""How often a loop looks although nobody rang: another process may have made work for it."""

SWEEP_SECONDS = 30.0
ABANDONED_AFTER = timedelta(seconds=60)
"""A kept event that old was left by a process that ended; the one that has it takes far less."""

FINISH_SECONDS = 1.5
"""How long a stop waits for messages that are on their way."""

_BREATH = 5.0
"""Seconds a loop rests after an error that it did not foresee."""


HOUSE_SECONDS = 600.0

Daily = Callable[[datetime], Awaitable[object]]


class Server:
    """Everything that runs while `rounds serve` does."""

    tick_seconds: ClassVar[float] = TICK_SECONDS

    def __init__(
        self, core: Core, clock: Clock, door: Door, metrics: Metrics | None = None
    ) -> None:
        self._metrics = metrics or Metrics()
        self._holder = this_process()
        self._door = door
        self._core = core
        core.intake.answered = self._metrics.acknowledged
        core.deps.tally.received = self._metrics.received
        self._clock = clock
        self._services: dict[str, Service] = {}
        self._to_grade = Bell()
        self._to_send: dict[str, Bell] = {}
        self._ticking = asyncio.Lock()
        self._stopping = False
        self.daily: Daily | None = None
        """What is done once a day besides, if anything."""

    def add(self, service: Service) -> None:
        """Run this service too; before `run`, one for each platform."""
        self._services[service.adapter.platform] = service
        self._to_send[service.adapter.platform] = Bell()

    def ring(self) -> None:
        """Something was said: there may be replies to grade and messages to send."""
        self._to_grade.ring()
        self._ring_senders()

    async def run(self, stop: asyncio.Event) -> None:
        """Connect every service, then work until `stop` is set; what is in hand is finished.

        Raises what a service raises that cannot connect, when there is no other to serve.
        """
        services = list(self._services.values())
        roster = Roster(services, self._core.refused)
        Probes(self._core, self._clock, self._metrics, roster).hang_on(self._door)
        beating = asyncio.create_task(Watchdog(self._metrics.lagged).beat())
        try:
            await self._open_door(services)
            if await _before(stop, roster.start()):
                await self._work(roster, stop)
        finally:
            await roster.stop()
            await self._door.close()
            beating.cancel()

    async def _open_door(self, services: Sequence[Service]) -> None:
        """Listen; where no service needs it, a taken address only leaves nobody to watch us."""
        try:
            await self._door.open()
        except OSError as error:
            where = f"{self._door.settings.host}:{self._door.settings.port}"
            if any(service.needs_door for service in services):
                raise BadSettings(
                    f"Cannot listen on {where} ({error.strerror}); set ROUNDS_HTTP_PORT to another"
                ) from None
            _log.warning("door.taken", address=where, error=error.strerror)

    async def _work(self, roster: Roster, stop: asyncio.Event) -> None:
        senders = {
            platform: Sender(
                self._core,
                partial(roster.adapter, service),
                self._clock,
                self._to_send[platform].ring,
                self._metrics,
            )
            for platform, service in self._services.items()
        }
        # What waits from before is taken up at once.
        self.ring()
        ticker = start_ticker(self._tick, self.tick_seconds)
        loops = [self._forever(one) for one in (self._grade, self._sweep, self._keep_house)]
        loops += [self._forever(self._sending(*one)) for one in senders.items()]
        working = [asyncio.create_task(loop) for loop in loops]
        watched: asyncio.Task[Any] = asyncio.create_task(roster.watch())
        stopped: asyncio.Task[Any] = asyncio.create_task(stop.wait())
        try:
            await asyncio.wait({stopped, watched}, return_when=asyncio.FIRST_COMPLETED)
            if watched.done():
                watched.result()
        finally:
            self._stopping = True
            await ticker.stop()
            for task in (*working, watched, stopped):
                task.cancel()
            await asyncio.gather(*working, watched, return_exceptions=True)
            await asyncio.gather(*(one.stop(FINISH_SECONDS) for one in senders.values()))

    async def _tick(self) -> None:
        try:
            async with self._ticking:
                await self._core.tick(self._clock.now())
                self._metrics.ticked(self._clock.now())
        except RoundsError as error:
            _log.error("tick.failed", error=error.sentence)
        except Exception as error:  # noqa: BLE001
            # The next tick finds the same things due: it is told of, and tried again.
            _log.exception("tick.failed", error=type(error).__name__)
        self._ring_senders()

    async def _grade(self) -> None:
        await self._to_grade.wait(POLL_SECONDS)
        await self._core.intake.calm()
        while taken := await self._core.grade(self._clock.now()):
            self._metrics.graded(taken)
            self._ring_senders()
            await self._core.intake.calm()

    def _sending(self, platform: str, sender: Sender) -> Callable[[], Awaitable[None]]:
        bell = self._to_send[platform]

        async def send() -> None:
            await bell.wait(POLL_SECONDS)
            await sender.take()

        return send

    async def _sweep(self) -> None:
        await self.sweep()
        await asyncio.sleep(SWEEP_SECONDS)

    async def sweep(self) -> None:
        """Handle what a process kept and did not live to handle."""
        for inbound in await self._core.left_over(self._clock.now(), ABANDONED_AFTER):
            service = self._services.get(inbound.place.platform)
            if service is None or not _reaches(service, inbound):
                continue
            reply = await self._core.once_more(await service.known(inbound))
            self.ring()
            if reply is not None and not reply.receipt:
                await service.tell(inbound, reply)

    async def _keep_house(self) -> None:
        """Whether it is this process's turn is looked at now and then."""
        now = self._clock.now()
        if await self._core.keep_house(str(self._holder), now) and self.daily is not None:
            await self.daily(now)
        await asyncio.sleep(HOUSE_SECONDS)

    async def _forever(self, once: Callable[[], Awaitable[None]]) -> None:
        # Until then: what a loop calls may swallow its cancellation, and it would go on for ever.
        while not self._stopping:
            try:
                await once()
            except RoundsError as error:
                _log.error("loop.failed", error=error.sentence)
                await asyncio.sleep(_BREATH)
            except Exception as error:  # noqa: BLE001
                # A loop that ended would leave members without grades until somebody noticed.
                _log.exception("loop.failed", error=type(error).__name__)
                await asyncio.sleep(_BREATH)

    def _ring_senders(self) -> None:
        for bell in self._to_send.values():
            bell.ring()


def _reaches(service: Service, inbound: Inbound) -> bool:
    """Whether it is a connection to the workspace where that was said."""
    workspaces = service.adapter.workspaces
    return workspaces is None or inbound.place.workspace in workspaces


async def _before(stop: asyncio.Event, doing: Coroutine[Any, Any, None]) -> bool:
    """Do it, unless `stop` is set first; false when it was not finished."""
    task = asyncio.create_task(doing)
    stopped = asyncio.create_task(stop.wait())
    await asyncio.wait({task, stopped}, return_when=asyncio.FIRST_COMPLETED)
    stopped.cancel()
    if task.done():
        task.result()
        return True
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    return False
