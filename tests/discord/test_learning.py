"""Cards and drills on Discord: buttons, lists and forms with lists in them."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.domain.drill import ChoiceItem, MatchItem, NumericItem
from bot.domain.exercise import Mark, drawn, pose, read_mark
from bot.domain.judging import LETTERS, with_unit
from tests.discord.fake import FakeDiscord
from tests.discord.fake.exchange import Exchange
from tests.discord.fake.world import component
from tests.discord.fake.world.message import Message
from tests.discord.rounds import Study, a_study


@pytest.fixture
async def study(fake: FakeDiscord, tmp_path: Path) -> AsyncIterator[Study]:
    """A group in #practice, with the cards and drills that come with Rounds."""
    async with a_study(fake, tmp_path) as made:
        yield made


def mark_on(message: Message) -> Mark:
    """The exercise that a message's buttons are about."""
    for one in component.walk(message.components):
        found = re.search(r"of=(d/[^&!]+)", one.get("custom_id", ""))
        mark = read_mark(found[1]) if found else None
        if mark is not None:
            return mark
    raise AssertionError(message.labels)


async def shown(study: Study, kind: str) -> Message:
    done = await study.ben.slash(study.guild, study.room, "drill", kind=kind)
    return await controls(study, done)


async def controls(study: Study, done: Exchange) -> Message:
    """The message with buttons or lists that answers; where that takes long, once it is there."""
    found = await study.fake.until(
        lambda: next((one for one in done.messages if one.components), None)
    )
    assert found is not None
    assert done.ephemeral
    return found


def right_number(study: Study, mark: Mark) -> str:
    drill = study.bot.core.deps.course.drill(mark.drill)
    item = drill.item(mark.item) if drill else None
    assert isinstance(item, NumericItem)
    return with_unit(item.answer.value(drawn(item, mark)), item.unit)


async def test_a_number_is_written_into_a_form(study: Study) -> None:
    message = await shown(study, "burden-math")
    form = await study.ben.press(message, "Answer")
    assert form.modal is not None
    assert "Your answer, in" in form.modal.text
    right = right_number(study, mark_on(message))
    done = await study.ben.submit(form, {"answer": right})
    assert "Right" in done.text
    assert "working" in done.text
    assert done.ephemeral


async def test_a_bin_is_a_button(study: Study) -> None:
    message = await shown(study, "stops-or-signals")
    mark = mark_on(message)
    drill = study.bot.core.deps.course.drill(mark.drill)
    item = drill.item(mark.item) if drill else None
    assert isinstance(item, ChoiceItem)
    done = await study.ben.press(message, item.answer)
    assert "Right" in done.text
    again = await study.ben.press(message, next(o for o in item.options if o != item.answer))
    assert "the first answer counts" in again.text


async def test_pairs_are_picked_from_lists_in_a_form(study: Study) -> None:
    message = await shown(study, "interop-match")
    mark = mark_on(message)
    drill = study.bot.core.deps.course.drill(mark.drill)
    item = drill.item(mark.item) if drill else None
    assert drill is not None
    assert isinstance(item, MatchItem)
    posed = pose(drill, item, mark.seed)
    rights = {one.left: one.right for one in item.pairs}
    given: dict[str, object] = {
        f"p{place}": LETTERS[posed.options.index(rights[left])]
        for place, left in enumerate(posed.lefts, start=1)
    }
    form = await study.ben.press(message, "Answer")
    assert form.modal is not None
    assert [one["type"] for one in form.modal.fields] == [component.SELECT] * len(given)
    done = await study.ben.submit(form, dict(given))
    assert "Right" in done.text


async def test_ones_own_figures_in_a_form(study: Study) -> None:
    card = await study.ben.slash(study.guild, study.room, "learn", card="burden-math")
    form = await study.ben.press(await controls(study, card), "With your own figures")
    assert form.modal is not None
    figures = {"alerts": "200", "precision": "20 %", "minutes": "3", "wage": "$48", "worth": "0"}
    done = await study.ben.submit(form, dict(figures))
    assert "11,520" in done.text


async def test_the_checklist_is_walked_by_buttons(study: Study) -> None:
    card = await study.ben.slash(study.guild, study.room, "learn", card="launch-checklist")
    done: Exchange = await study.ben.press(await controls(study, card), "Walk through it")
    for _ in range(6):
        done = await study.ben.press(await controls(study, done), "Yes, with proof")
    done = await study.ben.press(await controls(study, done), "No, or not yet")
    assert "the verdict" in done.text
    assert "1 of 7 points" in done.text


async def test_a_drill_is_answered_in_private_words(study: Study, fake: FakeDiscord) -> None:
    await study.ben.slash(study.guild, study.room, "streak")
    asked = await study.ben.write(study.ben.dm, "drill burden-math")
    message = await fake.answer(asked)
    said = await study.ben.write(study.ben.dm, right_number(study, mark_on(message)))
    assert "Right" in (await fake.answer(said)).text


async def test_names_are_completed_while_somebody_types(study: Study) -> None:
    found = await study.ben.autocomplete(study.guild, study.room, "drill", "kind", "burden")
    assert "burden-math" in [one["value"] for one in found.choices]
