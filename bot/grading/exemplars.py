"""Exemplars: an author's short replies, run through the matcher as tests."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.grade import Verdict
from bot.domain.prompt import Prompt
from bot.grading.evidence import Reading, find
from bot.grading.matcher import CompiledRubric, compile_rubric
from bot.grading.negation import denials
from bot.grading.occurrences import Occurrences
from bot.grading.text import read


@dataclass(frozen=True, slots=True)
class Misjudged:
    """An exemplar that its own criterion's signals judge wrongly.

    `kind` is good, near or bad; `index` is its place in that list, from 0. A good exemplar must be
    met; a near or bad one must not be met (partly is allowed for near).
    """

    criterion: str
    kind: str
    index: int
    text: str
    verdict: Verdict

    @property
    def criterion_id(self) -> str:
        """The same as criterion."""
        return self.criterion


def misjudged(prompt: Prompt) -> list[Misjudged]:
    """All exemplars of a prompt that the matcher judges wrongly, in the rubric's order."""
    compiled = compile_rubric(prompt.rubric)
    wrong: list[Misjudged] = []
    for place, criterion in enumerate(prompt.rubric.criteria):
        examples = criterion.exemplars
        for kind, texts in (
            ("good", examples.good),
            ("near", examples.near),
            ("bad", examples.bad),
        ):
            for index, text in enumerate(texts):
                verdict = judge_passage(compiled, place, text)
                if not _fits(kind, verdict):
                    wrong.append(Misjudged(criterion.id, kind, index, text, verdict))
    return wrong


def met_by_question(prompt: Prompt) -> list[str]:
    """The ids of criteria that the words of the question alone would meet, even partly."""
    compiled = compile_rubric(prompt.rubric)
    return [
        criterion.id
        for place, criterion in enumerate(prompt.rubric.criteria)
        if judge_passage(compiled, place, prompt.question) is not Verdict.MISSED
    ]


def judge_passage(compiled: CompiledRubric, place: int, passage: str) -> Verdict:
    """The verdict of one criterion's signals, by its place in the rubric, on a bare passage."""
    text = read(passage)
    reading = Reading(text, Occurrences(compiled, text), denials(text), frozenset())
    return find(reading, compiled.criteria[place]).verdict


def _fits(kind: str, verdict: Verdict) -> bool:
    if kind == "good":
        return verdict is Verdict.MET
    return verdict is Verdict.MISSED or (kind == "near" and verdict is Verdict.PARTLY)
