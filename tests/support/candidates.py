"""Three candidates who go through the healthcare loop; what they say stands in docs/rounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from bot.content.library import FileBank, default_folder
from bot.content.loops import FileLoops
from bot.domain.debrief import Recommendation
from bot.domain.loop import LoopOutline, Stage
from bot.domain.mock import Session
from bot.grading.late import LateGrader
from tests.support.conversation import Conversation, a_conversation

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "rounds"
CANDIDATES = ("weak", "mixed", "strong")
LOOP = "healthcare-pm"
NOTHING_MORE = "I have said what I have to say on that."
START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
MOST_TURNS = 40

Script = dict[str, list[str]]


@dataclass(frozen=True)
class Played:
    """What came of a loop: the recommendation of each stage, the scores and the transcript."""

    recommendations: dict[str, Recommendation]
    scores: dict[str, int]
    transcript: str


def read_script(name: str) -> tuple[str, Script]:
    """The candidate's name, and by `stage/question` what they say, in order."""
    script: Script = {}
    who = key = ""
    for block in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").split("\n\n"):
        lines = block.strip().split("\n")
        if lines[0].startswith("# "):
            who = lines[0][2:]
            continue
        if lines[0].startswith("## "):
            key, lines = lines[0][3:], lines[1:]
            script[key] = []
        script[key].append(" ".join(lines))
    return who, script


class Rehearsed:
    """The shipped loops with the questions and curveballs that a script has answers to."""

    def __init__(self, script: Script) -> None:
        self._loops = FileLoops(default_folder())
        self._script = script

    def outlines(self) -> Sequence[LoopOutline]:
        return self._loops.outlines()

    def outline(self, loop_id: str) -> LoopOutline | None:
        return self._loops.outline(loop_id)

    def stage(self, loop_id: str, stage_id: str) -> Stage:
        stage = self._loops.stage(loop_id, stage_id)
        asked = tuple(one for one in stage.questions if self._has(stage, one.key))
        balls = tuple(one for one in stage.curveballs if self._has(stage, one.id))
        return replace(
            stage, questions=asked, curveballs=balls, ask=len(asked), surprises=len(balls)
        )

    def _has(self, stage: Stage, key: str) -> bool:
        return f"{stage.id}/{key}" in self._script


async def play_loop(folder: Path, name: str) -> Played:
    """The whole loop, stage by stage, three minutes for each answer."""
    who, script = read_script(name)
    loops = Rehearsed(script)
    talk = await a_conversation(
        folder, START, bank=FileBank(default_folder()), grader=LateGrader(), loops=loops
    )
    outline = loops.outline(LOOP)
    assert outline is not None
    texts: list[str] = []
    for number, stage in enumerate(outline.stages, 1):
        await talk.say(who, f"/mock start {LOOP} {stage.id}")
        await _answer_all(talk, who, number, {k: list(v) for k, v in script.items()}, stage.id)
        await talk.later(minutes=1)
        reply = await talk.ask(who, "/mock transcript")
        texts.append(reply.attachments[0].data.decode())
        await talk.later(hours=24)
    async with talk.core.deps.store.read() as work:
        reports = {
            one.id: await work.debriefs.report(number)
            for number, one in enumerate(outline.stages, 1)
        }
    await talk.core.close()
    found = {stage: report for stage, report in reports.items() if report is not None}
    assert found.keys() == reports.keys(), "a stage has no debrief"
    return Played(
        {stage: report.recommendation for stage, report in found.items()},
        {stage: report.score for stage, report in found.items()},
        "\n".join(texts),
    )


async def _answer_all(
    talk: Conversation, who: str, number: int, script: Script, stage_id: str
) -> None:
    for _ in range(MOST_TURNS):
        session, about = await _asked(talk, number)
        if not session.is_open or session.stage_id != stage_id:
            return
        left = script.get(f"{stage_id}/{about}", [])
        await talk.later(minutes=2)
        await talk.say(who, left.pop(0) if left else NOTHING_MORE)
        await talk.work()
    raise AssertionError(f"{stage_id} never ends")


async def _asked(talk: Conversation, number: int) -> tuple[Session, str]:
    async with talk.core.deps.store.read() as work:
        session = await work.rounds.get(number)
        turns = await work.rounds.turns(number)
    assert session is not None
    asked = [turn.about for turn in turns if turn.kind.value in {"question", "curveball"}]
    return session, asked[-1] if asked else ""
