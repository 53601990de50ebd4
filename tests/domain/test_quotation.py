"""Cited words are found as they stand in the reply, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.quotation import cited, find_quote

REPLY = "Each desk has a paper sheet.\nThe nurse’s lead calls the pharmacy (twice a day)."


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("a paper sheet", "a paper sheet"),
        ("A PAPER   sheet. the", "a paper sheet.\nThe"),
        ("the nurse's lead", "The nurse’s lead"),
        ("paper ... pharmacy", "paper sheet.\nThe nurse’s lead calls the pharmacy"),
        ("(twice a day)", "(twice a day)"),
        ("pape", None),
        ("a", None),
        ("...", None),
        ("", None),
        ("sheet at each desk", None),
        (".*", None),
    ],
)
def test_words_are_found_as_they_stand(words: str, found: str | None) -> None:
    assert find_quote(REPLY, words) == found


@given(st.text(max_size=200), st.text(max_size=60))
def test_what_is_found_is_in_the_text(text: str, words: str) -> None:
    found = find_quote(text, words)
    assert found is None or found in text


@pytest.mark.parametrize(
    ("said", "parts"),
    [
        ('"a sheet" It is there.', ("a sheet", "It is there.")),
        ("“a sheet” It is there.", ("a sheet", "It is there.")),
        ("It says “a sheet”.", ("", "It says “a sheet”.")),
        ('"only words"', ("only words", "")),
        ('"unclosed', ("", '"unclosed')),
    ],
)
def test_quoted_words_come_first(said: str, parts: tuple[str, str]) -> None:
    assert cited(said) == parts
