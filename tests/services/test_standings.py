"""Standings kept step by step equal the recomputed ones, whatever happens in between."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.board import BoardKind, Window
from tests.conftest import MONDAY
from tests.support.conversation import Conversation, a_conversation

NAMES = ("Ana", "Ben", "Cem")


@dataclass(frozen=True)
class Step:
    """One thing that somebody does, so many hours after the last."""

    hours: int
    name: str
    said: str


steps = st.lists(
    st.builds(
        Step,
        hours=st.integers(0, 40),
        name=st.sampled_from(NAMES),
        said=st.one_of(
            st.integers(0, 100).map(lambda n: f"{n} is what I say"),
            st.integers(0, 100).map(lambda n: f"/revise {n} now"),
            st.integers(0, 100).map(lambda n: f"/probe {n} more"),
            st.sampled_from(
                [
                    "/hint",
                    "/practice",
                    "/settings zone Asia/Tokyo",
                    "/settings zone America/Los_Angeles",
                    "/settings away today tomorrow",
                    "/settings back",
                    "/settings board hidden",
                    "/settings board alias Owl",
                    "/schedule days mon-fri",
                    "/schedule skip tomorrow",
                    "/mydata delete yes",
                    "/appeal please look",
                    '/override a1 met drill "what I say" It is.',
                    "/override a2 missed fallback It is not.",
                    "/settings selfscore on",
                    "/guess 50",
                    "/pause",
                    "/resume",
                ]
            ),
        ),
    ),
    max_size=16,
)


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps)
async def test_step_by_step_equals_recomputed(
    tmp_path_factory: pytest.TempPathFactory, steps: list[Step]
) -> None:
    talk = await a_conversation(tmp_path_factory.mktemp("steps"), MONDAY)
    try:
        for step in steps:
            await talk.later(hours=step.hours)
            heard = await talk.say(step.name, step.said)
            assert "Something went wrong" not in heard
            await talk.work()
        done = await talk.core.recompute()
        assert done.differing == 0
        await _boards_agree_with_streaks(talk)
    finally:
        await talk.core.close()


async def _boards_agree_with_streaks(talk: Conversation) -> None:
    """Every streak on the board is the one that `streak` shows its member."""
    async with talk.core.deps.store.read() as work:
        board = await work.standings.board(
            BoardKind.STREAK,
            Window.ALL,
            group_id=1,
            day=talk.clock.now().date(),
            viewer_id=None,
            limit=10,
        )
        zones = {m.name: m.zone for m, _ in await work.members.of_group(1)}
    for row in board.rows:
        if row.name in NAMES and zones[row.name] is None:
            days = "1 day" if row.value == 1 else f"{row.value} days"
            assert f"Streak: {days}" in await talk.say(row.name, "/streak")


async def test_hidden_members_hold_no_place_and_ties_share_one(talk: Conversation) -> None:
    await talk.later(hours=1)
    for name, score in (("Ana", 90), ("Ben", 70), ("Cem", 70), ("Dee", 50)):
        await talk.answer(name, f"{score} it is")
    await talk.say("Ana", "/settings board hidden")
    rows = [line.split()[:3] for line in (await talk.say("Dee", "/leaderboard")).splitlines()[2:]]
    assert rows[:3] == [["1", "Ben", "70"], ["1", "Cem", "70"], ["3", "Dee", "50"]]
    own = await talk.say("Ana", "/leaderboard")
    assert "You are hidden from the board. Your own count: 90" in own
    await talk.say("Ben", "/settings board alias Night Owl")
    board = await talk.say("Dee", "/leaderboard")
    assert "Night Owl" in board
    assert "Ben" not in board


async def test_windows_hold_what_their_name_says(talk: Conversation) -> None:
    await talk.later(hours=1)
    await talk.answer("Ana", "60 on Monday")
    await talk.later(days=7)
    await talk.answer("Ana", "80 a week later")
    shown = {w: await talk.say("Ana", f"/leaderboard {w}") for w in Window}
    assert "80" in shown[Window.TODAY]
    assert "80" in shown[Window.WEEK]
    assert "140" in shown[Window.MONTH]
    assert "140" in shown[Window.SEASON]
    assert "140" in shown[Window.ALL]


async def test_improvement_compares_with_the_members_own_past(talk: Conversation) -> None:
    await talk.later(hours=1)
    for score in (30, 40):
        await talk.answer("Ana", f"{score} then")
        await talk.later(days=1)
    await talk.later(days=7)
    for score in (60, 70):
        await talk.answer("Ana", f"{score} now")
        await talk.later(days=1)
    assert "+30" in await talk.say("Ana", "/leaderboard week improvement")


async def test_a_streak_on_the_board_ends_when_it_expires(talk: Conversation) -> None:
    await talk.later(hours=1)
    await talk.answer("Ana", "80 once")
    await talk.later(days=1)
    assert "1  Ana" in await talk.say("Ben", "/leaderboard all streak")
    await talk.later(days=1)
    assert "No streak is running" in await talk.say("Ben", "/leaderboard all streak")


async def test_an_outage_breaks_nobodys_streak(talk: Conversation) -> None:
    await talk.later(hours=1)
    await talk.answer("Ana", "80 on Monday")
    talk.clock.advance(timedelta(days=1, hours=6))  # Tuesday 15:00: six hours too late
    await talk.work()
    await talk.later(hours=18)
    await talk.answer("Ana", "80 on Wednesday")
    why = await talk.say("Ana", "/streak why")
    assert "Streak: 2 days" in why
    assert "bot was down, excused" in why
