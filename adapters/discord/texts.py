"""The few words that only Discord needs."""

from __future__ import annotations


def typed(label: str, words: str, values: tuple[tuple[str, str], ...]) -> str:
    """A command to type, where a button cannot carry it."""
    told = " ".join(f"{name}:{value}" for name, value in values)
    return f"{label}: /{words} {told}".strip()
