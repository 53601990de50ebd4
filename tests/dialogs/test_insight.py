"""Insight: what a host learns from the group's answers, and what nobody is told."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.refusals.groups import HOSTS_ONLY
from tests.conftest import MONDAY
from tests.support.conversation import Conversation, a_conversation
from tests.support.fakes import a_bank
from tests.support.naming import NamingGrader

PEOPLE = ("Ana", "Ben", "Cem", "Dia", "Eli", "Fay", "Gus", "Hal", "Ida")


@pytest.fixture
async def named(tmp_path: Path) -> AsyncIterator[Conversation]:
    """A group whose answers earn the criteria that they name."""
    made = await a_conversation(tmp_path, MONDAY, grader=NamingGrader())
    yield made
    await made.core.close()


@pytest.fixture
async def scarce(tmp_path: Path) -> AsyncIterator[Conversation]:
    """A group with four questions."""
    made = await a_conversation(tmp_path, MONDAY, bank=a_bank(4))
    yield made
    await made.core.close()


async def _asked(talk: Conversation) -> str:
    """The title of the question of the day."""
    prompt_id = (await talk.ask("Ana", "/daily")).prompt_id
    assert prompt_id is not None
    return talk.core.deps.bank.prompt(prompt_id).head.title


async def _days(talk: Conversation, days: int, *people: str) -> list[str]:
    """Days on which these people answer, the later in the list the better; what was asked."""
    asked: list[str] = []
    for day in range(days):
        await talk.later(hours=24)
        asked.append(await _asked(talk))
        for number, name in enumerate(people):
            # Every third question turns the order round.
            rank = number if day % 3 else len(people) - number
            await talk.say(name, f"{30 + 6 * rank} words")
        await talk.work()
    return asked


def _section(said: str, begin: str, end: str) -> str:
    """What stands between two headings."""
    assert begin in said, said
    return said.partition(begin)[2].partition(end)[0]


async def _insight(talk: Conversation, name: str = "Ana") -> str:
    return " ".join((await talk.say(name, "/insight")).split())


async def test_it_is_for_hosts(talk: Conversation) -> None:
    await talk.say("Ana", "/daily")
    await talk.say("Ben", "/daily")
    assert HOSTS_ONLY in await _insight(talk, "Ben")
    assert "Nothing to tell yet" in await _insight(talk)


async def test_skills_questions_criteria_and_the_bank(talk: Conversation) -> None:
    await talk.later(hours=1)
    asked = await _days(talk, 7, *PEOPLE)
    await talk.later(hours=24)
    said = await _insight(talk)
    assert "9 of 9 members practised this week or last." in said
    assert "Risk and safety" in said
    assert "% of the points (9 members)" in said
    assert "Hardest, by the mean score:" in said
    assert "(9 answers)" in said
    blunt = _section(said, "Do not separate strong from weak:", "Here strong members")
    assert "r = -" in blunt
    assert [one for one in asked if one in blunt] == [asked[0], asked[3], asked[6]]
    # Thirty in the bank, one a day since Monday of last week: nine are out on Tuesday.
    assert "The bank: 21 new questions left, enough until about 31 Mar 2026." in said
    await talk.say("Ana", "/pause")
    assert "posting is paused" in await _insight(talk)


async def test_what_nobody_earned_is_named_and_what_somebody_earned_is_not(
    named: Conversation,
) -> None:
    talk = named
    await talk.later(hours=1)
    asked: list[str] = []
    for words in ("fallback", "fallback and drill", "neither of them"):
        await talk.later(hours=24)
        asked.append(await _asked(talk))
        for name in ("Ana", "Ben"):
            await talk.say(name, f"The fallback, and how it works, by {name}")
        await talk.say("Cem", f"What I would name: {words}")
        await talk.work()
    for _ in range(2):
        await talk.later(hours=24)
    said = await _insight(talk)
    unearned = _section(said, "Asked for and earned by nobody:", "Whether a question")
    assert f"{asked[0]}: names the drill (3 answers)" in unearned
    assert f"{asked[2]}: names the drill (3 answers)" in unearned
    assert asked[1] not in unearned
    assert "fallback" not in unearned
    assert "bluff" not in unearned, "what is to be avoided is not asked for"


async def test_when_the_bank_runs_out(scarce: Conversation) -> None:
    talk = scarce
    await talk.later(hours=1)
    await _days(talk, 1, "Ana")
    await talk.later(hours=24)
    # Three were asked by Wednesday; the fourth comes on Thursday.
    assert "The bank: 1 new question left, enough until about 5 Mar 2026." in (await _insight(talk))
    await talk.later(hours=24)
    assert "all were asked; those asked longest ago come again" in await _insight(talk)


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
