"""What the documents promise is there: links, commands, settings."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

from bot.commands.catalogue import all_commands
from bot.settings import PREFIX, Settings
from tests.rules.source import ROOT

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)|^\[[^\]]+\]:\s*(\S+)", re.MULTILINE)
PAGES = sorted(
    path
    for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("*/README.md")]
    if not path.parent.name.startswith(".")
)


def _guide(needed: str) -> str:
    """README and docs together, once the page that is to hold it is written."""
    if not (ROOT / "docs" / needed).exists():
        pytest.skip(f"docs/{needed} is not written yet")
    pages = [ROOT / "README.md", *sorted(ROOT.glob("docs/**/*.md"))]
    return "\n".join(page.read_text(encoding="utf-8") for page in pages)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    for first, second in LINK.findall(page.read_text(encoding="utf-8")):
        target = (first or second).partition("#")[0]
        if target and "://" not in target and not target.startswith("mailto:"):
            assert (page.parent / target).exists(), f"{page.relative_to(ROOT)} links to {target}"


@pytest.mark.parametrize("words", [one.words for one in all_commands().commands()])
def test_every_command_is_in_the_documents(words: str) -> None:
    assert re.search(rf"\b{words}\b", _guide("commands.md")), f"no page names the command {words}"


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_in_the_documents(name: str) -> None:
    assert f"{PREFIX}{name.upper()}" in _guide("settings.md")


def test_the_derived_pages_are_as_the_declarations_say() -> None:
    for page, text in runpy.run_path(str(ROOT / "scripts" / "guides"))["pages"]().items():
        assert page.read_text(encoding="utf-8") == text, f"{page.name} is old: run make guides"


def test_there_is_a_changelog_that_knows_this_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    version = re.search(r'^version = "(.+)"', project, re.MULTILINE)
    assert version is not None
    assert f"## {version[1]}" in changelog or "## Unreleased" in changelog
