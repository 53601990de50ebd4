"""The other words of the command: help, content, doctor, db."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from adapters.cli.main import _WORDS
from bot import __version__
from bot.settings import Settings
from tests.cli.conftest import Rounds, one_sentence
from tests.content.samples import PROMPT, PROMPT_FILE, lay_out

GOOD = "We count serious errors per 100 uses. Above 2 we stop the rollout and tell the wards."

SOUND = re.sub(
    r"good: \[Sheets of (\w+) .*\]",
    r'good: ["The \1 sheet lies with every nurse.", "Every porter takes the \1 sheet along."]',
    PROMPT,
)
"""The sample prompt with good exemplars that the offline grader finds good."""


def count(database: Path, table: str) -> int:
    with closing(sqlite3.connect(database)) as connection:
        (number,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(number)


@pytest.fixture
def lived(rounds: Rounds, tmp_path: Path) -> Path:
    """A database with two members and an answer of each."""
    for name in ("Ana", "Ben"):
        done = rounds("chat", "--as", name, "--now", "2026-03-02T19:00", typed=f"{GOOD}\n")
        assert (done.status, done.err) == (0, "")
    return tmp_path / "rounds.db"


def test_help_lists_every_word(rounds: Rounds) -> None:
    for flag in ("--help", "-h"):
        done = rounds(flag)
        assert (done.status, done.err) == (0, "")
        for word, (_, line) in _WORDS.items():
            assert word in done.out
            assert line in " ".join(done.out.split())


@pytest.mark.parametrize("word", _WORDS)
def test_every_word_explains_itself(rounds: Rounds, word: str) -> None:
    done = rounds(word, "--help")
    assert (done.status, done.err) == (0, "")
    assert f"rounds {word}" in done.out


@pytest.mark.parametrize("words", [["nonsense"], ["chat", "--nonsense"], ["db", "nonsense"]])
def test_a_wrong_word_is_a_question_of_usage(rounds: Rounds, words: list[str]) -> None:
    done = rounds(*words)
    assert done.status == 2
    assert "No such" in done.err
    assert "Traceback" not in done.err


def test_the_version(rounds: Rounds) -> None:
    assert __version__ in rounds("--version").out


def test_good_content_passes(rounds: Rounds, tmp_path: Path) -> None:
    folder = lay_out(tmp_path, SOUND)
    for words in (["content"], [str(folder)]):
        done = rounds("content", "check", *words)
        assert (done.status, done.err) == (0, "")
        assert "1 prompt" in done.out
        assert "no faults" in done.out
    done = rounds("content", "check", ROUNDS_CONTENT=str(folder))
    assert (done.status, done.err) == (0, "")


def test_bad_content_is_named_by_file_and_line(rounds: Rounds, tmp_path: Path) -> None:
    lay_out(tmp_path, SOUND.replace("level: ", "level: un").replace("minutes: 8", "minutes: x"))
    done = rounds("content", "check", "content")
    assert done.status == 1
    assert f"content/{PROMPT_FILE}:4: " in done.out
    assert f"content/{PROMPT_FILE}:5: " in done.out
    assert "Fix: " in done.out
    assert "2 faults" in done.out


def test_a_missing_content_folder_is_a_fault(rounds: Rounds) -> None:
    done = rounds("content", "check", "gone")
    assert done.status != 0
    assert "gone" in done.out + done.err
    assert "Traceback" not in done.err


def test_the_doctor_finds_nothing_wrong(rounds: Rounds, lived: Path) -> None:
    done = rounds("doctor", ROUNDS_CONTENT=str(lay_out(lived.parent, SOUND)))
    assert (done.status, done.err) == (0, "")
    for name in Settings.model_fields:
        assert f"ROUNDS_{name.upper()}" in done.out
    for part in ("SQLite", "integrity: ok", "1 prompt", "Europe/Berlin", "zone data"):
        assert part in done.out
    assert "Everything is in place." in done.out


def test_the_doctor_makes_no_database(rounds: Rounds, tmp_path: Path) -> None:
    rounds("doctor")
    assert not (tmp_path / "rounds.db").exists()


def test_the_doctor_says_what_to_fix(rounds: Rounds, tmp_path: Path) -> None:
    (tmp_path / "rounds.db").write_bytes(b"garbage " * 500)
    content = str(lay_out(tmp_path, SOUND.replace("level: ", "level: un")))
    done = rounds("doctor", ROUNDS_ZOEN="Europe/Berlin", ROUNDS_CONTENT=content)
    assert done.status == 1
    assert "FIX  database" in done.out
    assert "FIX  content" in done.out
    assert "2 to fix" in done.out
    assert "ROUNDS_ZOEN is no setting" in done.out


def test_the_doctor_shows_no_password(rounds: Rounds) -> None:
    url = "postgresql://ana:hunter2@127.0.0.1:1/rounds"
    done = rounds("doctor", ROUNDS_DATABASE_URL=url)
    assert done.status == 1
    assert "hunter2" not in done.out + done.err


def test_an_upgrade_makes_the_database_once(rounds: Rounds, tmp_path: Path) -> None:
    first, second = rounds("db", "upgrade"), rounds("db", "upgrade")
    assert (first.status, second.status) == (0, 0)
    assert "Upgraded from nothing" in first.out
    assert "up to date" in second.out
    assert (tmp_path / "rounds.db").exists()


def test_a_backup_can_be_restored(rounds: Rounds, lived: Path) -> None:
    done = rounds("db", "backup", "copy.db")
    assert (done.status, done.err) == (0, "")
    assert "checked" in done.out
    one_sentence(rounds("db", "backup", "copy.db"), "copy.db")  # never writes over a file
    rounds("chat", "--as", "Cem", "--now", "2026-03-02T20:00", typed=f"{GOOD}\n")
    assert count(lived, "attempts") == 3
    done = rounds("db", "restore", "copy.db")
    assert (done.status, done.err) == (0, "")
    assert count(lived, "attempts") == 2
    kept = Path(done.out.split("kept in ")[1].strip().removesuffix("."))
    assert count(kept, "attempts") == 3, "what was there is not lost"


def test_what_is_no_backup_is_not_restored(rounds: Rounds, lived: Path) -> None:
    one_sentence(rounds("db", "restore", "gone.db"), "gone.db")
    (lived.parent / "garbage.db").write_bytes(b"garbage " * 500)
    one_sentence(rounds("db", "restore", "garbage.db"), "garbage.db", "nothing was changed")
    assert count(lived, "attempts") == 2


def test_who_was_forgotten_is_left_out_of_what_another_tool_brought_back(
    rounds: Rounds, lived: Path
) -> None:
    older = lived.read_bytes()
    before = count(lived, "members")
    rounds("chat", "--as", "Ben", typed="/mydata delete yes\n")
    assert count(lived, "members") == before - 1
    assert "Wrote 1" in rounds("db", "forgotten", "forgotten.jsonl").out
    lived.write_bytes(older)
    done = rounds("db", "forget", "forgotten.jsonl")
    assert (done.status, done.err) == (0, "")
    assert "Left out: 1" in done.out
    assert count(lived, "members") == before - 1
    one_sentence(rounds("db", "forget", "gone.jsonl"), "gone.jsonl")


def test_recompute_finds_nothing_to_correct(rounds: Rounds, lived: Path) -> None:
    done = rounds("db", "recompute")
    assert (done.status, done.err) == (0, "")
    assert "0 differed" in done.out
    with closing(sqlite3.connect(lived)) as connection, connection:
        connection.execute("UPDATE standings SET points = points + 1")
    assert "; 0 differed" not in rounds("db", "recompute").out
    assert "; 0 differed" in rounds("db", "recompute").out


def test_an_export_holds_every_row(rounds: Rounds, lived: Path) -> None:
    done = rounds("db", "export", "all.jsonl")
    assert (done.status, done.err) == (0, "")
    text = (lived.parent / "all.jsonl").read_text(encoding="utf-8")
    rows = [json.loads(line) for line in text.splitlines()]
    assert "rounds" in rows[0]
    assert sum(row.get("table") == "attempts" for row in rows) == 2
    assert f"{len(rows) - 1:,} rows" in done.out
    one_sentence(rounds("db", "export", "all.jsonl"), "all.jsonl")
    assert (lived.parent / "all.jsonl").read_text(encoding="utf-8") == text


def test_there_is_nothing_to_copy_before_the_first_start(rounds: Rounds, tmp_path: Path) -> None:
    one_sentence(rounds("db", "backup", "copy.db"), "no database")
    one_sentence(rounds("db", "export", "all.jsonl"), "rounds db upgrade")
    assert not list(tmp_path.glob("*.db"))
    assert not (tmp_path / "all.jsonl").exists()
