"""Verdicts that a host settled: they stay through every later grading of the attempt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.attempt import GradedAttempt
from bot.domain.grade import HOST, CriterionGrade, Grade, Verdict
from bot.domain.prompt import Prompt
from bot.services.deps import Deps


def with_settled(
    deps: Deps, prompt: Prompt, text: str, grade: Grade, settled: Sequence[CriterionGrade]
) -> Grade:
    """The grade with these verdicts in place of its own, scored anew and signed by the host.

    Criteria are those of the prompt's present rubric: one that the grade does not know counts as
    missed and not sure. Without a settled one among them the grade stays as it is.
    """
    given = {one.id: one for one in settled}
    kept = {one.id: one for one in grade.criteria}
    if not any(criterion.id in given for criterion in prompt.rubric.criteria):
        return grade
    criteria = tuple(
        given.get(one.id)
        or kept.get(one.id)
        or CriterionGrade(one.id, 0, Verdict.MISSED, sure=False)
        for one in prompt.rubric.criteria
    )
    version = grade.grader_version if grade.grader == HOST else f"after {grade.grader_label}"
    changed = replace(
        grade,
        criteria=criteria,
        grader=HOST,
        grader_version=version,
        rubric_version=prompt.rubric.version,
    )
    return deps.rescorer.rescore(prompt, text, changed)


def keep_settled(deps: Deps, current: GradedAttempt, grade: Grade) -> Grade:
    """A new grade of an attempt with the verdicts that a host settled about it before."""
    before = current.grade
    settled = [one for one in before.criteria if one.settled] if before is not None else []
    if not settled:
        return grade
    prompt = deps.bank.prompt(current.attempt.prompt_id)
    return with_settled(deps, prompt, current.attempt.whole_text, grade, settled)
