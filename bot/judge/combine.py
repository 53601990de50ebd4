"""Combining: from votes and the offline grade to one grade, scored as the offline grader scores."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.grade import CriterionGrade, Flag, Grade, Verdict
from bot.grading import scoring
from bot.judge.case import Case
from bot.judge.quotes import Place
from bot.judge.verdicts import Said, Vote


@dataclass(frozen=True, slots=True)
class Finding:
    """The judge's finding on one criterion.

    None as `said` means that the offline verdict stands, marked as unsure; `sure` is false where
    judge and offline grader could not be brought together.
    """

    said: Said | None
    place: Place | None = None
    sure: bool = True


STANDS_OFFLINE = Finding(None, sure=False)


def disputed(offline: CriterionGrade, vote: Vote) -> bool:
    """Whether the judge says the opposite of what the offline grader is sure of."""
    if not offline.sure or vote.said is Said.CANNOT_ASSESS:
        return False
    opposite = {Verdict.MET: Said.NOT_MET, Verdict.MISSED: Said.MET}
    return opposite.get(offline.verdict) is vote.said


def settled(first: Vote, second: Vote | None) -> Finding:
    """The majority of two looks and the offline verdict, which said the opposite of the first.

    Without a second look that repeats the first, the offline verdict stands, marked.
    """
    if second is not None and second.said is first.said:
        return Finding(first.said, first.place)
    return STANDS_OFFLINE


def combine(case: Case, findings: Mapping[str, Finding], *, grader: str, version: str) -> Grade:
    """The final grade; criteria without a finding keep the offline verdict, marked."""
    rubric = case.prompt.rubric
    offline = {one.id: one for one in case.offline.criteria}
    kept = {one.id: findings.get(one.id, STANDS_OFFLINE) for one in rubric.criteria}
    grades = tuple(
        _graded(case, one.points, offline[one.id], kept[one.id]) for one in rubric.criteria
    )
    limits = case.examined.limits(case.prepared, grades)
    # A judge has read the whole reply; one sentence that it points at is no weaker for being alone.
    support = {name: scoring.FIRM_SUPPORT for name, one in kept.items() if one.said is Said.MET}
    result = scoring.outcome(rubric, grades, limits, support)
    gap = scoring.gap(rubric, grades)
    return Grade(
        score=result.score,
        low=result.low,
        high=result.high,
        level=result.level,
        criteria=grades,
        flags=case.examined.guarded.flags or ((Flag.OFF_TOPIC,) if limits.off_topic else ()),
        gap=gap,
        probe=rubric.criterion(gap).probe if gap else None,
        grader=grader,
        grader_version=version,
        rubric_version=rubric.version,
    )


def _graded(case: Case, points: int, offline: CriterionGrade, finding: Finding) -> CriterionGrade:
    if finding.said is Said.MET and finding.place is not None:
        words = case.text[finding.place.start : finding.place.end]
        return CriterionGrade(offline.id, points, Verdict.MET, (words,), finding.sure)
    if finding.said is Said.NOT_MET:
        return CriterionGrade(offline.id, 0, Verdict.MISSED, (), finding.sure)
    return CriterionGrade(offline.id, offline.points, offline.verdict, offline.evidence, sure=False)
