"""The longest there is: rubrics of any length, answers of any length, within Slack's limits."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from adapters.slack.limits import FIELD_TEXT
from bot.bootstrap import open_bank, open_grader
from bot.domain.prompt import Prompt
from bot.services.replies import LONGEST_REPLY
from bot.settings import Settings
from tests.slack.fake import FakeSlack
from tests.slack.fake.exchange import Exchange
from tests.slack.rounds import Study, a_study
from tests.support.builders import a_criterion, a_prompt
from tests.support.fakes import FakeBank, Quoting

CRITERIA = 60
TEXT = "Names who answers the phone at night, what hangs at each desk & who drilled it. " * 12
ENTITIES = "<!channel> & <@U1> "
"""As long as it gets on the wire, for its length."""


def word(number: int) -> str:
    return f"word{number:02d}"


def endless_prompt(prompt_id: str) -> Prompt:
    """More criteria than any window has blocks for, each with texts of a thousand characters."""
    prompt = a_prompt(prompt_id)
    criteria = tuple(
        replace(
            a_criterion(word(number), "paper"),
            text=f"{word(number)}: {TEXT}",
            why=TEXT,
            probe=f"{TEXT}?",
        )
        for number in range(CRITERIA)
    )
    return replace(
        prompt,
        head=replace(prompt.head, question=TEXT * 4, hints=(TEXT, TEXT, TEXT)),
        rubric=replace(prompt.rubric, criteria=criteria),
        model_answer=(TEXT * 3, TEXT * 3),
    )


async def point_by_point(study: Study, answer: str) -> Exchange:
    """The answer by the form, its feedback, and the button under that."""
    form = await (await study.ben.press(study.posted, "Answer")).opened()
    feedback = await (await study.ben.submit(form, {"text": answer})).told(2)
    pressed = await study.ben.press(feedback, "Point by point")
    await pressed.updated()
    return pressed


async def test_a_rubric_longer_than_any_window_is_shown_whole(
    fake: FakeSlack, tmp_path: Path
) -> None:
    bank = FakeBank([endless_prompt(f"prompt-{number:02d}") for number in range(2)])
    async with a_study(fake, tmp_path, bank=bank, grader=Quoting()) as study:
        pressed = await point_by_point(study, (ENTITIES * 200)[:FIELD_TEXT].strip())
        assert word(0) in (await pressed.opened()).text
        await fake.until(lambda: word(CRITERIA - 1) in pressed.text)
        assert all(word(number) in pressed.text for number in range(CRITERIA))
        assert pressed.ephemeral, "the window had room for all of it"
        assert "<!channel>" in pressed.text
        assert not [one for one in pressed.ephemeral if one.pings]


@pytest.mark.parametrize("length", [LONGEST_REPLY, LONGEST_REPLY + 1], ids=["longest", "too long"])
async def test_the_longest_answer_in_a_thread(fake: FakeSlack, tmp_path: Path, length: int) -> None:
    async with a_study(fake, tmp_path) as study:
        reply = ("90 " + "x" * length)[:length]
        said = await study.ben.write(study.room, reply, thread=study.posted)
        assert said.acknowledged
        told = "90 of 100" if length == LONGEST_REPLY else f"{LONGEST_REPLY:,}"
        await fake.until(lambda: told in said.text)


async def test_the_longest_prompt_of_the_shipped_bank(fake: FakeSlack, tmp_path: Path) -> None:
    """With the shipped grader, and an answer that meets every criterion."""
    bank = open_bank(Settings())
    longest = max((bank.prompt(one.id) for one in bank.heads()), key=length_of)
    good = [one.exemplars.good[0] for one in longest.rubric.criteria if one.exemplars.good]
    answer = " ".join(good)[:FIELD_TEXT]
    async with a_study(fake, tmp_path, bank=FakeBank([longest]), grader=open_grader()) as study:
        pressed = await point_by_point(study, answer)
        assert all(one.text in pressed.text for one in longest.rubric.criteria)


def length_of(prompt: Prompt) -> int:
    return sum(len(one.text) for one in prompt.rubric.criteria)
