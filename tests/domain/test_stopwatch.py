"""The clock of a stage: everything is told once, in order, and late ticks tell the newest."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.group import Place
from bot.domain.mock import Home, Plan, Session, SessionState, Turn, TurnKind
from bot.domain.stopwatch import Alarm, due, minutes_over, next_alarm
from tests.conftest import MONDAY
from tests.support.loops import HOME, TALK

MINUTE = timedelta(minutes=1)


def a_session(state: SessionState = SessionState.RUNNING) -> Session:
    running = state is SessionState.RUNNING
    return Session(
        id=1,
        member_id=1,
        group_id=1,
        loop_id="clinic",
        stage_id="talk",
        state=state,
        plan=Plan(),
        home=Home(Place("p", "w", "c"), "p:ana", private=True, key="k"),
        zone="UTC",
        practice_date=MONDAY.date(),
        started_at=MONDAY,
        running_since=MONDAY if running else None,
        deadline_at=MONDAY + timedelta(hours=48) if state is SessionState.WAITING else None,
    )


def tell(session: Session, minutes: list[int], talking: bool = True) -> list[Alarm]:
    """What is told when ticks come at these minutes and the member keeps talking."""
    stage = HOME if session.state is SessionState.WAITING else TALK
    turns: list[Turn] = []
    told: list[Alarm] = []
    for minute in minutes:
        now = MONDAY + minute * MINUTE
        if talking:
            turns.append(Turn(len(turns) + 1, TurnKind.ANSWER, "x", now, 0))
        while (found := due(session, stage, turns, now)) is not None:
            told.append(found[1])
            nudge = Turn(len(turns) + 1, TurnKind.NUDGE, "", now, 0, criterion=found[1].value)
            turns.append(nudge)
            if found[1] in {Alarm.IDLE, Alarm.GIVEN_UP}:
                return told
    return told


def test_all_is_told_once_when_ticks_are_in_time() -> None:
    assert tell(a_session(), list(range(60))) == [Alarm.HALF, Alarm.FIVE, Alarm.OVER]


def test_a_late_tick_tells_the_newest_only() -> None:
    assert tell(a_session(), [1, 26]) == [Alarm.FIVE]
    assert tell(a_session(), [1, 28, 55]) == [Alarm.FIVE, Alarm.OVER]


def test_silence_stands_before_everything_else() -> None:
    assert tell(a_session(), [200], talking=False) == [Alarm.IDLE]


def test_a_deadline_is_told_before_anything_is_given_up() -> None:
    hours = [60 * hour for hour in (10, 30, 47, 49, 60, 72, 75)]
    told = tell(a_session(SessionState.WAITING), hours)
    assert told == [Alarm.DAY_LEFT, Alarm.HOURS_LEFT, Alarm.DEADLINE, Alarm.GIVEN_UP]
    assert tell(a_session(SessionState.WAITING), [60 * 500]) == [Alarm.DEADLINE]


@given(st.lists(st.integers(0, 100), min_size=1, max_size=30))
def test_nothing_is_told_twice_whenever_ticks_come(minutes: list[int]) -> None:
    told = tell(a_session(), sorted(minutes))
    assert len(told) == len(set(told))


@given(st.integers(0, 200), st.integers(0, 200))
def test_a_pause_takes_nothing_from_the_clock(before: int, pause: int) -> None:
    stopped = a_session().stopped(SessionState.PAUSED, MONDAY + before * MINUTE)
    again = stopped.started(MONDAY + (before + pause) * MINUTE)
    assert again.clock(MONDAY + (before + pause + 1) * MINUTE) == (before + 1) * 60
    assert minutes_over(again, TALK, MONDAY + (before + pause) * MINUTE) == max(0, before - 30)


def test_what_is_over_has_nothing_more_to_say() -> None:
    done = replace(a_session(), state=SessionState.FINISHED, running_since=None)
    assert next_alarm(done, TALK, []) is None
    assert isinstance(next_alarm(a_session(), TALK, []), datetime)
