"""Sessions: begun, paused, gone on with, ended; one of a member runs at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.group import Place
from bot.domain.interview import after_skip, closing, draw_plan, opening
from bot.domain.loop import Stage, StageKind
from bot.domain.mock import (
    Home,
    NewSession,
    Session,
    SessionState,
    Turn,
    TurnKind,
    asked_now,
)
from bot.domain.schedule import local_date
from bot.errors import AlreadyHandled, BadInput, BrokenContent
from bot.ports.store import Work
from bot.refusals import replies as reply_refusals
from bot.refusals import rounds as round_refusals
from bot.services.arrival import Visitor
from bot.services.deps import Deps
from bot.services.mock.choosing import Chosen
from bot.services.mock.scenes import Live, load, message_key, own_session, put

_REMEMBERED = 50
"""Earlier sessions looked back on for what was asked before."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where somebody speaks: the place, their account there, and whether it is in private."""

    place: Place
    account: str
    private: bool


@dataclass(frozen=True, slots=True)
class Event:
    """What happened: its key, so that it changes things once, and when."""

    key: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Busy:
    """Another session is in the way; nothing was changed."""

    session: Session
    same_stage: bool


async def start(
    deps: Deps,
    visitor: Visitor,
    chosen: Chosen,
    spot: Spot,
    event: Event,
    *,
    anyway: bool,
    panel: bool = False,
) -> Live | Busy:
    """Begin a stage. With another session running, or this stage paused, it asks first.

    `anyway` pauses what runs. Raises AlreadyHandled for a repeated event.
    """
    stage = deps.loops.stage(chosen.outline.loop.id, chosen.stage.id)
    async with deps.store.write() as work:
        sessions = await work.rounds.open_of(visitor.member.id)
        busy = _in_the_way(sessions, stage)
        if busy is not None and not anyway:
            return busy
        await _take(work, event)
        for session in sessions:
            await pause_in(deps, work, session, event.at)
        return await _begin(deps, work, visitor, stage, spot, event.at, panel=panel)


def _in_the_way(sessions: Sequence[Session], stage: Stage) -> Busy | None:
    for session in sessions:
        same = session.stage_key == stage.key
        if session.state is SessionState.RUNNING or same:
            return Busy(session, same)
    return None


async def _begin(
    deps: Deps,
    work: Work,
    visitor: Visitor,
    stage: Stage,
    spot: Spot,
    at: datetime,
    *,
    panel: bool,
) -> Live:
    earlier = await work.rounds.of_member(visitor.group.id, visitor.member.id, _REMEMBERED)
    seen = {
        name
        for one in earlier
        if one.session.stage_key == stage.key
        for name in (
            *(planned.key for planned in one.session.plan.questions),
            *(planned.prompt_id for planned in one.session.plan.questions),
            *one.session.plan.curveballs,
            one.session.plan.brief,
        )
    }
    waits = stage.take_home is not None
    plan = draw_plan(stage, deps.bank.heads(), seen, deps.chance)
    stage = stage.handing_out(plan.brief)
    session = await work.rounds.add(
        NewSession(
            member_id=visitor.member.id,
            group_id=visitor.group.id,
            loop_id=stage.loop_id,
            stage_id=stage.id,
            state=SessionState.WAITING if waits else SessionState.RUNNING,
            plan=plan,
            home=Home(spot.place, spot.account, spot.private, ""),
            zone=visitor.zone,
            practice_date=local_date(at, visitor.zone),
            started_at=at,
            running_since=None if waits else at,
            deadline_at=at + timedelta(hours=stage.take_home.hours) if stage.take_home else None,
            panel=panel,
        )
    )
    home = replace(session.home, key=message_key(session.id, 1))
    live = Live(replace(session, home=home), stage, ())
    if stage.kind is StageKind.COMMITTEE:
        host = stage.personas[0].id
        said = Turn(0, TurnKind.OPENING, stage.opening, at, 0, host)
        return await put(
            work, live, live.session, [said, closing(live.scene(deps, at, [said]))], at
        )
    return await put(work, live, live.session, opening(live.scene(deps, at)), at)


async def pause(deps: Deps, visitor: Visitor, session_id: int | None, event: Event) -> Live:
    """Stop the clock. Raises BadInput when nothing runs."""
    async with deps.store.write() as work:
        session = await own_session(work, visitor, session_id)
        if session.state is not SessionState.RUNNING:
            raise BadInput(round_refusals.NOTHING_RUNS)
        await _take(work, event)
        await pause_in(deps, work, session, event.at)
        paused = await work.rounds.get(session.id)
        return await load(deps, work, paused or session)


async def pause_in(deps: Deps, work: Work, session: Session, at: datetime) -> None:
    """Pause a session within a transaction; one that does not run stays as it is."""
    if session.state is not SessionState.RUNNING:
        return
    stopped = session.stopped(SessionState.PAUSED, at)
    try:
        live = await load(deps, work, session)
    except BrokenContent:
        # Its stage is gone: it stands as well, and may come back with the stage.
        await work.rounds.save(replace(stopped, next_at=None))
        return
    mark = Turn(0, TurnKind.PAUSE, "", at, session.clock(at))
    await put(work, live, stopped, [mark], at)


async def resume(
    deps: Deps, visitor: Visitor, session_id: int | None, spot: Spot, event: Event
) -> Live:
    """Go on where it was, here: another that runs is paused, and what is asked now is said again.

    In a place where all see it, it stays under the message that opened it there. A take-home that
    is out is only moved here.
    """
    async with deps.store.write() as work:
        sessions = await work.rounds.open_of(visitor.member.id)
        paused = [one for one in sessions if one.state is SessionState.PAUSED]
        meant = session_id if session_id is not None or not paused else paused[0].id
        session = await own_session(work, visitor, meant)
        await _take(work, event)
        for other in sessions:
            if other.id != session.id:
                await pause_in(deps, work, other, event.at)
        live = await load(deps, work, session)
        moved = replace(session, home=_home(session, spot, len(live.turns) + 1))
        if session.state is SessionState.PAUSED:
            moved = moved.started(event.at)
        again = _again(live, event.at, moved.clock(event.at))
        return await put(work, live, moved, again, event.at)


def _home(session: Session, spot: Spot, number: int) -> Home:
    """Where it goes on: under the message that opened it here, else under that of the turn."""
    home = session.home
    if home.place == spot.place and not home.private and not spot.private:
        return home
    return Home(spot.place, spot.account, spot.private, message_key(session.id, number))


def _again(live: Live, at: datetime, spent: int) -> list[Turn]:
    """The mark of going on, and a word of the host who asks the open question again."""
    asked = asked_now(live.turns)
    nudge = Turn(0, TurnKind.NUDGE, asked.text if asked else "", at, spent, criterion="again")
    if asked is not None:
        nudge = replace(nudge, persona=asked.persona)
    return [Turn(0, TurnKind.RESUME, "", at, spent), nudge]


async def skip(deps: Deps, visitor: Visitor, session_id: int | None, event: Event) -> Live:
    """Pass the question that is open. Raises BadInput when there is none to pass."""
    async with deps.store.write() as work:
        session = await own_session(work, visitor, session_id)
        live = await load(deps, work, session)
        asked = asked_now(live.turns)
        if session.state is not SessionState.RUNNING or asked is None:
            raise BadInput(round_refusals.NOTHING_TO_SKIP)
        await _take(work, event)
        at = event.at
        passed = Turn(0, TurnKind.SKIP, "", at, session.clock(at), about=asked.about)
        said = after_skip(live.scene(deps, at, [passed]), asked)
        return await put(work, live, session, [passed, *said], at)


async def end(deps: Deps, visitor: Visitor, session_id: int | None, event: Event) -> Session:
    """End a session for good: it is judged as it is, or closed when nothing was answered.

    One whose stage is gone cannot be judged and is closed.
    """
    async with deps.store.write() as work:
        session = await own_session(work, visitor, session_id)
        await _take(work, event)
        at = event.at
        closed = replace(session.stopped(SessionState.ABANDONED, at), next_at=None)
        try:
            live = await load(deps, work, session)
        except BrokenContent:
            await work.rounds.save(closed)
            return closed
        if any(turn.kind is TurnKind.ANSWER for turn in live.turns):
            last = closing(live.scene(deps, at))
            return (await put(work, live, session, [last], at)).session
        return (await put(work, live, closed, [], at)).session


async def rest_others(deps: Deps, work: Work, member_id: int, at: datetime) -> None:
    """After two members became one: of their running sessions the newest goes on."""
    sessions = await work.rounds.open_of(member_id)
    running = [one for one in sessions if one.state is SessionState.RUNNING]
    for session in running[1:]:
        await pause_in(deps, work, session, at)


async def rest_groups(deps: Deps, work: Work, group_ids: Sequence[int], at: datetime) -> None:
    """The groups can be reached no more: their running sessions are paused."""
    for session in await work.rounds.running_in(group_ids):
        await pause_in(deps, work, session, at)


async def _take(work: Work, event: Event) -> None:
    if not await work.inbox.take(event.key, event.at):
        raise AlreadyHandled(reply_refusals.ALREADY_HANDLED)
