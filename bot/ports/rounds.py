"""The store's part about mock rounds: sessions with their turns, debriefs, panels."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.debrief import Dossier, Report
from bot.domain.mock import NewSession, Session, Turn
from bot.domain.panel import Mark, Seat
from bot.domain.rounds import Judged


class Rounds(Protocol):
    """Sessions of mock rounds, their turns, and panels."""

    async def add(self, session: NewSession) -> Session:
        """Store a new session without turns."""
        ...

    async def get(self, session_id: int) -> Session | None:
        """The session of that id."""
        ...

    async def save(self, session: Session) -> None:
        """Store what changed about a session; its member, stage and plan never do."""
        ...

    async def open_of(self, member_id: int) -> list[Session]:
        """The member's sessions that go on, in any group, newest first."""
        ...

    async def of_member(self, group_id: int, member_id: int, limit: int) -> list[Judged]:
        """The member's ended sessions in the group with their debriefs, newest first."""
        ...

    async def finished(
        self, group_id: int, member_id: int, newest: int | None = None
    ) -> list[Judged]:
        """The member's finished sessions in the group that have a debrief, oldest first.

        All of them, or only so many of the newest.
        """
        ...

    async def number_finished(self, group_id: int, member_id: int) -> int:
        """How many sessions `finished` has in all."""
        ...

    async def due(self, now: datetime, limit: int) -> list[Session]:
        """Sessions about which time has something to say by now, the longest due first."""
        ...

    async def running_in(self, group_ids: Sequence[int]) -> list[Session]:
        """The running sessions of these groups."""
        ...

    async def members_with_debriefs(self) -> list[tuple[int, int]]:
        """Every (group id, member id) with a debrief."""
        ...

    async def add_turns(self, session_id: int, turns: Sequence[Turn]) -> None:
        """Store turns; their numbers must be free."""
        ...

    async def turns(self, session_id: int) -> list[Turn]:
        """The turns of a session, in order."""
        ...

    async def take_seat(self, seat: Seat) -> None:
        """Store an interviewer of a panel; somebody who left and comes back keeps one seat."""
        ...

    async def seats(self, session_id: int) -> list[Seat]:
        """The interviewers of a panel, in the order they came, those who left included."""
        ...

    async def panels(self, group_id: int, member_id: int) -> list[Session]:
        """The panels of the group in which the member has or had a seat, newest first."""
        ...

    async def put_mark(self, mark: Mark) -> None:
        """Store an interviewer's marks on a question in place of earlier ones."""
        ...

    async def marks(self, session_id: int) -> list[Mark]:
        """All marks of a panel, oldest first."""
        ...


class Debriefs(Protocol):
    """The queue of sessions to be judged, and what came of it; one entry for each session."""

    async def queue(self, session_id: int, at: datetime) -> None:
        """Queue a session; an entry that is there starts anew."""
        ...

    async def claim(self, now: datetime, lease_seconds: int, limit: int) -> list[int]:
        """Take sessions to judge, oldest first; nobody else gets them until the lease runs out."""
        ...

    async def tries(self, session_id: int) -> int:
        """How often the entry was claimed."""
        ...

    async def put(self, session_id: int, report: Report | Dossier, at: datetime) -> None:
        """Keep what a session came to, in place of an earlier judgement."""
        ...

    async def done(self, session_id: int) -> None:
        """Take the session out of the queue; its report stays."""
        ...

    async def retry(self, session_id: int, at: datetime) -> None:
        """Give a claimed entry back, to be claimed from `at` on."""
        ...

    async def report(self, session_id: int) -> Report | Dossier | None:
        """What a session came to; None while nothing has."""
        ...

    async def pending(self) -> int:
        """How many sessions wait to be judged."""
        ...
