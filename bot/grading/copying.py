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

_NOT = frozenset({"not", "no", "never"})

_FEWEST_ECHOED, _SHORTEST_ECHO = 4, 10
"""Content words of an echo, and all its words: a shorter row of them may rank what was asked."""

STOCK_SIZE, STOCK_SHARE = 16, 1 / 3
"""Words up to which a single copied sentence is stock wording, and its share of the reply."""


@dataclass(frozen=True, slots=True)
class Source:
    """What a reply may have copied from, cut into runs of words; made once per prompt."""

    question: frozenset[tuple[str, ...]]
    answers: frozenset[tuple[str, ...]]
    question_stems: frozenset[str]
    denies: bool = False
    """Whether the question itself holds a `not` or `no`."""


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
        denies=not _NOT.isdisjoint(question.words),
    )


def _passages(prompt: Prompt) -> Iterable[str]:
    yield from prompt.model_answer
    yield from prompt.head.hints
    for criterion in prompt.rubric.criteria:
        yield criterion.text
        yield criterion.why
        yield criterion.probe
        if criterion.points > 0:
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


def echoed(text: Text, origin: Source) -> frozenset[int]:
    """The words of all sentences that repeat the question.

    Who answers `I would not` in the question's own words has decided, and not echoed.
    """
    return _words(
        sentence
        for sentence in text.sentences
        if not _decides(text, sentence, origin)
        and (
            _covers(text, sentence, origin.question, QUESTION_SHINGLE)
            or _echoes(text, sentence, origin.question_stems)
        )
    )


def _decides(text: Text, sentence: Span, origin: Source) -> bool:
    """Whether a short sentence sets a `not` or `no` against the words of the question."""
    words = text.words[sentence.first : sentence.end]
    return sentence.size <= STOCK_SIZE and not origin.denies and not _NOT.isdisjoint(words)


def copied(text: Text, origin: Source) -> frozenset[int]:
    """The words of all sentences that repeat the rubric or the model answer.

    One short sentence of that kind in a longer reply is stock wording that anybody may hit upon.
    """
    found = [s for s in text.sentences if _covers(text, s, origin.answers, ANSWER_SHINGLE)]
    if len(found) == 1 and found[0].size <= min(STOCK_SIZE, STOCK_SHARE * len(text.words)):
        return frozenset()
    return _words(found)


def _words(sentences: Iterable[Span]) -> frozenset[int]:
    return frozenset(at for span in sentences for at in range(span.first, span.end))


def _covers(text: Text, sentence: Span, known: frozenset[tuple[str, ...]], size: int) -> bool:
    return _covered(text.stems, sentence, known, size) >= COPIED_SHARE * sentence.size


def _echoes(text: Text, sentence: Span, question: frozenset[str]) -> bool:
    """Whether a sentence says nothing but the question's words in another order."""
    own = {
        text.stems[at]
        for at in range(sentence.first, sentence.end)
        if text.words[at] not in FUNCTION_WORDS and len(text.words[at]) > 1
    }
    if sentence.size < _SHORTEST_ECHO:
        return False
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
