from __future__ import annotations

from dataclasses import replace

from bot.domain.rubric import Exemplars
from bot.grading.exemplars import met_by_question, misjudged
from tests.grading.rubrics import OUTAGE, criterion, prompt


def test_a_sound_prompt_has_nothing_to_report() -> None:
    assert misjudged(OUTAGE) == []
    assert met_by_question(OUTAGE) == []


def test_wrongly_judged_exemplars_are_named() -> None:
    wrong = Exemplars(good=("Something else.",), near=("Paper form.",), bad=("A paper form.",))
    first = replace(OUTAGE.rubric.criteria[0], exemplars=wrong)
    rubric = replace(OUTAGE.rubric, criteria=(first, *OUTAGE.rubric.criteria[1:]))
    found = misjudged(replace(OUTAGE, rubric=rubric))
    assert [(slip.criterion, slip.kind, slip.index) for slip in found] == [
        ("fallback", "good", 0), ("fallback", "near", 0), ("fallback", "bad", 0),
    ]  # fmt: skip


def test_a_question_that_meets_a_criterion_is_named() -> None:
    asked = prompt("p", "Do you use paper forms?", (), criterion("paper", (("paper",), ("form",))))
    assert met_by_question(asked) == ["paper"]
