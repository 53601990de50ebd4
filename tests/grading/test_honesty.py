"""Honest replies that ask, doubt, dream or want others heard, and keep what they say besides."""

from __future__ import annotations

import pytest

from bot.grading.guards import guard
from bot.grading.offline import judge, prepare
from bot.grading.text import read
from bot.grading.wholesale import turned_round
from tests.grading.rubrics import OUTAGE

REPLIES = (
    (
        "Some day the data centre fails, that much is sure. So each desk has the laminated "
        "triage sheet, and the night shift drills it once a month. Who decides to switch? The "
        "charge nurse, after two minutes, without a phone call. In an ideal world we'd have a "
        "second site, but I would not wait for it: no passed drill, no launch."
    ),
    (
        "Suppose that the screen goes dark at two at night. Does anybody call the engineer "
        "first? No: the charge nurse switches to the paper sheet after two minutes. Does it lie "
        "there? At every desk, laminated. Does anyone still know it? Yes, because we drill it "
        "monthly, at night too."
    ),
    (
        "Legal says we may launch. We will not do that. First a paper sheet lies at every desk "
        "and is drilled each month; the charge nurse calls the switch after five minutes."
    ),
    (
        "I do not know how long the outage lasts, nobody does. So the paper sheet is at each "
        "desk, drilled monthly with the night shift, and the charge nurse decides after five "
        "minutes."
    ),
    (
        "I would put a paper sheet at each desk. I would drill it each month with the night "
        "shift. I would let the charge nurse switch after five minutes. I would have the "
        "backlog typed in within four hours. I would not launch before all that has been shown."
    ),
)


@pytest.mark.parametrize("reply", REPLIES)
def test_honest_doubts_questions_and_plans_cost_nothing(reply: str) -> None:
    text = read(reply)
    assert guard(text, prepare(OUTAGE).origin).flags == ()
    assert not turned_round(text)
    assert judge(OUTAGE, reply).level >= 2


@pytest.mark.parametrize(
    "reply",
    [
        (
            "Drop it. Feature is not predictive, it's a proxy. Race isn't biology. Equal scores "
            "aren't equal care. Check false negatives per group; a gap of 5 points, we don't ship."
        ),
        (
            "No. Completion is not care. Accepted is not used. Clicks are not minutes. Measure "
            "minutes saved, not logins. Under 10% after 6 weeks: stop."
        ),
        (
            "Out. ZIP = proxy for poverty, not biology. Cost is not need. Missed visits = "
            "transport, not will. Visits are not severity. Spending isn't illness. Test by group."
        ),
    ],
)
def test_contrasts_turn_no_reply_round(reply: str) -> None:
    assert not turned_round(read(reply))


def test_denied_plans_are_turned_round() -> None:
    assert turned_round(
        read(
            "The sheet does not lie at each desk. The night shift will not drill it. The charge "
            "nurse may not switch. We would not wait."
        )
    )
