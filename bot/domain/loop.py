"""Loops: interview processes as an author writes them, stage by stage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.domain.persona import Persona
from bot.domain.prompt import Prompt, PromptHead, PromptLevel, Source


class StageKind(StrEnum):
    """How a stage runs."""

    INTERVIEW = "interview"
    TAKE_HOME = "take-home"
    """Handed out, handed in within hours, then defended."""
    SIMULATION = "simulation"
    """Personas with conflicting demands; a decision within a time."""
    REFERENCES = "references"
    NEGOTIATION = "negotiation"
    COMMITTEE = "committee"
    """No questions: the case for and against from the other stages."""


@dataclass(frozen=True, slots=True)
class Draw:
    """Which prompts of the bank a question may be drawn from; empty means any."""

    topic: str = ""
    level: PromptLevel | None = None
    skills: tuple[str, ...] = ()

    def fits(self, head: PromptHead) -> bool:
        """Whether a prompt may be drawn."""
        return (
            (not self.topic or head.topic == self.topic)
            and (self.level is None or head.level is self.level)
            and (not self.skills or bool(set(self.skills) & set(head.skills)))
        )


@dataclass(frozen=True, slots=True)
class Question:
    """A question that a stage may ask: of the bank, a case of the loop, or drawn when it begins.

    Exactly one of `prompt_id`, `case` and `draw` is set. `key` is unique in the stage. `follow_up`
    holds by criterion the words used instead of its probe.
    """

    key: str
    persona: str
    prompt_id: str | None = None
    case: Prompt | None = None
    draw: Draw | None = None
    follow_up: tuple[tuple[str, str], ...] = ()

    def words_for(self, criterion_id: str) -> str:
        """The author's own follow-up for a missed criterion; empty without one."""
        return dict(self.follow_up).get(criterion_id, "")


@dataclass(frozen=True, slots=True)
class Curveball:
    """Something new in the middle of a stage.

    It comes once `after` questions are done, or once `minute` minutes are spent (then `after` is
    None). `prompt` holds its words and its criteria. After a `reversal` another decision than
    before is right; `right` names the decisions that are, empty for any other.
    """

    id: str
    persona: str
    prompt: Prompt
    after: int | None = None
    minute: int | None = None
    reversal: bool = False
    right: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """What is said."""
        return self.prompt.question


@dataclass(frozen=True, slots=True)
class Fact:
    """What the case file holds: the answer to a question that has a term of every group."""

    id: str
    about: tuple[tuple[str, ...], ...]
    answer: str


@dataclass(frozen=True, slots=True)
class Decision:
    """One of the decisions a simulation asks for; `says` are terms that announce it."""

    id: str
    title: str
    says: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Deciding:
    """How a simulation wants its decision.

    By minute `by`; later costs `hesitation` points of 100, none at all twice as many. A decision
    changed after new facts that call for it earns `reward` points.
    """

    decisions: tuple[Decision, ...]
    words: str
    by: int
    hesitation: int
    reward: int

    def decision(self, decision_id: str) -> Decision | None:
        """The decision of that id."""
        return next((one for one in self.decisions if one.id == decision_id), None)


@dataclass(frozen=True, slots=True)
class TakeHome:
    """What is handed out, for how many hours, and the case it is judged by."""

    brief: str
    hours: int
    case: Question


@dataclass(frozen=True, slots=True)
class Risk:
    """One line of a committee's risk profile: how the skills behind it came out."""

    id: str
    title: str
    skills: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """One interview of a loop.

    `minutes` may be 0 where only hours count. `ask` questions are asked in a run, those in `fixed`
    always; `follow_ups` is the most for one question; `surprises` curveballs come in a run.
    `debrief` holds the criteria across the whole conversation, None without any. `take_home` is
    what this run hands out, `more_briefs` what others may, see `handing_out`.
    """

    id: str
    loop_id: str
    title: str
    kind: StageKind
    minutes: int
    personas: tuple[Persona, ...]
    opening: str
    ask: int = 3
    questions: tuple[Question, ...] = ()
    fixed: tuple[str, ...] = ()
    follow_ups: int = 3
    curveballs: tuple[Curveball, ...] = ()
    surprises: int = 1
    facts: tuple[Fact, ...] = ()
    unknown: str = ""
    debrief: Prompt | None = None
    deciding: Deciding | None = None
    take_home: TakeHome | None = None
    more_briefs: tuple[TakeHome, ...] = ()
    risks: tuple[Risk, ...] = ()

    @property
    def key(self) -> str:
        """The stage's name among all: `healthcare-pm/screen`."""
        return f"{self.loop_id}/{self.id}"

    @property
    def briefs(self) -> tuple[TakeHome, ...]:
        """All that may be handed out, in the order of the file."""
        return (self.take_home, *self.more_briefs) if self.take_home is not None else ()

    def handing_out(self, case_key: str) -> Stage:
        """The stage with the brief of that case handed out; as it is where there is none."""
        chosen = [one for one in self.briefs if one.case.key == case_key]
        if not chosen:
            return self
        others = tuple(one for one in self.briefs if one.case.key != case_key)
        return replace(self, take_home=chosen[0], more_briefs=others)

    def persona(self, persona_id: str) -> Persona:
        """The persona of that id; the first one for a name that the stage no longer has."""
        return next((one for one in self.personas if one.id == persona_id), self.personas[0])

    def question(self, key: str) -> Question | None:
        """The question of that key, the take-home's case included."""
        if self.take_home is not None and self.take_home.case.key == key:
            return self.take_home.case
        return next((one for one in self.questions if one.key == key), None)

    def curveball(self, curveball_id: str) -> Curveball | None:
        """The curveball of that id."""
        return next((one for one in self.curveballs if one.id == curveball_id), None)


@dataclass(frozen=True, slots=True)
class Loop:
    """An interview process: its stages by id, in order."""

    id: str
    title: str
    summary: str
    about: str
    stages: tuple[str, ...]
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class StageHead:
    """What an overview says of a stage."""

    id: str
    title: str
    kind: StageKind
    minutes: int
    hours: int = 0


@dataclass(frozen=True, slots=True)
class LoopOutline:
    """A loop with the heads of its stages, in order."""

    loop: Loop
    stages: Sequence[StageHead]

    def stage(self, stage_id: str) -> StageHead | None:
        """The head of that stage."""
        return next((one for one in self.stages if one.id == stage_id), None)

    def title_of(self, stage_id: str) -> str:
        """The title of that stage; empty when there is none."""
        head = self.stage(stage_id)
        return "" if head is None else head.title

    def key_of(self, stage_id: str) -> str:
        """That stage's name among all, as `Stage.key` has it."""
        return f"{self.loop.id}/{stage_id}"
