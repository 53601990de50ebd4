"""Regrading: stored replies judged again, the differences shown first and applied on demand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.domain.attempt import AttemptState, GradedAttempt
from bot.domain.board import Window, period
from bot.domain.grade import HOST, Grade
from bot.domain.group import Group
from bot.domain.message import MessageKind
from bot.domain.prompt import Prompt
from bot.domain.regrading import Change, Regrading, Scope
from bot.domain.schedule import local_date
from bot.errors import BadInput, RoundsError, UnknownPrompt
from bot.ports.store import Work
from bot.refusals import groups as group_refusals
from bot.refusals import values as value_refusals
from bot.services.deps import Deps
from bot.services.grading import settle
from bot.services.letters import letter

BATCH = 50
"""Grades stored in one transaction, so that the writer is never held for long."""


@dataclass(slots=True)
class _Tally:
    """What has been found so far."""

    changes: list[Change] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)


async def scope_of(
    deps: Deps, *, prompt_id: str | None, group: str | None, since: date | None
) -> Scope:
    """A scope from names; UnknownPrompt and BadInput where the bank or the store has none such."""
    if prompt_id is not None and deps.bank.head(prompt_id) is None:
        raise UnknownPrompt(value_refusals.unknown_prompt(prompt_id))
    if group is None:
        return Scope(prompt_id, None, since)
    async with deps.store.read() as work:
        named = await work.groups.named(group)
    if named is None:
        raise BadInput(group_refusals.no_group(group))
    return Scope(prompt_id, named.id, since)


async def regrading(deps: Deps, scope: Scope, now: datetime) -> Regrading:
    """Judge the replies of the scope again and compare; nothing is changed.

    A reply is judged again when its grade comes from another version of the rubric or the grader.
    Attempts whose grade a host settled are left alone; those whose practice date lies in an earlier
    calendar quarter than today in the group's zone are marked as closed.
    """
    async with deps.store.read() as work:
        graded = await _chosen(work, scope)
        groups = await work.groups.many(sorted({one.attempt.group_id for one in graded}))
    tally = _Tally()
    for one in graded:
        await _compare(deps, tally, one, groups[one.attempt.group_id], now)
    counts = tally.counts
    return Regrading(
        changes=tuple(tally.changes),
        looked=counts["looked"],
        current=counts["current"],
        by_host=counts["by_host"],
        gone=counts["gone"],
        postponed=counts["postponed"],
    )


async def _chosen(work: Work, scope: Scope) -> list[GradedAttempt]:
    found = [one async for one in work.attempts.stream() if _fits(one, scope)]
    if scope.newest is not None and len(found) > scope.newest:
        latest = sorted(found, key=lambda one: (one.attempt.sent_at, one.attempt.id))
        kept = {one.attempt.id for one in latest[-scope.newest :]}
        found = [one for one in found if one.attempt.id in kept]
    return found


def _fits(one: GradedAttempt, scope: Scope) -> bool:
    attempt = one.attempt
    return (
        one.grade is not None
        and attempt.state is AttemptState.ACTIVE
        and scope.prompt_id in {None, attempt.prompt_id}
        and scope.group_id in {None, attempt.group_id}
        and (scope.since is None or attempt.practice_date >= scope.since)
    )


async def _compare(
    deps: Deps, tally: _Tally, one: GradedAttempt, group: Group, now: datetime
) -> None:
    before = one.grade
    if before is None:
        return
    if before.grader == HOST:
        tally.counts["by_host"] += 1
        return
    try:
        prompt = deps.bank.prompt(one.attempt.prompt_id)
    except RoundsError:
        tally.counts["gone"] += 1
        return
    if _is_current(deps, before, prompt):
        tally.counts["current"] += 1
        return
    after = await deps.grader.grade(prompt, one.attempt.whole_text)
    if after.provisional and not before.provisional:
        tally.counts["postponed"] += 1
        return
    tally.counts["looked"] += 1
    change = Change(one.attempt, before, after, closed=_closed(one, group, now))
    if differs(before, after):
        tally.changes.append(change)


def _is_current(deps: Deps, grade: Grade, prompt: Prompt) -> bool:
    """Whether judging again could only give the same."""
    return (
        not grade.provisional
        and grade.rubric_version == prompt.rubric.version
        and (grade.grader, grade.grader_version) == (deps.grader.name, deps.grader.version)
    )


def differs(before: Grade, after: Grade) -> bool:
    """Whether a member would see another grade: score, level, or the verdict on a criterion."""
    return (before.score, before.level) != (after.score, after.level) or {
        one.id: one.verdict for one in before.criteria
    } != {one.id: one.verdict for one in after.criteria}


def _closed(one: GradedAttempt, group: Group, now: datetime) -> bool:
    """Whether the attempt's season, a calendar quarter, is over in the group's zone."""
    today = period(Window.SEASON, local_date(now, group.zone))
    return period(Window.SEASON, one.attempt.practice_date) < today


async def apply_regrading(deps: Deps, found: Regrading, now: datetime) -> int:
    """Store the new grades outside closed seasons; returns how many.

    Points, streaks and boards follow. A member hears of it only when the level moved. An attempt
    that got another grade since the comparison is passed over.
    """
    applied = 0
    changes = found.open
    for start in range(0, len(changes), BATCH):
        async with deps.store.write() as work:
            batch = changes[start : start + BATCH]
            done = [change for change in batch if await _apply(deps, work, change, now)]
            await _audit(work, done, now)
        applied += len(done)
    return applied


async def _apply(deps: Deps, work: Work, change: Change, now: datetime) -> bool:
    current = await work.attempts.get(change.attempt.id)
    if current is None or current.grade != change.before or current.attempt != change.attempt:
        return False
    attempt = current.attempt
    await work.attempts.add_grade(attempt.id, change.after, now)
    await settle(deps, work, attempt.group_id, attempt.member_id, attempt.prompt_id)
    if change.moved:
        number = len(await work.attempts.grades(attempt.id))
        told = await letter(
            work,
            attempt.group_id,
            attempt.member_id,
            kind=MessageKind.REGRADE,
            key=f"{attempt.id}/{number}",
            subject={"attempt": attempt.id, "grade": number},
        )
        await work.outbox.add(told, now)
    return True


async def _audit(work: Work, applied: Sequence[Change], now: datetime) -> None:
    for group_id in sorted({one.attempt.group_id for one in applied}):
        changes = [one for one in applied if one.attempt.group_id == group_id]
        detail = {
            "answers": len(changes),
            "up": sum(one.moved > 0 for one in changes),
            "down": sum(one.moved < 0 for one in changes),
        }
        await work.audit.add(group_id, None, "grades.regrade", detail, now)


async def regraded(
    deps: Deps, work: Work, subject: dict[str, int | str]
) -> tuple[Prompt, Change] | None:
    """What a message about a regraded answer tells; None when it is gone."""
    graded = await work.attempts.get(int(subject["attempt"]))
    number = int(subject["grade"])
    if graded is None or graded.grade is None:
        return None
    grades = await work.attempts.grades(graded.attempt.id)
    if not 2 <= number <= len(grades):
        return None
    before, after = grades[number - 2 : number]
    prompt = deps.bank.prompt(graded.attempt.prompt_id)
    return prompt, Change(graded.attempt, before, after, closed=False)
