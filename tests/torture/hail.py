"""Hail: the platform fails by chance, as often as it is told to."""

from __future__ import annotations

from random import Random

from tests.discord.fake.request import Request
from tests.discord.fake.switches import VIA, Switches, Trouble, limited

SPARED = ("/gateway", "/users/@me", "/applications/", "/interactions/")
"""What a start needs, and what answers a person: those are watched for themselves."""


class Hail(Switches):
    """Of a hundred requests ten end in a 5xx, five in a 429, and two lose their line.

    Half of the first and the last kind do what they were for all the same: who asked cannot know.
    """

    def __init__(self, chance: Random) -> None:
        super().__init__()
        self.falling = True
        self.fell = 0
        self._chance = chance

    def next(self, request: Request) -> Trouble | None:
        """The trouble that was ordered for this request, else what chance has for it."""
        ordered = super().next(request)
        if ordered is not None or not self.falling or request.path.startswith(SPARED):
            return ordered
        drawn = self._chance.random()
        if drawn >= 0.17:
            return None
        self.fell += 1
        effect = self._chance.random() < 0.5
        if drawn < 0.10:
            body = {"message": "502: Bad Gateway", "code": 0}
            return Trouble("*", 1, effect, 502, body, VIA)
        if drawn < 0.15:
            wait = {"message": "You are being rate limited.", "retry_after": 0.2, "global": False}
            return Trouble("*", 1, False, 429, wait, VIA | limited(0.2, "user"))
        return Trouble("*", 1, effect)
