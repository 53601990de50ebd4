"""Numeric items tried out: drawn many times, the answer reckoned, the working read back."""

from __future__ import annotations

from collections.abc import Iterator

from bot.content.arithmetic import wrong_sums
from bot.domain.drill import NumericItem
from bot.domain.exercise import MOST_DRAWS, Mark, draw_once, drawn, is_apart, suits
from bot.domain.formula import FormulaError

SEEDS = 40
"""Draws that an item is tried on."""

_FEWEST_SUIT = 10
"""Of a hundred draws so many must suit, else drawing takes too long."""

Said = tuple[tuple[int | str, ...], str, str]
_FORMULAS = "see “Formulas” in docs/learning.md."


def item_faults(drill_id: str, item: NumericItem) -> list[Said]:
    """What is wrong with an item: where in it, why, and the fix."""
    found = list(_names(item))
    if not found:
        try:
            found.extend(_draws(drill_id, item))
            found.extend(_tried(drill_id, item))
        except FormulaError as error:
            # What was found before it says more exactly why.
            found = found or [((), f"It cannot be reckoned: {error}.", _FORMULAS)]
    return list(dict.fromkeys(found))


def _names(item: NumericItem) -> Iterator[Said]:
    """Figures that nothing draws, and drawn ones that nobody sees."""
    known = set(item.draw)
    cells = [cell for row in item.grid.rows for cell in row] if item.grid else []
    shown = {
        name for one in (item.text, *cells) for formula in one.formulas for name in formula.names
    }
    used: list[tuple[tuple[int | str, ...], frozenset[str]]] = [
        (("answer",), item.answer.names),
        (("text",), frozenset(shown)),
        *((("requires", at), one.names) for at, one in enumerate(item.requires)),
    ]
    for at, line in enumerate(item.working):
        used += [(("working", at), formula.names) for formula in line.formulas]
    for at, slip in enumerate(item.slips):
        used.append((("distractors", at, "formula"), slip.formula.names))
        used += [(("distractors", at, "why"), formula.names) for formula in slip.why.formulas]
    for path, names in used:
        for name in sorted(names - known):
            yield path, f"No figure is called {name}.", "name it under draw."
    for name in sorted(known - shown):
        fix = "write {" + name + "} into the text or its table, or take it out."
        yield ("draw",), f"The figure {name} is never shown.", fix


def _draws(drill_id: str, item: NumericItem) -> Iterator[Said]:
    """Slips that are no slips, and conditions that hardly any figures meet."""
    mark = Mark(drill_id, item.id, 0)
    draws = [draw_once(item, mark, turn) for turn in range(MOST_DRAWS)]
    suited = sum(suits(item, figures) for figures in draws[:100])
    if suited >= _FEWEST_SUIT:
        return
    right = [one for one in draws if all(rule.holds(one) for rule in item.requires)]
    for at, slip in enumerate(item.slips):
        if right and not any(is_apart(item, slip, figures) for figures in right):
            fix = "write a wrong one, or a smaller tolerance."
            yield ("distractors", at), "It is never off the answer.", fix
    if not any(suits(item, figures) for figures in draws):
        raise FormulaError("no drawn figures meet the conditions with every slip off the answer")
    message = f"Only {suited} of 100 draws suit."
    yield ("requires",), message, "narrow draw, or loosen requires; keep slips off the answer."


def _tried(drill_id: str, item: NumericItem) -> Iterator[Said]:
    for seed in range(SEEDS if item.draw else 1):
        figures = drawn(item, Mark(drill_id, item.id, seed))
        right = item.answer.value(figures)
        steps = [formula.value(figures) for line in item.working for formula in line.formulas]
        if right not in steps and item.draw:
            yield (
                ("working",),
                "The answer itself is no step of the working.",
                "write the answer's formula in braces into the last step.",
            )
        for at, line in enumerate(item.working):
            for sum_ in wrong_sums(line.filled(figures)):
                message = f"It does not add up: {sum_}."
                yield ("working", at), message, "mend the figures or the formula."
        for at, slip in enumerate(item.slips):
            slip.why.filled(figures)
            if right == slip.formula.value(figures):
                yield ("distractors", at), "It is the right answer.", "write a wrong one."
