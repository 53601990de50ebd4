"""Restarts in the middle of everything: nothing is lost, nothing is done twice."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.group import Place
from bot.domain.member import Account
from bot.inbound import Chosen, Inbound
from tests.discord.fake import FakeDiscord
from tests.discord.fake.world.message import Message
from tests.discord.rounds import Study, a_study, public, rounds
from tests.support.cores import a_core
from tests.support.days import tick, tomorrow

REPLY = "70 because the desk drills it every quarter"
MINUTE = 60.0


@pytest.fixture
async def study(fake: FakeDiscord, tmp_path: Path) -> Study:
    """A group whose prompt is out, and whose bot has been stopped."""
    async with a_study(fake, tmp_path, clock=fake.clock) as made:
        pass
    fake.requests.clear()
    return made


def everybody_sees(study: Study) -> list[Message]:
    return public(study.fake, study.room)


def prompts(study: Study) -> list[Message]:
    """The prompts that everybody sees in the channel."""
    return [one for one in everybody_sees(study) if "Answer" in one.labels]


async def test_commands_are_told_once(fake: FakeDiscord, study: Study, tmp_path: Path) -> None:
    writes = fake.world.commands.writes
    async with rounds(fake, tmp_path):
        await study.ben.slash(study.guild, study.room, "streak")
    assert fake.world.commands.writes == writes
    assert not fake.asked("PUT /applications/*/commands")
    fake.world.commands.upsert(None, {"type": 1, "name": "old", "description": "Gone by now"})
    async with rounds(fake, tmp_path):
        await fake.until(lambda: fake.asked("PUT /applications/*/commands"))
    assert "old" not in [one["name"] for one in fake.world.commands.all()]


async def test_buttons_of_yesterday_work(fake: FakeDiscord, study: Study, tmp_path: Path) -> None:
    async with rounds(fake, tmp_path):
        hint = await study.ben.press(study.posted, "Hint")
        assert "Hint 1 of 3" in hint.text
        form = await study.ben.press(study.posted, "Answer")
        done = await study.ben.submit(form, {"text": REPLY})
        assert "70 of 100" in (await done.followup(1)).text
    async with rounds(fake, tmp_path):
        whole = await study.ben.press(done.followups[0], "Point by point")
        assert "Names the drill" in whole.text


async def test_a_form_opened_before_is_taken_in_after(fake: FakeDiscord, tmp_path: Path) -> None:
    async with a_study(fake, tmp_path) as study:
        form = await study.ben.press(study.posted, "Answer")
    async with rounds(fake, tmp_path):
        done = await study.ben.submit(form, {"text": REPLY})
        assert "safe" in done.text
        assert "70 of 100" in (await done.followup(1)).text


async def test_a_press_while_away_is_not_answered_and_the_next_one_is(
    fake: FakeDiscord, study: Study, tmp_path: Path
) -> None:
    fake.world.answer_within_s = 0.05
    lost = await study.ben.press(study.posted, "Hint")
    assert not lost.acknowledged
    fake.world.answer_within_s = 3.0
    async with rounds(fake, tmp_path):
        assert (await study.ben.press(study.posted, "Hint")).acknowledged


async def test_words_that_were_kept_and_not_handled_are_handled_once(
    fake: FakeDiscord, study: Study, tmp_path: Path
) -> None:
    core = await a_core(tmp_path, fake.clock)
    kept = Inbound(
        place=Place("discord", str(study.guild.id), str(study.room.id)),
        account=Account(f"discord:{study.ben.id}", "Ben"),
        said=Chosen("answer", {"text": REPLY}),
        event_key="discord:i:1",
        at=fake.clock.now(),
        about=str(study.posted.id),
    )
    assert await core.keep(kept)
    await core.close()
    fake.clock.shift(2 * MINUTE)
    async with rounds(fake, tmp_path, clock=fake.clock):
        told = await fake.said(study.ben.dm, 1)
        assert "70 of 100" in told.text
    async with rounds(fake, tmp_path, clock=fake.clock) as again:
        fake.clock.shift(2 * MINUTE)
        history = await study.ben.slash(study.guild, study.room, "history")
        assert history.text.count("70") == 1
        assert not await again.core.left_over(fake.clock.now(), timedelta(minutes=1))
    assert len(study.ben.dm.messages) == 1


async def test_kept_words_that_cannot_be_used_are_answered_too(
    fake: FakeDiscord, study: Study, tmp_path: Path
) -> None:
    core = await a_core(tmp_path, fake.clock)
    kept = Inbound(
        place=Place("discord", str(study.guild.id), str(study.room.id)),
        account=Account(f"discord:{study.ben.id}", "Ben"),
        said=Chosen("probe", {"text": REPLY}),
        event_key="discord:i:2",
        at=fake.clock.now(),
    )
    assert await core.keep(kept)
    await core.close()
    fake.clock.shift(2 * MINUTE)
    async with rounds(fake, tmp_path, clock=fake.clock):
        assert "no answer of yours" in (await fake.said(study.ben.dm, 1)).text
    async with rounds(fake, tmp_path, clock=fake.clock):
        await study.ben.slash(study.guild, study.room, "streak")
    assert len(study.ben.dm.messages) == 1


async def test_a_prompt_that_was_claimed_and_not_sent_goes_out_once(
    fake: FakeDiscord, study: Study, tmp_path: Path
) -> None:
    core = await a_core(tmp_path, fake.clock)
    tomorrow(fake)
    await core.tick(fake.clock.now())
    assert await core.outgoing(["discord"], fake.clock.now())
    await core.close()
    fake.clock.shift(2 * MINUTE)
    async with rounds(fake, tmp_path, clock=fake.clock):
        await fake.until(lambda: len(prompts(study)) == 2 and prompts(study)[1].thread)
    async with rounds(fake, tmp_path, clock=fake.clock):
        await study.ben.slash(study.guild, study.room, "streak")
    assert len(prompts(study)) == 2


@pytest.mark.parametrize("away", [1.0, 10.0, 60.0], ids="{} min".format)
async def test_a_prompt_that_was_sent_and_not_marked_is_there_once(
    fake: FakeDiscord, study: Study, tmp_path: Path, away: float
) -> None:
    tomorrow(fake)
    fake.drop("POST /channels/*/messages", times=2, effect=True)
    async with rounds(fake, tmp_path, clock=fake.clock) as bot:
        await tick(fake, bot)
        sent = await fake.until(lambda: prompts(study)[1:])
    assert sent[0].thread is None
    fake.clock.shift(away * MINUTE)
    async with rounds(fake, tmp_path, clock=fake.clock):
        await fake.until(lambda: sent[0].thread)
        form = await study.ben.press(sent[0], "Answer")
        done = await study.ben.submit(form, {"text": REPLY})
        assert "70 of 100" in (await done.followup(1)).text
    assert len(prompts(study)) == 2
    assert len(everybody_sees(study)) == 3, "the prompts and how the first one ended"


async def test_a_lost_line_before_the_prompt_was_sent_sends_it_later(
    fake: FakeDiscord, study: Study, tmp_path: Path
) -> None:
    tomorrow(fake)
    fake.drop("POST /channels/*/messages", times=2, effect=False)
    async with rounds(fake, tmp_path, clock=fake.clock) as bot:
        await tick(fake, bot)
        await fake.until(lambda: len(fake.asked("POST /channels/*/messages")) == 2)
    assert len(everybody_sees(study)) == 1
    fake.clock.shift(5 * MINUTE)
    async with rounds(fake, tmp_path, clock=fake.clock):
        await fake.until(lambda: len(prompts(study)) == 2 and prompts(study)[1].thread)
    assert len(everybody_sees(study)) == 3


@pytest.mark.parametrize("effect", [True, False], ids=["opened", "not opened"])
async def test_the_thread_is_opened_after_a_lost_line(
    fake: FakeDiscord, study: Study, tmp_path: Path, effect: bool
) -> None:
    tomorrow(fake)
    fake.drop("POST /channels/*/messages/*/threads", effect=effect)
    async with rounds(fake, tmp_path, clock=fake.clock) as bot:
        await tick(fake, bot)
        await fake.until(lambda: fake.asked("POST /channels/*/messages/*/threads"))
    fake.clock.shift(5 * MINUTE)
    async with rounds(fake, tmp_path, clock=fake.clock, content=True):
        thread = await fake.until(lambda: prompts(study)[1].thread)
        assert thread is not None
        said = await study.ben.write(thread, REPLY)
        await fake.until(lambda: said.reactions)
    assert len(prompts(study)) == 2
    assert not [one for one in study.ana.dm.messages.values() if "could not" in one.text]


async def test_the_same_group_goes_on(fake: FakeDiscord, study: Study, tmp_path: Path) -> None:
    async with rounds(fake, tmp_path, clock=fake.clock) as bot:
        tomorrow(fake)
        await tick(fake, bot)
        posted = await fake.until(lambda: prompts(study)[1:])
        assert posted[0].text != study.posted.text
