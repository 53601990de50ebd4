"""What the check refuses, each with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content.check import check, run_check
from bot.content.fault import Fault
from tests.content.cases import CASES, Case
from tests.content.samples import (
    CATALOGUE,
    LEXICON,
    PAIRS,
    PROMPT,
    PROMPT_FILE,
    lay_out,
    line_of,
    write,
)


def only(faults: list[Fault], file: str, line: int) -> Fault:
    """The one fault of the list, which must stand there."""
    assert [(fault.file, fault.line) for fault in faults] == [(file, line)], faults
    assert faults[0].fix
    return faults[0]


def test_the_sample_passes(folder: Path) -> None:
    result = run_check(folder)
    assert result.faults == ()
    assert (result.prompts, result.criteria, result.pairs) == (1, 6, 1)


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case.name))
def test_each_fault_is_named_with_its_line(tmp_path: Path, case: Case) -> None:
    assert case.old in PROMPT
    spoilt = PROMPT.replace(case.old, case.new, 1)
    faults = check(lay_out(tmp_path, spoilt))
    expected = (PROMPT_FILE, line_of(spoilt, case.at))
    matching = [
        fault for fault in faults if case.message in fault.message and case.fix in fault.fix
        and (fault.file, fault.line) == expected
    ]  # fmt: skip
    assert matching, (expected, faults)
    assert all(fault.file in {PROMPT_FILE, "calibration/pairs.yaml"} for fault in faults)


def test_a_head_key_below_criteria_is_refused(tmp_path: Path) -> None:
    spoilt = PROMPT.replace("weight: 1\n", "").replace("sources:\n", "weight: 1\nsources:\n")
    fault = only(check(lay_out(tmp_path, spoilt)), PROMPT_FILE, line_of(spoilt, "weight: 1"))
    assert fault.message == "weight: The key stands below criteria."


def criteria_only(count: int) -> str:
    """The sample with the first `count` criteria; more than six repeat the fourth."""
    head, _, rest = PROMPT.partition("criteria:\n")
    body, _, tail = rest.partition("model_answer:")
    parts = ["  - id:" + part for part in body.split("  - id:")[1:]]
    while len(parts) < count:
        parts.append(parts[3].replace("four", f"extra-{len(parts)}"))
    return f"{head}criteria:\n{''.join(parts[:count])}model_answer:{tail}"


@pytest.mark.parametrize("count", [6, 12])
def test_six_to_twelve_criteria_pass(tmp_path: Path, count: int) -> None:
    assert check(lay_out(tmp_path, criteria_only(count))) == []


def test_thirteen_criteria_are_too_many(tmp_path: Path) -> None:
    text = criteria_only(13)
    fault = only(check(lay_out(tmp_path, text)), PROMPT_FILE, line_of(text, "criteria:"))
    assert fault.message == "criteria: The list holds 13."


def test_too_few_criteria_and_pitfalls_are_two_faults(tmp_path: Path) -> None:
    text = criteria_only(5)
    faults = check(lay_out(tmp_path, text))
    assert [fault.line for fault in faults] == [line_of(text, "criteria:")] * 2
    assert {fault.message for fault in faults} == {
        "criteria: The list holds 5.",
        "criteria: Too few pitfalls: 1.",
    }


def test_a_rubric_in_which_nothing_is_required_is_refused(tmp_path: Path) -> None:
    text = PROMPT.replace("kind: required", "kind: bonus")
    fault = only(check(lay_out(tmp_path, text)), PROMPT_FILE, line_of(text, "criteria:"))
    assert "No criterion is required" in fault.message


def test_a_signal_that_repeats_an_exemplar_is_refused(tmp_path: Path) -> None:
    text = PROMPT.replace("[clipboard*]", '["the one drill happens monthly and well"]', 1)
    text = text.replace("The one drill happens monthly.", "The one drill happens monthly and so.")
    fault = only(check(lay_out(tmp_path, text)), PROMPT_FILE, line_of(text, "good: ["))
    assert 'Six words in a row come from its own signals: "the one drill' in fault.message


def test_a_comment_sign_inside_a_term_is_a_fault(tmp_path: Path) -> None:
    group = "      - all: [[clipboard*]]\n"
    text = PROMPT.replace(group, "      - all:\n        -\n          - from # to #\n", 1)
    fault = only(check(lay_out(tmp_path, text)), PROMPT_FILE, line_of(text, "- from"))
    assert fault.message.startswith('The text "from" ends where a # begins a comment')


def test_every_fault_of_every_file_comes_in_one_run(folder: Path) -> None:
    write(folder, "catalogue.yaml", CATALOGUE + "extra: 1\n")
    write(folder, "lexicon/words.yaml", LEXICON + "  Bad Name: [x]\n")
    write(folder, "lexicon/other.yaml", "lexicon:\n  nurse: [x]\n")
    write(folder, "calibration/pairs.yaml", PAIRS.replace("night-outage", "night-outrage"))
    spoilt = PROMPT.replace("minutes: 8", "minutes: x").replace("points: -3", "points: 3")
    write(folder, PROMPT_FILE, spoilt)
    write(folder, "prompts/ai/second.yaml", "id: [\n")
    write(folder, "prompts/ai/third.yaml", b"\xff")
    faults = check(folder)
    assert faults == sorted(faults)
    assert {(fault.file, fault.line) for fault in faults if not fault.warning} == {
        ("calibration/pairs.yaml", 2),
        ("catalogue.yaml", 7),
        ("lexicon/words.yaml", 2),
        ("lexicon/words.yaml", 4),
        (PROMPT_FILE, line_of(spoilt, "minutes")),
        (PROMPT_FILE, line_of(spoilt, "- id: five")),
        ("prompts/ai/second.yaml", 1),
        ("prompts/ai/third.yaml", 1),
    }


def test_a_folder_that_is_not_there_is_one_fault(tmp_path: Path) -> None:
    result = run_check(tmp_path / "nowhere")
    assert [fault.message for fault in result.faults] == ["There is no such folder."]


def test_an_empty_folder_says_what_is_missing(tmp_path: Path) -> None:
    assert [fault.file for fault in check(tmp_path)] == ["catalogue.yaml", "prompts"]
