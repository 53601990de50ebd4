"""Hearing: whether plain words belong to a mock round of whoever says them, by what is stored."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.domain.group import Place
from bot.domain.mock import Session, SessionState
from bot.ports.store import Work
from bot.services.context import Context

_LISTENING = frozenset({SessionState.RUNNING, SessionState.WAITING})

_STILL_MEANT = timedelta(hours=1)
"""So long after a pause words in private are taken for the round, and told that it stands: who did
not notice that it paused must not find their answer graded as one to the prompt of the day.
"""


async def round_of(
    work: Work,
    account_key: str,
    place: Place,
    context: Context | None,
    at: datetime,
    *,
    private: bool,
    direct: bool,
) -> Session | None:
    """The open session that plain words answer; None when they belong to none.

    Under a message of a round they are its own member's alone. In private the round that lives
    there has them, unless a prompt was shown since; of several the one that runs, else the newest.
    `direct` words stand under nothing and are said to us, as on a console: the round that lives in
    that place has them.
    """
    member = await work.members.of_account(account_key)
    if member is None:
        return None
    if context is not None and context.session_id is not None:
        session = await work.rounds.get(context.session_id)
        theirs = session is not None and session.member_id == member.id and session.is_open
        return session if theirs else None
    if context is not None and (context.prompt_id is not None or not private):
        return None
    sessions = await work.rounds.open_of(member.id)
    # One that runs is meant before any that stands, however new that is. A take-home stands too:
    # what is said to a round that paused unnoticed must not be handed in.
    for session in sorted(sessions, key=lambda one: one.state is not SessionState.RUNNING):
        if session.home.place.platform != place.platform:
            continue
        if not await _listens(work, session, at, private=private):
            continue
        if private and session.home.private:
            return None if await _shown_since(work, session, member.id) else session
        if direct and not private and session.home.place == place:
            return session
    return None


async def _listens(work: Work, session: Session, at: datetime, *, private: bool) -> bool:
    if session.state in _LISTENING:
        return True
    turns = await work.rounds.turns(session.id) if private else []
    return bool(turns) and at - turns[-1].at < _STILL_MEANT


async def _shown_since(work: Work, session: Session, member_id: int) -> bool:
    """Whether a prompt was shown in private after the last word of the round."""
    shown = await work.members.shown_prompt(session.group_id, member_id)
    turns = await work.rounds.turns(session.id)
    return shown is not None and bool(turns) and shown[1] > turns[-1].at
