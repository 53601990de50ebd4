"""Restarts in the middle: what was kept is handled once; old buttons and forms work."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.group import Place
from bot.domain.member import Account
from bot.inbound import Inbound, Replied
from tests.slack.fake import FakeSlack
from tests.slack.rounds import MODES, Study, a_study, rounds
from tests.support.cores import a_core
from tests.support.days import tick, tomorrow

REPLY = "70 because the desk drills it every quarter"
MINUTE = 60.0


@pytest.fixture(params=MODES)
async def mode(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
async def study(fake: FakeSlack, tmp_path: Path, mode: str) -> Study:
    """A group whose prompt is out, and whose bot has been stopped."""
    async with a_study(fake, tmp_path, mode=mode, clock=fake.clock) as made:
        pass
    return made


async def test_buttons_and_forms_of_before(fake: FakeSlack, tmp_path: Path, mode: str) -> None:
    async with a_study(fake, tmp_path, mode=mode) as study:
        form = await (await study.ben.press(study.posted, "Answer")).opened()
    async with rounds(fake, study.team, tmp_path, mode=mode):
        done = await study.ben.submit(form, {"text": REPLY})
        assert "70 of 100" in (await done.told(2)).text
        hint = await study.ben.press(study.posted, "Hint")
        assert "Hint 1" in await hint.settled()


async def test_words_kept_and_not_handled_are_handled_once(
    fake: FakeSlack, study: Study, tmp_path: Path, mode: str
) -> None:
    core = await a_core(tmp_path, fake.clock)
    kept = Inbound(
        place=Place("slack", study.team.id, study.room.id),
        account=Account(f"slack:{study.team.id}:{study.ben.id}", "Ben"),
        said=Replied(REPLY, addressed=False),
        event_key=f"slack:m:{study.room.id}:1.2",
        at=fake.clock.now(),
        message=f"slack:m:{study.room.id}:1.2",
        about=f"{study.room.id}:{study.posted.ts}",
    )
    assert await core.keep(kept)
    await core.close()
    fake.clock.shift(2 * MINUTE)
    async with rounds(fake, study.team, tmp_path, clock=fake.clock, mode=mode):
        assert "70 of 100" in (await fake.said(study.ben.dm, 1)).text
    async with rounds(fake, study.team, tmp_path, clock=fake.clock, mode=mode) as again:
        fake.clock.shift(2 * MINUTE)
        history = await study.ben.slash(study.room, "/rounds", "history")
        assert (await history.settled()).count("70") == 1
        assert not await again.core.left_over(fake.clock.now(), timedelta(minutes=1))
    assert len(study.ben.dm.messages) == 1


async def test_events_sent_while_it_was_away_come_again(
    fake: FakeSlack, study: Study, tmp_path: Path, mode: str
) -> None:
    fake.world.answer_within_s = 0.05
    said = await study.ben.write(study.room, REPLY, thread=study.posted)
    assert not said.acknowledged
    fake.world.answer_within_s = 3
    async with rounds(fake, study.team, tmp_path, clock=fake.clock, mode=mode):
        await fake.redeliver(said)
        assert "70 of 100" in (await said.dm()).text


async def test_a_message_handed_in_and_heard_of_later_counts_once(
    fake: FakeSlack, study: Study, tmp_path: Path, mode: str
) -> None:
    fake.world.answer_within_s = 0.05
    said = await study.ben.write(study.room, REPLY, thread=study.posted)
    assert said.message is not None
    fake.world.answer_within_s = 3
    async with rounds(fake, study.team, tmp_path, clock=fake.clock, mode=mode):
        done = await study.ben.shortcut("rounds_grade", said.message)
        await fake.until(lambda: "70 of 100" in done.text)
        assert all(one.acked_at for one in await fake.redeliver(said))
        history = await study.ben.slash(study.room, "/rounds", "history")
        assert (await history.settled()).count("70") == 1


async def test_the_next_day_goes_on(
    fake: FakeSlack, study: Study, tmp_path: Path, mode: str
) -> None:
    async with rounds(fake, study.team, tmp_path, clock=fake.clock, mode=mode) as bot:
        tomorrow(fake)
        await tick(fake, bot)
        await fake.until(
            lambda: (
                len([1 for one in study.room.messages.values() if "Answer" in str(one.blocks)]) == 2
            )
        )
