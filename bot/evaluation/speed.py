"""The run over time: how long one reply of 250 words takes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import median

from bot.evaluation.figure import Figure
from bot.evaluation.marking import label
from bot.evaluation.report import Report
from bot.evaluation.sample import RankedPair
from bot.ports.grader import Grader
from bot.ports.prompts import PromptBank

WORDS = 250
_REPLIES = 25
_AGAIN = 3


async def evaluate_speed(
    bank: PromptBank, grader: Grader, pairs: Sequence[RankedPair], clock: Callable[[], float]
) -> Report:
    """The median time, in milliseconds, to grade a reply cut to or filled up to 250 words.

    `clock` counts seconds. Rubrics are prepared before, as in a bot that runs.
    """
    taken: list[float] = []
    criteria = 0
    for pair in pairs[:_REPLIES]:
        prompt = bank.prompt(pair.prompt)
        criteria += len(prompt.rubric.criteria)
        words = f"{pair.better} {pair.worse}".split()
        reply = " ".join((words * (WORDS // max(1, len(words)) + 1))[:WORDS])
        await grader.grade(prompt, reply)
        for _ in range(_AGAIN):
            before = clock()
            await grader.grade(prompt, reply)
            taken.append((clock() - before) * 1000)
    n = len(pairs[:_REPLIES])
    mean = round(criteria / n) if n else 0
    value = median(taken) if taken else None
    title = f"median ms, about {mean} criteria"
    counted = f"{n} replies of {WORDS} words"
    return Report(
        "speed", label(grader), counted, 0, (Figure("speed", title, value, n, "replies"),)
    )
