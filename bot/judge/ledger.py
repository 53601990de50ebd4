"""The ledger: every call is written down before it is made, every result is kept for next time."""

from __future__ import annotations

from datetime import timedelta
from typing import Protocol

from bot.judge.budget import PERIOD, Budget
from bot.ports.clock import Clock
from bot.ports.grader import GradingContext
from bot.ports.judge import JudgeAnswer, JudgeUnavailable, Trouble
from bot.ports.judging import CallOutcome, NewCall
from bot.ports.store import Store

ANSWERED = "answered"

KEPT_FOR = timedelta(days=180)


class Ledger(Protocol):
    """Where calls are counted and results are kept."""

    async def begin(self, context: GradingContext, model: str) -> int:
        """Count a call that is about to be made; JudgeUnavailable when a budget is used up."""
        ...

    async def answered(self, call_id: int, answer: JudgeAnswer) -> None:
        """The call was answered."""
        ...

    async def failed(self, call_id: int, trouble: Trouble) -> None:
        """The call gave no answer; it may have cost something all the same."""
        ...

    async def recall(self, key: str) -> str | None:
        """The result kept under a key."""
        ...

    async def remember(self, key: str, result: str) -> None:
        """Keep a result."""
        ...


class StoredLedger:
    """The ledger in the store, which all processes on one database share."""

    def __init__(self, store: Store, clock: Clock, budget: Budget) -> None:
        self._store = store
        self._clock = clock
        self._budget = budget

    async def begin(self, context: GradingContext, model: str) -> int:
        """Count and check in one transaction, so that no two calls take the last place."""
        now = self._clock.now()
        async with self._store.write() as work:
            counts = await work.judging.counts(now - PERIOD, context.member_id, context.group_id)
            if not self._budget.allows(counts):
                raise JudgeUnavailable(Trouble.OVER_BUDGET)
            call = NewCall(
                member_id=context.member_id, group_id=context.group_id, model=model, at=now
            )
            return await work.judging.begin(call)

    async def answered(self, call_id: int, answer: JudgeAnswer) -> None:
        """The call was answered."""
        outcome = CallOutcome(
            result=ANSWERED,
            tokens_in=answer.tokens_in,
            tokens_out=answer.tokens_out,
            cost_micros=self._budget.cost_micros(answer),
        )
        async with self._store.mark() as work:
            await work.judging.end(call_id, outcome)

    async def failed(self, call_id: int, trouble: Trouble) -> None:
        """The call gave no answer."""
        async with self._store.mark() as work:
            await work.judging.end(call_id, CallOutcome(result=trouble.value))

    async def recall(self, key: str) -> str | None:
        """The result kept under a key."""
        async with self._store.read() as work:
            return await work.judging.recall(key)

    async def remember(self, key: str, result: str) -> None:
        """Keep a result, and drop those that have not been used for long."""
        now = self._clock.now()
        async with self._store.write() as work:
            await work.judging.forget(now - KEPT_FOR)
            await work.judging.remember(key, result, now)
