"""One sitting at the terminal: entries in, replies out, the day's work in between."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import time
from random import Random
from zoneinfo import ZoneInfo

from adapters.pump import pump
from adapters.terminal.adapter import TerminalAdapter
from adapters.terminal.inbound import PLACE, Entry, Local, account, read_timestamp
from adapters.terminal.screen import Screen
from bot.clock import RehearsalClock
from bot.core import Core
from bot.domain.group import Founding
from bot.domain.member import Account
from bot.domain.schedule import Delivery
from bot.errors import BadInput, RoundsError
from bot.inbound import Chosen, Inbound, Replied, Typed
from bot.ports.clock import Clock
from bot.views.model import Reply, note

GROUP_NAME = "Local group"


class Session:
    """A member at the terminal.

    `zone` is where a new local group lives, and in which times are read and shown. `session_key`
    is unique to the sitting and makes the keys of its events. `chance` is the core's own.
    """

    def __init__(
        self,
        core: Core,
        screen: Screen,
        *,
        name: str,
        clock: Clock,
        chance: Random,
        zone: str,
        session_key: str,
    ) -> None:
        self._core = core
        self._screen = screen
        self._clock = clock
        self._chance = chance
        self._zone = zone
        self._session_key = session_key
        self._account = account(name)
        self._adapter = TerminalAdapter(self._show, self._account.key)
        self._prompt_id: str | None = None
        self._said = 0

    async def open(self) -> None:
        """Found the local group if need be, and show what there is to do."""
        founding = Founding(GROUP_NAME, self._zone, delivery=Delivery.ON_VISIT, local_time=time(0))
        await self._core.found(PLACE, founding)
        await self._begin()

    async def run(self, entries: AsyncIterator[Entry]) -> None:
        """Handle entries until they end or one says quit."""
        async for entry in entries:
            if isinstance(entry, Local):
                if entry.word in {"quit", "exit"}:
                    return
                await self._local(entry)
                continue
            await self.pass_time()
            await self._ask(entry)
            await self.pass_time()

    async def pass_time(self) -> None:
        """Do what is due: open and close postings, grade what waits, show what is sent."""
        try:
            now = self._clock.now()
            await self._core.tick(now)
            while await self._core.grade(now):
                pass
            await pump(self._core, self._adapter, self._clock)
        except RoundsError as error:
            self._show(note(error.sentence))

    async def _begin(self) -> None:
        """Greet whoever sits here now; the prompt is shown once, posted just now or not.

        It is shown as `daily` shows it, with what is due again and the streak.
        """
        self._prompt_id = None
        when = self._clock.now().astimezone(ZoneInfo(self._zone))
        self._screen.heading(
            f"Rounds · {self._account.name} · {when:%a %d %b %Y, %H:%M}",
            "Type your answer and press Enter. /help lists everything, /quit ends.",
        )
        self._adapter.greets = True
        await self.pass_time()
        self._adapter.greets = False
        await self._ask(Chosen("daily"))

    async def _ask(self, said: Typed | Chosen | Replied) -> None:
        self._said += 1
        reply = await self._core.handle(
            Inbound(
                place=PLACE,
                account=self._account,
                said=said,
                event_key=f"{self._session_key}/{self._said}",
                at=self._clock.now(),
                may_host=True,
                prompt_id=self._prompt_id,
            )
        )
        self._show(reply)

    def _show(self, reply: Reply) -> None:
        if reply.prompt_id is not None:
            self._prompt_id = reply.prompt_id
        self._screen.show(reply)

    async def _local(self, entry: Local) -> None:
        """Change who sits here, or what the time is in a rehearsal."""
        try:
            if entry.word == "as":
                self._sit_down(account(entry.value))
            else:
                self._set_clock(entry.value)
        except BadInput as error:
            self._show(note(error.sentence))
        else:
            await self._begin()

    def _sit_down(self, who: Account) -> None:
        self._account = who
        self._adapter.account_key = who.key

    def _set_clock(self, value: str) -> None:
        if not isinstance(self._clock, RehearsalClock):
            raise BadInput(
                "The clock is set in a rehearsal only: rounds chat --now 2026-11-21T09:00"
            )
        moment = read_timestamp(value, self._zone)
        self._clock.set(moment)
        # What a day brings does not hang on how many dice were thrown on the days before.
        self._chance.seed(moment.isoformat())
