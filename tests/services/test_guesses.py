"""Guessing one's own score: asked for, waited for, shown beside the grade, never in the way."""

from __future__ import annotations

import pytest

from tests.support.conversation import Conversation


def _flat(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture
async def guessing(talk: Conversation) -> Conversation:
    """Ana guesses her own scores; the day's prompt is open."""
    await talk.say("Ana", "/settings selfscore on")
    await talk.later(hours=1)
    return talk


async def test_without_the_setting_nothing_is_asked(talk: Conversation) -> None:
    await talk.later(hours=1)
    assert "what score do you expect" not in _flat(await talk.say("Ana", "60 it is"))
    assert len(await talk.work()) == 1
    assert "No feedback is waiting" in await talk.say("Ana", "/guess 50")


async def test_the_feedback_waits_for_the_guess(guessing: Conversation) -> None:
    heard = _flat(await guessing.say("Ana", "60 it is"))
    assert "what score do you expect, 0 to 100?" in heard
    assert await guessing.work() == []
    history = await guessing.say("Ana", "/history")
    assert "60" not in history.replace("60 it is", "")
    assert "Your guess is 80" in await guessing.say("Ana", "/guess 80")
    (feedback,) = await guessing.work()
    assert "You guessed 80, the grade is 60: 20 above it." in _flat(feedback)
    assert await guessing.work() == []
    assert "No feedback is waiting" in await guessing.say("Ana", "/guess 50")


@pytest.mark.parametrize(
    ("said", "score"), [("/guess good", 70), ("/guess Excellent", 90), ("7", 7)]
)
async def test_a_guess_may_be_a_level_or_a_bare_number(
    guessing: Conversation, said: str, score: int
) -> None:
    await guessing.say("Ana", "60 it is")
    assert f"Your guess is {score}" in await guessing.say("Ana", said)
    assert f"You guessed {score}" in (await guessing.work())[0]


@pytest.mark.parametrize("said", ["-1", "101", "great", "５", "9" * 99])
async def test_what_is_no_guess_is_refused(guessing: Conversation, said: str) -> None:
    await guessing.say("Ana", "60 it is")
    assert "is no guess" in await guessing.say("Ana", f"/guess {said}")
    assert await guessing.work() == []


async def test_a_guess_before_the_grade_is_there(guessing: Conversation) -> None:
    await guessing.say("Ana", "60 it is")
    await guessing.say("Ana", "/guess 62")
    (feedback,) = await guessing.work()
    assert "You guessed 62, the grade is 60: close." in _flat(feedback)


async def test_after_ten_minutes_the_feedback_comes_by_itself(guessing: Conversation) -> None:
    await guessing.say("Ana", "60 it is")
    await guessing.work()
    assert await guessing.later(minutes=9) == []
    (feedback,) = await guessing.later(minutes=1)
    assert "60 of 100" in feedback
    assert "guessed" not in feedback
    assert "No feedback is waiting" in await guessing.say("Ana", "/guess 50")


@pytest.mark.parametrize("line", ["/daily", "/feedback", "/settings selfscore off"])
async def test_who_does_not_wait_to_guess_gets_it_at_once(
    guessing: Conversation, line: str
) -> None:
    await guessing.say("Ana", "60 it is")
    assert await guessing.work() == []
    await guessing.say("Ana", line)
    (feedback,) = await guessing.work()
    assert "60 of 100" in feedback
    assert "60 of 100" in await guessing.say("Ana", "/feedback")


async def test_a_habit_is_told_from_the_third_guess_on(guessing: Conversation) -> None:
    heard = ""
    for _ in range(3):
        await guessing.say("Ana", "60 it is")
        await guessing.say("Ana", "/guess 75")
        heard = _flat((await guessing.work())[-1])
        await guessing.later(days=1)
    assert "Over your last 3 guesses you tend to rate yourself 15 points too high" in heard
    assert "15 points too high" in _flat(await guessing.say("Ana", "/history"))


async def test_a_follow_up_is_not_what_was_guessed_at(guessing: Conversation) -> None:
    for _ in range(3):
        await guessing.say("Ana", "60 it is")
        await guessing.say("Ana", "/guess 60")
        await guessing.work()
        heard = await guessing.answer("Ana", "/probe 90 more")
        assert "guessed" not in heard
        await guessing.later(days=1)
    assert "see your own answers clearly (0 points off" in _flat(
        await guessing.say("Ana", "/history")
    )


async def test_no_answer_is_not_held_against_a_guess(guessing: Conversation) -> None:
    for _ in range(3):
        await guessing.say("Ana", "nothing to the point")
        await guessing.say("Ana", "/guess 60")
        (feedback,) = await guessing.work()
        assert "guessed" not in feedback
        await guessing.later(days=1)
    assert "guesses" not in await guessing.say("Ana", "/history")
