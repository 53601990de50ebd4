"""Spend: what a group's use of an outside model came to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spend:
    """Calls, tokens and cost since a moment.

    `cost_micros` is in millionths of the currency of the prices that are set, None without prices.
    """

    calls: int
    tokens_in: int
    tokens_out: int
    cost_micros: int | None
