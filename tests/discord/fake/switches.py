"""Trouble on demand: refusals, lost connections, rate limits, slowness."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any

from tests.discord.fake.request import Request

VIA = {"Via": "1.1 google"}


@dataclass
class Trouble:
    """What happens to the next `times` requests of a route; `effect`: it is done all the same."""

    pattern: str
    times: int
    effect: bool = False
    status: int | None = None
    """None: the line is cut."""
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)
    seen: int = 0

    def meets(self, request: Request) -> bool:
        return self.seen < self.times and matches(self.pattern, request)

    def text(self) -> tuple[str, str]:
        """Content type and body."""
        if isinstance(self.body, str):
            return "text/html", self.body
        return "application/json", json.dumps(self.body)


def matches(pattern: str, request: Request) -> bool:
    """`POST /channels/*/messages`, or as documented, `POST /channels/{channel_id}/messages`.

    The star stands for one or more parts of the path; a pattern without method is for all.
    """
    if not pattern.split(" ", maxsplit=1)[0].isupper():
        pattern = f"* {pattern}"
    asked = f"{request.method} {request.path}"
    return fnmatchcase(asked, pattern) or fnmatchcase(request.route, pattern)


class Switches:
    """All trouble that was ordered; the first order that meets a request is carried out."""

    def __init__(self) -> None:
        self._ordered: list[Trouble] = []
        self._slow: dict[str, float] = defaultdict(float)

    def fail(
        self,
        pattern: str,
        status: int,
        body: Any = None,
        headers: Mapping[str, str] | None = None,
        times: int = 1,
        *,
        effect: bool = False,
    ) -> Trouble:
        """Refuses; a body of text is sent as HTML. `effect`: only after the thing was done."""
        if body is None:
            body = {"message": f"{status}: ordered by the test", "code": 0}
        return self._order(Trouble(pattern, times, effect, status, body, VIA | dict(headers or {})))

    def drop(self, pattern: str, times: int = 1, *, effect: bool = False) -> Trouble:
        """Cuts the line, before or (`effect`) after the thing was done."""
        return self._order(Trouble(pattern, times, effect))

    def rate_limit(
        self, pattern: str, retry_after: float = 0.1, scope: str = "user", times: int = 1
    ) -> Trouble:
        """429 as Discord sends it; the scope is user (the route), shared, or global."""
        body: dict[str, Any] = {
            "message": "You are being rate limited.",
            "retry_after": retry_after,
            "global": scope == "global",
        }
        headers = VIA | limited(retry_after, scope)
        return self._order(Trouble(pattern, times, status=429, body=body, headers=headers))

    def cloudflare(self, pattern: str, retry_after: int = 600, times: int = 1) -> Trouble:
        """429 from before Discord: no `Via`, HTML instead of JSON."""
        headers = {"Retry-After": str(retry_after), "Server": "cloudflare"}
        body = "<!doctype html><title>Access denied</title>error code: 1015"
        return self._order(Trouble(pattern, times, status=429, body=body, headers=headers))

    def slow(self, pattern: str, seconds: float) -> None:
        """From now on such requests take so many seconds longer; 0 ends it."""
        self._slow[pattern] = seconds

    def clear(self) -> None:
        self._ordered.clear()
        self._slow.clear()

    def delay(self, request: Request) -> float:
        return sum(wait for pattern, wait in self._slow.items() if matches(pattern, request))

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


def limited(retry_after: float, scope: str) -> dict[str, str]:
    """The headers of a 429."""
    made = {"Retry-After": str(max(1, round(retry_after))), "X-RateLimit-Scope": scope}
    return made | ({"X-RateLimit-Global": "true"} if scope == "global" else {})
