"""Panels: members of the group take the interviewers' seats, get cards and give marks.

The round asks its questions by itself, in the name of whoever has the seat: an interviewer who
leaves blocks nobody.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from bot.domain.grade import Verdict
from bot.domain.loop import Stage
from bot.domain.message import MessageKind, NewMessage, QueuedMessage
from bot.domain.mock import Session
from bot.domain.panel import Mark, Seat
from bot.domain.persona import Persona
from bot.domain.prompt import Prompt
from bot.errors import AlreadyHandled, BadInput, BrokenContent
from bot.ports.store import Work
from bot.refusals import replies as reply_refusals
from bot.refusals import rounds as round_refusals
from bot.services.arrival import Visitor
from bot.services.deps import Deps
from bot.services.mock.scenes import Live, load, prompt_about
from bot.services.mock.sessions import Event, Spot

_MARK = re.compile(r"(\d{1,2})(~?)")

_LONGEST_NOTE = 1000


@dataclass(frozen=True, slots=True)
class Cue:
    """A question on an interviewer's card: its number in the round, and what to listen for."""

    number: int
    key: str
    own: bool
    prompt: Prompt


@dataclass(frozen=True, slots=True)
class SeatCard:
    """What an interviewer is given: who is asked, as whom they ask, and the questions."""

    session: Session
    stage: Stage
    persona: Persona
    candidate: str
    cues: tuple[Cue, ...]


async def take_seat(
    deps: Deps, visitor: Visitor, session_id: int | None, spot: Spot, event: Event
) -> SeatCard:
    """Give the visitor a seat, and queue their card for them alone. Raises BadInput."""
    async with deps.store.write() as work:
        session = await _panel(work, visitor, session_id)
        if session.member_id == visitor.member.id:
            raise BadInput(round_refusals.OWN_PANEL)
        live = await load(deps, work, session)
        persona = await _free_seat(work, live, visitor.member.id)
        if not await work.inbox.take(event.key, event.at):
            raise AlreadyHandled(reply_refusals.ALREADY_HANDLED)
        seat = Seat(session.id, visitor.member.id, persona.id, event.at)
        await work.rounds.take_seat(seat)
        await work.outbox.add([_letter(session, seat, spot)], event.at)
        return await _card(deps, work, live, persona)


async def leave_seat(deps: Deps, visitor: Visitor, session_id: int | None, event: Event) -> Session:
    """Give the seat back; the round goes on, and marks that were given stay. Raises BadInput."""
    async with deps.store.write() as work:
        session, seat = await _own_seat(work, visitor, session_id)
        if not await work.inbox.take(event.key, event.at):
            raise AlreadyHandled(reply_refusals.ALREADY_HANDLED)
        await work.rounds.take_seat(replace(seat, left_at=event.at))
        return session


@dataclass(frozen=True, slots=True)
class Marked:
    """Marks that were kept: for which question, and how many of its criteria were there."""

    session: Session
    number: int
    there: int
    of: int


async def give_marks(
    deps: Deps,
    visitor: Visitor,
    number: str,
    marks: str,
    note: str,
    *,
    session_id: int | None,
    event: Event,
) -> Marked:
    """Keep what an interviewer made of a question: the numbers of the criteria that were there.

    `1,3~` says that the first was there and the third in part; `none` that nothing was. Marks can
    be given again, and after the round too. Raises BadInput.
    """
    async with deps.store.write() as work:
        session, _ = await _own_seat(work, visitor, session_id)
        live = await load(deps, work, session)
        cues = _cues(deps, live, "")
        if not number.isdecimal() or not 1 <= int(number) <= len(cues):
            raise BadInput(round_refusals.no_question_to_score(number, len(cues)))
        cue = cues[int(number) - 1]
        verdicts = _verdicts(cue.prompt, marks)
        if not await work.inbox.take(event.key, event.at):
            raise AlreadyHandled(reply_refusals.ALREADY_HANDLED)
        text = note.strip()[:_LONGEST_NOTE]
        await work.rounds.put_mark(
            Mark(session.id, visitor.member.id, cue.key, verdicts, text, event.at)
        )
        there = sum(verdict is not Verdict.MISSED for _, verdict in verdicts)
        return Marked(session, cue.number, there, len(verdicts))


async def seat_card(deps: Deps, work: Work, message: QueuedMessage) -> SeatCard | None:
    """The card of a queued message; None when the round or the seat is gone."""
    session = await work.rounds.get(int(message.subject["session"]))
    if session is None:
        return None
    seats = await work.rounds.seats(session.id)
    mine = [one for one in seats if one.member_id == message.subject["member"]]
    if not mine or mine[0].left_at is not None:
        return None
    try:
        live = await load(deps, work, session)
    except BrokenContent:
        return None
    return await _card(deps, work, live, live.stage.persona(mine[0].persona))


async def _card(deps: Deps, work: Work, live: Live, persona: Persona) -> SeatCard:
    member = await work.members.get(live.session.member_id)
    name = member.name if member is not None else ""
    return SeatCard(live.session, live.stage, persona, name, _cues(deps, live, persona.id))


def _cues(deps: Deps, live: Live, persona_id: str) -> tuple[Cue, ...]:
    found: list[Cue] = []
    for number, planned in enumerate(live.session.plan.questions, 1):
        prompt = prompt_about(deps, live, planned.key)
        question = live.stage.question(planned.key)
        if prompt is not None and question is not None:
            own = question.persona == persona_id
            found.append(Cue(number, planned.key, own, prompt))
    return tuple(found)


async def _panel(work: Work, visitor: Visitor, session_id: int | None) -> Session:
    """The panel that is meant: the one named, else the newest that runs in the group."""
    if session_id is not None:
        session = await work.rounds.get(session_id)
    else:
        running = await work.rounds.running_in([visitor.group.id])
        session = next((one for one in reversed(running) if one.panel), None)
    if session is None or not session.panel or session.group_id != visitor.group.id:
        raise BadInput(round_refusals.NOT_A_PANEL)
    if not session.is_open:
        raise BadInput(round_refusals.PANEL_IS_OVER)
    return session


async def _own_seat(work: Work, visitor: Visitor, session_id: int | None) -> tuple[Session, Seat]:
    """The panel in which the visitor has a seat: the one named, else the newest of the group."""
    if session_id is not None:
        named = await work.rounds.get(session_id)
        sessions = [named] if named is not None else []
    else:
        sessions = await work.rounds.panels(visitor.group.id, visitor.member.id)
    for session in sessions:
        for seat in await work.rounds.seats(session.id):
            if seat.member_id == visitor.member.id:
                return session, seat
    raise BadInput(round_refusals.NO_SEAT)


async def _free_seat(work: Work, live: Live, member_id: int) -> Persona:
    """The persona whose seat is free, the one with most questions first; their own seat is kept."""
    seats = [one for one in await work.rounds.seats(live.session.id) if one.left_at is None]
    for seat in seats:
        if seat.member_id == member_id:
            return live.stage.persona(seat.persona)
    taken = {seat.persona for seat in seats}
    asks: Counter[str] = Counter()
    for planned in live.session.plan.questions:
        question = live.stage.question(planned.key)
        asks[question.persona if question is not None else ""] += 1
    free = [one for one in live.stage.personas if one.id not in taken]
    if not free:
        raise BadInput(round_refusals.PANEL_IS_FULL)
    return max(free, key=lambda one: asks[one.id])


def _verdicts(prompt: Prompt, marks: str) -> tuple[tuple[str, Verdict], ...]:
    criteria = prompt.rubric.criteria
    given: dict[int, Verdict] = {}
    if marks.strip().lower() != "none":
        for part in marks.split(","):
            match = _MARK.fullmatch(part.strip())
            if match is None or not 1 <= int(match[1]) <= len(criteria):
                raise BadInput(round_refusals.not_marks(marks))
            given[int(match[1])] = Verdict.PARTLY if match[2] else Verdict.MET
    return tuple(
        (criterion.id, given.get(number, Verdict.MISSED))
        for number, criterion in enumerate(criteria, 1)
    )


def _letter(session: Session, seat: Seat, spot: Spot) -> NewMessage:
    stamp = f"{seat.joined_at:%Y%m%dT%H%M%S}"
    return NewMessage(
        key=f"{MessageKind.MOCK}/{session.id}/seat/{seat.member_id}/{stamp}",
        kind=MessageKind.MOCK,
        place=spot.place,
        subject={"session": session.id, "member": seat.member_id, "seat": seat.persona},
        recipient=spot.account,
    )
