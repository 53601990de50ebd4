"""Cards and drills on Slack: buttons, lists and windows with lists in them."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.domain.drill import MatchItem, NumericItem
from bot.domain.exercise import Mark, drawn, pose, read_mark
from bot.domain.judging import LETTERS, with_unit
from tests.slack.fake import FakeSlack
from tests.slack.fake.world.message import Message
from tests.slack.rounds import Study, a_study


@pytest.fixture
async def study(fake: FakeSlack, tmp_path: Path) -> AsyncIterator[Study]:
    """A group in #practice, with the cards and drills that come with Rounds."""
    async with a_study(fake, tmp_path) as made:
        yield made


def mark_on(message: Message) -> Mark:
    """The exercise that a message's buttons are about."""
    found = re.search(r"of=(d/[^&!']+)", str(message.blocks))
    mark = read_mark(found[1]) if found else None
    assert mark is not None, message.text
    return mark


async def said(study: Study, line: str) -> Message:
    return await (await study.ben.slash(study.room, "/rounds", line)).told()


def right_number(study: Study, mark: Mark) -> str:
    drill = study.bot.core.deps.course.drill(mark.drill)
    item = drill.item(mark.item) if drill else None
    assert isinstance(item, NumericItem)
    return with_unit(item.answer.value(drawn(item, mark)), item.unit)


async def test_a_number_is_written_into_a_window_or_behind_the_command(study: Study) -> None:
    message = await said(study, "drill burden-math")
    form = await (await study.ben.press(message, "Answer")).opened()
    right = right_number(study, mark_on(message))
    done = await (await study.ben.submit(form, {"answer": right})).told()
    assert "Right" in done.text
    again = await said(study, "drill burden-math")
    assert "Right" in (await said(study, f"drill {right_number(study, mark_on(again))}")).text


async def test_pairs_are_picked_from_lists_in_a_window(study: Study) -> None:
    message = await said(study, "drill interop-match")
    mark = mark_on(message)
    drill = study.bot.core.deps.course.drill(mark.drill)
    item = drill.item(mark.item) if drill else None
    assert drill is not None
    assert isinstance(item, MatchItem)
    posed = pose(drill, item, mark.seed)
    rights = {one.left: one.right for one in item.pairs}
    given = {
        f"p{place}": LETTERS[posed.options.index(rights[left])]
        for place, left in enumerate(posed.lefts, start=1)
    }
    form = await (await study.ben.press(message, "Answer")).opened()
    assert {one["element"]["type"] for one in form.inputs} == {"static_select"}
    done = await (await study.ben.submit(form, given)).told()
    assert "Right" in done.text


async def test_ones_own_figures_and_the_checklist(study: Study) -> None:
    card = await said(study, "learn burden-math")
    form = await (await study.ben.press(card, "With your own figures")).opened()
    figures = {"alerts": "200", "precision": "20 %", "minutes": "3", "wage": "$48", "worth": "0"}
    assert "11,520" in (await (await study.ben.submit(form, figures)).told()).text
    point = await said(study, "learn launch-checklist yyyyyy")
    done = await (await study.ben.press(point, "I don't know")).told()
    assert "the verdict" in done.text
