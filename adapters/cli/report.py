"""A grade as the JSON that other programs read."""

from __future__ import annotations

from typing import Any

from bot.domain.grade import Grade


def grade_fields(grade: Grade) -> dict[str, Any]:
    """The fields of the grading interface, and beside them how sure the grade is."""
    return {
        "score": grade.score,
        "level": int(grade.level),
        "low": grade.low,
        "high": grade.high,
        "grader": grade.grader_label,
        "rubric_version": grade.rubric_version,
        "criteria": [
            {
                "id": one.id,
                "points": one.points,
                "verdict": one.verdict.value,
                "evidence": list(one.evidence),
                "sure": one.sure,
            }
            for one in grade.criteria
        ],
        "flags": [flag.value for flag in grade.flags],
        "gap": grade.gap,
        "probe": grade.probe,
        "provisional": grade.provisional,
    }
