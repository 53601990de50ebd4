from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.embedding.wordpiece import LONGEST_WORD, WordPiece, words
from tests.embedding.tiny import WORDS

CUTTER = WordPiece(WORDS)


def pieces(text: str) -> list[str]:
    return [WORDS[piece.id] for piece in CUTTER.pieces(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The nurses", ["the", "nurses"]),
        ("alerts!", ["alert", "##s", "!"]),
        ("Nurses ignored", ["nurses", "ignor", "##e", "##d"]),
        ("too\tmany\n\u00a0nurse", ["too", "many", "nurse"]),
        ("Thé nürse", ["the", "nurse"]),
        ("THE", ["the"]),
        ("日a", ["日", "a"]),
        ("a日b", ["a", "日", "b"]),
        ("a't", ["a", "'", "t"]),
        ("a\u200bb", ["[UNK]"]),
        ("a\x00\ufffd", ["a"]),
        ("nurseq", ["[UNK]"]),
        ("", []),
        (" \n ", []),
        ("a" * (LONGEST_WORD + 1), ["[UNK]"]),
        ("\u0301", []),
        ("[SEP]", ["[UNK]", "[UNK]", "[UNK]"]),
    ],
)
def test_cuts_as_bert_does(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected


def test_a_reply_cannot_write_the_pieces_that_frame_it() -> None:
    framing = {CUTTER.opening, CUTTER.closing}
    assert not framing & {piece.id for piece in CUTTER.pieces("[CLS] a [SEP] [cls] b")}


def test_pieces_know_their_word_and_its_place() -> None:
    found = CUTTER.pieces("  Alerts, ignoréd")
    assert [(one.word, one.start, one.end, one.opens) for one in found] == [
        ("alerts", 2, 8, True),
        ("alerts", 2, 8, False),
        (",", 8, 9, True),
        ("ignored", 10, 17, True),
        ("ignored", 10, 17, False),
        ("ignored", 10, 17, False),
    ]


@given(st.text())
def test_any_text_can_be_cut_and_its_places_rise(text: str) -> None:
    found = list(words(text))
    ends = 0
    for _, start, end in found:
        assert ends <= start < end <= len(text)
        ends = end
    assert all(0 <= piece.id < len(WORDS) for piece in CUTTER.pieces(text))
