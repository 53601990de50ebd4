"""Cards and drills on Discord: buttons, lists and forms with lists in them."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.content.library import FileBank, default_folder
from bot.domain.exercise import Mark, read_mark
from tests.discord.fake import FakeDiscord
from tests.discord.fake.exchange import Exchange
from tests.discord.fake.world import component
from tests.discord.fake.world.message import Message
from tests.discord.rounds import Study, a_study
from tests.support.naming import NamingGrader, a_behavioral_bank
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


def list_with(message: Message, value: str) -> str:
    """The name of the list that offers it."""
    for one in component.walk(message.components):
        if value in {option["value"] for option in one.get("options", [])}:
            return str(one["placeholder"])
    raise AssertionError(message.text)


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


async def test_the_map_leads_to_cards_and_a_card_to_what_exercises_it(
    fake: FakeDiscord, tmp_path: Path
) -> None:
    async with a_study(fake, tmp_path, bank=FileBank(default_folder())) as study:
        ben = study.ben
        mapped = await controls(study, await ben.slash(study.guild, study.room, "learn"))
        assert "42 cards" in mapped.text
        # There are more cards than a list has lines.
        cards = list_with(mapped, "alert-economy")
        card = await controls(study, await ben.select(mapped, cards, ["alert-economy"]))
        for part in ("Worked through", "The usual mistake", "Practise it", "Sources: "):
            assert part in card.text
        done = await ben.select(card, "Practise a prompt", ["ai-pharmacist-alerts"])
        assert "Answer" in (await controls(study, done)).labels
        done = await ben.select(card, "Related card", ["burden-math"])
        assert "With your own figures" in (await controls(study, done)).labels
        done = await ben.press(card, "Drill: Alert economy")
        assert mark_on(await controls(study, done)).drill == "alert-economy"
        again = await controls(study, await ben.press(card, "Map"))
        assert "40 of 42 cards are still new" in again.text


async def test_a_plan_is_made_shown_and_stopped(study: Study) -> None:
    async def plan(**said: Any) -> str:
        done = await study.ben.slash(study.guild, study.room, "plan", **said)
        await study.fake.until(lambda: done.text)
        assert done.ephemeral
        return done.text

    assert "21 days to your interview" in await plan(date="in 3 weeks payer")
    assert "Today" in await plan()
    assert "The plan is gone" in await plan(date="stop")


async def test_a_good_answer_is_kept_as_a_story_by_a_button(
    fake: FakeDiscord, tmp_path: Path
) -> None:
    more: dict[str, Any] = {"bank": a_behavioral_bank(), "grader": NamingGrader()}
    async with a_study(fake, tmp_path, **more) as study:
        form = await study.ben.press(study.posted, "Answer")
        sent = await study.ben.submit(form, {"text": "The fallback and the drill, at length"})
        feedback = await fake.until(
            lambda: next((one for one in sent.messages if "Keep as a story" in one.labels), None)
        )
        assert feedback is not None
        kept = await controls(study, await study.ben.press(feedback, "Keep as a story"))
        assert "Kept as story 1." in kept.text
        used = await study.ben.slash(
            study.guild, study.room, "story use", which="1", skill="safety"
        )
        assert "you tell story 1" in (await controls(study, used)).text
        shelf = await study.ben.slash(study.guild, study.room, "story list")
        gone = await study.ben.press(await controls(study, shelf), "Remove")
        assert "no longer kept" in (await controls(study, gone)).text
