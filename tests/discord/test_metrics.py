"""What is read at the door of a bot after a day that was lived through on the platform."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.holder import Holder
from bot.judge.budget import Budget
from bot.judge.ledger import StoredLedger
from bot.ports.grader import GradingContext
from bot.ports.judge import JudgeAnswer
from tests.adapters.test_probes import ask, figures
from tests.discord.fake import FakeDiscord
from tests.discord.rounds import Rounds, Study, a_study, rounds
from tests.support.days import calm, tick, tomorrow

REPLY = "70 because the desk drills it every quarter"
HERE = '{platform="discord"}'


@pytest.fixture
async def study(fake: FakeDiscord, tmp_path: Path) -> AsyncIterator[Study]:
    """A running group."""
    async with a_study(fake, tmp_path, clock=fake.clock) as made:
        yield made


async def read(bot: Rounds) -> dict[str, float]:
    """The figures, as Prometheus gets them."""
    status, text = await ask(bot.door, "/metrics")
    assert status == 200
    return figures(text)


async def until(bot: Rounds, figure: str) -> None:
    """Until that figure is no longer nothing."""
    async with asyncio.timeout(20):
        while not (await read(bot))[figure]:  # noqa: ASYNC110 - nobody is told
            await asyncio.sleep(0.01)


def sent(kind: str) -> str:
    return f'rounds_messages_sent_total{{kind="{kind}",platform="discord"}}'


async def test_a_day_in_figures(study: Study, fake: FakeDiscord) -> None:
    before = await read(study.bot)
    assert before[f"rounds_connected{HERE}"] == 1
    assert before["rounds_replies_received_total"] == 0

    form = await study.ben.press(study.posted, "Answer")
    done = await study.ben.submit(form, {"text": REPLY})
    await done.followup(1)
    said = await study.ana.write(study.room, "40 at first", reply_to=study.posted)
    await fake.said(study.ana.dm, 1)
    await study.ana.edit(said, "50 and paper at each desk")
    await fake.said(study.ana.dm, 2)
    await calm(study.bot)
    after = await read(study.bot)
    assert after["rounds_replies_received_total"] == 3
    assert after["rounds_replies_graded_total"] == 3
    assert after['rounds_waiting{queue="replies"}'] == 0
    assert after['rounds_oldest_waiting_seconds{queue="replies"}'] == 0
    assert after[sent("posting")] == before[sent("posting")] == 1
    assert after[sent("feedback")] == 3
    answered = f"rounds_acknowledgement_seconds_count{HERE}"
    assert after[answered] > before[answered]
    in_time = after['rounds_acknowledgement_seconds_bucket{le="3.0",platform="discord"}']
    assert in_time == after[answered]


async def test_a_prompt_that_is_due_and_one_that_came_late(study: Study, fake: FakeDiscord) -> None:
    # Of the clock's own ticks the next one is seconds away.
    await until(study.bot, "rounds_last_tick_timestamp_seconds")
    before = await read(study.bot)
    assert before['rounds_waiting{queue="due"}'] == 0
    tomorrow(fake, hour=10, minute=0)
    due = await read(study.bot)
    assert due['rounds_waiting{queue="due"}'] == 1
    assert due['rounds_oldest_waiting_seconds{queue="due"}'] == pytest.approx(3600, abs=120)
    await tick(fake, study.bot)
    await calm(study.bot)
    after = await read(study.bot)
    assert after['rounds_waiting{queue="due"}'] == 0
    assert after[sent("posting")] == before[sent("posting")] + 1
    assert after[f"rounds_postings_late_total{HERE}"] == 1
    delay = f"rounds_posting_delay_seconds_sum{HERE}"
    assert after[delay] - before[delay] == pytest.approx(3600, abs=120)


async def test_replies_that_wait_and_for_how_long(study: Study, fake: FakeDiscord) -> None:
    grader = study.bot.core.deps.grader
    grader.failures = 1  # type: ignore[attr-defined]
    done = await study.ben.submit(await study.ben.press(study.posted, "Answer"), {"text": REPLY})
    assert "safe" in done.text
    await fake.until(lambda: not grader.failures)  # type: ignore[attr-defined]
    async with asyncio.timeout(20):
        while not await failed(study):  # noqa: ASYNC110 - it tells nobody
            await asyncio.sleep(0.01)
    fake.clock.shift(200)
    waits = await read(study.bot)
    assert waits["rounds_replies_provisional"] == 0, "it has no grade at all"
    assert waits["rounds_replies_received_total"] == 1
    assert waits['rounds_waiting{queue="replies"}'] == 1
    assert waits['rounds_oldest_waiting_seconds{queue="replies"}'] >= 200


async def test_what_an_outside_model_cost(study: Study, fake: FakeDiscord) -> None:
    budget = Budget(price_in=2.0, price_out=10.0)
    ledger = StoredLedger(study.bot.core.deps.store, fake.clock, budget)
    call = await ledger.begin(GradingContext(member_id=1, group_id=1), "some-model")
    await ledger.answered(call, JudgeAnswer("fine", tokens_in=100_000, tokens_out=20_000))
    found = await read(study.bot)
    assert found["rounds_judge_calls_24h"] == 1
    assert found["rounds_judge_cost_24h"] == pytest.approx(0.4)


async def failed(study: Study) -> bool:
    """Whether somewhere in the queue stands why a reply could not be graded."""
    async with study.bot.core.deps.store.read() as work:
        notes = [await work.jobs.note(number) for number in range(1, 4)]
    return any(one is not None and one.error is not None for one in notes)


async def test_of_two_processes_one_is_at_the_gateway(fake: FakeDiscord, tmp_path: Path) -> None:
    async with (
        rounds(fake, tmp_path, holder=Holder("here", 1, "life")) as first,
        rounds(fake, tmp_path, holder=Holder("there", 2, "life")) as second,
    ):
        await until(first, f"rounds_connected{HERE}")
        assert (await read(second))[f"rounds_connected{HERE}"] == 0
