"""The committee: the dossier of a member's loop from the debriefs of its other stages."""

from __future__ import annotations

from bot.domain.committee import convene
from bot.domain.debrief import Dossier, Report
from bot.domain.loop import StageKind
from bot.services.deps import Deps
from bot.services.mock.scenes import Live


async def dossier(deps: Deps, live: Live) -> Dossier:
    """What the newest debrief of each stage says; stages without one are named as missing."""
    session = live.session
    async with deps.store.read() as work:
        finished = await work.rounds.finished(session.group_id, session.member_id)
    newest = {
        one.session.stage_id: one.report
        for one in finished
        if one.session.loop_id == session.loop_id and isinstance(one.report, Report)
    }
    outline = deps.loops.outline(session.loop_id)
    heads = outline.stages if outline is not None else ()
    asked = [head.id for head in heads if head.kind is not StageKind.COMMITTEE]
    reports = {name: newest[name] for name in asked if name in newest}
    missing = [name for name in asked if name not in newest]
    return convene(live.stage, reports, missing)
