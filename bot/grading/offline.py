"""The offline grader: a pure function of a prompt and a reply, the same on every machine."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.grade import CriterionGrade, Flag, Grade, Verdict
from bot.domain.prompt import Prompt
from bot.grading import guards, scoring, topic
from bot.grading.copying import Source, source
from bot.grading.evidence import Finding, Reading, find
from bot.grading.matcher import CompiledRubric, Occurrences, compile_rubric
from bot.grading.negation import denials, dismissive
from bot.grading.recklessness import reckless
from bot.grading.text import Span, Text, read

NAME = "offline"
VERSION = "1"
"""Raised with every change that can change a grade."""

MOST_PREPARED = 256


@dataclass(frozen=True, slots=True)
class Prepared:
    """A prompt made ready for many replies."""

    prompt: Prompt
    compiled: CompiledRubric
    origin: Source
    vocabulary: frozenset[str]


def prepare(prompt: Prompt) -> Prepared:
    """Compile a prompt's rubric and collect what may be copied; worth keeping."""
    return Prepared(prompt, compile_rubric(prompt.rubric), source(prompt), topic.vocabulary(prompt))


def judge(prompt: Prompt, reply: str) -> Grade:
    """Judge a reply; any text gets a grade, equal texts get equal grades."""
    return judge_prepared(prepare(prompt), reply)


def judge_prepared(prepared: Prepared, reply: str) -> Grade:
    """Judge a reply against a prepared prompt; see judge."""
    rubric = prepared.prompt.rubric
    text = read(reply)
    guarded = guards.guard(text, prepared.origin)
    denied = denials(text)
    decided = reckless(text, denied, guarded.barred)
    rejected = _rejected(text, decided)
    found = Occurrences(prepared.compiled, text)
    reading = Reading(text, found, denied, guarded.barred, rejected)
    findings = [find(reading, criterion) for criterion in prepared.compiled.criteria]
    grades = tuple(
        _graded(reading.text, criterion.criterion.id, criterion.criterion.points, finding)
        for criterion, finding in zip(prepared.compiled.criteria, findings, strict=True)
    )
    elsewhere = _elsewhere(text, prepared, grades)
    flags = guarded.flags or ((Flag.OFF_TOPIC,) if elsewhere else ())
    limits = scoring.Limits(
        worthless=guarded.worthless or (elsewhere and not any(grade.points for grade in grades)),
        off_topic=elsewhere,
        reckless=len(decided),
    )
    result = scoring.outcome(rubric, grades, limits)
    gap = scoring.gap(rubric, grades)
    return Grade(
        score=result.score,
        low=result.low,
        high=result.high,
        level=result.level,
        criteria=grades,
        flags=flags,
        gap=gap,
        probe=rubric.criterion(gap).probe if gap else None,
        grader=NAME,
        grader_version=VERSION,
        rubric_version=rubric.version,
    )


def _rejected(text: Text, decided: dict[int, Span]) -> frozenset[int]:
    """The words that can only be evidence for pitfalls."""
    if dismissive(text):
        return frozenset(range(len(text.words)))
    return frozenset(at for span in decided.values() for at in range(span.first, span.end))


def _graded(text: Text, criterion_id: str, points: int, finding: Finding) -> CriterionGrade:
    quote = text.quote(finding.quote) if finding.quote else ""
    if not quote:
        return CriterionGrade(criterion_id, 0, Verdict.MISSED, (), finding.sure)
    earned = scoring.points_for(points, finding.verdict)
    return CriterionGrade(criterion_id, earned, finding.verdict, (quote,), finding.sure)


def _elsewhere(text: Text, prepared: Prepared, grades: tuple[CriterionGrade, ...]) -> bool:
    """Whether the reply speaks about another subject than its question."""
    earned = sum(grade.points for grade in grades if grade.points > 0)
    part = scoring.share(earned, prepared.prompt.rubric.positive_points)
    return topic.off_topic(text, prepared.vocabulary, part)


class OfflineGrader:
    """The grader that needs no network; stands behind bot.ports.grader.Grader."""

    def __init__(self) -> None:
        self._prepared: dict[tuple[str, str], Prepared] = {}

    @property
    def name(self) -> str:
        """The name that every score carries."""
        return NAME

    @property
    def version(self) -> str:
        """Changes whenever the same reply and rubric could get another grade."""
        return VERSION

    async def grade(self, prompt: Prompt, reply: str) -> Grade:
        """Judge the reply; never raises."""
        return self.judge(prompt, reply)

    def judge(self, prompt: Prompt, reply: str) -> Grade:
        """The same without waiting; prompts are prepared once and kept."""
        key = (prompt.id, prompt.rubric.version)
        prepared = self._prepared.get(key)
        if prepared is None or prepared.prompt != prompt:
            if len(self._prepared) >= MOST_PREPARED:
                self._prepared.clear()
            prepared = self._prepared[key] = prepare(prompt)
        return judge_prepared(prepared, reply)
