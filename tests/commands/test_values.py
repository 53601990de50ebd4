"""Times, dates, zones and weekdays as people write them: read strictly, refused clearly."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from bot.commands.values import read_date, read_number, read_time, read_weekdays, read_zone
from bot.errors import BadInput

NOW = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)
LONG = "x" * 5000


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("09:00", time(9)),
        ("9:00", time(9)),
        ("9.30", time(9, 30)),
        ("9am", time(9)),
        ("9 PM", time(21)),
        ("12am", time(0)),
        ("12pm", time(12)),
        ("11:59pm", time(23, 59)),
        ("00:00", time(0)),
        ("23:59", time(23, 59)),
        (" 7:05 ", time(7, 5)),
    ],
)
def test_times(text: str, expected: time) -> None:
    assert read_time(text) == expected


@pytest.mark.parametrize(
    "text",
    ["", "9", "24:00", "23:60", "0am", "13pm", "9:5", "9:000", "noon", "-1:00", "9:00:00", LONG],
)
def test_what_is_no_time(text: str) -> None:
    _refused(read_time, text, "is not a time of day")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mon-fri", {0, 1, 2, 3, 4}),
        ("Mon,Wed,Fri", {0, 2, 4}),
        ("mon, wed", {0, 2}),
        ("tue thu", {1, 3}),
        ("sat-mon", {5, 6, 0}),
        ("monday", {0}),
        ("wednes", {2}),
        ("su", {6}),
        ("daily", set(range(7))),
        ("all", set(range(7))),
        ("weekdays", set(range(5))),
        ("weekends", {5, 6}),
        ("mon-wed,sun", {0, 1, 2, 6}),
        ("fri-fri", {4}),
    ],
)
def test_weekdays(text: str, expected: set[int]) -> None:
    assert read_weekdays(text) == expected


@pytest.mark.parametrize(
    "text", ["", "m", "s", "xyz", "mon-", "-fri", "mon--fri", "1-5", "mon,,x", "never", "💥", LONG]
)
def test_what_names_no_weekdays(text: str) -> None:
    _refused(read_weekdays, text, "does not name weekdays")


@pytest.mark.parametrize("text", ["monkey", "sunny", "weds-friends"])
def test_what_only_begins_like_a_weekday(text: str) -> None:
    _refused(read_weekdays, text, "does not name weekdays")


@pytest.mark.parametrize(
    ("text", "zone", "expected"),
    [
        ("2026-11-21", "UTC", date(2026, 11, 21)),
        ("2028-02-29", "UTC", date(2028, 2, 29)),
        ("today", "UTC", date(2026, 3, 1)),
        ("Tomorrow", "UTC", date(2026, 3, 2)),
        ("today", "Asia/Tokyo", date(2026, 3, 2)),
        ("tomorrow", "America/New_York", date(2026, 3, 2)),
        (" 2026-01-01 ", "UTC", date(2026, 1, 1)),
    ],
)
def test_dates(text: str, zone: str, expected: date) -> None:
    assert read_date(text, NOW, zone) == expected


@pytest.mark.parametrize(
    "text", ["", "2026-02-30", "2027-02-29", "21.11.2026", "11/21/2026", "yesterday", "0", LONG]
)
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_date(text, NOW, "UTC")
    assert "is not a date" in refused.value.sentence
    assert len(refused.value.sentence) < 200


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        (" America/Argentina/Buenos_Aires ", "America/Argentina/Buenos_Aires"),
        ("utc", "UTC"),
    ],
)
def test_zones(text: str, expected: str) -> None:
    assert read_zone(text) == expected


@pytest.mark.parametrize(
    ("text", "guess"), [("Europe/Berln", "Europe/Berlin"), ("Asia/Kolkatta", "Asia/Kolkata")]
)
def test_a_misspelled_zone_is_guessed(text: str, guess: str) -> None:
    _refused(read_zone, text, f"Did you mean {guess}")


@pytest.mark.parametrize("text", ["", "../../etc/passwd", "Mars/Olympus", "+01:00", "\x00", LONG])
def test_what_is_no_zone(text: str) -> None:
    _refused(read_zone, text, "There is no time zone")


@pytest.mark.parametrize(("text", "expected"), [("1", 1), ("168", 168), (" 12 ", 12), ("007", 7)])
def test_numbers(text: str, expected: int) -> None:
    assert read_number(text, 1, 168) == expected


@pytest.mark.parametrize("text", ["", "0", "169", "-1", "1.5", "1e3", "٣", "²", "twelve", LONG])
def test_what_is_no_number_in_the_range(text: str) -> None:
    with pytest.raises(BadInput, match="is not a whole number from 1 to 168"):
        read_number(text, 1, 168)


def test_a_number_of_any_length_is_refused_alike() -> None:
    with pytest.raises(BadInput, match="is not a whole number from 1 to 168"):
        read_number("9" * 5000, 1, 168)


def _refused(read: object, text: str, sentence: str) -> None:
    assert callable(read)
    with pytest.raises(BadInput) as refused:
        read(text)
    assert sentence in refused.value.sentence
    assert len(refused.value.sentence) < 250
