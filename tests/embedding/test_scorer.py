from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.embedding.alignment import SIGN, SMALL_WORD, recall, weights
from bot.embedding.evidence import AlignmentEvidence
from bot.embedding.model import Model, open_model
from bot.embedding.scorer import AlignmentScorer
from tests.embedding import tiny

ALERTS = "The nurses ignored too many alerts."


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Model:
    folder: Path = tmp_path_factory.mktemp("model")
    return open_model(folder, tiny.written(folder))


def test_what_is_said_word_for_word_is_found_whole(model: Model) -> None:
    assert AlignmentScorer(model).reference("", ALERTS, ALERTS) == 1.0


def test_nothing_finds_nothing(model: Model) -> None:
    scorer = AlignmentScorer(model)
    assert scorer.reference(ALERTS, ALERTS, "") == 0.0
    assert scorer.reference(ALERTS, "", ALERTS) == 0.0
    assert scorer.criterion(ALERTS, ALERTS, "") < 0.001
    assert scorer.criterion("", "", "") < 0.001


def test_signs_small_words_and_the_questions_words_count_less(model: Model) -> None:
    wanted = model.read("the alerts.")
    nothing, itself = model.read(""), wanted
    small, first, second, sign = weights(wanted, nothing, 0.3).tolist()
    assert (round(small, 3), round(sign, 3)) == (SMALL_WORD, SIGN)
    assert first == second == pytest.approx(0.5**0.5)
    assert weights(wanted, itself, 0.3).tolist() == pytest.approx(
        [0.3 * one for one in (small, first, second, sign)]
    )


def test_recall_is_the_weighted_mean_of_the_best(model: Model) -> None:
    found = np.array([[0.2, 0.8], [0.4, -0.1]], dtype=np.float32)
    counted = np.array([3.0, 1.0], dtype=np.float32)
    assert recall(found, counted) == pytest.approx((3 * 0.8 + 0.4) / 4)
    first = np.array([True, False])
    assert recall(found, counted, first) == pytest.approx((3 * 0.2 + 0.4) / 4)
    assert recall(found, counted, ~first) == pytest.approx(3 * 0.8 / 4)
    assert recall(found, counted, np.array([False, False])) == 0.0


def test_evidence_looks_at_the_stretch_alone(model: Model) -> None:
    reply = f"A b c. {ALERTS}"
    evidence = AlignmentEvidence(model)
    places = [(0, 6), (7, len(reply)), (0, len(reply)), (3, 3)]
    other, own, whole, none = evidence.chances("a b", "too many alerts", reply, places)
    assert none < 0.01
    assert max(other, own) <= whole
    assert evidence.chances("a b", "too many alerts", reply, []) == []


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80), st.text(max_size=80), st.text(max_size=200))
def test_any_texts_get_a_score(model: Model, question: str, wanted: str, reply: str) -> None:
    scorer = AlignmentScorer(model)
    found = [scorer.criterion(question, wanted, reply), scorer.reference(question, wanted, reply)]
    assert all(0 <= one <= 1 for one in found)
    fresh = AlignmentScorer(model)
    assert found == [
        fresh.criterion(question, wanted, reply),
        fresh.reference(question, wanted, reply),
    ]
