"""`rounds group` and `rounds post`: a group set up, changed and posted to without the chat."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Rounds, one_sentence
from tests.cli.process import Done

HERE = ("--platform", "discord", "--workspace", "900", "--channel", "42")
NEXT = re.compile(r"Next prompt: (Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d+ \w{3}, (\d\d:\d\d) \((.+)\)")


def rows(folder: Path, query: str) -> list[Any]:
    with closing(sqlite3.connect(folder / "rounds.db")) as connection:
        return connection.execute(query).fetchall()


def fine(done: Done) -> str:
    assert (done.status, done.err) == (0, "")
    return done.out


def test_a_group_from_nothing(rounds: Rounds) -> None:
    said = fine(rounds("group", "set", *HERE))
    assert said.startswith("Group 1: Study group\n")
    found = NEXT.search(said)
    assert found is not None
    assert found.groups()[1:] == ("09:00", "Europe/Berlin")  # the zone of the settings


def test_everything_can_be_said_at_once(rounds: Rounds, tmp_path: Path) -> None:
    options = ("--zone", "asia/tokyo", "--time", "7am", "--days", "mon-fri", "--open")
    said = fine(rounds("group", "set", *HERE, "--name", "Night owls", *options))
    assert said.startswith("Group 1: Night owls\n")
    assert "07:00 (Asia/Tokyo)" in said
    (row,) = rows(tmp_path, "SELECT feedback, delivery, paused FROM groups")
    assert row == ("thread", "posted", 0)


def test_saying_it_again_changes_nothing(rounds: Rounds, tmp_path: Path) -> None:
    line = ("group", "set", *HERE, "--time", "07:00", "--days", "sat,sun")
    first = fine(rounds(*line))
    stored = rows(tmp_path, "SELECT * FROM groups")
    assert fine(rounds(*line)) == first
    assert rows(tmp_path, "SELECT * FROM groups") == stored
    assert len(rows(tmp_path, "SELECT * FROM audit")) == 1


def test_what_is_not_said_stays(rounds: Rounds, tmp_path: Path) -> None:
    fine(rounds("group", "set", *HERE, "--time", "07:00", "--open", "--name", "Owls"))
    said = fine(rounds("group", "set", *HERE, "--zone", "UTC"))
    assert said.startswith("Group 1: Owls\n")
    assert "07:00 (UTC)" in said
    assert rows(tmp_path, "SELECT feedback FROM groups") == [("thread",)]
    fine(rounds("group", "set", *HERE, "--private", "--name", "Larks"))
    assert rows(tmp_path, "SELECT feedback, name FROM groups") == [("private", "Larks")]


def test_another_channel_is_another_group(rounds: Rounds) -> None:
    fine(rounds("group", "set", *HERE))
    said = fine(rounds("group", "set", *HERE[:-1], "43"))
    assert said.startswith("Group 2: Study group 2\n")
    # Another workspace may use the name again.
    other = ("--platform", "slack", "--workspace", "T1", "--channel", "C1")
    assert fine(rounds("group", "set", *other)).startswith("Group 3: Study group\n")
    taken = ("group", "set", *HERE[:-1], "44", "--name", "study GROUP")
    one_sentence(rounds(*taken), "is here already")
    rename = ("group", "set", *HERE, "--name", "Study group 2")
    one_sentence(rounds(*rename), "is here already")


def test_the_list_names_every_group(rounds: Rounds) -> None:
    assert "No group yet" in fine(rounds("group", "list"))
    fine(rounds("group", "set", *HERE, "--days", "mon-fri"))
    other = ("--platform", "slack", "--workspace", "T1", "--channel", "C1", "--name", "Larks")
    fine(rounds("group", "set", *other))
    said = fine(rounds("group", "list"))
    assert "1  Study group\n   discord, workspace 900, channel 42\n" in said
    assert "Mon to Fri at 09:00, next " in said
    assert "2  Larks\n   slack, workspace T1, channel C1\n" in said


@pytest.mark.parametrize(
    ("options", "part"),
    [
        (("--zone", "Berln"), "There is no time zone"),
        (("--time", "25:00"), "is not a time of day"),
        (("--days", "someday"), "does not name weekdays"),
        (("--name", " "), "1 to 60 characters"),
        (("--name", "x" * 61), "1 to 60 characters"),
        (("--channel", "4 2"), "--channel takes an id"),
        (("--workspace", ""), "--workspace takes an id"),
    ],
)
def test_a_wrong_value_is_one_sentence_and_changes_nothing(
    rounds: Rounds, tmp_path: Path, options: tuple[str, ...], part: str
) -> None:
    one_sentence(rounds("group", "set", *HERE, *options), part)
    if (tmp_path / "rounds.db").exists():
        assert rows(tmp_path, "SELECT count(*) FROM groups") == [(0,)]


def test_an_unknown_platform_is_a_question_of_usage(rounds: Rounds) -> None:
    done = rounds("group", "set", "--platform", "pigeon", *HERE[2:])
    assert done.status == 2
    assert "pigeon" in done.err


@pytest.mark.parametrize("called", ["1", "night OWLS"])
def test_a_prompt_is_posted_through_the_outbox(rounds: Rounds, tmp_path: Path, called: str) -> None:
    fine(rounds("group", "set", *HERE, "--name", "Night owls", "--time", "23:59"))
    said = fine(rounds("post", "--group", called))
    assert "Posted to group 1, Night owls: day-" in said
    (row,) = rows(tmp_path, "SELECT kind, platform, workspace, channel, state FROM outbox")
    assert row == ("posting", "discord", "900", "42", "waiting")
    one_sentence(rounds("post", "--group", called), "one a day")
    assert rows(tmp_path, "SELECT count(*) FROM outbox WHERE kind = 'posting'") == [(1,)]


def test_a_group_nobody_knows_or_too_many_know(rounds: Rounds) -> None:
    one_sentence(rounds("post", "--group", "7"), "no group called “7”")
    fine(rounds("group", "set", *HERE))
    fine(rounds("group", "set", "--platform", "slack", "--workspace", "T", "--channel", "C"))
    one_sentence(rounds("post", "--group", "Study group"), "1, 2", "Give the number of one")
    fine(rounds("post", "--group", "2"))
