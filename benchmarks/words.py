"""Replies made up from sentences of the trade: as long as wanted, the same for the same chance."""

from __future__ import annotations

from random import Random

from bot.domain.prompt import Prompt

_FILLER = (
    "I would first sit beside the people at the desk and watch two whole shifts.",
    "Before anything is built I ask who is hurt when this goes wrong, and how soon we would know.",
    "My metric is the share of visits in which nothing had to be typed twice.",
    "For the first release we keep paper beside the screen, and a nurse can switch it off.",
    "The compliance team joins in the first week, because a late objection costs us a quarter.",
    "We compare it with last year's numbers of the same clinic, not with a clinic of our choice.",
    "If the number has not moved after twelve weeks we stop and tell everybody why.",
    "That costs one sprint, and it is cheaper than an incident that nobody noticed.",
    "I wrote down what we would not do, so that nobody had to guess it in the steering group.",
    "The pharmacist found the dose that the algorithm had read from the wrong line.",
)


def reply(words: int, chance: Random, prompt: Prompt | None = None) -> str:
    """An answer of about so many words; to a prompt, half of it says what its rubric looks for."""
    told = list(_FILLER)
    if prompt is not None:
        for criterion in prompt.rubric.criteria:
            told += chance.sample(criterion.exemplars.good, min(1, len(criterion.exemplars.good)))
    sentences: list[str] = []
    length = 0
    while length < words:
        sentences.append(chance.choice(told))
        length += len(sentences[-1].split())
    return " ".join(sentences)
