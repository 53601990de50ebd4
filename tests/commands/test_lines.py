"""Typed lines: options in their order or by name, no quotes needed, nothing swallowed."""

from __future__ import annotations

import pytest

from bot.commands.catalogue import all_commands
from bot.commands.lines import check_values, read_line
from bot.errors import BadInput

REGISTRY = all_commands()


def read(line: str) -> tuple[str, dict[str, str]]:
    command, values = read_line(REGISTRY, line)
    check_values(command, values)
    return command.words, values


@pytest.mark.parametrize(
    ("line", "words", "values"),
    [
        ("daily", "daily", {}),
        ("DAILY", "daily", {}),
        ("  daily  ", "daily", {}),
        ("practice metrics hard", "practice", {"topic": "metrics", "level": "hard"}),
        ("practice level=hard", "practice", {"level": "hard"}),
        ("practice metrics level=hard", "practice", {"topic": "metrics", "level": "hard"}),
        ("practice topic=ai level=starter", "practice", {"topic": "ai", "level": "starter"}),
        ("practice LEVEL=hard", "practice", {"level": "hard"}),
        ("practice   metrics    hard", "practice", {"topic": "metrics", "level": "hard"}),
        ("leaderboard", "leaderboard", {}),
        ("leaderboard Month", "leaderboard", {"window": "month"}),
        ("leaderboard streak", "leaderboard", {"kind": "streak"}),
        ("leaderboard all streak", "leaderboard", {"window": "all", "kind": "streak"}),
        ("leaderboard kind=streak", "leaderboard", {"kind": "streak"}),
        ("streak why", "streak", {"why": "why"}),
        ("mydata export", "mydata export", {}),
        ("MyData Delete Yes", "mydata delete", {"confirm": "yes"}),
        ("post now", "post now", {}),
        ("hint night-outage", "hint", {"prompt": "night-outage"}),
        ("hint prompt=night-outage", "hint", {"prompt": "night-outage"}),
        ("settings", "settings", {}),
        ("settings zone Europe/Berlin", "settings", {"what": "zone", "value": "Europe/Berlin"}),
        (
            "settings board alias The Night Owl",
            "settings",
            {"what": "board", "value": "alias The Night Owl"},
        ),
        ("help mydata export", "help", {"command": "mydata export"}),
    ],
)
def test_lines_are_read(line: str, words: str, values: dict[str, str]) -> None:
    assert read(line) == (words, values)


@pytest.mark.parametrize(
    "text",
    [
        "it's a \"quoted\" answer with 'both' kinds",
        'an unclosed " quote',
        "a=b, and level=hard, is text as well",
        "line one\n\nline two\n  indented",
        "--not an option -x /nor a command",
        "ends with a backslash \\",
        "emoji 👩‍⚕️ and العربية",
    ],
)
def test_an_answer_is_taken_as_it_is(text: str) -> None:
    assert read(f"answer {text}") == ("answer", {"text": text})
    assert read(f"answer    {text}  ") == ("answer", {"text": text})


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("daily please", "does not take “please”"),
        ("streak whi", "“whi” is not one of why. Did you mean why?"),
        ("leaderboard mnth", "Did you mean month"),
        ("leaderboard month month", "is not one of points, streak"),
        ("practice metrics hrad", "Did you mean hard"),
        ("practice metrics hard now", "does not take “now”"),
        ("practice level=lunatic", "“lunatic” is not one of starter, standard, hard"),
        ("mydata delete no", "“no” is not one of yes"),
        ("hint one two", "does not take “two”"),
        ("hint colour=blue", "does not take “colour=blue”"),
        ("schedule tomorrow", "is not one of time, days, zone, deadline, skip, unskip"),
        ("streak " + "w" * 5000, "is not one of why"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_reason(line: str, sentence: str) -> None:
    with pytest.raises(BadInput) as refused:
        read(line)
    assert sentence in refused.value.sentence
    assert len(refused.value.sentence) < 250


@pytest.mark.parametrize(
    ("line", "words", "values"),
    [
        # A value by name is read like one in its place, and may stand before it.
        ("practice level=HARD", "practice", {"level": "hard"}),
        ("practice level=hard metrics", "practice", {"topic": "metrics", "level": "hard"}),
        # A text can be given by name too.
        (
            "settings what=zone value=Europe/Berlin",
            "settings",
            {"what": "zone", "value": "Europe/Berlin"},
        ),
        # A level alone is understood, as a kind of board alone is.
        ("practice hard", "practice", {"level": "hard"}),
        # Any space parts words.
        ("leaderboard month\tstreak", "leaderboard", {"window": "month", "kind": "streak"}),
    ],
)
def test_options_by_name_alone_and_in_any_order(
    line: str, words: str, values: dict[str, str]
) -> None:
    assert read(line) == (words, values)
