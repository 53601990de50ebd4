"""Six words in a row."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.content.overlap import runs, shared_run, words


def test_six_words_count_and_five_do_not() -> None:
    answer = ["A laminated sheet lies at each desk, drilled monthly."]
    assert shared_run("The laminated sheet lies at each desk.", runs(answer)) == (
        "laminated sheet lies at each desk"
    )
    assert shared_run("The laminated sheet lies at each door.", runs(answer)) is None


def test_case_punctuation_and_apostrophes_do_not_hide_a_run() -> None:
    assert words("We don’t — EVER — trade_off!") == ["we", "don't", "ever", "trade", "off"]
    assert shared_run("it's on a, sheet: of PAPER", runs(["IT’S on a sheet of paper"])) is not None


def test_runs_do_not_cross_from_one_text_to_the_next() -> None:
    assert (
        shared_run("one two three four five six", runs(["one two three", "four five six"])) is None
    )


@given(st.text(), st.text())
def test_any_text_can_be_compared(one: str, other: str) -> None:
    found = shared_run(one, runs([other]))
    assert found is None or len(found.split()) == 6


@given(st.lists(st.sampled_from("abcdefgh"), min_size=6), st.text(" ,.", min_size=1))
def test_a_text_shares_its_own_words(letters: list[str], between: str) -> None:
    text = between.join(letters)
    if len(words(text)) >= 6:
        assert shared_run(text, runs([text])) == " ".join(words(text)[:6])
