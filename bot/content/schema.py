"""The models of the content files: which keys they have and what each value may be.

Nothing is converted by guessing: every scalar arrives as text, and each field says how it is read.
Import this module only where a whole file is parsed; it brings pydantic with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from bot.content import fields
from bot.content.term import term
from bot.domain.prompt import PromptLevel
from bot.domain.rubric import Kind, Negation, Window

Slug = Annotated[str, BeforeValidator(fields.slug)]
Line = Annotated[str, BeforeValidator(fields.text_up_to(1000))]
Long = Annotated[str, BeforeValidator(fields.text_up_to(4000))]
Term = Annotated[str, BeforeValidator(term)]
Group = Annotated[list[Term], Field(min_length=1, max_length=200)]
Truth = Annotated[bool, BeforeValidator(fields.truth)]


class Model(BaseModel):
    """What all models share: strict types and no unknown keys."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class SignalModel(Model):
    """One way of wording a criterion."""

    all: Annotated[list[Group], Field(min_length=1, max_length=6)]
    within: Annotated[Window, BeforeValidator(fields.one_of(Window))] = Window.SENTENCE
    partly: Truth = False


class CriterionModel(Model):
    """One criterion of a rubric; the counts that the check asks for are not asked for here."""

    id: Slug
    text: Line
    kind: Annotated[Kind, BeforeValidator(fields.one_of(Kind))]
    points: Annotated[int, BeforeValidator(fields.whole(-10, 10))]
    skill: Slug
    signals: Annotated[list[SignalModel], Field(min_length=1, max_length=40)]
    unless: Annotated[list[Group], Field(max_length=20)] = []
    negation: Annotated[Negation, BeforeValidator(fields.one_of(Negation))] = Negation.CANCELS
    good: Annotated[list[Line], Field(max_length=40)] = []
    near: Annotated[list[Line], Field(max_length=40)] = []
    bad: Annotated[list[Line], Field(max_length=40)] = []
    probe: Line
    why: Line

    @model_validator(mode="after")
    def _points_fit_kind(self) -> CriterionModel:
        if self.kind is Kind.PITFALL and self.points >= 0:
            raise fields.FieldError(
                f"A pitfall costs points, but points is {self.points}.",
                "write points from -10 to -1, or change kind.",
            )
        if self.kind is not Kind.PITFALL and self.points <= 0:
            raise fields.FieldError(
                f"A {self.kind} criterion earns points, but points is {self.points}.",
                "write points from 1 to 10, or make it a pitfall.",
            )
        return self


class SourceModel(Model):
    """Where a fact can be checked."""

    title: Line
    url: Annotated[str, BeforeValidator(fields.url)] = ""


class PromptModel(Model):
    """A whole prompt file."""

    id: Slug
    title: Annotated[str, BeforeValidator(fields.text_up_to(60))]
    topic: Slug
    level: Annotated[PromptLevel, BeforeValidator(fields.one_of(PromptLevel))]
    minutes: Annotated[int, BeforeValidator(fields.whole(1, 60))]
    weight: Annotated[int, BeforeValidator(fields.whole(1, 3))]
    skills: Annotated[list[Slug], Field(min_length=1, max_length=9)]
    question: Long
    hints: Annotated[list[Line], Field(max_length=3)] = []
    criteria: Annotated[list[CriterionModel], Field(min_length=1, max_length=40)]
    model_answer: Annotated[list[Line], Field(min_length=1, max_length=40)]
    sources: Annotated[list[SourceModel], Field(max_length=20)] = []

    @model_validator(mode="after")
    def _something_to_earn(self) -> PromptModel:
        if all(one.points < 0 for one in self.criteria):
            raise fields.FieldError(
                "No criterion earns points.", "add criteria of kind required or bonus."
            )
        return self


class LexiconModel(Model):
    """A lexicon file: names and the terms each stands for."""

    lexicon: Annotated[
        dict[Annotated[str, BeforeValidator(fields.lexicon_name)], Group], Field(min_length=1)
    ]


class PairModel(Model):
    """Two answers to one prompt, of which the better must be graded higher."""

    id: Slug
    prompt: Slug
    source: Annotated[str, BeforeValidator(fields.text_up_to(60))] = ""
    better: Long
    worse: Long
    note: Annotated[str, BeforeValidator(fields.text_up_to(400))] = ""


class PairsModel(Model):
    """A file of calibration pairs."""

    pairs: Annotated[list[PairModel], Field(min_length=1)]


def known_keys(root: type[Model], path: Sequence[int | str]) -> list[str]:
    """The keys that may stand where the last step of the path stands."""
    model = root
    for step in path[:-1]:
        field = model.model_fields.get(str(step))
        model = _model_in(field.annotation) or model if field is not None else model
    return [field.alias or name for name, field in model.model_fields.items()]


def _model_in(annotation: object) -> type[Model] | None:
    """The model inside of `list[...]` and its like."""
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return annotation
    found = (_model_in(inner) for inner in get_args(annotation))
    return next((one for one in found if one is not None), None)
