"""The core's front door: what is said goes in, a reply comes out; time passes; messages leave."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

import structlog

from bot import refusals
from bot.commands.command import Ask, Command
from bot.commands.lines import check_values, read_line
from bot.commands.registry import Registry
from bot.domain.group import Founding, Group, Place
from bot.domain.member import Role
from bot.domain.message import MessageKind
from bot.domain.points import Recomputed
from bot.domain.regrading import Regrading
from bot.errors import NotAllowed, RoundsError
from bot.inbound import Chosen, Inbound, Replied, Typed
from bot.outgoing import Outgoing, compose
from bot.services.arrival import arrive
from bot.services.deps import Deps
from bot.services.founding import found_group
from bot.services.grading import grade_waiting
from bot.services.postings import close_due, open_due
from bot.services.recompute import recompute
from bot.services.regrading import apply_regrading, regrading, scope_of
from bot.views.model import Reply, note

SEND_LEASE_SECONDS = 60
"""Longer than any send may take, far shorter than a platform remembers a repeated one."""

_SEND_BATCH = 20
_RETRY_STEP = timedelta(seconds=15)
_MOST_TRIES = 20

_log = structlog.get_logger(__name__)


class Core:
    """Everything that an adapter and a ticker may ask of Rounds."""

    def __init__(self, deps: Deps, registry: Registry) -> None:
        self.registry = registry
        self._deps = deps

    @property
    def deps(self) -> Deps:
        """What the services work with; for the shell's own commands."""
        return self._deps

    async def handle(self, inbound: Inbound) -> Reply:
        """Answer one event. Never raises: whatever goes wrong becomes a kind sentence."""
        try:
            return await self._answer(inbound)
        except RoundsError as error:
            return note(error.sentence)
        except Exception as error:  # noqa: BLE001
            # The edge between a person and the process: logged once here, never shown.
            _log.exception("inbound.failed", event=inbound.event_key, error=type(error).__name__)
            return note(refusals.UNEXPECTED)

    async def _answer(self, inbound: Inbound) -> Reply:
        command, values = self._read(inbound)
        visitor = await arrive(
            self._deps, inbound.place, inbound.account, inbound.at, may_host=inbound.may_host
        )
        if command.hosts_only and visitor.role is not Role.HOST:
            raise NotAllowed(refusals.HOSTS_ONLY)
        check_values(command, values)
        return await command.handler(
            Ask(
                deps=self._deps,
                registry=self.registry,
                visitor=visitor,
                values=values,
                at=inbound.at,
                event_key=inbound.event_key,
                prompt_id=inbound.prompt_id,
            )
        )

    def _read(self, inbound: Inbound) -> tuple[Command, dict[str, str]]:
        match inbound.said:
            case Typed(line):
                return read_line(self.registry, line)
            case Chosen(words, values):
                return self.registry.named(words), dict(values)
            case Replied(text):
                return self.registry.named("answer"), {"text": text}

    async def found(self, place: Place, founding: Founding) -> Group:
        """The group of a place, which is founded when there is none."""
        return await found_group(self._deps, place, founding)

    async def tick(self, now: datetime) -> None:
        """Close and open what is due by now, however much that is."""
        while await close_due(self._deps, now):
            pass
        while await open_due(self._deps, now):
            pass

    async def grade(self, now: datetime) -> int:
        """Grade some of the replies that wait; returns how many were taken."""
        return await grade_waiting(self._deps, now)

    async def outgoing(
        self, platforms: Sequence[str], now: datetime, recipients: Sequence[str] | None = None
    ) -> list[Outgoing]:
        """Claim messages to send on these platforms, with their words.

        Each must be answered with `delivered` or `undelivered` before the lease runs out.
        """
        async with self._deps.store.read() as work:
            if not await work.outbox.pending():
                return []
        async with self._deps.store.write() as work:
            claimed = await work.outbox.claim(
                platforms, now, SEND_LEASE_SECONDS, _SEND_BATCH, recipients
            )
        return [await compose(self._deps, message) for message in claimed]

    async def delivered(self, sent: Outgoing, reference: str, now: datetime) -> None:
        """The message is out; `reference` is the platform's id of it."""
        async with self._deps.store.write() as work:
            await work.outbox.sent(sent.message.id, reference, now)
            if sent.message.kind is MessageKind.POSTING:
                await work.postings.mark_sent(int(sent.message.subject["posting"]))

    async def undelivered(
        self, unsent: Outgoing, error: str, now: datetime, *, for_good: bool = False
    ) -> None:
        """The message could not be sent: it is tried again later, or dropped with the reason."""
        message = unsent.message
        async with self._deps.store.write() as work:
            if for_good or message.tries >= _MOST_TRIES:
                await work.outbox.drop(message.id, error)
            else:
                pause = _RETRY_STEP * 2 ** min(message.tries, 8)
                await work.outbox.retry(message.id, now + pause, error)

    async def recompute(self) -> Recomputed:
        """Rebuild points and streaks from the stored attempts."""
        return await recompute(self._deps)

    async def regrade(
        self,
        now: datetime,
        *,
        prompt_id: str | None = None,
        group: str | None = None,
        since: date | None = None,
    ) -> Regrading:
        """Judge stored replies again and compare; nothing is changed. BadInput for a wrong name."""
        scope = await scope_of(self._deps, prompt_id=prompt_id, group=group, since=since)
        return await regrading(self._deps, scope, now)

    async def apply_regrading(self, found: Regrading, now: datetime) -> int:
        """Store the new grades outside closed seasons; returns how many."""
        return await apply_regrading(self._deps, found, now)

    async def close(self) -> None:
        """Release the store."""
        await self._deps.store.close()
