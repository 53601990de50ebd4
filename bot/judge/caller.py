"""The caller: one asking with its time-out, its retry, its place in budget and queue."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from bot.judge.breaker import PATIENCE_SECONDS, Breaker
from bot.judge.ledger import Ledger
from bot.ports.grader import GradingContext
from bot.ports.judge import (
    PASSING,
    Judge,
    JudgeAnswer,
    JudgeRequest,
    JudgeUnavailable,
    Trouble,
)

Pause = Callable[[float], Awaitable[None]]

TIMEOUT_SECONDS = 20.0
AT_ONCE = 4
"""Calls under way at the same time in one process."""

RETRY_SECONDS = 0.5


class Caller:
    """Asks the judge on somebody's behalf; every failure is a JudgeUnavailable."""

    def __init__(
        self,
        judge: Judge,
        ledger: Ledger,
        breaker: Breaker,
        *,
        timeout: float = TIMEOUT_SECONDS,
        at_once: int = AT_ONCE,
        pause: Pause = asyncio.sleep,
    ) -> None:
        self._judge = judge
        self._ledger = ledger
        self._breaker = breaker
        self._timeout = timeout
        self._places = asyncio.Semaphore(at_once)
        self._pause = pause

    async def ask(self, request: JudgeRequest, context: GradingContext) -> JudgeAnswer:
        """Ask, and once more after a trouble that may pass."""
        try:
            return await self._once(request, context)
        except JudgeUnavailable as error:
            wait = max(error.retry_after or 0.0, RETRY_SECONDS)
            if error.trouble not in PASSING or wait > PATIENCE_SECONDS:
                raise
        await self._pause(wait)
        return await self._once(request, context)

    async def _once(self, request: JudgeRequest, context: GradingContext) -> JudgeAnswer:
        async with self._places:
            if not self._breaker.closed():
                raise JudgeUnavailable(Trouble.RESTING)
            call_id = await self._ledger.begin(context, self._judge.model)
            try:
                answer = await self._complete(request)
            except JudgeUnavailable as error:
                self._breaker.failed(error.trouble, error.retry_after)
                await self._ledger.failed(call_id, error.trouble)
                raise
            self._breaker.answered()
            await self._ledger.answered(call_id, answer)
            return answer

    async def _complete(self, request: JudgeRequest) -> JudgeAnswer:
        try:
            async with asyncio.timeout(self._timeout):
                return await self._judge.complete(request)
        except TimeoutError:
            raise JudgeUnavailable(Trouble.SLOW) from None
        except JudgeUnavailable:
            raise
        except Exception:  # noqa: BLE001
            # An edge of the process. What a library says may repeat what was sent: it stops here.
            raise JudgeUnavailable(Trouble.BROKEN) from None
