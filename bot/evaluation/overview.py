"""The overview: every promised figure at once, from whatever data is at hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from bot.errors import BadInput
from bot.evaluation.aims import table
from bot.evaluation.answers import evaluate_answers
from bot.evaluation.attacks import evaluate_attacks
from bot.evaluation.criteria import evaluate_criteria
from bot.evaluation.lines import (
    Lines,
    judged_criterion,
    labelled_reply,
    ranked_pair,
    read_lines,
    scored_answer,
)
from bot.evaluation.marking import label
from bot.evaluation.pairs import evaluate_pairs
from bot.evaluation.replies import evaluate_replies
from bot.evaluation.report import Report
from bot.evaluation.sample import RankedPair
from bot.evaluation.speed import evaluate_speed
from bot.ports.grader import Grader
from bot.ports.prompts import PromptBank

T = TypeVar("T")

REPLIES = Path("replies") / "labelled_replies.jsonl"
CRITERIA = Path("grading") / "kqa_dev.jsonl"
ANSWERS = Path("grading") / "saf_dev.jsonl"

_NOTE = (
    "The grader and its rubrics were written with the labelled replies and the content's pairs in "
    "sight, so those figures flatter; what is kept back decides. Baselines are those of naive "
    "graders on what is kept back."
)


@dataclass(frozen=True, slots=True)
class Given:
    """What the overview is made from.

    A folder of data, one with `pairs.jsonl` and `crossed.jsonl`, and the content's own pairs.
    """

    data: Path
    pairs: Path
    own: Lines[RankedPair]


async def overview(
    bank: PromptBank, grader: Grader, given: Given, clock: Callable[[], float]
) -> Report:
    """Run everything that has its data; a figure whose file is not at hand says so."""
    reports: dict[str, Report] = {}
    missing: dict[str, str] = {}
    pairs = given.own.samples
    reports["own pairs"] = await evaluate_pairs(bank, grader, pairs)
    reports["speed"] = await evaluate_speed(bank, grader, pairs, clock)
    for name in ("pairs", "crossed"):
        found = _lines(given.pairs / f"{name}.jsonl", ranked_pair, name, missing)
        if found:
            reports[name] = await evaluate_pairs(bank, grader, found.samples)
    reports["attacks"] = await evaluate_attacks(bank, grader, pairs)
    replies = _lines(given.data / REPLIES, labelled_reply, "replies", missing)
    if replies:
        prompts = [head.id for head in bank.heads()]
        reports["replies"] = await evaluate_replies(bank, grader, replies.samples, swapped=prompts)
    criteria = _lines(given.data / CRITERIA, judged_criterion, "criteria", missing)
    if criteria:
        reports["criteria"] = evaluate_criteria(criteria.samples)
    answers = _lines(given.data / ANSWERS, scored_answer, "answers", missing)
    if answers:
        reports["answers"] = evaluate_answers(answers.samples)
    return _report(label(grader), reports, missing)


def _lines(
    file: Path,
    parse: Callable[[dict[str, Any], int], T | None],
    source: str,
    missing: dict[str, str],
) -> Lines[T] | None:
    """The samples of a file; None, noted under the source's name, when it is not at hand."""
    try:
        text = file.read_bytes().decode("utf-8", errors="replace")
    except OSError:
        missing[source] = str(file)
        return None
    found = read_lines(text, parse)
    if found.faults:
        first = found.faults[0]
        raise BadInput(f"{file}:{first.line}: {first.sentence}")
    return found


def _report(grader: str, reports: Mapping[str, Report], missing: Mapping[str, str]) -> Report:
    absent = [f"not at hand, so not measured: {file}" for file in sorted(missing.values())]
    measured_on = [
        f"{name}: {report.counted}, {report.grader}" for name, report in sorted(reports.items())
    ]
    return Report(
        task="overview",
        grader=grader,
        counted=f"{len(reports)} of {len(reports) + len(missing)} runs had their data",
        dropped=0,
        figures=(),
        tables=(table(reports),),
        notes=(*measured_on, *absent, _NOTE),
    )
