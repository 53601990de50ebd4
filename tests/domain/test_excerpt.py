"""Excerpts end where a sentence does, if one ends in time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.excerpt import excerpt


@pytest.mark.parametrize(
    ("text", "most", "expected"),
    [
        ("Short. And whole.", 40, "Short. And whole."),
        ("First I ask. Then I wait for it.", 20, "First I ask. …"),
        ("First I ask. Then I wait.", 12, "First I ask. …"),
        ("Is it 3.5 hours or more than that?", 24, "Is it 3.5 hours or more …"),
        ("A. Then a long sentence that goes on", 24, "A. Then a long sentence …"),
        ("one line\nanother line that is long", 14, "one line …"),
        ("He said “no.” Then he went away", 20, "He said “no.” …"),
        ("x" * 30, 10, "x" * 10 + " …"),
        ("我会先问。 然后等待", 7, "我会先问。 …"),
    ],
)
def test_where_it_ends(text: str, most: int, expected: str) -> None:
    assert excerpt(text, most) == expected


@given(st.text(), st.integers(1, 50))
def test_it_is_the_beginning_of_the_text(text: str, most: int) -> None:
    short = excerpt(text, most)
    whole = text.strip()
    assert len(short) <= most + 2
    assert whole.startswith(short.removesuffix(" …") if short != whole else short)
    assert short != "" or whole == ""
