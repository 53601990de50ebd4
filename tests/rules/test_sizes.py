"""Files and functions stay small enough to read in one sitting."""

from __future__ import annotations

import ast
from statistics import median

from tests.rules.source import PRODUCT, Module, modules

LONGEST_FILE = 400
MEDIAN_FILE = 150
LONGEST_FUNCTION = 60
USUAL_FUNCTION = 40


def _lines(module: Module) -> int:
    return len(module.text.splitlines())


def _functions(module: Module) -> list[tuple[str, int]]:
    return [
        (f"{module.shown}:{node.lineno} {node.name}", (node.end_lineno or 0) - node.lineno + 1)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def test_no_file_is_too_long() -> None:
    long = {
        module.shown: _lines(module)
        for module in modules(*PRODUCT, "tests", "benchmarks")
        if _lines(module) > LONGEST_FILE
    }
    assert not long


def test_most_files_are_short() -> None:
    assert median(_lines(module) for module in modules(*PRODUCT)) < MEDIAN_FILE


def test_functions_say_one_thing() -> None:
    """Migrations are left out: each is one list of what changed, written once and never edited."""
    functions = [one for module in modules("bot", "adapters") for one in _functions(module)]
    assert not [one for one in functions if one[1] > LONGEST_FUNCTION]
    usual = sum(lines <= USUAL_FUNCTION for _, lines in functions)
    assert usual / len(functions) >= 0.95


def test_every_file_says_in_one_line_what_it_is() -> None:
    for module in modules(*PRODUCT):
        said = ast.get_docstring(module.tree)
        assert said, module.shown
        assert len(said.splitlines()[0]) > 10, module.shown
