"""What buttons carry: readable, exact, strict, and within Discord's hundred characters."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.discord.customid import decode, encode
from adapters.press import Press, TooLong
from bot.inbound import Chosen
from bot.views.model import Action

NAMES = st.text(min_size=1, max_size=8)
PRESSES = st.builds(
    lambda words, pairs, asks: Press(words, tuple(pairs.items()), tuple(asks - pairs.keys())),
    NAMES,
    st.dictionaries(NAMES, st.text(max_size=8), max_size=3),
    st.sets(NAMES, max_size=3),
)


@pytest.mark.parametrize(
    ("press", "custom_id"),
    [
        (Press("daily"), "r1:daily"),
        (Press("mock start"), "r1:mock+start"),
        (
            Press("feedback", (("attempt", "12"), ("part", "full"))),
            "r1:feedback?attempt=12&part=full",
        ),
        (Press("answer", (("prompt", "ai-triage"),), ("text",)), "r1:answer?prompt=ai-triage!text"),
        (Press("override", (), ("why", "on")), "r1:override!why,on"),
        (Press("setup", (("zone", "Europe/Berlin"),)), "r1:setup?zone=Europe/Berlin"),
        (Press("setup", (("days", "mon,wed"),)), "r1:setup?days=mon,wed"),
        (Press("setup", (("time", "09:00"),)), "r1:setup?time=09:00"),
    ],
)
def test_it_can_be_read(press: Press, custom_id: str) -> None:
    assert encode(press) == custom_id
    assert decode(custom_id) == press


@settings(deadline=None)
@given(PRESSES, st.integers(min_value=1, max_value=9))
def test_what_goes_in_comes_out(press: Press, nth: int) -> None:
    try:
        custom_id = encode(press, nth)
    except (TooLong, UnicodeEncodeError):
        return
    assert len(custom_id) <= 100
    assert custom_id.isascii()
    assert custom_id.isprintable()
    assert decode(custom_id) == press


@settings(deadline=None)
@given(st.one_of(st.text(), st.text(alphabet="r1:?!#&=,+%0fa ", max_size=20)))
def test_foreign_ids_mean_nothing_or_are_ours_to_the_letter(custom_id: str) -> None:
    press = decode(custom_id)
    if press is not None:
        nth = int(custom_id.rpartition("#")[2]) if "#" in custom_id else 1
        assert encode(press, nth) == custom_id


@pytest.mark.parametrize(
    "custom_id",
    [
        "",
        "answer",
        "r1:",
        "r2:answer",
        "r1:answer?",
        "r1:answer?prompt",
        "r1:answer!",
        "r1:answer!text!text",
        "r1:answer!text,text",
        "r1:answer?a=1&a=2",
        "r1:answer?text=1!text",
        "r1:answer#1",
        "r1:answer#02",
        "r1:answer?a=%zz",
        "r1:answer?a=%ff",
        "r1:answer?a=%41",
        "r1:an swer",
        "r1:" + "a" * 98,
        "f" * 32,
    ],
)
def test_near_misses_mean_nothing(custom_id: str) -> None:
    assert decode(custom_id) is None


def test_like_ones_are_told_apart_and_mean_the_same() -> None:
    press = Press("setup", (), ("time",))
    assert encode(press, 2) == "r1:setup!time#2"
    assert decode("r1:setup!time#2") == press


def test_what_does_not_fit_is_refused_rather_than_cut() -> None:
    with pytest.raises(TooLong):
        encode(Press("history", (("prompt", "x" * 90),)))


def test_a_press_becomes_a_command() -> None:
    press = Press.of(Action("Revise", "revise", (("prompt", "p1"),), asks=("text",)))
    assert press.chosen({"text": "Words", "prompt": "another"}) == Chosen(
        "revise", {"prompt": "p1", "text": "Words"}
    )
    assert press.chosen() == Chosen("revise", {"prompt": "p1"})


def test_what_is_picked_answers_the_first_thing_asked() -> None:
    press = Press("override", (("which", "3"),), ("on", "why"))
    assert press.picked("drill") == Press("override", (("which", "3"), ("on", "drill")), ("why",))
