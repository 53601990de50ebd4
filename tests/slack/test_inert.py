"""Words stay what they are: drawn letter by letter, and nothing in them acts."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.slack.inert import encoded, is_harmless, plain
from adapters.slack.render import pages
from adapters.text.cleaning import clean
from bot.commands.catalogue import all_commands
from bot.views.model import Bullets, Card, Facts, Paragraph, Reply, Said, Weight
from tests.adapters.contract import steers
from tests.slack.fake import text as wire
from tests.slack.screen import looks, problems, screen

REGISTRY = all_commands()
MARKUP = "*_~`<>@#:|!^&;[]()-+.0123456789ampltg eht \n/"
TOKENS = (
    "*", "_", "~", "`", "```", "> ", "&gt; ", "- ", "• ", "1. ", "\n", " ", "a", "<!channel>",
    "<!here|x>", "<!everyone>", "<@U123>", "<@U123|ana>", "<#C123>", "<#C123|general>",
    "<!subteam^S123>", "<!date^1^{time}|x>", ":smile:", "<https://x.y|label>", "https://x.y/a_b_",
    "&amp;", "&lt;", "&amp;lt;", "mailto:a@b.c", "*bold*", "_i_", "~s~", "`code`", "@channel",
    "👩‍⚕️", "é", "漢", "x" * 50,
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=60),
    st.text(alphabet=MARKUP, max_size=40),
    st.lists(st.sampled_from(TOKENS), max_size=12).map("".join),
)

AS_WRITTEN = [
    "A plain sentence, isn't it - well-known.",
    "5 < 6 and 7 > 3, R&D & more",
    "3*4 = 12 and *bold* _it_ ~s~ `code`",
    "snake_case_name and __init__",
    "&lt;b&gt; and &amp;amp;",
    "> not a quote\n&gt; nor this",
    "- a list\n- of two",
    "https://example.org/a_b_(c)",
    "<https://example.org|click>",
    "<!channel> <!here> <@U123> <#C123> <!subteam^S1> <!date^1^{time}|x>",
    "@channel @here @everyone :smile: :+1:",
    "``` code ```",
    "¯\\_(ツ)_/¯",
]


def _shown(text: str) -> Reply:
    blocks = (
        Paragraph(text),
        Paragraph(text, Weight.STRONG),
        Paragraph(text, Weight.MUTED),
        Said(text),
        Bullets((text,)),
        Facts(((text, text),)),
    )
    return Reply((Card(text[:90], blocks),))


@pytest.mark.parametrize("text", AS_WRITTEN)
def test_it_is_drawn_as_it_was_written(text: str) -> None:
    for weight in Weight:
        drawn = pages(Reply((Card("", (Paragraph(text, weight),)),)), REGISTRY)
        assert screen(drawn) == text
        assert wire.seen(drawn[0].text, {}) == text
        assert problems(drawn[0]) == []


@settings(deadline=None, max_examples=200)
@given(TEXTS)
def test_any_text_acts_nowhere(text: str) -> None:
    drawn = pages(_shown(text), REGISTRY)
    assert [told for page in drawn for told in problems(page)] == []
    assert looks(drawn) <= {
        "header", "context", "rich_text", "rich_text_section", "rich_text_quote",
        "rich_text_list", "bold",
    }  # fmt: skip


@settings(deadline=None)
@given(TEXTS)
def test_plain_texts_come_out_as_they_went_in(text: str) -> None:
    cleaned = clean(text)
    assert wire.seen(wire.kept(plain(cleaned)), {}) == cleaned
    assert wire.CONTROL.search(plain(cleaned)) is None


@pytest.mark.parametrize("text", ["R&D: 5 < 6 > 4", "It isn't well-known; a <b, <3"])
def test_plain_texts_without_harm_are_left_alone(text: str) -> None:
    """Whether Slack takes entities there or not."""
    assert plain(text) == text


@settings(deadline=None)
@given(TEXTS)
def test_text_is_encoded_once(text: str) -> None:
    assert wire.decode(encoded(text)) == text
    assert wire.pinged(encoded(text)) == wire.links(encoded(text)) == []


@settings(deadline=None)
@given(TEXTS)
def test_what_is_harmless_is_read_as_it_stands(text: str) -> None:
    if is_harmless(text):
        assert not set(text) & set("*_~`<>&@#|")
        assert wire.seen(text, {}) == text


@pytest.mark.parametrize("text", ["Open until Sun 22 Nov, 09:00.", "3 hours left · 2 answers"])
def test_our_own_lines_are_harmless(text: str) -> None:
    assert is_harmless(text)


@settings(deadline=None)
@given(st.text())
def test_nothing_steers(text: str) -> None:
    drawn = pages(_shown(text), REGISTRY)
    assert not [char for char in screen(drawn) if steers(char)]
