"""Resting: a group that nothing can be posted to is paused, rather than told of day after day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.domain.group import Group
from bot.domain.message import MessageKind
from bot.domain.posting import Posting
from bot.ports.store import Work
from bot.services.hosting import edit_group
from bot.services.postings import posting_keys

IN_VAIN = 3
"""Prompts in a row that no place of the group took, all for the same reason."""

_LOOK_BACK = timedelta(days=60)
_ENTRIES = 200
_FAILED, _RESTS = "send.failed", "group.rests"


async def rests(work: Work, group: Group, posting: Posting, reason: str, now: datetime) -> bool:
    """Pause the group if this posting was the last one in vain; true when it was.

    `reason` is why a place refused it for good, which the audit log has by now. A host says when it
    goes on, and from then on it is counted anew.
    """
    first = posting.local_date - _LOOK_BACK
    last = (await work.postings.between(group.id, first, posting.local_date))[-IN_VAIN:]
    refused = await _refused(work, group.id, reason)
    if group.paused or len(last) < IN_VAIN or any(one.local_date not in refused for one in last):
        return False
    for one in last:
        if await _may_be_out(work, one):
            return False
    await edit_group(work, group.id, now, lambda one: replace(one, paused=True))
    await work.audit.add(group.id, None, _RESTS, {"reason": reason}, now)
    return True


def refusal(posting: Posting, reason: str) -> dict[str, str]:
    """What the audit log keeps of a posting that was refused for good."""
    day = posting.local_date.isoformat()
    return {"what": MessageKind.POSTING.value, "reason": reason, "date": day}


async def _refused(work: Work, group_id: int, reason: str) -> set[date]:
    """The days whose prompts were refused for that reason since the group rested last."""
    days: set[date] = set()
    for _, __, action, detail in await work.audit.recent(group_id, _ENTRIES):
        if action == _RESTS:
            break
        if action == _FAILED and detail.get("reason") == reason and "date" in detail:
            days.add(date.fromisoformat(str(detail["date"])))
    return days


async def _may_be_out(work: Work, posting: Posting) -> bool:
    """Whether some place of its group has it, or may still get it."""
    places = await work.groups.places(posting.group_id)
    keys = posting_keys(posting, len(places))
    for key in keys:
        if await work.outbox.unsent(key) is not None:
            return True
    for place in places:
        if await work.outbox.reference(keys, place) is not None:
            return True
    return False
