"""Conversations with the core, read as text: who says what, and what is heard."""

from __future__ import annotations

import io
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from uuid import uuid4

from adapters.adapter import CannotSend
from adapters.pump import pump
from adapters.terminal.render import console, draw, put
from bot.bootstrap import open_core
from bot.clock import RehearsalClock
from bot.core import Core
from bot.domain.group import Founding, Place
from bot.domain.member import Account
from bot.domain.message import MessageKind
from bot.domain.schedule import Delivery
from bot.inbound import Chosen, Inbound, Replied, Said, Typed
from bot.outgoing import Outgoing
from bot.ports.course import Course
from bot.ports.grader import Grader
from bot.ports.loops import LoopBank
from bot.ports.prompts import PromptBank
from bot.settings import Settings
from bot.views.model import Reply
from tests.support.courses import a_course
from tests.support.fakes import FakeGrader, a_bank
from tests.support.loops import FakeLoops

PLACE = Place("testing", "workspace", "channel")


class RecordingAdapter:
    """An adapter that keeps what it is given to send."""

    platform = PLACE.platform
    recipients = None
    workspaces: Sequence[str] | None = None
    steps: Collection[MessageKind] = ()

    def __init__(self) -> None:
        self.sent: list[Outgoing] = []
        self.closed: set[str] = set()
        """Accounts that take no private messages."""
        self.locked: dict[MessageKind, str] = {}
        """Kinds that cannot be sent for good, with the reason."""

    async def send(self, outgoing: Outgoing) -> str:
        if outgoing.message.recipient in self.closed:
            raise CannotSend("takes no private messages", unreachable=True)
        if outgoing.message.kind in self.locked:
            raise CannotSend(self.locked[outgoing.message.kind], for_good=True)
        self.sent.append(outgoing)
        return f"message-{len(self.sent)}"


class Conversation:
    """A group, its members and its clock; everything goes through the core's front door."""

    def __init__(self, core: Core, clock: RehearsalClock) -> None:
        self.core = core
        self.clock = clock
        self.adapter = RecordingAdapter()
        self._events = 0
        self._sitting = uuid4().hex

    async def found(self, founding: Founding) -> None:
        await self.core.found(PLACE, founding)

    async def say(self, name: str, said: str, *, prompt_id: str | None = None) -> str:
        """Say a line as that member: `/command` or a reply; returns what is answered."""
        return read_out(await self.ask(name, said, prompt_id=prompt_id))

    async def ask(
        self, name: str, said: str, *, prompt_id: str | None = None, event_key: str = ""
    ) -> Reply:
        entry = Typed(said[1:]) if said.startswith("/") else Replied(said)
        told = {"event_key": event_key} if event_key else {}
        return await self.send(name, entry, may_host=True, prompt_id=prompt_id, **told)

    async def send(self, name: str, said: Said, **facts: Any) -> Reply:
        """Hand in any event of that member; `facts` are those of `Inbound`."""
        self._events += 1
        place = facts.get("place", PLACE)
        event = Inbound(
            place=place,
            account=Account(f"{place.platform}:{name.lower()}", name),
            said=said,
            event_key=f"{self._sitting}-{self._events}",
            at=self.clock.now(),
        )
        return await self.core.handle(replace(event, **facts))

    async def press(self, name: str, words: str, **values: str) -> str:
        """Use a button as that member."""
        return read_out(await self.send(name, Chosen(words, values), may_host=True))

    async def work(self) -> list[str]:
        """Let everything that is due happen; returns what was sent, as text."""
        before = len(self.adapter.sent)
        await self.core.tick(self.clock.now())
        while await self.core.grade(self.clock.now()):
            pass
        await pump(self.core, self.adapter, self.clock)
        return [read_out(one.reply) for one in self.adapter.sent[before:] if one.reply is not None]

    async def answer(self, name: str, text: str) -> str:
        """Answer today's prompt and read the feedback."""
        await self.say(name, text)
        heard = await self.work()
        return heard[-1] if heard else ""

    async def later(self, **by: float) -> list[str]:
        """Let time pass, then everything that came due."""
        self.clock.advance(timedelta(**by))
        return await self.work()


def read_out(reply: Reply) -> str:
    """A reply as plain text."""
    out = io.StringIO()
    put(console(colour=False, file=out), draw(reply))
    return out.getvalue()


async def a_conversation(
    folder: Path,
    at: datetime,
    *,
    bank: PromptBank | None = None,
    course: Course | None = None,
    grader: Grader | None = None,
    founding: Founding | None = None,
    url: str | None = None,
    loops: LoopBank | None = None,
) -> Conversation:
    """A conversation on a new database, in a group that posts at 09:00 UTC every day."""
    clock = RehearsalClock(at)
    core = await open_core(
        Settings(database_url=url or f"sqlite:///{folder / 'rounds.db'}"),
        clock=clock,
        chance=Random(1),
        grader=grader or FakeGrader(),
        bank=bank or a_bank(),
        course=course or a_course(),
        loops=loops or FakeLoops(),
    )
    conversation = Conversation(core, clock)
    await conversation.found(founding or Founding("Test group", "UTC", delivery=Delivery.POSTED))
    return conversation
