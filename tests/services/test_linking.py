"""Linked accounts stand as if one member had written everything, whatever both did before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.domain.board import BoardName
from bot.domain.calendar import AwaySpan
from bot.domain.group import FeedbackPlace
from bot.domain.member import Member
from bot.domain.merging import joined
from bot.services.linking import settings_of
from bot.services.tries import MOST_TRIES, SPAN, Tries
from tests.conftest import MONDAY
from tests.support.conversation import Conversation, a_conversation

OTHERS = ("prompt-00", "prompt-01", "prompt-02", "prompt-03")
"""Few, so that both often answer the same ones; None is the prompt of the day."""


@dataclass(frozen=True)
class Step:
    """So many hours after the last, one of the two accounts says something."""

    hours: int
    second: bool
    prompt_id: str | None
    score: int
    away: bool = False

    @property
    def said(self) -> str:
        return "/settings away today" if self.away else f"{self.score} is what I say"


steps = st.lists(
    st.builds(
        Step,
        hours=st.integers(0, 30),
        second=st.booleans(),
        prompt_id=st.none() | st.sampled_from(OTHERS),
        score=st.integers(0, 100),
        away=st.sampled_from([False] * 9 + [True]),
    ),
    max_size=18,
)

SAME = [Step(2, second, None, score) for second, score in ((False, 40), (True, 90))]
FULL_DAY = [
    Step(int(number == 0), number % 2 == 1, prompt_id, 60)
    for number, prompt_id in enumerate(OTHERS)
]
BACK_AGAIN = [
    Step(1, second=False, prompt_id=OTHERS[0], score=40),
    Step(24, second=True, prompt_id=OTHERS[1], score=40),
    Step(0, second=True, prompt_id=OTHERS[2], score=40),
    Step(0, second=True, prompt_id=OTHERS[0], score=90),
]
DAY_BY_DAY = [Step(24, number % 3 == 0, None, 70) for number in range(12)]


async def lived(talk: Conversation, steps: list[Step], names: tuple[str, str]) -> None:
    for name in names:
        await talk.say(name, "/streak")
    for step in steps:
        await talk.later(hours=step.hours)
        await talk.say(names[step.second], step.said, prompt_id=step.prompt_id)
        await talk.work()


async def standing(talk: Conversation) -> dict[str, list[tuple[object, ...]]]:
    """All credits, aggregates and streaks, with no word of whose: there is one member."""
    async with talk.core.deps.store.read() as work:
        tables = await work.standings.snapshot()
        (only,) = [member.id for member, _ in await work.members.of_group(1)]
    found = {}
    for name, rows in tables.items():
        # The member is the second column of the key, or the third.
        place = 2 if name == "standings" else 1
        assert {row[place] for row in rows} <= {only}, name
        found[name] = [(*row[:place], *row[place + 1 :]) for row in rows]
    return found


async def facts(talk: Conversation) -> list[tuple[object, ...]]:
    """What is stored about each answer, in the order sent; revisions by their place in it."""
    async with talk.core.deps.store.read() as work:
        (only,) = [member.id for member, _ in await work.members.of_group(1)]
        found = [one.attempt for one in await work.attempts.of_member(only)]
    places = {one.id: place for place, one in enumerate(found)}
    return [
        (one.text, one.sent_at, one.practice_date, one.counts, places.get(one.revises_id or 0))
        for one in found
    ]


@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps)
@example([])
@example(SAME)
@example(FULL_DAY)
@example(BACK_AGAIN)
@example(DAY_BY_DAY)
async def test_two_linked_stand_as_one(
    tmp_path_factory: pytest.TempPathFactory, steps: list[Step]
) -> None:
    two = await a_conversation(tmp_path_factory.mktemp("two"), MONDAY)
    one = await a_conversation(tmp_path_factory.mktemp("one"), MONDAY)
    try:
        await lived(two, steps, ("Ana", "Lu"))
        await lived(one, steps, ("Ana", "Ana"))
        shown = await two.ask("Ana", "/link")
        code = shown.cards[0].blocks[0].pairs[0][1]  # type: ignore[union-attr]
        assert "are one now" in " ".join((await two.say("Lu", f"/link {code}")).split())
        assert await standing(two) == await standing(one)
        assert (await two.core.recompute()).differing == 0
        by_text = [[fact[:4] for fact in await facts(talk)] for talk in (two, one)]
        assert by_text[0] == by_text[1]
        for line in ("/streak why", "/leaderboard all"):
            told = [(await talk.say("Ana", line)).replace("Lu ", "Ana") for talk in (two, one)]
            assert told[0].split() == told[1].split()
    finally:
        await two.core.close()
        await one.core.close()


async def test_answers_follow_one_another(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Who answers what the other account answered revises that answer."""
    talk = await a_conversation(tmp_path_factory.mktemp("chain"), MONDAY)
    await lived(talk, [*SAME, *BACK_AGAIN], ("Ana", "Lu"))
    shown = await talk.ask("Ana", "/link")
    code = shown.cards[0].blocks[0].pairs[0][1]  # type: ignore[union-attr]
    await talk.say("Lu", f"/link {code}")
    assert [fact[4] for fact in await facts(talk)] == [None, 0, None, None, None, 2]
    await talk.core.close()


def a_member(number: int, **chosen: object) -> Member:
    at = datetime(2026, 3, number, tzinfo=UTC)
    values = {"name": f"M{number}", "zone": None, "board_name": BoardName.SHOWN, "alias": ""}
    return Member(id=number, created_at=at, **{**values, "feedback": None, **chosen})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({}, {}, {}),
        ({"zone": "UTC"}, {"zone": "Asia/Tokyo"}, {"zone": "UTC"}),
        ({"feedback": FeedbackPlace.THREAD}, {}, {"feedback": FeedbackPlace.THREAD}),
        (
            {"feedback": FeedbackPlace.THREAD},
            {"feedback": FeedbackPlace.PRIVATE},
            {"feedback": FeedbackPlace.PRIVATE},
        ),
        ({"shares_answers": True}, {}, {"shares_answers": False}),
        (
            {"board_name": BoardName.ALIAS, "alias": "Owl"},
            {"board_name": BoardName.HIDDEN},
            {"board_name": BoardName.HIDDEN, "alias": "Owl"},
        ),
        (
            {"board_name": BoardName.ALIAS, "alias": "Owl"},
            {"board_name": BoardName.ALIAS, "alias": "Elk"},
            {"board_name": BoardName.ALIAS, "alias": "Owl"},
        ),
        (
            {"board_name": BoardName.SHOWN, "alias": "Owl"},
            {"board_name": BoardName.ALIAS, "alias": "Elk"},
            {"board_name": BoardName.ALIAS, "alias": "Elk"},
        ),
    ],
)
def test_settings_of_the_one(
    one: dict[str, object], other: dict[str, object], expected: dict[str, object]
) -> None:
    assert settings_of(a_member(1, **one), a_member(2, **other)) == a_member(
        1, **{**one, **expected}
    )


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 9)), max_size=8))
def test_absences_joined_are_the_same_dates(spans: list[tuple[int, int]]) -> None:
    away = [
        AwaySpan(MONDAY.date() + timedelta(first), MONDAY.date() + timedelta(first + length))
        for first, length in spans
    ]
    dates = [MONDAY.date() + timedelta(days) for days in range(60)]
    found = joined(away)
    for day in dates:
        assert any(one.first <= day <= one.last for one in away) == any(
            one.first <= day <= one.last for one in found
        )
    assert all(one.last < two.first for one, two in pairwise(found))


def test_tries_are_forgotten_in_time_and_swept_out() -> None:
    tries = Tries()
    for number in range(MOST_TRIES):
        assert tries.pause_ends(1, MONDAY) is None
        tries.wrong(1, MONDAY + timedelta(seconds=number))
    assert tries.pause_ends(1, MONDAY + timedelta(minutes=1)) == MONDAY + SPAN
    assert tries.pause_ends(2, MONDAY) is None
    assert tries.pause_ends(1, MONDAY + SPAN) is None
    for member_id in range(3000):
        tries.wrong(member_id, MONDAY + timedelta(seconds=member_id * 2))
    assert tries.pause_ends(2999, MONDAY + timedelta(seconds=6000)) is None
