"""Days go by: closing posts, the week's digest, reminders by direct message, answers too late."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.slack.fake import FakeSlack
from tests.slack.fake.exchange import Exchange
from tests.slack.rounds import MODES, Study, a_study, posting_in, public
from tests.support.days import calm, tick, tomorrow

REPLY = "70 because the desk drills it every quarter"
HOUR = 3600.0


@pytest.fixture(params=MODES)
async def study(
    fake: FakeSlack, tmp_path: Path, request: pytest.FixtureRequest
) -> AsyncIterator[Study]:
    """A running group whose bot lives by the fake's clock."""
    async with a_study(fake, tmp_path, mode=request.param, clock=fake.clock) as made:
        yield made


@pytest.fixture
async def quiet(fake: FakeSlack, tmp_path: Path) -> AsyncIterator[Study]:
    """The same in one mode: for what no mode has a part in."""
    async with a_study(fake, tmp_path, clock=fake.clock) as made:
        yield made


async def next_day(study: Study) -> None:
    tomorrow(study.fake)
    await tick(study.fake, study.bot)


async def handed_in(study: Study) -> Exchange:
    """Ben's answer in the thread, graded."""
    said = await study.ben.write(study.room, REPLY, thread=posting_in(study.room))
    assert "70 of 100" in (await said.dm()).text
    return said


async def test_the_next_prompt_comes_on_time_and_the_last_one_is_closed(
    study: Study, fake: FakeSlack
) -> None:
    await next_day(study)
    await fake.until(lambda: posting_in(study.room) is not study.posted)
    await handed_in(study)
    tomorrow(fake, hour=8, minute=58)
    await tick(fake, study.bot)
    await calm(study.bot)
    before = public(study.room)
    fake.clock.shift(180)
    await tick(fake, study.bot)
    await calm(study.bot)
    # On a Monday the week's digest comes between them.
    ended, *_, posted = [one for one in public(study.room) if one not in before]
    assert "1 answer" in ended.text
    assert "ben" in ended.text
    assert not ended.pings
    assert ended.notification
    assert posted.labels == ["Answer", "Hint", "Later"]
    assert not posted.pings


async def test_a_reminder_at_ones_own_time(study: Study, fake: FakeSlack) -> None:
    await (await study.ben.slash(study.room, "/rounds", "settings reminder 18:00")).settled()
    await next_day(study)
    await calm(study.bot)
    assert not study.ben.dm.messages
    fake.clock.shift(9 * HOUR)
    await tick(fake, study.bot)
    letter = await fake.said(study.ben.dm, 1)
    assert "Answer" in letter.labels
    assert letter.notification
    form = await (await study.ben.press(letter, "Answer")).opened()
    done = await study.ben.submit(form, {"text": REPLY})
    assert done.acknowledged
    await fake.until(lambda: any("70 of 100" in m.text for m in study.ben.dm.messages.values()))
    seen = len(study.ben.dm.messages)
    fake.clock.shift(600)
    await tick(fake, study.bot)
    await calm(study.bot)
    assert len(study.ben.dm.messages) == seen


async def test_a_weekly_digest(quiet: Study) -> None:
    await handed_in(quiet)
    for _ in range(8):
        await next_day(quiet)
    await calm(quiet.bot)
    digests = [one for one in public(quiet.room) if "week" in one.text.lower() and not one.labels]
    assert digests
    assert len({one.text for one in digests}) == len(digests)
    assert not any(one.pings for one in digests)


async def test_later_by_button(quiet: Study, fake: FakeSlack) -> None:
    put_off = await quiet.ben.press(quiet.posted, "Later")
    assert (await put_off.told()).only_for is quiet.ben
    fake.clock.shift(3 * HOUR + 60)
    await tick(fake, quiet.bot)
    assert "Answer" in (await fake.said(quiet.ben.dm, 1)).labels


async def test_who_has_answered_is_not_reminded(quiet: Study, fake: FakeSlack) -> None:
    await (await quiet.ben.press(quiet.posted, "Later")).told()
    await handed_in(quiet)
    seen = len(quiet.ben.dm.messages)
    fake.clock.shift(4 * HOUR)
    await tick(fake, quiet.bot)
    await calm(quiet.bot)
    assert len(quiet.ben.dm.messages) == seen


async def test_closed_direct_messages_swallow_a_reminder(quiet: Study, fake: FakeSlack) -> None:
    """Nobody is called in front of all for not having practised."""
    await (await quiet.ben.press(quiet.posted, "Later")).told()
    fake.fail("chat.postMessage", "messages_tab_disabled")
    fake.clock.shift(4 * HOUR)
    await tick(fake, quiet.bot)
    await calm(quiet.bot)
    assert fake.asked("chat.postMessage")[-1].error == "messages_tab_disabled"
    assert list(quiet.room.messages.values()) == [quiet.posted]


async def test_an_answer_after_the_deadline_is_practice(quiet: Study, fake: FakeSlack) -> None:
    tomorrow(fake)
    form = await (await quiet.ben.press(quiet.posted, "Answer")).opened()
    done = await quiet.ben.submit(form, {"text": REPLY})
    await fake.until(lambda: "deadline has passed" in done.text)
    await fake.until(lambda: "70 of 100" in done.text)


async def test_after_a_long_outage_one_prompt_comes_and_the_host_is_told(
    quiet: Study, fake: FakeSlack
) -> None:
    fake.clock.shift(timedelta(days=3).total_seconds())
    await next_day(quiet)
    await calm(quiet.bot)
    assert posting_in(quiet.room) is not quiet.posted
    assert len([one for one in public(quiet.room) if "Answer" in one.labels]) == 2
    assert "missed" in "\n".join(one.text for one in quiet.ana.dm.messages.values())
