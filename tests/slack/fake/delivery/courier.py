"""Brings parcels to one application: through its sockets or to its address, again if need be."""

from __future__ import annotations

import asyncio
from typing import Protocol

from tests.slack.fake.delivery import answering
from tests.slack.fake.delivery.parcel import Attempt, Kind, Parcel
from tests.slack.fake.delivery.post import Post
from tests.slack.fake.delivery.socket import SocketMode
from tests.slack.fake.world.app import App
from tests.slack.fake.world.world import World

RETRY_AFTER_S = (0.2, 60.0, 300.0)
"""Before each repetition: nearly at once, a minute, five (docs.slack.dev/apis/events-api)."""


class Road(Protocol):
    """Socket Mode or HTTP."""

    async def carry(self, parcel: Parcel, attempt: Attempt) -> None:
        """Comes back when it was acknowledged, or with `attempt.failure` set."""
        ...


class Courier:
    """Events come up to four times, interactions once."""

    def __init__(self, world: World, app: App) -> None:
        self.world = world
        self.socket = SocketMode(world, app)
        self.post: Post | None = None
        self.retry_after_s = RETRY_AFTER_S
        self._tasks: set[asyncio.Task[None]] = set()

    def send(self, parcel: Parcel) -> None:
        task = asyncio.create_task(self._deliver(parcel))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def again(self, parcel: Parcel) -> Attempt:
        """Once more, with a new envelope, as if Slack had not seen the acknowledgement."""
        attempt = await self._try(parcel, "http_timeout")
        self.world.changes.happened()
        return attempt

    async def stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.socket.stop()
        if self.post is not None:
            await self.post.stop()

    async def _deliver(self, parcel: Parcel) -> None:
        repeats = self.retry_after_s if parcel.kind is Kind.EVENT else ()
        attempt = await self._try(parcel)
        answering.answered(self.world, parcel, attempt)
        parcel.over.set_result(None)
        self.world.changes.happened()
        for pause in repeats:
            if attempt.acknowledged or attempt.final:
                break
            await self.world.clock.sleep(pause)
            attempt = await self._try(parcel, attempt.failure)
            self.world.changes.happened()
        parcel.done.set_result(None)

    async def _try(self, parcel: Parcel, reason: str = "") -> Attempt:
        attempt = Attempt(len(parcel.attempts), self.world.clock.now(), reason)
        parcel.attempts.append(attempt)
        road: Road = self.post or self.socket
        await road.carry(parcel, attempt)
        return attempt
