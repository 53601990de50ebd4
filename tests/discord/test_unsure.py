"""Discord did it and never said so: it is looked up, and never sent on a guess."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from adapters.discord.sent import LOOK_BACK, MOST_READ
from tests.discord.fake import FakeDiscord
from tests.discord.fake.request import Request
from tests.discord.fake.world.channel import Channel
from tests.discord.fake.world.message import Message
from tests.discord.fake.world.posting import compose
from tests.discord.rounds import Study, a_study, public
from tests.support.days import through, tick, tomorrow

REPLY = "70 because the desk drills it every quarter"
PAST_THE_NONCE_S = 11 * 60
"""Discord has forgotten the nonce by then: only what stands in the channel tells."""


@pytest.fixture
async def study(fake: FakeDiscord, tmp_path: Path) -> AsyncIterator[Study]:
    """A running group."""
    async with a_study(fake, tmp_path, clock=fake.clock) as made:
        yield made


@asynccontextmanager
async def unsure(study: Study) -> AsyncIterator[list[Message]]:
    """All that is posted next day, in the end as during: it is out, but each line broke."""
    fake, route = study.fake, f"POST /channels/{study.room.id}/messages"
    fake.drop(route, times=9, effect=True)
    await tick(fake, study.bot)
    await fake.until(lambda: prompts(study)[1:])
    posted = public(fake, study.room)
    await fake.until(lambda: len(cut(study, route)) == len(posted) - 1)
    fake.trouble.clear()
    yield posted
    assert public(fake, study.room) == posted


def cut(study: Study, route: str) -> list[Request]:
    return [one for one in study.fake.asked(route) if one.status is None]


def prompts(study: Study) -> list[Message]:
    return [one for one in public(study.fake, study.room) if "Answer" in one.labels]


def chatter(study: Study, channel: Channel, number: int) -> None:
    """So many messages of a member, which are there to be read; nobody is told of them."""
    for count in range(number):
        one = compose(study.fake.world, channel, study.ana, content=f"{count}")
        channel.messages[one.id] = one


@pytest.mark.parametrize(
    ("before", "after"),
    [(0, 0), (LOOK_BACK + 50, LOOK_BACK + 50), (MOST_READ + 50, LOOK_BACK + 50)],
    ids=["quiet", "busy", "very busy"],
)
async def test_it_is_found_however_much_was_written(study: Study, before: int, after: int) -> None:
    tomorrow(study.fake)
    chatter(study, study.room, before)
    async with unsure(study):
        chatter(study, study.room, after)
        study.fake.clock.shift(PAST_THE_NONCE_S)
        await through(study.fake, study.bot)
        assert not study.ana.dm.messages


async def test_where_it_may_not_read_a_host_is_told_instead(
    study: Study, fake: FakeDiscord
) -> None:
    tomorrow(fake)
    async with unsure(study):
        fake.revoke("read_message_history", study.room)
        fake.clock.shift(PAST_THE_NONCE_S)
        await through(fake, study.bot)
    told = "\n".join(one.text for one in study.ana.dm.messages.values())
    assert "could not post the prompt" in told
    assert "Read Message History" in told


async def test_who_replies_before_that_is_heard(study: Study, fake: FakeDiscord) -> None:
    tomorrow(fake)
    async with unsure(study):
        await study.ben.write(study.room, REPLY, reply_to=prompts(study)[-1])
        assert "70 of 100" in (await fake.said(study.ben.dm, 1)).text
        await through(fake, study.bot)
