"""Mock rounds on Slack: a whole stage in a thread and in private, files, time, restarts, Home."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.grading.late import LateGrader
from tests.slack.fake import FakeSlack
from tests.slack.fake.exchange import Exchange
from tests.slack.fake.world.channel import Channel
from tests.slack.fake.world.message import Message
from tests.slack.fake.world.view import View
from tests.slack.rounds import MODES, Study, a_study, rounds
from tests.support.days import calm, tick
from tests.support.loops import BEDS, SURPRISED, THIN
from tests.support.stages import DRILL, small_loops

PAPER = "We go back to paper sheets at each desk as soon as the tool is silent."
TAKEN_IN = "white_check_mark"
MINUTE = 60.0
GRADER = LateGrader()
"""Loaded once for all of these tests."""


def settings(fake: FakeSlack, mode: str = "socket") -> dict[str, Any]:
    """With the offline grader, which says what a follow-up is for, and a small loop."""
    return {"clock": fake.clock, "mode": mode, "grader": GRADER, "loops": small_loops()}


@pytest.fixture
async def study(fake: FakeSlack, tmp_path: Path) -> AsyncIterator[Study]:
    """A group in #practice, over Socket Mode: for what no mode has a part in."""
    async with a_study(fake, tmp_path, **settings(fake)) as made:
        yield made


@pytest.fixture(params=MODES)
async def either(
    fake: FakeSlack, tmp_path: Path, request: pytest.FixtureRequest
) -> AsyncIterator[Study]:
    """The same in each mode."""
    async with a_study(fake, tmp_path, **settings(fake, request.param)) as made:
        yield made


async def heard(study: Study, channel: Channel, words: str, number: int = 1) -> Message:
    """What the bot said there with these words, the so-manieth time."""

    def look() -> list[Message]:
        mine = [one for one in channel.messages.values() if one.by is not None]
        found = [one for one in mine if words in one.text]
        return found if len(found) >= number else []

    found = (await study.fake.until(look))[number - 1]
    # Nobody is so quick that a message they answer is not yet known to be out.
    await calm(study.bot)
    return found


async def begin(study: Study, stage: str = "talk") -> Message:
    """Ben begins in #practice; the message whose thread the round lives in."""
    asked = await study.ben.slash(study.room, "/rounds", f"mock start clinic {stage}")
    assert asked.acknowledged
    return await heard(study, study.room, "clinic loop")


async def privately(study: Study, stage: str = "talk") -> None:
    """Ben begins in private; the opening comes by direct message."""
    await study.ben.slash(study.room, "/rounds", f"mock start clinic {stage} private")
    await heard(study, study.ben.dm, "The take-home" if stage == "home" else "bed board")


async def say(study: Study, channel: Channel, text: str, **more: Any) -> Exchange:
    """Ben writes, and sees that it was taken in."""
    said = await study.ben.write(channel, text, **more)
    await study.fake.until(lambda: said.message is not None and TAKEN_IN in said.message.reactions)
    return said


async def finish(study: Study, channel: Channel, **more: Any) -> None:
    """Answer what is asked until the round is over."""
    for _ in range(12):
        await say(study, channel, f"{BEDS} {SURPRISED}", **more)
        await calm(study.bot)
        if any("That was the round" in one.text for one in channel.messages.values()):
            return
    raise AssertionError("the round never ends")


async def test_a_whole_stage_in_a_thread(either: Study) -> None:
    study = either
    opening = await begin(study)
    assert opening.text.startswith("ben")
    assert "You would run our bed board." in opening.text
    assert {"Answer", "Pass", "Pause"} <= set(opening.labels)
    await say(study, study.room, "How many patients do you see?", thread=opening)
    fact = await heard(study, study.room, "About 90 a night.")
    assert fact.thread_ts == opening.ts
    await say(study, study.room, THIN, thread=opening)
    await heard(study, study.room, "What about the fallback?")
    form = await (await study.ben.press(opening, "Answer")).opened()
    await study.ben.submit(form, {"text": PAPER})
    asked = await heard(study, study.room, DRILL)
    status = await study.ben.slash(study.room, "/rounds", "mock status")
    assert DRILL in (await status.told()).text
    await study.ben.press(asked, "Pass")
    await heard(study, study.room, "News of")
    await finish(study, study.room, thread=opening)
    debrief = await heard(study, study.ben.dm, "Debrief: The talk")
    assert "You passed 1 question." in debrief.text
    await study.ben.press(debrief, "Transcript")
    kept = await heard(study, study.ben.dm, "round-talk-")
    (file,) = kept.files
    assert file.data is not None
    assert f"> {PAPER}" in file.data.decode()
    mine = [one for one in study.room.messages.values() if one.by is not None]
    outside = [one for one in mine if one.thread_ts in {None, one.ts}]
    assert outside == [study.posted, opening], "all the rest is in the thread"


async def test_a_whole_stage_in_direct_messages(either: Study) -> None:
    study = either
    await privately(study)
    dm = study.ben.dm
    await say(study, dm, "How many patients do you see?")
    await heard(study, dm, "About 90 a night.")
    await say(study, dm, THIN)
    asked = await heard(study, dm, "What about the fallback?")
    await study.ben.press(asked, "Pause")
    await heard(study, dm, "is paused at minute 0")
    await study.ben.write(dm, PAPER)
    await heard(study, dm, "not taken as an answer")
    await study.ben.write(dm, "mock resume")
    await heard(study, dm, "Back where we were.")
    await finish(study, dm)
    await heard(study, dm, "Debrief: The talk")
    assert not [one for one in study.room.messages.values() if "bed board" in one.text]


async def test_begun_in_direct_messages_it_stays_there(study: Study) -> None:
    await study.ben.slash(study.room, "/rounds", "streak")
    await study.ben.slash(study.ben.dm, "/rounds", "mock start clinic talk")
    await heard(study, study.ben.dm, "You would run our bed board.")
    await say(study, study.ben.dm, PAPER)
    await heard(study, study.ben.dm, DRILL)


async def test_a_pause_and_going_on_stay_in_the_thread(study: Study) -> None:
    opening = await begin(study)
    await study.ben.write(study.room, "mock pause", thread=opening)
    paused = await study.fake.until(
        lambda: [one for one in study.ben.ephemerals if "is paused" in one.text]
    )
    await study.ben.press(paused[0], "Go on")
    again = await heard(study, study.room, "Back where we were.")
    assert again.thread_ts == opening.ts
    await study.ben.press(again, "Pause")
    await study.ben.slash(study.room, "/rounds", "mock resume")
    again = await heard(study, study.room, "Back where we were.", 2)
    assert again.thread_ts == opening.ts


async def test_going_on_in_the_channel_begins_a_thread_there(study: Study) -> None:
    await privately(study)
    await study.ben.slash(study.room, "/rounds", "mock resume")
    moved = await heard(study, study.room, "Back where we were.")
    await say(study, study.room, PAPER, thread=moved)
    assert (await heard(study, study.room, DRILL)).thread_ts == moved.ts


async def test_words_of_others_in_the_thread_do_not_count(study: Study) -> None:
    opening = await begin(study)
    theirs = await study.ana.write(study.room, BEDS, thread=opening)
    called = await study.ana.write(study.room, BEDS, thread=opening, mentions=[study.team.bot])
    assert "nothing was counted" in (await called.told()).text
    await say(study, study.room, PAPER, thread=opening)
    asked = await heard(study, study.room, DRILL)
    for said in (theirs, called):
        assert said.message is not None
        assert not said.message.reactions
    assert "somebody else's round" in await (await study.ana.press(asked, "Pass")).settled()
    status = await study.ben.slash(study.room, "/rounds", "mock status")
    assert DRILL in (await status.told()).text


async def test_a_take_home_is_handed_in_as_a_file(either: Study) -> None:
    study = either
    await privately(study, "home")
    handed_out = await heard(study, study.ben.dm, "Three pages with a hole in them.")
    assert "Hand in" in handed_out.labels
    await study.ben.write(study.ben.dm, "Who is on the team?")
    await heard(study, study.ben.dm, "You and two engineers.")
    await study.ben.write(study.ben.dm, "", files={"go-or-not.txt": f"{BEDS} {BEDS}".encode()})
    await heard(study, study.ben.dm, "Debrief: The take-home")


async def test_a_take_home_in_a_thread_is_handed_in_there(study: Study) -> None:
    opening = await begin(study, "home")
    files = {"go-or-not.txt": f"{BEDS} {BEDS}".encode()}
    await say(study, study.room, "", thread=opening, files=files)
    over = await heard(study, study.room, "That was the round")
    assert over.thread_ts == opening.ts
    await heard(study, study.ben.dm, "Debrief: The take-home")


async def test_time_is_told_where_the_round_lives(study: Study, fake: FakeSlack) -> None:
    opening = await begin(study)
    fake.clock.shift(16 * MINUTE)
    await tick(fake, study.bot)
    assert (await heard(study, study.room, "Half of the time is")).thread_ts == opening.ts
    fake.clock.shift(40 * MINUTE)
    await tick(fake, study.bot)
    stood = await heard(study, study.room, "the clock stands since then")
    assert stood.labels == ["Go on"]
    await study.ben.press(stood, "Go on")
    assert (await heard(study, study.room, "Back where we were.")).thread_ts == opening.ts


@pytest.mark.parametrize("mode", MODES)
async def test_after_a_restart_it_goes_on_where_it_was(
    fake: FakeSlack, tmp_path: Path, mode: str
) -> None:
    async with a_study(fake, tmp_path, **settings(fake, mode)) as study:
        opening = await begin(study)
        said = await say(study, study.room, THIN, thread=opening)
        await heard(study, study.room, "What about the fallback?")
    async with rounds(fake, study.team, tmp_path, **settings(fake, mode)) as study.bot:
        await fake.redeliver(said)
        await say(study, study.room, PAPER, thread=opening)
        await heard(study, study.room, DRILL)
        form = await (await study.ben.press(opening, "Answer")).opened()
        await study.ben.submit(form, {"text": BEDS})
        await heard(study, study.room, "News of")
        for words in ("What about the fallback?", DRILL, "News of"):
            told = [one for one in opening.replies if words in one.text]
            assert len(told) == 1, words


async def test_events_that_come_again_count_once(either: Study, fake: FakeSlack) -> None:
    study = either
    opening = await begin(study)
    said = await say(study, study.room, THIN, thread=opening)
    await heard(study, study.room, "What about the fallback?")
    assert all(one.acked_at for one in await fake.redeliver(said))
    asked = await study.ben.slash(study.room, "/rounds", "mock transcript")
    await asked.told()
    (file,) = (await heard(study, study.ben.dm, "round-talk-")).files
    assert file.data is not None
    assert file.data.decode().count(THIN) == 1


async def test_home_shows_the_round_under_way_or_the_next_one(
    study: Study, fake: FakeSlack
) -> None:
    async def home(words: str) -> View:
        await study.ben.open_home()
        await fake.until(lambda: study.ben.home is not None and words in study.ben.home.text)
        assert study.ben.home is not None
        return study.ben.home

    await study.ben.write(study.room, BEDS, thread=study.posted)
    await heard(study, study.ben.dm, "of 100")
    view = await home("Next: “The talk” of The clinic loop, 30 minutes.")
    for words in ("Today's prompt", "streak", "reminder", "risk and safety"):
        assert words.lower() in view.text.lower(), words
    await study.ben.press(view, "Begin the round")
    await heard(study, study.ben.dm, "You would run our bed board.")
    await say(study, study.ben.dm, PAPER)
    await heard(study, study.ben.dm, DRILL)
    await study.ben.press(await home(DRILL), "Pass")
    await heard(study, study.ben.dm, "News of")
    await home("News of")


async def test_a_decision_is_a_button(study: Study) -> None:
    opening = await begin(study, "ward")
    assert {"Decide: pause", "Decide: proceed", "Pause"} <= set(opening.labels)
    noted = await study.ben.press(opening, "Decide: proceed")
    assert "Noted: Proceed" in await noted.settled()
    await say(study, study.room, f"We pause it now. {BEDS}", thread=opening)
    await heard(study, study.room, "decided: pause")
