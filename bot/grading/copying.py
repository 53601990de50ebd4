"""Copying: sentences that repeat the question, the rubric, the model answer or the reply itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.prompt import Prompt
from bot.grading.background import subject
from bot.grading.functionwords import FUNCTION_WORDS
from bot.grading.text import Span, Text, read

QUESTION_SHINGLE, ANSWER_SHINGLE = 5, 6
"""Words in a row that count as copied from the question, and from rubric or model answer."""

COPIED_SHARE = 0.6
"""The share of a sentence that must be copied before it gives no evidence."""

ECHO_SHARE = 0.8
"""The share of a sentence's content words that the question holds, in whatever order."""

_FEWEST_ECHOED = 4


@dataclass(frozen=True, slots=True)
class Source:
    """What a reply may have copied from, cut into runs of words; made once per prompt."""

    question: frozenset[tuple[str, ...]]
    answers: frozenset[tuple[str, ...]]
    question_stems: frozenset[str]


def source(prompt: Prompt) -> Source:
    """Collect the question's and the rubric's own words."""
    question = read(prompt.question)
    answers: set[tuple[str, ...]] = set()
    for passage in _passages(prompt):
        answers.update(_shingles(read(passage).stems, ANSWER_SHINGLE))
    return Source(
        question=frozenset(_shingles(question.stems, QUESTION_SHINGLE)),
        answers=frozenset(answers),
        question_stems=subject([question]),
    )


def _passages(prompt: Prompt) -> Iterable[str]:
    yield from prompt.model_answer
    yield from prompt.head.hints
    for criterion in prompt.rubric.criteria:
        yield criterion.text
        yield criterion.why
        yield criterion.probe
        yield from criterion.exemplars.good


def _shingles(stems: tuple[str, ...], size: int) -> Iterable[tuple[str, ...]]:
    return zip(*(stems[at:] for at in range(size)), strict=False)


def _covered(
    stems: tuple[str, ...], span: Span, known: frozenset[tuple[str, ...]], size: int
) -> int:
    """How many words of a span lie within a known run of words."""
    covered: set[int] = set()
    for at in range(span.first, span.end - size + 1):
        if stems[at : at + size] in known:
            covered.update(range(at, at + size))
    return len(covered)


def copied(text: Text, origin: Source) -> frozenset[int]:
    """The words of all sentences that repeat the question, the rubric or the model answer."""
    barred: set[int] = set()
    for sentence in text.sentences:
        least = COPIED_SHARE * sentence.size
        if (
            _covered(text.stems, sentence, origin.question, QUESTION_SHINGLE) >= least
            or _covered(text.stems, sentence, origin.answers, ANSWER_SHINGLE) >= least
            or _echoes(text, sentence, origin.question_stems)
        ):
            barred.update(range(sentence.first, sentence.end))
    return frozenset(barred)


def _echoes(text: Text, sentence: Span, question: frozenset[str]) -> bool:
    """Whether a sentence says nothing but the question's words in another order."""
    own = {
        text.stems[at]
        for at in range(sentence.first, sentence.end)
        if text.words[at] not in FUNCTION_WORDS and len(text.words[at]) > 1
    }
    return len(own) >= _FEWEST_ECHOED and len(own & question) >= ECHO_SHARE * len(own)


def repeated(text: Text) -> frozenset[int]:
    """The words of every sentence that stood in the reply before, word for word."""
    seen: set[tuple[str, ...]] = set()
    barred: set[int] = set()
    for sentence in text.sentences:
        stems = text.stems[sentence.first : sentence.end]
        if len(stems) >= 4 and stems in seen:
            barred.update(range(sentence.first, sentence.end))
        seen.add(stems)
    return frozenset(barred)
