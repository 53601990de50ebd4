"""Reception: what people say comes in, is kept where it must be, and is answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

import structlog

from bot.commands.command import OptionKind
from bot.commands.forms import form_of
from bot.commands.lines import read_line
from bot.commands.registry import Registry
from bot.commands.suggest import suggest
from bot.domain.group import Place
from bot.errors import AlreadyHandled, RoundsError, StoreError
from bot.hearing import answer
from bot.inbound import Chosen, Edited, Inbound, Mentioned, Replied, Typed
from bot.intake import Intake, inbound_of
from bot.refusals import replies as reply_refusals
from bot.refusals import trouble as trouble_refusals
from bot.services.corrections import withdraw
from bot.services.deps import Deps
from bot.views import knocks
from bot.views import practice as practice_views
from bot.views.model import Form, Reply, note

_LEFT_OVER_BATCH = 50

_log = structlog.get_logger(__name__)


class Reception:
    """The core's side towards those who speak."""

    def __init__(self, deps: Deps, registry: Registry) -> None:
        self.registry = registry
        self.intake = Intake(deps.store)
        self._deps = deps

    async def handle(self, inbound: Inbound, *, frank: bool = True) -> Reply:
        """Answer one event. Never raises: whatever goes wrong becomes a kind sentence.

        Being `frank` about what is wrong with the database is for whoever runs Rounds.
        """
        try:
            return await answer(self._deps, self.registry, inbound)
        except StoreError as error:
            return note(error.sentence) if frank else self._stuck(inbound, error)
        except RoundsError as error:
            return note(error.sentence)
        except Exception as error:  # noqa: BLE001
            return self._unexpected(inbound, error)

    async def finish(self, inbound: Inbound, *, kept: bool = True) -> Reply | None:
        """Answer an event that was kept before; None when it was answered already.

        Never raises. What cannot be used is not looked at again; after an error that nobody
        foresaw the event stays, and comes up once more among the `left_over`. So it does when the
        database goes away: who was told that their words are safe is not asked for them again.
        An event that was not `kept` is lost then, and they are.
        """
        try:
            return await self._finished(inbound)
        except StoreError as error:
            reply = self._stuck(inbound, error)
            return None if kept else reply

    async def once_more(self, inbound: Inbound) -> Reply | None:
        """The same for one of the `left_over`: it does not come up again.

        What failed twice would fail for ever, but for a database that is away: that is no try.
        Never raises.
        """
        try:
            reply = await self._finished(inbound)
        except StoreError as error:
            self._stuck(inbound, error)
            return None
        await self.settled(inbound)
        return reply

    async def _finished(self, inbound: Inbound) -> Reply | None:
        try:
            async with self.intake.afterwards():
                reply = await answer(self._deps, self.registry, inbound)
        except AlreadyHandled:
            return None
        except StoreError:
            raise
        except RoundsError as error:
            await self.settled(inbound)
            return note(error.sentence)
        except Exception as error:  # noqa: BLE001
            return self._unexpected(inbound, error)
        if not reply.receipt:
            # What was no answer left no trace in the inbox, and would be answered once more.
            await self.settled(inbound)
        return reply

    @staticmethod
    def _stuck(inbound: Inbound, error: StoreError) -> Reply:
        # The sentence names files of this machine, and is for whoever runs it.
        _log.error("store.failed", inbound=inbound.event_key, error=error.sentence)
        return Reception.away()

    @staticmethod
    def _unexpected(inbound: Inbound, error: Exception) -> Reply:
        # The edge between a person and the process: logged once here, never shown.
        _log.exception("inbound.failed", inbound=inbound.event_key, error=type(error).__name__)
        return Reception.unexpected()

    def form(self, press: Chosen, asks: Sequence[str] = ()) -> Form | None:
        """The form that a command wants filled in before it can run; None when it needs none.

        A button may ask for options by name.
        """
        if press.words not in self.registry:
            return None
        command = self.registry.named(press.words)
        return form_of(self._deps.bank, self._deps.course, command, press.values, asks)

    def read(self, line: str) -> Chosen | None:
        """A typed line as a command with its values; None when it is none."""
        try:
            command, values = read_line(self.registry, line)
        except RoundsError:
            return None
        return Chosen(command.words, values)

    def suggest(self, words: str, option: str, typed: str) -> list[tuple[str, str]]:
        """Values for an option while somebody types it, as (label, value), the likeliest first."""
        return suggest(self._deps, self.registry, words, option, typed)

    async def keep(self, inbound: Inbound) -> bool:
        """Store an event before anything is answered; false when it came before.

        On the disk when this returns; `handle` has still to be called. Raises StoreError.
        """
        return await self.intake.keep(inbound)

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

    async def came_before(self, inbound: Inbound) -> bool:
        """Whether a command that changes something came already; asked once for each.

        For platforms whose requests somebody could send again. Raises StoreError.
        """
        if not self._changes(inbound):
            return False
        async with self._deps.store.mark() as work:
            return not await work.inbox.take(f"once/{inbound.event_key}", inbound.at)

    def _changes(self, inbound: Inbound) -> bool:
        """Whether doing it twice may differ from doing it once: with values, or by a host."""
        said = self.read(inbound.said.line) if isinstance(inbound.said, Typed) else inbound.said
        if not isinstance(said, Chosen) or said.words not in self.registry:
            return False
        return bool(said.values) or self.registry.named(said.words).hosts_only

    async def concerns(self, inbound: Inbound) -> bool:
        """Whether an overheard message stands under something of ours; others are not kept."""
        if inbound.about is None:
            return False
        async with self._deps.store.read() as work:
            platform = inbound.place.platform
            return await work.outbox.by_reference(platform, inbound.about) is not None

    async def wants_files(self, inbound: Inbound) -> bool:
        """Whether the files of a message are worth fetching: it is an answer, or may be one."""
        match inbound.said:
            case Replied(_, addressed):
                return addressed or await self.concerns(inbound)
            case Edited():
                async with self._deps.store.read() as work:
                    return bool(await work.attempts.of_message(inbound.message or ""))
            case _:
                return True

    @staticmethod
    def kept() -> Reply:
        """What is answered as soon as somebody's words are on the disk."""
        return practice_views.kept()

    @staticmethod
    def known() -> Reply:
        """What is answered to words that came before."""
        return note(reply_refusals.ALREADY_HANDLED)

    @staticmethod
    def unreachable() -> Reply:
        """What is said in the open to somebody who takes no private messages."""
        return knocks.unreachable()

    async def left_over(self, now: datetime, older_than: timedelta) -> list[Inbound]:
        """Kept events that nobody handled, because a process ended before it could."""
        async with self._deps.store.read() as work:
            events = await work.inbox.unhandled(now - older_than, _LEFT_OVER_BATCH)
        return [inbound_of(one.event) for one in events]

    async def settled(self, inbound: Inbound) -> None:
        """A kept event was handled, whatever came of it: it will not come up again."""
        try:
            async with self._deps.store.mark() as work:
                await work.inbox.take(inbound.event_key, inbound.at)
        except StoreError as error:
            _log.warning("event.unsettled", inbound=inbound.event_key, error=error.sentence)

    async def deleted(self, message: str) -> None:
        """A message on the platform is gone, and with it the answers written in it."""
        await withdraw(self._deps, message)

    async def moved(self, positions: Mapping[Place, str], now: datetime) -> None:
        """Everything up to the position was heard in each of these conversations: one write."""
        async with self._deps.store.mark() as work:
            for place, position in positions.items():
                await work.cursors.move(place, position, now)

    async def conversations(self, platform: str, since: datetime) -> list[tuple[Place, str]]:
        """The conversations heard since then, each with how far."""
        async with self._deps.store.read() as work:
            return await work.cursors.recent(platform, since)

    @staticmethod
    def away() -> Reply:
        """What is said when nothing can be stored: it was not taken in, and may be sent again."""
        return note(trouble_refusals.AWAY)

    @staticmethod
    def unexpected() -> Reply:
        """What is said when something broke that nobody foresaw."""
        return note(trouble_refusals.UNEXPECTED)
