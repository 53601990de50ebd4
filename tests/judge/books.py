"""Books in memory, and a clock that stands still."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.judge.budget import Budget
from bot.ports.grader import GradingContext
from bot.ports.judge import JudgeAnswer, JudgeUnavailable, Trouble
from bot.ports.judging import CallCounts

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


class StillClock:
    def __init__(self) -> None:
        self.at = NOW

    def now(self) -> datetime:
        return self.at

    def advance(self, **by: float) -> None:
        self.at += timedelta(**by)


async def no_pause(_: float) -> None:
    """Wait for nothing."""


class MemoryLedger:
    """A ledger without a store; see `bot.judge.ledger.Ledger`."""

    def __init__(self, budget: Budget | None = None) -> None:
        self.budget = budget or Budget()
        self.calls: list[tuple[GradingContext, str, str | None]] = []
        self.kept: dict[str, str] = {}

    def results(self) -> list[str | None]:
        return [result for _, _, result in self.calls]

    async def begin(self, context: GradingContext, model: str) -> int:
        mine = [one for one, _, _ in self.calls]
        counts = CallCounts(
            sum(one.member_id == context.member_id for one in mine),
            sum(one.group_id == context.group_id for one in mine),
            len(mine),
        )
        if not self.budget.allows(counts):
            raise JudgeUnavailable(Trouble.OVER_BUDGET)
        self.calls.append((context, model, None))
        return len(self.calls) - 1

    async def answered(self, call_id: int, answer: JudgeAnswer) -> None:
        del answer
        self._end(call_id, "answered")

    async def failed(self, call_id: int, trouble: Trouble) -> None:
        self._end(call_id, trouble.value)

    def _end(self, call_id: int, result: str) -> None:
        context, model, _ = self.calls[call_id]
        self.calls[call_id] = (context, model, result)

    async def recall(self, key: str) -> str | None:
        return self.kept.get(key)

    async def remember(self, key: str, result: str) -> None:
        self.kept[key] = result
