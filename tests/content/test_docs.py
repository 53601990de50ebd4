"""The examples of docs/content.md are what the loader takes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.content.check import check, run_check
from bot.content.draft import read_draft
from bot.content.files import Entry
from bot.content.report import report_lines
from tests.content.samples import LEXICON, PROMPT, write

DOCS = Path(__file__).resolve().parents[2] / "docs" / "content.md"


def example(beginning: str) -> str:
    """The example block that begins with these words."""
    blocks = re.findall(r"```yaml\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    (found,) = [block for block in blocks if block.startswith(beginning)]
    return str(found)


def test_the_example_prompt_is_read(tmp_path: Path) -> None:
    path = write(tmp_path, "ai-night-outage.yaml", example("id:"))
    draft, faults = read_draft(Entry("prompts/ai/ai-night-outage.yaml", path))
    assert faults == []
    assert draft is not None
    assert draft.model is not None


@pytest.mark.parametrize(
    ("name", "beginning"), [("lexicon/docs.yaml", "lexicon:"), ("calibration/docs.yaml", "pairs:")]
)
def test_the_other_examples_are_read(folder: Path, name: str, beginning: str) -> None:
    write(folder, "lexicon/words.yaml", "lexicon:\n  staff: [x]\n")
    write(folder, name, example(beginning))
    faults = [fault for fault in check(folder) if not fault.warning]
    assert all("No prompt has the id" in fault.message for fault in faults)


def test_the_lines_of_the_report_are_those_of_the_check(folder: Path) -> None:
    write(folder, "lexicon/words.yaml", LEXICON + "  idle: [x]\n")
    write(folder, "prompts/ai/night-outage.yaml", PROMPT.replace("minutes: 8", "minutes: 12:30"))
    text = DOCS.read_text(encoding="utf-8")
    warning, fault, _ = report_lines(run_check(folder), "content")
    assert warning in text
    assert fault.partition(".yaml")[2] in text
