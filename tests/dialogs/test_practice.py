"""Practice that sticks: what was missed comes back in another question, until it is mastered."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from bot.domain.group import Founding
from bot.domain.recall import Phase, Recall
from bot.domain.schedule import Delivery
from bot.inbound import Replied
from bot.views.model import Reply
from tests.conftest import MONDAY
from tests.support.conversation import Conversation, a_conversation, read_out
from tests.support.courses import FakeCourse, a_course
from tests.support.naming import NamingGrader, a_skilled_bank

EVERYTHING = "fallback and drill"


@pytest.fixture
async def talk(tmp_path: Path) -> AsyncIterator[Conversation]:
    """A group whose daily prompt is paused, so that practice is all there is."""
    founding = Founding("Test group", "UTC", delivery=Delivery.POSTED, paused=True)
    made = await a_conversation(
        tmp_path, MONDAY, bank=a_skilled_bank(), grader=NamingGrader(), founding=founding
    )
    await made.say("Ana", "/settings zone UTC")
    yield made
    await made.core.close()


async def recalls(talk: Conversation, member_id: int = 1) -> dict[str, Recall]:
    async with talk.core.deps.store.read() as work:
        return {recall.key: recall for recall in await work.recalls.all(member_id)}


def why(reply: Reply) -> str:
    (line,) = [line for line in read_out(reply).splitlines() if "Why this one" in line]
    return line


async def practise(talk: Conversation, said: str, line: str = "/practice") -> str:
    """Take what practice shows, answer it; returns the prompt."""
    reply = await talk.ask("Ana", line)
    assert reply.prompt_id is not None
    await talk.ask("Ana", said, prompt_id=reply.prompt_id)
    await talk.work()
    return reply.prompt_id


async def answer(talk: Conversation, prompt_id: str, said: str) -> None:
    await talk.ask("Ana", said, prompt_id=prompt_id)
    await talk.work()


async def test_the_first_time_it_is_one_that_was_never_seen(talk: Conversation) -> None:
    reply = await talk.ask("Ana", "/practice")
    assert why(reply) == "Why this one: you have not seen it yet."


async def test_what_was_missed_comes_back_as_another_question(talk: Conversation) -> None:
    await answer(talk, "metrics-01", "fallback")
    assert set(await recalls(talk)) == {"metrics-01/drill", "metrics"}
    assert "Due again" not in await talk.say("Ana", "/daily")
    await talk.later(days=1)
    assert "Due again, when you have ten minutes: Metrics. Say practice." in await talk.say(
        "Ana", "/daily"
    )
    reply = await talk.ask("Ana", "/practice")
    assert reply.prompt_id is not None
    assert reply.prompt_id.startswith("metrics-")
    assert reply.prompt_id != "metrics-01"
    said = " ".join(read_out(reply).split())
    assert "Metrics is due again. A point of it was missing in “Metrics 01” on Mon 2 Mar" in said


async def test_cleared_unprompted_on_two_days_it_stays_away_and_comes_back_once(
    talk: Conversation,
) -> None:
    await answer(talk, "metrics-01", "fallback")
    seen = ["metrics-01"]
    for _ in range(2):
        found = await recalls(talk)
        due = max(recall.due_at for recall in found.values() if recall.due_at is not None)
        await talk.later(hours=(due - talk.clock.now()) / timedelta(hours=1) + 1)
        seen.append(await practise(talk, EVERYTHING))
    assert len(set(seen)) == 3
    found = await recalls(talk)
    assert {recall.phase for recall in found.values()} == {Phase.MASTERED}
    for _ in range(5):
        await talk.later(days=9)
        assert "Due again" not in await talk.say("Ana", "/daily")
    await talk.later(days=40)
    assert "Due again" in await talk.say("Ana", "/daily")
    reply = await talk.ask("Ana", "/practice")
    assert "you mastered a point of Metrics a while ago" in " ".join(read_out(reply).split())
    await answer(talk, str(reply.prompt_id), EVERYTHING)
    assert {recall.phase for recall in (await recalls(talk)).values()} == {Phase.DONE}
    await talk.later(days=300)
    assert "Due again" not in await talk.say("Ana", "/daily")


async def test_cleared_with_a_hint_it_is_not_mastered(talk: Conversation) -> None:
    await answer(talk, "metrics-01", "fallback")
    for _ in range(3):
        await talk.later(days=30)
        reply = await talk.ask("Ana", "/practice")
        await talk.ask("Ana", "/hint", prompt_id=reply.prompt_id)
        await answer(talk, str(reply.prompt_id), EVERYTHING)
    assert {recall.phase for recall in (await recalls(talk)).values()} == {Phase.LEARNING}


async def test_without_anything_due_it_is_the_weakest_skill(talk: Conversation) -> None:
    await answer(talk, "metrics-01", "neither of them")
    await answer(talk, "safety-00", EVERYTHING)
    reply = await talk.ask("Ana", "/practice")
    assert "Metrics is where your answers lost most lately" in why(reply)
    assert str(reply.prompt_id).startswith("metrics-")


async def test_the_wanted_topic_and_level_hold_for_what_is_due(talk: Conversation) -> None:
    await answer(talk, "metrics-01", "fallback")
    await talk.later(days=2)
    for _ in range(6):
        reply = await talk.ask("Ana", "/practice ai")
        head = talk.core.deps.bank.head(str(reply.prompt_id))
        assert head is not None
        assert head.topic == "ai"
    assert "no prompt of that topic" in await talk.say("Ana", "/practice level=hard")


async def test_asking_again_shows_another_one(talk: Conversation) -> None:
    shown = [(await talk.ask("Ana", "/practice")).prompt_id for _ in range(40)]
    assert len(set(shown[:24])) == 24
    assert all(one != other for one, other in pairwise(shown))
    assert "this one longest ago" in why(await talk.ask("Ana", "/practice"))


async def test_a_drill_comes_where_every_question_was_seen_lately(talk: Conversation) -> None:
    """And its answer counts: what it clears comes back later, and as a question again."""
    (drill,) = [one for one in talk.core.deps.course.drills() if one.id == "sums"]
    deps = talk.core.deps
    await answer(talk, f"{drill.skill}-00", "fallback")
    await talk.later(days=2)
    for head in deps.bank.heads():
        async with deps.store.write() as work:
            await work.recalls.show(1, head.id, talk.clock.now())
    reply = await talk.ask("Ana", "/practice")
    (card,) = reply.cards
    (start,) = [one for one in card.actions if one.words == "drill"]
    assert "is due again" in why(reply)
    before = await recalls(talk)
    assert start.values == (("kind", card.title.split()[2]),)
    await talk.say("Ana", "/drill sums")
    async with deps.store.read() as work:
        turn = await work.drills.open(1)
    assert turn is not None
    await talk.say("Ana", "/drill 1")
    after = await recalls(talk)
    assert after[drill.skill].missed_at > before[drill.skill].missed_at
    assert (await talk.core.recompute()).differing == 0


async def test_any_drill_is_one_of_what_is_due(tmp_path: Path) -> None:
    """Until nothing is; then all kinds take turns."""
    usual = a_course().drills()
    course = FakeCourse([], [replace(usual[0], skill="metrics"), *usual[1:]])
    talk = await a_conversation(
        tmp_path, MONDAY, bank=a_skilled_bank(), grader=NamingGrader(), course=course
    )
    await answer(talk, "metrics-01", "fallback")
    await talk.later(days=2)
    assert {await any_drill(talk) for _ in range(5)} == {usual[0].id}
    async with talk.core.deps.store.write() as work:
        await work.recalls.replace(1, [])
    assert {await any_drill(talk) for _ in range(5)} == {one.id for one in usual[1:]}
    await talk.core.close()


async def any_drill(talk: Conversation) -> str:
    """Which one is posed."""
    await talk.say("Ana", "/drill any")
    async with talk.core.deps.store.read() as work:
        turn = await work.drills.open(1)
    assert turn is not None
    return turn.mark.drill


async def test_a_withdrawn_answer_leaves_no_card(talk: Conversation) -> None:
    await talk.send(
        "Ana", Replied("fallback, at length and addressed"), prompt_id="safety-00", message="m1"
    )
    await talk.work()
    assert await recalls(talk)
    await talk.core.deleted("m1")
    assert await recalls(talk) == {}


async def test_both_halves_of_a_linked_member_have_one_schedule(talk: Conversation) -> None:
    await answer(talk, "metrics-01", "fallback")
    await talk.ask("Ben", "neither", prompt_id="safety-00")
    await talk.work()
    code = (await talk.say("Ana", "/link")).split("link ")[-1].split()[0]
    heard = await talk.say("Ben", f"/link {code}")
    assert "accounts" in heard
    async with talk.core.deps.store.read() as work:
        members = [m.id for m, _ in await work.members.of_group(1)]
    (left,) = members
    assert {"metrics-01/drill", "safety-00/drill"} <= set(await recalls(talk, left))
    assert (await talk.core.recompute()).differing == 0


async def test_what_was_posted_lately_is_no_new_question(tmp_path: Path) -> None:
    talk = await a_conversation(tmp_path, MONDAY, bank=a_skilled_bank(), grader=NamingGrader())
    await talk.later(hours=2)
    missed = (await talk.ask("Ana", "/daily")).prompt_id
    assert missed is not None
    await answer(talk, missed, "neither of them")
    posted = {missed}
    for _ in range(6):
        await talk.later(days=1)
        posted.add(str((await talk.ask("Ben", "/daily")).prompt_id))
    skill = missed.partition("-")[0]
    assert len([one for one in posted if one.startswith(skill)]) > 1
    for _ in range(4):
        reply = await talk.ask("Ana", "/practice")
        assert "is due again" in " ".join(read_out(reply).split())
        assert reply.prompt_id is not None
        assert reply.prompt_id.startswith(skill)
        assert reply.prompt_id not in posted
        await talk.later(minutes=5)
    await talk.core.close()
