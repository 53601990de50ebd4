"""Budgets: how often the outside judge may be asked in a day, and what its tokens cost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from bot.ports.judge import JudgeAnswer
from bot.ports.judging import CallCounts

PERIOD = timedelta(hours=24)
"""Budgets look back over the last 24 hours, so that no time zone has a midnight rush."""


@dataclass(frozen=True, slots=True)
class Budget:
    """Calls in 24 hours for one member, one group and everybody; 0 forbids, None is no limit.

    Prices are those of a million tokens, in any currency; None when they are not known.
    """

    member: int | None = None
    group: int | None = None
    everybody: int | None = None
    price_in: float | None = None
    price_out: float | None = None

    def allows(self, counts: CallCounts) -> bool:
        """Whether one more call stays within every limit."""
        pairs = (
            (counts.member, self.member),
            (counts.group, self.group),
            (counts.everybody, self.everybody),
        )
        return all(limit is None or made < limit for made, limit in pairs)

    def cost_micros(self, answer: JudgeAnswer) -> int | None:
        """What an answer cost, in millionths; None when prices or tokens are not known."""
        if self.price_in is None or self.price_out is None:
            return None
        if answer.tokens_in is None or answer.tokens_out is None:
            return None
        # A price per million tokens is the price of one token in millionths.
        return round(answer.tokens_in * self.price_in + answer.tokens_out * self.price_out)
