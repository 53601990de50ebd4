"""The models of personas, loops and stages; docs/loops.md describes each key for authors."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field, model_validator

from bot.content import fields
from bot.content.schema import CriterionModel, Group, Line, Long, Model, Slug, SourceModel, Truth
from bot.domain.loop import StageKind
from bot.domain.prompt import PromptLevel

Title = Annotated[str, BeforeValidator(fields.text_up_to(60))]
Brief = Annotated[str, BeforeValidator(fields.text_up_to(8000))]
Lines = Annotated[list[Line], Field(min_length=2, max_length=6)]
Few = Annotated[int, BeforeValidator(fields.whole(0, 8))]
Minutes = Annotated[int, BeforeValidator(fields.whole(1, 180))]
Points = Annotated[int, BeforeValidator(fields.whole(0, 40))]


class VoiceModel(Model):
    """A persona's own lines."""

    greeting: Lines
    thanks: Lines
    push: Lines
    clock: Lines
    unknown: Lines
    close: Lines


class PersonaModel(Model):
    """A persona file."""

    id: Slug
    name: Title
    role: Title
    presses: Annotated[list[Slug], Field(min_length=1, max_length=9)]
    voice: VoiceModel


class LoopModel(Model):
    """A loop file."""

    id: Slug
    title: Title
    summary: Line
    about: Long
    stages: Annotated[list[Slug], Field(min_length=1, max_length=10)]
    sources: list[SourceModel] = Field(default_factory=list, max_length=20)


class DrawModel(Model):
    """What a drawn question may be."""

    topic: Slug | None = None
    level: Annotated[PromptLevel, BeforeValidator(fields.one_of(PromptLevel))] | None = None
    skills: list[Slug] = Field(default_factory=list, max_length=9)


class QuestionModel(Model):
    """A question: a prompt of the bank, a case of the loop, or a drawn one."""

    key: Slug | None = None
    persona: Slug
    prompt: Slug | None = None
    case: Slug | None = None
    draw: DrawModel | None = None
    follow_up: dict[Slug, Line] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _one_kind(self) -> QuestionModel:
        if sum(one is not None for one in (self.prompt, self.case, self.draw)) != 1:
            raise fields.FieldError(
                "A question is a prompt, a case or a draw.", "write exactly one of these keys."
            )
        if self.draw is not None and self.key is None:
            raise fields.FieldError("A drawn question has no name.", "add key: to it.")
        return self

    @property
    def name(self) -> str:
        """The key by which the stage knows the question."""
        return self.key or self.prompt or self.case or ""


class CurveballModel(Model):
    """Something new in the middle of a stage."""

    id: Slug
    persona: Slug
    after: Few | None = None
    minute: Minutes | None = None
    text: Long
    criteria: Annotated[list[CriterionModel], Field(min_length=1, max_length=4)]
    reversal: Truth = False
    right: list[Slug] = Field(default_factory=list, max_length=5)

    @model_validator(mode="after")
    def _one_moment(self) -> CurveballModel:
        if (self.after is None) == (self.minute is None):
            raise fields.FieldError(
                "A curveball comes after a question or at a minute.", "write after: or minute:."
            )
        return self


class BriefModel(Model):
    """A brief that may be handed out, and the case it is judged by."""

    case: Slug
    brief: Brief


class FactModel(Model):
    """A fact of the case file."""

    id: Slug
    about: Annotated[list[Group], Field(min_length=1, max_length=6)]
    answer: Line


class DecisionModel(Model):
    """One of the decisions of a simulation."""

    id: Slug
    title: Title
    says: Group


class RiskModel(Model):
    """A line of a committee's risk profile."""

    id: Slug
    title: Title
    skills: Annotated[list[Slug], Field(min_length=1, max_length=9)]


class StageModel(Model):
    """A stage file; which keys a kind needs is the check's business."""

    id: Slug
    title: Title
    kind: Annotated[StageKind, BeforeValidator(fields.one_of(StageKind))]
    minutes: Minutes | None = None
    personas: Annotated[list[Slug], Field(min_length=1, max_length=6)]
    opening: Long
    ask: Few = 3
    questions: list[QuestionModel] = Field(default_factory=list, max_length=40)
    fixed: list[Slug] = Field(default_factory=list, max_length=8)
    follow_ups: Annotated[int, BeforeValidator(fields.whole(0, 3))] = 3
    curveballs: list[CurveballModel] = Field(default_factory=list, max_length=20)
    surprises: Few = 1
    facts: list[FactModel] = Field(default_factory=list, max_length=60)
    unknown: Line | None = None
    debrief: list[CriterionModel] = Field(default_factory=list, max_length=12)
    hours: Annotated[int, BeforeValidator(fields.whole(1, 336))] | None = None
    brief: Brief | None = None
    case: Slug | None = None
    briefs: list[BriefModel] = Field(default_factory=list, max_length=12)
    decisions: list[DecisionModel] = Field(default_factory=list, max_length=5)
    decide: Line | None = None
    decide_by: Minutes | None = None
    hesitation: Points = 10
    reward: Points = 5
    risks: list[RiskModel] = Field(default_factory=list, max_length=9)
