"""Counts the grader's background tables anew: python -m tests.grading.count_background.

Run it when many prompts were added; the grades of old replies may change, so raise the grader's
version with it.
"""

from __future__ import annotations

from pathlib import Path

from bot.grading.background import count
from tests.grading.bank import bank

ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    for name, text in count(bank().values()).items():
        (ROOT / "bot" / "grading" / "data" / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
