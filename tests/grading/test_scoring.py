from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.grade import CriterionGrade, Level, Verdict, level_of
from bot.grading.scoring import (
    Limits,
    firmness,
    gap,
    level_for,
    outcome,
    points_for,
    scaled,
    share,
)
from tests.grading.rubrics import OUTAGE, READMISSION

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
        assert result.score < 40


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


def test_levels_and_scores_never_contradict() -> None:
    for percent in range(101):
        level, score = level_for(percent / 100), scaled(percent / 100)
        if level is Level.WEAK:
            assert score < 40
        else:
            assert {Level.MIXED: 40, Level.GOOD: 60, Level.EXCELLENT: 80}[level] <= score <= 100
            assert score < {Level.MIXED: 60, Level.GOOD: 80}.get(level, 101)
    assert (scaled(0), scaled(1)) == (0, 100)
    assert all(scaled(at / 500) < scaled((at + 1) / 500) for at in range(500))


def test_a_heavy_sure_pitfall_is_weak_unless_the_right_decision_stands_beside_it() -> None:
    rubric = READMISSION.rubric

    def judged(**verdicts: Verdict) -> Level:
        found = []
        for one in rubric.criteria:
            verdict = verdicts.get(one.id.replace("-", "_"), MISSED)
            quote = () if verdict is MISSED else ("a quote of it",)
            found.append(CriterionGrade(one.id, points_for(one.points, verdict), verdict, quote))
        return outcome(rubric, found, Limits(), {one.id: 3 for one in rubric.criteria}).level

    rich = {"baseline": MET, "subgroup": MET, "no_launch_without_proof": MET}
    assert judged(**rich) >= Level.GOOD
    assert judged(**rich, launch_anyway=MET) is Level.WEAK
    assert judged(**rich, stop_rule=MET, launch_anyway=MET) is Level.MIXED
    assert judged(**rich, stop_rule=MET, launch_anyway=PARTLY) >= Level.GOOD


def test_unsure_misses_count_in_part_and_open_the_range() -> None:
    some = grades(fallback=MET, drilled=MET)
    before = outcome(OUTAGE.rubric, some, Limits(), FIRM)
    some[2] = CriterionGrade("who-decides", 0, MISSED, (), sure=False)
    after = outcome(OUTAGE.rubric, some, Limits(), FIRM)
    assert before.score < after.score < after.high
    assert after.low == before.score


@given(st.lists(st.sampled_from(list(Verdict)), min_size=7, max_size=7), st.booleans())
def test_no_score_contradicts_its_level(verdicts: list[Verdict], reckless: bool) -> None:
    names = [one.id.replace("-", "_") for one in OUTAGE.rubric.criteria]
    some = grades(**dict(zip(names, verdicts, strict=True)))
    result = outcome(OUTAGE.rubric, some, Limits(reckless=int(reckless)), FIRM)
    assert level_of(result.score) is result.level
    assert result.low <= result.score <= result.high
