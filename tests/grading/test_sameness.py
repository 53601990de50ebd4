"""The same words get the same grade whatever the hash seed, the locale or the optimisation."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.grading.offline import judge
from tests.grading.rubrics import OUTAGE, OUTAGE_NONNATIVE, READMISSION, READMISSION_GOOD

ROOT = Path(__file__).resolve().parents[2]
CASES = ((OUTAGE, OUTAGE_NONNATIVE), (READMISSION, READMISSION_GOOD), (OUTAGE, READMISSION_GOOD))
PROGRAM = "from tests.grading.test_sameness import grades; print(grades())"


def grades() -> str:
    """The grades of the cases with everything in them."""
    return repr([judge(prompt, reply) for prompt, reply in CASES])


@pytest.mark.parametrize(
    ("seed", "flags", "locale"),
    [("0", [], "C"), ("1", ["-O"], "C.UTF-8"), ("2", [], "tr_TR.UTF-8")],
)
def test_grades_are_equal_everywhere(seed: str, flags: list[str], locale: str) -> None:
    found = subprocess.run(
        [sys.executable, *flags, "-c", PROGRAM],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    assert found.stdout.strip() == grades()
