"""What a terminal hears: lines, fences, words of its own, names and moments."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.terminal.inbound import (
    LOCAL_WORDS,
    LONGEST_NAME,
    Entry,
    Local,
    Reader,
    account,
    entries,
    read_entry,
    read_timestamp,
)
from bot.commands.catalogue import all_commands
from bot.errors import BadInput
from bot.inbound import Replied, Typed


@pytest.mark.parametrize(
    ("line", "entry"),
    [
        ("", None),
        ("   \t ", None),
        ("I would measure harm.", Replied("I would measure harm.")),
        ("  spaces around  ", Replied("spaces around")),
        ("/daily", Typed("daily")),
        ("  /daily  ", Typed("daily")),
        ("/ daily", Typed("daily")),
        ("/practice metrics hard", Typed("practice metrics hard")),
        ("/answer an answer / with a slash", Typed("answer an answer / with a slash")),
        ("1/2 of them", Replied("1/2 of them")),
        ("//daily", Typed("/daily")),
        ("/", Typed("")),
        ("/quit", Local("quit", "")),
        ("/EXIT", Local("exit", "")),
        ("/as Ben", Local("as", "Ben")),
        ("/now 2026-03-02 19:00", Local("now", "2026-03-02 19:00")),
        ("/nowhere", Typed("nowhere")),
        ('""" not alone', Replied('""" not alone')),
    ],
)
def test_a_line_is_one_entry(line: str, entry: Entry | None) -> None:
    assert read_entry(line) == entry


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (['"""', "one", "", "  two", '"""'], [Replied("one\n\n  two")]),
        (['"""', "/daily", "/quit", '"""'], [Replied("/daily\n/quit")]),
        (['  """  ', "one", '\t"""'], [Replied("one")]),
        (['"""', "one"], [Replied("one")]),
        (['"""'], [Replied("")]),
        (['"""', '"""'], [Replied("")]),
        (['"""', "a", '"""', "/daily", "b"], [Replied("a"), Typed("daily"), Replied("b")]),
        (['"""', 'say """ inside', '"""'], [Replied('say """ inside')]),
        (["a", "", "b"], [Replied("a"), Replied("b")]),
        ([], []),
    ],
)
def test_fences_make_one_answer_of_many_lines(lines: list[str], expected: list[Entry]) -> None:
    assert list(entries(lines)) == expected


def test_a_reader_tells_whether_a_fence_is_open() -> None:
    reader = Reader()
    seen = [(reader.feed(line), reader.inside_block) for line in ('"""', "one", '"""', "/daily")]
    assert seen == [(None, True), (None, True), (Replied("one"), False), (Typed("daily"), False)]
    assert reader.finish() is None


@given(st.lists(st.text()))
def test_any_lines_are_read(lines: list[str]) -> None:
    for entry in entries(lines):
        assert isinstance(entry, Typed | Replied | Local)


def test_the_words_of_the_terminal_hide_no_command() -> None:
    taken = {command.words.split()[0] for command in all_commands().commands()}
    assert not taken & set(LOCAL_WORDS)


@pytest.mark.parametrize("name", ["Ana", "  Ana  ", "ana", "ANA", "José María", "李雷", "O'Neil"])
def test_names(name: str) -> None:
    assert account(name).name == " ".join(name.split())
    assert account(name).key == account(name.upper()).key


def test_two_names_are_two_people() -> None:
    assert account("Ana").key != account("Ana B").key


@pytest.mark.parametrize("name", ["", "  ", "x" * (LONGEST_NAME + 1), "a\x1b[2J", "\u202eana"])
def test_what_is_no_name(name: str) -> None:
    with pytest.raises(BadInput, match="A name is 1 to 40 letters"):
        account(name)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-03-02T09:00", datetime(2026, 3, 2, 8, 0, tzinfo=UTC)),
        ("2026-03-02 09:00", datetime(2026, 3, 2, 8, 0, tzinfo=UTC)),
        (" 2026-03-02T09:00:30 ", datetime(2026, 3, 2, 8, 0, 30, tzinfo=UTC)),
        ("2026-03-02T09:00Z", datetime(2026, 3, 2, 9, 0, tzinfo=UTC)),
        ("2026-03-02T09:00+05:30", datetime(2026, 3, 2, 3, 30, tzinfo=UTC)),
        ("2026-03-02", datetime(2026, 3, 1, 23, 0, tzinfo=UTC)),
        ("2026-07-02T09:00", datetime(2026, 7, 2, 7, 0, tzinfo=UTC)),
        ("1970-01-01", datetime(1969, 12, 31, 23, 0, tzinfo=UTC)),
        ("2200-12-31T23:59-12:00", datetime(2201, 1, 1, 11, 59, tzinfo=UTC)),
    ],
)
def test_moments(text: str, moment: datetime) -> None:
    assert read_timestamp(text, "Europe/Berlin") == moment


@pytest.mark.parametrize("text", ["", "now", "09:00", "02.03.2026", "2026-02-30T09:00"])
def test_what_is_no_moment(text: str) -> None:
    with pytest.raises(BadInput, match="is no moment"):
        read_timestamp(text, "UTC")


@pytest.mark.parametrize("text", ["0001-01-01T00:00+14:00", "9999-12-31T23:59-12:00", "2201-01-01"])
def test_moments_that_nobody_can_reckon_with(text: str) -> None:
    with pytest.raises(BadInput, match="in the years 1970 to 2200"):
        read_timestamp(text, "UTC")
