"""Where people acted a moment ago, so that what is theirs alone can be shown to them there."""

from __future__ import annotations

from datetime import datetime, timedelta

from adapters.newest import Newest
from adapters.slack.forms import Where
from bot.ports.clock import Clock

LASTS = timedelta(minutes=14)
_MOST = 5000


class Recent:
    """The place each person acted in last; in memory alone."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._seen: Newest[str, tuple[Where, datetime]] = Newest(_MOST)

    def acted(self, account_key: str, where: Where) -> None:
        """Somebody filled in a form or used a command there."""
        self._seen.put(account_key, (where, self._clock.now()))

    def of(self, account_key: str) -> Where | None:
        """Where that was; None when it is too long ago."""
        where, at = self._seen.get(account_key) or (None, self._clock.now())
        return where if self._clock.now() - at < LASTS else None
