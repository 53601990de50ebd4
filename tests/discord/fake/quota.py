"""Rate limits as Discord keeps them: fifty a second in all, and buckets that a test can set."""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from tests.discord.fake.request import Request
from tests.discord.fake.switches import limited, matches

GLOBAL_A_SECOND = 50
FREE = ("/interactions/", "/webhooks/")
MAJOR = ("channels", "guilds", "webhooks")


@dataclass
class Bucket:
    """So many requests of a route in so many seconds, for each channel or server."""

    pattern: str
    limit: int
    seconds: float
    spent: dict[str, deque[float]] = field(default_factory=dict)

    def recent(self, request: Request, now: float) -> deque[float]:
        times = self.spent.setdefault(major(request), deque())
        while times and now - times[0] > self.seconds:
            times.popleft()
        return times

    def wait(self, times: deque[float], now: float) -> float:
        """Seconds until the first of them no longer counts."""
        return max(0.0, times[0] + self.seconds - now) if times else self.seconds


@dataclass
class Limited:
    """A 429."""

    body: dict[str, Any]
    headers: dict[str, str]


class Quota:
    """What is left to spend; `hits` counts requests over a limit. Real time, no fake clock."""

    def __init__(self) -> None:
        self.a_second: int | None = GLOBAL_A_SECOND
        self.hits = 0
        self._all: deque[float] = deque()
        self._buckets: list[Bucket] = []

    def limit(self, pattern: str, limit: int, seconds: float) -> None:
        """A bucket with Discord's headers."""
        self._buckets.append(Bucket(pattern, limit, seconds))

    def spend(self, request: Request) -> Limited | None:
        """Takes one from all that counts it, or says how long to wait."""
        now = time.monotonic()
        if not request.path.startswith(FREE) and self.a_second is not None:
            while self._all and now - self._all[0] > 1.0:
                self._all.popleft()
            if len(self._all) >= self.a_second:
                return self._over(self._all[0] + 1.0 - now, "global")
            self._all.append(now)
        bucket = self._bucket(request)
        if bucket is not None:
            times = bucket.recent(request, now)
            if len(times) >= bucket.limit:
                return self._over(bucket.wait(times, now), "user")
            times.append(now)
        return None

    def headers(self, request: Request) -> dict[str, str]:
        bucket = self._bucket(request)
        if bucket is None:
            return {}
        now = time.monotonic()
        times = bucket.recent(request, now)
        wait = bucket.wait(times, now)
        return {
            "X-RateLimit-Bucket": f"{abs(hash(bucket.pattern)):x}",
            "X-RateLimit-Limit": str(bucket.limit),
            "X-RateLimit-Remaining": str(max(0, bucket.limit - len(times))),
            "X-RateLimit-Reset": f"{time.time() + wait:.3f}",
            "X-RateLimit-Reset-After": f"{wait:.3f}",
        }

    def _bucket(self, request: Request) -> Bucket | None:
        return next((one for one in self._buckets if matches(one.pattern, request)), None)

    def _over(self, wait: float, scope: str) -> Limited:
        self.hits += 1
        body = {
            "message": "You are being rate limited.",
            "retry_after": round(wait, 3),
            "global": scope == "global",
        }
        return Limited(body, limited(wait, scope))


def major(request: Request) -> str:
    """The part of the path that has a bucket of its own."""
    parts = request.path.split("/")
    return "/".join(parts[1:3]) if len(parts) > 2 and parts[1] in MAJOR else ""
