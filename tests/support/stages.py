"""The small loop of the tests, with a talk that reads the same whichever question comes first."""

from __future__ import annotations

from dataclasses import replace

from tests.support.loops import BOARD, HOME, TALK, WARD, FakeLoops

DRILL = "And who has practised that?"
"""What every question of the talk is followed up with, once the fallback is named."""


def small_loops() -> FakeLoops:
    """A talk, a take-home, a simulation and a committee."""
    questions = tuple(replace(one, follow_up=(("drill", DRILL),)) for one in TALK.questions)
    return FakeLoops(replace(TALK, questions=questions), HOME, WARD, BOARD)
