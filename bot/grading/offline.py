"""The offline grader: a pure function of a prompt and a reply, the same on every machine."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.domain.grade import CriterionGrade, Flag, Grade, Verdict
from bot.domain.prompt import Prompt
from bot.domain.rubric import Criterion, Kind
from bot.grading import guards, scoring, topic
from bot.grading.copying import Source, source
from bot.grading.evidence import Finding, Reading, find
from bot.grading.inklings import inkling
from bot.grading.matcher import CompiledCriterion, CompiledRubric, compile_rubric
from bot.grading.negation import denials
from bot.grading.occurrences import Occurrences
from bot.grading.quotes import quote
from bot.grading.raising import raised
from bot.grading.recklessness import reckless
from bot.grading.text import Span, Text, read
from bot.grading.wholesale import turned_round
from bot.ports.evidence import Evidence

NAME = "offline"
VERSION = "3"
"""Raised with every change that can change a grade."""

MOST_PREPARED = 256

FEWEST_FOR_INKLINGS = 0.12
"""The share of the points that a reply earns before half answers in it are taken to mean it."""


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


def judge_prepared(prepared: Prepared, reply: str, evidence: Evidence | None = None) -> Grade:
    """Judge a reply against a prepared prompt; see judge, and raising for what evidence may do."""
    rubric = prepared.prompt.rubric
    seen = examine(prepared, reply, evidence)
    limits = seen.limits(prepared, seen.grades)
    result = scoring.outcome(rubric, seen.grades, limits, seen.support)
    gap = scoring.gap(rubric, seen.grades)
    return Grade(
        score=result.score,
        low=result.low,
        high=result.high,
        level=result.level,
        criteria=seen.grades,
        flags=seen.guarded.flags or ((Flag.OFF_TOPIC,) if limits.off_topic else ()),
        gap=gap,
        probe=rubric.criterion(gap).probe if gap else None,
        grader=NAME,
        grader_version=version(evidence),
        rubric_version=rubric.version,
    )


@dataclass(frozen=True, slots=True)
class Examined:
    """What a reply holds before anything is scored.

    `support` counts the sentences behind each criterion, `reckless` the reckless decisions; `near`
    is the nearness to the prompt's subject.
    """

    grades: tuple[CriterionGrade, ...]
    support: dict[str, int]
    guarded: guards.Guarded
    reckless: int
    near: float

    def limits(self, prepared: Prepared, grades: Sequence[CriterionGrade]) -> scoring.Limits:
        """What bounds the grade that these verdicts lead to."""
        part = scoring.positive_share(prepared.prompt.rubric, grades)
        return scoring.Limits(
            worthless=self.guarded.worthless or topic.says_nothing(self.near, part),
            off_topic=not topic.on_topic(self.near, part, prepared.vocabulary),
            reckless=self.reckless,
        )


def version(evidence: Evidence | None) -> str:
    """The version of a grade, with the name of the evidence that had a part in it."""
    return VERSION if evidence is None else f"{VERSION}+{evidence.name}"


def examine(prepared: Prepared, reply: str, evidence: Evidence | None = None) -> Examined:
    """Read a reply: guards, verdicts on every criterion, and nearness to the subject."""
    text = read(reply)
    guarded = guards.guard(text, prepared.origin)
    denied = denials(text)
    decided = reckless(text, denied, guarded.silent)
    rejected = _rejected(text, decided)
    places = Occurrences(prepared.compiled, text)
    asked = prepared.origin.question_stems
    reading = Reading(text, places, denied, guarded.barred, rejected, asked, guarded.silent)
    near = topic.nearness(text, prepared.vocabulary)
    findings = _findings(reading, prepared, near)
    if evidence is not None and near >= topic.SURELY_ON_TOPIC and not guarded.worthless:
        question = prepared.prompt.question
        findings = raised(reading, prepared.compiled.criteria, findings, question, evidence)
    grades = tuple(
        _graded(text, criterion.criterion, finding)
        for criterion, finding in zip(prepared.compiled.criteria, findings, strict=True)
    )
    support = {grade.id: found.support for grade, found in zip(grades, findings, strict=True)}
    return Examined(grades, support, guarded, len(decided), near)


def _findings(reading: Reading, prepared: Prepared, near: float) -> list[Finding]:
    """The verdicts; inklings only in a reply that is surely on the subject and meets something."""
    criteria = prepared.compiled.criteria
    reading, found = _found(reading, criteria)
    earned = sum(
        max(0, scoring.points_for(criterion.criterion.points, one.verdict))
        for criterion, one in zip(criteria, found, strict=True)
    )
    positive = prepared.prompt.rubric.positive_points
    if near < topic.SURELY_ON_TOPIC or earned < FEWEST_FOR_INKLINGS * positive:
        return found
    return [
        one if one.verdict is not Verdict.MISSED else inkling(reading, criterion)
        for one, criterion in zip(found, criteria, strict=True)
    ]


def _found(
    reading: Reading, criteria: tuple[CompiledCriterion, ...]
) -> tuple[Reading, list[Finding]]:
    """What meets the criteria; the words of a sure mistake are no evidence for anything good."""
    mistakes = {
        place: find(reading, criterion)
        for place, criterion in enumerate(criteria)
        if criterion.criterion.kind is Kind.PITFALL
    }
    wrong = {
        at
        for one in mistakes.values()
        if one.quote and one.verdict is Verdict.MET
        for at in range(one.quote.first, one.quote.end)
    }
    reading = replace(reading, rejected=reading.rejected | wrong)
    return reading, [
        mistakes[place] if place in mistakes else find(reading, criterion)
        for place, criterion in enumerate(criteria)
    ]


def _rejected(text: Text, decided: dict[int, Span]) -> frozenset[int]:
    """The words that can only be evidence for pitfalls."""
    if turned_round(text):
        return frozenset(range(len(text.words)))
    return frozenset(at for span in decided.values() for at in range(span.first, span.end))


def _graded(text: Text, criterion: Criterion, finding: Finding) -> CriterionGrade:
    words = quote(text, finding.quote) if finding.quote else ""
    if not words:
        return CriterionGrade(criterion.id, 0, Verdict.MISSED, (), finding.sure)
    earned = scoring.points_for(criterion.points, finding.verdict)
    return CriterionGrade(criterion.id, earned, finding.verdict, (words,), finding.sure)


class OfflineGrader:
    """The grader that needs no network; stands behind bot.ports.grader.Grader.

    With `evidence` a missed criterion may become an open question, see bot.grading.raising.
    """

    def __init__(self, evidence: Evidence | None = None) -> None:
        self._evidence = evidence
        self._prepared: dict[tuple[str, str], Prepared] = {}

    @property
    def name(self) -> str:
        """The name that every score carries."""
        return NAME

    @property
    def version(self) -> str:
        """Changes whenever the same reply and rubric could get another grade."""
        return version(self._evidence)

    async def grade(self, prompt: Prompt, reply: str) -> Grade:
        """Judge the reply; never raises."""
        if self._evidence is None:
            if not self._is_prepared(prompt):
                # As below; it is done once.
                await asyncio.to_thread(self._prepare, prompt)
            return self.judge(prompt, reply)
        # Evidence takes a tenth of a second, during which other replies can be received.
        return await asyncio.to_thread(self.judge, prompt, reply)

    def judge(self, prompt: Prompt, reply: str) -> Grade:
        """The same without waiting; prompts are prepared once and kept."""
        return judge_prepared(self._prepare(prompt), reply, self._evidence)

    def _is_prepared(self, prompt: Prompt) -> bool:
        prepared = self._prepared.get((prompt.id, prompt.rubric.version))
        return prepared is not None and prepared.prompt == prompt

    def _prepare(self, prompt: Prompt) -> Prepared:
        key = (prompt.id, prompt.rubric.version)
        prepared = self._prepared.get(key)
        if prepared is None or prepared.prompt != prompt:
            if len(self._prepared) >= MOST_PREPARED:
                self._prepared.clear()
            prepared = self._prepared[key] = prepare(prompt)
        return prepared
