"""Rotation: no repeats until the bank is used up, topics in turn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.prompt import PromptHead, PromptLevel
from bot.domain.rotation import choose, eligible, remaining, warning
from tests.support.builders import a_head

SIZES = st.dictionaries(st.sampled_from("abcd"), st.integers(1, 6), min_size=1)
"""How many prompts a topic has."""


def bank(sizes: dict[str, int]) -> list[PromptHead]:
    return [
        a_head(f"{topic}-{n}", topic=topic) for topic, size in sizes.items() for n in range(size)
    ]


def chosen(
    heads: Sequence[PromptHead], days: int, seed: int
) -> Iterator[tuple[PromptHead, Sequence[str]]]:
    """The prompt of each day, and those of the days before it."""
    used: list[str] = []
    for _ in range(days):
        head = choose(heads, used, Random(seed))
        assert head is not None
        yield head, tuple(used)
        used.append(head.id)


@given(SIZES, st.integers(1, 40), st.integers())
def test_nothing_repeats_before_everything_was_posted(
    sizes: dict[str, int], days: int, seed: int
) -> None:
    heads = bank(sizes)
    for head, used in chosen(heads, days, seed):
        times = Counter([*used, head.id])
        assert max(times.values()) - min(times[h.id] for h in heads) <= 1


def test_topics_take_turns() -> None:
    heads = bank({"a": 5, "b": 5, "c": 5})
    topics = Counter(head.topic for head, _ in chosen(heads, 9, 1))
    assert topics == {"a": 3, "b": 3, "c": 3}


def test_an_empty_bank_has_nothing() -> None:
    assert choose([], [], Random(1)) is None


def test_topics_and_levels_narrow_the_bank() -> None:
    heads = [a_head("x", topic="ai", level=PromptLevel.HARD), a_head("y", topic="ai")]
    assert [h.id for h in eligible(heads, topics=["ai"], levels=[PromptLevel.HARD])] == ["x"]
    assert remaining(heads, ["x"]) == 1


def test_a_new_group_begins_with_starters() -> None:
    heads = [*bank({"a": 5}), a_head("easy", topic="b", level=PromptLevel.STARTER)]
    first = choose(heads, [], Random(1))
    assert first is not None
    assert first.id == "easy"


@given(SIZES, st.integers(1, 60), st.integers())
def test_in_a_second_turn_the_oldest_of_a_topic_comes_first(
    sizes: dict[str, int], days: int, seed: int
) -> None:
    heads = bank(sizes)
    for head, used in chosen(heads, days, seed):
        if head.id in used:
            waiting = {one.id for one in heads if one.topic == head.topic}
            since = used[len(used) - used[::-1].index(head.id) :]
            assert waiting - {head.id} <= set(since)


def test_a_host_is_told_two_weeks_before_a_week_before_and_at_the_end() -> None:
    told = [warning(left) for left in range(20, -1, -1)]
    assert told[:8] == [None] * 7 + [13]
    assert {one for one in told if one is not None} == {13, 6, 0}
