"""What the log holds of an error: enough to mend it, and nothing that somebody else said."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from bot.logs import configure_logs

TOKEN = "xoxb-123456789012-abcdefghij"


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    path = tmp_path / "rounds.log"
    configure_logs("INFO", path)
    yield path
    for handler in root.handlers:
        handler.close()
    root.handlers[:] = before
    root.setLevel(level)
    structlog.reset_defaults()


def written(log: Path) -> dict[str, str]:
    (line,) = log.read_text("utf-8").splitlines()
    found: dict[str, str] = json.loads(line)
    return found


def failed(said: str) -> None:
    raise RuntimeError(said)


def test_an_error_is_there_once_with_its_stack_and_what_it_says(log: Path) -> None:
    said = f"The database is away, at {TOKEN}\nand more"
    try:
        failed(said)
    except RuntimeError:
        structlog.get_logger("rounds").exception("tick.failed")
    told = written(log)["exception"]
    assert told.endswith("RuntimeError: The database is away, at [secret]\n")
    assert "test_logs.py" in told


@pytest.mark.parametrize(
    "said",
    [
        "'I don't know, she said' is not a valid Level",
        '"my answer"',
        "cannot read “my own words”",
        "b'half of a request",
    ],
)
def test_what_it_quotes_is_left_out(log: Path, said: str) -> None:
    try:
        failed(said)
    except RuntimeError:
        structlog.get_logger("rounds").exception("tick.failed")
    told = written(log)["exception"].rpartition("RuntimeError: ")[2]
    assert "'…'" in told
    for words in ("don't know", "my answer", "my own words", "half of"):
        assert words not in told


def test_an_error_of_a_library_is_one_line_with_its_place(log: Path) -> None:
    try:
        failed("bad frame b'secret words'")
    except RuntimeError:
        logging.getLogger("aiohttp.server").exception("Error handling request")
    line = written(log)
    assert line["error"] == "RuntimeError: bad frame b'…'"
    assert "test_logs.py:" in line["at"]
    assert "exception" not in line
