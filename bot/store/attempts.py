"""Attempts in the database, with their grades beside them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Select, and_, insert, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.attempt import Attempt, AttemptState, GradedAttempt, NewAttempt
from bot.domain.grade import Grade, Level
from bot.domain.streak import PracticeDay, practice_days
from bot.store.columns import storable
from bot.store.grades import COLUMNS as GRADE_COLUMNS
from bot.store.grades import add_grade, grade_in, grades_of
from bot.store.tables import attempts, grades, groups

_PAGE = 500
"""Attempts read at a time when all of them are wanted."""

_CURRENT = and_(grades.c.attempt_id == attempts.c.id, grades.c.is_current)

_GRADED = select(
    *(column for column in attempts.columns if column.name not in {"workspace_id", "probe_at"}),
    *GRADE_COLUMNS,
).join_from(attempts, grades, _CURRENT, isouter=True)

_ACTIVE = attempts.c.state == AttemptState.ACTIVE.value


class SqlAttempts:
    """Implements `bot.ports.activity.Attempts`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, attempt: NewAttempt) -> Attempt:
        """Store a reply."""
        owner = select(groups.c.workspace_id).where(groups.c.id == attempt.group_id)
        result = await self._connection.execute(
            insert(attempts)
            .values(
                workspace_id=owner.scalar_subquery(),
                group_id=attempt.group_id,
                member_id=attempt.member_id,
                posting_id=attempt.posting_id,
                revises_id=attempt.revises_id,
                prompt_id=attempt.prompt_id,
                text=attempt.text,
                sent_at=attempt.sent_at,
                zone=attempt.zone,
                practice_date=attempt.practice_date,
                hints=attempt.hints,
                counts=attempt.counts,
                state=AttemptState.ACTIVE.value,
                guess_until=attempt.guess_until,
                message=attempt.message,
            )
            .returning(attempts.c.id)
        )
        return Attempt(
            id=result.scalar_one(),
            member_id=attempt.member_id,
            group_id=attempt.group_id,
            prompt_id=attempt.prompt_id,
            posting_id=attempt.posting_id,
            revises_id=attempt.revises_id,
            text=storable(attempt.text),
            sent_at=attempt.sent_at,
            zone=attempt.zone,
            practice_date=attempt.practice_date,
            hints=attempt.hints,
            counts=attempt.counts,
            state=AttemptState.ACTIVE,
            probe_text=None,
            guess_until=attempt.guess_until,
            message=attempt.message,
        )

    async def get(self, attempt_id: int) -> GradedAttempt | None:
        """The attempt of that id with its current grade."""
        return await self._one(_GRADED.where(attempts.c.id == attempt_id))

    async def many(self, attempt_ids: Sequence[int]) -> dict[int, GradedAttempt]:
        """The attempts of these ids, as `get` has each; those that are gone are left out."""
        found = await self._all(_GRADED.where(attempts.c.id.in_(attempt_ids)))
        return {one.attempt.id: one for one in found}

    async def latest(self, group_id: int, member_id: int) -> GradedAttempt | None:
        """The member's newest active attempt in the group."""
        newest = await self.history(group_id, member_id, 1)
        return newest[0] if newest else None

    async def of_prompt(self, group_id: int, member_id: int, prompt_id: str) -> list[GradedAttempt]:
        """The member's attempts at one prompt in the group, withdrawn ones included."""
        return await self._all(
            _of(_GRADED, group_id, member_id)
            .where(attempts.c.prompt_id == prompt_id)
            .order_by(attempts.c.sent_at, attempts.c.id)
        )

    async def of_message(self, message: str) -> list[GradedAttempt]:
        """The attempts written in a platform's message and its edits, oldest first."""
        return await self._all(
            _GRADED.where(attempts.c.message == message).order_by(attempts.c.sent_at, attempts.c.id)
        )

    async def of_posting(self, posting_id: int) -> list[GradedAttempt]:
        """Everybody's active attempts at one posting."""
        return await self._all(
            _GRADED.where(attempts.c.posting_id == posting_id, _ACTIVE).order_by(
                attempts.c.sent_at, attempts.c.id
            )
        )

    async def of_member(self, member_id: int) -> list[GradedAttempt]:
        """Everything the member ever sent, in any group, withdrawn attempts included."""
        return await self._all(
            _GRADED.where(attempts.c.member_id == member_id).order_by(
                attempts.c.sent_at, attempts.c.id
            )
        )

    async def sent_since(self, member_id: int, since: date) -> list[tuple[date, str, bool]]:
        """Of the member's active attempts from that practice date on, in any group.

        Each has its practice date, its prompt, and whether it revises an earlier one.
        """
        columns = (attempts.c.practice_date, attempts.c.prompt_id, attempts.c.revises_id)
        query = select(*columns).where(
            attempts.c.member_id == member_id, attempts.c.practice_date >= since, _ACTIVE
        )
        rows = await self._connection.execute(query.order_by(attempts.c.sent_at, attempts.c.id))
        return [(row.practice_date, row.prompt_id, row.revises_id is not None) for row in rows]

    async def history(self, group_id: int, member_id: int, limit: int) -> list[GradedAttempt]:
        """The member's newest active attempts in the group, newest first."""
        return await self._all(
            _of(_GRADED, group_id, member_id)
            .where(_ACTIVE)
            .order_by(attempts.c.sent_at.desc(), attempts.c.id.desc())
            .limit(limit)
        )

    async def practice_days(self, group_id: int, member_id: int) -> dict[date, PracticeDay]:
        """The dates with an active attempt whose current grade is of level 1 or more."""
        query = select(attempts.c.practice_date, attempts.c.sent_at, attempts.c.zone).join_from(
            attempts, grades, _CURRENT
        )
        query = _of(query, group_id, member_id).where(_ACTIVE, grades.c.level >= int(Level.WEAK))
        rows = await self._connection.execute(query)
        return practice_days((row.practice_date, row.sent_at, row.zone) for row in rows)

    async def unscheduled(self, group_id: int, member_id: int, day: date) -> set[str]:
        """Prompts that the member attempted outside the schedule on that practice date.

        Withdrawn attempts are among them: taking one back opens no room for another.
        """
        query = _of(select(attempts.c.prompt_id), group_id, member_id).where(
            attempts.c.posting_id.is_(None), attempts.c.practice_date == day
        )
        return set(await self._connection.scalars(query))

    async def set_probe(self, attempt_id: int, text: str, at: datetime) -> None:
        """Keep the answer to the probe as part of the attempt."""
        await self._change(attempt_id, probe_text=text, probe_at=at)

    async def set_guess(self, attempt_id: int, guess: int | None) -> None:
        """Keep the member's own guess, None for no guess; either way it is waited for no longer."""
        await self._change(attempt_id, guess=guess, guess_until=None)

    async def set_state(self, attempt_id: int, state: AttemptState) -> None:
        """Withdraw an attempt, or let it count again."""
        await self._change(attempt_id, state=state.value)

    async def add_grade(self, attempt_id: int, grade: Grade, at: datetime) -> None:
        """Store a grade and make it the attempt's current one; earlier grades are kept."""
        await add_grade(self._connection, attempt_id, grade, at)

    async def grades(self, attempt_id: int) -> list[Grade]:
        """All grades of an attempt, oldest first; the last is the current one."""
        return await grades_of(self._connection, attempt_id)

    async def stream(self) -> AsyncIterator[GradedAttempt]:
        """Every attempt with its current grade, ordered by group, member, prompt and time.

        Read page by page, so that other statements may run between two of them.
        """
        order = (
            attempts.c.group_id,
            attempts.c.member_id,
            attempts.c.prompt_id,
            attempts.c.sent_at,
            attempts.c.id,
        )
        query = _GRADED.order_by(*order).limit(_PAGE)
        page = await self._all(query)
        while page:
            for graded in page:
                yield graded
            last = page[-1].attempt
            key = (last.group_id, last.member_id, last.prompt_id, last.sent_at, last.id)
            types = [column.type for column in order]
            page = await self._all(query.where(tuple_(*order) > tuple_(*key, types=types)))

    async def _change(self, attempt_id: int, **values: str | datetime | int | None) -> None:
        await self._connection.execute(
            update(attempts).where(attempts.c.id == attempt_id).values(**values)
        )

    async def _one(self, query: Select[Any]) -> GradedAttempt | None:
        row = (await self._connection.execute(query)).first()
        return None if row is None else _graded(row)

    async def _all(self, query: Select[Any]) -> list[GradedAttempt]:
        return [_graded(row) for row in await self._connection.execute(query)]


def _of(query: Select[Any], group_id: int, member_id: int) -> Select[Any]:
    return query.where(attempts.c.group_id == group_id, attempts.c.member_id == member_id)


def _graded(row: Row[Any]) -> GradedAttempt:
    attempt = Attempt(
        id=row.id,
        member_id=row.member_id,
        group_id=row.group_id,
        prompt_id=row.prompt_id,
        posting_id=row.posting_id,
        revises_id=row.revises_id,
        text=row.text,
        sent_at=row.sent_at,
        zone=row.zone,
        practice_date=row.practice_date,
        hints=row.hints,
        counts=row.counts,
        state=AttemptState(row.state),
        probe_text=row.probe_text,
        guess=row.guess,
        guess_until=row.guess_until,
        message=row.message,
    )
    return GradedAttempt(attempt, grade_in(row))
