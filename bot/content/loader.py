"""Loads whole prompts; everything that needs the models comes in through this module."""

from __future__ import annotations

from pathlib import Path

from bot.content.draft import read_draft
from bot.content.fault import Fault
from bot.content.files import Entry
from bot.content.lexicon import read_lexicon
from bot.content.references import unknown_names
from bot.content.rules import twin_criteria
from bot.content.whole import to_prompt
from bot.domain.prompt import Prompt


class Loader:
    """Loads the prompts of one folder; reads its lexicon once, at construction."""

    def __init__(self, folder: Path) -> None:
        self._lexicon, self._lexicon_faults = read_lexicon(folder)

    def load(self, entry: Entry) -> Prompt | list[Fault]:
        """The prompt of a file, or the faults that make it unusable, at least one.

        Only the shape and the names must be right. How many criteria and exemplars a rubric should
        have is the check's business, so that a draft can be tried out on replies.
        """
        draft, faults = read_draft(entry)
        if draft is None or draft.model is None or faults:
            return sorted(faults)
        unknown = list(unknown_names(draft, self._lexicon.terms))
        if unknown:
            # A broken lexicon file makes names unknown that an author has written well.
            return sorted(self._lexicon_faults) or sorted(unknown)
        return list(twin_criteria(draft)) or to_prompt(draft.model, self._lexicon)
