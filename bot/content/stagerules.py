"""What a stage must have beyond its shape."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from bot.content.fault import Fault
from bot.content.fields import shown
from bot.content.loopfolder import LoopFiles, LoopFolder
from bot.content.loopnames import Known, misnamed, unknown
from bot.content.loopschema import (
    DrawModel,
    QuestionModel,
    StageModel,
)
from bot.content.schema import PromptModel
from bot.content.sheet import Sheet
from bot.domain.loop import StageKind

MIN_QUESTIONS = 6


MIN_CURVEBALLS = 3


MIN_FACTS = 3


MIN_DEBRIEF = 3


MIN_SIMULATION_PERSONAS = 3


@dataclass(frozen=True, slots=True)
class StageCheck:
    """One stage with all it may name."""

    folder: LoopFolder
    loop: LoopFiles
    name: str
    sheet: Sheet[StageModel]
    known: Known

    @property
    def model(self) -> StageModel:
        """What the file says."""
        return self.sheet.model

    @property
    def asks(self) -> bool:
        """Whether questions are asked in this stage."""
        return self.model.kind is not StageKind.COMMITTEE


def _id(stage: StageCheck) -> Iterator[Fault]:
    yield from misnamed(stage.name, stage.sheet)


def _people(stage: StageCheck) -> Iterator[Fault]:
    folder = stage.folder
    for at, persona in enumerate(stage.model.personas):
        if persona not in folder.personas and persona not in folder.broken_personas:
            yield unknown(stage.sheet, ("personas", at), "persona", persona, folder.personas)
    here = stage.model.personas
    said = [(("questions", at), one.persona) for at, one in enumerate(stage.model.questions)]
    said += [(("curveballs", at), one.persona) for at, one in enumerate(stage.model.curveballs)]
    for path, persona in said:
        if persona not in here:
            where = (*path, "persona")
            yield unknown(stage.sheet, where, "persona of this stage", persona, here)


def _questions(stage: StageCheck) -> Iterator[Fault]:
    model, sheet = stage.model, stage.sheet
    seen: set[str] = set()
    for at, one in enumerate(model.questions):
        if one.name in seen:
            fix = "give one of them a key: of its own."
            message = f"The question {shown(one.name)} stands twice."
            yield sheet.fault(("questions", at), message, fix)
        seen.add(one.name)
        yield from _question(stage, at, one)
    for at, key in enumerate(model.fixed):
        if key not in seen:
            yield unknown(sheet, ("fixed", at), "question", key, seen)


def _question(stage: StageCheck, at: int, one: QuestionModel) -> Iterator[Fault]:
    sheet, known = stage.sheet, stage.known
    criteria: Collection[str] | None = None
    if one.prompt is not None:
        criteria = known.prompts.get(one.prompt)
        if criteria is None:
            path = ("questions", at, "prompt")
            yield unknown(sheet, path, "prompt", one.prompt, known.prompts)
    elif one.case is not None:
        criteria = known.cases.get((stage.loop.id, one.case))
        if one.case not in stage.loop.cases:
            yield unknown(sheet, ("questions", at, "case"), "case", one.case, stage.loop.cases)
    for criterion in one.follow_up:
        if criteria and criterion not in criteria:
            path = ("questions", at, "follow_up")
            yield unknown(sheet, path, "criterion", criterion, criteria)
    if one.draw is not None and not any(_fits(one.draw, head) for head in known.heads):
        fix = "widen it, or write a prompt for it."
        message = "No prompt of the bank fits this draw."
        yield sheet.fault(("questions", at, "draw"), message, fix)


def _fits(draw: DrawModel, head: PromptModel) -> bool:
    return (
        draw.topic in {None, head.topic}
        and draw.level in {None, head.level}
        and (not draw.skills or bool(set(draw.skills) & set(head.skills)))
    )


def _amounts(stage: StageCheck) -> Iterator[Fault]:
    model, sheet = stage.model, stage.sheet
    if not stage.asks:
        return
    takes = model.kind is StageKind.TAKE_HOME and model.ask == 0
    if not takes and len(model.questions) < MIN_QUESTIONS:
        yield _few(sheet, "questions", len(model.questions), MIN_QUESTIONS)
    if not takes and len(model.curveballs) < MIN_CURVEBALLS:
        yield _few(sheet, "curveballs", len(model.curveballs), MIN_CURVEBALLS)
    if len(model.facts) < MIN_FACTS:
        yield _few(sheet, "facts", len(model.facts), MIN_FACTS)
    if len(model.debrief) < MIN_DEBRIEF:
        yield _few(sheet, "debrief", len(model.debrief), MIN_DEBRIEF)
    if not model.unknown:
        yield sheet.fault(("unknown",), "The key is missing.", "say what nobody knows.")
    if not takes and model.minutes is None:
        yield sheet.fault(("minutes",), "The key is missing.", "write minutes: 45.")
    if not takes and model.ask == 0:
        yield sheet.fault(("ask",), "The stage asks nothing.", "write ask: 3.")
    if len(model.fixed) > model.ask:
        yield sheet.fault(("fixed",), "More questions are fixed than asked.", "raise ask.")


def _surprises(stage: StageCheck) -> Iterator[Fault]:
    model, sheet = stage.model, stage.sheet
    decisions = {one.id for one in model.decisions}
    seen: set[str] = set()
    for at, one in enumerate(model.curveballs):
        if one.id in seen:
            fix = "give each curveball of a stage its own id."
            yield sheet.fault(("curveballs", at, "id"), f"{shown(one.id)} stands twice.", fix)
        seen.add(one.id)
        if one.after is not None and one.after > model.ask:
            fix = f"write after: {model.ask} or less."
            message = f"Only {model.ask} questions are asked."
            yield sheet.fault(("curveballs", at, "after"), message, fix)
        if one.minute is not None and model.minutes and one.minute >= model.minutes:
            fix = "let it come before the end."
            yield sheet.fault(("curveballs", at, "minute"), "The stage is over then.", fix)
        for decision in one.right:
            if decision not in decisions:
                path = ("curveballs", at, "right")
                yield unknown(sheet, path, "decision", decision, decisions)
        if one.right and not one.reversal:
            fix = "write reversal: true, or take right: out."
            message = "Only a reversal asks for another decision."
            yield sheet.fault(("curveballs", at, "right"), message, fix)


_ONLY: tuple[tuple[str, StageKind, object], ...] = (
    ("hours", StageKind.TAKE_HOME, None),
    ("brief", StageKind.TAKE_HOME, None),
    ("case", StageKind.TAKE_HOME, None),
    ("briefs", StageKind.TAKE_HOME, []),
    ("decisions", StageKind.SIMULATION, []),
    ("decide", StageKind.SIMULATION, None),
    ("decide_by", StageKind.SIMULATION, None),
    ("risks", StageKind.COMMITTEE, []),
)
"""Keys that belong to one kind of stage, and how they read when left out."""


def _kinds(stage: StageCheck) -> Iterator[Fault]:
    model, sheet = stage.model, stage.sheet
    for key, kind, empty in _ONLY:
        written = getattr(model, key) != empty
        if written and model.kind is not kind:
            message = f"Only a stage of kind {kind} has this key."
            yield sheet.fault((key,), message, "take it out, or change kind.")
        if not written and model.kind is kind and _needs(model, key):
            yield sheet.fault((key,), "The key is missing.", f"a {kind} needs it.")
    yield from _handed_out(stage)
    if model.kind is StageKind.SIMULATION:
        yield from _simulation(model, sheet)
    if not stage.asks and (model.questions or model.curveballs):
        yield sheet.fault(("kind",), "A committee asks no questions.", "take them out.")


def _needs(model: StageModel, key: str) -> bool:
    """Whether a stage of the right kind lacks something without this key."""
    if key in {"case", "brief"}:
        return not model.briefs or model.case is not None or model.brief is not None
    return key not in {"risks", "briefs"}


def _handed_out(stage: StageCheck) -> Iterator[Fault]:
    model, sheet, cases = stage.model, stage.sheet, stage.loop.cases
    if model.case is not None and model.case not in cases:
        yield unknown(sheet, ("case",), "case", model.case, cases)
    seen = {model.case}
    for at, one in enumerate(model.briefs):
        path = ("briefs", at, "case")
        if one.case in seen:
            message = f"The case {shown(one.case)} has two briefs."
            yield sheet.fault(path, message, "keep one of them.")
        elif one.case not in cases:
            yield unknown(sheet, path, "case", one.case, cases)
        seen.add(one.case)


def _simulation(model: StageModel, sheet: Sheet[StageModel]) -> Iterator[Fault]:
    if len(model.personas) < MIN_SIMULATION_PERSONAS:
        yield _few(sheet, "personas", len(model.personas), MIN_SIMULATION_PERSONAS)
    if len(model.decisions) == 1:
        yield _few(sheet, "decisions", 1, 2)
    if not any(one.reversal for one in model.curveballs):
        fix = "mark new facts that call for another decision with reversal: true."
        yield sheet.fault(("curveballs",), "Nothing calls for another decision.", fix)
    if model.decide_by and model.minutes and model.decide_by > model.minutes:
        fix = f"write decide_by: {model.minutes} or less."
        yield sheet.fault(("decide_by",), "The stage is over then.", fix)


def _idle_cases(stage: StageCheck) -> Iterator[Fault]:
    """Told once for the loop: at its first stage."""
    first = min(stage.loop.stages)
    if stage.name != first or stage.loop.broken:
        return
    used: set[str | None] = set()
    for sheet in stage.loop.stages.values():
        used |= {sheet.model.case, *(one.case for one in sheet.model.questions)}
        used |= {one.case for one in sheet.model.briefs}
    for case, entry in stage.loop.cases.items():
        if case not in used:
            fix = "ask it in a stage, or take it away."
            yield Fault(entry.name, 1, "No stage asks this case.", fix, warning=True)


STAGE_RULES: tuple[Callable[[StageCheck], Iterator[Fault]], ...] = (
    _id,
    _people,
    _questions,
    _amounts,
    _surprises,
    _kinds,
    _idle_cases,
)


def _few(sheet: Sheet[StageModel], key: str, number: int, least: int) -> Fault:
    return sheet.fault((key,), f"The list holds {number}.", f"write at least {least}.")
