"""The port for loops: the interview processes of one content folder."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from bot.domain.loop import LoopOutline, Stage


class LoopBank(Protocol):
    """The loops of one content folder; only those that can be used are there."""

    def outlines(self) -> Sequence[LoopOutline]:
        """All loops with the heads of their stages, ordered by id."""
        ...

    def outline(self, loop_id: str) -> LoopOutline | None:
        """One loop; None when there is none of that id."""
        ...

    def stage(self, loop_id: str, stage_id: str) -> Stage:
        """A whole stage; raises BrokenContent with its sentence, also when there is none."""
        ...
