"""Slack did it and never said so: it is looked up, and who answers meanwhile is heard."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.ports.clock import Clock
from tests.slack.fake import FakeSlack
from tests.slack.fake.world.message import Message
from tests.slack.fake.world.posting import compose, publish
from tests.slack.rounds import MODES, Study, a_study
from tests.support.days import through, tomorrow

REPLY = "70 because the desk drills it every quarter"
POST = "chat.postMessage"


class Ahead:
    """Our clock, where it runs ahead of Slack's."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def now(self) -> datetime:
        return self._clock.now() + timedelta(seconds=30)


@pytest.fixture(params=MODES)
async def study(
    fake: FakeSlack, tmp_path: Path, request: pytest.FixtureRequest
) -> AsyncIterator[Study]:
    """How yesterday ended and the second prompt are out, but all that came back were two 502."""
    async with a_study(fake, tmp_path, mode=request.param, clock=fake.clock) as made:
        await unsure(made, fake.clock)
        yield made


async def unsure(study: Study, clock: Clock) -> None:
    """The next day begins, and nobody hears that its messages are out."""
    fake = study.fake
    tomorrow(fake)
    fake.fail(POST, "bad_gateway", status=502, effect=True, times=2)
    await study.bot.core.tick(clock.now())
    study.bot.server.ring()
    await fake.until(lambda: len(prompts(study)) == 2)


def prompts(study: Study) -> list[Message]:
    ours = (one for one in study.room.messages.values() if one.by is not None)
    return [one for one in ours if "Answer" in one.labels]


async def test_the_first_retry_finds_it(study: Study) -> None:
    await through(study.fake, study.bot)
    assert len(prompts(study)) == 2


async def test_the_retry_finds_it_where_our_clock_is_ahead(fake: FakeSlack, tmp_path: Path) -> None:
    clock = Ahead(fake.clock)
    async with a_study(fake, tmp_path, clock=clock) as study:
        await unsure(study, clock)
        await through(study.fake, study.bot)
        assert len(prompts(study)) == 2


async def test_the_retry_finds_it_far_back_in_a_busy_channel(study: Study) -> None:
    for number in range(450):
        publish(study.fake.world, compose(study.fake.world, study.room, study.ana, f"{number}"))
    await through(study.fake, study.bot)
    assert len(prompts(study)) == 2
    assert len(study.fake.asked("conversations.history")) >= 3


async def test_who_answers_in_its_thread_before_that_is_heard(study: Study) -> None:
    said = await study.ben.write(study.room, REPLY, thread=prompts(study)[-1])
    assert said.acknowledged
    assert "70 of 100" in (await said.dm()).text
    await through(study.fake, study.bot)
    assert len(prompts(study)) == 2


async def test_two_who_answer_in_its_thread_at_once_are_both_heard(study: Study) -> None:
    """Both look for it, and one of them is told that it is known by now."""
    study.fake.trouble.slow("conversations.replies", 0.5)
    prompt = prompts(study)[-1]
    both = await asyncio.gather(
        *(one.write(study.room, REPLY, thread=prompt) for one in (study.ana, study.ben))
    )
    for said in both:
        assert said.acknowledged
        assert "70 of 100" in (await said.dm()).text


async def test_while_slack_does_not_say_what_it_is_the_answer_comes_again(study: Study) -> None:
    study.fake.fail("conversations.replies", "bad_gateway", status=502)
    said = await study.ben.write(study.room, REPLY, thread=prompts(study)[-1])
    await said.parcels[0].done
    assert [one.acknowledged for one in said.parcels[0].attempts] == [False, True]
    assert "70 of 100" in (await said.dm()).text


async def test_under_what_is_no_prompt_nobody_is_asked_twice(study: Study) -> None:
    other = compose(study.fake.world, study.room, study.team.bot.user, "Hello", by=study.team.bot)
    publish(study.fake.world, other)
    for words in ("a remark", "another one"):
        assert (await study.ben.write(study.room, words, thread=other)).acknowledged
    assert len(study.fake.asked("conversations.replies")) == 1
