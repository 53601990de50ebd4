"""An exercise as it is posed: an item of a drill with its figures drawn and its options mixed."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from bot.domain.drill import ChoiceItem, Drill, Form, Item, MatchItem, NumericItem, RankItem, Slip
from bot.domain.formula import FormulaError
from bot.domain.stream import Stream

SEEDS = 1_000_000
"""Seeds run from 0 to one less."""

MOST_DRAWS = 400
"""So often figures are drawn anew before an item counts as impossible."""

_APART = Fraction(3, 2)
"""A slip lies at least this many tolerances from the answer, else the figures are drawn anew."""

_PREFIX = "d"


@dataclass(frozen=True, slots=True)
class Mark:
    """Which exercise: with its seed it can be posed again and checked, letter for letter."""

    drill: str
    item: str
    seed: int

    def __str__(self) -> str:
        return f"{_PREFIX}/{self.drill}/{self.item}/{self.seed}"


def read_mark(text: str) -> Mark | None:
    """The mark that a text is; None for whatever `str` has not made of one."""
    parts = text.split("/")
    if len(parts) != 4 or parts[0] != _PREFIX:
        return None
    seed = parts[3]
    if not (seed.isascii() and seed.isdigit()) or len(seed) > 6 or str(int(seed)) != seed:
        return None
    return Mark(parts[1], parts[2], int(seed))


@dataclass(frozen=True, slots=True)
class Posed:
    """What a member sees of an exercise.

    `options` are what can be chosen, in the order shown. With `lefts` each of them wants one of the
    options; a ranking wants all options in order. `unit` is that of a number.
    """

    mark: Mark
    title: str
    skill: str
    form: Form
    text: str
    document: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    options: tuple[str, ...] = ()
    lefts: tuple[str, ...] = ()
    unit: str = ""

    @property
    def places(self) -> int:
        """How many options an answer names; 0 where it is a number."""
        if self.form is Form.NUMERIC:
            return 0
        if self.form is Form.RANK:
            return len(self.options)
        return len(self.lefts) or 1


def pose(drill: Drill, item: Item, seed: int) -> Posed:
    """The exercise of that seed. Raises FormulaError where no figures suit a numeric item."""
    mark = Mark(drill.id, item.id, seed)
    posed = partial(Posed, mark, drill.title, drill.skill, drill.form)
    match item:
        case NumericItem():
            figures = drawn(item, mark)
            grid = item.grid
            return posed(
                item.text.filled(figures),
                headings=grid.headings if grid else (),
                rows=tuple(tuple(one.filled(figures) for one in row) for row in grid.rows)
                if grid
                else (),
                unit=item.unit,
            )
        case ChoiceItem():
            options = Stream(str(mark)).shuffled(item.options) if item.shuffled else item.options
            return posed(
                item.text,
                document=item.document,
                options=tuple(options),
            )
        case MatchItem():
            stream = Stream(str(mark))
            pairs = stream.shuffled(item.pairs)
            rights = dict.fromkeys([*(one.right for one in item.pairs), *item.spare])
            return posed(
                item.text,
                options=tuple(stream.shuffled(list(rights))),
                lefts=tuple(one.left for one in pairs),
            )
        case RankItem():
            return posed(
                item.objective,
                options=_out_of_order(item.things, mark),
            )


def _out_of_order(things: tuple[str, ...], mark: Mark) -> tuple[str, ...]:
    stream = Stream(str(mark))
    mixed = tuple(stream.shuffled(things))
    return mixed if mixed != things else (*mixed[1:], mixed[0])


def drawn(item: NumericItem, mark: Mark) -> dict[str, Fraction]:
    """The figures of an exercise: they meet the conditions, and no slip lands on the answer.

    Raises FormulaError where none are found.
    """
    for turn in range(MOST_DRAWS):
        figures = draw_once(item, mark, turn)
        if suits(item, figures):
            return figures
    raise FormulaError(f"no figures suit {item.id}")


def draw_once(item: NumericItem, mark: Mark, turn: int) -> dict[str, Fraction]:
    """Figures as they come, whether they suit or not."""
    stream = Stream(f"{mark}/{turn}")
    return {name: one.draw(stream) for name, one in item.draw.items()}


def suits(item: NumericItem, figures: dict[str, Fraction]) -> bool:
    """Whether the conditions hold, and every slip stays clear of the answer."""
    if not all(one.holds(figures) for one in item.requires):
        return False
    return item.answer.value(figures) != 0 and all(
        is_apart(item, one, figures) for one in item.slips
    )


def is_apart(item: NumericItem, slip: Slip, figures: dict[str, Fraction]) -> bool:
    """Whether a slip stays clear of the answer, so that neither can be taken for the other."""
    answer = item.answer.value(figures)
    room = abs(answer) * item.tolerance / 100 * _APART
    return abs(slip.formula.value(figures) - answer) > room
