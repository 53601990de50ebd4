"""Windows, shortcuts, mentions, the home: what does the same as a command where none works."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.slack.fake import FakeSlack
from tests.slack.rounds import Study, a_study

REPLY = "70 because the desk drills it every quarter"
GRADE, ANYWHERE = "rounds_grade", "rounds_anywhere"


@pytest.fixture
async def study(fake: FakeSlack, tmp_path: Path) -> AsyncIterator[Study]:
    async with a_study(fake, tmp_path) as made:
        yield made


async def test_the_whole_rubric_opens_in_a_window(study: Study) -> None:
    form = await (await study.ben.press(study.posted, "Answer")).opened()
    feedback = await (await study.ben.submit(form, {"text": REPLY})).told(2)
    pressed = await study.ben.press(feedback, "Point by point")
    view = await pressed.updated()
    assert "Names the drill" in view.text


async def test_revising_from_the_window_closes_all_of_them(study: Study) -> None:
    form = await (await study.ben.press(study.posted, "Answer")).opened()
    feedback = await (await study.ben.submit(form, {"text": REPLY})).told(2)
    window = await (await study.ben.press(feedback, "Point by point")).updated()
    again = await (await study.ben.press(window, "Revise")).opened()
    done = await study.ben.submit(again, {"text": "85 with paper at each desk"}, channel=study.room)
    await study.fake.until(lambda: study.ben.modal is None)
    await study.fake.until(lambda: "85 of 100" in done.text)
    assert [one.channel for one in done.ephemeral] == [study.room] * 2


async def test_a_window_that_will_not_open_is_told_in_messages(study: Study) -> None:
    form = await (await study.ben.press(study.posted, "Answer")).opened()
    feedback = await (await study.ben.submit(form, {"text": REPLY})).told(2)
    study.fake.fail("views.open", "expired_trigger_id")
    pressed = await study.ben.press(feedback, "Point by point")
    assert "Names the drill" in await pressed.settled()


async def test_a_window_that_cannot_be_filled_is_told_in_messages(study: Study) -> None:
    form = await (await study.ben.press(study.posted, "Answer")).opened()
    feedback = await (await study.ben.submit(form, {"text": REPLY})).told(2)
    study.fake.fail("views.update", "not_found")
    pressed = await study.ben.press(feedback, "Point by point")
    assert "Names the drill" in (await pressed.told()).text


async def test_a_message_of_ones_own_by_its_menu(study: Study) -> None:
    said = await study.ben.write(study.room, REPLY)
    assert said.message is not None
    done = await study.ben.shortcut(GRADE, said.message)
    assert done.acknowledged
    await study.fake.until(lambda: "70 of 100" in done.text)


async def test_talk_handed_in_by_its_menu_counts_once(study: Study) -> None:
    first = await study.ben.write(study.room, "60 at first", thread=study.posted)
    await first.dm()
    talk = await study.ben.write(study.room, "80 with paper", thread=study.posted)
    assert talk.message is not None
    assert not talk.dms
    done = await study.ben.shortcut(GRADE, talk.message)
    await study.fake.until(lambda: "80 of 100" in done.text)
    again = await study.ben.shortcut(GRADE, talk.message)
    await study.fake.until(lambda: "already arrived" in again.text)
    assert all(one.acked_at for one in await study.fake.redeliver(talk))
    assert all(one.acked_at for one in await study.fake.redeliver(done, forced=True))
    history = await study.ben.slash(study.room, "/rounds", "history")
    assert (await history.settled()).count("80") == 1


async def test_somebody_elses_message_is_refused(study: Study) -> None:
    said = await study.ben.write(study.room, REPLY)
    assert said.message is not None
    done = await study.ana.shortcut(GRADE, said.message)
    assert "your own" in (await done.settled()).lower()


async def test_the_shortcut_for_everywhere(study: Study) -> None:
    opened = await (await study.ben.shortcut(ANYWHERE)).opened()
    done = await study.ben.submit(opened, {"line": "streak"})
    assert done.acknowledged
    assert "streak" in (await done.settled()).lower()


async def test_a_line_typed_from_anywhere_may_name_any_channel(study: Study) -> None:
    """It came from none, which is no channel to be called by a name either."""
    opened = await (await study.ana.shortcut(ANYWHERE)).opened()
    done = await study.ana.submit(opened, {"line": "setup channel=#None"})
    assert done.acknowledged
    assert "#None" in await done.settled()


async def test_the_shortcut_for_everywhere_asks_for_what_is_missing(study: Study) -> None:
    opened = await (await study.ben.shortcut(ANYWHERE)).opened()
    await study.ben.submit(opened, {"line": "answer"})
    form = study.ben.modal
    assert form is not None
    done = await study.ben.submit(form, {"text": REPLY})
    await study.fake.until(lambda: "70 of 100" in done.text)


@pytest.mark.parametrize("in_thread", [True, False], ids=["thread", "channel"])
async def test_a_mention_is_a_command(study: Study, in_thread: bool) -> None:
    thread = study.posted if in_thread else None
    said = await study.ben.write(study.room, "hint", thread=thread, mentions=[study.team.bot])
    assert "Hint 1" in await said.settled()


async def test_talk_in_the_channel_is_nobodys_business(study: Study) -> None:
    said = await study.ben.write(study.room, REPLY)
    assert said.acknowledged
    history = await study.ben.slash(study.room, "/rounds", "history")
    assert "70" not in await history.settled()
    assert not said.dms


async def test_direct_messages_are_commands_and_answers(study: Study) -> None:
    asked = await study.ben.write(study.ben.dm, "practice")
    assert "Answer" in str((await asked.dm()).labels)
    said = await study.ben.write(study.ben.dm, REPLY)
    await study.fake.until(lambda: "70 of 100" in said.text)


async def test_the_home_shows_todays_prompt_and_answers_it(study: Study) -> None:
    await study.ben.open_home()
    await study.fake.until(lambda: study.ben.home is not None)
    home = study.ben.home
    assert home is not None
    assert "streak" in home.text.lower()
    form = await (await study.ben.press(home, "Answer")).opened()
    done = await study.ben.submit(form, {"text": REPLY})
    assert done.acknowledged
    await study.fake.until(
        lambda: any("70 of 100" in one.text for one in study.ben.dm.messages.values())
    )
