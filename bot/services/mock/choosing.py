"""Choosing: which stage of which loop somebody means."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.domain.loop import LoopOutline, StageHead
from bot.errors import BadInput
from bot.refusals import rounds as refusals
from bot.services.deps import Deps


@dataclass(frozen=True, slots=True)
class Chosen:
    """A stage, and the loop it belongs to."""

    outline: LoopOutline
    stage: StageHead


def choose_stage(
    deps: Deps, loop: str | None, stage: str | None, done: Collection[str]
) -> Chosen | None:
    """The stage meant by what was said; None when nothing was said and there are several loops.

    Ids may be shortened, and a stage may be named without its loop. Without a stage it is the
    first of the loop that is not among those `done` (`loop/stage`). Raises BadInput.
    """
    outlines = deps.loops.outlines()
    if not outlines:
        raise BadInput(refusals.NO_LOOPS)
    if loop is None:
        return _first_open(outlines[0], done) if len(outlines) == 1 else None
    outline = _meant(loop, [one.loop.id for one in outlines])
    if outline is None:
        return _stage_anywhere(outlines, loop)
    found = next(one for one in outlines if one.loop.id == outline)
    if stage is None:
        return _first_open(found, done)
    name = _meant(stage, [one.id for one in found.stages])
    head = found.stage(name) if name is not None else None
    if head is None:
        raise BadInput(refusals.no_stage(stage, [one.id for one in found.stages]))
    return Chosen(found, head)


def suggested(deps: Deps, done: Sequence[str]) -> Chosen | None:
    """The first stage that is still to do: of the loop that was gone through last, else of any.

    `done` are the finished stages (`loop/stage`), the newest last. None when nothing is left.
    """
    last = [one.partition("/")[0] for one in reversed(done)]
    outlines = list(deps.loops.outlines())
    near = [one for name in last for one in outlines if one.loop.id == name]
    for outline in [*near, *outlines]:
        chosen = _first_open(outline, done)
        if outline.key_of(chosen.stage.id) not in done:
            return chosen
    return None


def _first_open(outline: LoopOutline, done: Collection[str]) -> Chosen:
    for head in outline.stages:
        if outline.key_of(head.id) not in done:
            return Chosen(outline, head)
    return Chosen(outline, outline.stages[0])


def _stage_anywhere(outlines: Sequence[LoopOutline], said: str) -> Chosen:
    found = [
        Chosen(outline, head)
        for outline in outlines
        for head in outline.stages
        if head.id == _meant(said, [one.id for one in outline.stages])
    ]
    if len(found) == 1:
        return found[0]
    raise BadInput(refusals.no_loop(said, [one.loop.id for one in outlines]))


def _meant(said: str, known: Sequence[str]) -> str | None:
    """The id that was said, whole or by its beginning where only one begins so."""
    wanted = said.strip().lower()
    if wanted in known:
        return wanted
    near = [one for one in known if one.startswith(wanted)] if wanted else []
    return near[0] if len(near) == 1 else None
