"""The prompt bank of one content folder: heads at once, whole prompts when they are asked for."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bot.content.catalogue import read_catalogue
from bot.content.fault import Fault
from bot.content.files import Entry, entries, read_source
from bot.content.head import read_head
from bot.content.nearest import nearest
from bot.content.outline import read_criteria
from bot.domain.prompt import Prompt, PromptHead
from bot.domain.rubric import CriterionHead
from bot.errors import BrokenContent, UnknownPrompt

if TYPE_CHECKING:
    from bot.content.loader import Loader

KEPT = 32
"""Whole prompts kept in memory; about 100 KiB each."""


def default_folder() -> Path:
    """The content that comes with Rounds, found beside the package and not by where one stands."""
    return Path(__file__).resolve().parents[2] / "content"


class FileBank:
    """The prompts of a folder, as bot.ports.prompts.PromptBank asks for them.

    Construction reads all heads and the catalogue, and raises BrokenContent when the folder is not
    there. A file whose head cannot be read is left out; `faults` says why. A file that breaks
    further down shows only when its prompt is asked for.
    """

    def __init__(self, folder: Path, kept: int = KEPT) -> None:
        if not folder.is_dir():
            raise BrokenContent(f"The content folder {folder} does not exist.")
        self._folder = folder
        self._kept = kept
        self._catalogue, faults = read_catalogue(folder)
        self._heads: dict[str, PromptHead] = {}
        self._entries: dict[str, Entry] = {}
        self._whole: OrderedDict[str, Prompt] = OrderedDict()
        self._loader: Loader | None = None
        self._criteria: dict[str, tuple[CriterionHead, ...]] = {}
        self._usable: dict[str, bool] = {}
        self._read_heads(faults)
        self.faults: tuple[Fault, ...] = tuple(sorted(faults))

    def heads(self) -> Sequence[PromptHead]:
        """All usable prompts, ordered by id."""
        return tuple(self._heads.values())

    def head(self, prompt_id: str) -> PromptHead | None:
        """The head of one prompt, or None when the bank has no such id."""
        return self._heads.get(prompt_id)

    def prompt(self, prompt_id: str) -> Prompt:
        """A whole prompt; raises UnknownPrompt or BrokenContent, each with its sentence."""
        if prompt_id not in self._heads:
            raise UnknownPrompt(self._unknown(prompt_id))
        if prompt_id not in self._whole:
            self._whole[prompt_id] = self._load(prompt_id)
            if len(self._whole) > self._kept:
                self._whole.popitem(last=False)
        self._whole.move_to_end(prompt_id)
        return self._whole[prompt_id]

    def criteria(self, prompt_id: str) -> Sequence[CriterionHead]:
        """The criteria without what they look for; none where the prompt cannot be read.

        Kept for good: some kilobytes each.
        """
        known = self._criteria.get(prompt_id)
        if known is None and prompt_id in self._entries:
            known = self._criteria[prompt_id] = self._read_criteria(prompt_id)
        return known or ()

    def _read_criteria(self, prompt_id: str) -> tuple[CriterionHead, ...]:
        entry = self._entries[prompt_id]
        source = read_source(entry.path, entry.name)
        found = None if isinstance(source, Fault) else read_criteria(source, entry.name)
        if found is not None:
            return found
        try:
            return self.prompt(prompt_id).rubric.heads()
        except (BrokenContent, UnknownPrompt):
            return ()

    def usable(self, prompt_id: str) -> bool:
        """Whether the whole prompt can be read; found out once."""
        known = self._usable.get(prompt_id)
        if known is None:
            try:
                self.prompt(prompt_id)
            except (BrokenContent, UnknownPrompt):
                known = False
            else:
                known = True
            self._usable[prompt_id] = known
        return known

    def topics(self) -> Sequence[tuple[str, str]]:
        """The topics as (id, title), in the catalogue's order."""
        return tuple(self._catalogue.topics.items())

    def skills(self) -> Sequence[tuple[str, str]]:
        """The skills as (id, title), in the catalogue's order."""
        return tuple(self._catalogue.skills.items())

    def _read_heads(self, faults: list[Fault]) -> None:
        for entry in entries(self._folder, "prompts"):
            if isinstance(entry, Fault):
                faults.append(entry)
            elif entry.name.endswith(".yaml"):
                self._add(entry, faults)
        self._heads = dict(sorted(self._heads.items()))

    def _add(self, entry: Entry, faults: list[Fault]) -> None:
        head = read_head(entry.path, entry.name)
        if isinstance(head, Fault):
            faults.append(head)
        elif head.id in self._heads:
            message = f'id: The id "{head.id}" is taken by {self._entries[head.id].name}.'
            faults.append(Fault(entry.name, 1, message, "give every prompt its own id."))
        else:
            self._heads[head.id] = head
            self._entries[head.id] = entry

    def _load(self, prompt_id: str) -> Prompt:
        if self._loader is None:
            # The models bring pydantic with them: time and memory that start-up does not spend.
            from bot.content.loader import Loader  # noqa: PLC0415

            self._loader = Loader(self._folder)
        found = self._loader.load(self._entries[prompt_id])
        if isinstance(found, list):
            raise BrokenContent(_broken(prompt_id, found))
        if found.id != prompt_id:
            raise BrokenContent(f"The prompt {prompt_id} cannot be used: its file has a new id.")
        return found

    def _unknown(self, prompt_id: str) -> str:
        alike = nearest(prompt_id, self._heads, most=3)
        hint = f" Did you mean {' or '.join(alike)}?" if alike else ""
        return f'There is no prompt "{prompt_id[:60]}".{hint}'


def _broken(prompt_id: str, faults: list[Fault]) -> str:
    more = f" ({len(faults) - 1} more: rounds content check)" if len(faults) > 1 else ""
    return f"The prompt {prompt_id} cannot be used: {faults[0].sentence}{more}"
