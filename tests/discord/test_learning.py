"""Cards and drills on Discord: buttons, lists and forms with lists in them."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.domain.exercise import Mark, read_mark
from tests.discord.fake import FakeDiscord
from tests.discord.fake.exchange import Exchange
from tests.discord.fake.world import component
from tests.discord.fake.world.message import Message
from tests.discord.rounds import Study, a_study
from tests.support.solving import DRILLS, Answers, answers_of


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


def answers_on(study: Study, message: Message) -> Answers:
    return answers_of(study.bot.core.deps.course, mark_on(message))


async def give(study: Study, message: Message, answers: Answers, given: dict[str, str]) -> str:
    """Ben answers by what the message offers; what he reads then."""
    if "Answer" in message.labels:
        form = await study.ben.press(message, "Answer")
        assert form.modal is not None
        kind = component.INPUT if "answer" in given else component.SELECT
        assert [one["type"] for one in form.modal.fields] == [kind] * len(given)
        done = await study.ben.submit(form, dict(given))
    elif answers.option(given) in message.labels:
        done = await study.ben.press(message, answers.option(given))
    else:
        done = await study.ben.select(message, "Choose", [given["answer"]])
    return (await controls(study, done)).text


@pytest.mark.parametrize("form", DRILLS)
async def test_every_form_of_drill_takes_a_right_and_a_wrong_answer(
    study: Study, form: str
) -> None:
    message = await shown(study, DRILLS[form])
    answers = answers_on(study, message)
    assert answers.posed.form == form
    assert "Right" in await give(study, message, answers, answers.right)
    again = await give(study, message, answers, answers.wrong)
    assert "the first answer counts" in again
    message = await shown(study, DRILLS[form])
    answers = answers_on(study, message)
    said = await give(study, message, answers, answers.wrong)
    assert "Not this time" in said
    assert answers.told in said


async def test_a_number_comes_back_with_its_working(study: Study) -> None:
    message = await shown(study, "burden-math")
    form = await study.ben.press(message, "Answer")
    assert form.modal is not None
    assert "Your answer, in" in form.modal.text
    done = await study.ben.submit(form, answers_on(study, message).right)
    assert "The working" in done.text


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
    said = await study.ben.write(study.ben.dm, answers_on(study, message).right["answer"])
    assert "Right" in (await fake.answer(said)).text


async def test_names_are_completed_while_somebody_types(study: Study) -> None:
    found = await study.ben.autocomplete(study.guild, study.room, "drill", "kind", "burden")
    assert "burden-math" in [one["value"] for one in found.choices]
