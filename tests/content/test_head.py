"""The quick reading of heads refuses and returns what the full reading does."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content.draft import read_draft
from bot.content.fault import Fault
from bot.content.files import Entry, entries
from bot.content.head import HEAD_KEYS, head_part, read_head
from bot.content.library import default_folder
from bot.content.schema import PromptModel
from bot.content.whole import to_head
from bot.domain.prompt import PromptHead
from tests.content.samples import HEAD, PROMPT, write


def test_the_head_of_every_prompt_equals_that_of_the_whole() -> None:
    seen = 0
    for entry in entries(default_folder(), "prompts"):
        if isinstance(entry, Entry) and entry.name.endswith(".yaml"):
            draft, _ = read_draft(entry)
            assert draft is not None
            if draft.model is not None:
                assert read_head(entry.path, entry.name) == to_head(draft.model)
                seen += 1
    assert seen


def test_head_keys_are_the_keys_of_the_model_above_criteria() -> None:
    keys = list(PromptModel.model_fields)
    assert keys[: keys.index("criteria")] == [*HEAD_KEYS]


SPOILT = {
    "level": ("level: standard", "level: easy"),
    "minutes": ("minutes: 8", "minutes: 0"),
    "minutes in words": ("minutes: 8", "minutes: [8]"),
    "weight": ("weight: 1", "weight: 4"),
    "title": ("title: The tool goes down", "title: " + "x" * 61),
    "no title": ("title: The tool goes down\n", ""),
    "empty": ("title: The tool goes down", "title: ''"),
    "id": ("id: night-outage", "id: Night"),
    "long id": ("id: night-outage", "id: " + "x" * 61),
    "unknown key": ("weight: 1", "weigth: 1"),
    "skills": ("skills: [safety]", "skills: safety"),
    "no skills": ("skills: [safety]", "skills: []"),
    "skill": ("skills: [safety]", "skills: [[safety]]"),
    "hints": ("  - Think of the desk.", "  - a\n  - b\n  - c\n  - d"),
    "hint": ("  - Think of the desk.", "  - {a: b}"),
    "question": ("question: >-\n", "question: {}\nx: >-\n"),
    "duplicate": ("weight: 1", "weight: 1\nweight: 2"),
    "alias": ("weight: 1", "weight: *one"),
    "cut off": ("title: The tool", "title: The # tool"),
}


@pytest.mark.parametrize("name", SPOILT)
def test_both_readings_refuse_the_same_heads(tmp_path: Path, name: str) -> None:
    old, new = SPOILT[name]
    assert old in PROMPT
    path = write(tmp_path, "x.yaml", PROMPT.replace(old, new, 1))
    quick = read_head(path, "x.yaml")
    assert isinstance(quick, Fault)
    _, faults = read_draft(Entry("x.yaml", path))
    # The quick reading names the key, the full one also which item of its list.
    assert any(fault.message.startswith(quick.message.partition(":")[0]) for fault in faults)
    assert any(fault.line - 4 <= quick.line <= fault.line for fault in faults)


@pytest.mark.parametrize(
    "change",
    [
        ("criteria:\n", "criteria :\n"),
        ("criteria:\n", '"criteria":\n'),
        ("weight: 1", "weight: '1'"),
        ("title: The tool goes down", 'title: "The\ncriteria: tool goes down"'),
        ("\n", "\r\n"),
        ("  - Think of the desk.", "  - |\n    Think\n\n    criteria: of it."),
        (HEAD, "# first\n---\n" + HEAD),
        ("hints:\n  - Think of the desk.\n", ""),
    ],
)
def test_both_readings_take_the_same_heads(tmp_path: Path, change: tuple[str, str]) -> None:
    path = write(tmp_path, "x.yaml", PROMPT.replace(*change))
    quick = read_head(path, "x.yaml")
    draft, _ = read_draft(Entry("x.yaml", path))
    assert draft is not None
    assert draft.model is not None
    assert isinstance(quick, PromptHead)
    assert quick == to_head(draft.model)


def test_a_head_ends_at_criteria() -> None:
    assert head_part(PROMPT) == HEAD
    assert head_part(HEAD) == HEAD


def test_what_stands_below_the_head_is_not_read(tmp_path: Path) -> None:
    path = write(tmp_path, "x.yaml", HEAD + "criteria:\n  - [broken\n")
    assert isinstance(read_head(path, "x.yaml"), PromptHead)


@pytest.mark.parametrize("text", ["", "- a\n", "just words\n", "criteria: []\n", "id: [\n"])
def test_files_without_a_head_are_one_fault(tmp_path: Path, text: str) -> None:
    found = read_head(write(tmp_path, "x.yaml", text), "x.yaml")
    assert isinstance(found, Fault)
    assert found.line == 1
    assert found.fix
