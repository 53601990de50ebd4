"""Rebuilding what was added up step by step, and telling whether it agreed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from bot.domain.attempt import GradedAttempt
from bot.domain.points import Recomputed, credits_of
from bot.ports.store import Work
from bot.services.deps import Deps
from bot.services.grading import settle_streak
from bot.services.mock.points import settle_rounds
from bot.services.reviews import rebuild


async def recompute(deps: Deps) -> Recomputed:
    """Rebuild credits, aggregates, streaks and recalls anew, in one transaction."""
    async with deps.store.write() as work:
        before = await _snapshot(work)
        attempts = [one async for one in work.attempts.stream()]
        await work.standings.clear()
        people = await _rebuild_credits(deps, work, attempts)
        for group_id, member_id in await work.rounds.members_with_debriefs():
            await settle_rounds(work, group_id, member_id)
        for group_id, member_id in sorted(people):
            await settle_streak(work, group_id, member_id)
        await rebuild(deps, work, _by_prompt(attempts))
        after = await _snapshot(work)
    differing = sum(
        len(set(before.get(name, ())) ^ set(after.get(name, ()))) for name in before | after
    )
    return Recomputed(rows=sum(len(rows) for rows in after.values()), differing=differing)


async def _snapshot(work: Work) -> dict[str, list[tuple[object, ...]]]:
    return await work.standings.snapshot() | await work.recalls.snapshot()


def _by_prompt(attempts: list[GradedAttempt]) -> Iterator[list[GradedAttempt]]:
    """The attempts of one member at one prompt in one group together, as they are streamed."""
    for _, group in groupby(
        attempts,
        key=lambda one: (one.attempt.group_id, one.attempt.member_id, one.attempt.prompt_id),
    ):
        yield list(group)


async def _rebuild_credits(
    deps: Deps, work: Work, attempts: list[GradedAttempt]
) -> set[tuple[int, int]]:
    people: set[tuple[int, int]] = set()
    for group in _by_prompt(attempts):
        first = group[0].attempt
        head = deps.bank.head(first.prompt_id)
        scored = [score for one in group if (score := one.scored()) is not None]
        earned = credits_of(scored, weight=head.weight if head is not None else 1)
        await work.standings.replace_credits(
            first.group_id, first.member_id, first.prompt_id, earned
        )
        people.add((first.group_id, first.member_id))
    return people
