"""Messages on their way out, in the database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, Select, func, literal_column, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.group import Place
from bot.domain.message import MessageKind, NewMessage, QueuedMessage, SentMessage
from bot.store.columns import is_free
from bot.store.tables import outbox
from bot.store.upsert import insert_into

WAITING, SENT, DROPPED = "waiting", "sent", "dropped"

# Written as the partial index is: a bound value would hide that the index fits.
_IS_WAITING = outbox.c.state == literal_column(f"'{WAITING}'")


class SqlOutbox:
    """Implements `bot.ports.mail.Outbox`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, messages: Sequence[NewMessage], at: datetime) -> None:
        """Queue messages in one statement; one whose key is known is left as it is."""
        if not messages:
            return
        await self._connection.execute(
            insert_into(self._connection, outbox).on_conflict_do_nothing(),
            [_values(message, at) for message in messages],
        )

    async def claim(
        self,
        platforms: Sequence[str],
        now: datetime,
        lease_seconds: int,
        limit: int,
        recipients: Sequence[str] | None = None,
        workspaces: Sequence[str] | None = None,
    ) -> list[QueuedMessage]:
        """Take messages to send on these platforms, oldest first.

        With `recipients` only messages to everybody in a place and to these accounts are taken,
        with `workspaces` only those to them.
        """
        rows = (
            await self._connection.execute(
                _claimable(platforms, now, lease_seconds, limit, recipients, workspaces)
            )
        ).all()
        if rows:
            await self._connection.execute(
                update(outbox)
                .where(outbox.c.id.in_([row.id for row in rows]))
                .values(
                    leased_until=now + timedelta(seconds=lease_seconds), tries=outbox.c.tries + 1
                )
            )
        return [_message(row) for row in rows]

    async def sent(self, message_id: int, reference: str, at: datetime) -> None:
        """The message is out; `reference` is the platform's id of it."""
        await self._connection.execute(
            update(outbox)
            .where(outbox.c.id == message_id)
            .values(state=SENT, leased_until=None, reference=reference, sent_at=at)
        )

    async def retry(self, message_id: int, at: datetime, error: str) -> None:
        """Give the message back, to be claimed from `at` on."""
        await self._change_waiting(message_id, not_before=at, error=error)

    async def release(self, key_prefix: str, at: datetime) -> None:
        """Let waiting messages whose keys begin so go from `at` on, if they were to wait longer."""
        await self._connection.execute(
            update(outbox)
            .where(
                _IS_WAITING,
                outbox.c.key.startswith(key_prefix, autoescape=True),
                outbox.c.not_before > at,
            )
            .values(not_before=at)
        )

    async def drop(self, message_id: int, error: str) -> None:
        """The message will never be sent; the reason is kept."""
        await self._change_waiting(message_id, state=DROPPED, error=error)

    async def unsent(self, key: str) -> QueuedMessage | None:
        """The message of that key while it waits or is being sent; None without."""
        query = select(outbox).where(outbox.c.key == key, _IS_WAITING)
        row = (await self._connection.execute(query)).one_or_none()
        return None if row is None else _message(row)

    async def by_reference(self, platform: str, reference: str) -> SentMessage | None:
        """The message that the platform knows by that id; None when it is none of ours."""
        query = select(outbox).where(outbox.c.platform == platform, outbox.c.reference == reference)
        row = (await self._connection.execute(query.order_by(outbox.c.id).limit(1))).first()
        if row is None:
            return None
        place = Place(row.platform, row.workspace, row.channel)
        return SentMessage(kind=MessageKind(row.kind), place=place, subject=row.subject)

    async def reference(self, keys: Sequence[str], place: Place) -> str | None:
        """The platform's id of the sent message of one of these keys in a place; None without."""
        found: str | None = await self._connection.scalar(
            select(outbox.c.reference)
            .where(
                outbox.c.key.in_(keys),
                outbox.c.platform == place.platform,
                outbox.c.workspace == place.workspace,
                outbox.c.channel == place.channel,
                outbox.c.reference.is_not(None),
            )
            .limit(1)
        )
        return found

    async def shown_to_all(self, key_prefix: str) -> bool:
        """Whether a message whose key begins so is out and had no one recipient."""
        query = select(outbox.c.id).where(
            outbox.c.key.startswith(key_prefix, autoescape=True),
            outbox.c.state == SENT,
            outbox.c.recipient.is_(None),
        )
        return await self._connection.scalar(query.limit(1)) is not None

    async def pending(self) -> int:
        """How many messages wait or are being sent."""
        count: int | None = await self._connection.scalar(
            select(func.count()).select_from(outbox).where(_IS_WAITING)
        )
        return count or 0

    async def _change_waiting(self, message_id: int, **values: str | datetime) -> None:
        # A sender whose lease ran out must not undo what the next one has done.
        await self._connection.execute(
            update(outbox)
            .where(outbox.c.id == message_id, _IS_WAITING)
            .values(leased_until=None, **values)
        )


def _claimable(
    platforms: Sequence[str],
    now: datetime,
    lease_seconds: int,
    limit: int,
    recipients: Sequence[str] | None,
    workspaces: Sequence[str] | None,
) -> Select[Any]:
    query = (
        select(outbox)
        .where(
            _IS_WAITING,
            outbox.c.platform.in_(platforms),
            # What was never to wait does not, should the clock have been set back since.
            or_(outbox.c.not_before <= now, outbox.c.not_before == outbox.c.created_at),
            is_free(outbox.c.leased_until, now, lease_seconds),
        )
        .order_by(outbox.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    if workspaces is not None:
        query = query.where(outbox.c.workspace.in_(workspaces))
    if recipients is None:
        return query
    return query.where(or_(outbox.c.recipient.is_(None), outbox.c.recipient.in_(recipients)))


def _values(message: NewMessage, at: datetime) -> dict[str, Any]:
    return {
        "key": message.key,
        "kind": message.kind.value,
        "platform": message.place.platform,
        "workspace": message.place.workspace,
        "channel": message.place.channel,
        "subject": message.subject,
        "recipient": message.recipient,
        "created_at": at,
        "state": WAITING,
        "not_before": message.not_before or at,
        "tries": 0,
    }


def _message(row: Row[Any]) -> QueuedMessage:
    return QueuedMessage(
        id=row.id,
        key=row.key,
        kind=MessageKind(row.kind),
        place=Place(row.platform, row.workspace, row.channel),
        subject=row.subject,
        recipient=row.recipient,
        tries=row.tries,
        created_at=row.created_at,
    )
