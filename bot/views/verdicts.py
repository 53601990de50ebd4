"""How a verdict, and the way from one grade to another, read."""

from __future__ import annotations

from bot.domain.grade import Grade, Verdict
from bot.domain.rubric import Criterion, Kind
from bot.views import words

_POINTS = {Verdict.MET: "there", Verdict.PARTLY: "partly there", Verdict.MISSED: "missing"}
MISTAKES = {Verdict.MET: "made", Verdict.PARTLY: "partly made", Verdict.MISSED: "not made"}


def verdict_of(criterion: Criterion, verdict: Verdict) -> str:
    """`partly there`, or of a mistake `a mistake not made`."""
    if criterion.kind is Kind.PITFALL:
        return f"a mistake {MISTAKES[verdict]}"
    return _POINTS[verdict]


def step(before: Grade, after: Grade) -> str:
    """`It goes from mixed (35 of 100) to good (48)`, as a sentence without its full stop."""
    old, new = words.LEVEL_NAMES[before.level], words.LEVEL_NAMES[after.level]
    if before.score == after.score and before.level is after.level:
        return f"It stays {new}, {after.score} of 100"
    if before.level is after.level:
        return f"It stays {new} and goes from {before.score} to {after.score} of 100"
    return f"It goes from {old} ({before.score} of 100) to {new} ({after.score})"
