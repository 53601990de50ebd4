"""The cards of a content folder: what their files may hold, and how they are read."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field, model_validator

from bot.content import fields
from bot.content.schema import Line, Long, Model, Slug, SourceModel, Truth
from bot.domain.lesson import Calculator, Family, Lesson, Point
from bot.domain.prompt import Source

FOLDER = "cards"

Names = Annotated[list[Slug], Field(max_length=20, default_factory=list)]
StagePath = Annotated[str, BeforeValidator(fields.path)]


class PointModel(Model):
    """One point of a checklist."""

    ask: Line
    missing: Line
    hard: Truth = False


class CardModel(Model):
    """A card file."""

    id: Slug
    title: Annotated[str, BeforeValidator(fields.text_up_to(60))]
    family: Annotated[Family, BeforeValidator(fields.one_of(Family))]
    row: Annotated[str, BeforeValidator(fields.text_up_to(200))]
    what: Line
    when: Line
    example: Long
    mistake: Line
    prompts: Names
    drills: Names
    mocks: Annotated[list[StagePath], Field(max_length=20, default_factory=list)]
    see: Names
    calculator: Annotated[Calculator | None, BeforeValidator(fields.one_of(Calculator))] = None
    points: Annotated[list[PointModel], Field(max_length=12, default_factory=list)]
    sources: Annotated[list[SourceModel], Field(min_length=1, max_length=20)]

    @model_validator(mode="after")
    def _points_fit(self) -> CardModel:
        if (self.calculator is Calculator.CHECKLIST) != bool(self.points):
            raise fields.FieldError(
                "points and the calculator checklist belong together.",
                "write both, or neither.",
            )
        return self


def to_lesson(model: CardModel) -> Lesson:
    """The card of a file."""
    return Lesson(
        id=model.id,
        title=model.title,
        family=model.family,
        row=model.row,
        what=model.what,
        when=model.when,
        example=model.example,
        mistake=model.mistake,
        prompts=tuple(model.prompts),
        drills=tuple(model.drills),
        mocks=tuple(model.mocks),
        see=tuple(model.see),
        sources=tuple(Source(one.title, one.url) for one in model.sources),
        calculator=model.calculator,
        points=tuple(Point(one.ask, one.missing, one.hard) for one in model.points),
    )
