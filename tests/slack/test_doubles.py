"""What arrives twice counts once: events, forms, presses, replays; also after a restart."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.slack.fake import FakeSlack
from tests.slack.rounds import MODES, Study, a_study, rounds

REPLY = "70 because the desk drills it every quarter"
LONGER = "85 with paper at each desk and somebody who reads it"
MINUTE = 60.0


@pytest.fixture(params=MODES)
async def study(
    fake: FakeSlack, tmp_path: Path, request: pytest.FixtureRequest
) -> AsyncIterator[Study]:
    async with a_study(fake, tmp_path, mode=request.param, clock=fake.clock) as made:
        yield made


async def counts_once(study: Study) -> None:
    asked = await study.ben.slash(study.room, "/rounds", "history")
    assert (await asked.settled()).count("70") == 1


async def test_an_event_again(study: Study, fake: FakeSlack) -> None:
    said = await study.ben.write(study.room, REPLY, thread=study.posted)
    await said.dm()
    again = await fake.redeliver(said)
    assert all(one.acked_at for one in again)
    await counts_once(study)
    assert len(said.dms) == 1


async def test_a_form_sent_again(study: Study, fake: FakeSlack) -> None:
    form = await (await study.ben.press(study.posted, "Answer")).opened()
    done = await study.ben.submit(form, {"text": REPLY})
    await done.told(2)
    await fake.redeliver(done, forced=True)
    await counts_once(study)


async def test_a_double_click_opens_two_forms_and_one_is_sent(study: Study) -> None:
    first = await (await study.ben.press(study.posted, "Answer")).opened()
    await study.ben.close(first)
    second = await (await study.ben.press(study.posted, "Answer")).opened()
    done = await study.ben.submit(second, {"text": REPLY})
    await done.told(2)
    await counts_once(study)


async def test_a_shortcut_of_a_message_that_counted(study: Study) -> None:
    said = await study.ben.write(study.room, REPLY, thread=study.posted)
    await said.dm()
    assert said.message is not None
    again = await study.ben.shortcut("rounds_grade", said.message)
    await study.fake.until(lambda: "already arrived" in again.text)
    await counts_once(study)


async def test_a_mention_is_told_twice_and_answered_once(study: Study) -> None:
    said = await study.ben.write(study.room, "hint", thread=study.posted, mentions=[study.team.bot])
    assert len(said.parcels) == 2
    await said.settled()
    asked = await study.ben.slash(study.room, "/rounds", "streak")
    await asked.settled()
    assert "Hint 1" in said.text
    assert "Hint 2" not in said.text
    study.fake.clock.shift(2 * MINUTE)
    assert not await study.bot.core.left_over(study.fake.clock.now(), timedelta(minutes=1))


async def test_an_event_again_after_a_restart(fake: FakeSlack, tmp_path: Path) -> None:
    async with a_study(fake, tmp_path, clock=fake.clock) as study:
        said = await study.ben.write(study.room, REPLY, thread=study.posted)
        await said.dm()
    async with rounds(fake, study.team, tmp_path, clock=fake.clock):
        assert all(one.acked_at for one in await fake.redeliver(said))
        await counts_once(study)
    assert len(said.dms) == 1


async def test_replays_of_the_same_bytes_change_nothing(fake: FakeSlack, tmp_path: Path) -> None:
    async with a_study(fake, tmp_path, mode="http") as study:
        asked = await study.ana.slash(study.room, "/rounds", "pause")
        await asked.settled()
        await (await study.ana.slash(study.room, "/rounds", "resume")).settled()
        told = len(study.ana.ephemerals)
        [(status, _)] = await fake.replay(asked)
        assert status == 200
        health = await study.ana.slash(study.room, "/rounds", "health")
        assert "paused" not in await health.settled()
        assert len(study.ana.ephemerals) == told + 1


async def test_replays_after_a_restart_change_nothing(fake: FakeSlack, tmp_path: Path) -> None:
    """What the door remembers ends with the process; the database does not."""
    async with a_study(fake, tmp_path, mode="http", clock=fake.clock) as study:
        form = await (await study.ben.press(study.posted, "Answer")).opened()
        answered = await study.ben.submit(form, {"text": REPLY})
        await answered.told(2)
        hint = await study.ben.press(study.posted, "Hint")
        await hint.settled()
        paused = await study.ana.slash(study.room, "/rounds", "pause")
        await paused.settled()
        await (await study.ana.slash(study.room, "/rounds", "resume")).settled()
        set_once = await study.ben.slash(study.room, "/rounds", "settings board hidden")
        await set_once.settled()
        await (await study.ben.slash(study.room, "/rounds", "settings board shown")).settled()
        said = await study.ben.write(study.room, LONGER, thread=study.posted)
        await said.dm()
    fake.clock.shift(10)
    async with rounds(fake, study.team, tmp_path, mode="http", clock=fake.clock):
        told = len(study.ana.ephemerals)
        for one in (answered, hint, paused, set_once, said):
            [(status, _)] = await fake.replay(one)
            assert status < 500
        await counts_once(study)
        history = await study.ben.slash(study.room, "/rounds", "history")
        assert (await history.settled()).count("85") == 1
        board = await study.ana.slash(study.room, "/rounds", "leaderboard")
        assert "ben" in await board.settled()
        health = await study.ana.slash(study.room, "/rounds", "health")
        assert "paused" not in await health.settled()
        assert len(study.ana.ephemerals) == told + 2
        again = await study.ben.press(study.posted, "Hint")
        assert "Hint 2" in await again.settled()
