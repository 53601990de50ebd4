"""Rescoring: a grade worked out anew after a host settled some of its verdicts."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.grade import CriterionGrade, Flag, Grade, Verdict
from bot.domain.prompt import Prompt
from bot.domain.rubric import Rubric
from bot.grading import offline, scoring

_OVERRULED = {Flag.OFF_TOPIC, Flag.EMPTY}
"""What cannot be said of a reply in which a host has found a criterion."""


def rescored(prompt: Prompt, reply: str, grade: Grade) -> Grade:
    """Points, score, range, level, flags, gap and probe from the verdicts of a grade."""
    rubric = prompt.rubric
    prepared = offline.prepare(prompt)
    seen = offline.examine(prepared, reply)
    grades = tuple(_pointed(rubric, one) for one in grade.criteria)
    limits = seen.limits(prepared, grades)
    flags = grade.flags
    if any(one.settled and one.points > 0 for one in grades):
        limits = replace(limits, worthless=False, off_topic=False)
        flags = tuple(flag for flag in flags if flag not in _OVERRULED)
    result = scoring.outcome(rubric, grades, limits, _support(grade, seen))
    gap = scoring.gap(rubric, grades)
    return replace(
        grade,
        score=result.score,
        low=result.low,
        high=result.high,
        level=result.level,
        criteria=grades,
        flags=flags,
        gap=gap,
        probe=rubric.criterion(gap).probe if gap else None,
    )


def _pointed(rubric: Rubric, one: CriterionGrade) -> CriterionGrade:
    return replace(one, points=scoring.points_for(rubric.criterion(one.id).points, one.verdict))


def _support(grade: Grade, seen: offline.Examined) -> dict[str, int]:
    """The sentences behind each criterion; full support where somebody else than we read them.

    A person or a model that points at one sentence has read the whole reply.
    """
    if offline.NAME not in grade.grader_label.split():
        return {one.id: scoring.FIRM_SUPPORT for one in grade.criteria}
    ours = {one.id: one.verdict for one in seen.grades}
    return {
        one.id: scoring.FIRM_SUPPORT
        if one.settled or ours.get(one.id, Verdict.MISSED) is not one.verdict
        else seen.support[one.id]
        for one in grade.criteria
    }
