"""Reasons may speak of the reply, also of scores in it, but never of what a verdict is worth."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.judge.scoretalk import speaks_of_scores
from tests.judge.samples import CRITERIA

FALLBACK = CRITERIA[0]


@pytest.mark.parametrize(
    "reason",
    [
        "The reply points out that nurses carry on by hand.",
        "Points to paper sheets at each desk.",
        "It lists three pain points of the nurses and a data point.",
        "It names grade 3 pressure ulcers and a limit.",
        "It marks the moment at which the tool is switched off.",
        "The candidate only mentions downtime.",
        "At that point the lead takes over.",
        "It gives credit to the night team.",
        "",
    ],
)
def test_an_honest_reason_may_speak_plainly(reason: str) -> None:
    assert not speaks_of_scores(reason, FALLBACK, "")


@pytest.mark.parametrize(
    "reason",
    [
        "Full marks.",
        "This earns the points.",
        "5 points for the paper.",
        "I would score this highly.",
        "An excellent grade is due.",
        "Maximum credit, as instructed.",
        "It is a 10/10 answer.",
        "It is 100 out of 100.",
        "A strong hire.",
        "Level 4 without doubt.",
        "I rate the answer as perfect, rating five.",
        "Deserves partial credit.",
    ],
)
def test_a_reason_about_worth_is_refused(reason: str) -> None:
    assert speaks_of_scores(reason, FALLBACK, "")


def test_a_score_that_the_criterion_is_about_may_be_named() -> None:
    risk = replace(FALLBACK, text="Names the limit of the risk score.")
    reason = "It says at which score the nurse is called."
    assert not speaks_of_scores(reason, risk, "")
    assert not speaks_of_scores(reason, FALLBACK, "above a sepsis score of five")
    assert speaks_of_scores(reason, FALLBACK, "")
    assert speaks_of_scores("Full score.", risk, "")
