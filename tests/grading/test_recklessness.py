from __future__ import annotations

import pytest

from bot.grading.negation import denials
from bot.grading.recklessness import reckless
from bot.grading.text import read


def decided(reply: str) -> int:
    text = read(reply)
    return len(reckless(text, denials(text), frozenset()))


@pytest.mark.parametrize(
    "reply",
    [
        "Even if errors rise we launch on the first.",
        "One real leak and we carry on with the rollout.",
        "The audit log can be added later, once we have revenue.",
        "A fallback is overkill at this stage.",
        "A wrong dose is the user's responsibility.",
        "I would make it mandatory for the readers.",
        "Near misses? We do not inform the hospital.",
        "We ship before validation, the market will not wait.",
        "Review? No human in the loop, full automation.",
        "False negatives are part of any model.",
    ],
)
def test_decisions_against_safety_are_found(reply: str) -> None:
    assert decided(reply) == 1


@pytest.mark.parametrize(
    "reply",
    [
        "If errors rise we do not launch.",
        "One real leak and we stop the rollout.",
        "The audit log must not come later, it is there from day one.",
        "A fallback is not overkill.",
        "I can't say that legal will handle it.",
        "We never ship before validation.",
        "No note leaves without a human who signs it.",
        "It would be a mistake to make it mandatory.",
        "We expand only when errors stay below 1%.",
        "If the error rate is above 2% we roll back.",
        "We never carry on after a leak.",
    ],
)
def test_decisions_for_safety_are_not(reply: str) -> None:
    assert decided(reply) == 0
