"""The wiring: the parts of the judged grader put together."""

from __future__ import annotations

from random import Random

from bot.judge.breaker import Breaker
from bot.judge.budget import Budget
from bot.judge.caller import Caller
from bot.judge.grader import JudgedGrader
from bot.judge.ledger import StoredLedger
from bot.ports.clock import Clock
from bot.ports.grader import Grader
from bot.ports.judge import Judge
from bot.ports.store import Store


def judged_grader(
    judge: Judge, offline: Grader, store: Store, clock: Clock, budget: Budget, chance: Random
) -> JudgedGrader:
    """A grader that asks the judge and keeps its books in the store.

    `chance` makes the word that fences a reply, so it must not be guessable.
    """
    ledger = StoredLedger(store, clock, budget)
    caller = Caller(judge, ledger, Breaker(clock))
    return JudgedGrader(offline, caller, ledger, model=judge.model, chance=chance)
