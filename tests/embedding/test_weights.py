"""The real weights: what is published about them, and what they are worth here."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from bot.embedding.evidence import AlignmentEvidence
from bot.embedding.folder import model_folder
from bot.embedding.model import Model, open_model
from bot.embedding.safetensors import Array
from bot.embedding.scorer import AlignmentScorer
from bot.evaluation.answers import evaluate_answers
from bot.evaluation.criteria import evaluate_criteria
from bot.evaluation.lines import judged_criterion, read_lines, scored_answer
from bot.evaluation.scorer import (
    ANSWER_SCORERS,
    CRITERION_SCORERS,
    answers_by_meaning,
    criteria_by_meaning,
)

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "grading"


@pytest.fixture(scope="module")
def model() -> Model:
    setting = os.environ.get("ROUNDS_EMBED_MODEL")
    if not setting:
        pytest.skip("ROUNDS_EMBED_MODEL is not set, so there are no real weights to test with")
    return open_model(model_folder(setting))


def _lines(name: str) -> str:
    file = DATA / name
    if not file.is_file():
        pytest.skip(f"the human-scored answers {name} are not beside the project")
    return file.read_text(encoding="utf-8")


def sentence(model: Model, text: str) -> Array:
    """The vector of a whole sentence as the model's own library makes it: mean, length 1."""
    cutter, encoder = model._cutter, model._encoder
    ids = [cutter.opening, *(piece.id for piece in cutter.pieces(text)), cutter.closing]
    mean: Array = encoder.encode(ids).mean(axis=0)
    mean /= np.linalg.norm(mean)
    return mean


@pytest.mark.parametrize(
    ("first", "second", "published"),
    [
        ("The new movie is awesome", "The new movie is so great", 0.8939),
        ("The cat sits outside", "The cat plays in the garden", 0.6788),
        ("The cat sits outside", "The dog plays in the garden", 0.2838),
        ("A man is playing guitar", "A woman watches TV", -0.0327),
        ("The weather is lovely today.", "It's so sunny outside!", 0.6660),
        ("The weather is lovely today.", "He drove to the stadium.", 0.1046),
    ],
)
def test_known_similarities_to_four_digits(
    model: Model, first: str, second: str, published: float
) -> None:
    found = np.dot(sentence(model, first), sentence(model, second))
    assert float(found) == pytest.approx(published, abs=6e-5)


def test_other_words_for_the_same_are_told_from_another_matter(model: Model) -> None:
    question = "Your alert fires two hundred times a day. What do you do?"
    criterion = "Names alert fatigue: staff stop reacting to alerts"
    reply = "Nurses would start ignoring it when it beeps all day. We sell it to forty hospitals."
    places = [(0, 53), (54, len(reply))]
    same, other = AlignmentEvidence(model).chances(question, criterion, reply, places)
    assert same > other
    scorer = AlignmentScorer(model)
    assert scorer.criterion(question, criterion, reply[:53]) > scorer.criterion(
        question, criterion, reply[54:]
    )


@pytest.mark.timeout(600)
def test_criteria_are_judged_better_than_by_words(model: Model) -> None:
    samples = read_lines(_lines("kqa_dev.jsonl"), judged_criterion).samples
    scorer = criteria_by_meaning(AlignmentScorer(model), words=True)
    report = evaluate_criteria(
        samples, scorer="both", scorers={**CRITERION_SCORERS, "both": scorer}
    )
    f1, auc = report.figure("macro_f1").value, report.figure("auc").value
    assert f1 is not None
    assert auc is not None
    assert f1 > 0.74
    assert auc > 0.83


@pytest.mark.timeout(600)
def test_answers_are_ranked_better_than_by_words(model: Model) -> None:
    samples = read_lines(_lines("saf_dev.jsonl"), scored_answer).samples
    scorer = answers_by_meaning(AlignmentScorer(model), words=True)
    report = evaluate_answers(samples, scorer="both", scorers={**ANSWER_SCORERS, "both": scorer})
    pearson = report.figure("pearson").value
    assert pearson is not None
    assert pearson > 0.57
