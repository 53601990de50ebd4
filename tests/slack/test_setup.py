"""Setting up by buttons and lists alone, from an empty workspace to the first prompt."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.slack.fake import FakeSlack
from tests.slack.fake.exchange import Exchange
from tests.slack.fake.person import Person
from tests.slack.fake.world.channel import Channel
from tests.slack.fake.world.message import Message
from tests.slack.rounds import MODES, posting_in, rounds


async def shown(done: Exchange) -> Message:
    """What it says after a press: in time, to this person alone, if need be in private."""
    assert done.acknowledged
    await done.settled()
    return [*done.ephemeral, *done.dms][-1]


async def through(ana: Person, room: Channel) -> Message:
    """From the command to the summary."""
    step = await shown(await ana.slash(room, "/rounds", "setup"))
    assert "step 1 of 5" in step.text
    step = await shown(await ana.select(step, "Choose the channel", room.id))
    assert "step 2 of 5" in step.text
    step = await shown(await ana.select(step, "Choose a time", "09:00"))
    assert "step 3 of 5" in step.text
    form = await (await ana.press(step, "Another zone")).opened()
    step = await shown(await ana.submit(form, {"zone": "Atlantis/Deep"}))
    assert "no time zone" in step.text
    form = await (await ana.press(step, "Another zone")).opened()
    step = await shown(await ana.submit(form, {"zone": "Europe/Berlin"}))
    assert "step 4 of 5" in step.text
    step = await shown(await ana.select(step, "Choose the days", "Every day"))
    assert "step 5 of 5" in step.text
    step = await shown(await ana.press(step, "Private feedback"))
    assert "Ready to start" in step.text
    assert "Call a role" in step.labels
    assert "Name a host role" not in step.labels
    assert "Europe/Berlin" in step.text
    return step


@pytest.mark.parametrize("mode", MODES)
async def test_from_nothing_to_the_first_prompt(fake: FakeSlack, tmp_path: Path, mode: str) -> None:
    team = fake.team("Study")
    ana = fake.user("Ana", team, "owner")
    room = fake.channel(team, "practice", [ana])
    async with rounds(fake, team, tmp_path, mode=mode):
        ready = await through(ana, room)
        started = await shown(await ana.press(ready, "Try it and start"))
        assert "Started" in started.text
        assert not room.messages, "the dry run is gone"
        assert (await ana.press(started, "Post one now")).acknowledged
        await fake.until(lambda: posting_in(room))


async def test_a_dry_run_that_fails_and_the_next_one(fake: FakeSlack, tmp_path: Path) -> None:
    team = fake.team("Study")
    ana = fake.user("Ana", team, "owner")
    room = fake.channel(team, "practice", [ana], joined=False)
    async with rounds(fake, team, tmp_path):
        failed = await shown(await ana.press(await through(ana, room), "Try it and start"))
        assert "/invite @Rounds" in failed.text
        fake.join(room, team.bot)
        started = await shown(await ana.press(failed, "Try again"))
        assert "Started" in started.text
        assert not room.messages


async def test_a_member_cannot_begin_a_group(fake: FakeSlack, tmp_path: Path) -> None:
    team = fake.team("Study")
    ben = fake.user("Ben", team)
    room = fake.channel(team, "practice", [ben])
    async with rounds(fake, team, tmp_path):
        step = await shown(await ben.slash(room, "/rounds", "setup"))
        assert "step 1" not in step.text
