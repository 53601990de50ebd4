"""Floors on real data: far below what is measured, so that only a regression breaks them."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content.library import FileBank
from bot.evaluation.answers import evaluate_answers
from bot.evaluation.criteria import evaluate_criteria
from bot.evaluation.lines import (
    judged_criterion,
    labelled_reply,
    ranked_pair,
    read_lines,
    scored_answer,
)
from bot.evaluation.pairs import evaluate_pairs
from bot.evaluation.replies import evaluate_replies
from bot.evaluation.report import Report
from bot.grading.offline import OfflineGrader
from bot.grading.text import read
from tests.evaluation.graders import PAIRS, data
from tests.grading.bank import CONTENT


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _baseline(report: Report, name: str, column: str) -> float:
    (table,) = [one for one in report.tables if one.key == "baselines"]
    (row,) = [one for one in table.rows if one[0] == name]
    value = row[table.columns.index(column)]
    assert isinstance(value, float)
    return value


async def test_labelled_replies_are_graded_better_than_by_length() -> None:
    found = read_lines(_text(data("replies", "labelled_replies.jsonl")), labelled_reply)
    assert not found.faults
    report = await evaluate_replies(FileBank(CONTENT), OfflineGrader(), found.samples)
    qwk = report.figure("qwk").value
    assert qwk is not None
    assert qwk > _baseline(report, "length alone", "QWK")
    assert (report.figure("gaming_held").value or 0) > 0.6
    assert report.figure("quoted").value == 1


def test_criteria_are_judged_better_than_by_overlap() -> None:
    found = read_lines(_text(data("grading", "kqa_dev.jsonl")), judged_criterion)
    report = evaluate_criteria(found.samples)
    f1 = report.figure("macro_f1").value
    assert f1 is not None
    assert f1 > 0.65
    assert f1 > _baseline(report, "overlap", "macro-F1")
    assert (report.figure("ece").value or 1) < 0.15


def test_answers_are_ranked_better_than_by_overlap() -> None:
    found = read_lines(_text(data("grading", "saf_dev.jsonl")), scored_answer)
    report = evaluate_answers(found.samples)
    pearson = report.figure("pearson").value
    assert pearson is not None
    assert pearson > 0.42
    assert pearson > _baseline(report, "overlap", "Pearson")


@pytest.mark.parametrize(("name", "fewest", "floor"), [("pairs", 40, 0.7), ("crossed", 20, 0.2)])
async def test_our_own_pairs_are_whole_and_mostly_ordered(
    name: str, fewest: int, floor: float
) -> None:
    found = read_lines(_text(PAIRS / f"{name}.jsonl"), ranked_pair)
    assert not found.faults
    assert len(found.samples) >= fewest
    assert len({one.prompt for one in found.samples}) >= 12
    report = await evaluate_pairs(FileBank(CONTENT), OfflineGrader(), found.samples)
    assert (report.figure("ordered").value or 0) > floor


def test_crossed_pairs_hold_the_same_words() -> None:
    """So that nothing which counts words can order them."""
    for pair in read_lines(_text(PAIRS / "crossed.jsonl"), ranked_pair).samples:
        bags = [sorted(read(text).words) for text in (pair.better, pair.worse)]
        assert bags[0] == bags[1], pair.name
