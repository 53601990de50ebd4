"""Cards, drills, plans, progress and stories on Slack: buttons, lists and forms with lists."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from adapters.slack.actionid import read
from bot.content.library import FileBank, default_folder
from bot.domain.exercise import Mark, read_mark
from tests.slack.fake import FakeSlack
from tests.slack.fake.exchange import Exchange
from tests.slack.fake.world.message import Message
from tests.slack.rounds import MODES, Study, a_study
from tests.support.naming import NamingGrader, a_behavioral_bank
from tests.support.solving import DRILLS, Answers, answers_of

TOLD_WELL = "The fallback and the drill, told at length"
REPLY = "80 because the desk drills it every quarter"


@pytest.fixture
async def study(fake: FakeSlack, tmp_path: Path) -> AsyncIterator[Study]:
    """A group in #practice, with the cards and drills that come with Rounds."""
    async with a_study(fake, tmp_path) as made:
        yield made


@pytest.fixture(params=MODES)
async def either(
    fake: FakeSlack, tmp_path: Path, request: pytest.FixtureRequest
) -> AsyncIterator[Study]:
    """The same in each mode."""
    async with a_study(fake, tmp_path, mode=request.param) as made:
        yield made


def mark_on(message: Message) -> Mark:
    """The exercise that a message's controls are about."""
    for one in message.elements:
        press = read(one["action_id"].partition("#")[0])
        mark = read_mark(dict(press.values).get("of", "")) if press else None
        if mark is not None:
            return mark
    raise AssertionError(message.labels)


async def typed(study: Study, line: str) -> Message:
    """What only Ben sees after `/rounds` and that line, once there is something to press."""
    asked = await study.ben.slash(study.room, "/rounds", line)
    return await controls(study, asked)


async def told(study: Study, line: str) -> str:
    """What only Ben reads after `/rounds` and that line."""
    asked = await study.ben.slash(study.room, "/rounds", line)
    return (await asked.told()).text


async def controls(study: Study, done: Exchange) -> Message:

    found = await study.fake.until(
        lambda: next((one for one in done.ephemeral if one.elements), None)
    )
    assert found is not None
    assert not done.messages, "an exercise is nobody else's business"
    return found


async def shown(study: Study, form: str) -> tuple[Message, Answers]:
    """The next drill of that form, and what can be answered to it."""
    message = await typed(study, f"drill {DRILLS[form]}")
    answers = answers_of(study.bot.core.deps.course, mark_on(message))
    assert answers.posed.form == form
    return message, answers


async def give(study: Study, message: Message, answers: Answers, given: dict[str, str]) -> str:
    """Ben answers by what the message offers; what he reads then."""
    if "Answer" in message.labels:
        pressed = await study.ben.press(message, "Answer")
        form = await pressed.opened()
        assert [one["block_id"] for one in form.inputs] == list(given)
        done = await study.ben.submit(form, dict(given), channel=study.room)
    elif answers.option(given) in message.labels:
        done = await study.ben.press(message, answers.option(given))
    else:
        done = await study.ben.select(message, "Choose", given["answer"])
    assert done.acknowledged
    return (await controls(study, done)).text


async def right_and_wrong(study: Study, form: str) -> None:
    message, answers = await shown(study, form)
    said = await give(study, message, answers, answers.right)
    assert said.startswith("Right"), said
    again = await give(study, message, answers, answers.wrong)
    assert "the first answer counts" in again, again
    message, answers = await shown(study, form)
    said = await give(study, message, answers, answers.wrong)
    assert said.startswith("Not this time"), said
    assert answers.told in said, said


async def test_every_form_of_drill_takes_a_right_and_a_wrong_answer(either: Study) -> None:
    for form in DRILLS:
        await right_and_wrong(either, form)


async def test_two_things_picked_from_one_list_in_a_moment_are_two(study: Study) -> None:
    message = await typed(study, "drill")
    for kind in ("burden-math", "alert-economy"):
        done = await study.ben.select(message, "Pick a kind", kind)
        assert mark_on(await controls(study, done)).drill == kind


async def test_a_drill_is_answered_in_a_line(study: Study) -> None:
    _, answers = await shown(study, "numeric")
    assert (await told(study, f"drill {answers.right['answer']}")).startswith("Right")


async def test_the_map_leads_to_cards_and_a_card_to_what_exercises_it(
    fake: FakeSlack, tmp_path: Path
) -> None:
    async with a_study(fake, tmp_path, bank=FileBank(default_folder())) as study:
        mapped = await typed(study, "learn")
        assert "42 cards" in mapped.text
        done = await study.ben.select(mapped, "Open a card", "alert-economy")
        card = await controls(study, done)
        for part in ("Worked through", "The usual mistake", "Practise it", "Sources: "):
            assert part in card.text
        done = await study.ben.select(card, "Practise a prompt", "ai-pharmacist-alerts")
        assert "Answer" in (await controls(study, done)).labels
        done = await study.ben.select(card, "Related card", "burden-math")
        assert "With your own figures" in (await controls(study, done)).labels
        done = await study.ben.press(card, "Drill: Alert economy")
        assert mark_on(await controls(study, done)).drill == "alert-economy"
        again = await controls(study, await study.ben.press(card, "Map"))
        assert "40 of 42 cards are still new" in again.text


async def test_ones_own_figures_in_a_form(either: Study) -> None:
    card = await typed(either, "learn burden-math")
    form = await (await either.ben.press(card, "With your own figures")).opened()
    figures = {"alerts": "200", "precision": "20 %", "minutes": "3", "wage": "$48", "worth": "0"}
    done = await either.ben.submit(form, dict(figures), channel=either.room)
    assert "11,520" in (await done.told()).text
    assert not done.messages


async def test_the_checklist_is_walked_by_buttons(study: Study) -> None:
    seen = await typed(study, "learn launch-checklist")
    for label in ("Walk through it", *["Yes, with proof"] * 6, "No, or not yet"):
        seen = await controls(study, await study.ben.press(seen, label))
    assert "the verdict" in seen.text
    assert "1 of 7 points" in seen.text


async def test_progress_comes_as_a_picture_for_one_alone(either: Study) -> None:
    study = either
    said = await study.ben.write(study.room, REPLY, thread=study.posted)
    assert "80 of 100" in (await said.dm()).text
    asked = await study.ben.slash(study.room, "/rounds", "progress dark")
    await asked.told()
    file = await study.fake.until(
        lambda: next((one for each in study.ben.dm.messages.values() for one in each.files), None)
    )
    assert file is not None
    assert file.name == "progress.png"
    assert file.alt.startswith("Your progress, ")
    assert file.data is not None
    assert file.data.startswith(b"\x89PNG")
    assert not asked.messages


async def test_a_plan_is_made_shown_and_stopped(study: Study) -> None:
    made = await told(study, "plan in 3 weeks payer")
    assert "21 days to your interview" in made
    assert "Today" in await told(study, "plan")
    assert "The plan is gone" in await told(study, "plan stop")


@pytest.mark.parametrize("mode", MODES)
async def test_a_good_answer_is_kept_as_a_story_by_a_button(
    fake: FakeSlack, tmp_path: Path, mode: str
) -> None:
    more: dict[str, Any] = {"bank": a_behavioral_bank(), "grader": NamingGrader()}
    async with a_study(fake, tmp_path, mode=mode, **more) as study:
        said = await study.ben.write(study.room, TOLD_WELL, thread=study.posted)
        feedback = await said.dm()
        done = await study.ben.press(feedback, "Keep as a story")
        kept = await study.fake.until(lambda: [one for one in done.dms if "story 1" in one.text])
        assert "Kept as story 1." in kept[0].text
        assert "you tell story 1" in await told(study, "story use 1 safety")
        shelf = await typed(study, "story list")
        assert "Story 1: " in shelf.text
        gone = await controls(study, await study.ben.press(shelf, "Remove"))
        assert "no longer kept" in gone.text
