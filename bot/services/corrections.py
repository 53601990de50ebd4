"""Corrections: what the edit or the deletion of a message does to the answer written in it."""

from __future__ import annotations

from datetime import datetime

from bot.domain.attempt import AttemptState, active
from bot.domain.redaction import redact
from bot.errors import BadInput
from bot.refusals import replies as refusals
from bot.services.arrival import Visitor
from bot.services.deps import Deps
from bot.services.grading import settle
from bot.services.replies import Received, checked_text, submit


async def edit(
    deps: Deps, visitor: Visitor, message: str, text: str, *, event_key: str, at: datetime
) -> Received | None:
    """Take the new words of an answer as a new version of it; None when there is none to change.

    Platforms tell of an edit also when they only unfold a link: the same words change nothing.
    Raises BadInput after the deadline.
    """
    async with deps.store.read() as work:
        standing = active(await work.attempts.of_message(message))
        newest = standing[-1].attempt if standing else None
        if newest is None or newest.member_id != visitor.member.id:
            return None
        if redact(checked_text(text))[0] == newest.text:
            return None
        if newest.posting_id is not None:
            posting = await work.postings.get(newest.posting_id)
            if posting is None or posting.deadline_at <= at:
                raise BadInput(refusals.EDITED_TOO_LATE)
    return await submit(
        deps,
        visitor,
        text,
        prompt_id=newest.prompt_id,
        event_key=event_key,
        at=at,
        message=message,
    )


async def withdraw(deps: Deps, message: str) -> list[int]:
    """Take back the answers written in a message that was deleted; returns whose they were.

    They are kept out of boards and streaks from now on, also after the deadline. Platforms do not
    tell who deleted a message: its author may, and whoever keeps order there.
    """
    async with deps.store.read() as work:
        if not active(await work.attempts.of_message(message)):
            return []
    async with deps.store.write() as work:
        gone = [one.attempt for one in active(await work.attempts.of_message(message))]
        for attempt in gone:
            await work.attempts.set_state(attempt.id, AttemptState.WITHDRAWN)
        for group_id, member_id, prompt_id in sorted(
            {(one.group_id, one.member_id, one.prompt_id) for one in gone}
        ):
            await settle(deps, work, group_id, member_id, prompt_id)
        return sorted({one.member_id for one in gone})
