"""The clock of a stage: what it has to say, and when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.loop import Stage
from bot.domain.mock import (
    FORGOTTEN_AFTER,
    GRACE,
    IDLE,
    Session,
    SessionState,
    Turn,
    TurnKind,
    last_word,
)


class Alarm(StrEnum):
    """What time has to say in a session."""

    HALF = "half"
    DECIDE = "decide"
    """A simulation's decision is due."""
    FIVE = "five"
    """Five minutes are left."""
    OVER = "over"
    IDLE = "idle"
    """Nobody spoke; the session is paused."""
    DAY_LEFT = "day-left"
    """Of a take-home."""
    HOURS_LEFT = "hours-left"
    DEADLINE = "deadline"
    GIVEN_UP = "given-up"
    """Nothing was handed in, or nobody came back."""


_FIVE = timedelta(minutes=5)
_SHORT = timedelta(minutes=15)
"""A stage of at most so long needs no word when five minutes are left: half is as good."""


def alarms(session: Session, stage: Stage, turns: Sequence[Turn]) -> list[tuple[datetime, Alarm]]:
    """All moments at which time has something to say if nothing else happens, in order.

    What was told is left out, and with it what would have come before it.
    """
    if session.state is SessionState.WAITING:
        found = _of_take_home(session, turns)
    elif session.state is SessionState.RUNNING:
        found = _of_clock(session, stage, turns)
    elif session.state is SessionState.PAUSED:
        found = [(last_word(session, turns) + FORGOTTEN_AFTER, Alarm.GIVEN_UP)]
    else:
        return []
    told = {turn.criterion: turn.at for turn in turns if _tells_time(turn)}
    last = max(told.values(), default=session.started_at)
    left = [
        (at, alarm)
        for at, alarm in found
        if alarm in _ENDS or (alarm.value not in told and at > last)
    ]
    return sorted(left, key=lambda one: one[0])


_ENDS = frozenset({Alarm.IDLE, Alarm.GIVEN_UP})
"""After these the clock stands; to go idle can happen more than once."""


def _tells_time(turn: Turn) -> bool:
    return turn.kind is TurnKind.NUDGE and turn.criterion in {alarm.value for alarm in Alarm}


def next_alarm(session: Session, stage: Stage, turns: Sequence[Turn]) -> datetime | None:
    """When time has something to say next."""
    found = alarms(session, stage, turns)
    return found[0][0] if found else None


def due(
    session: Session, stage: Stage, turns: Sequence[Turn], now: datetime
) -> tuple[datetime, Alarm] | None:
    """The newest thing that time has to say by now; what it said before is out of date."""
    found = [one for one in alarms(session, stage, turns) if one[0] <= now]
    ends = [one for one in found if one[1] in _ENDS]
    if ends:
        return ends[0]
    return found[-1] if found else None


def _of_clock(
    session: Session, stage: Stage, turns: Sequence[Turn]
) -> list[tuple[datetime, Alarm]]:
    idle = (last_word(session, turns) + IDLE, Alarm.IDLE)
    if session.running_since is None or not stage.minutes:
        return [idle]
    begun = session.running_since - timedelta(seconds=session.spent)
    length = timedelta(minutes=stage.minutes)
    found = [(begun + length / 2, Alarm.HALF), (begun + length, Alarm.OVER), idle]
    if length > _SHORT:
        found.append((begun + length - _FIVE, Alarm.FIVE))
    undecided = all(turn.kind is not TurnKind.DECISION for turn in turns)
    if stage.deciding is not None and undecided:
        found.append((begun + timedelta(minutes=stage.deciding.by), Alarm.DECIDE))
    return found


def _of_take_home(session: Session, turns: Sequence[Turn]) -> list[tuple[datetime, Alarm]]:
    deadline = session.deadline_at
    if deadline is None:
        return []
    # However late it is noticed that the deadline passed: from then on the grace is whole.
    for turn in turns:
        if turn.kind is TurnKind.NUDGE and turn.criterion == Alarm.DEADLINE:
            return [(max(deadline, turn.at) + GRACE, Alarm.GIVEN_UP)]
    found = [(deadline, Alarm.DEADLINE)]
    for before, alarm in ((24, Alarm.DAY_LEFT), (2, Alarm.HOURS_LEFT)):
        at = deadline - timedelta(hours=before)
        if at > session.started_at:
            found.append((at, alarm))
    return found


def minutes_over(session: Session, stage: Stage, at: datetime) -> int:
    """Whole minutes beyond the length of the stage, 0 within it."""
    if not stage.minutes:
        return 0
    return max(0, session.clock(at) - stage.minutes * 60) // 60
