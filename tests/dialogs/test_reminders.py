"""Reminders: opt-in, at one's own time, of what is open and unanswered; and those put off."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.group import Founding, Place
from bot.domain.message import MessageKind
from bot.refusals import replies as refusals
from bot.services.reminders import BATCH, remind_due
from tests.support.conversation import PLACE, Conversation, read_out


async def until(talk: Conversation, hours: float) -> list[str]:
    """Let time pass a quarter of an hour at a time; returns the reminders that came."""
    before = len(talk.adapter.sent)
    for _ in range(round(hours * 4)):
        talk.clock.advance(timedelta(minutes=15))
        await remind(talk)
    return reminders(talk, before)


async def remind(talk: Conversation) -> None:
    await talk.core.tick(talk.clock.now())
    while await remind_due(talk.core.deps, talk.clock.now()) == BATCH:
        pass
    await talk.work()


def reminders(talk: Conversation, since: int = 0) -> list[str]:
    return [
        f"{one.message.recipient} {' '.join(read_out(one.reply).split())}"
        for one in talk.adapter.sent[since:]
        if one.message.kind is MessageKind.REMINDER and one.reply is not None
    ]


async def said(talk: Conversation, name: str, line: str) -> str:
    return " ".join((await talk.say(name, line)).split())


async def test_nobody_is_reminded_who_did_not_ask(talk: Conversation) -> None:
    await talk.say("Ana", "/daily")
    assert await until(talk, 48) == []


async def test_a_reminder_comes_at_ones_own_time_once_a_day(talk: Conversation) -> None:
    assert "reminder at 19:00" in await said(talk, "Ana", "/settings reminder 7pm")
    await talk.say("Ben", "/daily")
    (heard,) = await until(talk, 24)
    assert heard.startswith("testing:ana")
    assert "Still open: Prompt" in heard
    assert "Open until Tue 3 Mar, 09:00: about 14 hours left." in heard
    assert "/later" in heard
    assert "streak" not in heard
    assert len(await until(talk, 24)) == 1
    assert "reminder off" in await said(talk, "Ana", "/settings reminder off")
    assert await until(talk, 24) == []


async def test_the_time_is_that_of_ones_own_zone_and_moves_with_it(talk: Conversation) -> None:
    await talk.say("Ana", "/settings reminder 19:00")
    await talk.say("Ana", "/settings zone Asia/Tokyo")  # 19:00 there is 10:00 UTC
    assert await until(talk, 1.75) == []
    assert len(await until(talk, 0.25)) == 1
    await talk.say("Ana", "/settings zone America/New_York")  # 19:00 there is 00:00 UTC
    assert await until(talk, 13.75) == []
    # The date is the second of March there still, and one reminder a date is enough.
    assert await until(talk, 0.5) == []
    assert len(await until(talk, 24)) == 1


async def test_whoever_answered_hears_nothing(talk: Conversation) -> None:
    await talk.say("Ana", "/settings reminder 19:00")
    await until(talk, 2)
    await talk.answer("Ana", "70 with reasons")
    assert await until(talk, 20) == []


async def test_an_answer_that_was_taken_back_is_none(talk: Conversation) -> None:
    await talk.say("Ana", "/settings reminder 19:00")
    await until(talk, 2)
    await talk.answer("Ana", "70 with reasons")
    async with talk.core.deps.store.write() as work:
        (graded,) = await work.attempts.history(1, 1, 9)
        await work.attempts.set_state(graded.attempt.id, type(graded.attempt.state).WITHDRAWN)
    assert len(await until(talk, 20)) == 1


async def test_away_is_away(talk: Conversation) -> None:
    await talk.say("Ana", "/settings reminder 19:00")
    await talk.say("Ana", "/settings away 2026-03-02 2026-03-03")
    assert await until(talk, 48) == []
    assert len(await until(talk, 24)) == 1


async def test_a_streak_that_would_end_is_named(talk: Conversation) -> None:
    await talk.say("Ana", "/settings reminder 19:00")
    await until(talk, 2)
    await talk.answer("Ana", "70 with reasons")
    assert await until(talk, 24) == []
    (one_day,) = await until(talk, 10)  # Tuesday evening: one day is no streak to speak of
    assert "streak" not in one_day
    await talk.answer("Ana", "70 with reasons")
    (two_days,) = await until(talk, 24)
    assert "An answer today carries your streak of 2 days on." in two_days


async def test_a_freeze_keeps_the_streak_so_it_is_not_named(talk: Conversation) -> None:
    await talk.say("Ana", "/settings reminder 19:00")
    await until(talk, 2)
    for _ in range(7):
        await talk.answer("Ana", "70 with reasons")
        assert await until(talk, 24) == []
    (heard,) = await until(talk, 10)
    assert "streak" not in heard


async def test_a_reminder_that_is_long_late_is_left_out(talk: Conversation) -> None:
    await talk.say("Ana", "/settings reminder 19:00")
    await until(talk, 2)
    talk.clock.advance(timedelta(hours=11, minutes=1))  # down from 10:00 to 21:01
    await remind(talk)
    assert reminders(talk) == []
    talk.clock.advance(timedelta(hours=12))
    await remind(talk)
    talk.clock.advance(timedelta(hours=11, minutes=59))  # down once more, until 21:00
    await remind(talk)
    assert len(reminders(talk)) == 1


async def test_one_that_waited_too_long_to_be_sent_is_left_out(talk: Conversation) -> None:
    await talk.say("Ana", "/settings reminder 19:00")
    await until(talk, 10.75)
    talk.clock.advance(timedelta(minutes=15))
    await remind_due(talk.core.deps, talk.clock.now())
    talk.clock.advance(timedelta(hours=3))
    await talk.work()
    assert reminders(talk) == []


async def test_what_changed_before_it_was_sent_counts(talk: Conversation) -> None:
    for name, line in (("Ana", "60 now"), ("Ben", "/settings reminder off"), ("Cem", "")):
        await talk.say(name, "/settings reminder 19:00")
        await talk.later(hours=1)
        talk.clock.advance(timedelta(hours=10))
        assert await remind_due(talk.core.deps, talk.clock.now()) >= 1
        if line:
            await talk.say(name, line)
        else:
            await talk.say(name, "/mydata delete yes")
        await talk.work()
        assert reminders(talk) == [], name
        await talk.say(name, "/settings reminder off")
        talk.clock.advance(timedelta(hours=13))


async def test_every_group_with_an_open_prompt_up_to_three(talk: Conversation) -> None:
    await talk.say("Ana", "/settings reminder 19:00")
    for number in range(4):
        place = Place(PLACE.platform, f"other-{number}", "channel")
        await talk.core.found(place, Founding(f"Group {number}", "UTC"))
        await talk.ask("Ana", "/daily")
        group = await talk.core.found(place, Founding("", "UTC"))
        async with talk.core.deps.store.write() as work:
            member = await work.members.of_account("testing:ana")
            assert member is not None
            role = await work.members.role(1, member.id)
            assert role is not None
            await work.members.join(group.id, member.id, role, talk.clock.now())
    heard = await until(talk, 12)
    assert len(heard) == 3
    assert "Test group" in heard[0]
    assert "Group 0" in heard[1]


async def test_putting_it_off(talk: Conversation) -> None:
    assert refusals.NO_PROMPT_TODAY in await said(talk, "Ana", "/later")
    await until(talk, 1)
    assert "remind you Mon 2 Mar, 12:00" in await said(talk, "Ana", "/later")
    assert "remind you Mon 2 Mar, 11:00" in await said(talk, "Ana", "/later 2")
    assert "whole number from 1 to 72" in await said(talk, "Ana", "/later never")
    assert len(await until(talk, 1.75)) == 0
    assert len(await until(talk, 0.25)) == 1
    assert await until(talk, 10) == []
    assert "remind you Tue 3 Mar, 08:45" in await said(talk, "Ana", "/later 20")
    (heard,) = await until(talk, 12)
    assert "15 minutes left" in heard
    assert "/later" not in heard


async def test_no_putting_off_what_is_answered_or_closes(talk: Conversation) -> None:
    await until(talk, 1)
    await talk.answer("Ana", "60 now")
    assert refusals.ANSWERED_ALREADY in await said(talk, "Ana", "/later")
    assert "later" not in await talk.say("Ana", "/daily")
    assert "/later" in await talk.say("Ben", "/daily")
    talk.clock.advance(timedelta(hours=23, minutes=50))
    assert refusals.CLOSES_TOO_SOON in await said(talk, "Ben", "/later")


@pytest.mark.parametrize("done", ["70 with reasons", "/mydata delete yes"])
async def test_what_is_done_meanwhile_calls_it_off(talk: Conversation, done: str) -> None:
    await until(talk, 1)
    await talk.say("Ana", "/later 2")
    await talk.say("Ana", done)
    assert await until(talk, 10) == []
    assert "send.failed" not in await talk.say("Ben", "/audit")


async def test_a_repeated_event_asks_for_one_reminder(talk: Conversation) -> None:
    await until(talk, 1)
    for _ in range(2):
        await talk.ask("Ana", "/later 2", event_key="the same")
    assert len(await until(talk, 4)) == 1


async def test_two_processes_send_one(talk: Conversation) -> None:
    await talk.say("Ana", "/settings reminder 19:00")
    await until(talk, 10.75)
    talk.clock.advance(timedelta(minutes=15))
    async with talk.core.deps.store.read() as work:
        (due,) = await work.reminders.due(talk.clock.now(), 9)
    await remind_due(talk.core.deps, talk.clock.now())
    async with talk.core.deps.store.write() as work:
        await work.reminders.set_next(due.member.id, due.at)
    await remind(talk)
    assert len(reminders(talk)) == 1
