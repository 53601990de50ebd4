"""The judged grader: books, cache, budgets, breaker; nothing of a patient or a key gets out."""

from __future__ import annotations

import asyncio
from random import Random

import pytest
import structlog

from bot.domain.grade import Level
from bot.judge.breaker import FAILURES, LONGEST, SHORTEST, Breaker
from bot.judge.budget import Budget
from bot.judge.caller import Caller
from bot.judge.grader import JudgedGrader
from bot.ports.grader import GradingContext, PersonalGrader
from bot.ports.judge import Judge, JudgeAnswer, JudgeUnavailable, Trouble
from bot.ports.judging import CallCounts
from tests.judge.books import MemoryLedger, StillClock, no_pause
from tests.judge.samples import (
    CRITERIA,
    OFFLINE,
    PROMPT,
    REPLY,
    ScriptedJudge,
    Task,
    honest,
    offline_grade,
)

ANA = GradingContext(member_id=1, group_id=7)
BEN = GradingContext(member_id=2, group_id=7)


class Broken(ScriptedJudge):
    """A judge that always has the same trouble."""

    def __init__(self, trouble: Trouble | Exception) -> None:
        def say(_: Task) -> str:
            raise trouble if isinstance(trouble, Exception) else JudgeUnavailable(trouble)

        super().__init__(say)


def _grader(
    judge: Judge,
    *,
    ledger: MemoryLedger | None = None,
    clock: StillClock | None = None,
    whole_seconds: float = 10.0,
) -> JudgedGrader:
    ledger = ledger or MemoryLedger()
    caller = Caller(judge, ledger, Breaker(clock or StillClock()), timeout=5, pause=no_pause)
    return JudgedGrader(
        OFFLINE,
        caller,
        ledger,
        model=judge.model,
        chance=Random(1),
        whole_seconds=whole_seconds,
    )


async def test_it_stands_behind_the_port_and_names_itself() -> None:
    grader = _grader(ScriptedJudge())
    assert isinstance(grader, PersonalGrader)
    assert not isinstance(OFFLINE, PersonalGrader)
    grade = await grader.grade_for(PROMPT, REPLY, ANA)
    assert grade.grader_label == f"judge scripted/1.{OFFLINE.version}"
    assert grade.rubric_version == "r1"


async def test_the_same_reply_is_paid_for_once() -> None:
    scripted, ledger = ScriptedJudge(), MemoryLedger()
    first = await _grader(scripted, ledger=ledger).grade_for(PROMPT, REPLY, ANA)
    asked = len(scripted.requests)
    again = await _grader(scripted, ledger=ledger).grade_for(PROMPT, REPLY, BEN)
    assert again == first
    assert len(scripted.requests) == asked
    ledger.kept = dict.fromkeys(ledger.kept, '{"broken": 1}')
    assert await _grader(scripted, ledger=ledger).grade_for(PROMPT, REPLY, ANA) == first
    assert len(scripted.requests) > asked


@pytest.mark.parametrize(
    ("budget", "who", "judged"),
    [
        (Budget(member=2), (ANA, ANA, BEN), (True, False, True)),
        (Budget(group=2), (ANA, BEN, GradingContext(3, 8)), (True, False, True)),
        (Budget(everybody=2), (ANA, GradingContext(3, 8)), (True, False)),
        (Budget(everybody=0), (ANA,), (False,)),
    ],
)
async def test_budgets_hold(
    budget: Budget, who: tuple[GradingContext, ...], judged: tuple[bool, ...]
) -> None:
    ledger = MemoryLedger(budget)
    grader = _grader(ScriptedJudge(), ledger=ledger)
    for number, (context, wanted) in enumerate(zip(who, judged, strict=True)):
        grade = await grader.grade_for(PROMPT, f"{REPLY} Number {number}.", context)
        assert grade.provisional is not wanted


@pytest.mark.parametrize(
    ("answer", "micros"),
    [
        (JudgeAnswer("", 1_000_000, 10_000), 2_500_000 + 100_000),
        (JudgeAnswer("", None, 10), None),
        (JudgeAnswer("", 10, None), None),
    ],
)
def test_the_cost_is_told_where_it_is_known(answer: JudgeAnswer, micros: int | None) -> None:
    assert Budget(price_in=2.5, price_out=10.0).cost_micros(answer) == micros
    assert Budget().cost_micros(answer) is None


def test_a_budget_of_none_is_no_limit() -> None:
    assert Budget().allows(CallCounts(10**6, 10**6, 10**6))


@pytest.mark.parametrize("trouble", [*Trouble, RuntimeError("boom"), ValueError(REPLY)])
async def test_any_failure_gives_the_offline_grade_marked(trouble: Trouble | Exception) -> None:
    with structlog.testing.capture_logs() as logs:
        grade = await _grader(Broken(trouble)).grade_for(PROMPT, REPLY, ANA)
    assert grade.provisional
    assert grade.grader == "offline"
    assert grade.criteria == offline_grade().criteria
    assert "alerts" not in str(logs)
    assert len(logs) == 1


async def test_books_that_fail_cost_no_grade() -> None:
    class Torn(MemoryLedger):
        async def recall(self, key: str) -> str | None:
            raise RuntimeError(REPLY + key)

    with structlog.testing.capture_logs() as logs:
        grade = await _grader(ScriptedJudge(), ledger=Torn()).grade_for(PROMPT, REPLY, ANA)
    assert grade.provisional
    assert logs == [
        {
            "event": "judge.failed",
            "error": "RuntimeError",
            "prompt": "tool-down",
            "log_level": "error",
        }
    ]


async def test_the_whole_has_an_end() -> None:
    class Sleepy(ScriptedJudge):
        async def complete(self, request: object) -> JudgeAnswer:
            await asyncio.sleep(60)
            raise AssertionError(request)

    grade = await _grader(Sleepy(), whole_seconds=0.1).grade_for(PROMPT, REPLY, ANA)
    assert grade.provisional


async def test_gaming_is_not_worth_a_call() -> None:
    scripted = ScriptedJudge()
    for reply in ("", "   ", "paper triage drill night threshold queue uptime " * 5):
        grade = await _grader(scripted).grade_for(PROMPT, reply, ANA)
        assert (grade.level, grade.provisional) == (Level.NONE, False)
    assert scripted.requests == []


async def test_what_names_a_patient_or_opens_a_lock_never_leaves() -> None:
    secrets = (
        "Jane Miller",
        "12/03/1960",
        "jane@clinic.example",
        "AKIA" + "Q" * 16,
        "555-123-4567",
    )
    reply = (
        f"{REPLY} Patient {secrets[0]} (born {secrets[1]}) wrote from {secrets[2]} and the key is "
        f"{secrets[3]}, call {secrets[4]} today."
    )
    scripted, ledger = ScriptedJudge(), MemoryLedger()
    with structlog.testing.capture_logs() as logs:
        grade = await _grader(scripted, ledger=ledger).grade_for(PROMPT, reply, ANA)
    assert not grade.provisional
    out = "".join(one.system + one.task for one in scripted.requests)
    assert "[e-mail address removed]" in out
    for secret in secrets:
        assert secret not in out
        assert secret not in str(logs) + str(ledger.kept)
    for one in grade.criteria:
        assert all(quote in reply for quote in one.evidence)


async def test_our_own_labels_are_no_evidence() -> None:
    reply = f"{REPLY} We tell it to boss@ward.example at night."
    label = {
        "id": "drill",
        "verdict": "met",
        "quote": "tell it to [e-mail address removed]",
        "reason": "There.",
    }
    scripted = ScriptedJudge(lambda task: honest(task, {"drill": label}))
    grade = await _grader(scripted).grade_for(PROMPT, reply, ANA)
    drill = next(one for one in grade.criteria if one.id == "drill")
    assert not drill.sure


def test_a_breaker_opens_waits_and_tries_one_call() -> None:
    clock = StillClock()
    breaker = Breaker(clock)
    for _ in range(FAILURES):
        assert breaker.closed()
        breaker.failed(Trouble.SLOW)
    assert not breaker.closed()
    clock.advance(seconds=SHORTEST.total_seconds())
    assert breaker.closed()
    assert not breaker.closed()
    breaker.failed(Trouble.SLOW)
    clock.advance(seconds=SHORTEST.total_seconds())
    assert not breaker.closed()
    clock.advance(seconds=LONGEST.total_seconds())
    assert breaker.closed()
    breaker.answered()
    assert breaker.closed()
    assert breaker.closed()


def test_a_refusal_and_a_long_wish_open_it_at_once() -> None:
    for trouble, wish, pause in (
        (Trouble.REFUSED, None, SHORTEST.total_seconds()),
        (Trouble.BUSY, 300.0, 300.0),
        (Trouble.BUSY, 1e12, LONGEST.total_seconds()),
    ):
        clock = StillClock()
        breaker = Breaker(clock)
        breaker.failed(trouble, wish)
        clock.advance(seconds=pause - 1)
        assert not breaker.closed()
        clock.advance(seconds=1)
        assert breaker.closed()


async def test_a_judge_that_is_down_is_left_alone() -> None:
    broken, clock = Broken(Trouble.UNREACHABLE), StillClock()
    grader = _grader(broken, clock=clock)
    for number in range(20):
        assert (await grader.grade_for(PROMPT, f"{REPLY} {number}.", ANA)).provisional
    assert len(broken.requests) == FAILURES
    broken.say = honest
    clock.advance(minutes=1)
    assert not (await grader.grade_for(PROMPT, f"{REPLY} Back.", ANA)).provisional


def test_the_sample_rubric_is_whole() -> None:
    assert len({one.id for one in CRITERIA}) == len(CRITERIA)
