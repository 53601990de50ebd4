"""Guesses and grades: distance, habit, and the lines between levels."""

from __future__ import annotations

from bot.domain.grade import SCORE_FROM, Level
from bot.domain.guess import (
    GUESSED_LEVEL,
    PASSES_FROM,
    STANDS_OUT_FROM,
    Calibration,
    calibration,
)
from bot.grading.scoring import HIGHEST_SCORE


def test_a_calibration_is_the_mean_distance_and_the_bias() -> None:
    assert calibration([(70, 50), (60, 50)]) is None
    assert calibration([(70, 50), (60, 50), (40, 49)]) == Calibration(3, 13, 7)
    assert calibration([(20, 50), (40, 50), (45, 50)]) == Calibration(3, 15, -15)


def test_what_a_member_is_told_is_where_the_grader_draws_the_lines() -> None:
    assert SCORE_FROM[Level.GOOD] == PASSES_FROM
    assert SCORE_FROM[Level.EXCELLENT] == STANDS_OUT_FROM
    for level, score in GUESSED_LEVEL.items():
        assert SCORE_FROM.get(level, 0) <= score <= HIGHEST_SCORE.get(level, 100)
