"""Who may know whom: arrows point inward, and each outside library has one home."""

from __future__ import annotations

import ast
import re
import sys
from collections import defaultdict

from tests.rules.source import PRODUCT, ROOT, is_inside, modules

MAY_IMPORT: dict[str, tuple[str, ...]] = {
    # What it is: what it may know of ours beside itself.
    "bot": (),
    "bot.domain": (),
    "bot.errors": (),
    "bot.refusals": ("bot.handed",),
    "bot.ports": ("bot.domain",),
    "bot.services": ("bot.domain", "bot.ports", "bot.errors", "bot.refusals"),
    "bot.views": ("bot.domain", "bot.handed", "bot.refusals", "bot.services"),
    "bot.commands": (
        "bot.domain",
        "bot.ports",
        "bot.errors",
        "bot.refusals",
        "bot.services",
        "bot.views",
    ),
    "bot.backups": ("bot.errors", "bot.settings", "bot.store"),
    "bot.handed": (),
    "bot.inbound": ("bot.domain", "bot.handed"),
    "bot.hearing": (
        "bot.domain",
        "bot.errors",
        "bot.refusals",
        "bot.services",
        "bot.views",
        "bot.commands",
        "bot.handed",
        "bot.inbound",
    ),
    "bot.groups": (
        "bot.domain",
        "bot.ports",
        "bot.errors",
        "bot.refusals",
        "bot.services",
        "bot.commands",
    ),
    "bot.intake": ("bot.domain", "bot.handed", "bot.ports", "bot.inbound"),
    "bot.outgoing": ("bot.domain", "bot.ports", "bot.services", "bot.views"),
    "bot.reception": (
        "bot.domain",
        "bot.errors",
        "bot.refusals",
        "bot.services",
        "bot.views",
        "bot.commands",
        "bot.hearing",
        "bot.inbound",
        "bot.intake",
    ),
    "bot.mailing": ("bot.domain", "bot.outgoing", "bot.services"),
    "bot.core": (
        "bot.domain",
        "bot.ports",
        "bot.services",
        "bot.commands",
        "bot.groups",
        "bot.mailing",
        "bot.reception",
    ),
    "bot.grading": ("bot.domain", "bot.ports"),
    "bot.embedding": ("bot.errors", "bot.grading", "bot.ports"),
    "bot.judge": ("bot.domain", "bot.ports", "bot.grading"),
    "bot.content": ("bot.domain", "bot.errors"),
    "bot.evaluation": ("bot.content", "bot.domain", "bot.errors", "bot.grading", "bot.ports"),
    "bot.store": ("bot.domain", "bot.ports", "bot.errors"),
    "bot.clock": (),
    "bot.logs": (),
    "bot.settings": ("bot.errors",),
    "bot.spacing": ("bot.domain",),
    "bot.operations": ("bot.settings", "bot.content", "bot.grading", "bot.store"),
    "bot.bootstrap": ("bot",),
    "adapters": (
        "bot.core",
        "bot.domain",
        "bot.errors",
        "bot.inbound",
        "bot.outgoing",
        "bot.ports",
        "bot.views",
    ),
    "adapters.judge": ("bot.errors", "bot.ports"),
    "adapters.terminal": (
        "adapters.text.spelling",
        "adapters.adapter",
        "adapters.pump",
        "adapters.ticker",
        "bot.bootstrap",
        "bot.clock",
        "bot.commands.menu",
        "bot.commands.suggest",
        "bot.core",
        "bot.domain",
        "bot.errors",
        "bot.inbound",
        "bot.outgoing",
        "bot.ports",
        "bot.settings",
        "bot.views",
    ),
    "adapters.controls": ("adapters.press", "adapters.text", "bot.commands", "bot.views"),
    "adapters.files": ("adapters.text", "bot.views"),
    "adapters.handed": ("bot.core", "bot.handed", "bot.inbound"),
    "adapters.pictures": ("bot.views",),
    "adapters.press": ("bot.inbound", "bot.views"),
    "adapters.text": ("bot.views",),
    "adapters.discord": (
        "adapters.service",
        "adapters.adapter",
        "adapters.files",
        "adapters.finding",
        "adapters.handed",
        "adapters.handling",
        "adapters.holder",
        "adapters.tenure",
        "adapters.newest",
        "adapters.controls",
        "adapters.pictures",
        "adapters.press",
        "adapters.shape",
        "adapters.text",
        "bot.commands",
        "bot.core",
        "bot.domain",
        "bot.errors",
        "bot.handed",
        "bot.inbound",
        "bot.outgoing",
        "bot.ports",
        "bot.settings",
        "bot.views",
    ),
    "adapters.slack": (
        "adapters.door",
        "adapters.service",
        "adapters.adapter",
        "adapters.files",
        "adapters.finding",
        "adapters.handed",
        "adapters.handling",
        "adapters.newest",
        "adapters.controls",
        "adapters.http_settings",
        "adapters.pictures",
        "adapters.press",
        "adapters.shape",
        "adapters.text",
        "bot.commands",
        "bot.core",
        "bot.domain",
        "bot.errors",
        "bot.handed",
        "bot.inbound",
        "bot.outgoing",
        "bot.ports",
        "bot.refusals",
        "bot.settings",
        "bot.views",
    ),
    "adapters.http_settings": ("bot.settings",),
    "adapters.cli": (
        "adapters",
        "bot.__init__",
        "bot.backups",
        "bot.bootstrap",
        "bot.clock",
        "bot.content.report",
        "bot.core",
        "bot.domain",
        "bot.errors",
        "bot.evaluation",
        "bot.groups",
        "bot.logs",
        "bot.operations",
        "bot.ports",
        "bot.settings",
        "bot.views",
    ),
    "migrations": ("bot.store.tables",),
}

AT_HOME: dict[str, tuple[str, ...]] = {
    # A library: the only places that import it.
    "prometheus_client": ("adapters.metrics",),
    "aiohttp": ("adapters.door", "adapters.probes", "adapters.discord", "adapters.slack"),
    "aiolimiter": ("adapters.discord", "adapters.slack"),
    "anthropic": ("adapters.judge.anthropic",),
    "alembic": ("bot.store", "migrations"),
    "apscheduler": ("adapters.ticker",),
    "click": ("adapters.cli",),
    "discord": ("adapters.discord",),
    "fsrs": ("bot.spacing",),
    "httpx2": ("adapters.judge.wire",),
    "numpy": ("bot.embedding",),
    "openai": ("adapters.judge.openai",),
    "prompt_toolkit": ("adapters.terminal",),
    "pydantic": (
        "adapters.discord.settings",
        "adapters.discord.shape",
        "adapters.http_settings",
        "adapters.shape",
        "adapters.slack.settings",
        "adapters.slack.shape",
        "bot.content",
        "bot.judge",
        "bot.settings",
    ),
    "pydantic_core": ("bot.content",),
    "pydantic_settings": ("bot.settings",),
    "rapidfuzz": ("bot.commands", "bot.content", "bot.grading"),
    "resvg_py": ("adapters.pictures",),
    "rich": ("adapters",),
    "slack_bolt": ("adapters.slack",),
    "slack_sdk": ("adapters.slack",),
    "snowballstemmer": ("bot.grading",),
    "sqlalchemy": ("bot.store", "migrations"),
    "structlog": ("bot.logs", "bot.reception", "bot.judge", "bot.services", "adapters"),
    "tzlocal": ("bot.clock",),
    "yaml": ("bot.content",),
    "yarl": ("adapters.discord",),
}

OURS = ("bot", "adapters", "migrations")
READS_THE_CLOCK = re.compile(
    r"\b(?:datetime|date|dt)\.(?:now|utcnow|today)\(|\btime\.(?:time|time_ns|localtime|gmtime)\("
)
PLATFORM_WORDS = re.compile(
    "|".join(("dis" + "cord", "sl" + "ack", "tele" + "gram")), re.IGNORECASE
)

ALL = modules(*PRODUCT)


def _row(name: str) -> str:
    """The most exact row of the table for a module."""
    return max((one for one in MAY_IMPORT if is_inside(name, one)), key=len)


def test_every_import_of_ours_is_in_the_table() -> None:
    wrong = []
    for module in ALL:
        row = _row(module.name)
        allowed = (*MAY_IMPORT[row], *((row,) if row != "bot" else ()))
        wrong += [
            f"{module.shown}:{one.line} imports {one.target}; {row} may know {', '.join(allowed)}"
            for one in module.imports
            if one.target.split(".")[0] in OURS
            and not any(is_inside(one.target, place) for place in allowed)
            and not (one.target == "bot" and "bot.__init__" in allowed)
        ]
    assert not wrong, "\n".join(wrong)


def test_every_library_stays_at_home() -> None:
    wrong = []
    for module in ALL:
        for one in module.imports:
            library = one.target.split(".")[0]
            if library in OURS or library in sys.stdlib_module_names:
                continue
            if not module.inside(*AT_HOME.get(library, ())):
                homes = ", ".join(AT_HOME.get(library, ("in no row of the table",)))
                wrong.append(f"{module.shown}:{one.line} imports {library}; its home is {homes}")
    assert not wrong, "\n".join(wrong)


def test_the_table_has_no_rows_for_nothing() -> None:
    used = {one.target.split(".")[0] for module in ALL for one in module.imports}
    assert set(AT_HOME) <= used
    assert all(any(is_inside(module.name, row) for module in ALL) for row in MAY_IMPORT)


def test_only_the_shell_knows_more_than_one_adapter() -> None:
    folders = {path.name for path in (ROOT / "adapters").iterdir() if path.is_dir()}
    shared = {"text", "__pycache__"}
    for folder in folders - shared - {"cli"}:
        others = tuple(f"adapters.{one}" for one in folders - shared - {folder})
        for module in modules(f"adapters/{folder}"):
            known = [one for one in module.imports if one.target.startswith(others)]
            assert not known, f"{module.shown} knows another adapter: {known}"


def test_views_take_records_from_services_and_call_nothing_there() -> None:
    for module in modules("bot/views"):
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ImportFrom) and is_inside(str(node.module), "bot.services"):
                classes = _classes(str(node.module))
                called = [alias.name for alias in node.names if alias.name not in classes]
                assert not called, f"{module.shown}:{node.lineno} takes {called}"


def _classes(name: str) -> set[str]:
    (module,) = [one for one in ALL if one.name == name]
    return {node.name for node in module.tree.body if isinstance(node, ast.ClassDef)}


def test_one_file_reads_the_clock() -> None:
    found = [
        f"{module.shown}:{number}"
        for module in ALL
        for number, line in enumerate(module.text.splitlines(), start=1)
        if READS_THE_CLOCK.search(line)
    ]
    assert [place.partition(":")[0] for place in found] == ["bot/clock.py"], found


def test_chance_is_handed_in() -> None:
    """`Random` is made at the edges; nobody draws from the module's own generator."""
    makers = {"bot.bootstrap", "adapters.terminal.chat"}
    for module in ALL:
        assert "import random" not in module.text, module.shown
        if module.name not in makers:
            assert "Random(" not in module.text, module.shown


def test_nothing_imports_itself_in_a_circle() -> None:
    """Late imports count too; only those for type checkers do not."""
    known = {module.name for module in ALL}
    arrows: dict[str, set[str]] = defaultdict(set)
    for module in ALL:
        arrows[module.name] = {
            one.target for one in module.imports if one.target in known and not one.typing_only
        }
    while ends := arrows.keys() - _in_between(arrows):
        for name in ends:
            del arrows[name]
    assert not arrows, f"these import each other: {sorted(arrows)}"


def _in_between(arrows: dict[str, set[str]]) -> set[str]:
    """The files that import one of those left and are imported by one of those left."""
    imported = {target for targets in arrows.values() for target in targets}
    return {name for name, targets in arrows.items() if targets & arrows.keys()} & imported


def test_a_late_import_says_why() -> None:
    """In a comment above it, or behind the mark that lets it pass the linter."""
    for module in ALL:
        lines = module.text.splitlines()
        for one in module.imports:
            above, itself = lines[one.line - 2].strip(), lines[one.line - 1]
            reason = above.startswith("#") or "PLC0415 - " in itself
            assert reason or not one.late, f"{module.shown}:{one.line} gives no reason"


def test_the_core_names_no_chat_platform() -> None:
    for path in sorted((ROOT / "bot").rglob("*")):
        if path.is_dir() or "__pycache__" in path.parts:
            continue
        found = PLATFORM_WORDS.findall(path.name + path.read_text(encoding="utf-8"))
        assert not found, f"{path.relative_to(ROOT)} says {found}"
