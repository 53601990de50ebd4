"""Ids as Slack makes them: a letter for the kind, then digits and capitals."""

from __future__ import annotations

import itertools

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Ids:
    """Counts; `U` is a user, `C` a channel, `D` a conversation, `T` a team, `V` a view."""

    def __init__(self) -> None:
        self._count = itertools.count(1)

    def __call__(self, kind: str) -> str:
        return f"{kind}0{self.code(next(self._count) + 46656):0>8}"

    def secret(self) -> str:
        """A part of an address or a token that is never the same twice."""
        return f"{self.code(next(self._count) * 60466177 + 1679616):x<24}".lower()

    @staticmethod
    def code(number: int) -> str:
        made = ""
        while number:
            number, digit = divmod(number, len(DIGITS))
            made = DIGITS[digit] + made
        return made
