"""Insight: what a host learns from the group's answers, and what nobody is told."""

from __future__ import annotations

from bot.refusals.groups import HOSTS_ONLY
from tests.support.conversation import Conversation

PEOPLE = ("Ana", "Ben", "Cem", "Dia", "Eli", "Fay", "Gus", "Hal", "Ida")


async def _days(talk: Conversation, days: int, *people: str) -> None:
    """Days on which these people answer, the later in the list the better."""
    for day in range(days):
        await talk.later(hours=24)
        for number, name in enumerate(people):
            # Every third question turns the order round.
            rank = number if day % 3 else len(people) - number
            await talk.say(name, f"{30 + 6 * rank} words")
        await talk.work()


async def _insight(talk: Conversation, name: str = "Ana") -> str:
    return " ".join((await talk.say(name, "/insight")).split())


async def test_it_is_for_hosts(talk: Conversation) -> None:
    await talk.say("Ana", "/daily")
    await talk.say("Ben", "/daily")
    assert HOSTS_ONLY in await _insight(talk, "Ben")
    assert "Nothing to tell yet" in await _insight(talk)


async def test_skills_questions_criteria_and_the_bank(talk: Conversation) -> None:
    await talk.later(hours=1)
    await _days(talk, 7, *PEOPLE)
    await talk.later(hours=24)
    said = await _insight(talk)
    assert "9 of 9 members practised this week or last." in said
    assert "Risk and safety" in said
    assert "% of the points (9 members)" in said
    assert "Hardest, by the mean score:" in said
    assert "(9 answers)" in said
    assert "Do not separate strong from weak:" in said
    assert "r = -" in said
    assert "new questions left, enough until about" in said
    await talk.say("Ana", "/pause")
    assert "posting is paused" in await _insight(talk)


async def test_few_members_are_not_read_off(talk: Conversation) -> None:
    await talk.later(hours=1)
    await _days(talk, 2, "Ana", "Ben")
    await talk.later(hours=24)
    said = await _insight(talk)
    assert "from three members on" in said
    assert "Hardest" not in said
    assert "from eight members on" in said


async def test_who_went_quiet_and_who_is_not_named(talk: Conversation) -> None:
    await talk.later(hours=1)
    await _days(talk, 1, "Ana", "Ben", "Cem", "Dia", "Eli")
    await talk.say("Cem", "/settings board hidden")
    await talk.say("Dia", "/settings board alias Owl")
    away = talk.clock.now().date()
    await talk.say("Eli", f"/settings away {away} {away.replace(year=away.year + 1)}")
    for _ in range(15):
        await talk.later(hours=24)
    await _days(talk, 1, "Ana")
    said = await _insight(talk)
    assert "1 of 5 members practised this week or last." in said
    assert "Quiet since, after practising before: Ben, Owl, 1 member hidden from the board." in said
    assert "Cem" not in said
    assert "Eli" not in said
