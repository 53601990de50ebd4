"""The longest rounds there are on Discord: question, brief, answer, debrief within its limits."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tests.discord.fake import FakeDiscord
from tests.discord.fake.world.message import Message
from tests.discord.rounds import a_study
from tests.discord.test_mock import heard
from tests.support.fakes import Quoting
from tests.support.stages import BRIEF, CRITERIA, endless_loops, numbered

SENTENCE = "The alarm data of"
ANSWER = ("90 @everyone *paper* at each_desk of <@1> " * 500)[:19_000]


def read(messages: Iterable[Message]) -> str:
    return " ".join(one.text for one in messages)


async def test_the_longest_question_in_a_thread(fake: FakeDiscord, tmp_path: Path) -> None:
    async with a_study(
        fake, tmp_path, clock=fake.clock, loops=endless_loops(), grader=Quoting()
    ) as study:
        await study.ben.slash(study.guild, study.room, "mock start", loop="clinic", stage="talk")
        asked = await heard(study, study.room, "question 1 of 2")
        assert "What do you do first?" in read(study.room.messages.values())
        opening = await heard(study, study.room, "clinic loop")
        thread = await fake.until(lambda: opening.thread)
        assert thread is not None
        button = asked if asked.buttons else study.room.last
        form = await study.ben.press(button, "Answer")
        await study.ben.submit(form, {"text": ANSWER[:3900]})
        await heard(study, thread, "question 1 of 2")
        status = await study.ben.slash(study.guild, thread, "mock status")
        assert status.acknowledged
        everything = [*study.room.messages.values(), *thread.messages.values()]
        assert not [one for one in everything if one.author is fake.bot and one.mention_everyone]


async def test_the_longest_brief_and_debrief(fake: FakeDiscord, tmp_path: Path) -> None:
    async with a_study(
        fake, tmp_path, clock=fake.clock, loops=endless_loops(), grader=Quoting()
    ) as study:
        await study.ben.slash(
            study.guild, study.room, "mock start", loop="clinic", stage="home", where="private"
        )
        dm = study.ben.dm
        await heard(study, dm, "Hand it in until")
        assert read(dm.messages.values()).count(SENTENCE) == BRIEF.count(SENTENCE)
        await study.ben.write(dm, "", files={"go-or-not.txt": ANSWER.encode()})
        debrief = await heard(study, dm, "Transcript")
        pressed = await study.ben.press(debrief, "Point by point")
        await fake.until(
            lambda: all(numbered(one) in read(pressed.messages) for one in range(CRITERIA))
        )
        kept = await study.ben.press(debrief, "Transcript")
        assert kept.message is not None
        (file,) = kept.message.attachments
        path = str(file["url"]).removeprefix(f"{fake.world.files_url}/")
        assert fake.world.files[path].decode().count(SENTENCE) == BRIEF.count(SENTENCE)
