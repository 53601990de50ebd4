"""A criterion in few words: brackets, asides and examples left out, never too much."""

from __future__ import annotations

import pytest

from bot.domain.prompt import Prompt
from bot.views.criteria import FEWEST_WORDS, brief
from tests.grading.bank import bank


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Names the fallback.", "names the fallback"),
        (
            "Puts intended use, classification and the pathway (510(k), PMA) at the start.",
            "puts intended use, classification and the pathway at the start",
        ),
        (
            "Uses usage records to locate the stop - who, when, which shift - and talks to people.",
            "uses usage records to locate the stop, and talks to people",
        ),
        (
            "Ties the numbers to decisions - at this value we roll back, widen or stop.",
            "ties the numbers to decisions",
        ),
        (
            "Defines the benefit, such as fewer injuries or less time on the floor.",
            "defines the benefit, such as fewer injuries or less time on the floor",
        ),
        ("FDA status is stated and followed (Class II).", "FDA status is stated and followed"),
        ("Refuses (all of them).", "refuses (all of them)"),
    ],
)
def test_the_short_form(text: str, short: str) -> None:
    assert brief(text) == short


@pytest.mark.parametrize("prompt", bank().values(), ids=lambda prompt: prompt.id)
def test_every_criterion_of_the_bank_stays_a_phrase(prompt: Prompt) -> None:
    for criterion in prompt.rubric.criteria:
        short = brief(criterion.text)
        whole = len(criterion.text.split())
        assert min(FEWEST_WORDS, whole) <= len(short.split()) <= whole
        assert short.count("(") == short.count(")")
        assert short[-1] not in ",;:-("
