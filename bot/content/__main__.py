"""Checks a content folder from a checkout: `python -m bot.content [DIR]`."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import SimpleNamespace

from bot.content.check import run_check
from bot.content.report import report_lines


def main(arguments: list[str]) -> int:
    """Print the report; 0 without faults, 1 with."""
    folder = Path(arguments[0]) if arguments else Path(__file__).parents[2] / "content"
    try:
        # By name: the content package itself knows no grader.
        exemplars = importlib.import_module("bot.grading.exemplars")
    except ImportError:
        exemplars = SimpleNamespace()  # type: ignore[assignment]
    result = run_check(
        folder,
        misjudged=getattr(exemplars, "misjudged", None),
        met_by_question=getattr(exemplars, "met_by_question", None),
    )
    sys.stdout.write("\n".join(report_lines(result, str(folder))) + "\n")
    return 1 if result.errors else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
