"""What loops, stages and personas must have beyond their shape."""

from __future__ import annotations

from collections.abc import Iterator

from bot.content.citation import NAME_IT, UNFINDABLE, findable
from bot.content.fault import Fault
from bot.content.fields import shown
from bot.content.loopfolder import LoopFiles, LoopFolder
from bot.content.loopnames import Known, misnamed, unknown
from bot.content.loopschema import (
    LoopModel,
    PersonaModel,
)
from bot.content.sheet import Sheet
from bot.content.stagerules import STAGE_RULES, StageCheck


def loop_faults(folder: LoopFolder, known: Known) -> list[Fault]:
    """All faults of personas, loops and stages, their criteria left aside."""
    found: list[Fault] = []
    for name, persona in folder.personas.items():
        found += _persona(name, persona, known)
    for loop in folder.loops.values():
        found += _loop(loop)
        for name, stage in loop.stages.items():
            seen = StageCheck(folder, loop, name, stage, known)
            found += [fault for rule in STAGE_RULES for fault in rule(seen)]
    return found


def _persona(name: str, sheet: Sheet[PersonaModel], known: Known) -> Iterator[Fault]:
    yield from misnamed(name, sheet)
    for at, skill in enumerate(sheet.model.presses):
        if known.skills and skill not in known.skills:
            yield unknown(sheet, ("presses", at), "skill", skill, known.skills)


def _loop(loop: LoopFiles) -> Iterator[Fault]:
    sheet = loop.outline
    if sheet is None:
        where = f"loops/{loop.id}/loop.yaml"
        yield Fault(where, 1, "The loop has no usable loop.yaml.", "write it, or mend it.")
        return
    if sheet.model.id != loop.id:
        message = f"The id {shown(sheet.model.id)} is not the name of the folder."
        yield sheet.fault(("id",), message, f"write id: {loop.id}, or rename the folder.")
    seen: set[str] = set()
    for at, stage in enumerate(sheet.model.stages):
        if stage in seen:
            yield sheet.fault(("stages", at), "The stage stands twice.", "keep one of them.")
        elif stage not in loop.stages and stage not in loop.broken:
            yield unknown(sheet, ("stages", at), "stage", stage, loop.stages)
        seen.add(stage)
    for stage, other in loop.stages.items():
        if stage not in seen:
            fix = f"add it to the stages of loops/{loop.id}/loop.yaml, or take it away."
            yield other.fault(("id",), "The loop does not list this stage.", fix)
    if not sheet.model.sources:
        fix = "name at least one place where the process is described."
        yield sheet.fault(("sources",), "No source is named.", fix)
    yield from _lost(sheet)


def _lost(sheet: Sheet[LoopModel]) -> Iterator[Fault]:
    for at, source in enumerate(sheet.model.sources):
        if not source.url and not findable(source.title):
            yield sheet.fault(("sources", at), UNFINDABLE, NAME_IT, warning=True)
