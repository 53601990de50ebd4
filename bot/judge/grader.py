"""The judged grader: the outside judge where it can be had, the offline grade elsewhere."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial
from random import Random

import structlog

from bot.domain.grade import Grade
from bot.domain.prompt import Prompt
from bot.grading.offline import MOST_PREPARED, Prepared, prepare
from bot.judge.caller import Caller
from bot.judge.case import Case, open_case
from bot.judge.combine import Finding, combine
from bot.judge.judge import judge
from bot.judge.keeping import kept, key_of, unkept
from bot.judge.ledger import Ledger
from bot.judge.prompt import PROMPT_VERSION
from bot.ports.grader import Grader, GradingContext
from bot.ports.judge import JudgeAnswer, JudgeRequest, JudgeUnavailable, Trouble

NAME = "judge"

WHOLE_SECONDS = 55.0
"""For all askings about one reply and the waiting before them; far below the lease of a job."""

_NOBODY = GradingContext()

_log = structlog.get_logger(__name__)


class JudgedGrader:
    """Stands behind `bot.ports.grader.PersonalGrader`.

    Whatever goes wrong outside, the offline grade is given, marked as provisional.
    """

    def __init__(
        self,
        offline: Grader,
        caller: Caller,
        ledger: Ledger,
        *,
        model: str,
        chance: Random,
        whole_seconds: float = WHOLE_SECONDS,
    ) -> None:
        self._offline = offline
        self._caller = caller
        self._ledger = ledger
        self._model = model
        self._chance = chance
        self._whole_seconds = whole_seconds
        self._prepared: dict[tuple[str, str], Prepared] = {}

    @property
    def name(self) -> str:
        """The name that every score carries which the judge gave."""
        return NAME

    @property
    def version(self) -> str:
        """The model, what it is asked, and the offline grader that it is combined with."""
        return f"{self._model}/{PROMPT_VERSION}.{self._offline.version}"

    async def grade(self, prompt: Prompt, reply: str) -> Grade:
        """Judge a reply that is nobody's."""
        return await self.grade_for(prompt, reply, _NOBODY)

    async def grade_for(self, prompt: Prompt, reply: str, context: GradingContext) -> Grade:
        """Judge a reply on a member's and group's account; never raises for the judge's sake."""
        offline = await self._offline.grade(prompt, reply)
        try:
            async with asyncio.timeout(self._whole_seconds):
                return await self._judged(self._case(prompt, reply, offline), context)
        except TimeoutError:
            trouble = Trouble.SLOW
        except JudgeUnavailable as error:
            trouble = error.trouble
        except Exception as error:  # noqa: BLE001
            # Whatever it was, the offline grade is there; an error's words may hold the reply.
            _log.error("judge.failed", error=type(error).__name__, prompt=prompt.id)
            return replace(offline, provisional=True)
        _log.warning("judge.unavailable", trouble=trouble.value, prompt=prompt.id)
        return replace(offline, provisional=True)

    def _case(self, prompt: Prompt, reply: str, offline: Grade) -> Case:
        key = (prompt.id, prompt.rubric.version)
        if key not in self._prepared:
            if len(self._prepared) >= MOST_PREPARED:
                self._prepared.clear()
            self._prepared[key] = prepare(prompt)
        return open_case(self._prepared[key], reply, offline)

    async def _judged(self, case: Case, context: GradingContext) -> Grade:
        # Nothing that a judge could say gives words to a reply that has none of its own.
        if case.examined.guarded.worthless:
            return case.offline
        findings = await self._findings(case, context)
        return combine(case, findings, grader=self.name, version=self.version)

    async def _findings(self, case: Case, context: GradingContext) -> dict[str, Finding]:
        key = key_of(case, self._model)
        stored = await self._ledger.recall(key)
        known = unkept(stored, case) if stored is not None else None
        if known is not None:
            return known
        ask = partial(self._ask, context=context)
        findings = await judge(case, ask, self._chance)
        await self._ledger.remember(key, kept(findings))
        return findings

    async def _ask(self, request: JudgeRequest, context: GradingContext) -> JudgeAnswer:
        return await self._caller.ask(request, context)
