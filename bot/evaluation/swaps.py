"""Swaps: good replies handed in for other questions, where they deserve nothing."""

from __future__ import annotations

from collections.abc import Sequence

from bot.errors import BrokenContent
from bot.evaluation.figure import Figure, share_of
from bot.evaluation.marking import mark
from bot.evaluation.sample import LabelledReply
from bot.ports.grader import Grader
from bot.ports.prompts import PromptBank

GOOD = 3
HELD = 1


async def swaps(
    bank: PromptBank,
    grader: Grader,
    samples: Sequence[LabelledReply],
    prompts: Sequence[str],
    seed: int,
) -> Figure:
    """The share of good replies that stay at level 1 or below under each of the other prompts.

    Prompts that cannot be used are passed over. The interval draws the questions that the replies
    were written for.
    """
    good = [one for one in samples if one.level >= GOOD]
    held: dict[str, list[bool]] = {one.prompt: [] for one in good}
    for other in prompts:
        visitors = [one for one in good if one.prompt != other]
        try:
            grades = await mark(bank, grader, [(other, one.reply) for one in visitors])
        except BrokenContent:
            continue
        for one, grade in zip(visitors, grades, strict=True):
            held[one.prompt].append(grade.level <= HELD)
    title = f"good replies to other questions held <= {HELD}"
    return share_of("swaps_held", title, list(held.values()), "swaps", seed)
