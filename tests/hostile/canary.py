"""Canaries: words that stand nowhere else, put where they must not leave, and looked for after."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Canary:
    """A word and what it stands for; found by its bytes, whatever is around it."""

    name: str
    word: str

    def sings_in(self, told: bytes) -> bool:
        """Whether it is there, as it is or as JSON writes it."""
        return self.word.encode() in told


def heard(canaries: Iterable[Canary], told: Mapping[str, bytes]) -> list[str]:
    """Which of them were found where; none is wanted."""
    return [
        f"{canary.name} in {where}"
        for where, content in told.items()
        for canary in canaries
        if canary.sings_in(content)
    ]


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its name, the database and its log of changes among them."""
    return {
        str(one.relative_to(folder)): one.read_bytes()
        for one in sorted(folder.rglob("*"))
        if one.is_file()
    }
