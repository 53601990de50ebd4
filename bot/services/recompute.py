"""Rebuilding what was added up step by step, and telling whether it agreed."""

from __future__ import annotations

from itertools import groupby

from bot.domain.attempt import GradedAttempt
from bot.domain.points import Recomputed, credits_of
from bot.ports.store import Work
from bot.services.deps import Deps
from bot.services.grading import settle_streak


async def recompute(deps: Deps) -> Recomputed:
    """Rebuild credits, aggregates and streaks from the stored attempts, in one transaction."""
    async with deps.store.write() as work:
        before = await work.standings.snapshot()
        attempts = [one async for one in work.attempts.stream()]
        await work.standings.clear()
        people = await _rebuild_credits(deps, work, attempts)
        for group_id, member_id in sorted(people):
            await settle_streak(work, group_id, member_id)
        after = await work.standings.snapshot()
    differing = sum(
        len(set(before.get(name, ())) ^ set(after.get(name, ()))) for name in before | after
    )
    return Recomputed(rows=sum(len(rows) for rows in after.values()), differing=differing)


async def _rebuild_credits(
    deps: Deps, work: Work, attempts: list[GradedAttempt]
) -> set[tuple[int, int]]:
    people: set[tuple[int, int]] = set()
    for (group_id, member_id, prompt_id), group in groupby(
        attempts,
        key=lambda one: (one.attempt.group_id, one.attempt.member_id, one.attempt.prompt_id),
    ):
        head = deps.bank.head(prompt_id)
        scored = [score for one in group if (score := one.scored()) is not None]
        earned = credits_of(scored, weight=head.weight if head is not None else 1)
        await work.standings.replace_credits(group_id, member_id, prompt_id, earned)
        people.add((group_id, member_id))
    return people
