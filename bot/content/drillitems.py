"""Drills from the models of their files."""

from __future__ import annotations

from bot.content.drills import (
    GapDrill,
    GapModel,
    MatchDrill,
    MatchModel,
    NumericDrill,
    NumericModel,
    RankDrill,
    SortDrill,
    SortModel,
)
from bot.domain.drill import (
    ChoiceItem,
    Drill,
    Grid,
    Item,
    MatchItem,
    NumericItem,
    Pair,
    RankItem,
    Slip,
)

DrillFile = NumericDrill | SortDrill | MatchDrill | RankDrill | GapDrill


def to_drill(model: DrillFile) -> Drill:
    """The drill of a file."""
    items: list[Item]
    match model:
        case NumericDrill():
            items = [_numeric(one) for one in model.items]
        case SortDrill():
            items = [_sort(one, model.bins) for one in model.items]
        case MatchDrill():
            items = [_match(one) for one in model.items]
        case RankDrill():
            items = [
                RankItem(one.id, one.objective, tuple(one.things), one.why) for one in model.items
            ]
        case GapDrill():
            items = [_gap(one) for one in model.items]
    return Drill(model.id, model.title, model.summary, model.skill, model.form, tuple(items))


def _numeric(one: NumericModel) -> NumericItem:
    grid = one.table
    return NumericItem(
        id=one.id,
        text=one.text,
        draw={name: drawn.drawing() for name, drawn in one.draw.items()},
        answer=one.answer,
        unit=one.unit,
        tolerance=one.tolerance,
        working=tuple(one.working),
        slips=tuple(Slip(slip.formula, slip.why) for slip in one.distractors),
        requires=tuple(one.requires),
        grid=Grid(tuple(grid.headings), tuple(tuple(row) for row in grid.rows)) if grid else None,
    )


def _sort(one: SortModel, bins: list[str]) -> ChoiceItem:
    return ChoiceItem(
        id=one.id,
        text=one.text,
        options=tuple(one.bins or bins),
        answer=one.answer,
        why=one.why,
        tempting=dict(one.tempting),
    )


def _match(one: MatchModel) -> MatchItem:
    pairs = tuple(Pair(pair.left, pair.right, pair.why) for pair in one.pairs)
    return MatchItem(one.id, one.text, pairs, tuple(one.spare))


def _gap(one: GapModel) -> ChoiceItem:
    return ChoiceItem(
        id=one.id,
        text=one.text,
        options=tuple(one.options),
        answer=one.missing,
        why=one.why,
        document=tuple(one.document),
        tempting=dict(one.tempting),
        shuffled=True,
    )
