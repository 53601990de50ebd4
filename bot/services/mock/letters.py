"""Letters about mock rounds: the debrief, for the member alone unless they share feedback."""

from __future__ import annotations

from bot.domain.group import FeedbackPlace
from bot.domain.message import MessageKind, NewMessage
from bot.domain.mock import Session
from bot.ports.store import Work


async def debrief_letter(work: Work, session: Session, *, again: bool) -> list[NewMessage]:
    """The message with a session's debrief; `again` when a better judge moved it."""
    member = await work.members.get(session.member_id)
    group = await work.groups.get(session.group_id)
    chosen = (member.feedback if member else None) or (group.feedback if group else None)
    shared = chosen is FeedbackPlace.THREAD and not session.home.private
    return [
        NewMessage(
            key=f"{MessageKind.MOCK}/{session.id}/{'moved' if again else 'debrief'}",
            kind=MessageKind.MOCK,
            place=session.home.place,
            subject={
                "session": session.id,
                "member": session.member_id,
                "debrief": 2 if again else 1,
            },
            recipient=None if shared else session.home.account,
        )
    ]
