"""`rounds regrade`: shows what would differ, stores it on demand, leaves closed seasons alone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Rounds, one_sentence
from tests.cli.process import CONTENT

HALF = "We count serious errors per 100 uses, and management decides what follows.\n"


@pytest.fixture
def stricter(tmp_path: Path) -> str:
    """The small bank with another weight on its first criterion."""
    folder = tmp_path / "stricter"
    shutil.copytree(CONTENT, folder)
    for file in folder.rglob("day-*.yaml"):
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("points: 4", "points: 2", 1), encoding="utf-8")
    return str(folder)


def test_differences_are_shown_first_and_stored_on_demand(rounds: Rounds, stricter: str) -> None:
    assert rounds("chat", "--as", "Ana", typed=HALF).status == 0
    done = rounds("regrade")
    assert (done.status, done.err) == (0, "")
    assert "up to date already  1" in done.out
    assert "Nothing would change." in done.out
    for words in (["regrade"], ["regrade", "--group", "Local group", "--since", "2020-01-01"]):
        shown = " ".join(rounds(*words, ROUNDS_CONTENT=stricter).out.split())
        assert "judged again 1 would differ 1" in shown
        assert "Would change • a1 · day-" in shown
        assert "Nothing was changed yet" in shown
    stored = " ".join(rounds("regrade", "--apply", ROUNDS_CONTENT=stricter).out.split())
    assert "1 new grade stored; points and streaks follow." in stored
    assert "up to date already 1" in " ".join(rounds("regrade").out.split())
    assert "0 differed" in rounds("db", "recompute").out


def test_a_closed_season_stays(rounds: Rounds, stricter: str) -> None:
    rounds("chat", "--as", "Ana", "--now", "2024-03-02T19:00", typed=HALF)
    shown = " ".join(rounds("regrade", "--apply", ROUNDS_CONTENT=stricter).out.split())
    assert "of these in a closed season 1" in shown
    assert "In a closed season, so they stay as they are • a1" in shown
    assert "0 new grades stored" in shown


def test_wrong_names_are_one_sentence(rounds: Rounds) -> None:
    one_sentence(rounds("regrade", "--prompt", "nothing"), "nothing")
    one_sentence(rounds("regrade", "--group", "Nobody"), "Nobody")
    assert rounds("regrade", "--since", "yesterday").status == 2
