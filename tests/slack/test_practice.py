"""Practising on Slack: commands, buttons, forms, threads, direct messages, in both modes."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.slack.fake import FakeSlack
from tests.slack.rounds import MODES, Study, a_study

REPLY = "70 because the desk drills it every quarter"


@pytest.fixture(params=MODES)
async def study(
    fake: FakeSlack, tmp_path: Path, request: pytest.FixtureRequest
) -> AsyncIterator[Study]:
    """A group in #practice whose prompt of the day is out."""
    async with a_study(fake, tmp_path, mode=request.param) as made:
        yield made


async def test_the_answer_button_opens_a_form_and_the_feedback_is_the_members_alone(
    study: Study,
) -> None:
    pressed = await study.ben.press(study.posted, "Answer")
    form = await pressed.opened()
    done = await study.ben.submit(form, {"text": REPLY})
    assert done.acknowledged
    assert "safe" in (await done.told()).text
    feedback = await done.told(2)
    assert "70 of 100" in feedback.text
    assert feedback.only_for is study.ben


async def test_words_in_the_thread_count_and_get_their_mark(study: Study, fake: FakeSlack) -> None:
    said = await study.ben.write(study.room, REPLY, thread=study.posted)
    assert said.acknowledged
    assert "70 of 100" in (await said.dm()).text
