"""The weekly digest: queued when a group's last posting of a week closes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.domain.board import Window, period
from bot.domain.group import Group, Place
from bot.domain.message import MessageKind, NewMessage
from bot.domain.posting import Posting
from bot.domain.schedule import local_date


def digests(
    group: Group, closing: Posting, places: Sequence[Place], now: datetime
) -> list[NewMessage]:
    """The digests to send with a closing posting: none unless its week is over for the group.

    The key names the week told of, so that there is one digest a week however often this is asked.
    """
    today = local_date(now, group.zone)
    coming = max(group.next_date or today, today)
    week = period(Window.WEEK, closing.local_date)
    if period(Window.WEEK, coming) == week:
        return []
    monday = closing.local_date - timedelta(days=closing.local_date.weekday())
    return [
        NewMessage(
            key=f"{MessageKind.DIGEST}/{group.id}/{week}/{index}",
            kind=MessageKind.DIGEST,
            place=place,
            subject={"group": group.id, "monday": monday.isoformat()},
        )
        for index, place in enumerate(places)
    ]
