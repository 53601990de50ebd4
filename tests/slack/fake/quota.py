"""How often a method may be called, where a test says so."""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass

from tests.slack.fake.clock import FakeClock
from tests.slack.fake.request import Request


@dataclass(frozen=True)
class Rule:
    """So many calls within so many seconds."""

    number: int
    seconds: float
    each_channel: bool


class Quota:
    """Slack's tiers are not kept by themselves: `limit` sets one; `hits` counts the 429s."""

    def __init__(self, clock: FakeClock) -> None:
        self.hits = 0
        self._clock = clock
        self._rules: dict[str, Rule] = {}
        self._spent: dict[tuple[str, ...], deque[float]] = defaultdict(deque)

    def limit(
        self, method: str, number: int, seconds: float = 60.0, *, each_channel: bool = False
    ) -> None:
        """From now on only so many calls of each team (or channel) within so many seconds."""
        self._rules[method] = Rule(number, seconds, each_channel)

    def spend(self, request: Request) -> int | None:
        """None, or after how many whole seconds to come back."""
        rule = self._rules.get(request.method)
        if rule is None:
            return None
        key = [request.method, request.team_id or ""]
        if rule.each_channel:
            key.append(str(request.args.get("channel")))
        spent = self._spent[tuple(key)]
        now = self._clock.epoch()
        while spent and spent[0] <= now - rule.seconds:
            spent.popleft()
        if len(spent) < rule.number:
            spent.append(now)
            return None
        self.hits += 1
        return max(1, round(spent[0] + rule.seconds - now))
