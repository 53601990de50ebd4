"""A small loop held in memory: a talk, a take-home, a simulation and a committee."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.loop import (
    Curveball,
    Deciding,
    Decision,
    Draw,
    Fact,
    Loop,
    LoopOutline,
    Question,
    Risk,
    Stage,
    StageHead,
    StageKind,
    TakeHome,
)
from bot.domain.persona import Moment, Persona
from bot.domain.prompt import Prompt
from bot.domain.rubric import Criterion, Kind, Rubric, Signal
from bot.errors import BrokenContent
from tests.support.builders import a_criterion, a_head

BEDS = (
    "We fall back to paper sheets at each desk when the tool is silent. The night lead drills it "
    "every quarter with the whole shift. One named owner decides when we switch back."
)
"""Meets all that a question of the talk asks for."""

THIN = "We have a good tool and a great team, and the tool will be fine on most nights I think."
"""Meets nothing of it."""

SURPRISED = "I stop the tool at once and we phone each of the patients who were on that screen."


def persona(name: str, role: str) -> Persona:
    return Persona(
        id=name,
        name=f"Dr. {name.capitalize()}",
        role=role,
        presses=("safety",),
        voice={
            Moment.GREETING: (f"{name} greets.", f"{name} greets again."),
            Moment.THANKS: (f"{name} nods.", f"{name} writes it down."),
            Moment.PUSH: (f"{name} leans in.", f"{name} frowns."),
            Moment.CLOCK: (f"{name} looks at the clock.", f"{name} coughs."),
            Moment.UNKNOWN: (f"{name} shrugs.", f"{name} does not know."),
            Moment.CLOSE: (f"{name} thanks you.", f"{name} gets up."),
        },
    )


ER, OPS, LAW = persona("er", "physician"), persona("ops", "operations"), persona("law", "counsel")


def signalled(name: str, *words: str, points: int = 5, kind: Kind = Kind.REQUIRED) -> Criterion:
    criterion = a_criterion(name, words[0], points=points, kind=kind)
    return replace(criterion, signals=tuple(Signal(((word,),)) for word in words))


def a_case(name: str, *criteria: Criterion) -> Prompt:
    head = replace(
        a_head(name), question=f"The {name} tool is silent at night. What keeps the shift going?"
    )
    wanted = criteria or (
        signalled("fallback", "paper"),
        signalled("drill", "drill*", points=4),
        signalled("owner", "named owner", points=3),
    )
    rubric = Rubric(name, f"r-{name}", wanted, {})
    return Prompt(head, rubric, ("A sheet at each desk.",), ())


def _question(name: str, who: Persona, **facts: str) -> Question:
    return Question(name, who.id, case=a_case(name), follow_up=tuple(facts.items()))


def _ball(name: str, who: Persona, after: int, **facts: object) -> Curveball:
    criteria = (signalled(f"{name}-stop", "stop*", points=4), signalled(f"{name}-call", "phone*"))
    prompt = a_case(name, *criteria)
    text = f"News of {name}: two screens show the wrong patient."
    prompt = replace(prompt, head=replace(prompt.head, question=text))
    return replace(Curveball(name, who.id, prompt, after=after), **facts)  # type: ignore[arg-type]


FACTS = (
    Fact("volume", (("how many", "volume"), ("patient*", "visit*")), "About 90 a night."),
    Fact("team", (("team", "who"), ("engineer*", "people", "team")), "You and two engineers."),
)

DEBRIEF = a_case(
    "debrief", signalled("patient", "patient*", "shift"), signalled("clear", "decide*", points=3)
)

TALK = Stage(
    id="talk",
    loop_id="clinic",
    title="The talk",
    kind=StageKind.INTERVIEW,
    minutes=30,
    personas=(ER, OPS),
    opening="You would run our bed board.",
    ask=2,
    questions=(
        _question("beds", ER, drill="And who has practised that?"),
        _question("ward", OPS),
        _question("desk", ER),
    ),
    fixed=("beds",),
    follow_ups=3,
    curveballs=(_ball("leak", OPS, 1), _ball("strike", ER, 2)),
    surprises=1,
    facts=FACTS,
    unknown="Nobody has looked at that.",
    debrief=DEBRIEF,
)

HOME = Stage(
    id="home",
    loop_id="clinic",
    title="The take-home",
    kind=StageKind.TAKE_HOME,
    minutes=0,
    personas=(ER,),
    opening="Here is the file.",
    ask=0,
    facts=FACTS,
    unknown="Nobody has looked at that.",
    debrief=DEBRIEF,
    take_home=TakeHome(
        "Three pages with a hole in them.", 48, Question("go", "er", case=a_case("go"))
    ),
)

WARD = Stage(
    id="ward",
    loop_id="clinic",
    title="The ward",
    kind=StageKind.SIMULATION,
    minutes=60,
    personas=(ER, OPS, LAW),
    opening="All three are on the line.",
    ask=2,
    questions=(_question("waits", OPS), _question("errors", ER), _question("trail", LAW)),
    follow_ups=1,
    curveballs=(_ball("deaths", ER, 1, reversal=True, right=("pause",)),),
    surprises=1,
    facts=FACTS,
    unknown="Nobody has looked at that.",
    debrief=DEBRIEF,
    deciding=Deciding(
        (
            Decision("pause", "Pause", ("pause*", "stop*")),
            Decision("proceed", "Proceed", ("proceed*", "go ahead")),
        ),
        "Pause or proceed?",
        by=20,
        hesitation=10,
        reward=5,
    ),
)

BOARD = Stage(
    id="board",
    loop_id="clinic",
    title="The committee",
    kind=StageKind.COMMITTEE,
    minutes=0,
    personas=(OPS,),
    opening="We have the file in front of us.",
    ask=0,
    risks=(Risk("harm", "Harm to patients", ("safety",)), Risk("law", "Filing", ("regulation",))),
)

DRAWN = replace(
    TALK,
    id="drawn",
    loop_id="desk",
    title="The drawn talk",
    fixed=(),
    ask=1,
    questions=(Question("any", "er", draw=Draw(topic="ai")),),
    curveballs=(),
    surprises=0,
)


class FakeLoops:
    """Loops held in memory."""

    def __init__(self, *stages: Stage) -> None:
        self._stages = {stage.id: stage for stage in stages or (TALK, HOME, WARD, BOARD, DRAWN)}

    def outlines(self) -> Sequence[LoopOutline]:
        names = dict.fromkeys(stage.loop_id for stage in self._stages.values())
        return [outline for name in names if (outline := self.outline(name)) is not None]

    def outline(self, loop_id: str) -> LoopOutline | None:
        stages = [one for one in self._stages.values() if one.loop_id == loop_id]
        heads = [
            StageHead(
                one.id,
                one.title,
                one.kind,
                one.minutes,
                one.take_home.hours if one.take_home is not None else 0,
            )
            for one in stages
        ]
        names = tuple(one.id for one in stages)
        loop = Loop(loop_id, f"The {loop_id} loop", f"How a {loop_id} hires.", "Long.", names)
        return LoopOutline(loop, heads) if heads else None

    def stage(self, loop_id: str, stage_id: str) -> Stage:
        found = self._stages.get(stage_id)
        if found is None or found.loop_id != loop_id:
            raise BrokenContent(f"The stage {stage_id} is not there any more.")
        return found

    def forget(self, stage_id: str) -> None:
        """An author took the stage away."""
        del self._stages[stage_id]
