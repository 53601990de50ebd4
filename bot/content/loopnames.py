"""Names that loops, stages and personas use, and what is wrong with one that nobody has."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from bot.content.fault import Fault
from bot.content.fields import shown
from bot.content.loopschema import (
    LoopModel,
    PersonaModel,
    StageModel,
)
from bot.content.schema import PromptModel
from bot.content.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Known:
    """The names that exist elsewhere in the folder; an empty one is not checked against."""

    skills: Collection[str]
    prompts: Mapping[str, Collection[str]]
    """The prompts of the bank, each with the ids of its criteria."""
    cases: Mapping[tuple[str, str], Collection[str]]
    """The same for the cases, by loop and case."""
    heads: Collection[PromptModel] = ()
    """The prompts of the bank that can be used."""


def misnamed(name: str, sheet: Sheet[PersonaModel] | Sheet[StageModel]) -> Iterator[Fault]:
    """A file whose id is not its name."""
    if sheet.model.id != name:
        message = f"The id {shown(sheet.model.id)} is not the name of the file."
        yield sheet.fault(("id",), message, f"write id: {name}, or rename the file.")


def unknown(
    sheet: Sheet[StageModel] | Sheet[LoopModel] | Sheet[PersonaModel],
    path: tuple[int | str, ...],
    kind: str,
    name: str,
    known: Collection[str],
) -> Fault:
    """Something is called by a name that is not among those known."""
    listed = ", ".join(sorted(known)[:12])
    fix = f"use one that exists: {listed}." if listed else "write it first."
    return sheet.fault(path, f"The {kind} {shown(name)} is unknown.", fix)
