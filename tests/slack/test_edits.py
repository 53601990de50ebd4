"""Edits and deletions of what was an answer."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.slack.database import without
from tests.slack.fake import FakeSlack
from tests.slack.fake.exchange import Exchange
from tests.slack.fake.world.posting import change
from tests.slack.rounds import MODES, Study, a_study
from tests.support.days import tick, tomorrow

REPLY = "70 because the desk drills it every quarter"
BETTER = "88 because the desk drills it every quarter and writes it down"


@pytest.fixture(params=MODES)
async def study(
    fake: FakeSlack, tmp_path: Path, request: pytest.FixtureRequest
) -> AsyncIterator[Study]:
    async with a_study(fake, tmp_path, mode=request.param, clock=fake.clock) as made:
        yield made


@pytest.fixture
async def said(study: Study) -> Exchange:
    made = await study.ben.write(study.room, REPLY, thread=study.posted)
    assert "70 of 100" in (await made.dm()).text
    return made


async def history(study: Study) -> str:
    return await (await study.ben.slash(study.room, "/rounds", "history")).settled()


async def test_the_mark_says_that_it_was_taken_in(study: Study, said: Exchange) -> None:
    assert said.message is not None
    message = said.message
    await study.fake.until(lambda: "white_check_mark" in message.reactions)


async def test_an_edit_in_time_is_graded_anew(study: Study, said: Exchange) -> None:
    assert said.message is not None
    edited = await study.ben.edit(said.message, BETTER)
    assert "88 of 100" in (await edited.dm()).text
    assert "88" in await history(study)


async def test_an_edit_after_the_end_changes_nothing(study: Study, said: Exchange) -> None:
    tomorrow(study.fake)
    await tick(study.fake, study.bot)
    assert said.message is not None
    edited = await study.ben.edit(said.message, BETTER)
    assert edited.acknowledged
    assert "88" not in await history(study)


async def test_a_deletion_withdraws_the_answer(study: Study, said: Exchange) -> None:
    assert said.message is not None
    gone = await study.ben.delete(said.message)
    assert gone.acknowledged
    assert "70" not in await history(study)


async def test_the_first_message_of_a_thread_deleted(study: Study) -> None:
    asked = await study.ben.write(study.room, REPLY, mentions=[study.team.bot])
    await asked.settled()
    await study.fake.until(lambda: "70 of 100" in asked.text)
    assert asked.message is not None
    await study.ana.write(study.room, "a talk about it", thread=asked.message)
    await study.ben.delete(asked.message)
    assert "70" not in await history(study)


async def test_a_link_that_unfolds_is_no_edit(study: Study) -> None:
    text = f"{REPLY} as in https://example.org/drill"
    said = await study.ben.write(study.room, text, thread=study.posted)
    await said.dm()
    message = said.message
    assert message is not None
    parcels = change(study.fake.world, message, message.payload(), study.ben)
    message.edited = None
    await study.fake.until(lambda: all(one.acknowledged for one in parcels))
    assert "revision" not in (await history(study)).lower()
    assert len(said.dms) == 1


async def test_a_deletion_while_the_database_is_away_comes_again(
    study: Study, said: Exchange, tmp_path: Path
) -> None:
    assert said.message is not None
    study.fake.world.answer_within_s = 1
    async with without(tmp_path, "attempts"):
        gone = await study.ben.delete(said.message)
        assert not gone.acknowledged
    await study.fake.redeliver(gone)
    assert "70" not in await history(study)
