"""The outbox pump: what cannot be sent is tried again, then dropped with its reason."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.adapter import CannotSend
from adapters.pump import pump
from bot.domain.message import MessageKind, NewMessage
from bot.outgoing import Outgoing
from tests.support.conversation import PLACE, Conversation, RecordingAdapter, read_out


class Faulty(RecordingAdapter):
    """Raises what it is given, one error a send, then sends."""

    def __init__(self, *errors: Exception) -> None:
        super().__init__()
        self._errors = list(errors)
        self.tried = 0

    async def send(self, outgoing: Outgoing) -> str:
        self.tried += 1
        if self._errors:
            raise self._errors.pop(0)
        return await super().send(outgoing)


class OneSeat(RecordingAdapter):
    """Reaches one account only, as a terminal does."""

    def __init__(self, account_key: str) -> None:
        super().__init__()
        self.recipients = [account_key]  # type: ignore[assignment]


def outbox(folder: Path) -> list[tuple[str, int, str | None]]:
    """State, tries and error of each message, oldest first."""
    with closing(sqlite3.connect(folder / "rounds.db")) as database:
        return database.execute("SELECT state, tries, error FROM outbox ORDER BY id").fetchall()


@pytest.fixture
async def waiting(talk: Conversation) -> Conversation:
    """One posting waits to be sent."""
    talk.clock.advance(timedelta(hours=1))
    await talk.core.tick(talk.clock.now())
    return talk


async def test_a_message_that_fails_goes_out_later(waiting: Conversation, tmp_path: Path) -> None:
    adapter = Faulty(CannotSend("the channel is locked"))
    await pump(waiting.core, adapter, waiting.clock)
    assert outbox(tmp_path) == [("waiting", 1, "the channel is locked")]
    await pump(waiting.core, adapter, waiting.clock)
    assert adapter.tried == 1, "it is not tried again at once"
    waiting.clock.advance(timedelta(minutes=1))
    await pump(waiting.core, adapter, waiting.clock)
    assert len(adapter.sent) == 1
    assert outbox(tmp_path)[0][0] == "sent"
    await pump(waiting.core, adapter, waiting.clock)
    assert len(adapter.sent) == 1


async def test_pauses_grow_and_then_it_is_dropped_with_its_reason(
    waiting: Conversation, tmp_path: Path
) -> None:
    adapter = Faulty(*(CannotSend(f"refused {n}") for n in range(100)))
    pauses = []
    while outbox(tmp_path)[0][0] == "waiting":
        before = adapter.tried
        started = waiting.clock.now()
        while adapter.tried == before and outbox(tmp_path)[0][0] == "waiting":
            await pump(waiting.core, adapter, waiting.clock)
            waiting.clock.advance(timedelta(seconds=30) if before < 6 else timedelta(minutes=20))
        pauses.append(waiting.clock.now() - started)
    assert 10 <= adapter.tried <= 30
    assert pauses[0] < pauses[3] < pauses[-1]
    state, _, error = outbox(tmp_path)[0]
    assert (state, error) == ("dropped", f"refused {adapter.tried - 1}")
    waiting.clock.advance(timedelta(days=2))
    await pump(waiting.core, adapter, waiting.clock)
    assert outbox(tmp_path)[0][0] == "dropped"


async def test_what_can_never_be_sent_is_dropped_at_once(
    waiting: Conversation, tmp_path: Path
) -> None:
    await pump(waiting.core, Faulty(CannotSend("no such channel", for_good=True)), waiting.clock)
    assert outbox(tmp_path) == [("dropped", 1, "no such channel")]


async def test_an_adapter_that_breaks_does_not_stop_the_others(
    waiting: Conversation, tmp_path: Path
) -> None:
    await waiting.say("Ana", "50 an answer")
    while await waiting.core.grade(waiting.clock.now()):
        pass
    adapter = Faulty(RuntimeError("a secret in the message"))
    await pump(waiting.core, adapter, waiting.clock)
    assert [row[0] for row in outbox(tmp_path)] == ["waiting", "sent"]
    assert outbox(tmp_path)[0][2] == "RuntimeError", "the text of a foreign error may hold anything"


async def test_a_message_about_nothing_is_dropped_unsent(
    talk: Conversation, tmp_path: Path
) -> None:
    async with talk.core.deps.store.write() as work:
        gone = NewMessage(
            key="gone", kind=MessageKind.POSTING, place=PLACE, subject={"posting": 999}
        )
        await work.outbox.add([gone], talk.clock.now())
    adapter = Faulty()
    await pump(talk.core, adapter, talk.clock)
    assert adapter.tried == 0
    assert outbox(tmp_path) == [("dropped", 1, "what it was about is gone")]


async def test_a_private_message_reaches_its_recipient_only(talk: Conversation) -> None:
    await talk.later(hours=1)
    await talk.say("Ana", "80 of Ana")
    await talk.say("Ben", "60 of Ben")
    while await talk.core.grade(talk.clock.now()):
        pass
    heard = {}
    for name in ("cem", "ben", "ana"):
        seat = OneSeat(f"testing:{name}")
        await pump(talk.core, seat, talk.clock)
        heard[name] = [read_out(one.reply) for one in seat.sent if one.reply is not None]
    assert heard["cem"] == []
    assert [("60 of 100" in one) for one in heard["ben"]] == [True]
    assert [("80 of 100" in one) for one in heard["ana"]] == [True]


async def test_another_platforms_messages_are_left_alone(
    waiting: Conversation, tmp_path: Path
) -> None:
    adapter = Faulty()
    adapter.platform = "elsewhere"
    assert await pump(waiting.core, adapter, waiting.clock) == 0
    assert outbox(tmp_path) == [("waiting", 0, None)]
