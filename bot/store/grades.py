"""Grades as rows: how verdicts and their quotes are kept."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.grade import CriterionGrade, Flag, Grade, Level, Verdict
from bot.store.tables import grades

PREFIX = "grade_"
"""Stands before a grade's columns where they come beside an attempt's."""

COLUMNS = [
    column.label(PREFIX + column.name)
    for column in grades.columns
    if column.name not in {"attempt_id", "is_current", "graded_at"}
]


async def add_grade(
    connection: AsyncConnection, attempt_id: int, grade: Grade, at: datetime
) -> None:
    """Store a grade and make it the attempt's current one; earlier grades are kept."""
    await connection.execute(
        update(grades)
        .where(grades.c.attempt_id == attempt_id, grades.c.is_current)
        .values(is_current=False)
    )
    await connection.execute(
        grades.insert().values(
            attempt_id=attempt_id,
            is_current=True,
            score=grade.score,
            low=grade.low,
            high=grade.high,
            level=int(grade.level),
            criteria=[_criterion(one) for one in grade.criteria],
            flags=[flag.value for flag in grade.flags],
            gap=grade.gap,
            probe=grade.probe,
            grader=grade.grader,
            grader_version=grade.grader_version,
            rubric_version=grade.rubric_version,
            provisional=grade.provisional,
            graded_at=at,
        )
    )


async def grades_of(connection: AsyncConnection, attempt_id: int) -> list[Grade]:
    """All grades of an attempt, oldest first."""
    rows = await connection.execute(
        select(*COLUMNS).where(grades.c.attempt_id == attempt_id).order_by(grades.c.id)
    )
    return [grade for row in rows if (grade := grade_in(row)) is not None]


def grade_in(row: Row[Any]) -> Grade | None:
    """The grade in the labelled columns of a row; None where an outer join found none."""
    if row.grade_id is None:
        return None
    return Grade(
        score=row.grade_score,
        low=row.grade_low,
        high=row.grade_high,
        level=Level(row.grade_level),
        criteria=tuple(_criterion_grade(one) for one in row.grade_criteria),
        flags=tuple(Flag(flag) for flag in row.grade_flags),
        gap=row.grade_gap,
        probe=row.grade_probe,
        grader=row.grade_grader,
        grader_version=row.grade_grader_version,
        rubric_version=row.grade_rubric_version,
        provisional=row.grade_provisional,
    )


def _criterion(one: CriterionGrade) -> dict[str, Any]:
    return {
        "id": one.id,
        "points": one.points,
        "verdict": one.verdict.value,
        "evidence": list(one.evidence),
        "sure": one.sure,
        "settled": one.settled,
    }


def _criterion_grade(kept: dict[str, Any]) -> CriterionGrade:
    return CriterionGrade(
        id=kept["id"],
        points=kept["points"],
        verdict=Verdict(kept["verdict"]),
        evidence=tuple(kept["evidence"]),
        sure=kept["sure"],
        settled=kept.get("settled", False),
    )
