"""Lines: JSONL files of samples, read line by line; a broken line is named and the rest is kept."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from bot.errors import BadInput, RoundsError
from bot.evaluation.sample import JudgedCriterion, LabelledReply, RankedPair, ScoredAnswer

T = TypeVar("T")

HIGHEST_LEVEL = 4

_EMPTY = re.compile(r"[\W_]*(?:no (?:response|answer|reply)(?: given)?|n/?a)?[\W_]*")


@dataclass(frozen=True, slots=True)
class Fault:
    """A line that cannot be used, with the sentence that says why."""

    line: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Lines(Generic[T]):
    """The samples of a file, its broken lines, and how many answers were empty."""

    samples: tuple[T, ...]
    faults: tuple[Fault, ...]
    empty: int


def is_empty(reply: str) -> bool:
    """Whether a reply says nothing at all, or only that there is no answer.

    Such lines are left out: anything that looks at length gets them right, and with them kept a
    word count alone seems to be a good grader.
    """
    return _EMPTY.fullmatch(reply.casefold()) is not None


def read_lines(text: str, parse: Callable[[dict[str, Any], int], T | None]) -> Lines[T]:
    """Read a JSONL text; `parse` raises a RoundsError for a bad line, None leaves an empty one."""
    samples: list[T] = []
    faults: list[Fault] = []
    empty = 0
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            sample = parse(_object(line), number)
        except RoundsError as error:
            faults.append(Fault(number, error.sentence))
            continue
        if sample is None:
            empty += 1
        else:
            samples.append(sample)
    return Lines(tuple(samples), tuple(faults), empty)


def labelled_reply(row: dict[str, Any], number: int) -> LabelledReply | None:
    """A line of `rounds eval replies`: prompt, reply, level, and kind if there is one."""
    level = row.get("level")
    if isinstance(level, bool) or not isinstance(level, int) or not 0 <= level <= HIGHEST_LEVEL:
        raise BadInput(f'"level" must be a whole number from 0 to {HIGHEST_LEVEL}.')
    prompt, reply = _text(row, "prompt"), _text(row, "reply", blank=True)
    kind = _text(row, "kind") if "kind" in row else "plain"
    return None if is_empty(reply) else LabelledReply(prompt, reply, level, kind, number)


def ranked_pair(row: dict[str, Any], number: int) -> RankedPair | None:
    """A line of `rounds eval pairs`: prompt, better, worse, and id if there is one."""
    name = _text(row, "id") if "id" in row else f"line {number}"
    pair = RankedPair(_text(row, "prompt"), _text(row, "better"), _text(row, "worse"), name)
    if pair.better.strip() == pair.worse.strip():
        raise BadInput('"better" and "worse" are the same.')
    return None if is_empty(pair.better) or is_empty(pair.worse) else pair


def judged_criterion(row: dict[str, Any], number: int) -> JudgedCriterion | None:
    """A line of `rounds eval criteria`: question, criterion, reply, met, and label if there."""
    met = row.get("met")
    if not isinstance(met, bool):
        raise BadInput('"met" must be true or false.')
    question, criterion = _text(row, "question"), _text(row, "criterion")
    reply = _text(row, "reply", blank=True)
    label = _text(row, "label") if "label" in row else ""
    if is_empty(reply):
        return None
    return JudgedCriterion(question, criterion, reply, met, label, number)


def scored_answer(row: dict[str, Any], number: int) -> ScoredAnswer | None:
    """A line of `rounds eval answers`: question, reference, reply, score."""
    score = row.get("score")
    if isinstance(score, bool) or not isinstance(score, int | float) or not math.isfinite(score):
        raise BadInput('"score" must be a number.')
    question, reference = _text(row, "question"), _text(row, "reference")
    reply = _text(row, "reply", blank=True)
    return None if is_empty(reply) else ScoredAnswer(question, reference, reply, score, number)


def _object(line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        raise BadInput("this line is not JSON.") from None
    if not isinstance(row, dict):
        raise BadInput("this line is not a JSON object.")
    return row


def _text(row: dict[str, Any], key: str, *, blank: bool = False) -> str:
    value = row.get(key)
    if not isinstance(value, str) or not (value.strip() or blank):
        raise BadInput(f'"{key}" must be a text.')
    return value.encode("utf-8", errors="replace").decode("utf-8")
