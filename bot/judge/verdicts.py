"""Verdicts: what a judge answered, read strictly, and what of it can be believed."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.domain.rubric import Criterion
from bot.judge.case import Case
from bot.judge.quotes import (
    FEWEST_WORDS,
    MOST_WORDS,
    Place,
    count_words,
    cut_off_negation,
    find_quote,
    in_any,
)
from bot.judge.scoretalk import speaks_of_scores

LONGEST_ANSWER = 100_000
"""Characters; far more than the verdicts on any rubric take."""

MOST_SHARED = 3
"""Criteria that one quote may speak for."""


class Failure(StrEnum):
    """Why a verdict is not believed; the words go back to the judge."""

    MISSING = "there was no verdict on it"
    TWICE = "there was more than one verdict on it"
    MALFORMED = "the verdict did not have the required form"
    NO_QUOTE = "it was called met without a quote"
    NOT_THERE = "the quote does not occur in the reply word for word"
    LENGTH = f"the quote must have {FEWEST_WORDS} to {MOST_WORDS} words"
    BARRED = "the quote is from a passage that is no evidence"
    SHARED = f"the same quote was given for more than {MOST_SHARED} criteria"
    NEGATED = "the quote leaves out the negation right before it; quote that as well"
    SCORES = "the reason speaks of points, scores or grades"


class Said(StrEnum):
    """What a believed verdict says."""

    MET = "met"
    NOT_MET = "not_met"
    CANNOT_ASSESS = "cannot_assess"


@dataclass(frozen=True, slots=True)
class Vote:
    """A believed verdict; `place` is where its quote stands in the case's text, None unless met."""

    said: Said
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """The verdicts that are believed, and why the others are not; together all that were asked."""

    votes: dict[str, Vote]
    failures: dict[str, Failure]


class _Verdict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    id: str = Field(max_length=200)
    verdict: Literal["met", "not_met", "cannot_assess"]
    quote: str = Field(max_length=2_000)
    reason: str = Field(max_length=2_000)


SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["verdicts"],
    "properties": {
        "verdicts": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["id", "reason", "quote", "verdict"],
                "properties": {
                    "id": {"type": "string"},
                    "reason": {"type": "string"},
                    "quote": {"type": "string"},
                    "verdict": {"type": "string", "enum": [said.value for said in Said]},
                },
            },
        }
    },
}
"""The form of an answer, for servers that hold a model to one; the check does not rely on it."""


def check(
    case: Case,
    asked: Collection[Criterion],
    answer: str,
    earlier: Mapping[str, Vote] = MappingProxyType({}),
) -> Checked:
    """Read an answer and check each verdict against the reply. Never raises.

    Verdicts on other ids than those asked are left aside; an answer that is none fails them all.
    `earlier` votes stand and are counted where quotes are shared.
    """
    criteria = {criterion.id: criterion for criterion in asked}
    given, failures = _by_id(_items(answer), criteria)
    votes: dict[str, Vote] = {}
    for criterion_id, verdict in given.items():
        result = _believed(case, criteria[criterion_id], verdict)
        if isinstance(result, Failure):
            failures[criterion_id] = result
        else:
            votes[criterion_id] = result
    for criterion_id in _shared(votes, earlier):
        del votes[criterion_id]
        failures[criterion_id] = Failure.SHARED
    for criterion_id in criteria.keys() - votes.keys() - failures.keys():
        failures[criterion_id] = Failure.MISSING
    return Checked(votes, failures)


def _items(answer: str) -> list[Any]:
    """The items of the answer's list; empty when it is no answer."""
    text = _without_wrapping(answer) if len(answer) <= LONGEST_ANSWER else ""
    try:
        found = json.loads(text, object_pairs_hook=_plain_object, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return []
    if not isinstance(found, dict) or found.keys() != {"verdicts"}:
        return []
    items = found["verdicts"]
    return items if isinstance(items, list) else []


def _without_wrapping(answer: str) -> str:
    """The object in an answer that has words or a code fence around it."""
    first, last = answer.find("{"), answer.rfind("}")
    return answer[first : last + 1] if 0 <= first < last else ""


def _plain_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object whose keys are each given once."""
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("a key is given twice")
    return made


def _refuse(constant: str) -> float:
    raise ValueError(constant)


def _by_id(
    items: list[Any], criteria: Collection[str]
) -> tuple[dict[str, _Verdict], dict[str, Failure]]:
    """The well-formed verdicts on known ids, and what is wrong with the others."""
    given: dict[str, _Verdict] = {}
    failures: dict[str, Failure] = {}
    for item in items:
        named = item.get("id") if isinstance(item, dict) else None
        if not isinstance(named, str) or named not in criteria:
            continue
        if named in given or named in failures:
            given.pop(named, None)
            failures[named] = Failure.TWICE
            continue
        try:
            given[named] = _Verdict.model_validate(item)
        except ValidationError:
            failures[named] = Failure.MALFORMED
    return given, failures


def _believed(case: Case, criterion: Criterion, verdict: _Verdict) -> Vote | Failure:
    if speaks_of_scores(verdict.reason, criterion, verdict.quote):
        return Failure.SCORES
    said = Said(verdict.verdict)
    if said is not Said.MET:
        return Vote(said)
    place = _located(case, verdict.quote)
    return place if isinstance(place, Failure) else Vote(said, place)


def _located(case: Case, quote: str) -> Place | Failure:
    """Where the quote stands in the reply outside of barred passages; else what is wrong."""
    count = count_words(quote)
    if not count:
        return Failure.NO_QUOTE
    if not FEWEST_WORDS <= count <= MOST_WORDS:
        return Failure.LENGTH
    places = list(find_quote(case.words, quote))
    if not places:
        return Failure.NOT_THERE
    free = [place for place in places if not in_any(place, case.barred)]
    # The redacting guard's labels are our words, not the member's.
    free = [place for place in free if case.text[place.start : place.end] in case.reply]
    if not free:
        return Failure.BARRED
    whole = [place for place in free if not cut_off_negation(case.words, place)]
    return whole[0] if whole else Failure.NEGATED


def _shared(votes: dict[str, Vote], earlier: Mapping[str, Vote]) -> list[str]:
    """The criteria that rest on a stretch of the reply on which too many others rest.

    A word more or less at the ends does not make another quote.
    """
    places = [vote.place for vote in {**earlier, **votes}.values() if vote.place is not None]
    return [
        criterion_id
        for criterion_id, vote in votes.items()
        if vote.place is not None
        and sum(vote.place.same_as(other) for other in places) > MOST_SHARED
    ]
