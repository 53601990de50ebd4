"""Marking: letting a grader grade many replies, one prompt after the other."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.grade import Grade
from bot.evaluation.grouping import by_question
from bot.ports.grader import Grader
from bot.ports.prompts import PromptBank


async def mark(bank: PromptBank, grader: Grader, pieces: Sequence[tuple[str, str]]) -> list[Grade]:
    """The grades of (prompt id, reply) pieces, in their order.

    A prompt's pieces are graded together, since a bank keeps only some prompts at hand. Raises
    UnknownPrompt and BrokenContent.
    """
    found: dict[int, Grade] = {}
    for prompt_id, places in by_question(range(len(pieces)), lambda at: pieces[at][0]).items():
        prompt = bank.prompt(prompt_id)
        for at in places:
            found[at] = await grader.grade(prompt, pieces[at][1])
    return [found[at] for at in range(len(pieces))]


def label(grader: Grader) -> str:
    """The grader's name and version, as a report names it."""
    return f"{grader.name} {grader.version}"


def counted(number: int, one: str, questions: int, question: str = "prompt") -> str:
    """`104 replies to 8 prompts`."""
    many = {"reply": "replies", "criterion": "criteria"}.get(one, f"{one}s")
    things = one if number == 1 else many
    return f"{number} {things} to {questions} {question}{'' if questions == 1 else 's'}"
