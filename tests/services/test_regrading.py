"""Regrading: differences first, closed seasons and hosts' verdicts untouched, boards in step."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.domain.grade import HOST, Grade, Level
from bot.domain.prompt import Prompt
from bot.domain.regrading import Regrading
from bot.errors import BadInput
from bot.views.regrading import regrading as shown
from tests.conftest import MONDAY
from tests.support.conversation import Conversation, a_conversation, read_out
from tests.support.fakes import FakeGrader, a_grade


class ChangedGrader(FakeGrader):
    """Gives so many points more than before, and says so by its version."""

    def __init__(self) -> None:
        super().__init__()
        self.more = 0

    async def grade(self, prompt: Prompt, reply: str) -> Grade:
        score = (await super().grade(prompt, reply)).score
        grade = a_grade(prompt, min(score + self.more, 100), quote=reply[:5])
        return replace(grade, grader_version=self.version)

    def change(self, more: int) -> None:
        self.more, self.version = more, str(int(self.version) + 1)


@pytest.fixture
async def changed(tmp_path: Path) -> Conversation:
    """Hana hosts; Ana answered 20, Ben 60, a host settled Cem's 40; then the grader changed."""
    grader = ChangedGrader()
    talk = await a_conversation(tmp_path, MONDAY, grader=grader)
    await talk.say("Hana", "/daily")
    await talk.later(hours=1)
    for name, said in (("Ana", "20 for this"), ("Ben", "60 for that"), ("Cem", "40 for more")):
        await talk.answer(name, said)
    await talk.say("Hana", '/override a3 met drill "for more" It is.')
    await talk.work()
    grader.change(4)
    return talk


async def _find(talk: Conversation, **scope: object) -> Regrading:
    return await talk.core.regrade(talk.clock.now(), **scope)  # type: ignore[arg-type]


async def test_nothing_changes_before_it_is_applied(changed: Conversation) -> None:
    found = await _find(changed)
    assert (found.looked, found.by_host, found.current) == (2, 1, 0)
    assert [(one.attempt.id, one.before.score, one.after.score) for one in found.changes] == [
        (1, 20, 24),
        (2, 60, 64),
    ]
    text = read_out(shown(found, every=True))
    assert "a1 · prompt" in text
    assert "weak 20 → weak 24" in " ".join(text.split())
    assert "settled by a host, left alone  1" in text
    assert "Nothing was changed yet" in text
    async with changed.core.deps.store.read() as work:
        assert [len(await work.attempts.grades(n)) for n in (1, 2, 3)] == [1, 1, 2]
    assert await changed.work() == []
    await changed.core.close()


async def test_applying_moves_boards_and_tells_whose_level_moved(changed: Conversation) -> None:
    grader = changed.core.deps.grader
    assert isinstance(grader, ChangedGrader)
    grader.change(15)
    found = await _find(changed)
    assert await changed.core.apply_regrading(found, changed.clock.now()) == 2
    letters = [" ".join(one.split()) for one in await changed.work()]
    assert len(letters) == 2
    assert "It goes from weak (20 of 100) to mixed (35)" in letters[0]
    assert "It goes from good (60 of 100) to excellent (75)" in letters[1]
    board = await changed.say("Ana", "/leaderboard")
    assert " 35 " in board
    assert " 75 " in board
    assert (await changed.core.recompute()).differing == 0
    assert "grades.regrade · answers 2, up 2, down 0" in await changed.say("Hana", "/audit")
    again = await _find(changed)
    assert (again.looked, again.current, again.changes) == (0, 2, ())
    await changed.core.close()


async def test_a_small_difference_is_not_announced(changed: Conversation) -> None:
    found = await _find(changed, prompt_id=None)
    small = [one for one in found.changes if not one.moved]
    assert [one.attempt.id for one in small] == [1, 2]
    await changed.core.apply_regrading(found, changed.clock.now())
    assert await changed.work() == []
    await changed.core.close()


async def test_a_closed_season_is_listed_and_never_rewritten(changed: Conversation) -> None:
    await changed.later(days=40)
    await changed.answer("Ana", "20 in April")
    grader = changed.core.deps.grader
    assert isinstance(grader, ChangedGrader)
    grader.change(30)
    found = await _find(changed)
    assert [one.attempt.id for one in found.closed] == [1, 2]
    assert [one.attempt.practice_date for one in found.open] == [date(2026, 4, 11)]
    text = read_out(shown(found, every=True))
    assert "In a closed season, so they stay as they are" in text
    async with changed.core.deps.store.read() as work:
        before = {
            name: [row for row in rows if "2026-Q1" in row]
            for name, rows in (await work.standings.snapshot()).items()
        }
    assert await changed.core.apply_regrading(found, changed.clock.now()) == 1
    async with changed.core.deps.store.read() as work:
        after = {
            name: [row for row in rows if "2026-Q1" in row]
            for name, rows in (await work.standings.snapshot()).items()
        }
        assert [len(await work.attempts.grades(n)) for n in (1, 2, 3, 4)] == [1, 1, 2, 2]
    assert after == before
    assert (await changed.core.recompute()).differing == 0
    await changed.core.close()


async def test_the_streak_follows_a_level(tmp_path: Path) -> None:
    grader = ChangedGrader()
    talk = await a_conversation(tmp_path, MONDAY, grader=grader)
    await talk.later(hours=1)
    await talk.answer("Ana", "no number at all")
    assert "Streak: none yet" in await talk.say("Ana", "/streak")
    grader.change(30)
    found = await _find(talk)
    assert [(one.before.level, one.after.level) for one in found.changes] == [
        (Level.NONE, Level.MIXED)
    ]
    await talk.core.apply_regrading(found, talk.clock.now())
    assert "Streak: 1 day" in await talk.say("Ana", "/streak")
    await talk.core.close()


async def test_what_got_another_grade_meanwhile_is_passed_over(changed: Conversation) -> None:
    found = await _find(changed)
    await changed.say("Hana", '/override a1 met fallback "for this" It is.')
    assert await changed.core.apply_regrading(found, changed.clock.now()) == 1
    async with changed.core.deps.store.read() as work:
        graded = await work.attempts.get(1)
    assert graded is not None
    assert graded.grade is not None
    assert graded.grade.grader == HOST
    await changed.core.close()


async def test_a_scope_narrows_and_wrong_names_are_refused(changed: Conversation) -> None:
    async with changed.core.deps.store.read() as work:
        graded = await work.attempts.get(1)
    assert graded is not None
    prompt_id = graded.attempt.prompt_id
    assert (await _find(changed, prompt_id=prompt_id)).looked == 2
    assert (await _find(changed, group="Test group")).looked == 2
    assert (await _find(changed, since=date(2026, 3, 2))).looked == 2
    assert (await _find(changed, since=date(2026, 3, 3))).looked == 0
    with pytest.raises(BadInput, match="no group called"):
        await _find(changed, group="Nobody")
    with pytest.raises(BadInput, match="no prompt called"):
        await _find(changed, prompt_id="nothing")
    await changed.core.close()


async def test_a_host_sees_the_summary_in_the_chat(changed: Conversation) -> None:
    heard = " ".join((await changed.say("Hana", "/regrade")).split())
    assert "judged again 2" in heard
    assert "Nothing was changed yet" in heard
    assert "a1 ·" not in heard
    assert "no prompt called" in await changed.say("Hana", "/regrade nothing")
    await changed.core.close()
