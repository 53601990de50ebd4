from __future__ import annotations

import pytest

from bot.grading.text import read


def quotes(text: str) -> list[str]:
    found = read(text)
    return [found.quote(sentence) for sentence in found.sentences]


def test_contractions_are_spelled_out() -> None:
    assert read("We don't, can’t and wont.").words == (
        "we", "do", "not", "can", "not", "and", "will", "not",
    )  # fmt: skip


def test_places_point_into_the_original() -> None:
    text = read("Ünïcode “quoted” al\u200bert, naïve ﬁne")
    assert text.words == ("unicode", "quoted", "alert", "naive", "fine")
    assert text.original[text.starts[2] : text.ends[2]] == "al\u200bert"
    assert text.original[text.starts[4] : text.ends[4]] == "ﬁne"


def test_numbers_keep_their_signs() -> None:
    assert read("$5k, 95 %, 1,200 and 500ms").words == ("$5k", "95%", "1,200", "and", "500ms")


def test_sentences_end_at_stops_lists_and_blank_lines() -> None:
    assert quotes("One is e.g. 3.5 mg. Two\n- three is\n- four is\n\nfive") == [
        "One is e.g. 3.5 mg", "Two", "three is", "four is", "five",
    ]  # fmt: skip


def test_a_wrapped_line_goes_on() -> None:
    assert quotes("This goes on\nin the next line. End") == [
        "This goes on\nin the next line",
        "End",
    ]


def test_numbered_points_within_a_line_are_sentences_without_their_number() -> None:
    assert quotes("So: 1) first thing 2) second thing") == ["So", "first thing", "second thing"]
    assert "1" not in read("1. first\n2. second").words


def test_clauses_break_at_commas_and_conjunctions_but_not_in_lists() -> None:
    text = read("We measure dose, drug, and side, but we never ask the nurses")
    assert [text.quote(clause) for clause in text.clauses] == [
        "We measure dose, drug, and side",
        "but we never ask the nurses",
    ]


def test_markup_links_and_fences_carry_no_words() -> None:
    assert read("**Bold** [site](http://a.b/c) `code` <br> https://x.y").words == (
        "bold", "site", "code",
    )  # fmt: skip


def test_long_runs_without_a_stop_are_cut() -> None:
    assert len(read("word " * 500).sentences) > 5


@pytest.mark.parametrize("text", ["", " \n\t", "👍🏽" * 50, "\x00\x01", "...", "*_~`#>", "ﷺ" * 5])
def test_texts_without_words_have_none(text: str) -> None:
    assert read(text).words == ()
    assert read(text).sentences == ()


def test_other_scripts_are_read_as_words() -> None:
    assert len(read("هذا نص عربي. 这是中文。שלום עולם").words) >= 5
