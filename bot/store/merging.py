"""One member's rows made another's, in every table.

The tables are found by their foreign keys, so that a new table cannot be forgotten: one whose key
holds a member needs a rule of its own, and without it the member cannot be deleted.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Row, Table, bindparam, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.member import Role
from bot.store.tables import (
    METADATA,
    attempts,
    cards_opened,
    credits_earned,
    hints_taken,
    link_codes,
    members,
    memberships,
    outbox,
    plans,
    prompts_shown,
    recalls,
    reviews,
    standings,
    streaks,
)

_WORKED_OUT = (credits_earned, standings, streaks, recalls, link_codes)
"""Tables whose rows are not moved: they follow from others, or are worth nothing any more."""


class SqlMerging:
    """Implements `bot.ports.merging.Merging`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def move(self, kept_id: int, gone_id: int) -> None:
        """Give everything held about `gone` to `kept`, and delete `gone`."""
        for table in _WORKED_OUT:
            await self._connection.execute(delete(table).where(table.c.member_id == gone_id))
        await self._connection.execute(delete(link_codes).where(link_codes.c.member_id == kept_id))
        await self._join(memberships, ("group_id",), kept_id, gone_id)
        await self._join(hints_taken, ("group_id", "prompt_id"), kept_id, gone_id)
        await self._join(cards_opened, ("card",), kept_id, gone_id)
        await self._join(reviews, ("source",), kept_id, gone_id)
        await self._join(prompts_shown, ("prompt_id",), kept_id, gone_id)
        await self._join(plans, (), kept_id, gone_id)
        await self._move_plain(kept_id, gone_id)
        await self._move_messages(kept_id, gone_id)
        await self._connection.execute(delete(members).where(members.c.id == gone_id))

    async def recount(self, counts: Mapping[int, bool]) -> None:
        """Set by attempt id whether it counts."""
        await self._correct({one: {"counts": value} for one, value in counts.items()})

    async def relink(self, revises: Mapping[int, int]) -> None:
        """Set by attempt id which attempt it revises."""
        await self._correct({one: {"revises_id": value} for one, value in revises.items()})

    async def _correct(self, values: Mapping[int, dict[str, Any]]) -> None:
        for attempt_id, changed in values.items():
            await self._connection.execute(
                update(attempts).where(attempts.c.id == attempt_id).values(**changed)
            )

    async def _move_plain(self, kept_id: int, gone_id: int) -> None:
        """Tables that only point at a member: the pointer changes."""
        for table in METADATA.sorted_tables:
            for column in table.columns:
                targets = {key.column for key in column.foreign_keys}
                if members.c.id in targets and not column.primary_key:
                    await self._connection.execute(
                        update(table).where(column == gone_id).values({column.name: kept_id})
                    )

    async def _join(
        self, table: Table, within: tuple[str, ...], kept_id: int, gone_id: int
    ) -> None:
        """Tables with one row for each member: of two rows one is made."""
        mine = await self._rows(table, within, kept_id)
        for place, theirs in (await self._rows(table, within, gone_id)).items():
            here = [table.c[name] == value for name, value in zip(within, place, strict=True)]
            row = [*here, table.c.member_id == gone_id]
            if place not in mine:
                await self._connection.execute(update(table).where(*row).values(member_id=kept_id))
                continue
            joined = _JOINED[table.name](mine[place], theirs)
            await self._connection.execute(delete(table).where(*row))
            await self._connection.execute(
                update(table).where(*here, table.c.member_id == kept_id).values(**joined)
            )

    async def _rows(
        self, table: Table, within: tuple[str, ...], member_id: int
    ) -> dict[tuple[Any, ...], Row[Any]]:
        rows = await self._connection.execute(select(table).where(table.c.member_id == member_id))
        return {tuple(getattr(row, name) for name in within): row for row in rows}

    async def _move_messages(self, kept_id: int, gone_id: int) -> None:
        """What queued and sent messages say they are about; the accounts they go to stay."""
        about = outbox.c.subject["member"].as_integer() == gone_id
        rows = await self._connection.execute(select(outbox.c.id, outbox.c.subject).where(about))
        changed = [
            {"of_message": row.id, "new": {**row.subject, "member": kept_id}} for row in rows
        ]
        if changed:
            statement = update(outbox).where(outbox.c.id == bindparam("of_message"))
            subject = bindparam("new", type_=outbox.c.subject.type)
            await self._connection.execute(statement.values(subject=subject), changed)


def _one_membership(mine: Row[Any], theirs: Row[Any]) -> dict[str, Any]:
    shown = [row for row in (mine, theirs) if row.prompt_shown_at is not None]
    last = max(shown, key=lambda row: row.prompt_shown_at, default=mine)
    hosts = Role.HOST.value in (mine.role, theirs.role)
    return {
        "role": Role.HOST.value if hosts else mine.role,
        "joined_at": min(mine.joined_at, theirs.joined_at),
        "prompt_id": last.prompt_id,
        "prompt_shown_at": last.prompt_shown_at,
    }


def _most_hints(mine: Row[Any], theirs: Row[Any]) -> dict[str, Any]:
    """Both were shown the same hints, from the first on."""
    return {
        "number": max(mine.number, theirs.number),
        "taken_at": max(mine.taken_at, theirs.taken_at),
    }


def _opened_together(mine: Row[Any], theirs: Row[Any]) -> dict[str, Any]:
    return {
        "first_at": min(mine.first_at, theirs.first_at),
        "last_at": max(mine.last_at, theirs.last_at),
        "times": mine.times + theirs.times,
    }


def _same_review(mine: Row[Any], _: Row[Any]) -> dict[str, Any]:
    """A source belongs to one member: this is only for the sake of completeness."""
    return {"rated": mine.rated}


def _last_shown(mine: Row[Any], theirs: Row[Any]) -> dict[str, Any]:
    return {"shown_at": max(mine.shown_at, theirs.shown_at)}


def _newer_plan(mine: Row[Any], theirs: Row[Any]) -> dict[str, Any]:
    newer = max((mine, theirs), key=lambda row: row.made_at)
    names = ("interview_on", "company", "begun_on", "made_at")
    return {name: getattr(newer, name) for name in names}


_JOINED = {
    memberships.name: _one_membership,
    hints_taken.name: _most_hints,
    cards_opened.name: _opened_together,
    reviews.name: _same_review,
    prompts_shown.name: _last_shown,
    plans.name: _newer_plan,
}
