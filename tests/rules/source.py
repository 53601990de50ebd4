"""The source files of the project as the rules read them: parsed once, their imports resolved."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ("bot", "adapters", "migrations")


@dataclass(frozen=True, slots=True)
class Import:
    """One import: what it names, in which line, and when it happens."""

    target: str
    line: int
    typing_only: bool
    late: bool
    """Inside a function, so that it happens when that is called."""


@dataclass(frozen=True, slots=True)
class Module:
    """One Python file of the project."""

    name: str
    path: Path
    text: str
    tree: ast.Module
    imports: tuple[Import, ...]

    @property
    def shown(self) -> str:
        return str(self.path.relative_to(ROOT))

    def inside(self, *packages: str) -> bool:
        return any(is_inside(self.name, package) for package in packages)


def is_inside(name: str, package: str) -> bool:
    """Whether a dotted name is the package or lies in it."""
    return name == package or name.startswith(f"{package}.")


@cache
def modules(*folders: str) -> tuple[Module, ...]:
    """Every Python file below these folders of the project, ordered by name."""
    paths = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    return tuple(_read(path) for path in paths)


def _read(path: Path) -> Module:
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    return Module(_name(path), path, text, tree, tuple(_imports(tree)))


def _name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imports(node: ast.AST, *, typing_only: bool = False, late: bool = False) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            for alias in child.names:
                yield Import(alias.name, child.lineno, typing_only, late)
        elif isinstance(child, ast.ImportFrom):
            for alias in child.names:
                yield Import(_target(child, alias), child.lineno, typing_only, late)
        else:
            guarded = isinstance(child, ast.If) and "TYPE_CHECKING" in ast.dump(child.test)
            inside = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef)
            yield from _imports(child, typing_only=typing_only or guarded, late=late or inside)


def _target(node: ast.ImportFrom, alias: ast.alias) -> str:
    """`from bot import refusals` names the file, `from bot.errors import BadInput` names its."""
    assert node.module is not None
    assert node.level == 0, "imports are absolute"
    below = ROOT.joinpath(*node.module.split("."), alias.name)
    is_file = below.with_suffix(".py").exists() or (below / "__init__.py").exists()
    return f"{node.module}.{alias.name}" if is_file else node.module
