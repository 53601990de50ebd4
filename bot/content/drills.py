"""The drills of a content folder: what their files may hold, one model for each form."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated

from pydantic import BeforeValidator, Field, PlainValidator, model_validator

from bot.content import fields
from bot.content.schema import Line, Model, Slug
from bot.domain.drill import Form
from bot.domain.figure import Drawing, Template, read_template, steps
from bot.domain.formula import Formula, FormulaError, read_formula

FOLDER = "drills"
MAX_NAME = 30
"""Characters of a drill's or an item's id: together they must fit behind a button."""

MAX_OPTION = 90
MOST_PLACES = 5
"""Things to match or to rank: a form has room for five."""


def _name(value: object) -> str:
    return fields.text_up_to(MAX_NAME)(fields.slug(value))


def _formula(value: object) -> Formula:
    try:
        return read_formula(fields.text(value))
    except FormulaError as error:
        raise fields.FieldError(
            f"{_begun(error)}.", "see “Formulas” in docs/learning.md."
        ) from None


def _template(value: object) -> Template:
    try:
        return read_template(fields.text_up_to(1000)(value))
    except FormulaError as error:
        raise fields.FieldError(
            f"{_begun(error)}.", "see “Formulas” in docs/learning.md."
        ) from None


def _figure_name(value: object) -> str:
    written = fields.text(value)
    if not written.isidentifier() or not written.islower() or not written.isascii():
        raise fields.FieldError(
            f"{fields.shown(written)} is no name for a figure.",
            "use small letters, digits and _, beginning with a letter.",
        )
    return written


def _begun(error: Exception) -> str:
    said = str(error)
    return said[:1].upper() + said[1:]


Name = Annotated[str, BeforeValidator(_name)]
Exact = Annotated[Fraction, PlainValidator(fields.exact)]
Option = Annotated[str, BeforeValidator(fields.text_up_to(MAX_OPTION))]
Options = Annotated[list[Option], Field(min_length=2, max_length=8)]
FormulaText = Annotated[Formula, PlainValidator(_formula)]
TemplateText = Annotated[Template, PlainValidator(_template)]
FigureName = Annotated[str, BeforeValidator(_figure_name)]


class DrawModel(Model):
    """Where a figure comes from: a range with steps, or a list."""

    start: Annotated[Exact | None, Field(alias="from")] = None
    to: Exact | None = None
    step: Exact | None = None
    pick: Annotated[list[Exact], Field(max_length=200, default_factory=list)]

    @model_validator(mode="after")
    def _one_way(self) -> DrawModel:
        ranged = [self.start, self.to, self.step]
        if bool(self.pick) == any(one is not None for one in ranged) or (
            not self.pick and None in ranged
        ):
            raise fields.FieldError(
                "A figure is drawn from a range or from a list.",
                "write {from: 1, to: 9, step: 2}, or {pick: [1, 2, 5]}.",
            )
        self.drawing()
        return self

    def drawing(self) -> Drawing:
        """The values it may take."""
        if self.start is None or self.to is None or self.step is None:
            return Drawing(tuple(self.pick))
        try:
            return steps(self.start, self.to, self.step)
        except FormulaError as error:
            raise fields.FieldError(f"{_begun(error)}.", "write from, to and step anew.") from None


class GridModel(Model):
    """A table that belongs to an exercise."""

    headings: Annotated[list[Option], Field(min_length=2, max_length=6)]
    rows: Annotated[
        list[Annotated[list[TemplateText], Field(max_length=6)]], Field(min_length=1, max_length=12)
    ]


class SlipModel(Model):
    """A wrong way to reckon."""

    formula: FormulaText
    why: TemplateText


class NumericModel(Model):
    """An exercise whose answer is a number."""

    id: Name
    text: TemplateText
    draw: Annotated[dict[FigureName, DrawModel], Field(max_length=12, default_factory=dict)]
    answer: FormulaText
    unit: Annotated[str, BeforeValidator(fields.text_up_to(40))]
    tolerance: Exact = Fraction(5)
    working: Annotated[list[TemplateText], Field(min_length=1, max_length=8)]
    distractors: Annotated[list[SlipModel], Field(min_length=1, max_length=6)]
    requires: Annotated[list[FormulaText], Field(max_length=8, default_factory=list)]
    table: GridModel | None = None


class SortModel(Model):
    """A thing and the bin it belongs in; the drill's bins hold where it has none of its own."""

    id: Name
    text: Line
    bins: Annotated[list[Option], Field(max_length=8, default_factory=list)]
    answer: Option
    why: Line
    tempting: Annotated[dict[Option, Line], Field(max_length=8, default_factory=dict)]


class PairModel(Model):
    """Two things that belong together."""

    left: Option
    right: Option
    why: Line


class MatchModel(Model):
    """Pairs to be found."""

    id: Name
    text: Line = "What belongs together?"
    pairs: Annotated[list[PairModel], Field(min_length=3, max_length=MOST_PLACES)]
    spare: Annotated[list[Option], Field(max_length=3, default_factory=list)]


class RankModel(Model):
    """Things in their right order."""

    id: Name
    objective: Line
    things: Annotated[list[Option], Field(min_length=3, max_length=MOST_PLACES)]
    why: Line


class GapModel(Model):
    """A document in which something is missing."""

    id: Name
    text: Line = "One part is missing. Which?"
    document: Annotated[list[Line], Field(min_length=2, max_length=14)]
    options: Options
    missing: Option
    why: Line
    tempting: Annotated[dict[Option, Line], Field(max_length=8, default_factory=dict)]


class DrillModel(Model):
    """What every drill file holds beside its items."""

    id: Name
    title: Annotated[str, BeforeValidator(fields.text_up_to(60))]
    summary: Annotated[str, BeforeValidator(fields.text_up_to(200))]
    skill: Slug
    form: Annotated[Form, BeforeValidator(fields.one_of(Form))]


class NumericDrill(DrillModel):
    """A drill of numbers."""

    items: Annotated[list[NumericModel], Field(min_length=1, max_length=200)]


class SortDrill(DrillModel):
    """A drill of bins or classes."""

    bins: Annotated[list[Option], Field(max_length=8, default_factory=list)]
    items: Annotated[list[SortModel], Field(min_length=1, max_length=200)]


class MatchDrill(DrillModel):
    """A drill of pairs."""

    items: Annotated[list[MatchModel], Field(min_length=1, max_length=200)]


class RankDrill(DrillModel):
    """A drill of orders."""

    items: Annotated[list[RankModel], Field(min_length=1, max_length=200)]


class GapDrill(DrillModel):
    """A drill of gaps."""

    items: Annotated[list[GapModel], Field(min_length=1, max_length=200)]


MODELS: dict[Form, type[NumericDrill | SortDrill | MatchDrill | RankDrill | GapDrill]] = {
    Form.NUMERIC: NumericDrill,
    Form.SORT: SortDrill,
    Form.CLASSIFY: SortDrill,
    Form.MATCH: MatchDrill,
    Form.RANK: RankDrill,
    Form.GAP: GapDrill,
}
"""The model of a drill's file by its form."""
