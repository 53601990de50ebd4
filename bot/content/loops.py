"""The loops of one content folder, read when the first mock round asks for them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bot.domain.loop import LoopOutline, Stage

if TYPE_CHECKING:
    from bot.content.loopreading import LoopReading


class FileLoops:
    """The loops of a folder, as bot.ports.loops.LoopBank asks for them.

    Nothing is read before the first question. Loops and stages that cannot be used are left out;
    `rounds content check` says why.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._reading: LoopReading | None = None

    def outlines(self) -> Sequence[LoopOutline]:
        """All loops with the heads of their stages, ordered by id."""
        return self._read().outlines

    def outline(self, loop_id: str) -> LoopOutline | None:
        """One loop; None when there is none of that id."""
        return next((one for one in self.outlines() if one.loop.id == loop_id), None)

    def stage(self, loop_id: str, stage_id: str) -> Stage:
        """A whole stage; raises BrokenContent with its sentence, also when there is none."""
        return self._read().stage(loop_id, stage_id)

    def _read(self) -> LoopReading:
        if self._reading is None:
            # The models bring pydantic with them: time and memory that start-up does not spend.
            from bot.content.loopreading import LoopReading  # noqa: PLC0415

            self._reading = LoopReading(self._folder)
        return self._reading
