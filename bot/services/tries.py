"""Wrong tries at a secret: who made too many has to wait."""

from __future__ import annotations

from datetime import datetime, timedelta

MOST_TRIES = 5
SPAN = timedelta(minutes=10)

_REMEMBERED = 1000
"""Members whose tries are kept before the old ones are swept out."""


class Tries:
    """Counts wrong tries by member, in this process alone.

    A guess among billions is as good as none, so that what a second process or a restart lets
    through does not matter.
    """

    def __init__(self) -> None:
        self._tries: dict[int, list[datetime]] = {}

    def pause_ends(self, member_id: int, at: datetime) -> datetime | None:
        """Until when the member has to wait; None when they may try."""
        recent = self._recent(member_id, at)
        return recent[-MOST_TRIES] + SPAN if len(recent) >= MOST_TRIES else None

    def wrong(self, member_id: int, at: datetime) -> None:
        """The member tried in vain."""
        if len(self._tries) >= _REMEMBERED:
            self._tries = {one: recent for one in self._tries if (recent := self._recent(one, at))}
        self._tries[member_id] = [*self._recent(member_id, at), at]

    def _recent(self, member_id: int, at: datetime) -> list[datetime]:
        return [one for one in self._tries.get(member_id, ()) if at - one < SPAN]
