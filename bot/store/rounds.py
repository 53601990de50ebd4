"""Mock rounds in the database: sessions, turns and panels."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.grade import Verdict
from bot.domain.group import Place
from bot.domain.mock import (
    OPEN,
    Home,
    NewSession,
    Plan,
    Planned,
    Session,
    SessionState,
    Turn,
    TurnKind,
)
from bot.domain.panel import Mark, Seat
from bot.domain.rounds import Judged
from bot.store.reports import report_of
from bot.store.tables import mock_debriefs, mock_marks, mock_seats, mock_sessions, mock_turns

_OPEN = mock_sessions.c.state.in_([state.value for state in OPEN])


class SqlRounds:
    """Implements `bot.ports.rounds.Rounds`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, session: NewSession) -> Session:
        """Store a new session without turns."""
        inserted = await self._connection.execute(
            mock_sessions.insert().values(**_values(session)).returning(mock_sessions)
        )
        return _session(inserted.one())

    async def get(self, session_id: int) -> Session | None:
        """The session of that id."""
        found = await self._sessions(select(mock_sessions).where(mock_sessions.c.id == session_id))
        return found[0] if found else None

    async def save(self, session: Session) -> None:
        """Store what changed about a session; its member, stage and plan never do."""
        values = _values(session)
        for fixed in ("member_id", "group_id", "loop_id", "stage_id", "plan"):
            del values[fixed]
        await self._connection.execute(
            update(mock_sessions).where(mock_sessions.c.id == session.id).values(**values)
        )

    async def open_of(self, member_id: int) -> list[Session]:
        """The member's sessions that go on, in any group, newest first."""
        query = select(mock_sessions).where(mock_sessions.c.member_id == member_id, _OPEN)
        return await self._sessions(query.order_by(mock_sessions.c.id.desc()))

    async def of_member(self, group_id: int, member_id: int, limit: int) -> list[Judged]:
        """The member's ended sessions in the group with their debriefs, newest first."""
        query = _judged(group_id, member_id).where(mock_sessions.c.ended_at.is_not(None))
        newest = mock_sessions.c.ended_at.desc()
        rows = await self._connection.execute(
            query.order_by(newest, mock_sessions.c.id.desc()).limit(limit)
        )
        return [Judged(_session(row), report_of(row.report)) for row in rows]

    async def finished(
        self, group_id: int, member_id: int, newest: int | None = None
    ) -> list[Judged]:
        """The member's finished sessions in the group that have a debrief, oldest first.

        All of them, or only so many of the newest.
        """
        query = _finished(group_id, member_id).order_by(
            mock_sessions.c.ended_at.desc(), mock_sessions.c.id.desc()
        )
        rows = await self._connection.execute(query.limit(newest))
        return [Judged(_session(row), report_of(row.report)) for row in rows][::-1]

    async def number_finished(self, group_id: int, member_id: int) -> int:
        """How many sessions `finished` has in all."""
        query = _finished(group_id, member_id).with_only_columns(func.count())
        return int((await self._connection.execute(query)).scalar_one())

    async def due(self, now: datetime, limit: int) -> list[Session]:
        """Sessions about which time has something to say by now, the longest due first."""
        query = select(mock_sessions).where(mock_sessions.c.next_at <= now)
        return await self._sessions(query.order_by(mock_sessions.c.next_at).limit(limit))

    async def running_in(self, group_ids: Sequence[int]) -> list[Session]:
        """The running sessions of these groups."""
        query = select(mock_sessions).where(
            mock_sessions.c.group_id.in_(group_ids),
            mock_sessions.c.state == SessionState.RUNNING.value,
        )
        return await self._sessions(query.order_by(mock_sessions.c.id))

    async def members_with_debriefs(self) -> list[tuple[int, int]]:
        """Every (group id, member id) with a debrief."""
        query = (
            select(mock_sessions.c.group_id, mock_sessions.c.member_id)
            .join(mock_debriefs, mock_debriefs.c.session_id == mock_sessions.c.id)
            .where(mock_debriefs.c.judged_at.is_not(None))
            .distinct()
            .order_by(mock_sessions.c.group_id, mock_sessions.c.member_id)
        )
        return [(row.group_id, row.member_id) for row in await self._connection.execute(query)]

    async def add_turns(self, session_id: int, turns: Sequence[Turn]) -> None:
        """Store turns; their numbers must be free."""
        if not turns:
            return
        rows = [
            {
                "session_id": session_id,
                "number": turn.number,
                "kind": turn.kind.value,
                "persona": turn.persona,
                "text": turn.text,
                "about": turn.about,
                "criterion": turn.criterion,
                "at": turn.at,
                "spent": turn.spent,
            }
            for turn in turns
        ]
        await self._connection.execute(mock_turns.insert(), rows)

    async def turns(self, session_id: int) -> list[Turn]:
        """The turns of a session, in order."""
        query = select(mock_turns).where(mock_turns.c.session_id == session_id)
        rows = await self._connection.execute(query.order_by(mock_turns.c.number))
        return [
            Turn(
                number=row.number,
                kind=TurnKind(row.kind),
                text=row.text,
                at=row.at,
                spent=row.spent,
                persona=row.persona,
                about=row.about,
                criterion=row.criterion,
            )
            for row in rows
        ]

    async def take_seat(self, seat: Seat) -> None:
        """Store an interviewer of a panel; somebody who left and comes back keeps one seat."""
        here = (
            mock_seats.c.session_id == seat.session_id,
            mock_seats.c.member_id == seat.member_id,
        )
        values = {"persona": seat.persona, "joined_at": seat.joined_at, "left_at": seat.left_at}
        changed = await self._connection.execute(update(mock_seats).where(*here).values(**values))
        if not changed.rowcount:
            await self._connection.execute(
                mock_seats.insert().values(
                    session_id=seat.session_id, member_id=seat.member_id, **values
                )
            )

    async def seats(self, session_id: int) -> list[Seat]:
        """The interviewers of a panel, in the order they came, those who left included."""
        query = select(mock_seats).where(mock_seats.c.session_id == session_id)
        rows = await self._connection.execute(query.order_by(mock_seats.c.id))
        return [
            Seat(row.session_id, row.member_id, row.persona, row.joined_at, row.left_at)
            for row in rows
        ]

    async def panels(self, group_id: int, member_id: int) -> list[Session]:
        """The panels of the group in which the member has or had a seat, newest first."""
        theirs = select(mock_seats.c.session_id).where(mock_seats.c.member_id == member_id)
        query = select(mock_sessions).where(
            mock_sessions.c.group_id == group_id, mock_sessions.c.id.in_(theirs)
        )
        return await self._sessions(query.order_by(mock_sessions.c.id.desc()))

    async def put_mark(self, mark: Mark) -> None:
        """Store an interviewer's marks on a question in place of earlier ones."""
        here = (
            mock_marks.c.session_id == mark.session_id,
            mock_marks.c.member_id == mark.member_id,
            mock_marks.c.about == mark.about,
        )
        values: dict[str, Any] = {
            "verdicts": {name: verdict.value for name, verdict in mark.verdicts},
            "note": mark.note,
            "at": mark.at,
        }
        changed = await self._connection.execute(update(mock_marks).where(*here).values(**values))
        if not changed.rowcount:
            await self._connection.execute(
                mock_marks.insert().values(
                    session_id=mark.session_id,
                    member_id=mark.member_id,
                    about=mark.about,
                    **values,
                )
            )

    async def marks(self, session_id: int) -> list[Mark]:
        """All marks of a panel, oldest first."""
        query = select(mock_marks).where(mock_marks.c.session_id == session_id)
        rows = await self._connection.execute(query.order_by(mock_marks.c.id))
        return [
            Mark(
                session_id=row.session_id,
                member_id=row.member_id,
                about=row.about,
                verdicts=tuple((name, Verdict(one)) for name, one in row.verdicts.items()),
                note=row.note,
                at=row.at,
            )
            for row in rows
        ]

    async def _sessions(self, query: Select[Any]) -> list[Session]:
        return [_session(row) for row in await self._connection.execute(query)]


def _judged(group_id: int, member_id: int) -> Select[Any]:
    return (
        select(mock_sessions, mock_debriefs.c.report)
        .join(mock_debriefs, mock_debriefs.c.session_id == mock_sessions.c.id, isouter=True)
        .where(mock_sessions.c.group_id == group_id, mock_sessions.c.member_id == member_id)
    )


def _finished(group_id: int, member_id: int) -> Select[Any]:
    return _judged(group_id, member_id).where(
        mock_sessions.c.state == SessionState.FINISHED.value,
        mock_debriefs.c.judged_at.is_not(None),
    )


def _values(session: NewSession) -> dict[str, Any]:
    place = session.home.place
    return {
        "member_id": session.member_id,
        "group_id": session.group_id,
        "loop_id": session.loop_id,
        "stage_id": session.stage_id,
        "state": session.state.value,
        "plan": {
            "questions": [[one.key, one.prompt_id] for one in session.plan.questions],
            "curveballs": list(session.plan.curveballs),
            "brief": session.plan.brief,
        },
        "platform": place.platform,
        "workspace": place.workspace,
        "channel": place.channel,
        "account": session.home.account,
        "private": session.home.private,
        "home_key": session.home.key,
        "zone": session.zone,
        "practice_date": session.practice_date,
        "started_at": session.started_at,
        "running_since": session.running_since,
        "spent": session.spent,
        "deadline_at": session.deadline_at,
        "ended_at": session.ended_at,
        "next_at": session.next_at,
        "panel": session.panel,
    }


def _session(row: Row[Any]) -> Session:
    return Session(
        id=row.id,
        member_id=row.member_id,
        group_id=row.group_id,
        loop_id=row.loop_id,
        stage_id=row.stage_id,
        state=SessionState(row.state),
        plan=Plan(
            tuple(Planned(key, prompt_id) for key, prompt_id in row.plan["questions"]),
            tuple(row.plan["curveballs"]),
            row.plan["brief"],
        ),
        home=Home(
            Place(row.platform, row.workspace, row.channel), row.account, row.private, row.home_key
        ),
        zone=row.zone,
        practice_date=row.practice_date,
        started_at=row.started_at,
        running_since=row.running_since,
        spent=row.spent,
        deadline_at=row.deadline_at,
        ended_at=row.ended_at,
        next_at=row.next_at,
        panel=row.panel,
    )
