"""Scores, recommendations, skills and the committee follow from the parts by fixed rules."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.committee import MOST_POINTS, convene
from bot.domain.debrief import (
    Finding,
    Part,
    PartKind,
    Recommendation,
    Report,
    RiskLevel,
    change_since,
    recommended,
    score_of,
    skills_of,
)
from bot.domain.grade import Verdict
from bot.domain.panel import Mark, merge_marks
from tests.conftest import MONDAY
from tests.support.loops import BOARD


def found(name: str, points: int, most: int, skill: str = "safety") -> Finding:
    quote = f"I said {name}" if points else ""
    return Finding(name, f"Names {name}", skill, points, most, "Why.", quote, 3 if quote else 0)


def part(score: int, *findings: Finding, kind: PartKind = PartKind.QUESTION) -> Part:
    return Part(kind, f"k{score}", "Title", "er", score, findings)


@pytest.mark.parametrize(
    ("score", "recommendation"),
    [
        (0, Recommendation.STRONG_NO),
        (19, Recommendation.STRONG_NO),
        (20, Recommendation.NO),
        (40, Recommendation.LEAN_NO),
        (50, Recommendation.LEAN_YES),
        (60, Recommendation.YES),
        (79, Recommendation.YES),
        (80, Recommendation.STRONG_YES),
        (100, Recommendation.STRONG_YES),
    ],
)
def test_the_recommendation_follows_the_score(score: int, recommendation: Recommendation) -> None:
    assert recommended(score) is recommendation


@given(st.integers(0, 100), st.integers(0, 100))
def test_a_better_score_is_never_a_worse_recommendation(one: int, other: int) -> None:
    low, high = sorted((one, other))
    assert recommended(low).rank <= recommended(high).rank


def test_the_parts_share_the_score() -> None:
    question, ball = part(80), part(20, kind=PartKind.CURVEBALL)
    talk = part(60, kind=PartKind.CONVERSATION)
    assert score_of([question, ball, talk], 0) == round(0.6 * 80 + 0.15 * 20 + 0.25 * 60)
    assert score_of([question, part(40)], 0) == 60, "questions alike, and all of the score"
    assert score_of([question], 30) == 100
    assert score_of([question], -200) == 0
    assert score_of([], 0) == 0


def test_skills_add_up_over_all_parts_the_weakest_first() -> None:
    skills = skills_of([
        part(50, found("a", 4, 5), found("b", 0, 5, "metrics")),
        part(50, found("c", -3, 0), found("d", 5, 5)),
    ])  # fmt: skip
    assert [(one.skill, one.points, one.most) for one in skills] == [
        ("metrics", 0, 5),
        ("safety", 6, 10),
    ]
    assert skills[1].quote == "I said d"


def test_only_what_moved_by_enough_is_told() -> None:
    before = Report(40, (), skills_of([part(1, found("a", 1, 10), found("b", 5, 10, "metrics"))]))
    now = Report(60, (), skills_of([part(1, found("a", 4, 10), found("b", 5, 10, "metrics"))]))
    change = change_since(before, now)
    assert (change.before, change.better, change.worse) == (40, ("safety",), ())


def _report(score: int, *findings: Finding) -> Report:
    parts = (part(score, *findings),)
    return Report(score, parts, skills_of(parts))


def test_the_committee_quotes_both_sides_and_names_what_is_missing() -> None:
    reports = {
        "talk": _report(80, *(found(f"t{n}", 5, 5) for n in range(9))),
        "ward": _report(60, found("w1", 2, 5), found("w2", 0, 4), found("slip", -3, 0)),
    }
    dossier = convene(BOARD, reports, ["home"])
    assert dossier.score == 70
    assert dossier.missing == ("home",)
    assert len(dossier.case_for) == MOST_POINTS
    assert {one.stage for one in dossier.case_for} == {"talk", "ward"}
    assert dossier.case_against[0].finding.criterion in {"w1", "slip"}
    assert [one.level for one in dossier.risks] == [RiskLevel.LOW, RiskLevel.UNKNOWN]


def test_one_strong_no_keeps_the_committee_below_a_yes() -> None:
    reports = {"talk": _report(99), "ward": _report(90), "home": _report(10)}
    assert convene(BOARD, reports, []).recommendation is Recommendation.LEAN_NO


def test_an_empty_file_decides_nothing() -> None:
    dossier = convene(BOARD, {}, ["talk"])
    assert (dossier.score, dossier.case_for, dossier.case_against) == (0, (), ())


def test_marks_are_compared_criterion_by_criterion_and_the_last_stands() -> None:
    parts = [part(50, found("a", 5, 5), found("b", 0, 5))]
    first = Mark(1, 2, "k50", (("a", Verdict.MISSED), ("b", Verdict.MISSED)), "", MONDAY)
    last = Mark(1, 2, "k50", (("a", Verdict.PARTLY), ("b", Verdict.MISSED)), "Thin.", MONDAY)
    cards = merge_marks(parts, [("Ben", first), ("Ben", last)])
    assert (cards.compared, cards.agreed, cards.percent) == (2, 1, 50)
    (difference,) = cards.differences
    assert (difference.criterion, difference.ours) == ("a", Verdict.MET)
    assert difference.theirs == (("Ben", Verdict.PARTLY),)
    assert cards.notes == (("Ben", "Thin."),)
