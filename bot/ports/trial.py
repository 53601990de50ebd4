"""The port by which an adapter proves, by doing, that it may do what a group needs of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.domain.group import Group, Place


@dataclass(frozen=True, slots=True)
class TrialStep:
    """One thing that was tried in a place: its name in the platform's words, and how it went.

    `remedy` says what to change when it failed; empty otherwise.
    """

    name: str
    passed: bool
    remedy: str = ""


class Trial(Protocol):
    """Tries everything in a place that posting there will need, and leaves no trace of it."""

    async def try_place(self, place: Place, group: Group) -> Sequence[TrialStep]:
        """Each step with its result, in the order tried; never raises."""
        ...
