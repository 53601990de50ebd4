"""Any reply at all: strategies for the tests of what draws replies."""

from __future__ import annotations

from hypothesis import strategies as st

from bot.commands.catalogue import all_commands
from bot.views.model import (
    Action,
    Audience,
    Block,
    Bullets,
    Card,
    Check,
    Checklist,
    Facts,
    Mark,
    Paragraph,
    Reply,
    Said,
    Table,
    Weight,
)
from tests.adapters.views import TEXTS as LONG_TEXTS

Texts = st.SearchStrategy[str]

_WORDS = [one.words for one in all_commands().commands()]


def actions(texts: Texts) -> st.SearchStrategy[Action]:
    """Actions of commands there are, with any labels, values and picks."""
    value = st.tuples(st.sampled_from("abc"), texts)
    return st.builds(
        Action,
        label=texts,
        words=st.sampled_from(_WORDS),
        values=st.lists(value, max_size=2, unique_by=lambda pair: pair[0]).map(tuple),
        asks=st.sampled_from([(), ("text",), ("channel",), ("why", "on")]),
        picks=st.lists(st.tuples(texts, texts), max_size=30).map(tuple),
    )


def blocks(texts: Texts) -> st.SearchStrategy[Block]:
    """Blocks of every kind, long texts among them."""
    words = st.one_of(texts, st.sampled_from(list(LONG_TEXTS.values())))
    return st.one_of(
        st.builds(Paragraph, words, st.sampled_from(Weight)),
        st.builds(Said, words),
        st.builds(Bullets, st.lists(texts, max_size=3).map(tuple)),
        st.builds(Facts, st.lists(st.tuples(texts, texts), max_size=3).map(tuple)),
        st.builds(
            Table,
            st.just(("#", "name", "points")),
            st.lists(st.tuples(texts, texts, texts), max_size=3).map(tuple),
            st.just(frozenset({0, 2})),
            st.sampled_from([None, 0]),
        ),
        st.builds(
            lambda mark, text, quotes: Checklist((Check(mark, text, text, tuple(quotes), text),)),
            st.sampled_from(Mark),
            texts,
            st.lists(texts, max_size=2),
        ),
    )


def bare_cards(texts: Texts) -> st.SearchStrategy[Card]:
    """Cards without actions."""
    return st.builds(Card, texts, st.lists(blocks(texts), max_size=4).map(tuple))


def replies(texts: Texts) -> st.SearchStrategy[Reply]:
    """Replies of several cards, with actions and with what lies behind them."""
    card = st.builds(
        Card,
        texts,
        st.lists(blocks(texts), max_size=4).map(tuple),
        st.lists(actions(texts), max_size=7).map(tuple),
        st.one_of(
            st.none(), st.builds(Card, texts, st.lists(blocks(texts), max_size=2).map(tuple))
        ),
        st.one_of(st.none(), actions(texts)),
    )
    return st.builds(Reply, st.lists(card, max_size=4).map(tuple), st.sampled_from(Audience))
