"""Trouble on the way: a database that fails, rate limits, lost lines, expired triggers."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.refusals.trouble import AWAY
from tests.slack.database import without
from tests.slack.fake import FakeSlack
from tests.slack.fake.world.message import Message
from tests.slack.rounds import MODES, Study, a_study, rounds
from tests.support.days import later, tick, tomorrow

REPLY = "70 because the desk drills it every quarter"
POST = "chat.postMessage"


@pytest.fixture(params=MODES)
async def study(
    fake: FakeSlack, tmp_path: Path, request: pytest.FixtureRequest
) -> AsyncIterator[Study]:
    async with a_study(fake, tmp_path, mode=request.param, clock=fake.clock) as made:
        yield made


@pytest.fixture
async def quiet(fake: FakeSlack, tmp_path: Path) -> AsyncIterator[Study]:
    async with a_study(fake, tmp_path, clock=fake.clock) as made:
        yield made


def prompts(study: Study) -> list[Message]:
    return [one for one in study.room.messages.values() if "Answer" in str(one.blocks)]


async def counts_once(study: Study) -> None:
    asked = await study.ben.slash(study.room, "/rounds", "history")
    assert (await asked.settled()).count("70") == 1


async def test_an_event_that_cannot_be_kept_comes_again(study: Study, tmp_path: Path) -> None:
    study.fake.world.answer_within_s = 1
    async with without(tmp_path, "inbox"):
        said = await study.ben.write(study.room, REPLY, thread=study.posted)
        assert not said.acknowledged
    await study.fake.redeliver(said)
    assert "70 of 100" in (await said.dm()).text
    await counts_once(study)


async def test_a_form_that_cannot_be_kept_stays_open(study: Study, tmp_path: Path) -> None:
    form = await (await study.ben.press(study.posted, "Answer")).opened()
    async with without(tmp_path, "inbox"):
        done = await study.ben.submit(form, {"text": REPLY})
        assert list(done.errors.values()) == [AWAY]
        assert study.ben.modal is form
    done = await study.ben.submit(form, {"text": REPLY})
    assert "70 of 100" in (await done.told(2)).text
    await counts_once(study)


async def test_no_word_of_the_machine_is_shown(study: Study, tmp_path: Path) -> None:
    async with without(tmp_path, "groups"):
        pressed = await study.ben.press(study.posted, "Hint")
        asked = await study.ben.slash(study.room, "/rounds", "streak")
        for one in (pressed, asked):
            text = await one.settled()
            assert AWAY in text
            assert "rounds.db" not in text
        await study.ben.open_home()
        await study.fake.until(lambda: study.ben.home is not None)
        home = study.ben.home
        assert home is not None
        assert "rounds.db" not in home.text


@pytest.mark.parametrize("effect", [False, True], ids=["before", "after"])
async def test_an_expired_trigger_is_told(quiet: Study, effect: bool) -> None:
    del effect
    quiet.fake.fail("views.open", "expired_trigger_id")
    pressed = await quiet.ben.press(quiet.posted, "Answer")
    assert "once more" in await pressed.settled()
    again = await quiet.ben.press(quiet.posted, "Answer")
    await again.opened()


async def test_a_command_whose_form_comes_too_late(quiet: Study) -> None:
    quiet.fake.fail("views.open", "expired_trigger_id")
    asked = await quiet.ben.slash(quiet.room, "/rounds", "answer")
    assert "once more" in await asked.settled()


async def test_a_response_url_that_is_used_up(quiet: Study) -> None:
    quiet.fake.fail("response_url", "used_url", status=404, times=3)
    asked = await quiet.ben.slash(quiet.room, "/rounds", "streak")
    assert (await asked.told()).only_for is quiet.ben


async def test_a_pause_before_an_answer_is_kept(quiet: Study) -> None:
    quiet.fake.trouble.rate_limit("reactions.add", 1)
    said = await quiet.ben.write(quiet.room, REPLY, thread=quiet.posted)
    message = said.message
    assert message is not None
    await quiet.fake.until(lambda: message.reactions, 15)


async def test_a_rate_limit_on_a_posting_puts_it_off(quiet: Study) -> None:
    tomorrow(quiet.fake)
    quiet.fake.trouble.rate_limit(POST, 40, times=2)
    await tick(quiet.fake, quiet.bot)
    await later(quiet.fake, quiet.bot, lambda: len(prompts(quiet)) == 2)
    assert len(prompts(quiet)) == 2


@pytest.mark.parametrize("effect", [False, True], ids=["before", "after"])
async def test_a_line_lost_while_posting_posts_once(quiet: Study, effect: bool) -> None:
    tomorrow(quiet.fake)
    quiet.fake.drop(POST, times=2, effect=effect)
    await tick(quiet.fake, quiet.bot)
    await later(quiet.fake, quiet.bot, lambda: len(prompts(quiet)) == 2)
    quiet.fake.clock.shift(300)
    quiet.bot.server.ring()
    await asyncio.sleep(0.3)
    assert len(prompts(quiet)) == 2


async def test_a_prompt_sent_and_not_marked_is_there_once_after_a_restart(
    fake: FakeSlack, tmp_path: Path
) -> None:
    async with a_study(fake, tmp_path, clock=fake.clock) as study:
        tomorrow(fake)
        fake.drop(POST, times=2, effect=True)
        await tick(fake, study.bot)
        await fake.until(lambda: len(prompts(study)) == 2)
    fake.clock.shift(120)
    async with rounds(fake, study.team, tmp_path, clock=fake.clock) as bot:
        bot.server.ring()
        await asyncio.sleep(1.5)
        done = await study.ben.submit(
            await (await study.ben.press(prompts(study)[1], "Answer")).opened(), {"text": REPLY}
        )
        assert "70 of 100" in (await done.told(2)).text
    assert len(prompts(study)) == 2


async def test_a_closed_direct_message_is_told_where_they_practise(quiet: Study) -> None:
    quiet.fake.fail(POST, "messages_tab_disabled", times=1)
    await quiet.ben.write(quiet.room, REPLY, thread=quiet.posted)
    knock = await quiet.fake.until(
        lambda: [one for one in quiet.room.messages.values() if quiet.ben.id in one.raw]
    )
    assert "70 of 100" not in knock[0].text
