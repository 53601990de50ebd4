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
        "We kept quiet until the final report.",
        "If errors rise we go on and widen it.",
        "A wrong dose is at their own risk.",
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
        "I'd ask two health systems that carry their own risk.",
        "A number that changes nothing goes.",
        "A number that can't stop anything is decoration.",
        "Go on one 90-day slice, heart failure, two units.",
        "It ran unseen for six weeks, and I saw who it missed.",
        "If errors are back to baseline after four weeks, we go on and widen it.",
        "When the power fails, nurses carry on with a written sheet.",
        'I\'d sit beside two pharmacists and ask "why did you skip that safety alert?"',
    ],
)
def test_decisions_for_safety_are_not(reply: str) -> None:
    assert decided(reply) == 0
