"""The offline grader and its rescorer, loaded when the first answer is graded.

A chat is ready without them: what they import (stemmer, typing errors, word tables) takes seven of
the seventy megabytes that a terminal may use until then.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from bot.domain.grade import Grade
from bot.domain.prompt import Prompt

if TYPE_CHECKING:
    from bot.grading.offline import OfflineGrader


class LateGrader:
    """Stands behind bot.ports.grader.Grader as the offline grader does."""

    @cached_property
    def _grader(self) -> OfflineGrader:
        from bot.grading.offline import OfflineGrader  # noqa: PLC0415 - see the module

        return OfflineGrader()

    def load(self) -> None:
        """Load it now, where a wait with the first answer would be felt by many."""
        _ = self._grader

    @property
    def name(self) -> str:
        """The offline grader's name."""
        return self._grader.name

    @property
    def version(self) -> str:
        """The offline grader's version."""
        return self._grader.version

    async def grade(self, prompt: Prompt, reply: str) -> Grade:
        """Judge the reply; never raises."""
        return await self._grader.grade(prompt, reply)


class LateRescorer:
    """Stands behind bot.ports.rescorer.Rescorer as the offline one does."""

    def rescore(self, prompt: Prompt, reply: str, grade: Grade) -> Grade:
        """The grade worked out anew from its verdicts; unchanged when none is settled."""
        if not any(one.settled for one in grade.criteria):
            return grade
        from bot.grading.rescoring import rescored  # noqa: PLC0415 - see the module

        return rescored(prompt, reply, grade)
