"""Criteria read without what they look for: the same as the whole prompt's, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content.library import FileBank, default_folder
from bot.content.outline import read_criteria
from tests.content.samples import PROMPT, PROMPT_FILE, write


def test_they_are_those_of_the_whole_prompt() -> None:
    bank = FileBank(default_folder())
    for head in bank.heads()[::7]:
        assert tuple(bank.criteria(head.id)) == bank.prompt(head.id).rubric.heads(), head.id


def test_no_whole_prompt_is_read_for_them(folder: Path) -> None:
    bank = FileBank(folder)
    found = bank.criteria("night-outage")
    assert tuple(found) == FileBank(folder).prompt("night-outage").rubric.heads()
    (folder / PROMPT_FILE).unlink()
    assert bank.criteria("night-outage") is found
    assert bank.criteria("nobody") == ()


def test_a_file_that_is_broken_has_none(folder: Path) -> None:
    bank = FileBank(folder)
    write(folder, PROMPT_FILE, PROMPT.replace("kind: required", "kind: reqired"))
    assert bank.criteria("night-outage") == ()


@pytest.mark.parametrize(
    "source",
    [
        "id: x\ncriteria: [{id: a}]\n",
        "id: x\n",
        "id: x\ncriteria:\n  - id: a\n    text: T\n",
        "id: x\ncriteria:\n  - [a]\n",
        "id: x\ncriteria:\n",
    ],
)
def test_what_is_written_otherwise_is_left_to_the_whole_reading(source: str) -> None:
    assert read_criteria(source, "x.yaml") is None


def test_texts_may_fold_and_keys_come_in_any_order() -> None:
    source = """id: x
criteria:
- kind: bonus
  signals:
  - all: [[id: no]]
    text: not this
  text: >
    Two
    lines
  skill: safety

  points: 2
  # a comment
  id: a
model_answer:
  - id: neither
"""
    found = read_criteria(source, "x.yaml")
    assert found is not None
    assert [(one.id, one.text, one.points) for one in found] == [("a", "Two lines", 2)]
