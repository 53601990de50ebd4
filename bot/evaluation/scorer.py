"""Scorers: graders that get a text alone, by the names under which they are measured."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bot.evaluation.grouping import by_question
from bot.evaluation.logistic import Features
from bot.evaluation.sample import JudgedCriterion, ScoredAnswer
from bot.grading.concepts import tells
from bot.grading.text import read
from bot.grading.textual import Lexis, coverage, lexis, likeness
from bot.ports.evidence import TextScorer

CriterionScorer = Callable[[Sequence[JudgedCriterion]], list[Features]]
AnswerScorer = Callable[[Sequence[ScoredAnswer]], list[float]]


def _covered(samples: Sequence[JudgedCriterion]) -> list[Features]:
    groups = by_question(samples, lambda one: one.question)
    known = lexis(
        [text for one in group for text in (one.question, one.criterion, one.reply)]
        for group in groups.values()
    )
    found = (coverage(known, one.question, one.criterion, one.reply) for one in samples)
    return [(one.sentence, one.fresh, one.missing) for one in found]


def _alike(samples: Sequence[ScoredAnswer]) -> list[float]:
    known = _lexis_of_answers(samples)
    return [likeness(known, one.question, one.reference, one.reply) for one in samples]


def _lexis_of_answers(samples: Sequence[ScoredAnswer]) -> Lexis:
    groups = by_question(samples, lambda one: one.question)
    return lexis(
        [text for one in group for text in (one.question, one.reference, one.reply)]
        for group in groups.values()
    )


def overlap(wanted: str, reply: str) -> float:
    """The share, 0 to 1, of a text's telling words that a reply holds: the plainest grader."""
    asked, given = _words(wanted), _words(reply)
    return len(asked & given) / len(asked) if asked else 0.0


def _words(text: str) -> set[str]:
    found = read(text)
    return {stem for word, stem in zip(found.words, found.stems, strict=True) if tells(word)}


def _length(reply: str) -> float:
    return float(len(reply.split()))


CRITERION_SCORERS: Mapping[str, CriterionScorer] = {
    "textual": _covered,
    "overlap": lambda samples: [(overlap(one.criterion, one.reply),) for one in samples],
    "length": lambda samples: [(_length(one.reply),) for one in samples],
}
"""What grades a criterion from its text; `overlap` and `length` are there to be beaten."""

ANSWER_SCORERS: Mapping[str, AnswerScorer] = {
    "textual": _alike,
    "overlap": lambda samples: [overlap(one.reference, one.reply) for one in samples],
    "length": lambda samples: [_length(one.reply) for one in samples],
}
"""What scores an answer against a reference."""


def criteria_by_meaning(meaning: TextScorer, *, words: bool) -> CriterionScorer:
    """A scorer by meaning, together with the textual one's features where `words` is set."""

    def scored(samples: Sequence[JudgedCriterion]) -> list[Features]:
        chances = [meaning.criterion(one.question, one.criterion, one.reply) for one in samples]
        if not words:
            return [(chance,) for chance in chances]
        features = _covered(samples)
        return [(*row, chance) for row, chance in zip(features, chances, strict=True)]

    return scored


def answers_by_meaning(meaning: TextScorer, *, words: bool) -> AnswerScorer:
    """The same for answers; with `words` the mean of both."""

    def scored(samples: Sequence[ScoredAnswer]) -> list[float]:
        by_meaning = [meaning.reference(one.question, one.reference, one.reply) for one in samples]
        if not words:
            return by_meaning
        return [(a + b) / 2 for a, b in zip(by_meaning, _alike(samples), strict=True)]

    return scored
