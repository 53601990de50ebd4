"""Hail: a platform fails by chance, as often as it is told to.

Half of the requests that end in a 5xx or lose their line do what they were for all the same: who
asked cannot know.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from random import Random

from tests.discord.fake import switches as discord
from tests.discord.fake.request import Request as DiscordRequest
from tests.slack.fake import switches as slack
from tests.slack.fake.request import Request as SlackRequest
from tests.torture.plan import Hail

SPARED = ("/gateway", "/users/@me", "/applications/", "/interactions/")
"""What a start on Discord needs, and what answers a person: those are watched for themselves."""


SCOPES = ("user", "shared", "global")


class _Kind(Enum):
    BROKEN = auto()
    LIMITED = auto()
    CUT = auto()


@dataclass(frozen=True, slots=True)
class _Stone:
    kind: _Kind
    effect: bool
    scope: str = "user"
    """Of a limit: the route's, one that is shared with others, or the whole bot's."""


class Cloud:
    """Where it comes from."""

    def __init__(self, chance: Random, hail: Hail) -> None:
        self.falling = True
        self.fell = 0
        self._chance = chance
        self._hail = hail

    def stone(self) -> _Stone | None:
        """What falls on the next request, if anything does."""
        if not self.falling or (drawn := self._chance.random()) >= self._hail.all:
            return None
        self.fell += 1
        if drawn < self._hail.limited:
            return _Stone(_Kind.LIMITED, False, self._chance.choice(SCOPES))
        broken = drawn < self._hail.limited + self._hail.broken
        kind = _Kind.BROKEN if broken else _Kind.CUT
        return _Stone(kind, self._chance.random() < 0.5)


class DiscordHail(discord.Switches):
    """Over the tests' Discord."""

    def __init__(self, cloud: Cloud) -> None:
        super().__init__()
        self._cloud = cloud

    def next(self, request: DiscordRequest) -> discord.Trouble | None:
        """The trouble that was ordered for this request, else what chance has for it."""
        ordered = super().next(request)
        if ordered is not None or request.path.startswith(SPARED):
            return ordered
        stone = self._cloud.stone()
        if stone is None:
            return None
        if stone.kind is _Kind.BROKEN:
            body = {"message": "502: Bad Gateway", "code": 0}
            return discord.Trouble("*", 1, stone.effect, 502, body, discord.VIA)
        if stone.kind is _Kind.LIMITED:
            is_global = stone.scope == "global"
            wait = {"message": "You are being rate limited.", "global": is_global}
            headers = discord.VIA | discord.limited(0.2, stone.scope)
            return discord.Trouble("*", 1, False, 429, wait | {"retry_after": 0.2}, headers)
        return discord.Trouble("*", 1, stone.effect)


class SlackHail(slack.Switches):
    """Over the tests' Slack: whatever is asked, also at a start and to answer a person."""

    def __init__(self, cloud: Cloud) -> None:
        super().__init__()
        self._cloud = cloud

    def next(self, request: SlackRequest) -> slack.Trouble | None:
        """The trouble that was ordered for this request, else what chance has for it."""
        ordered = super().next(request)
        if ordered is not None:
            return ordered
        stone = self._cloud.stone()
        if stone is None:
            return None
        if stone.kind is _Kind.BROKEN:
            page = "<!doctype html><title>502 Bad Gateway</title>"
            return slack.Trouble("*", 1, stone.effect, 502, page)
        if stone.kind is _Kind.LIMITED:
            body = {"ok": False, "error": "ratelimited"}
            return slack.Trouble("*", 1, False, 429, body, {"Retry-After": "1"})
        return slack.Trouble("*", 1, stone.effect)
