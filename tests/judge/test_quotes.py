"""Quotes are found exactly or not at all, and mapped back to the reply's own words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.judge.quotes import Place, cut_off_negation, find_quote, words_of


def _found(reply: str, quote: str) -> list[str]:
    return [reply[place.start : place.end] for place in find_quote(words_of(reply), quote)]


@pytest.mark.parametrize(
    ("reply", "quote", "found"),
    [
        ("We stop at 5%. Then wait.", "stop at 5%", ["stop at 5"]),
        ("We *stop*\n\nat “five”.", "we stop at five", ["We *stop*\n\nat “five"]),
        ("Don’t launch it yet", "dont launch it", ["Don’t launch it"]),
        (
            "The ﬁrst full‑width ＡＢＣ test",
            "the first full width abc",
            ["The ﬁrst full‑width ＡＢＣ"],
        ),
        ("a b a b a", "a b a", ["a b a", "a b a"]),
        ("therapist at work", "the rapist at", []),
        ("we would not launch", "we would launch", []),
        ("we would launch", "we would not launch", []),
        ("we monitor alerts", "we monitored alerts", []),
        ("anything", "", []),
        ("anything", "...!", []),
    ],
)
def test_only_the_same_words_in_the_same_order(reply: str, quote: str, found: list[str]) -> None:
    assert _found(reply, quote) == found


@given(st.text(max_size=200), st.data())
def test_a_stretch_of_any_text_is_found_in_it(text: str, data: st.DataObject) -> None:
    words = words_of(text)
    if not words.words:
        return
    first = data.draw(st.integers(0, len(words.words) - 1))
    last = data.draw(st.integers(first, len(words.words) - 1))
    quote = text[words.places[first].start : words.places[last].end]
    wanted = Place(words.places[first].start, words.places[last].end)
    if words_of(quote).words == words.words[first : last + 1]:
        assert wanted in list(find_quote(words, quote))


@pytest.mark.parametrize(
    ("reply", "quote", "cut"),
    [
        ("We would not launch in all wards.", "launch in all wards", True),
        ("We don't ever launch in all wards.", "launch in all wards", True),
        ("We cannot just launch in all wards.", "launch in all wards", True),
        ("It is not done. We launch in all wards.", "We launch in all wards", False),
        ("No.\nWe launch in all wards.", "We launch in all wards", False),
        ("We would not launch in all wards.", "not launch in all wards", False),
        ("We launch in all wards.", "We launch in all", False),
    ],
)
def test_a_negation_belongs_to_its_quote(reply: str, quote: str, cut: bool) -> None:
    words = words_of(reply)
    (place,) = find_quote(words, quote)
    assert cut_off_negation(words, place) is cut
