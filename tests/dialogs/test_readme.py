"""The conversation of README.md: said again, the answers are those it shows, line by line."""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path

from adapters.terminal.chat import Sitting, chat
from bot.settings import Settings
from tests.grading.bank import CONTENT
from tests.rules.source import ROOT

PROMPT = "prompts/metrics/mx-vanity-audit.yaml"
SAID = re.compile(r"^› (.*(?:\n  .*)*)", re.MULTILINE)
LEFT_OUT = "  (and six more)"


async def test_said_again_it_is_answered_as_the_readme_shows(tmp_path: Path) -> None:
    block = (ROOT / "README.md").read_text(encoding="utf-8").split("```text\n")[1].split("```")[0]
    first, revised = (" ".join(found.split()) for found in SAID.findall(block))
    again = revised.replace("...", first)
    output = await _chat(_content(tmp_path), tmp_path, [first, "/feedback", again])
    shown = [line for line in SAID.sub("", block).splitlines() if line.strip()]
    left = iter(output.splitlines())
    for line in shown[1:]:
        assert line == LEFT_OUT or line in left, f"not said, or not in this order: {line}"


def _content(folder: Path) -> Path:
    """The content with that prompt alone, so that it is the one of the day."""
    content = folder / "content"
    (content / PROMPT).parent.mkdir(parents=True)
    shutil.copy(CONTENT / PROMPT, content / PROMPT)
    shutil.copy(CONTENT / "catalogue.yaml", content)
    shutil.copytree(CONTENT / "lexicon", content / "lexicon")
    return content


async def _chat(content: Path, folder: Path, lines: list[str]) -> str:
    settings = Settings(database_url=f"sqlite:///{folder / 'rounds.db'}", content=content)
    out = io.StringIO()
    source = io.StringIO("\n".join([*lines, "/quit\n"]))
    await chat(settings, Sitting("Ana", "2026-03-03T08:00", echo=False), source, out)
    return out.getvalue()
