"""Reads loops for use: outlines at once, a stage with its cases when it is asked for."""

from __future__ import annotations

from pathlib import Path

from bot.content.fault import Fault
from bot.content.lexicon import read_lexicon
from bot.content.loader import Loader
from bot.content.loopfolder import LoopFiles, read_loops
from bot.content.loopschema import StageModel
from bot.content.sheet import Sheet
from bot.content.stage import to_stage
from bot.domain.loop import Loop, LoopOutline, Stage, StageHead
from bot.domain.prompt import Prompt, Source
from bot.errors import BrokenContent


class LoopReading:
    """The loops of a folder as they were when it was made."""

    def __init__(self, folder: Path) -> None:
        self._files = read_loops(folder)
        self._lexicon, _ = read_lexicon(folder)
        self._loader = Loader(folder)
        self._stages: dict[tuple[str, str], Stage] = {}
        found = [_outline(one) for _, one in sorted(self._files.loops.items())]
        self.outlines = tuple(one for one in found if one is not None and one.stages)

    def stage(self, loop_id: str, stage_id: str) -> Stage:
        """A whole stage, read once; BrokenContent when it cannot be used."""
        key = (loop_id, stage_id)
        if key not in self._stages:
            loop = self._files.loops.get(loop_id)
            sheet = loop.stages.get(stage_id) if loop is not None else None
            if loop is None or sheet is None:
                raise BrokenContent(f"The stage {loop_id}/{stage_id} is not there any more.")
            self._stages[key] = self._whole(loop, sheet)
        return self._stages[key]

    def _whole(self, loop: LoopFiles, sheet: Sheet[StageModel]) -> Stage:
        model = sheet.model
        personas = {one: sheet.model for one, sheet in self._files.personas.items()}
        named = {*model.personas, *(one.persona for one in model.questions)}
        named |= {one.persona for one in model.curveballs}
        if not named <= personas.keys():
            missing = ", ".join(sorted(named - personas.keys()))
            raise BrokenContent(f"The stage {loop.id}/{model.id} names unknown people: {missing}.")
        return to_stage(loop.id, model, personas, self._cases(loop, model), self._lexicon)

    def _cases(self, loop: LoopFiles, model: StageModel) -> dict[str, Prompt]:
        wanted = [one.case for one in model.questions if one.case is not None]
        wanted += [model.case] if model.case is not None else []
        wanted += [one.case for one in model.briefs]
        found: dict[str, Prompt] = {}
        for case_id in wanted:
            entry = loop.cases.get(case_id)
            read = self._loader.load(entry) if entry is not None else _missing(loop, case_id)
            if isinstance(read, list):
                text = f"The stage {loop.id}/{model.id} cannot be used: {read[0].sentence}"
                raise BrokenContent(text)
            found[case_id] = read
        return found


def _missing(loop: LoopFiles, case_id: str) -> list[Fault]:
    file = f"loops/{loop.id}/cases/{case_id}.yaml"
    return [Fault(file, 1, "The file is missing.", "write it.")]


def _outline(files: LoopFiles) -> LoopOutline | None:
    if files.outline is None:
        return None
    model = files.outline.model
    loop = Loop(
        id=files.id,
        title=model.title,
        summary=model.summary,
        about=model.about,
        stages=tuple(model.stages),
        sources=tuple(Source(one.title, one.url) for one in model.sources),
    )
    stages = [files.stages[one].model for one in model.stages if one in files.stages]
    heads = tuple(
        StageHead(one.id, one.title, one.kind, one.minutes or 0, one.hours or 0) for one in stages
    )
    return LoopOutline(loop, heads)
