"""Trouble on the way: rate limits, errors of Discord's servers, lost lines, closed doors."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from tests.discord.fake import FakeDiscord
from tests.discord.fake.world.message import Message
from tests.discord.rounds import Study, a_study, public
from tests.support.days import through, tick, tomorrow

REPLY = "70 because the desk drills it every quarter"
CALLBACK = "POST /interactions/*/callback"
SEND = "POST /channels/*/messages"
THREAD = "POST /channels/*/messages/*/threads"


@pytest.fixture
async def study(fake: FakeDiscord, tmp_path: Path) -> AsyncIterator[Study]:
    """A running group."""
    async with a_study(fake, tmp_path, clock=fake.clock) as made:
        yield made


def posted(study: Study) -> list[Message]:
    return public(study.fake, study.room)


async def all_out(study: Study, before: int) -> None:
    """The summary of yesterday and today's prompt with its thread come, each once."""
    await through(study.fake, study.bot)
    new = posted(study)[before:]
    assert len(new) == 2
    assert any(one.thread for one in new)


async def counts_once(study: Study) -> None:
    done = await study.ben.slash(study.guild, study.room, "history")
    assert done.text.count("70") == 1


@pytest.mark.parametrize("effect", [False, True], ids=["before", "after"])
async def test_a_line_lost_on_a_button(study: Study, fake: FakeDiscord, effect: bool) -> None:
    fake.drop(CALLBACK, effect=effect)
    done = await study.ben.press(study.posted, "Hint")
    assert done.acknowledged
    assert "Hint 1 of 3" in done.text
    assert "Hint 2 of 3" in (await study.ben.press(study.posted, "Hint")).text


@pytest.mark.parametrize("effect", [False, True], ids=["before", "after"])
async def test_a_line_lost_on_opening_a_form(study: Study, fake: FakeDiscord, effect: bool) -> None:
    fake.drop(CALLBACK, effect=effect)
    form = await study.ben.press(study.posted, "Answer")
    assert form.modal is not None


@pytest.mark.parametrize("effect", [False, True], ids=["before", "after"])
async def test_a_line_lost_on_an_answer(study: Study, fake: FakeDiscord, effect: bool) -> None:
    form = await study.ben.press(study.posted, "Answer")
    fake.drop(CALLBACK, effect=effect)
    done = await study.ben.submit(form, {"text": REPLY})
    assert "safe" in done.text
    assert "70 of 100" in (await done.followup(1)).text
    await counts_once(study)


async def test_an_acknowledgement_that_never_arrives_loses_no_answer(
    study: Study, fake: FakeDiscord
) -> None:
    form = await study.ben.press(study.posted, "Answer")
    fake.drop(CALLBACK, times=2)
    fake.world.answer_within_s = 0.3
    done = await study.ben.submit(form, {"text": REPLY})
    assert not done.acknowledged
    assert "70 of 100" in (await fake.said(study.ben.dm, 1)).text
    await counts_once(study)


@pytest.mark.parametrize("effect", [False, True], ids=["before", "after"])
async def test_an_error_on_an_answer(study: Study, fake: FakeDiscord, effect: bool) -> None:
    form = await study.ben.press(study.posted, "Answer")
    fake.fail(CALLBACK, 503, effect=effect)
    done = await study.ben.submit(form, {"text": REPLY})
    assert "safe" in done.text
    assert "70 of 100" in (await done.followup(1)).text
    await counts_once(study)


async def test_an_interaction_that_discord_forgot(study: Study, fake: FakeDiscord) -> None:
    form = await study.ben.press(study.posted, "Answer")
    fake.fail(CALLBACK, 404, {"code": 10062, "message": "Unknown interaction"})
    fake.world.answer_within_s = 0.3
    await study.ben.submit(form, {"text": REPLY})
    assert "70 of 100" in (await fake.said(study.ben.dm, 1)).text


async def test_a_followup_that_fails_goes_by_direct_message(
    study: Study, fake: FakeDiscord
) -> None:
    form = await study.ben.press(study.posted, "Answer")
    fake.fail("POST /webhooks/*", 401, {"code": 50027, "message": "Invalid Webhook Token"})
    await study.ben.submit(form, {"text": REPLY})
    assert "70 of 100" in (await fake.said(study.ben.dm, 1)).text


async def test_an_old_token_is_not_tried(study: Study, fake: FakeDiscord) -> None:
    fake.requests.clear()
    form = await study.ben.press(study.posted, "Answer")
    fake.drop(CALLBACK, times=2)
    fake.world.answer_within_s = 0.3
    fake.clock.shift(16 * 60)
    await study.ben.submit(form, {"text": REPLY})
    assert "70 of 100" in (await fake.said(study.ben.dm, 1)).text
    assert not fake.asked("POST /webhooks/*")


@pytest.mark.parametrize("scope", ["user", "shared", "global"])
async def test_a_rate_limit_on_a_callback(study: Study, fake: FakeDiscord, scope: str) -> None:
    fake.trouble.rate_limit(CALLBACK, 0.2, scope)
    done = await study.ben.press(study.posted, "Hint")
    assert done.acknowledged


@pytest.mark.parametrize("scope", ["user", "shared", "global"])
async def test_a_rate_limit_on_sending(study: Study, fake: FakeDiscord, scope: str) -> None:
    fake.trouble.rate_limit("POST /channels/*/messages", 0.2, scope)
    await study.ben.write(study.room, REPLY, reply_to=study.posted)
    assert "70 of 100" in (await fake.said(study.ben.dm, 1)).text


async def test_a_long_rate_limit_is_waited_for_in_the_outbox(
    study: Study, fake: FakeDiscord
) -> None:
    fake.trouble.rate_limit(f"POST /channels/{study.ben.dm.id}/messages", 120)
    said = await study.ben.write(study.room, REPLY, reply_to=study.posted)
    await fake.until(lambda: said.reactions)
    await fake.until(lambda: fake.asked(f"POST /channels/{study.ben.dm.id}/messages"))
    fake.clock.shift(60)
    study.bot.server.ring()
    await study.ana.press(study.posted, "Hint")
    assert len(fake.asked(f"POST /channels/{study.ben.dm.id}/messages")) == 1
    fake.clock.shift(61)
    study.bot.server.ring()
    assert "70 of 100" in (await fake.said(study.ben.dm, 1)).text


async def test_a_ban_by_cloudflare_is_waited_for(study: Study, fake: FakeDiscord) -> None:
    route = f"POST /channels/{study.ben.dm.id}/messages"
    fake.trouble.cloudflare(route, retry_after=600)
    await study.ben.write(study.room, REPLY, reply_to=study.posted)
    await fake.until(lambda: fake.asked(route))
    fake.clock.shift(500)
    study.bot.server.ring()
    await study.ana.press(study.posted, "Hint")
    assert len(fake.asked(route)) == 1
    fake.clock.shift(101)
    study.bot.server.ring()
    assert "70 of 100" in (await fake.said(study.ben.dm, 1)).text


async def test_trouble_in_one_place_delays_no_other(study: Study, fake: FakeDiscord) -> None:
    fake.trouble.rate_limit(f"POST /channels/{study.ben.dm.id}/messages", 4)
    await study.ben.write(study.room, REPLY, reply_to=study.posted)
    await fake.until(lambda: fake.asked(f"POST /channels/{study.ben.dm.id}/messages"))
    await study.ana.write(study.room, "60 and paper", reply_to=study.posted)
    assert "60 of 100" in (await fake.said(study.ana.dm, 1, within=2)).text


@pytest.mark.parametrize("effect", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("route", [SEND, THREAD], ids=["post", "thread"])
async def test_a_line_lost_on_a_posting(
    study: Study, fake: FakeDiscord, route: str, effect: bool
) -> None:
    tomorrow(fake)
    before = len(posted(study))
    fake.drop(route, times=2, effect=effect)
    await tick(fake, study.bot)
    await all_out(study, before)
    assert not study.ana.dm.messages


async def test_an_error_on_a_posting(study: Study, fake: FakeDiscord) -> None:
    tomorrow(fake)
    before = len(posted(study))
    fake.fail(SEND, 503, times=2)
    await tick(fake, study.bot)
    await all_out(study, before)


async def test_a_grader_that_fails_is_tried_again(study: Study, fake: FakeDiscord) -> None:
    """The member hears nothing of it, and no traceback of anything."""
    grader = study.bot.core.deps.grader
    grader.failures = 1  # type: ignore[attr-defined]
    done = await study.ben.submit(await study.ben.press(study.posted, "Answer"), {"text": REPLY})
    await fake.until(lambda: not grader.failures)  # type: ignore[attr-defined]
    fake.clock.shift(600)
    study.bot.server.ring()
    told = await fake.until(lambda: [*done.followups, *study.ben.dm.messages.values()])
    assert "70 of 100" in told[0].text


async def take_hold(database: sqlite3.Connection) -> None:
    """Without blocking the loop, on which the bot may be in the middle of writing."""
    for _ in range(100):
        with suppress(sqlite3.OperationalError):
            database.execute("BEGIN IMMEDIATE")
            return
        await asyncio.sleep(0.01)
    raise AssertionError("the bot writes for ever")


async def test_a_database_that_is_held_by_another_process(study: Study, tmp_path: Path) -> None:
    """Discord is told in time that it takes a moment, and the answer is taken in."""
    form = await study.ben.press(study.posted, "Answer")
    path = tmp_path / "rounds.db"
    with closing(sqlite3.connect(path, isolation_level=None, timeout=0)) as other:
        await take_hold(other)
        done = await study.ben.submit(form, {"text": REPLY})
        assert done.thinking
        assert done.seconds is not None
        assert done.seconds < 2.5
        other.execute("ROLLBACK")
        assert "safe" in (await done.settled()).text
    assert "70 of 100" in (await done.followup(1)).text


async def rename(database: sqlite3.Connection, table: str, name: str) -> None:
    await take_hold(database)
    database.execute(f"ALTER TABLE {table} RENAME TO {name}")
    database.execute("COMMIT")


async def test_no_word_of_the_machine_is_shown(study: Study, tmp_path: Path) -> None:
    path = tmp_path / "rounds.db"
    with closing(sqlite3.connect(path, isolation_level=None, timeout=0)) as other:
        await rename(other, "groups", "gone")
        try:
            done = await study.ben.press(study.posted, "Hint")
            assert "I cannot write anything down" in done.text
            said = await study.ben.write(study.room, REPLY, reply_to=study.posted)
            told = await study.fake.said(study.ben.dm, 1)
            assert "I cannot write anything down" in told.text
        finally:
            await rename(other, "gone", "groups")
    for text in (done.text, told.text):
        assert "rounds.db" not in text
        assert "Error" not in text
        assert "groups" not in text
    assert not said.reactions
