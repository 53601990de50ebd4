"""The sender: takes what waits in the outbox and sends it; no slow place holds up the others."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from datetime import datetime

import structlog

from adapters.adapter import Adapter
from adapters.handling import Handling
from adapters.metrics import Metrics
from adapters.pump import deliver, waiting
from bot.core import Core
from bot.errors import RoundsError
from bot.outgoing import Outgoing
from bot.ports.clock import Clock

_log = structlog.get_logger(__name__)

MOST_IN_HAND = 200
"""Messages taken and not yet sent; the others wait in the outbox."""

FRESH = Core.SEND_LEASE / 2
"""Where a place was so slow that a message behind it is in hand for longer, another process may be
about to take it: it is left until its lease ends, and looked up by whoever takes it then."""


class Sender:
    """Sends for one platform: in order within a place, places side by side.

    `adapter` tells who sends just now. `sent` is called when a place has its messages, some of
    which bring further ones about.
    """

    def __init__(
        self,
        core: Core,
        adapter: Callable[[], Adapter],
        clock: Clock,
        sent: Callable[[], None],
        metrics: Metrics,
    ) -> None:
        self._metrics = metrics
        self._core = core
        self._adapter = adapter
        self._clock = clock
        self._sent = sent
        self._in_hand: set[int] = set()
        self._queues: dict[object, deque[tuple[Outgoing, datetime]]] = {}
        self._handling = Handling()

    async def take(self) -> int:
        """Claim what waits and begin to send it; returns how many messages were taken.

        Raises what the store raises.
        """
        taken = 0
        while len(self._in_hand) < MOST_IN_HAND:
            claimed_at = self._clock.now()
            batch = await waiting(self._core, self._adapter(), self._clock)
            if not batch:
                break
            for outgoing in batch:
                taken += self._enqueue(outgoing, claimed_at)
        return taken

    async def stop(self, seconds: float) -> None:
        """Let what is in hand finish for so long; what does not is sent after the next start."""
        await self._handling.finish(seconds)

    def _enqueue(self, outgoing: Outgoing, claimed_at: datetime) -> bool:
        """False for one whose lease ran out while it waits here: it has its lease anew by now."""
        message = outgoing.message
        if message.id in self._in_hand:
            return False
        self._in_hand.add(message.id)
        key = message.place, message.recipient
        if key in self._queues:
            self._queues[key].append((outgoing, claimed_at))
            return True
        self._queues[key] = deque([(outgoing, claimed_at)])
        self._handling.begin(self._empty(key))
        return True

    async def _empty(self, key: object) -> None:
        queue = self._queues[key]
        while queue:
            outgoing, claimed_at = queue.popleft()
            if self._clock.now() - claimed_at > FRESH:
                self._in_hand.discard(outgoing.message.id)
                continue
            try:
                await self._core.intake.calm()
                self._count(
                    outgoing, await deliver(self._core, self._adapter(), outgoing, self._clock)
                )
            except RoundsError as error:
                # Its lease runs out, and it is taken again.
                _log.error("send.unmarked", message=outgoing.message.id, error=error.sentence)
            except Exception as error:  # noqa: BLE001
                _log.exception(
                    "send.unmarked", message=outgoing.message.id, error=type(error).__name__
                )
            finally:
                self._in_hand.discard(outgoing.message.id)
        del self._queues[key]
        self._sent()

    def _count(self, outgoing: Outgoing, is_out: bool | None) -> None:
        platform, kind = outgoing.message.place.platform, outgoing.message.kind.value
        if is_out:
            self._metrics.sent(platform, kind)
        elif is_out is not None:
            self._metrics.unsent(platform, kind)
        if is_out and outgoing.posting is not None:
            delay = (self._clock.now() - outgoing.posting.due_at).total_seconds()
            self._metrics.posted(platform, delay, late=outgoing.posting.late)
