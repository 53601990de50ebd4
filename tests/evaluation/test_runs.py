"""The runs, with graders that give what they are told."""

from __future__ import annotations

import pytest

from bot.domain.grade import Grade
from bot.domain.prompt import Prompt
from bot.errors import BadInput
from bot.evaluation.answers import evaluate_answers
from bot.evaluation.attacks import FAMILIES, evaluate_attacks
from bot.evaluation.criteria import evaluate_criteria
from bot.evaluation.pairs import evaluate_pairs
from bot.evaluation.replies import evaluate_replies
from bot.evaluation.report import fields, lines
from bot.evaluation.sample import JudgedCriterion, LabelledReply, RankedPair, ScoredAnswer
from bot.evaluation.scorer import CRITERION_SCORERS, answers_by_meaning, criteria_by_meaning
from bot.evaluation.speed import evaluate_speed
from tests.evaluation.graders import SomePrompts, ToldGrader

ONE, OTHER = "ai-fallback", "ai-zip-proxy"
BANK = SomePrompts(ONE, OTHER)

REPLIES = tuple(
    LabelledReply(prompt, f"{prompt} reply number {level}", level, kind, line)
    for prompt in (ONE, OTHER)
    for line, (level, kind) in enumerate(
        [(0, "parrot"), (1, "confident_wrong"), (2, "plain"), (3, "nonnative"), (4, "plain")]
    )
)


def _told(offset: int = 0) -> ToldGrader:
    return ToldGrader({one.reply: max(0, one.level * 20 + offset) for one in REPLIES})


async def test_a_perfect_grader_gets_perfect_figures() -> None:
    report = await evaluate_replies(BANK, _told(), REPLIES, swapped=[ONE, OTHER])
    for key in ("qwk", "spearman", "pair_order", "exact", "gaming_held", "plain_recognised"):
        assert report.figure(key).value == pytest.approx(1), key
    assert report.figure("gaming_held").n == 4
    assert report.figure("plain_recognised").n == 2
    # It does not look at the prompt, so it holds no swap.
    assert report.figure("swaps_held").value == 0
    assert report.figure("swaps_held").n == 4
    assert not any(table.key == "far_off" for table in report.tables)


async def test_a_lenient_grader_shows_where() -> None:
    report = await evaluate_replies(BANK, _told(40), REPLIES)
    assert report.figure("gaming_held").value == 0
    (far_off,) = [table for table in report.tables if table.key == "far_off"]
    assert [row[0] for row in far_off.rows] == ["line 0", "line 1", "line 2"] * 2


async def test_one_prompt_has_no_intervals_and_no_baselines() -> None:
    report = await evaluate_replies(BANK, _told(), REPLIES[:5])
    assert report.figure("qwk").low is None
    (baselines,) = [table for table in report.tables if table.key == "baselines"]
    assert [row[0] for row in baselines.rows] == ["this grader"]


async def test_pairs_count_ties_as_not_ordered() -> None:
    pairs = [
        RankedPair(ONE, "good", "bad", "clear"),
        RankedPair(ONE, "fair", "poor", "narrow"),
        RankedPair(OTHER, "poor", "poor too", "tied"),
        RankedPair(OTHER, "bad", "good", "wrong"),
    ]
    told = ToldGrader({"good": 80, "bad": 10, "fair": 45, "poor": 41, "poor too": 41})
    report = await evaluate_pairs(BANK, told, pairs, taught=REPLIES)
    found = {one.key: one.value for one in report.figures}
    assert found["ordered"] == 0.5
    assert found["clear"] == 0.25
    assert found["level"] == 0.25
    assert found["tied"] == 0.25
    assert found["margin"] == (70 + 4 + 0 - 70) / 4
    (failed,) = report.tables
    assert [row[0] for row in failed.rows] == ["wrong", "tied"]


async def test_attacks_compare_with_the_honest_replies() -> None:
    pairs = [
        RankedPair(ONE, "We drill it. It is on paper.", "We hope for the best.", "a"),
        RankedPair(OTHER, "We drop it. It is a proxy.", "We keep it for now.", "b"),
    ]
    told = ToldGrader({pairs[0].better: 60, pairs[1].better: 60, pairs[0].worse: 10})
    report = await evaluate_attacks(BANK, told, pairs)
    (table,) = report.tables
    share = {row[0]: row[2] for row in table.rows}
    # The stranger is the other prompt's good reply, to which this grader gives what it always does.
    assert share["other-answer"] == 1
    assert share["doubled"] == 0
    assert share["keyword-list"] == 0
    assert report.figure("worst").value == 1
    assert len(share) == len(FAMILIES) >= 10
    assert sum(one.held_out for one in FAMILIES) >= 5


async def test_forgeries_are_texts_of_their_own() -> None:
    pairs = [
        RankedPair(ONE, "We will drill it. It is on paper.", "We hope.", "a"),
        RankedPair(OTHER, "We drop it. It is a proxy.", "We keep it.", "b"),
    ]
    seen: set[str] = set()

    class Listening(ToldGrader):
        async def grade(self, prompt: Prompt, reply: str) -> Grade:
            seen.add(reply)
            return await super().grade(prompt, reply)

    await evaluate_attacks(BANK, Listening({}), pairs)
    assert "We will not drill it. It is not on paper." in seen
    assert len(seen) >= 2 * len(FAMILIES)
    assert all(seen)


async def test_speed_is_the_median_of_the_clock() -> None:
    ticks = iter(range(100))
    pairs = [RankedPair(ONE, "some words", "more words", "a")]
    report = await evaluate_speed(BANK, ToldGrader({}), pairs, lambda: float(next(ticks)))
    assert report.figure("speed").value == 1000


def _criteria() -> list[JudgedCriterion]:
    return [
        JudgedCriterion(
            question=f"What helps against {topic}?",
            criterion=criterion,
            reply=f"Against {topic} I would drink warm water and sleep a lot in a dark room.",
            met=met,
            label="",
            line=line,
        )
        for topic in ("colds", "coughs", "aches")
        for line, (criterion, met) in enumerate(
            [
                ("Drink warm fluids.", True),
                ("Sleep in a dark room.", True),
                ("Take antibiotics for a week.", False),
                ("Ask for surgery at the university.", False),
            ]
        )
    ]


def test_criteria_are_judged_from_their_text() -> None:
    report = evaluate_criteria(_criteria())
    assert report.figure("macro_f1").value == 1
    assert report.figure("auc").value == 1
    (baselines,) = [table for table in report.tables if table.key == "baselines"]
    assert [row[0] for row in baselines.rows] == ["textual", "overlap", "length", "never met"]


def test_criteria_of_one_question_teach_nothing() -> None:
    with pytest.raises(BadInput, match="two questions"):
        evaluate_criteria(_criteria()[:4])


def test_answers_are_ranked_within_their_question() -> None:
    reference = "The fall detector must call the nurse and work without a phone."
    samples = [
        ScoredAnswer("What must it do?", reference, reply, score, line)
        for line, (reply, score) in enumerate(
            [
                ("It calls the nurse and needs no phone to work.", 1.0),
                ("It calls the nurse.", 0.5),
                ("It has a nice colour.", 0.0),
            ]
        )
    ]
    alike = [ScoredAnswer("Another?", reference, "Any reply.", 1.0, 9)]
    report = evaluate_answers([*samples, *alike])
    pearson = report.figure("pearson")
    assert pearson.value is not None
    assert pearson.value > 0.9
    assert pearson.n == 1


async def test_reports_are_the_same_twice_and_read_as_lines() -> None:
    first = await evaluate_replies(BANK, _told(20), REPLIES, swapped=[ONE, OTHER], dropped=1)
    second = await evaluate_replies(BANK, _told(20), REPLIES, swapped=[ONE, OTHER], dropped=1)
    assert fields(first) == fields(second)
    told = "\n".join(lines(first))
    assert "1 empty answer was left out." in told
    assert "n = 10 replies" in told


class _Knowing:
    """Knows the meaning of exactly what it was told."""

    name = "knowing"

    def criterion(self, question: str, criterion: str, reply: str) -> float:
        del question, reply
        return 0.9 if "fluids" in criterion or "Sleep" in criterion else 0.2

    def reference(self, question: str, reference: str, reply: str) -> float:
        del question, reference, reply
        return 1.0


def test_a_scorer_by_meaning_stands_beside_the_others() -> None:
    scorers = {
        **CRITERION_SCORERS,
        "alone": criteria_by_meaning(_Knowing(), words=False),
        "both": criteria_by_meaning(_Knowing(), words=True),
    }
    for name in ("alone", "both"):
        report = evaluate_criteria(_criteria(), scorer=name, scorers=scorers)
        assert report.figure("macro_f1").value == 1
        (baselines,) = [table for table in report.tables if table.key == "baselines"]
        assert [row[0] for row in baselines.rows][:2] == [name, "textual"]
    samples = [ScoredAnswer("q", "Drink water.", reply, 1.0, 1) for reply in ("Water.", "Bread.")]
    assert answers_by_meaning(_Knowing(), words=False)(samples) == [1.0, 1.0]
    first, second = answers_by_meaning(_Knowing(), words=True)(samples)
    assert 1 > first > second
