"""Points of mock rounds: a function of the stored sessions; see docs/decisions/0009."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.debrief import Report
from bot.domain.mock import Session
from bot.domain.points import Credit, ScoredAttempt, credits_of
from bot.domain.rounds import Judged
from bot.ports.store import Work

ROUNDS_PER_DAY = 1
"""So many finished stages of one date earn points: volume does not win."""


def credit_key(session: Session) -> str:
    """Under which a stage's credits are kept beside those of prompts."""
    return f"mock/{session.stage_key}"


def round_credits(judged: Sequence[Judged]) -> dict[str, list[Credit]]:
    """By credit key what a member's finished stages earn, oldest first.

    The first of a date counts; of several runs of a stage the best, each improvement on its date.
    """
    taken: dict[object, int] = {}
    scored: dict[str, list[ScoredAttempt]] = {}
    for one in judged:
        if not isinstance(one.report, Report):
            continue
        day = one.session.practice_date
        counts = taken.get(day, 0) < ROUNDS_PER_DAY and one.report.score > 0
        taken[day] = taken.get(day, 0) + int(counts)
        scored.setdefault(credit_key(one.session), []).append(
            ScoredAttempt(day, one.report.score, hints=0, counts=counts)
        )
    # Rounds do not move the improvement board: that compares answers with answers.
    return {
        key: [replace(one, answers=0, score=0) for one in credits_of(attempts, weight=1)]
        for key, attempts in scored.items()
    }


async def settle_rounds(work: Work, group_id: int, member_id: int) -> None:
    """Bring a member's standing up to date with their finished stages."""
    found = round_credits(await work.rounds.finished(group_id, member_id))
    for key, earned in found.items():
        await work.standings.replace_credits(group_id, member_id, key, earned)
