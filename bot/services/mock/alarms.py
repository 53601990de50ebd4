"""Alarms: the clock of each session speaks when it is due, however late the tick comes."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import structlog

from bot.domain.mock import Session, SessionState, Turn, TurnKind
from bot.domain.persona import Moment
from bot.domain.stopwatch import Alarm, due
from bot.errors import BrokenContent
from bot.ports.store import Work
from bot.services.deps import Deps
from bot.services.mock.scenes import Live, load, put

BATCH = 20
"""Sessions handled in one transaction."""

_log = structlog.get_logger(__name__)


async def mind_rounds(deps: Deps, now: datetime, limit: int = BATCH) -> int:
    """Let time speak in the sessions in which it is due; returns how many were looked at."""
    async with deps.store.read() as work:
        if not await work.rounds.due(now, 1):
            return 0
    async with deps.store.write() as work:
        sessions = await work.rounds.due(now, limit)
        for session in sessions:
            await _mind(deps, work, session, now)
    return len(sessions)


async def _mind(deps: Deps, work: Work, session: Session, now: datetime) -> None:
    try:
        live = await load(deps, work, session)
    except BrokenContent as error:
        # Without its stage nothing can be said; the member is told when they come back.
        _log.warning("round.stage.gone", session=session.id, error=error.sentence)
        await work.rounds.save(replace(session, next_at=None))
        return
    found = due(session, live.stage, live.turns, now)
    if found is None:
        await put(work, live, session, [], now)
        return
    at, alarm = found
    # A pause counts from when nobody spoke any more, not from when that was noticed.
    spent = session.clock(min(at, now) if alarm is Alarm.IDLE else now)
    nudge = Turn(0, TurnKind.NUDGE, _line(live, alarm), now, spent, criterion=alarm.value)
    nudge = replace(nudge, persona=live.stage.personas[0].id)
    await put(work, live, _after(session, alarm, at, now), [nudge], now)


def _after(session: Session, alarm: Alarm, at: datetime, now: datetime) -> Session:
    if alarm is Alarm.IDLE:
        return session.stopped(SessionState.PAUSED, at)
    if alarm is Alarm.GIVEN_UP:
        return session.stopped(SessionState.ABANDONED, now)
    return session


def _line(live: Live, alarm: Alarm) -> str:
    if alarm not in {Alarm.HALF, Alarm.FIVE, Alarm.OVER}:
        return ""
    return live.stage.personas[0].says(Moment.CLOCK, len(live.turns))
