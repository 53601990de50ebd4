"""How long the bank lasts, as docs/content.md tells it."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from bot.content.library import FileBank, default_folder
from bot.domain.prompt import PromptHead, PromptLevel
from tests.content.endurance import PACES, WEEKS, by_level, rehearse, table

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "content.md"
TOPICS = ("ai", "behavioral", "metrics", "regulation", "strategy", "workflow")


@pytest.fixture(scope="module")
def heads() -> list[PromptHead]:
    return list(FileBank(default_folder()).heads())


@pytest.mark.parametrize("topics", list(combinations(TOPICS, 3)))
def test_three_topics_last_as_long_as_they_hold_prompts(
    heads: list[PromptHead], topics: tuple[str, ...]
) -> None:
    for seed in range(3):
        daily = rehearse(heads, topics, range(7), seed)
        assert daily.missing == 0
        assert daily.repeat == daily.prompts + 1 <= WEEKS * 7
        assert daily.warned == daily.repeat - 14
        assert daily.gap is not None
        assert daily.gap >= daily.prompts * 3 // 4
        twice = rehearse(heads, topics, PACES["twice a week"], seed)
        assert (twice.repeat, twice.missing) == (None, 0)


@pytest.mark.parametrize("level", PromptLevel)
@pytest.mark.parametrize("topics", [*combinations(TOPICS, 1), *combinations(TOPICS, 3), TOPICS])
def test_one_level_lasts_as_long_as_it_holds_prompts(
    heads: list[PromptHead], topics: tuple[str, ...], level: PromptLevel
) -> None:
    daily = rehearse(heads, topics, range(7), levels=[level])
    assert daily.prompts == sum(one.level is level and one.topic in topics for one in heads) > 0
    assert daily.missing == 0
    assert daily.repeat == daily.prompts + 1
    assert daily.gap is not None
    assert daily.gap >= daily.prompts // 2


def test_the_guide_tells_how_long_each_level_lasts(heads: list[PromptHead]) -> None:
    assert by_level(heads) in GUIDE.read_text(encoding="utf-8"), "\n" + by_level(heads)


def test_the_guide_tells_what_was_rehearsed(heads: list[PromptHead]) -> None:
    assert table(heads) in GUIDE.read_text(encoding="utf-8"), "\n" + table(heads)
