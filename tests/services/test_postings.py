"""Postings through the core: on time, once, late within reason, and honest about misses."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest

from bot.domain.group import Founding, Place
from bot.domain.message import MessageKind
from bot.domain.schedule import Delivery
from tests.conftest import MONDAY
from tests.support.conversation import Conversation, a_conversation
from tests.support.fakes import a_bank


def kinds(talk: Conversation) -> list[MessageKind]:
    return [one.message.kind for one in talk.adapter.sent]


async def test_nothing_before_the_time_one_posting_at_it(talk: Conversation) -> None:
    assert await talk.work() == []
    (posted,) = await talk.later(hours=1)
    assert "Today's prompt" in posted
    assert await talk.later(minutes=1) == []


async def test_a_day_later_the_closing_comes_before_the_new_prompt(talk: Conversation) -> None:
    await talk.later(hours=1)
    await talk.later(hours=24)
    assert kinds(talk) == [MessageKind.POSTING, MessageKind.CLOSING, MessageKind.POSTING]


async def test_a_late_posting_says_so_and_moves_its_deadline(talk: Conversation) -> None:
    (posted,) = await talk.later(hours=2)
    assert "This one is late" in posted
    assert "Open until Tue 3 Mar, 10:00" in posted


async def test_beyond_the_catch_up_limit_the_day_is_excused(talk: Conversation) -> None:
    await talk.say("Ana", "/daily")
    (told,) = await talk.later(hours=4)
    assert "was missed" in told
    assert "posting.missed" in await talk.say("Ana", "/audit")
    assert "No prompt is open today" in await talk.say("Ana", "/daily")
    assert "Today's prompt" in (await talk.later(hours=21))[-1]


async def test_downtime_of_days_posts_once(talk: Conversation) -> None:
    await talk.later(days=5, hours=1)
    assert kinds(talk).count(MessageKind.POSTING) == 1


async def test_skip_dates_and_pauses(talk: Conversation) -> None:
    assert "next prompt: Tue 3 Mar" in await talk.say("Ana", "/schedule skip today")
    assert await talk.later(hours=2) == []
    await talk.say("Ana", "/pause")
    assert await talk.later(days=3) == []
    assert "On again" in await talk.say("Ana", "/resume")
    assert any("Today's prompt" in one for one in await talk.later(days=1))


async def test_a_zone_edit_never_posts_a_date_twice(talk: Conversation) -> None:
    await talk.later(hours=1)
    await talk.say("Ana", "/schedule zone Pacific/Honolulu")
    await talk.later(hours=12)
    assert kinds(talk).count(MessageKind.POSTING) == 1
    await talk.say("Ana", "/schedule zone Pacific/Kiritimati")
    await talk.later(hours=23)
    sent = [one for one in talk.adapter.sent if one.message.kind is MessageKind.POSTING]
    assert len({one.message.subject["posting"] for one in sent}) == len(sent) == 2


async def test_no_prompt_repeats_until_all_were_posted(talk: Conversation) -> None:
    await talk.later(hours=1)
    for _ in range(29):
        await talk.later(days=1)
    assert "30 of" not in await talk.say("Ana", "/health")
    async with talk.core.deps.store.read() as work:
        used = (await work.postings.used([1]))[1]
    assert len(used) == len(set(used)) == 30


async def test_the_host_is_warned_when_the_bank_runs_low(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    talk = await a_conversation(tmp_path_factory.mktemp("low"), MONDAY, bank=a_bank(3))
    await talk.say("Ana", "/daily")
    heard = await talk.later(hours=1)
    assert any("Only 2 prompts left before the first repeat" in one for one in heard)
    await talk.core.close()


async def test_a_host_posts_at_once_and_only_once(talk: Conversation) -> None:
    assert "on its way" in await talk.say("Ana", "/post now")
    assert "one a day" in await talk.say("Ana", "/post now")
    await talk.later(hours=3)
    assert kinds(talk).count(MessageKind.POSTING) == 1


async def test_a_day_that_was_left_out_counts_once_it_is_posted_to(talk: Conversation) -> None:
    """As the day counts on which a group begins after its time and its host posts at once."""
    await talk.say("Ana", "/schedule skip today")
    await talk.later(hours=2)
    await talk.say("Ana", "/post now")
    await talk.answer("Ana", "70 because the desk drills it every quarter")
    assert "Streak: 1 day" in await talk.say("Ana", "/streak why")


async def test_a_missed_day_counts_once_its_host_posts_after_all(talk: Conversation) -> None:
    await talk.say("Ana", "/daily")
    assert "was missed" in " ".join(await talk.later(hours=4))
    await talk.say("Ana", "/post now")
    await talk.answer("Ana", "70 because the desk drills it every quarter")
    assert "Streak: 1 day" in await talk.say("Ana", "/streak why")


async def test_the_board_knows_that_a_day_counts_again(talk: Conversation) -> None:
    """It shows what is kept of a streak, and the member's own card works it out."""
    await talk.later(hours=1)
    await talk.answer("Ana", "70 because the desk drills it every quarter")
    await talk.say("Ana", "/schedule skip tomorrow")
    await talk.later(days=1)
    assert "Ana" in await talk.say("Ben", "/leaderboard streak all")
    await talk.say("Ana", "/post now")
    assert "Ana" in await talk.say("Ben", "/leaderboard streak all")
    await talk.later(days=1)
    assert "Streak: none yet" in await talk.say("Ana", "/streak")
    assert "Ana" not in await talk.say("Ben", "/leaderboard streak all")


async def test_a_digest_comes_when_a_week_is_over(talk: Conversation) -> None:
    for _ in range(8):
        await talk.later(days=1)
        talk.clock.set(talk.clock.now().replace(hour=9, minute=1))
        await talk.work()
    assert kinds(talk).count(MessageKind.DIGEST) == 1


async def test_on_visit_there_is_a_prompt_whenever_somebody_comes(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    founding = Founding("Here", "UTC", delivery=Delivery.ON_VISIT, local_time=time(0))
    talk = await a_conversation(tmp_path_factory.mktemp("visit"), MONDAY, founding=founding)
    (first,) = await talk.work()
    assert "Today's prompt" in first
    assert "is late" not in first
    heard = await talk.later(days=3, hours=11)
    assert "Today's prompt" in heard[-1]
    async with talk.core.deps.store.read() as work:
        calendar = await work.groups.calendar(1)
    assert calendar.outages == frozenset()
    await talk.core.close()


async def test_many_groups_post_in_one_tick(talk: Conversation) -> None:
    async with talk.core.deps.store.write() as work:
        group = await work.groups.get(1)
        assert group is not None
        workspace_id = await work.groups.workspace("testing", "other", MONDAY)
        for n in range(250):
            another = replace(group, name=f"g{n}", workspace_id=workspace_id)
            await work.groups.add(another, Place("testing", "other", f"c{n}"))
    await talk.later(hours=1)
    assert kinds(talk).count(MessageKind.POSTING) == 251


async def test_a_prompt_that_cannot_be_read_is_passed_over(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    bank = a_bank(3, broken=["prompt-00", "prompt-02"])
    talk = await a_conversation(tmp_path_factory.mktemp("broken"), MONDAY, bank=bank)
    heard = await talk.later(hours=1)
    assert "(prompt-01)" in heard[-1]
    await talk.core.close()
