"""The grader on the labelled replies beside the project: floors that a change must not break."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.grading.offline import OfflineGrader
from tests.grading.bank import CONTENT, bank

REPLIES = CONTENT.parents[1] / "shared" / "data" / "replies" / "labelled_replies.jsonl"
GAMING = {"stuffing", "parrot", "injection", "offtopic", "confident_wrong"}

pytestmark = pytest.mark.skipif(
    not REPLIES.is_file(), reason="the labelled replies do not lie beside the project"
)


@dataclass(frozen=True, slots=True)
class Labelled:
    prompt: str
    reply: str
    level: int
    kind: str


@pytest.fixture(scope="module")
def labelled() -> list[Labelled]:
    lines = Path(REPLIES).read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    known = [Labelled(r["prompt"], r["reply"], r["level"], r["kind"]) for r in rows]
    return [one for one in known if one.prompt in bank()]


@pytest.fixture(scope="module")
def grader() -> OfflineGrader:
    return OfflineGrader()


def kappa(true: list[int], given: list[int]) -> float:
    """Quadratic weighted kappa of two raters on levels 0 to 4."""
    count = len(true)
    seen = sum((a - b) ** 2 for a, b in zip(true, given, strict=True)) / count
    chance = sum((a - b) ** 2 for a in true for b in given) / count**2
    return 1 - seen / chance


def test_levels_agree_with_readers(labelled: list[Labelled], grader: OfflineGrader) -> None:
    given = [int(grader.judge(bank()[one.prompt], one.reply).level) for one in labelled]
    assert kappa([one.level for one in labelled], given) > 0.7


def test_gaming_and_confidently_wrong_replies_stay_weak(
    labelled: list[Labelled], grader: OfflineGrader
) -> None:
    bad = [one for one in labelled if one.kind in GAMING]
    held = [grader.judge(bank()[one.prompt], one.reply).level <= 1 for one in bad]
    assert sum(held) >= 0.95 * len(held)


def test_good_answers_to_other_questions_stay_weak(
    labelled: list[Labelled], grader: OfflineGrader
) -> None:
    good = [one for one in labelled if one.level >= 3]
    asked = sorted({one.prompt for one in labelled})
    held = [
        grader.judge(bank()[prompt], one.reply).level <= 1
        for one in good
        for prompt in asked
        if prompt != one.prompt
    ]
    assert sum(held) >= 0.9 * len(held)


def test_quotes_occur_in_the_reply(labelled: list[Labelled], grader: OfflineGrader) -> None:
    for one in labelled:
        for criterion in grader.judge(bank()[one.prompt], one.reply).criteria:
            assert all(quote in one.reply for quote in criterion.evidence)
            assert all(len(quote.split()) <= 40 for quote in criterion.evidence)
