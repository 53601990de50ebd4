"""The report that an author reads."""

from __future__ import annotations

from pathlib import Path

from bot.content.check import CheckResult, run_check
from bot.content.fault import Fault
from bot.content.report import report_lines, summary
from tests.content.samples import LEXICON, PROMPT, PROMPT_FILE, write


def test_a_clean_folder_is_one_line(folder: Path) -> None:
    assert report_lines(run_check(folder), "content/") == [
        "1 prompt, 6 criteria, 1 pair: no faults. The exemplars were not graded."
    ]


def test_each_fault_is_one_line_with_its_place(folder: Path) -> None:
    write(folder, PROMPT_FILE, PROMPT.replace("minutes: 8", "minutes: 12:30"))
    write(folder, "lexicon/words.yaml", LEXICON + "  idle: [x]\n")
    lines = report_lines(run_check(folder), "my/content")
    warning, fault, last = lines
    assert warning == (
        "my/content/lexicon/words.yaml:4: warning: No rubric uses: idle. "
        "Fix: use them with @, or take them out."
    )
    assert fault == (
        'my/content/prompts/ai/night-outage.yaml:5: minutes: "12:30" is no whole number. '
        "Fix: write a whole number from 1 to 60 in digits."
    )
    assert last == (
        "1 prompt, 6 criteria, 1 pair: 1 fault, 1 warning. The exemplars were not graded."
    )


def test_a_folder_that_is_not_there_is_named_as_it_was_typed(tmp_path: Path) -> None:
    lines = report_lines(run_check(tmp_path / "nowhere"), "nowhere")
    assert lines[0] == (
        "nowhere: There is no such folder. Fix: name the folder that holds catalogue.yaml."
    )


def test_the_summary_counts() -> None:
    faults = (Fault("a", 1, "b", "c"), Fault("a", 2, "b", "c"))
    result = CheckResult(prompts=2, criteria=1, pairs=0, faults=faults, judged=True)
    assert summary(result) == "2 prompts, 1 criterion, 0 pairs: 2 faults."
