"""Somebody of another organisation in a shared channel: answers, and is never host."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.refusals.groups import HOSTS_ONLY
from tests.slack.fake import FakeSlack
from tests.slack.fake.person import Person
from tests.slack.rounds import Study, a_study

REPLY = "70 because the desk drills it every quarter"


@pytest.fixture
async def study(fake: FakeSlack, tmp_path: Path) -> AsyncIterator[Study]:
    async with a_study(fake, tmp_path, clock=fake.clock) as made:
        yield made


@pytest.fixture
async def sam(study: Study, fake: FakeSlack) -> Person:
    """Owner of the other workspace."""
    other = fake.team("Other", installed=False)
    made = fake.user("Sam", other, "owner")
    fake.share(study.room, other, made)
    return made


async def test_answers_by_the_form(study: Study, sam: Person) -> None:
    form = await (await sam.press(study.posted, "Answer")).opened()
    done = await sam.submit(form, {"text": REPLY})
    assert "70 of 100" in (await done.told(2)).text


async def test_answers_in_the_thread_and_by_the_form_are_one_persons(
    study: Study, sam: Person
) -> None:
    said = await sam.write(study.room, REPLY, thread=study.posted)
    assert said.acknowledged
    await study.fake.until(lambda: said.message is not None and said.message.reactions)
    again = await (await sam.press(study.posted, "Answer")).opened()
    done = await sam.submit(again, {"text": "88 " + REPLY})
    assert "88 of 100" in (await done.told(2)).text
    board = await study.ana.slash(study.room, "/rounds", "leaderboard all")
    assert (await board.settled()).count("sam") == 1


async def test_is_never_host(study: Study, sam: Person) -> None:
    for words in ("health", "pause", "post now", "setup check"):
        said = await sam.write(study.room, words, thread=study.posted, mentions=[study.team.bot])
        await study.fake.until(lambda: any(HOSTS_ONLY in one.text for one in sam.ephemerals))
        assert said.acknowledged
        sam.ephemerals.clear()


async def test_sees_nobody_elses_scores(study: Study, sam: Person) -> None:
    done = await study.ben.write(study.room, REPLY, thread=study.posted)
    await done.dm()
    said = await sam.write(study.room, "history", thread=study.posted, mentions=[study.team.bot])
    await study.fake.until(lambda: sam.ephemerals)
    assert said.acknowledged
    assert "70" not in sam.ephemerals[-1].text
