"""Who is no person: another bot and a webhook answer nothing, whatever they write and where."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.discord.fake import FakeDiscord
from tests.discord.fake.acts.writing import refer
from tests.discord.fake.world.message import Message, MessageType
from tests.discord.fake.world.posting import compose, publish
from tests.discord.rounds import Study, a_study
from tests.support.days import calm

REPLY = "70 because the desk drills it every quarter"


@pytest.fixture
async def study(fake: FakeDiscord, tmp_path: Path) -> AsyncIterator[Study]:
    """A running group whose bot may read everything."""
    async with a_study(fake, tmp_path, clock=fake.clock, content=True) as made:
        yield made


@pytest.mark.parametrize("kind", ["bot", "webhook"])
async def test_what_is_no_person_answers_nothing(
    study: Study, fake: FakeDiscord, kind: str
) -> None:
    robot = fake.user("Robot")
    fake.member(study.guild, robot)
    robot.bot = kind == "bot"
    hook = 4711 if kind == "webhook" else None
    world = fake.world
    reply: list[Message] = [
        publish(world, compose(world, place, robot, content=text, application_id=hook, **more))
        for place, text, more in (
            (study.thread, REPLY, {}),
            (study.room, f"{fake.bot.mention} {REPLY}", {"mentions": [fake.bot]}),
            (
                study.room,
                REPLY,
                {
                    "type": MessageType.REPLY,
                    "replied": study.posted,
                    "reference": refer(study.posted),
                },
            ),
        )
    ]
    said = await study.ben.write(study.thread, REPLY)
    await fake.until(lambda: said.reactions)
    await fake.said(study.ben.dm, 1)
    await calm(study.bot)
    board = await study.ana.slash(study.guild, study.room, "leaderboard", window="all")
    assert "Ben" in board.text
    assert "Robot" not in board.text
    assert not [one for one in reply if one.reactions]
