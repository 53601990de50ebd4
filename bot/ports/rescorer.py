"""The port for scoring a grade anew after a host settled some of its verdicts."""

from __future__ import annotations

from typing import Protocol

from bot.domain.grade import Grade
from bot.domain.prompt import Prompt


class Rescorer(Protocol):
    """Works out a grade anew from its verdicts, as the offline grader scores."""

    def rescore(self, prompt: Prompt, reply: str, grade: Grade) -> Grade:
        """The grade with points, score, range, level, flags, gap and probe from its verdicts.

        What keeps a reply low for being no answer, or one to another question, gives way to a
        settled criterion with points: a person has read it there. Without a settled verdict the
        grade stays as it is.
        """
        ...
