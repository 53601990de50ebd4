"""The colours of pictures, in a light and a dark theme that can be told apart without colour too.

Words have a contrast of 4.5 to 1 at least against the ground they stand on, all else that carries
meaning 3 to 1 (WCAG 2.2, success criteria 1.4.3 and 1.4.11); tests compute them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Theme(StrEnum):
    """What a picture stands on: its own ground, so that it can be read in any chat."""

    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Palette:
    """`ink` and `faint` are for words, `accent` for what was done, `line` only decorates."""

    ground: str
    ink: str
    faint: str
    accent: str
    second: str
    """For what a freeze kept, and for what falls."""
    edge: str
    """Around what is empty: a missed day."""
    track: str
    line: str


PALETTES = {
    Theme.LIGHT: Palette(
        ground="#ffffff",
        ink="#1b1f24",
        faint="#57606a",
        accent="#1f7a63",
        second="#b35900",
        edge="#6e7781",
        track="#e4e8ec",
        line="#d0d7de",
    ),
    Theme.DARK: Palette(
        ground="#1e1f22",
        ink="#f2f3f5",
        faint="#b5bac1",
        accent="#4fc3a1",
        second="#f0a35e",
        edge="#949ba4",
        track="#35373c",
        line="#404249",
    ),
}
