"""Setting up by buttons and lists alone, from an empty workspace to the first prompt."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.slack.fake import FakeSlack
from tests.slack.fake.person import Person
from tests.slack.fake.world.channel import Channel
from tests.slack.fake.world.view import View
from tests.slack.rounds import MODES, a_study, posting_in, rounds


async def turned(fake: FakeSlack, window: View, words: str) -> None:
    """The window shows that by now."""
    await fake.until(lambda: words in window.text)


async def through(fake: FakeSlack, ana: Person, room: Channel) -> View:
    """From the command to the summary, all in one window."""
    window = await (await ana.slash(room, "/rounds", "setup")).updated()
    assert "step 1 of 5" in window.text
    assert (await ana.select(window, "Choose the channel", room.id)).acknowledged
    await turned(fake, window, "step 2 of 5")
    await ana.select(window, "Choose a time", "09:00")
    await turned(fake, window, "step 3 of 5")
    for zone, then in (("Atlantis/Deep", "no time zone"), ("Europe/Berlin", "step 4 of 5")):
        form = await (await ana.press(window, "Another zone")).opened()
        assert ana.modal is form
        await ana.submit(form, {"zone": zone})
        assert ana.modal is window
        await turned(fake, window, then)
    await ana.select(window, "Choose the days", "Every day")
    await turned(fake, window, "step 5 of 5")
    await ana.press(window, "Private feedback")
    await turned(fake, window, "Ready to start")
    assert "Europe/Berlin" in window.text
    assert "Call a role" in window.labels
    assert "Name a host role" not in window.labels
    assert not ana.ephemerals
    return window


@pytest.mark.parametrize("mode", MODES)
async def test_from_nothing_to_the_first_prompt(fake: FakeSlack, tmp_path: Path, mode: str) -> None:
    team = fake.team("Study")
    ana = fake.user("Ana", team, "owner")
    room = fake.channel(team, "practice", [ana])
    async with rounds(fake, team, tmp_path, mode=mode):
        window = await through(fake, ana, room)
        await ana.press(window, "Try it and start")
        await turned(fake, window, "Started")
        assert not room.messages, "the dry run is gone"
        assert (await ana.press(window, "Post one now")).acknowledged
        await fake.until(lambda: posting_in(room))
        await turned(fake, window, "on its way")


async def test_a_dry_run_that_fails_and_the_next_one(fake: FakeSlack, tmp_path: Path) -> None:
    team = fake.team("Study")
    ana = fake.user("Ana", team, "owner")
    room = fake.channel(team, "practice", [ana], joined=False)
    async with rounds(fake, team, tmp_path):
        window = await through(fake, ana, room)
        await ana.press(window, "Try it and start")
        await turned(fake, window, "/invite @Rounds")
        fake.join(room, team.bot)
        await ana.press(window, "Try again")
        await turned(fake, window, "Started")
        assert not room.messages


async def test_a_window_that_will_not_open_goes_on_in_messages(
    fake: FakeSlack, tmp_path: Path
) -> None:
    team = fake.team("Study")
    ana = fake.user("Ana", team, "owner")
    room = fake.channel(team, "practice", [ana])
    fake.fail("views.open", "expired_trigger_id")
    async with rounds(fake, team, tmp_path):
        step = await (await ana.slash(room, "/rounds", "setup")).told()
        assert "step 1 of 5" in step.text
        step = await (await ana.select(step, "Choose the channel", room.id)).told()
        assert "step 2 of 5" in step.text


async def test_a_member_cannot_begin_a_group(fake: FakeSlack, tmp_path: Path) -> None:
    team = fake.team("Study")
    ben = fake.user("Ben", team)
    room = fake.channel(team, "practice", [ben])
    async with rounds(fake, team, tmp_path):
        window = await (await ben.slash(room, "/rounds", "setup")).updated()
        assert "step 1" not in window.text
        assert "Whoever runs this place" in window.text


@pytest.mark.parametrize("typed", ["delete", "Europe/Berlin", "#nowhere"])
async def test_a_channel_that_is_none_is_refused(
    fake: FakeSlack, tmp_path: Path, typed: str
) -> None:
    async with a_study(fake, tmp_path) as study:
        asked = await study.ana.slash(study.room, "/rounds", f"setup channel={typed} time=10:30")
        assert "is no channel" in await asked.settled()
