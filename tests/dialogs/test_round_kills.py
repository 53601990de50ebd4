"""A round survives whatever ends the process: nothing is lost, nothing asked or counted twice."""

from __future__ import annotations

import sqlite3
import subprocess
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, closing, suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from adapters.pump import pump
from bot.bootstrap import open_core
from bot.clock import RehearsalClock
from bot.core import Core
from bot.domain.group import Founding
from bot.domain.member import Account
from bot.domain.mock import BY_MEMBER, SessionState, TurnKind
from bot.grading.late import LateGrader
from bot.inbound import Inbound, Replied, Typed
from bot.outgoing import Outgoing
from bot.ports.store import Store, Work
from bot.settings import Settings
from tests.cli.process import start
from tests.conftest import MONDAY
from tests.content.loopsamples import lay_out_loop
from tests.content.samples import lay_out
from tests.support.conversation import PLACE, RecordingAdapter
from tests.support.fakes import a_bank
from tests.support.loops import BEDS, SURPRISED, THIN, FakeLoops

KILLS_IN_ALL = 50
ANSWERS = [
    f"{words} That is answer number {number}."
    for number, words in enumerate((THIN, THIN, BEDS, THIN, SURPRISED, BEDS, THIN, BEDS, SURPRISED))
]


class KilledError(BaseException):
    """The process ended here."""


class Fate:
    """Ends the process at one of its steps: around each transaction and each send."""

    def __init__(self, steps: int | None = None) -> None:
        self.left = steps

    def step(self) -> None:
        if self.left is None:
            return
        self.left -= 1
        if self.left <= 0:
            raise KilledError


class MortalStore:
    """A store whose process may end before a transaction, before its commit, or after it."""

    def __init__(self, inner: Store, fate: Fate) -> None:
        self._inner = inner
        self._fate = fate

    def write(self, group_id: int | None = None) -> AbstractAsyncContextManager[Work]:
        return self._mortal(self._inner.write(group_id))

    def mark(self) -> AbstractAsyncContextManager[Work]:
        return self._mortal(self._inner.mark())

    def read(self) -> AbstractAsyncContextManager[Work]:
        return self._inner.read()

    async def close(self) -> None:
        await self._inner.close()

    @asynccontextmanager
    async def _mortal(self, inner: AbstractAsyncContextManager[Work]) -> AsyncIterator[Work]:
        self._fate.step()
        async with inner as work:
            yield work
            self._fate.step()
        self._fate.step()


class Platform(RecordingAdapter):
    """Shows each message once, however often it is handed in: a platform knows it by its key."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: dict[str, Outgoing] = {}
        self.fate = Fate()

    async def send(self, outgoing: Outgoing) -> str:
        self.fate.step()
        self.shown.setdefault(outgoing.message.key, outgoing)
        self.fate.step()
        return outgoing.message.key


async def _life(folder: Path, clock: RehearsalClock, fate: Fate) -> Core:
    core = await open_core(
        Settings(database_url=f"sqlite:///{folder / 'rounds.db'}"),
        clock=clock,
        chance=Random(1),
        grader=LateGrader(),
        bank=a_bank(),
        loops=FakeLoops(),
    )
    return Core(replace(core.deps, store=MortalStore(core.deps.store, fate)), core.registry)


@pytest.mark.parametrize("seed", range(5))
async def test_a_round_goes_on_after_every_kill(tmp_path: Path, seed: int) -> None:
    chance, clock, platform = Random(seed), RehearsalClock(MONDAY), Platform()
    core = await _life(tmp_path, clock, Fate())
    await core.found(PLACE, Founding("Test group", "UTC"))
    await core.close()
    kills = 0
    for number, line in enumerate(["/mock start clinic talk", *ANSWERS]):
        said = Typed(line[1:]) if line.startswith("/") else Replied(line)
        account = Account("testing:ana", "Ana")
        event = Inbound(PLACE, account, said, f"e/{number}", clock.now(), may_host=True)
        for _ in range(2):
            fate = platform.fate = Fate(1 + chance.randrange(14))
            core = await _life(tmp_path, clock, fate)
            try:
                await core.handle(event)
                await _work(core, platform, clock)
            except KilledError:
                kills += 1
            fate.left = None
            await core.close()
        # The platform hands the event in again until it is answered. What a killed sender or
        # judge had claimed is free again once its lease has run out.
        core = await _life(tmp_path, clock, Fate())
        await core.handle(event)
        clock.advance(timedelta(minutes=3))
        await _work(core, platform, clock)
        await core.close()
    await _check(await _life(tmp_path, clock, Fate()), platform)
    assert kills >= KILLS_IN_ALL / 5


async def _work(core: Core, platform: Platform, clock: RehearsalClock) -> None:
    await core.tick(clock.now())
    while await core.grade(clock.now()):
        pass
    await pump(core, platform, clock)


async def _check(core: Core, platform: Platform) -> None:
    async with core.deps.store.read() as work:
        session = await work.rounds.get(1)
        turns = await work.rounds.turns(1)
        assert await work.rounds.get(2) is None, "the round was begun twice"
        assert session is not None
        assert session.state in {SessionState.FINISHED, SessionState.RUNNING}
    assert [turn.number for turn in turns] == list(range(1, len(turns) + 1))
    given = [turn.text for turn in turns if turn.kind is TurnKind.ANSWER]
    assert given == ANSWERS[: len(given)], "each once, in order"
    if session.state is SessionState.RUNNING:
        assert len(given) == len(ANSWERS)
    asked = [turn.about for turn in turns if turn.kind is TurnKind.QUESTION]
    assert len(asked) == len(set(asked)), "no question twice"
    followed = [(t.about, t.criterion) for t in turns if t.kind is TurnKind.FOLLOW_UP]
    assert len(followed) == len(set(followed)), "no follow-up twice"
    told = {
        number
        for one in platform.shown.values()
        if "first" in one.message.subject
        for number in range(int(one.message.subject["first"]), int(one.message.subject["last"]) + 1)
    }
    await core.close()
    assert {turn.number for turn in turns if turn.kind not in BY_MEMBER} <= told, "not said"
    balls = [turn.about for turn in turns if turn.kind is TurnKind.CURVEBALL]
    assert len(balls) == len(set(balls))


def test_a_real_process_is_killed_and_the_round_ends(tmp_path: Path) -> None:
    lay_out_loop(lay_out(tmp_path))
    chance = Random(7)
    _say(tmp_path, ["/mock start clinic screen"])
    for _ in range(4):
        left = ANSWERS[len(_given(tmp_path)) :]
        _say(tmp_path, left, kill_after=0.3 + chance.random() * 1.2)
        given = _given(tmp_path)
        assert given == ANSWERS[: len(given)], "none lost between others, none twice"
    _say(tmp_path, ANSWERS[len(_given(tmp_path)) :])
    with closing(sqlite3.connect(tmp_path / "rounds.db")) as database:
        sessions = database.execute("SELECT state FROM mock_sessions").fetchall()
        kinds = database.execute(
            "SELECT about, criterion, kind, count(*) FROM mock_turns WHERE kind IN "
            "('question', 'follow-up', 'curveball') GROUP BY 1, 2, 3 HAVING count(*) > 1"
        ).fetchall()
    assert len(sessions) == 1
    assert kinds == [], "asked twice"
    given = _given(tmp_path)
    assert given == ANSWERS[: len(given)]


def _say(folder: Path, lines: list[str], kill_after: float | None = None) -> None:
    """Say lines to a chat; with `kill_after` it is killed so many seconds after its start."""
    chat = start(folder, "chat", "--as", "Ana", ROUNDS_CONTENT=str(folder / "content"))
    text = "\n".join(lines) + "\n"
    if kill_after is None:
        chat.communicate(text, timeout=120)
        assert chat.returncode == 0
        return
    with suppress(subprocess.TimeoutExpired):
        chat.communicate(text, timeout=kill_after)
    chat.kill()
    chat.communicate()


def _given(folder: Path) -> list[str]:
    with closing(sqlite3.connect(folder / "rounds.db")) as database:
        rows = database.execute(
            "SELECT text FROM mock_turns WHERE kind = 'answer' ORDER BY session_id, number"
        )
        return [str(text) for (text,) in rows]
