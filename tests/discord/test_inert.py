"""Words stay what they are: drawn letter by letter, and nothing in them acts."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.discord.inert import inert
from adapters.discord.pieces import bold, bullet, quote, small
from adapters.text.cleaning import clean, one_line
from tests.adapters.contract import steers
from tests.discord.phone import seen, styles_of

MARKUP = "*_~|`<>@#:[]()\\-+.!0123456789aeht \n/&"
TOKENS = (
    "**", "__", "~~", "||", "```", "`", "> ", ">>> ", "# ", "-# ", "- ", "1. ", "\n", " ", "a",
    "@everyone", "@here", "<@1>", "<@&1>", "<#1>", "<:x:1>", "<a:x:1>", "<t:1:R>", "</a b:1>",
    "<id:guide>", ":smile:", "[a](https://x.y)", "https://x.y/a_b_", "<https://x.y>", "\\", "*",
    "_", "¯\\_(ツ)_/¯", "👩‍⚕️", "é", "漢",
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=60),
    st.text(alphabet=MARKUP, max_size=40),
    st.lists(st.sampled_from(TOKENS), max_size=12).map("".join),
)

AS_WRITTEN = [
    "0000000000. a number as long as it likes",
    "A plain sentence, isn't it - well-known.",
    "5 < 6 and 7 > 3",
    "3*4 = 12 and 5*6 = 30",
    "snake_case_name and __init__",
    "~5 minutes, a|b, C:\\temp",
    "at 9:00, 10:30:45, ratio 1:2",
    "1. first\n2. second",
    "- a list\n- of two",
    "# not a heading",
    "> not a quote",
    "https://example.org/a_b_(c)",
    "[here](https://example.org)",
    "@everyone look: <@123> <#4> <t:1:R> <:x:1> :smile:",
    "e-mail jane@clinic.example, #general",
    "``` code ```",
    "||hidden||",
    "¯\\_(ツ)_/¯",
]


@pytest.mark.parametrize("text", AS_WRITTEN)
def test_it_is_drawn_as_it_was_written(text: str) -> None:
    assert seen(inert(clean(text))) == text
    assert styles_of(inert(clean(text))) == set()


@pytest.mark.parametrize(
    "text",
    ["It isn't well-known; 5 < 6, a = b.", "snake_case (twice), 50% of 3 + 4", "9:00 - or later!"],
)
def test_plain_sentences_are_left_alone(text: str) -> None:
    assert inert(clean(text)) == text


@settings(deadline=None)
@given(TEXTS)
def test_any_text_is_drawn_exactly_and_plain(text: str) -> None:
    cleaned = clean(text)
    assert seen(inert(cleaned)) == cleaned
    assert styles_of(inert(cleaned)) == set()


@settings(deadline=None)
@given(TEXTS)
def test_our_own_styles_hold_any_text(text: str) -> None:
    cleaned = one_line(text)
    if not cleaned:
        return
    for style, name in ((bold, "bold"), (small, "small"), (quote, "quote"), (bullet, "list")):
        assert seen(style(cleaned)) == cleaned
        assert styles_of(style(cleaned)) == {name}


@settings(deadline=None)
@given(TEXTS)
def test_styles_hold_texts_of_several_lines(text: str) -> None:
    cleaned = clean(text)
    if not cleaned:
        return
    for style in (bold, small, quote, bullet):
        assert "".join(seen(style(cleaned)).split()) == "".join(cleaned.split())
        assert len(styles_of(style(cleaned))) <= 1


@settings(deadline=None)
@given(st.text())
def test_nothing_steers_and_every_visible_letter_stays(text: str) -> None:
    cleaned = clean(text)
    assert not [char for char in cleaned if steers(char)]
    assert "\n\n\n" not in cleaned
    assert clean(cleaned) == cleaned


def test_what_nobody_sees_is_taken_out() -> None:
    assert clean("pass\u200bword\u2060 \ufeff\u202eevil\u2069") == "password evil"
    assert clean("a\U000e0041\U000e0042b") == "ab"


def test_what_scripts_and_emoji_need_stays() -> None:
    england = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
    for text in ("👩‍⚕️", "می‌خواهم", england, "שלום\u200f!"):
        assert clean(text) == text
