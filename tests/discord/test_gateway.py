"""The connection: dropped, resumed, refused, begun anew; what is said meanwhile is not lost."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import discord
import pytest

from tests.discord.fake import FakeDiscord
from tests.discord.rounds import Study, a_study
from tests.support.days import tick, tomorrow

REPLY = "70 because the desk drills it every quarter"
Trouble = Callable[[FakeDiscord], Awaitable[None]]


@pytest.fixture
async def study(fake: FakeDiscord, tmp_path: Path) -> AsyncIterator[Study]:
    """A running group."""
    async with a_study(fake, tmp_path, clock=fake.clock) as made:
        yield made


async def drop(fake: FakeDiscord) -> None:
    fake.gateway.drop()


async def reconnect(fake: FakeDiscord) -> None:
    fake.gateway.reconnect()


async def resumable(fake: FakeDiscord) -> None:
    fake.gateway.invalidate(resumable=True)


async def unknown_error(fake: FakeDiscord) -> None:
    await fake.gateway.close(4000)


async def abnormal(fake: FakeDiscord) -> None:
    await fake.gateway.close(1011)


RESUMED = [drop, reconnect, resumable, unknown_error, abnormal]


@pytest.mark.parametrize("trouble", RESUMED, ids=lambda one: one.__name__)
async def test_what_is_said_meanwhile_counts_once(
    study: Study, fake: FakeDiscord, trouble: Trouble
) -> None:
    await trouble(fake)
    said = await study.ben.write(study.room, REPLY, reply_to=study.posted)
    private = await study.ana.write(study.ana.dm, "60 and I drill too")
    await fake.until(lambda: said.reactions and private.reactions)
    assert len(fake.gateway.sessions) == 1
    assert "70 of 100" in (await fake.said(study.ben.dm, 1)).text
    done = await study.ben.slash(study.guild, study.room, "history")
    assert done.text.count("70") == 1
    assert len(study.ben.dm.messages) == 1


async def test_a_session_that_is_lost_loses_nothing_else(study: Study, fake: FakeDiscord) -> None:
    """REST goes on while the gateway is down: what was said before a posting is heard after it."""
    await study.ben.slash(study.guild, study.room, "streak")
    await fake.answer(await study.ben.write(study.ben.dm, "daily"))
    tomorrow(fake, hour=8, minute=59)
    fake.gateway.invalidate()
    said = await study.ben.write(study.room, REPLY, reply_to=study.posted)
    await study.ben.write(study.ben.dm, "hint")
    other = fake.guild("Other", owner=study.ana)
    fake.clock.shift(120)
    await tick(fake, study.bot)
    await fake.until(lambda: study.room.last.author is fake.bot)
    assert not said.reactions
    await fake.until(lambda: said.reactions, within=7)
    await fake.until(lambda: "Hint 1 of 3" in _read(study) and "70 of 100" in _read(study))
    done = await study.ben.slash(study.guild, study.room, "history")
    assert done.text.count("70") == 1
    assert len([one for one in study.ben.dm.messages.values() if "Today's" in one.text]) == 1
    set_up = await study.ana.slash(other, fake.text(other, "practice"), "setup")
    assert "step 1" in set_up.text


async def test_a_press_after_the_gap_is_answered(study: Study, fake: FakeDiscord) -> None:
    fake.gateway.drop()
    await fake.until(lambda: fake.gateway.resumed, within=12)
    assert (await study.ben.press(study.posted, "Hint")).acknowledged


async def test_what_was_changed_and_deleted_in_the_gap_is_taken_in_that_order(
    study: Study, fake: FakeDiscord
) -> None:
    """All of it comes at once when the line is back."""
    fake.gateway.drop()
    changed = await study.ben.write(study.room, "40 at first", reply_to=study.posted)
    await study.ben.edit(changed, "80 on paper and drilled")
    cleo = fake.user("Cleo")
    fake.member(study.guild, cleo)
    gone = await cleo.write(study.room, REPLY, reply_to=study.posted)
    await cleo.delete(gone)
    await fake.until(lambda: "80 of 100" in _read(study))
    board = await study.ana.slash(study.guild, study.room, "leaderboard", window="all")
    assert "Ben" in board.text
    assert "Cleo" not in board.text


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Connections are begun anew without a pause, also those that wait for their turn."""

    async def no_turn(*_: object, **__: object) -> None:
        pass

    for where in ("frames", "gateway"):
        monkeypatch.setattr(f"adapters.discord.{where}.BREATH_SECONDS", 0)
    monkeypatch.setattr(discord.Client, "before_identify_hook", no_turn)


@pytest.mark.usefixtures("at_once")
async def test_a_greeting_that_nobody_can_read_is_asked_for_again(
    fake: FakeDiscord, tmp_path: Path
) -> None:
    fake.gateway.garbled_left = 2
    async with a_study(fake, tmp_path, clock=fake.clock) as study:
        said = await study.ben.write(study.room, REPLY, reply_to=study.posted)
        await fake.until(lambda: said.reactions)


def _read(study: Study) -> str:
    return "\n".join(one.text for one in study.ben.dm.messages.values())
