"""An outside model that never answers delays feedback, and nothing else."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from importlib.util import find_spec
from pathlib import Path
from random import Random

import pytest

from adapters.judge.opening import KINDS, open_judge
from bot.grading.offline import OfflineGrader
from bot.judge.breaker import Breaker
from bot.judge.caller import Caller
from bot.judge.grader import JudgedGrader
from tests.discord.fake import FakeDiscord
from tests.discord.fake.world.message import Message
from tests.discord.rounds import Study, a_study, posting_in
from tests.judge.books import MemoryLedger, StillClock
from tests.judge.server import Answer, JudgeServer, honestly
from tests.support.days import tomorrow

KIND = KINDS[0]
MEMBERS = 6
"""More than are asked about at once: the others wait in the queue."""

REPLY = (
    "A laminated sheet hangs at each desk, and the charge nurse drills it every quarter, so that "
    "care goes on by hand within minutes whenever the tool is down."
)

pytestmark = pytest.mark.skipif(
    find_spec(KIND) is None, reason="the extras openai and anthropic are not installed"
)


@pytest.fixture
async def silence() -> asyncio.Event:
    """Until it is set the model says nothing."""
    return asyncio.Event()


@pytest.fixture
async def judge(silence: asyncio.Event) -> AsyncIterator[JudgeServer]:
    async with JudgeServer(KIND, lambda seen: Answer(honestly(seen).text, after=silence)) as made:
        yield made


@pytest.fixture
async def study(fake: FakeDiscord, tmp_path: Path, judge: JudgeServer) -> AsyncIterator[Study]:
    """A running group whose grader asks it."""
    ledger = MemoryLedger()
    asked = open_judge(KIND, url=judge.url, model="some-model", key="sk-key")
    caller = Caller(asked, ledger, Breaker(StillClock()), timeout=120.0)
    grader = JudgedGrader(
        OfflineGrader(), caller, ledger, model="m", chance=Random(1), whole_seconds=120.0
    )
    async with a_study(fake, tmp_path, clock=fake.clock, grader=grader) as made:
        yield made


async def test_nothing_but_feedback_waits_for_it(
    study: Study, fake: FakeDiscord, judge: JudgeServer, silence: asyncio.Event
) -> None:
    people = [fake.user(f"Member {number}") for number in range(MEMBERS)]
    for number, one in enumerate(people):
        fake.member(study.guild, one)
        await one.write(study.room, f"{REPLY} We did so {number} times.", reply_to=study.posted)
    async with asyncio.timeout(20):
        while not judge.now:  # noqa: ASYNC110 - it tells nobody
            await asyncio.sleep(0.01)

    # The clock's own tick finds what is due, and it is sent.
    tomorrow(fake)
    posted = await fake.until(lambda: newer(study), within=20)
    assert posted is not None
    await fake.until(lambda: posted.thread)

    # A form is answered in time, a button, a command, and words in the channel.
    form = await study.ben.press(posted, "Answer")
    done = await study.ben.submit(form, {"text": REPLY})
    asked = await study.ben.slash(study.guild, study.room, "streak")
    for act in (form, done, asked):
        assert act.acknowledged
        assert act.seconds is not None
        assert act.seconds < 2.5
    assert "safe" in done.text
    said = await study.ana.write(study.room, REPLY, reply_to=posted)
    await fake.until(lambda: said.reactions)

    assert judge.now, "it has said nothing all the while"
    assert not [one for one in people if one.dm.messages]

    silence.set()
    for one in people:
        assert "of 100" in (await fake.said(one.dm, 1, within=20)).text


def newer(study: Study) -> Message | None:
    found = posting_in(study.fake, study.room)
    return None if found is study.posted else found
