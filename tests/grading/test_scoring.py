from __future__ import annotations

import pytest

from bot.domain.grade import CriterionGrade, Level, Verdict
from bot.grading.scoring import Limits, firmness, gap, outcome, points_for, share
from tests.grading.rubrics import OUTAGE

FIRM = {criterion.id: 3 for criterion in OUTAGE.rubric.criteria}
MET, PARTLY, MISSED = Verdict.MET, Verdict.PARTLY, Verdict.MISSED


def grades(**verdicts: Verdict) -> list[CriterionGrade]:
    found = []
    for criterion in OUTAGE.rubric.criteria:
        verdict = verdicts.get(criterion.id.replace("-", "_"), MISSED)
        quote = () if verdict is MISSED else ("a quote of it",)
        points = points_for(criterion.points, verdict)
        found.append(CriterionGrade(criterion.id, points, verdict, quote))
    return found


def test_partly_is_half_rounded_towards_zero() -> None:
    assert [points_for(points, PARTLY) for points in (3, -3, 1, -1, 4)] == [1, -1, 0, 0, 2]


@pytest.mark.parametrize(("earned", "expected"), [(-5, 0.0), (0, 0.0), (7, 0.5), (20, 1.0)])
def test_the_share_is_clipped(earned: int, expected: float) -> None:
    assert share(earned, 14) == expected


def test_nothing_earned_is_weak_and_everything_excellent() -> None:
    assert outcome(OUTAGE.rubric, grades(), Limits(), FIRM).level is Level.WEAK
    full = outcome(
        OUTAGE.rubric,
        grades(fallback=MET, drilled=MET, who_decides=MET, backlog=MET, limit=MET),
        Limits(),
        FIRM,
    )
    assert (full.score, full.level) == (100, Level.EXCELLENT)


def test_worthless_replies_end_at_none() -> None:
    result = outcome(OUTAGE.rubric, grades(fallback=MET), Limits(worthless=True), FIRM)
    assert (result.score, result.level) == (0, Level.NONE)


def test_reckless_decisions_and_other_subjects_cap_level_and_score() -> None:
    good = grades(fallback=MET, drilled=MET, who_decides=MET)
    for limits in (Limits(reckless=2), Limits(off_topic=True)):
        result = outcome(OUTAGE.rubric, good, limits, FIRM)
        assert result.level is Level.WEAK
        assert result.score <= 19


def test_unsure_criteria_open_the_range() -> None:
    some = grades(fallback=MET, drilled=MET)
    some[1] = CriterionGrade("drilled", 3, MET, ("a quote of it",), sure=False)
    result = outcome(OUTAGE.rubric, some, Limits(), FIRM)
    assert result.low < result.score == result.high


def test_the_gap_is_the_required_criterion_with_most_to_win() -> None:
    assert gap(OUTAGE.rubric, grades(fallback=MET)) == "drilled"
    assert gap(OUTAGE.rubric, grades()) == "fallback"
    assert gap(OUTAGE.rubric, grades(fallback=MET, drilled=MET, who_decides=MET)) == "backlog"
    everything = grades(fallback=MET, drilled=MET, who_decides=MET, backlog=MET, limit=MET)
    assert gap(OUTAGE.rubric, everything) is None
    mistake = grades(
        fallback=MET, drilled=MET, who_decides=MET, backlog=MET, limit=MET, uptime_promise=MET
    )
    assert gap(OUTAGE.rubric, mistake) == "uptime-promise"


def test_each_sentence_behind_a_criterion_counts_a_little() -> None:
    assert firmness(1) < firmness(2) < firmness(3) < 1
    some = grades(fallback=MET, drilled=MET)
    once, thrice = (
        outcome(OUTAGE.rubric, some, Limits(), {"fallback": count, "drilled": count})
        for count in (1, 3)
    )
    assert 0 < thrice.score - once.score <= 3
    assert once.level is thrice.level


def test_a_pitfall_costs_points_and_caps_the_level() -> None:
    some = grades(fallback=MET, drilled=MET, who_decides=MET, uptime_promise=MET)
    result = outcome(OUTAGE.rubric, some, Limits(), FIRM)
    assert result.level <= Level.GOOD
    assert outcome(OUTAGE.rubric, some, Limits(reckless=1), FIRM).level is Level.WEAK
    two = grades(fallback=MET, drilled=MET, who_decides=MET, uptime_promise=MET, engineers_only=MET)
    assert outcome(OUTAGE.rubric, two, Limits(), FIRM).level is Level.WEAK
