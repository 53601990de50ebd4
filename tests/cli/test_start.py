"""A start that fails: one clear sentence, exit status 2, nothing lost and nothing made."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli import process
from tests.cli.conftest import Rounds, one_sentence
from tests.cli.process import COMMAND, CONTENT

NOBODY = 65534
START = ("chat", "--as", "Ana", "--now", "2026-03-02T19:00")
GOOD = "We count serious errors per 100 uses. Above 2 we stop the rollout and tell the wards."


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize(
    ("given", "parts"),
    [
        ({"ROUNDS_LOG_LEVEL": "loud"}, ["ROUNDS_LOG_LEVEL", "DEBUG, INFO"]),
        ({"ROUNDS_ZONE": "Mars/Base"}, ["ROUNDS_ZONE", "Mars/Base", "Europe/Berlin"]),
        ({"ROUNDS_ZONE": "../../etc/passwd"}, ["ROUNDS_ZONE"]),
        ({"ROUNDS_CONTENT": "gone"}, ["ROUNDS_CONTENT", "no folder gone"]),
        ({"ROUNDS_ZONE": "X", "ROUNDS_LOG_LEVEL": "Y"}, ["ROUNDS_ZONE", "ROUNDS_LOG_LEVEL"]),
        ({"ROUNDS_DATABASE_URL": "mysql://u:secret@h/d"}, ["mysql", "sqlite:///"]),
        ({"ROUNDS_DATABASE_URL": "sqlite://"}, ["names no file"]),
        ({"ROUNDS_DATABASE_URL": "postgresql://h:port/d"}, ["not understood"]),
        (
            {"ROUNDS_DATABASE_URL": "postgresql://ana:hunter2@127.0.0.1:1/rounds"},
            ["127.0.0.1:1", "cannot be reached"],
        ),
    ],
)
def test_settings_that_cannot_be_used(
    rounds: Rounds, tmp_path: Path, given: dict[str, str], parts: list[str]
) -> None:
    done = rounds(*START, typed=GOOD, **given)
    one_sentence(done, *parts)
    assert "secret" not in done.err
    assert "hunter2" not in done.err
    assert contents(tmp_path) == {}


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (b"colour = 'blue'\n", ["rounds.toml sets colour", "no setting"]),
        (b"zone = \n", ["rounds.toml", "line 1"]),
        (b"zone = 'a'\nzone = 'b'\n", ["rounds.toml"]),
        (b"zone = 5\n", ["ROUNDS_ZONE"]),
        (b"zone = '\xff'\n", ["rounds.toml"]),
        (b"[zone]\n", ["ROUNDS_ZONE"]),
    ],
)
def test_a_settings_file_that_cannot_be_used(
    rounds: Rounds, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: bytes, parts: list[str]
) -> None:
    monkeypatch.delenv("ROUNDS_ZONE")
    (tmp_path / "rounds.toml").write_bytes(text)
    one_sentence(rounds(*START, typed=GOOD), *parts)
    assert contents(tmp_path) == {"rounds.toml": text}


def test_the_environment_wins_over_the_file(rounds: Rounds, tmp_path: Path) -> None:
    (tmp_path / "rounds.toml").write_text('zone = "Mars/Base"\n', encoding="utf-8")
    assert rounds(*START, ROUNDS_ZONE="Asia/Tokyo").status == 0


def test_an_empty_variable_counts_as_unset(
    rounds: Rounds, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = rounds(*START, ROUNDS_ZONE="", ROUNDS_LOG_LEVEL="")
    assert (done.status, done.err) == (0, "")


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        (["--now", "never"], ["“never” is no moment", "2026-11-21T09:00"]),
        (["--now", ""], ["is no moment"]),
        (["--now", "0001-01-01"], ["years 1970 to 2200"]),
        (["--as", ""], ["A name is 1 to 40 letters"]),
        (["--as", "   "], ["A name is 1 to 40 letters"]),
        (["--as", "x" * 41], ["A name is 1 to 40 letters"]),
        (["--as", "a\x1b[2J"], ["A name is 1 to 40 letters"]),
    ],
)
def test_words_that_cannot_be_used(
    rounds: Rounds, tmp_path: Path, words: list[str], parts: list[str]
) -> None:
    one_sentence(rounds("chat", *words, typed=GOOD), *parts)
    assert contents(tmp_path) == {}


def test_a_folder_that_is_a_file(rounds: Rounds, tmp_path: Path) -> None:
    (tmp_path / "data").write_bytes(b"mine")
    done = rounds(*START, ROUNDS_DATABASE_URL=f"sqlite:///{tmp_path}/data/rounds.db")
    one_sentence(done, "data/rounds.db", "ROUNDS_DATABASE_URL")
    assert contents(tmp_path) == {"data": b"mine"}


def test_a_database_that_is_a_folder(rounds: Rounds, tmp_path: Path) -> None:
    one_sentence(rounds(*START, ROUNDS_DATABASE_URL=f"sqlite:///{tmp_path}"), str(tmp_path))


@pytest.mark.parametrize("text", [b"garbage " * 500, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_file_that_is_no_database_stays_as_it_is(
    rounds: Rounds, tmp_path: Path, text: bytes
) -> None:
    (tmp_path / "rounds.db").write_bytes(text)
    one_sentence(rounds(*START, typed=GOOD), "rounds.db", "no readable database")
    assert contents(tmp_path) == {"rounds.db": text}


def test_a_database_of_a_newer_version_stays_as_it_is(rounds: Rounds, tmp_path: Path) -> None:
    rounds(*START, typed=f"{GOOD}\n")
    with closing(sqlite3.connect(tmp_path / "rounds.db")) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = (tmp_path / "rounds.db").read_bytes()
    for words in (START, ("db", "upgrade"), ("db", "recompute")):
        one_sentence(rounds(*words, typed=GOOD), "newer", "rounds.db")
    assert (tmp_path / "rounds.db").read_bytes() == before


def test_a_database_of_something_else_stays_as_it_is(rounds: Rounds, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "rounds.db")) as connection, connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    done = rounds(*START, typed=GOOD)
    one_sentence(done, "rounds.db")
    with closing(sqlite3.connect(tmp_path / "rounds.db")) as connection:
        names = connection.execute("SELECT name FROM sqlite_master").fetchall()
    assert names == [("recipes",)]


def test_a_full_disk_at_the_start(rounds: Rounds, tiny_disk: Path) -> None:
    with pytest.raises(OSError, match="space"):
        (tiny_disk / "filler").write_bytes(b"x" * 3_000_000)
    done = rounds(*START, typed=GOOD, ROUNDS_DATABASE_URL=f"sqlite:///{tiny_disk}/rounds.db")
    one_sentence(done, "disk is full", "rounds.db")


def test_a_disk_that_fills_up_while_somebody_practises(rounds: Rounds, tiny_disk: Path) -> None:
    """Each answer is either kept or refused in a sentence; what was kept is still there."""
    url = {"ROUNDS_DATABASE_URL": f"sqlite:///{tiny_disk}/rounds.db"}
    long = "We count serious errors. " * 700
    done = rounds(*START, typed=f"{long}\n" * 60, **url)
    assert "Traceback" not in done.err
    kept = done.out.count("answer is in")
    assert 0 < kept < 60
    assert "The disk is full" in " ".join((done.out + done.err).split())
    with closing(sqlite3.connect(tiny_disk / "rounds.db")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("SELECT count(*) FROM attempts").fetchone() == (kept,)


@pytest.fixture
def foreign(tmp_path: Path) -> Iterator[Path]:
    """A folder that the user of the next fixture may enter and read, and not write."""
    folder = Path(tempfile.mkdtemp(prefix="rounds-foreign-"))
    shutil.copytree(CONTENT, folder / "content")
    folder.chmod(0o755)
    yield folder
    for path in (folder, folder / "rounds.db"):
        if path.exists():
            path.chmod(0o755)
    shutil.rmtree(folder)


@pytest.fixture
def other_user(foreign: Path) -> int | None:
    """Somebody who may not write here: root takes another user's number, others themselves."""
    user = NOBODY if os.geteuid() == 0 else None
    try:
        done = process.rounds(foreign, "--version", user=user)
    except OSError as error:
        pytest.skip(f"no other user can start the command here: {error}")
    if done.status:
        pytest.skip("another user cannot read the program in this folder")
    return user


def test_a_database_that_may_not_be_written(
    rounds: Rounds, foreign: Path, other_user: int | None
) -> None:
    given = {
        "ROUNDS_DATABASE_URL": f"sqlite:///{foreign}/rounds.db",
        "ROUNDS_CONTENT": str(foreign / "content"),
    }
    assert rounds(*START, typed=f"{GOOD}\n", **given).status == 0
    (foreign / "rounds.db").chmod(0o444)
    foreign.chmod(0o555)
    before = (foreign / "rounds.db").read_bytes()
    done = process.rounds(foreign, *START, typed=GOOD, user=other_user, **given)
    one_sentence(done, "rounds.db cannot be written", "writable")
    assert (foreign / "rounds.db").read_bytes() == before


def test_a_new_database_in_a_folder_that_may_not_be_written(
    foreign: Path, other_user: int | None
) -> None:
    foreign.chmod(0o555)
    content = str(foreign / "content")
    done = process.rounds(foreign, *START, typed=GOOD, user=other_user, ROUNDS_CONTENT=content)
    one_sentence(done, "rounds.db", "cannot be")
    assert not (foreign / "rounds.db").exists()


def test_two_chats_on_one_new_file_both_finish(tmp_path: Path) -> None:
    """Two processes make the database, found the group and answer at the same time."""
    lines = f"{GOOD}\n" + "/streak\n" * 5 + f"/revise {GOOD} Then we tell the nurses.\n/history\n"
    running = [
        process.start(tmp_path, "chat", "--as", name, "--now", "2026-03-02T19:00")
        for name in ("Ana", "Ben")
    ]
    with ThreadPoolExecutor() as both:
        done = list(both.map(lambda one: _end(one, lines), running))
    for status, out, err in done:
        assert (status, err) == (0, "")
        assert "Something went wrong" not in out
        assert out.count("answer is in") == 2
    with closing(sqlite3.connect(tmp_path / "rounds.db")) as connection:
        assert connection.execute("SELECT count(*) FROM attempts").fetchone() == (4,)
        assert connection.execute("SELECT count(*) FROM groups").fetchone() == (1,)
        assert connection.execute("SELECT count(*) FROM postings").fetchone() == (1,)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def _end(running: subprocess.Popen[str], lines: str) -> tuple[int, str, str]:
    out, err = running.communicate(lines, timeout=60)
    return running.returncode, out, err


def test_the_installed_command_is_the_one_tested(tmp_path: Path) -> None:
    """A whole sitting as a newcomer pipes it, through the script that is installed."""
    installed = Path(COMMAND[0]).with_name("rounds")
    if not installed.exists():
        pytest.skip("the command is not installed beside this Python")
    done = subprocess.run(
        [installed, "chat", "--as", "Ana", "--now", "2026-03-02T19:00", "--echo"],
        cwd=tmp_path,
        env=process.environment(tmp_path),
        input=f'"""\n{GOOD}\n"""\n/history\n',
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "> /history" in done.stdout
    assert "of 100" in done.stdout
    assert not (tmp_path / "rounds.log").exists(), "nothing went wrong, so nothing is logged"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_output_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*COMMAND, "grade", "day-01"],
            cwd=tmp_path,
            env=process.environment(tmp_path),
            input=GOOD,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
            check=False,
        )
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "The disk is full" in done.stderr


def test_an_output_of_few_letters_breaks_nothing(tmp_path: Path) -> None:
    """An old terminal's encoding: letters it lacks become question marks, JSON stays whole."""
    encoding = {"PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    reply = "We count serious errors — “always”. Above 2 we stop. ☂"
    for words in (["grade", "day-01", "--json"], ["chat"]):
        done = subprocess.run(
            [*COMMAND, *words],
            cwd=tmp_path,
            env=process.environment(tmp_path, **encoding),
            input=reply.encode(),
            capture_output=True,
            timeout=60,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, b"")
        assert done.stdout.isascii()
