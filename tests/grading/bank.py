"""The prompt bank for tests that look at it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from bot.content.library import FileBank
from bot.domain.prompt import Prompt
from bot.errors import BrokenContent

CONTENT = Path(__file__).resolve().parents[2] / "content"


@lru_cache(maxsize=1)
def bank() -> dict[str, Prompt]:
    """All prompts of the bank that can be read, by id."""
    files = FileBank(CONTENT)
    found: dict[str, Prompt] = {}
    for head in files.heads():
        try:
            found[head.id] = files.prompt(head.id)
        except BrokenContent:
            continue
    return found
