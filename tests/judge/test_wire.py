"""The real libraries against a server on loopback: correct, lying, slow, broken, nosy."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import Callable
from importlib.util import find_spec
from random import Random

import pytest

from adapters.judge.opening import KINDS, open_judge
from bot.domain.grade import Grade
from bot.errors import BadSettings
from bot.judge.breaker import Breaker
from bot.judge.caller import Caller
from bot.judge.grader import JudgedGrader
from bot.ports.grader import GradingContext
from bot.ports.judge import Judge, JudgeRequest, JudgeUnavailable, Trouble
from tests.judge.books import MemoryLedger, StillClock, no_pause
from tests.judge.lies import IDS, LIES
from tests.judge.samples import OFFLINE, PROMPT, REPLY, TRUTH, answer, honest, offline_grade
from tests.judge.server import Answer, JudgeServer, Seen, honestly

KEY = "sk-canary-0123456789abcdef"

pytestmark = pytest.mark.skipif(
    not all(find_spec(kind) for kind in KINDS),
    reason="the extras openai and anthropic are not installed",
)


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def _judge(server: JudgeServer, key: str | None = KEY) -> Judge:
    return open_judge(server.kind, url=server.url, model="some-model", key=key)


def _request() -> JudgeRequest:
    return JudgeRequest("You check.", "the task", {"type": "object"}, 500)


def _grader(judge: Judge, ledger: MemoryLedger | None = None, timeout: float = 5.0) -> JudgedGrader:
    ledger = ledger or MemoryLedger()
    caller = Caller(judge, ledger, Breaker(StillClock()), timeout=timeout, pause=no_pause)
    return JudgedGrader(OFFLINE, caller, ledger, model=judge.model, chance=Random(1))


async def _grade(server: JudgeServer, *, timeout: float = 5.0) -> Grade:  # noqa: ASYNC109
    return await _grader(_judge(server), timeout=timeout).grade_for(
        PROMPT, REPLY, GradingContext(member_id=1, group_id=1)
    )


def _provisional(grade: Grade) -> bool:
    offline = offline_grade()
    return grade.provisional and (grade.grader, grade.criteria) == ("offline", offline.criteria)


async def test_an_honest_judge_grades_through_the_wire(kind: str) -> None:
    async with JudgeServer(kind) as server:
        grade = await _grade(server)
    assert not grade.provisional
    assert (grade.grader, grade.grader_version) == ("judge", "some-model/1." + OFFLINE.version)
    assert {one.id for one in grade.criteria if one.evidence} == set(TRUTH)
    assert len(server.seen) == 2


async def test_little_is_said_beside_the_question(kind: str) -> None:
    async with JudgeServer(kind, lambda _: Answer("fine")) as server:
        answered = await _judge(server).complete(_request())
    (seen,) = server.seen
    assert (answered.tokens_in, answered.tokens_out) == (1000, 200)
    allowed = {
        "host",
        "accept",
        "accept-encoding",
        "connection",
        "content-type",
        "content-length",
        "user-agent",
        "authorization",
        "x-api-key",
        "anthropic-version",
    }
    assert seen.headers.keys() <= allowed
    assert KEY in (seen.headers.get("authorization", "") + seen.headers.get("x-api-key", ""))


async def test_without_a_key_none_is_sent_nor_taken_from_the_environment(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("OPENAI_API_KEY", "ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN"):
        monkeypatch.setenv(name, "sk-of-somebody-else")
    for name in ("OPENAI_CUSTOM_HEADERS", "ANTHROPIC_CUSTOM_HEADERS"):
        monkeypatch.setenv(name, "X-Secret: sk-of-somebody-else")
    monkeypatch.setenv("OPENAI_ORG_ID", "sk-of-somebody-else")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    async with JudgeServer(kind, lambda _: Answer("fine")) as server:
        await _judge(server, key=None).complete(_request())
    assert "sk-of-somebody-else" not in server.seen[0].raw
    assert not server.seen[0].headers.keys() & {"authorization", "x-api-key"}


@pytest.mark.parametrize(
    ("given", "trouble", "calls"),
    [
        (Answer("no", 500), Trouble.BROKEN, 2),
        (Answer("no", 503, (("retry-after", "1"),)), Trouble.BROKEN, 2),
        (Answer("no", 529), Trouble.BROKEN, 2),
        (Answer("no", 429), Trouble.BUSY, 2),
        (Answer("no", 429, (("retry-after", "600"),)), Trouble.BUSY, 1),
        (Answer("no", 401), Trouble.REFUSED, 1),
        (Answer("no", 403), Trouble.REFUSED, 1),
        (Answer(whole=b""), None, None),
        (Answer(whole=b"<html>hello</html>"), None, None),
        (Answer(whole=b"{}"), None, None),
        (Answer(whole=b'{"choices": [], "content": []}'), None, None),
        (Answer(whole=b'{"choices": [{"message": {"content": 7}}], "content": 7}'), None, None),
        (Answer(whole=b"null"), None, None),
        (Answer(whole=b"\xff\xfe\x00"), None, None),
        (Answer(whole=b'{"a": "' + b"x" * 3_000_000 + b'"}'), None, None),
        (Answer("nothing here"), None, None),
        (Answer(answer()), None, None),
        (Answer(hang_up_after=40), Trouble.UNREACHABLE, 2),
        (Answer(hang_up_after=0), Trouble.UNREACHABLE, 2),
    ],
)
async def test_every_failure_gives_the_offline_grade_at_once(
    kind: str, given: Answer, trouble: Trouble | None, calls: int | None
) -> None:
    async with JudgeServer(kind, lambda _: given) as server:
        ledger = MemoryLedger()
        grade = await _grader(_judge(server), ledger).grade(PROMPT, REPLY)
    assert _provisional(grade)
    assert 1 <= len(server.seen) <= 4
    if trouble is not None:
        assert len(server.seen) == calls
        assert set(ledger.results()) == {trouble.value}


async def test_slow_and_dribbling_judges_are_cut_off(kind: str) -> None:
    for given in (Answer(after_seconds=30), Answer(piece_seconds=0.1)):

        def badly(_: Seen, given: Answer = given) -> Answer:
            return given

        async with JudgeServer(kind, badly) as server:
            begun = asyncio.get_running_loop().time()
            assert _provisional(await _grade(server, timeout=0.3))
            assert asyncio.get_running_loop().time() - begun < 5
            assert len(server.seen) == 2


async def test_a_refused_connection(kind: str) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    judge = open_judge(kind, url=f"http://127.0.0.1:{port}", model="m", key=KEY)
    assert _provisional(await _grader(judge).grade(PROMPT, REPLY))


async def test_a_truncated_answer_counts_for_nothing(kind: str) -> None:
    def cut(seen: Seen) -> Answer:
        whole = honest(seen.task)
        return Answer(whole[: len(whole) // 2])

    async with JudgeServer(kind, cut) as server:
        assert _provisional(await _grade(server))


async def test_a_redirect_is_not_followed(kind: str) -> None:
    async with JudgeServer(kind) as other:
        away = Answer("go", 307, (("location", f"{other.url}/elsewhere"),))
        async with JudgeServer(kind, lambda _: away) as server:
            assert _provisional(await _grade(server))
        assert other.seen == []


async def test_lies_told_through_the_wire_are_not_believed(kind: str) -> None:
    chance = Random(5)
    liars: set[str] = set()

    def lying(seen: Seen) -> Answer:
        lies = {name: chance.choice(LIES)(chance, name) for name in liars & set(seen.task.ids)}
        return Answer(honest(seen.task, lies))

    offline = {one.id: one.verdict for one in offline_grade().criteria}
    async with JudgeServer(kind, lying) as server:
        for _ in range(25):
            liars = set(chance.sample(IDS, 2))
            grade = await _grade(server)
            for one in grade.criteria:
                assert all(quote in REPLY for quote in one.evidence)
                assert one.id not in liars or one.verdict is offline[one.id]


@pytest.mark.parametrize(
    ("refuses", "requests"),
    [
        (lambda body: "json_schema" in json.dumps(body.get("response_format", "")), 2),
        (lambda body: "response_format" in body, 3),
        (lambda body: "temperature" in body and "temperature", 2),
        (lambda body: "max_completion_tokens" in body and "max_completion_tokens", 2),
    ],
)
async def test_the_ladder_of_an_openai_server(
    refuses: Callable[[dict[str, object]], object], requests: int
) -> None:
    def picky(seen: Seen) -> Answer:
        why = refuses(seen.body)
        return Answer(f"unknown: {why}", 400) if why else Answer("fine")

    async with JudgeServer("openai", picky) as server:
        judge = _judge(server)
        assert (await judge.complete(_request())).text == "fine"
        assert len(server.seen) == requests
        await judge.complete(_request())
        assert len(server.seen) == requests + 1


async def test_a_server_that_understands_nothing_has_refused(kind: str) -> None:
    async with JudgeServer(kind, lambda _: Answer("unknown model", 404)) as server:
        with pytest.raises(JudgeUnavailable) as caught:
            await _judge(server).complete(_request())
    assert caught.value.trouble is Trouble.REFUSED
    assert len(server.seen) <= 3


async def test_a_messages_server_that_knows_no_schema() -> None:
    def picky(seen: Seen) -> Answer:
        return Answer("what?", 400) if "output_config" in seen.body else Answer("fine")

    async with JudgeServer("anthropic", picky) as server:
        judge = _judge(server)
        assert (await judge.complete(_request())).text == "fine"
        await judge.complete(_request())
        assert len(server.seen) == 3


async def test_at_most_four_calls_at_once(kind: str) -> None:
    def slowly(seen: Seen) -> Answer:
        return Answer(honestly(seen).text, after_seconds=0.05)

    async with JudgeServer(kind, slowly) as server:
        grader = _grader(_judge(server))
        replies = [f"{REPLY} And then number {number}." for number in range(12)]
        grades = await asyncio.gather(*(grader.grade(PROMPT, reply) for reply in replies))
    assert not any(grade.provisional for grade in grades)
    assert server.most_at_once == 4


def test_an_unknown_kind_is_refused_in_a_sentence() -> None:
    with pytest.raises(BadSettings, match="openai or anthropic"):
        open_judge("other", url="http://127.0.0.1", model="m", key=None)
