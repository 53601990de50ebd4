"""Provisional grades in the queue: shown at once, graded again, told only when the level moves."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.grade import Grade
from bot.domain.prompt import Prompt
from bot.ports.grader import GradingContext
from bot.ports.judging import CallOutcome, NewCall
from bot.services.grading import MOST_TRIES
from tests.conftest import MONDAY
from tests.support.conversation import Conversation, a_conversation
from tests.support.fakes import FakeGrader


class FakeJudged(FakeGrader):
    """Provisional while `away`; then adds `better` points."""

    def __init__(self) -> None:
        super().__init__()
        self.away = True
        self.better = 0
        self.contexts: list[GradingContext] = []

    async def grade_for(self, prompt: Prompt, reply: str, context: GradingContext) -> Grade:
        self.contexts.append(context)
        grade = await self.grade(prompt, reply)
        if self.away:
            return replace(grade, provisional=True)
        return replace(grade, score=grade.score + self.better, grader="judge")


@pytest.fixture
def judged() -> FakeJudged:
    return FakeJudged()


@pytest.fixture
async def there(tmp_path: Path, judged: FakeJudged) -> AsyncIterator[Conversation]:
    conversation = await a_conversation(tmp_path, MONDAY, grader=judged)
    await conversation.later(hours=1)
    yield conversation
    await conversation.core.close()


async def _grades(talk: Conversation) -> list[Grade]:
    async with talk.core.deps.store.read() as work:
        return await work.attempts.grades(1)


async def test_a_provisional_grade_counts_at_once_and_says_so(
    there: Conversation, judged: FakeJudged
) -> None:
    heard = await there.answer("Ana", "60 words")
    assert "60 of 100" in heard
    assert "second look follows" in " ".join(heard.split())
    assert "60" in await there.say("Ana", "/leaderboard")
    assert judged.contexts == [GradingContext(1, 1)]


async def test_the_member_is_not_told_when_the_level_stays(
    there: Conversation, judged: FakeJudged
) -> None:
    await there.answer("Ana", "60 words")
    judged.away, judged.better = False, 5
    assert await there.later(minutes=16) == []
    first, second = await _grades(there)
    assert (first.provisional, second.provisional) == (True, False)
    assert (second.score, second.grader) == (65, "judge")
    assert "65" in await there.say("Ana", "/leaderboard")
    assert await there.later(days=0.1) == []
    assert len(judged.graded) == 2


async def test_the_member_is_told_when_the_level_moves(
    there: Conversation, judged: FakeJudged
) -> None:
    await there.answer("Ana", "60 words")

    async def better(prompt: Prompt, reply: str, context: GradingContext) -> Grade:
        del reply, context
        return await judged.grade(prompt, "90 words")

    judged.grade_for = better  # type: ignore[method-assign]
    (heard,) = await there.later(minutes=16)
    assert "90 of 100" in heard
    assert "second look" not in heard


async def test_as_long_as_the_judge_is_away_nothing_more_is_said_or_stored(
    there: Conversation, judged: FakeJudged
) -> None:
    await there.answer("Ana", "60 words")
    heard: list[str] = []
    for _ in range(5):
        heard += [one for one in await there.later(hours=2) if "of 100" in one]
    assert heard == []
    assert len(await _grades(there)) == 1
    assert 3 <= len(judged.graded) <= 6


async def test_after_many_tries_the_grade_becomes_final(
    there: Conversation, judged: FakeJudged
) -> None:
    await there.answer("Ana", "60 words")
    for _ in range(14):
        await there.later(hours=12)
    assert len(judged.graded) == MOST_TRIES
    first, last = await _grades(there)
    assert last == replace(first, provisional=False)
    async with there.core.deps.store.read() as work:
        assert await work.jobs.pending() == 0


async def test_a_probe_answered_meanwhile_is_graded_and_told_as_ever(
    there: Conversation, judged: FakeJudged
) -> None:
    await there.answer("Ana", "60 words")
    judged.away = False
    heard = await there.answer("Ana", "/probe 62 and more")
    assert "62 of 100" in heard
    assert judged.graded[-1].endswith("62 and more")
    assert await there.later(minutes=30) == []


async def test_a_crash_in_the_second_grading_does_not_tell_twice(
    there: Conversation, judged: FakeJudged
) -> None:
    await there.answer("Ana", "60 words")
    judged.away, judged.failures = False, 1
    assert await there.later(minutes=16) == []
    assert await there.later(minutes=6) == []
    assert [one.provisional for one in await _grades(there)] == [True, False]


async def test_many_replies_are_graded_side_by_side(
    there: Conversation, judged: FakeJudged
) -> None:
    judged.away = False
    for name in ("Ana", "Ben", "Cleo", "Dan"):
        await there.say(name, f"70 from {name}")
    assert len(await there.work()) == 4
    assert {one.member_id for one in judged.contexts} == {1, 2, 3, 4}


async def test_health_tells_the_host_what_the_judge_costs(
    there: Conversation, talk: Conversation
) -> None:
    await there.say("Ana", "/daily")
    async with there.core.deps.store.write() as work:
        call = await work.judging.begin(
            NewCall(member_id=1, group_id=1, model="m", at=there.clock.now())
        )
        outcome = CallOutcome(
            result="answered", tokens_in=4000, tokens_out=567, cost_micros=12_340_000
        )
        await work.judging.end(call, outcome)
    heard = await there.say("Ana", "/health")
    assert "1 call, 4,567 tokens, about 12.34 by the prices set" in " ".join(heard.split())
    await talk.later(hours=1)
    assert "judge" not in await talk.say("Ana", "/health")
