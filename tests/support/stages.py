"""The small loop of the tests, with a talk that reads the same whichever question comes first."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.loop import Question, TakeHome
from tests.support.loops import BOARD, HOME, TALK, WARD, FakeLoops, a_case, signalled

DRILL = "And who has practised that?"
"""What every question of the talk is followed up with, once the fallback is named."""


def small_loops() -> FakeLoops:
    """A talk, a take-home, a simulation and a committee."""
    questions = tuple(replace(one, follow_up=(("drill", DRILL),)) for one in TALK.questions)
    return FakeLoops(replace(TALK, questions=questions), HOME, WARD, BOARD)


TEXT = "Names who answers the phone at night, what hangs at each desk & who drilled it. " * 12
BRIEF = ("The alarm data of *two* sites; <@U1> and @everyone hold the rest_of_it. " * 120)[:8000]
"""As long as a brief may be, with what would be markup elsewhere."""

CRITERIA = 24
ENDLESS_QUESTION = f"{TEXT * 3}What do you do first?"


def numbered(number: int) -> str:
    """What stands in a criterion and in no other."""
    return f"word{number:02d}"


def endless_loops() -> FakeLoops:
    """A talk and a take-home with the longest question, brief and rubric that anybody writes."""
    criteria = tuple(
        replace(
            signalled(numbered(number), "paper"),
            text=f"{numbered(number)}: {TEXT}",
            why=TEXT,
            probe=f"{TEXT}?",
        )
        for number in range(CRITERIA)
    )
    case = a_case("endless", *criteria)
    case = replace(case, head=replace(case.head, question=ENDLESS_QUESTION, title=TEXT[:80]))
    home = replace(HOME, take_home=TakeHome(BRIEF, 48, Question("go", "er", case=case)))
    questions = tuple(
        replace(one, case=replace(case, head=replace(case.head, id=one.key)))
        for one in TALK.questions
    )
    talk = replace(TALK, questions=questions, opening=TEXT, title=TEXT[:120])
    return FakeLoops(talk, home)
