"""The core's front door: what is said goes in, a reply comes out; time passes; messages leave."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta

import structlog

from bot import refusals
from bot.commands.command import OptionKind
from bot.commands.forms import form_of
from bot.commands.registry import Registry
from bot.commands.suggest import suggest
from bot.domain.group import Founding, Group, Place
from bot.domain.message import MessageKind
from bot.domain.points import Recomputed
from bot.domain.regrading import Regrading
from bot.errors import AlreadyHandled, RoundsError, StoreError
from bot.hearing import answer
from bot.inbound import Chosen, Edited, Inbound, Mentioned, Replied
from bot.intake import Intake, inbound_of
from bot.outgoing import Outgoing, compose
from bot.ports.trial import Trial
from bot.services.corrections import withdraw
from bot.services.departure import depart
from bot.services.deps import Deps
from bot.services.founding import found_group
from bot.services.grading import grade_waiting
from bot.services.postings import close_due, open_due
from bot.services.recompute import recompute
from bot.services.regrading import apply_regrading, regrading, scope_of
from bot.services.sending import give_up, knock, put_off, went_out
from bot.views import knocks
from bot.views import practice as practice_views
from bot.views.model import Form, Reply, note

SEND_LEASE_SECONDS = 60
"""Longer than any send may take, far shorter than a platform remembers a repeated one."""

_SEND_BATCH = 20
_LEFT_OVER_BATCH = 50

_log = structlog.get_logger(__name__)


class Core:
    """Everything that an adapter and a ticker may ask of Rounds."""

    def __init__(self, deps: Deps, registry: Registry) -> None:
        self.registry = registry
        self.intake = Intake(deps.store)
        self._deps = deps

    @property
    def deps(self) -> Deps:
        """What the services work with; for the shell's own commands."""
        return self._deps

    async def handle(self, inbound: Inbound) -> Reply:
        """Answer one event. Never raises: whatever goes wrong becomes a kind sentence."""
        try:
            return await answer(self._deps, self.registry, inbound)
        except RoundsError as error:
            return note(error.sentence)
        except Exception as error:  # noqa: BLE001
            return self._unexpected(inbound, error)

    async def finish(self, inbound: Inbound) -> Reply | None:
        """Answer an event that was kept before; None when it was answered already.

        Never raises. What cannot be used is not looked at again; after an error that nobody
        foresaw the event stays, and comes up once more among the `left_over`.
        """
        try:
            async with self.intake.afterwards():
                return await answer(self._deps, self.registry, inbound)
        except AlreadyHandled:
            return None
        except StoreError as error:
            return note(error.sentence)
        except RoundsError as error:
            await self.settled(inbound)
            return note(error.sentence)
        except Exception as error:  # noqa: BLE001
            return self._unexpected(inbound, error)

    @staticmethod
    def _unexpected(inbound: Inbound, error: Exception) -> Reply:
        # The edge between a person and the process: logged once here, never shown.
        _log.exception("inbound.failed", event=inbound.event_key, error=type(error).__name__)
        return Core.unexpected()

    def form(self, press: Chosen, asks: Sequence[str] = ()) -> Form | None:
        """The form that a command wants filled in before it can run; None when it needs none.

        A button may ask for options by name.
        """
        if press.words not in self.registry:
            return None
        return form_of(self._deps.bank, self.registry.named(press.words), press.values, asks)

    async def keep(self, inbound: Inbound) -> bool:
        """Store an event before anything is answered; false when it came before.

        On the disk when this returns; `handle` has still to be called. Raises StoreError.
        """
        return await self.intake.keep(inbound)

    async def deleted(self, message: str) -> None:
        """A message on the platform is gone, and with it the answers written in it."""
        await withdraw(self._deps, message)

    def keeps(self, inbound: Inbound) -> bool:
        """Whether an event holds words that must not be lost: such is to be kept first."""
        if inbound.author not in {None, inbound.account.key}:
            return False
        if isinstance(inbound.said, Replied | Mentioned | Edited):
            return True
        if not isinstance(inbound.said, Chosen) or inbound.said.words not in self.registry:
            return False
        command = self.registry.named(inbound.said.words)
        return command.keeps and any(
            option.kind is OptionKind.TEXT and inbound.said.values.get(option.name)
            for option in command.options
        )

    @staticmethod
    def kept() -> Reply:
        """What is answered as soon as somebody's words are on the disk."""
        return practice_views.kept()

    @staticmethod
    def known() -> Reply:
        """What is answered to words that came before."""
        return note(refusals.ALREADY_HANDLED)

    @staticmethod
    def unexpected() -> Reply:
        """What is said when something broke that nobody foresaw."""
        return note(refusals.UNEXPECTED)

    @staticmethod
    def unreachable() -> Reply:
        """What is said in the open to somebody who takes no private messages."""
        return knocks.unreachable()

    async def concerns(self, inbound: Inbound) -> bool:
        """Whether an overheard message stands under something of ours; others are not kept."""
        if inbound.about is None:
            return False
        async with self._deps.store.read() as work:
            platform = inbound.place.platform
            return await work.outbox.by_reference(platform, inbound.about) is not None

    async def left_over(self, now: datetime, older_than: timedelta) -> list[Inbound]:
        """Kept events that nobody handled, because a process ended before it could."""
        async with self._deps.store.read() as work:
            events = await work.inbox.unhandled(now - older_than, _LEFT_OVER_BATCH)
        return [inbound_of(one.event) for one in events]

    async def settled(self, inbound: Inbound) -> None:
        """A kept event was handled, whatever came of it: it will not come up again."""
        try:
            async with self._deps.store.write() as work:
                await work.inbox.take(inbound.event_key, inbound.at)
        except StoreError as error:
            _log.warning("event.unsettled", event=inbound.event_key, error=error.sentence)

    async def moved(self, place: Place, position: str, now: datetime) -> None:
        """Everything up to `position` was heard in that conversation."""
        async with self._deps.store.write() as work:
            await work.cursors.move(place, position, now)

    async def conversations(self, platform: str, since: datetime) -> list[tuple[Place, str]]:
        """The conversations heard since then, each with how far."""
        async with self._deps.store.read() as work:
            return await work.cursors.recent(platform, since)

    def offer_trial(self, platform: str, trial: Trial) -> None:
        """What can be tried in the places of a platform, once its adapter is up."""
        self._deps.trials[platform] = trial

    async def homes(self, platform: str) -> list[tuple[Group, Place]]:
        """Every group's places on a platform, oldest group first."""
        async with self._deps.store.read() as work:
            groups = {group.id: group for group in await work.groups.every()}
            places = await work.groups.places_of(list(groups))
        return [
            (groups[group_id], place)
            for group_id in groups
            for place in places.get(group_id, [])
            if place.platform == platform
        ]

    def suggest(self, words: str, option: str, typed: str) -> list[tuple[str, str]]:
        """Values for an option while somebody types it, as (label, value), the likeliest first."""
        return suggest(self._deps, self.registry, words, option, typed)

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
        async with self._deps.store.write() as work:
            claimed = await work.outbox.claim(
                platforms, now, SEND_LEASE_SECONDS, _SEND_BATCH, recipients, workspaces
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
        async with self._deps.store.write() as work:
            await went_out(work, sent.message, reference, now, steps)

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
                await give_up(work, unsent.message, error, now)
            else:
                await put_off(work, unsent.message, error, now, wait)

    async def void(self, unsent: Outgoing) -> None:
        """There is nothing left to say: the message is dropped, and nobody need hear of it."""
        async with self._deps.store.write() as work:
            await work.outbox.drop(unsent.message.id, "what it was about is gone")

    async def departed(self, platform: str, workspace: str, now: datetime) -> list[int]:
        """We were removed from a workspace: its groups are paused. Returns their ids."""
        return await depart(self._deps, platform, workspace, now)

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
