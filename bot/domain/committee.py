"""The hiring committee: the case for and against, from what the other stages recorded."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bot.domain.debrief import (
    Dossier,
    Evidence,
    Finding,
    Report,
    RiskLevel,
    RiskLine,
)
from bot.domain.loop import Risk, Stage

MOST_POINTS = 5
"""Of each case; a committee reads one page."""

_HIGH, _SOME = 40, 60
"""Percent of the points of a risk's skills below which it is high, and some."""

_FEWEST = 4
"""Points at stake below which a skill was not looked at closely enough to tell."""


def convene(stage: Stage, reports: Mapping[str, Report], missing: Sequence[str]) -> Dossier:
    """The dossier from the reports of the other stages, by stage id in the loop's order.

    The score is the mean of the stages, none heavier than another; one strong no among them keeps
    it below a yes, as one does in such a room.
    """
    scores = [report.score for report in reports.values()]
    score = round(sum(scores) / len(scores)) if scores else 0
    if scores and min(scores) < 20:
        score = min(score, 49)
    done = [Evidence(name, one) for name, report in reports.items() for one in report.strengths]
    lacking = [Evidence(name, one) for name, report in reports.items() for one in report.gaps]
    return Dossier(
        score=score,
        stages=tuple((name, report.score) for name, report in reports.items()),
        missing=tuple(missing),
        case_for=_spread(done, lambda one: one.points),
        case_against=_spread(lacking, lambda one: one.lost),
        risks=tuple(_risk(one, reports) for one in stage.risks),
        notes=tuple(
            (name, note, number)
            for name, report in reports.items()
            for note, number in report.notes
        ),
        grader=next((report.grader for report in reports.values()), ""),
        provisional=any(report.provisional for report in reports.values()),
        practise=tuple(dict.fromkeys(p for r in _weakest(reports) for p in r.practise))[:3],
    )


def _weakest(reports: Mapping[str, Report]) -> list[Report]:
    return sorted(reports.values(), key=lambda report: report.score)


def _spread(found: Sequence[Evidence], worth: Callable[[Finding], int]) -> tuple[Evidence, ...]:
    """The weightiest points, quoted ones first, no stage with most of them."""
    ordered = sorted(found, key=lambda one: (not one.finding.quote, -worth(one.finding)))
    chosen: list[Evidence] = []
    for most in (2, MOST_POINTS):
        for one in ordered:
            of_stage = sum(other.stage == one.stage for other in chosen)
            if one not in chosen and of_stage < most and len(chosen) < MOST_POINTS:
                chosen.append(one)
    return tuple(chosen)


def _risk(risk: Risk, reports: Mapping[str, Report]) -> RiskLine:
    points = most = 0
    against: list[Evidence] = []
    for name, report in reports.items():
        for skill in report.skills:
            if skill.skill in risk.skills:
                points, most = points + skill.points, most + skill.most
        gaps = [one for one in report.gaps if one.skill in risk.skills]
        against += [Evidence(name, one) for one in gaps]
    if most < _FEWEST:
        return RiskLine(risk.title, RiskLevel.UNKNOWN)
    percent = 100 * max(0, points) / most
    level = RiskLevel.HIGH if percent < _HIGH else RiskLevel.SOME
    level = RiskLevel.LOW if percent >= _SOME else level
    worst = sorted(against, key=lambda one: (not one.finding.quote, -one.finding.lost))
    return RiskLine(risk.title, level, worst[0] if worst and level is not RiskLevel.LOW else None)
