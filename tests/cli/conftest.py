"""The command run inside the tests' own process, which is faster and tells the same."""

from __future__ import annotations

import io
import logging
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from adapters.cli.main import main
from tests.cli.process import Done, environment
from tests.store.conftest import tiny_disk

__all__ = ["tiny_disk"]

Rounds = Callable[..., Done]


@pytest.fixture
def rounds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Rounds]:
    """Call it with words as they are typed; `typed` is standard input, the rest are settings."""
    monkeypatch.chdir(tmp_path)
    for name, value in environment(tmp_path).items():
        monkeypatch.setenv(name, value)
    root = logging.getLogger()
    before = list(root.handlers), root.level

    def run(*words: str, typed: str | bytes = "", **given: str) -> Done:
        for name, value in given.items():
            monkeypatch.setenv(name, value)
        data = typed.encode() if isinstance(typed, str) else typed
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
        monkeypatch.setattr(sys, "argv", ["rounds", *words])
        status = 0
        try:
            main()
        except SystemExit as end:
            status = int(end.code or 0)
        said = capsys.readouterr()
        return Done(status, said.out, said.err)

    yield run
    root.handlers[:], root.level = before


def one_sentence(done: Done, *parts: str) -> None:
    """It failed before it began, and says why in one line for a person."""
    assert done.status == 2, done
    assert done.err.startswith("rounds: "), done
    assert len(done.err.strip().splitlines()) == 1, done
    assert "Traceback" not in done.err
    assert len(done.err) < 400
    for part in parts:
        assert part in done.err, done
