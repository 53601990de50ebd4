"""The rehearsed month of docs/month: weak skills come back as other questions, until mastered."""

from __future__ import annotations

import asyncio
import tempfile
from itertools import combinations
from pathlib import Path

import pytest

from bot.content.library import FileBank, default_folder
from bot.domain.recall import Phase
from tests.support.chronicle import WEAK, Step, came_back, files, growing, pictured, steps
from tests.support.month import FOLDER, Month, play_month


@pytest.fixture(scope="module")
def month() -> Month:
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(play_month(Path(folder)))


@pytest.fixture
def heads() -> dict[str, tuple[str, ...]]:
    """The skills of every prompt, by its title."""
    return {head.title: head.skills for head in FileBank(default_folder()).heads()}


def test_the_documents_are_what_was_played(month: Month) -> None:
    for name, text in files(month).items():
        assert (FOLDER / name).read_text(encoding="utf-8") == text, f"{name}: run scripts/month"


def test_what_was_missing_comes_back_as_a_different_question(
    month: Month, heads: dict[str, tuple[str, ...]]
) -> None:
    found = came_back(month.days)
    assert len(found) >= 8
    skills = {title: skill for skill, title in month.titles.items()}
    for one in found:
        assert one.shown != one.missed
        assert skills[one.skill] in heads[one.shown]
    assert len({one.shown for one in found}) == len(found), "never the same question twice"
    for weak in WEAK:
        back = [one for one in found if skills[one.skill] == weak]
        assert len(back) >= 3, f"{weak} came back {len(back)} times"


def test_a_question_was_new_on_the_evening_it_came_back(month: Month) -> None:
    before = ""
    back = {one.on: one.shown for one in came_back(month.days)}
    for day in month.days:
        shown = back.get(day.on.date())
        assert shown is None or f": {shown} ──" not in before
        before += day.transcript


def test_intervals_grow_as_long_as_nothing_is_lacking(month: Month) -> None:
    for skill in month.titles:
        for before, after in growing(steps(month, skill)):
            # A drill keeps nothing away for longer than a week.
            if after.phase is Phase.LEARNING and not after.by.startswith("drill"):
                assert after.days >= before.days
    longest = max(one.days for weak in WEAK for one in steps(month, weak) if not _is_mastered(one))
    assert longest >= 6


def test_what_she_lacked_at_first_is_mastered_at_the_end(month: Month) -> None:
    for skill in WEAK:
        found = steps(month, skill)
        assert not found[0].rating.cleared
        assert found[0].days == 1
        assert found[-1].phase is Phase.MASTERED
        mastered = next(number for number, one in enumerate(found) if _is_mastered(one))
        twice = found[mastered - 1 : mastered + 1]
        assert all(one.rating.cleared for one in twice)
        assert not twice[1].by.startswith("drill"), "in her own words"


def test_no_two_pictures_are_the_same(month: Month) -> None:
    shown = [text for day in pictured(month.days) for text in day.pictures.values()]
    assert len(shown) == 10
    assert all(one != other for one, other in combinations(shown, 2))
    assert sum(len(path.read_bytes()) for path in FOLDER.glob("*.svg")) < 80_000


def _is_mastered(step: Step) -> bool:
    return step.phase is Phase.MASTERED
