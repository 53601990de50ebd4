from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from adapters.cli.main import cli
from bot.errors import BadSettings


@pytest.mark.parametrize("words", [("--embed",), ("--grader", "meaning")])
@pytest.mark.parametrize("task", ["criteria", "answers"])
def test_measuring_by_meaning_without_a_model_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, task: str, words: tuple[str, ...]
) -> None:
    row = {"question": "q", "criterion": "c", "reference": "c", "reply": "r", "met": True}
    file = tmp_path / "lines.jsonl"
    file.write_text(json.dumps(row | {"score": 1}), encoding="utf-8")
    monkeypatch.setenv("ROUNDS_EMBED_MODEL", str(tmp_path / "none"))
    result = CliRunner().invoke(cli, ["eval", task, str(file), *words], standalone_mode=False)
    assert isinstance(result.exception, BadSettings)
    assert "there is no folder" in result.exception.sentence


def test_a_grader_with_evidence_needs_its_model(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROUNDS_EMBED_MODEL", str(tmp_path))
    result = CliRunner().invoke(cli, ["eval", "pairs", "--grader", "embed"], standalone_mode=False)
    assert isinstance(result.exception, BadSettings)
    assert "cannot be read" in result.exception.sentence
