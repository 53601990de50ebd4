"""Which prompt comes: due before weak before new, in another question, never twice running."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.choosing import RECENTLY, Past, Reason, choose_practice
from bot.domain.prompt import PromptHead, PromptLevel
from bot.domain.recall import Recall
from tests.conftest import MONDAY
from tests.store.samples import a_recall
from tests.support.builders import a_head

SKILLS = ("safety", "metrics", "judgement")
HEADS = [
    replace(a_head(f"prompt-{n:02d}", topic=("ai", "metrics")[n % 2]), skills=(SKILLS[n % 3],))
    for n in range(12)
]
DAY = timedelta(days=1)


def point(prompt: str, skill: str = "safety") -> Recall:
    return a_recall(f"{prompt}/drill", skill)


def past(
    due: list[Recall] | None = None,
    skills: list[Recall] | None = None,
    seen: dict[str, datetime] | None = None,
    posted: dict[str, datetime] | None = None,
) -> Past:
    return Past(seen or {}, due or [], skills or [], posted or {})


def chosen(given: Past, heads: list[PromptHead] = HEADS, seed: int = 1) -> tuple[str, Reason]:
    choice = choose_practice(heads, given, MONDAY, Random(seed))
    assert choice is not None
    head = choice.head or choice.second
    assert head is not None
    return head.id, choice.reason


@given(st.integers(0, 99))
def test_what_is_due_comes_back_as_another_question_of_the_skill(seed: int) -> None:
    found, reason = chosen(past([point("prompt-00")], [a_recall("metrics", "metrics")]), seed=seed)
    assert reason is Reason.DUE
    assert found != "prompt-00"
    assert found in {head.id for head in HEADS if "safety" in head.skills}


def test_the_longest_due_comes_first_and_what_nothing_exercises_is_passed_over() -> None:
    due = [point("gone", "regulation"), point("x", "judgement"), point("prompt-00")]
    found, reason = chosen(past(due))
    assert reason is Reason.DUE
    assert "judgement" in next(head for head in HEADS if head.id == found).skills


def test_then_the_weakest_skill_but_none_that_goes_well() -> None:
    weak, weaker = a_recall("metrics", "metrics"), a_recall("judgement", "judgement")
    skills = [weak, replace(weaker, strength=0.1), replace(a_recall(), strength=0.9)]
    found, reason = chosen(past(skills=skills))
    assert reason is Reason.WEAK
    assert "judgement" in next(head for head in HEADS if head.id == found).skills
    assert chosen(past(skills=[replace(weak, strength=0.9)]))[1] is Reason.NEW


def test_a_question_seen_lately_gives_way_to_one_that_was_not() -> None:
    safety = [head.id for head in HEADS if "safety" in head.skills]
    seen = dict.fromkeys(safety[:-1], MONDAY - DAY)
    assert chosen(past([point("x")], seen=seen)) == (safety[-1], Reason.DUE)
    old = seen | {safety[-1]: MONDAY - 2 * DAY, safety[0]: MONDAY - RECENTLY - DAY}
    assert chosen(past([point("x")], seen=old)) == (safety[0], Reason.DUE)


def test_with_every_question_of_a_due_skill_seen_lately_a_drill_may_take_its_place() -> None:
    safety = [head.id for head in HEADS if "safety" in head.skills]
    seen = {one: MONDAY - (n + 1) * DAY for n, one in enumerate(safety)}
    choice = choose_practice(HEADS, past([point("x")], seen=seen), MONDAY, Random(1))
    posted = choose_practice(HEADS, past([point("x")], posted=seen), MONDAY, Random(1))
    assert posted == choice, "posted to the group is as good as seen"
    assert choice is not None
    assert choice.head is None
    assert choice.second is not None
    assert choice.second.id == safety[-1], "the one seen longest ago"


def test_new_ones_come_before_those_seen_longest_ago() -> None:
    seen = {head.id: MONDAY - n * DAY for n, head in enumerate(HEADS) if n != 5}
    assert chosen(past(seen=seen)) == ("prompt-05", Reason.NEW)
    everything = seen | {"prompt-05": MONDAY - 3 * DAY}
    assert chosen(past(seen=everything)) == ("prompt-11", Reason.LONGEST)


@given(
    st.integers(1, 12),
    st.integers(0, 9),
    st.lists(st.sampled_from([point("prompt-00"), point("prompt-01", "metrics")]), max_size=2),
    st.lists(st.integers(0, 400), min_size=2, max_size=25),
)
def test_never_the_same_question_twice_running(
    size: int, seed: int, due: list[Recall], hours: list[int]
) -> None:
    heads = HEADS[:size]
    seen: dict[str, datetime] = {}
    at = MONDAY
    last = ""
    for pause in hours:
        at += timedelta(hours=pause, minutes=1)
        choice = choose_practice(heads, Past(seen, due, [a_recall()]), at, Random(seed))
        assert choice is not None
        head = choice.head or choice.second
        assert head is not None
        assert head.id != last or size == 1
        seen[head.id] = at
        last = head.id


@given(st.integers(0, 99))
def test_a_newcomer_begins_gently_however_much_was_posted(seed: int) -> None:
    heads = [
        replace(head, level=PromptLevel.STARTER if n in {2, 3, 8} else PromptLevel.HARD)
        for n, head in enumerate(HEADS)
    ]
    posted = {f"prompt-{n:02d}": MONDAY - n * DAY for n in (0, 1, 2, 5, 6)}
    found, reason = chosen(past(posted=posted), heads, seed)
    assert reason is Reason.NEW
    assert found in {"prompt-03", "prompt-08"}


def test_what_was_posted_since_does_not_make_room_for_the_one_seen_last() -> None:
    posted = {HEADS[0].id: MONDAY}
    seen = {HEADS[1].id: MONDAY - DAY}
    found, reason = chosen(past(seen=seen, posted=posted), HEADS[:2])
    assert (found, reason) == (HEADS[0].id, Reason.LONGEST)


def test_nothing_comes_of_nothing() -> None:
    assert choose_practice([], past([point("x")]), MONDAY, Random(1)) is None
