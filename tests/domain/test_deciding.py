"""Decisions are told from what somebody says, and judged by the facts that came between."""

from __future__ import annotations

import pytest

from bot.domain.deciding import course_of, decision_in, standing
from bot.domain.mock import Turn, TurnKind
from tests.conftest import MONDAY
from tests.support.loops import TALK, WARD

DECIDING = WARD.deciding
assert DECIDING is not None


@pytest.mark.parametrize(
    ("text", "decision"),
    [
        ("Pause.", "pause"),
        ("I would pause the tool until we know more.", "pause"),
        ("We proceed. The nurses watch it closely.", "proceed"),
        ("My decision: go ahead.", "proceed"),
        ("I stop it now, and we call the families.", "pause"),
        ("I would not pause it.", None),
        ("I would never proceed like that, I would pause.", "pause"),
        ("Should we pause or proceed?", None),
        ("We might pause if the rate doubles.", None),
        ("I would pause it on two wards and proceed on the others.", None),
        ("The vendor says that stopping it would be expensive for everybody involved here.", None),
        ("Nobody knows.", None),
        ("", None),
    ],
)
def test_one_clear_decision_is_heard(text: str, decision: str | None) -> None:
    assert DECIDING is not None
    assert decision_in(DECIDING, text) == decision


def _turns(*happened: tuple[str, int]) -> list[Turn]:
    """Decisions by name and `news`, each at a minute."""
    found = []
    for number, (what, minute) in enumerate(happened, 1):
        kind = TurnKind.CURVEBALL if what == "news" else TurnKind.DECISION
        about = "deaths" if what == "news" else what
        found.append(Turn(number, kind, "", MONDAY, minute * 60, about=about))
    return found


def test_a_decision_in_time_costs_nothing() -> None:
    course = course_of(WARD, _turns(("pause", 20)))
    assert course is not None
    assert DECIDING is not None
    assert (course.late, course.cost(DECIDING), course.earned(DECIDING)) == (False, 0, 0)


def test_hesitation_costs_and_no_decision_twice() -> None:
    assert DECIDING is not None
    late, never = course_of(WARD, _turns(("pause", 21))), course_of(WARD, [])
    assert late is not None
    assert never is not None
    assert (late.cost(DECIDING), never.cost(DECIDING)) == (10, 20)


def test_a_mind_changed_by_facts_earns_and_by_pressure_does_not() -> None:
    assert DECIDING is not None
    turned = course_of(WARD, _turns(("proceed", 1), ("news", 5), ("pause", 6)))
    wavered = course_of(WARD, _turns(("proceed", 1), ("pause", 2), ("proceed", 3)))
    stuck = course_of(WARD, _turns(("proceed", 1), ("news", 5)))
    right = course_of(WARD, _turns(("pause", 1), ("news", 5)))
    assert turned is not None
    assert (turned.turned, turned.wavered, turned.stuck) == (1, 0, 0)
    assert turned.earned(DECIDING) == 5
    assert wavered is not None
    assert (wavered.turned, wavered.wavered) == (0, 2)
    assert stuck is not None
    assert stuck.stuck == 1
    assert right is not None
    assert (right.turned, right.stuck) == (0, 0), "it was right already"


def test_the_same_decision_again_is_no_change() -> None:
    turns = _turns(("pause", 1), ("pause", 2))
    course = course_of(WARD, turns)
    assert course is not None
    assert course.wavered == 0
    assert standing(WARD, turns) == "pause"
    assert standing(TALK, turns) == ""
