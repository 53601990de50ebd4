from __future__ import annotations

from bot.domain.rubric import Exemplars
from bot.grading.weaknesses import weaknesses
from tests.grading.rubrics import criterion, prompt

EXEMPLARS = Exemplars(good=("We use paper forms.", "Paper is at the desk."))


def test_few_and_bare_signals_are_named() -> None:
    found = weaknesses(prompt("p", "What?", (), criterion("paper", (("paper",),))))
    assert [weak.criterion for weak in found] == ["paper", "paper"]
    assert "1 whole signals" in found[0].reason
    assert "'paper'" in found[1].reason


def test_criteria_that_others_meet_are_loose() -> None:
    groups = (("paper", "desk"), ("form", "desk", "paper", "at"))
    loose = criterion("loose", groups, groups, groups)
    other = criterion("other", groups, groups, groups, exemplars=EXEMPLARS)
    found = weaknesses(prompt("p", "What?", (), loose, other), ["A form on paper."])
    assert [weak.criterion for weak in found] == ["loose", "loose", "other"]
    assert "neighbours" in found[0].reason
    assert "other prompts" in found[2].reason
