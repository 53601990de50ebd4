"""Trouble on demand: refusals, lost connections, rate limits, slowness."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any

from tests.slack.fake.errors import Json
from tests.slack.fake.request import Request


@dataclass
class Trouble:
    """What happens to the next `times` requests of a method; `effect`: it is done all the same."""

    pattern: str
    times: int
    effect: bool = False
    status: int | None = None
    """None: the line is cut."""
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)
    seen: int = 0

    def meets(self, request: Request) -> bool:
        return self.seen < self.times and fnmatchcase(request.method, self.pattern)


class Switches:
    """All trouble that was ordered; the first order that meets a request is carried out.

    A pattern is the name of a method, with stars: `chat.postMessage`, `views.*`; `response_url`,
    `upload` and `download` stand for what is no method.
    """

    def __init__(self) -> None:
        self._ordered: list[Trouble] = []
        self._slow: dict[str, float] = defaultdict(float)

    def fail(
        self,
        pattern: str,
        error: str,
        *,
        status: int = 200,
        times: int = 1,
        effect: bool = False,
        **more: Any,
    ) -> Trouble:
        """Refuses with that error; `more` goes into the answer. `effect`: only after it was done.

        With a status from 500 on the body is HTML, as it comes from before Slack.
        """
        body: Json | str = {"ok": False, "error": error, **more}
        if status >= 500:
            body = f"<!doctype html><title>{error}</title>"
        return self._order(Trouble(pattern, times, effect, status, body))

    def drop(self, pattern: str, times: int = 1, *, effect: bool = False) -> Trouble:
        """Cuts the line, before or (`effect`) after the thing was done."""
        return self._order(Trouble(pattern, times, effect))

    def rate_limit(self, pattern: str, retry_after: int = 1, times: int = 1) -> Trouble:
        """429 as Slack sends it; `retry_after` in whole seconds."""
        body = {"ok": False, "error": "ratelimited"}
        headers = {"Retry-After": str(retry_after)}
        return self._order(Trouble(pattern, times, status=429, body=body, headers=headers))

    def slow(self, pattern: str, seconds: float) -> None:
        """From now on such requests take so many seconds longer; 0 ends it."""
        self._slow[pattern] = seconds

    def clear(self) -> None:
        self._ordered.clear()
        self._slow.clear()

    def delay(self, request: Request) -> float:
        return sum(
            wait for pattern, wait in self._slow.items() if fnmatchcase(request.method, pattern)
        )

    def next(self, request: Request) -> Trouble | None:
        """The trouble for this request, used up by it."""
        for one in self._ordered:
            if one.meets(request):
                one.seen += 1
                return one
        return None

    def _order(self, made: Trouble) -> Trouble:
        self._ordered.append(made)
        return made
