"""The longest rounds there are on Slack: question, brief, answer, debrief within its limits."""

from __future__ import annotations

from pathlib import Path

from adapters.slack.limits import FIELD_TEXT
from tests.slack.fake import FakeSlack
from tests.slack.rounds import a_study
from tests.slack.test_longest import ENTITIES
from tests.slack.test_mock import heard
from tests.support.fakes import Quoting
from tests.support.stages import BRIEF, CRITERIA, endless_loops, numbered

SENTENCE = "The alarm data of"
ANSWER = ("90 " + ENTITIES * 2000)[:19_000]


async def test_the_longest_question_in_a_thread_and_at_home(
    fake: FakeSlack, tmp_path: Path
) -> None:
    async with a_study(
        fake, tmp_path, clock=fake.clock, loops=endless_loops(), grader=Quoting()
    ) as study:
        await study.ben.slash(study.room, "/rounds", "mock start clinic talk")
        opening = await heard(study, study.room, "clinic loop")
        assert "What do you do first?" in "".join(
            one.text for one in study.room.messages.values() if one.by is not None
        )
        asked = await heard(study, study.room, "question 1 of 2")
        form = await (await study.ben.press(asked, "Answer")).opened()
        await study.ben.submit(form, {"text": (ENTITIES * 200)[:FIELD_TEXT].strip()})
        await fake.until(
            lambda: any(one.thread_ts == opening.ts != one.ts for one in opening.replies)
        )
        await study.ben.slash(study.room, "/rounds", "mock status")
        await study.ben.open_home()
        await fake.until(lambda: study.ben.home)
        assert not [one for one in study.room.messages.values() if one.pings and one.by is not None]


async def test_the_longest_brief_and_debrief(fake: FakeSlack, tmp_path: Path) -> None:
    async with a_study(
        fake, tmp_path, clock=fake.clock, loops=endless_loops(), grader=Quoting()
    ) as study:
        await study.ben.slash(study.room, "/rounds", "mock start clinic home private")
        dm = study.ben.dm
        await heard(study, dm, "Hand it in until")
        told = " ".join(one.text for one in dm.messages.values())
        assert told.count(SENTENCE) == BRIEF.count(SENTENCE)
        await study.ben.write(dm, "", files={"go-or-not.txt": ANSWER.encode()})
        debrief = await heard(study, dm, "Transcript")
        pressed = await study.ben.press(debrief, "Point by point")
        await fake.until(lambda: all(numbered(one) in pressed.text for one in range(CRITERIA)))
        await study.ben.press(debrief, "Transcript")
        (file,) = (await heard(study, dm, "round-home-")).files
        assert file.data is not None
        assert file.data.decode().count(SENTENCE) == BRIEF.count(SENTENCE)
        assert not [one for one in dm.messages.values() if one.pings and one.by is not None]
