"""Mailing: messages leave the outbox, and what became of each is written down."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import ClassVar

from bot.domain.message import MessageKind
from bot.outgoing import Outgoing, compose
from bot.services.deps import Deps
from bot.services.sending import give_up, knock, put_off, went_out

_SEND_BATCH = 20


class Mailing:
    """The core's side towards those who send."""

    SEND_LEASE: ClassVar[timedelta] = timedelta(seconds=60)
    """Longer than any send may take, far shorter than a platform remembers a repeated one."""

    def __init__(self, deps: Deps) -> None:
        self._deps = deps

    async def outgoing(
        self,
        platforms: Sequence[str],
        now: datetime,
        recipients: Sequence[str] | None = None,
        workspaces: Sequence[str] | None = None,
    ) -> list[Outgoing]:
        """Claim messages to send on these platforms, with their words.

        Each must be answered with `delivered` or `undelivered` before the lease runs out.
        """
        async with self._deps.store.read() as work:
            if not await work.outbox.pending():
                return []
        lease = int(self.SEND_LEASE.total_seconds())
        async with self._deps.store.mark() as work:
            claimed = await work.outbox.claim(
                platforms, now, lease, _SEND_BATCH, recipients, workspaces
            )
        return [await compose(self._deps, message) for message in claimed]

    async def delivered(
        self,
        sent: Outgoing,
        reference: str,
        now: datetime,
        steps: Collection[MessageKind] = (),
    ) -> None:
        """The message is out; `reference` is the platform's id of it.

        `steps` are the further steps of a posting that the platform has.
        """
        async with self._deps.store.mark() as work:
            await went_out(work, sent.message, reference, now, steps)

    async def came_through(
        self,
        platform: str,
        key: str,
        reference: str,
        now: datetime,
        steps: Collection[MessageKind] = (),
    ) -> None:
        """A message of ours was found on its platform; nothing where it was known to be out.

        Whoever sent it ended before it was written down, or never heard that it arrived. From now
        on it counts as delivered, and is not sent again.
        """
        async with self._deps.store.mark() as work:
            message = await work.outbox.unsent(key)
            if message is not None and message.place.platform == platform:
                await went_out(work, message, reference, now, steps)

    async def undelivered(
        self,
        unsent: Outgoing,
        error: str,
        now: datetime,
        *,
        for_good: bool = False,
        unreachable: bool = False,
        wait: timedelta | None = None,
    ) -> None:
        """The message could not be sent: it is tried again later, or dropped with the reason.

        An `unreachable` recipient takes no private messages, and is told where they practise.
        `wait` is the pause that the platform asked for.
        """
        async with self._deps.store.write() as work:
            if unreachable:
                await knock(work, unsent.message, error, now)
            elif for_good:
                # A platform that will not have us says nothing about the group.
                is_let_in = unsent.message.place.platform not in self._deps.refused
                await give_up(work, unsent.message, error, now, refused=is_let_in)
            else:
                await put_off(work, unsent.message, error, now, wait)

    async def void(self, unsent: Outgoing) -> None:
        """There is nothing left to say: the message is dropped, and nobody need hear of it."""
        async with self._deps.store.mark() as work:
            await work.outbox.drop(unsent.message.id, "what it was about is gone")
