"""Scenes: a session with its stage and turns, and how more turns are stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.interview import Scene
from bot.domain.loop import Stage
from bot.domain.message import MessageKind, NewMessage
from bot.domain.mock import (
    BY_MEMBER,
    Planned,
    Session,
    SessionState,
    Turn,
    TurnKind,
    numbered,
)
from bot.domain.prompt import Prompt
from bot.domain.stopwatch import next_alarm
from bot.errors import BadInput
from bot.ports.store import Work
from bot.refusals import rounds as refusals
from bot.services.arrival import Visitor
from bot.services.deps import Deps


@dataclass(frozen=True, slots=True)
class Live:
    """A session as it is stored, with the stage that it runs through."""

    session: Session
    stage: Stage
    turns: Sequence[Turn]

    def scene(self, deps: Deps, at: datetime, more: Sequence[Turn] = ()) -> Scene:
        """The run as the interviewer sees it, with turns that are not stored yet."""
        questions = {
            one.key: text
            for one in self.session.plan.questions
            if (text := question_text(deps, self.stage, one))
        }
        turns = [*self.turns, *numbered(self.turns, more)]
        spent = self.session.clock(at)
        return Scene(self.stage, self.session.plan, questions, turns, spent, at)


def question_text(deps: Deps, stage: Stage, planned: Planned) -> str:
    """The words of a planned question; empty when its prompt is no longer in the bank."""
    question = stage.question(planned.key)
    if question is not None and question.case is not None:
        return question.case.question
    head = deps.bank.head(planned.prompt_id)
    return head.question if head is not None else ""


def prompt_about(deps: Deps, live: Live, about: str) -> Prompt | None:
    """The prompt by which words on a question or curveball are judged; None when it is gone."""
    question = live.stage.question(about)
    if question is not None and question.case is not None:
        return question.case
    ball = live.stage.curveball(about)
    if ball is not None:
        return ball.prompt
    planned = next((one for one in live.session.plan.questions if one.key == about), None)
    if planned is None or not deps.bank.usable(planned.prompt_id):
        return None
    return deps.bank.prompt(planned.prompt_id)


async def load(deps: Deps, work: Work, session: Session) -> Live:
    """The session with its stage and turns. Raises BrokenContent when the stage is gone."""
    stage = deps.loops.stage(session.loop_id, session.stage_id).handing_out(session.plan.brief)
    return Live(session, stage, await work.rounds.turns(session.id))


async def own_session(work: Work, visitor: Visitor, session_id: int | None) -> Session:
    """The member's open session that is meant: the one named, else the one that is active.

    Active is the running one, else a take-home that is out, else the newest paused one. Raises
    BadInput when there is none.
    """
    sessions = await work.rounds.open_of(visitor.member.id)
    if session_id is not None:
        named = next((one for one in sessions if one.id == session_id), None)
        if named is None:
            other = await work.rounds.get(session_id)
            theirs = other is not None and other.member_id != visitor.member.id
            raise BadInput(refusals.NOT_YOUR_ROUND if theirs else refusals.ROUND_IS_OVER)
        return named
    for state in (SessionState.RUNNING, SessionState.WAITING, SessionState.PAUSED):
        for session in sessions:
            if session.state is state:
                return session
    raise BadInput(refusals.NO_ROUND)


async def put(work: Work, live: Live, session: Session, more: Sequence[Turn], at: datetime) -> Live:
    """Store new turns and the session as it stands after them, and queue what was said.

    A CLOSE among them finishes the session and queues its debrief.
    """
    new = numbered(live.turns, more)
    if any(turn.kind is TurnKind.CLOSE for turn in new):
        session = session.stopped(SessionState.FINISHED, at)
    turns = [*live.turns, *new]
    session = replace(session, next_at=next_alarm(session, live.stage, turns))
    await work.rounds.save(session)
    await work.rounds.add_turns(session.id, new)
    if session.state is SessionState.FINISHED and live.session.state is not SessionState.FINISHED:
        await work.debriefs.queue(session.id, at)
    if any(turn.kind not in BY_MEMBER for turn in new):
        await work.outbox.add([spoken(session, new)], at)
    return Live(session, live.stage, turns)


def spoken(session: Session, new: Sequence[Turn]) -> NewMessage:
    """The message that says these turns where the session lives."""
    return NewMessage(
        key=message_key(session.id, new[0].number),
        kind=MessageKind.MOCK,
        place=session.home.place,
        subject={
            "session": session.id,
            "member": session.member_id,
            "first": new[0].number,
            "last": new[-1].number,
        },
        recipient=session.home.account if session.home.private else None,
    )


def message_key(session_id: int, number: int) -> str:
    """The outbox key of the message that begins with that turn."""
    return f"{MessageKind.MOCK}/{session_id}/{number}"
