"""Recalls kept step by step equal those rebuilt from the answers, in whatever order grades come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.group import Founding
from bot.domain.schedule import Delivery
from bot.inbound import Replied
from bot.services.reviews import assign, replay
from tests.conftest import MONDAY
from tests.support.conversation import a_conversation
from tests.support.naming import NamingGrader, a_skilled_bank

PROMPTS = ("safety-00", "metrics-01", "safety-03", "metrics-04")


@dataclass(frozen=True)
class Step:
    hours: float
    prompt: str
    said: str
    withdraw: bool


steps = st.lists(
    st.builds(
        Step,
        hours=st.sampled_from([0.01, 1, 26, 80, 500]),
        prompt=st.sampled_from(PROMPTS),
        said=st.sampled_from(
            [
                "fallback and drill are what I name",
                "only the fallback and some more words",
                "late: the drill and some more words",
                "neither of them, in so many words",
                "bluff and fallback in so many words",
                "nothing at all in so many words here",
                "/probe drill it is, in so many words",
                "/hint",
                '/override a1 missed drill "x" It is not there.',
                "/practice",
            ]
        ),
        withdraw=st.booleans(),
    ),
    max_size=10,
)


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps)
async def test_step_by_step_equals_recomputed(
    tmp_path_factory: pytest.TempPathFactory, steps: list[Step]
) -> None:
    talk = await a_conversation(
        tmp_path_factory.mktemp("steps"),
        MONDAY,
        bank=a_skilled_bank(),
        grader=NamingGrader(),
        founding=Founding("Test group", "UTC", delivery=Delivery.POSTED, paused=True),
    )
    try:
        await talk.say("Ana", "/daily")
        for number, step in enumerate(steps):
            await talk.later(hours=step.hours)
            if step.said.startswith("/"):
                await talk.ask("Ana", step.said, prompt_id=step.prompt)
            else:
                said = Replied(f"{step.said} {number}")
                # Words that were kept while we were away arrive after newer ones.
                ago = timedelta(hours=30 if step.said.startswith("late") else 0)
                at = talk.clock.now() - ago
                await talk.send("Ana", said, prompt_id=step.prompt, message=f"m{number}", at=at)
            await talk.work()
            if step.withdraw and number % 3 == 0:
                await talk.core.deleted(f"m{number // 2}")
        await talk.later(hours=1)
        assert (await talk.core.recompute()).differing == 0
    finally:
        await talk.core.close()


async def test_what_a_mock_round_assigns_comes_back_and_survives_a_rebuild(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    talk = await a_conversation(tmp_path_factory.mktemp("mock"), MONDAY, bank=a_skilled_bank())
    await talk.say("Ana", "/daily")
    deps = talk.core.deps
    missed = [("judgement", "judgement"), ("safety-00/drill", "safety")]
    for _ in range(2):
        async with deps.store.write() as work:
            await assign(
                deps, work, 1, source="mock/1", missed=missed, at=MONDAY, day=date(2026, 3, 2)
            )
    async with deps.store.read() as work:
        assert [recall.key for recall in await work.recalls.all(1)] == [
            "judgement",
            "safety-00/drill",
        ]
        assert len(await work.recalls.reviews(1)) == 1
    assert (await talk.core.recompute()).differing == 0
    async with deps.store.write() as work:
        await work.recalls.replace(1, [])
    assert (await talk.core.recompute()).differing == 2
    async with deps.store.write() as work:
        await replay(deps, work, 1)
    assert (await talk.core.recompute()).differing == 0
    await talk.later(days=2)
    reply = await talk.ask("Ana", "/practice")
    assert str(reply.prompt_id).split("-")[0] in {"judgement", "safety"}
    await talk.core.close()
