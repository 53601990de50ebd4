"""The rules that ask a grader, with graders that stand in for it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.content.check import run_check
from bot.domain.prompt import Prompt
from tests.content.samples import PROMPT, PROMPT_FILE, line_of, write


@dataclass(frozen=True)
class Wrong:
    """A slip as a grader reports it."""

    criterion_id: str
    kind: str
    index: int
    verdict: str


def nothing(prompt: Prompt) -> list[str]:
    return []


def no_slips(prompt: Prompt) -> list[Wrong]:
    return []


def test_a_slip_stands_on_the_line_of_its_exemplar(folder: Path) -> None:
    text = PROMPT.replace(
        "    good: [Sheets of two lie ready., The two drill happens monthly.]\n",
        "    good:\n      - Sheets of two lie ready.\n      - The two drill happens monthly.\n",
    )
    write(folder, PROMPT_FILE, text)

    def slips(prompt: Prompt) -> list[Wrong]:
        assert prompt.id == "night-outage"
        return [Wrong("two", "good", 1, "missed"), Wrong("six", "near", 0, "met")]

    result = run_check(folder, misjudged=slips, met_by_question=nothing)
    assert result.judged
    assert [(fault.file, fault.line) for fault in result.errors] == [
        (PROMPT_FILE, line_of(text, "- The two drill")),
        (PROMPT_FILE, line_of(text, "near: [Outages of six")),
    ]
    good, near = result.errors
    assert good.message.startswith("criteria[two].good[2]: The signals judge this reply as missed;")
    assert near.message.endswith("as met; it is not meant to be met.")


def test_a_question_that_meets_a_criterion_is_refused(folder: Path) -> None:
    result = run_check(folder, misjudged=no_slips, met_by_question=lambda _: ["three"])
    (fault,) = result.errors
    third = PROMPT.index("id: three")
    assert fault.line == PROMPT.count("\n", 0, PROMPT.index("signals:", third)) + 1
    assert "The words of the question alone" in fault.message


def test_a_broken_prompt_is_not_graded(folder: Path) -> None:
    write(folder, PROMPT_FILE, PROMPT.replace("kind: bonus", "kind: nice", 1))

    def never(prompt: Prompt) -> list[Wrong]:
        raise AssertionError(prompt.id)

    assert len(run_check(folder, misjudged=never, met_by_question=nothing).errors) == 1


def test_without_a_grader_the_result_says_so(folder: Path) -> None:
    assert not run_check(folder).judged
    assert not run_check(folder, misjudged=no_slips).judged
