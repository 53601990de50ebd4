"""The bank that comes with Rounds."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest
import yaml

from bot.content.check import run_check
from bot.content.library import FileBank, default_folder
from bot.content.report import report_lines

REQUIRED = Path(__file__).resolve().parents[3] / "shared" / "spec" / "required_prompts.yaml"


def test_every_file_of_the_bank_passes_the_check() -> None:
    exemplars = importlib.import_module("bot.grading.exemplars")
    result = run_check(
        default_folder(),
        misjudged=exemplars.misjudged,
        met_by_question=exemplars.met_by_question,
    )
    assert result.judged
    assert not result.errors, "\n".join(report_lines(result, "content"))


def test_every_prompt_can_be_loaded() -> None:
    bank = FileBank(default_folder())
    assert bank.faults == ()
    for head in bank.heads():
        assert bank.prompt(head.id).head == head


@pytest.mark.skipif(not REQUIRED.is_file(), reason="the list of required questions is not here")
def test_the_required_questions_are_word_for_word_in_the_bank() -> None:
    required = yaml.safe_load(REQUIRED.read_text(encoding="utf-8"))["prompts"]
    bank = FileBank(default_folder())
    heads = {head.id: head for head in bank.heads()}
    assert len(required) == 40
    assert [one["id"] for one in required if one["id"] not in heads] == []
    for one in required:
        head = heads[one["id"]]
        assert (head.topic, head.question) == (one["topic"], one["question"]), one["id"]
