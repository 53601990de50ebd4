"""Mock rounds on Discord: a whole stage in a thread and in private, files, time, restarts."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.grading.late import LateGrader
from tests.discord.fake import FakeDiscord
from tests.discord.fake.world.channel import Channel
from tests.discord.fake.world.message import Message
from tests.discord.fake.world.thread import Thread
from tests.discord.rounds import Study, a_study, rounds
from tests.support.days import calm, tick
from tests.support.loops import BEDS, SURPRISED, THIN
from tests.support.stages import DRILL, small_loops

PAPER = "We go back to paper sheets at each desk as soon as the tool is silent."
MINUTE = 60.0
GRADER = LateGrader()
"""Loaded once for all of these tests."""


def settings(fake: FakeDiscord, *, content: bool = True) -> dict[str, Any]:
    """With the offline grader, which says what a follow-up is for, and a small loop."""
    return {"clock": fake.clock, "content": content, "grader": GRADER, "loops": small_loops()}


@pytest.fixture
async def study(fake: FakeDiscord, tmp_path: Path) -> AsyncIterator[Study]:
    """A group in #practice whose bot may read what is written in threads."""
    async with a_study(fake, tmp_path, **settings(fake)) as made:
        yield made


async def heard(study: Study, channel: Channel, words: str, number: int = 1) -> Message:
    """What the bot said there with these words, the so-manieth time."""

    def look() -> list[Message]:
        mine = [one for one in channel.messages.values() if one.author is study.fake.bot]
        found = [one for one in mine if words in one.text and one.only_for is None]
        return found if len(found) >= number else []

    found = (await study.fake.until(look))[number - 1]
    # Nobody is so quick that a message they answer is not yet known to be out.
    await calm(study.bot)
    return found


async def begin(study: Study, stage: str = "talk") -> tuple[Message, Thread]:
    """Ben begins in #practice; the opening message and its thread."""
    done = await study.ben.slash(study.guild, study.room, "mock start", loop="clinic", stage=stage)
    assert done.ephemeral
    opening = await heard(study, study.room, "clinic loop")
    thread = await study.fake.until(lambda: opening.thread)
    assert thread is not None
    return opening, thread


async def say(study: Study, channel: Channel, text: str, **more: Any) -> Message:
    """Ben writes, and sees that it was taken in."""
    said = await study.ben.write(channel, text, **more)
    await study.fake.until(lambda: said.reactions)
    return said


async def finish(study: Study, channel: Channel) -> None:
    """Answer what is asked until the round is over."""
    for _ in range(12):
        said = await study.ben.write(channel, f"{BEDS} {SURPRISED}")
        await study.fake.answer(said)
        if any("That was the round" in one.text for one in channel.messages.values()):
            return
    raise AssertionError("the round never ends")


async def test_a_whole_stage_in_a_thread(study: Study, fake: FakeDiscord) -> None:
    opening, thread = await begin(study)
    assert "Ben" in opening.text
    assert "You would run our bed board." in opening.text
    assert thread.name.startswith("Ben: The talk")
    assert {"Answer", "Pass", "Pause"} <= set(opening.labels)
    await say(study, thread, "How many patients do you see?")
    assert "About 90 a night." in (await heard(study, thread, "About 90")).text
    await say(study, thread, THIN)
    await heard(study, thread, "What about the fallback?")
    form = await study.ben.press(opening, "Answer")
    done = await study.ben.submit(form, {"text": PAPER})
    assert done.ephemeral
    asked = await heard(study, thread, DRILL)
    status = await study.ben.slash(study.guild, thread, "mock status")
    assert DRILL in status.text
    await study.ben.press(asked, "Pass")
    await heard(study, thread, "News of")
    await finish(study, thread)
    assert sum("News of" in one.text for one in thread.messages.values()) == 1
    debrief = await heard(study, study.ben.dm, "Debrief: The talk")
    assert "You passed 1 question." in debrief.text
    kept = await study.ben.press(debrief, "Transcript")
    assert kept.message is not None
    (file,) = kept.message.attachments
    assert file["filename"].startswith("round-talk-")
    path = str(file["url"]).removeprefix(f"{fake.world.files_url}/")
    assert f"> {PAPER}" in fake.world.files[path].decode()
    rounds_in_room = [one for one in study.room.messages.values() if "clinic loop" in one.text]
    assert rounds_in_room == [opening], "all the rest is in the thread"


async def test_a_whole_stage_in_direct_messages(study: Study) -> None:
    done = await study.ben.slash(
        study.guild, study.room, "mock start", loop="clinic", stage="talk", where="private"
    )
    assert done.ephemeral
    dm = study.ben.dm
    await heard(study, dm, "You would run our bed board.")
    await say(study, dm, "How many patients do you see?")
    await heard(study, dm, "About 90 a night.")
    await say(study, dm, THIN)
    asked = await heard(study, dm, "What about the fallback?")
    assert "is paused" in (await study.ben.press(asked, "Pause")).text
    assert "is paused" in (await study.fake.answer(await study.ben.write(dm, PAPER))).text
    await study.ben.write(dm, "mock resume")
    await heard(study, dm, "Back where we were.")
    await finish(study, dm)
    await heard(study, dm, "Debrief: The talk")
    assert not [one for one in study.room.messages.values() if "bed board" in one.text]


async def test_begun_in_direct_messages_it_stays_there(study: Study) -> None:
    await study.ben.slash(study.guild, study.room, "streak")
    await study.ben.slash(None, study.ben.dm, "mock start", loop="clinic", stage="talk")
    await heard(study, study.ben.dm, "You would run our bed board.")
    await say(study, study.ben.dm, PAPER)
    await heard(study, study.ben.dm, DRILL)


async def test_without_the_intent_a_mention_and_the_form_do(
    fake: FakeDiscord, tmp_path: Path
) -> None:
    async with a_study(fake, tmp_path, **settings(fake, content=False)) as study:
        opening, thread = await begin(study)
        await say(study, thread, f"{fake.bot.mention} {THIN}")
        asked = await heard(study, thread, "What about the fallback?")
        await say(study, thread, PAPER, reply_to=asked, ping=True)
        await heard(study, thread, DRILL)
        form = await study.ben.press(opening, "Answer")
        await study.ben.submit(form, {"text": BEDS})
        await heard(study, thread, "News of")


async def test_a_pause_and_going_on_stay_in_the_thread(study: Study) -> None:
    opening, thread = await begin(study)
    paused = await study.ben.press(opening, "Pause")
    assert "is paused" in paused.text
    assert paused.message is not None
    await study.ben.press(paused.message, "Go on")
    await heard(study, thread, "Back where we were.")
    await study.ben.write(thread, "mock pause")
    await heard(study, study.ben.dm, "is paused")
    await study.ben.slash(study.guild, thread, "mock resume")
    await heard(study, thread, "Back where we were.", 2)
    found = [one for one in study.room.messages.values() if "Back where" in one.text]
    assert not found


async def test_going_on_in_the_channel_opens_a_thread_there(study: Study) -> None:
    await study.ben.slash(
        study.guild, study.room, "mock start", loop="clinic", stage="talk", where="private"
    )
    await heard(study, study.ben.dm, "You would run our bed board.")
    await study.ben.slash(study.guild, study.room, "mock resume")
    moved = await heard(study, study.room, "Back where we were.")
    thread = await study.fake.until(lambda: moved.thread)
    assert thread is not None
    await say(study, thread, PAPER)
    await heard(study, thread, DRILL)


async def test_words_of_others_in_the_thread_do_not_count(study: Study, fake: FakeDiscord) -> None:
    _, thread = await begin(study)
    theirs = await study.ana.write(thread, BEDS)
    called = await study.ana.write(thread, f"{fake.bot.mention} {BEDS}")
    await say(study, thread, PAPER)
    await heard(study, thread, DRILL)
    assert not theirs.reactions
    assert not called.reactions
    pressed = await study.ana.press(await heard(study, thread, DRILL), "Pass")
    assert "somebody else's round" in pressed.text
    status = await study.ben.slash(study.guild, study.room, "mock status")
    assert DRILL in status.text


async def test_a_take_home_is_handed_in_as_a_file(study: Study) -> None:
    await study.ben.slash(
        study.guild, study.room, "mock start", loop="clinic", stage="home", where="private"
    )
    handed_out = await heard(study, study.ben.dm, "Three pages with a hole in them.")
    assert "Hand in" in handed_out.labels
    await study.ben.write(study.ben.dm, "Who is on the team?")
    await heard(study, study.ben.dm, "You and two engineers.")
    await study.ben.write(study.ben.dm, "", files={"go-or-not.txt": f"{BEDS} {BEDS}".encode()})
    await heard(study, study.ben.dm, "Debrief: The take-home")


async def test_a_take_home_in_a_thread_is_handed_in_there(study: Study) -> None:
    _, thread = await begin(study, "home")
    await say(study, thread, "", files={"go-or-not.txt": f"{BEDS} {BEDS}".encode()})
    await heard(study, thread, "That was the round")
    await heard(study, study.ben.dm, "Debrief: The take-home")


async def test_time_is_told_where_the_round_lives(study: Study, fake: FakeDiscord) -> None:
    _, thread = await begin(study)
    fake.clock.shift(16 * MINUTE)
    await tick(fake, study.bot)
    await heard(study, thread, "Half of the time is over")
    fake.clock.shift(40 * MINUTE)
    await tick(fake, study.bot)
    stood = await heard(study, thread, "the clock stands since then")
    assert "Answer" not in stood.labels
    await study.ben.press(stood, "Go on")
    await heard(study, thread, "Back where we were.")


async def test_after_a_restart_it_goes_on_where_it_was(fake: FakeDiscord, tmp_path: Path) -> None:
    async with a_study(fake, tmp_path, **settings(fake)) as study:
        opening, thread = await begin(study)
        await say(study, thread, THIN)
        await heard(study, thread, "What about the fallback?")
    away = await study.ben.write(thread, PAPER)
    async with rounds(fake, tmp_path, **settings(fake)) as study.bot:
        await fake.until(lambda: away.reactions)
        await heard(study, thread, DRILL)
        form = await study.ben.press(opening, "Answer")
        await study.ben.submit(form, {"text": BEDS})
        await heard(study, thread, "News of")
    async with rounds(fake, tmp_path, **settings(fake)) as study.bot:
        await study.ben.slash(study.guild, study.room, "mock status")
        for words in ("What about the fallback?", DRILL, "News of"):
            told = [one for one in thread.messages.values() if words in one.text]
            assert len(told) == 1, words


async def test_events_that_come_again_count_once(study: Study, fake: FakeDiscord) -> None:
    _, thread = await begin(study)
    said = await say(study, thread, THIN)
    await heard(study, thread, "What about the fallback?")
    session = fake.gateway.session
    assert session is not None
    session.dispatch("MESSAGE_CREATE", said.payload() | {"guild_id": str(study.guild.id)})
    # What is said after it is answered after it.
    await say(study, thread, PAPER)
    await heard(study, thread, DRILL)
    status = await study.ben.slash(study.guild, study.room, "mock transcript")
    assert status.message is not None
    (file,) = status.message.attachments
    path = str(file["url"]).removeprefix(f"{fake.world.files_url}/")
    assert fake.world.files[path].decode().count(THIN) == 1
    mine = [one for one in thread.messages.values() if one.author is fake.bot]
    assert sum("What about the fallback?" in one.text for one in mine) == 1


async def test_a_decision_is_a_button(study: Study) -> None:
    opening, thread = await begin(study, "ward")
    assert {"Decide: pause", "Decide: proceed", "Pause"} <= set(opening.labels)
    noted = await study.ben.press(opening, "Decide: proceed")
    assert "Noted: Proceed" in noted.text
    await say(study, thread, f"We pause it now. {BEDS}")
    await heard(study, thread, "decided: pause")
