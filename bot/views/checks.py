"""How a grade reads point by point: every criterion, its verdict, the words that earned it."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.grade import CriterionGrade, Grade, Verdict
from bot.domain.rubric import Criterion, Kind, Rubric
from bot.views import words
from bot.views.model import Action, Card, Check, Checklist, Mark, Paragraph, Weight

_MARKS = {Verdict.MET: Mark.MET, Verdict.PARTLY: Mark.PARTLY, Verdict.MISSED: Mark.MISSED}

_MARK_LABELS = {
    Mark.MET: "met",
    Mark.PARTLY: "partly",
    Mark.MISSED: "missing",
    Mark.UNSURE: "not sure",
    Mark.MISTAKE: "mistake",
}


def full_card(
    grade: Grade,
    rubric: Rubric,
    skills: Mapping[str, str],
    *,
    note: str = "",
    name: str = "",
    actions: tuple[Action, ...] = (),
) -> Card:
    """Every criterion with its verdict and the words that earned it; mistakes only if made.

    With a name it is another member's answer.
    """
    known = {criterion.id: criterion for criterion in rubric.criteria}
    checks = [
        _check(known[one.id], one, skills)
        for one in grade.criteria
        if one.id in known and not _avoided(known[one.id], one)
    ]
    foot = f"Graded by {grade.grader_label}, rubric {grade.rubric_version}. {note}".strip()
    blocks = (Checklist(tuple(checks)), Paragraph(foot, Weight.MUTED))
    whose = f"{name}’s" if name else "your"
    return Card(f"Point by point, with {whose} words", blocks, actions)


def _check(criterion: Criterion, judged: CriterionGrade, skills: Mapping[str, str]) -> Check:
    mark = _mark(criterion, judged)
    points = f"{judged.points} of {words.count(criterion.points, 'point')}"
    if criterion.kind is Kind.PITFALL:
        points = words.count(judged.points, "point")
    skill = skills.get(criterion.skill, criterion.skill)
    by = ", settled by a host" if judged.settled else ""
    note = "" if mark is Mark.MET else criterion.why
    if not judged.sure and mark is not Mark.UNSURE:
        note = f"Not sure about this one. {note}".strip()
    return Check(
        mark,
        f"{_MARK_LABELS[mark]}, {points} · {skill}{by}",
        criterion.text,
        judged.evidence,
        note,
    )


def _avoided(criterion: Criterion, judged: CriterionGrade) -> bool:
    return criterion.kind is Kind.PITFALL and judged.verdict is Verdict.MISSED


def _mark(criterion: Criterion, judged: CriterionGrade) -> Mark:
    if criterion.kind is Kind.PITFALL:
        return Mark.MISTAKE
    if judged.verdict is Verdict.MISSED and not judged.sure:
        return Mark.UNSURE
    return _MARKS[judged.verdict]
