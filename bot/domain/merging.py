"""Two members' attempts as if one person had written them all, which one person did."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from bot.domain.attempt import Attempt, AttemptState
from bot.domain.calendar import AwaySpan
from bot.domain.points import UNSCHEDULED_PER_DAY


def in_order(attempts: Iterable[Attempt]) -> list[Attempt]:
    """The attempts in the order they were sent."""
    return sorted(attempts, key=lambda one: (one.sent_at, one.id))


def recounted(own: Sequence[Attempt], others: Sequence[Attempt]) -> dict[int, bool]:
    """By id the attempts of two members that count otherwise now, and whether they do.

    The daily cap on practice outside the schedule holds for both together. What the rules alone do
    not explain about an attempt as it is stays as it is.
    """
    apart = _counting(own) | _counting(others)
    together = _counting([*own, *others])
    return {
        one.id: together[one.id]
        for one in (*own, *others)
        if one.counts == apart[one.id] != together[one.id]
    }


def relinked(own: Sequence[Attempt], others: Sequence[Attempt]) -> dict[int, int]:
    """By id the first attempts at a prompt that revise the other member's now, and which one."""
    latest: dict[tuple[int, str], int] = {}
    found: dict[int, int] = {}
    for one in in_order([*own, *others]):
        place = (one.group_id, one.prompt_id)
        if one.revises_id is None and place in latest:
            found[one.id] = latest[place]
        if one.state is AttemptState.ACTIVE:
            latest[place] = one.id
    return found


def joined(spans: Iterable[AwaySpan]) -> list[AwaySpan]:
    """The same absences by first date, those that overlap or repeat as one."""
    found: list[AwaySpan] = []
    for span in sorted(spans, key=lambda one: (one.first, one.last)):
        if found and span.first <= found[-1].last:
            found[-1] = AwaySpan(found[-1].first, max(found[-1].last, span.last))
        else:
            found.append(span)
    return found


def _counting(attempts: Iterable[Attempt]) -> dict[int, bool]:
    """By id whether each attempt counts, had one person sent them in this order.

    A prompt outside the schedule counts unless the date has its fill of others; to come back to a
    prompt that was answered before always counts.
    """
    answered: set[tuple[int, str]] = set()
    unscheduled: dict[tuple[int, date], set[str]] = defaultdict(set)
    found: dict[int, bool] = {}
    for one in in_order(attempts):
        place = (one.group_id, one.prompt_id)
        today = unscheduled[one.group_id, one.practice_date]
        full = len(today - {one.prompt_id}) >= UNSCHEDULED_PER_DAY
        found[one.id] = one.posting_id is not None or place in answered or not full
        if one.posting_id is None:
            today.add(one.prompt_id)
        if one.state is AttemptState.ACTIVE:
            answered.add(place)
    return found
