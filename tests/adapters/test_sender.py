"""The sender: what was in hand for too long is left to whoever may have it by now."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from adapters.metrics import Metrics
from adapters.sender import Sender
from bot.domain.message import MessageKind, NewMessage
from bot.outgoing import Outgoing
from tests.support.conversation import PLACE, Conversation, RecordingAdapter


class Slow(RecordingAdapter):
    """Each message takes three quarters of a minute."""

    def __init__(self, talk: Conversation) -> None:
        super().__init__()
        self._talk = talk

    async def send(self, outgoing: Outgoing) -> str:
        self._talk.clock.advance(timedelta(seconds=45))
        return await super().send(outgoing)


async def test_behind_a_slow_one_in_its_place_a_message_waits_for_its_next_lease(
    talk: Conversation,
) -> None:
    await talk.say("Ana", "/daily")
    notes = [
        NewMessage(
            key=f"note/{number}",
            kind=MessageKind.HOST_NOTE,
            place=PLACE,
            subject={"action": "bank.low", "detail": str(number)},
        )
        for number in range(3)
    ]
    async with talk.core.deps.store.write() as work:
        await work.outbox.add(notes, talk.clock.now())
    slow, other = Slow(talk), RecordingAdapter()
    rung = asyncio.Event()
    first = Sender(talk.core, lambda: slow, talk.clock, rung.set, Metrics())
    assert await first.take() == 3
    await rung.wait()
    assert [one.message.key for one in slow.sent] == ["note/0"]
    second = Sender(talk.core, lambda: other, talk.clock, rung.set, Metrics())
    assert await second.take() == 0, "the first one's leases hold"
    talk.clock.advance(timedelta(seconds=16))
    rung.clear()
    assert await second.take() == 2
    await rung.wait()
    assert [one.message.key for one in other.sent] == ["note/1", "note/2"]
    assert all(one.message.tries for one in other.sent), "so that they are looked up"
