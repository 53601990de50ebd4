"""Every system that the sources name is reached by a command, row by row of docs/frameworks.md."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.commands.catalogue import all_commands
from bot.content.course import FileCourse
from bot.content.library import FileBank, default_folder
from bot.content.loops import FileLoops
from bot.content.pairs import read_pairs
from bot.domain.exercise import read_mark
from tests.conftest import MONDAY
from tests.rules.source import ROOT
from tests.support.conversation import Conversation, a_conversation, read_out

TABLE = ROOT / "docs" / "frameworks.md"
BRIEF = ROOT.parent / "shared" / "spec" / "frameworks.md"
"""Where the systems were listed first; beside the project, not in it."""

ROW = re.compile(
    r"^\| (?P<system>[^|]+) \| (?P<article>\d{3}|all) \| (?P<rest>.*) \|$", re.MULTILINE
)
ROWS = {
    row["system"].strip(): re.findall(r"`([^`]+)`", row["rest"])
    for row in ROW.finditer(TABLE.read_text(encoding="utf-8"))
}
COMMANDS = list(dict.fromkeys(command for commands in ROWS.values() for command in commands))
REGISTRY = all_commands()


def briefed() -> dict[str, str]:
    """What each system was to become, by its title."""
    if not BRIEF.exists():
        pytest.skip("the list of systems lies beside the project only where it was written")
    found = ROW.finditer(BRIEF.read_text(encoding="utf-8"))
    return {row["system"].strip(): row["rest"] for row in found}


@pytest.fixture(scope="module")
def bank() -> FileBank:
    return FileBank(default_folder())


@pytest.fixture
async def talk(tmp_path: Path, bank: FileBank) -> AsyncIterator[Conversation]:
    folder = default_folder()
    made = await a_conversation(
        tmp_path, MONDAY, bank=bank, course=FileCourse(folder), loops=FileLoops(folder)
    )
    yield made
    await made.core.close()


def test_no_system_is_left_out() -> None:
    assert len(ROWS) >= 36
    assert list(ROWS) == list(briefed())


@pytest.mark.parametrize("system", ROWS)
def test_every_system_has_what_it_was_promised(system: str) -> None:
    """A card, and what the brief names beside it: prompts, a drill, a mock round, stories."""
    said = ROWS[system]
    cards = [one for one in said if one.startswith("learn ") and one.count(" ") == 1]
    assert cards, "no card"
    wanted = briefed()[system]
    for word, command in (("prompt", r"learn \S+ \S+$"), ("drill", "drill "), ("story", "story ")):
        if re.search(rf"\b{word}", wanted):
            assert any(re.match(command, one) for one in said), f"no {word}"
    if "mock" in wanted or "offer stage" in wanted or "panel" in wanted:
        assert any(one.startswith("mock start ") for one in said), "no mock round"


@pytest.mark.parametrize("system", ROWS)
def test_the_cards_say_which_system_they_are(system: str) -> None:
    course = FileCourse(default_folder())
    for command in ROWS[system]:
        words = command.split()
        if words[0] == "learn":
            card = course.lesson(words[1])
            assert card is not None
            assert system.casefold().startswith(card.row.casefold()), card.row


def test_every_card_is_in_the_table() -> None:
    reached = {one.split()[1] for one in COMMANDS if one.startswith("learn ")}
    assert reached == {one.id for one in FileCourse(default_folder()).lessons()}


async def test_every_card_drill_and_prompt_answers(talk: Conversation) -> None:
    course = talk.core.deps.course
    for command in COMMANDS:
        words = command.split()
        if words[0] not in {"learn", "drill"}:
            continue
        reply = await talk.ask("Ana", f"/{command}")
        if words[0] == "drill":
            mark = read_mark(reply.prompt_id or "")
            assert mark is not None, command
            assert mark.drill == words[1]
        elif len(words) == 3:
            assert reply.prompt_id == words[2], command
        else:
            card = course.lesson(words[1])
            assert card is not None
            assert reply.cards[0].title == card.title, command


@pytest.mark.parametrize(
    "command", [one for one in COMMANDS if one.split()[0] not in {"learn", "drill"}]
)
async def test_everything_else_answers(talk: Conversation, command: str) -> None:
    words = " ".join(command.split()[:2])
    if words not in REGISTRY:
        pytest.skip(f"the command {words} is not there yet")
    if words == "mock start" and not (default_folder() / "loops" / command.split()[2]).is_dir():
        pytest.skip(f"the loop {command.split()[2]} is not there yet")
    heard = read_out(await talk.ask("Ana", f"/{command}"))
    assert "do not know" not in heard, heard
    assert "There is no" not in heard, heard


def test_the_articles_pairs_are_all_there() -> None:
    """Not X but Y, the bad and the good: at least 12, and some of each article."""
    pairs, _ = read_pairs(default_folder())
    told = [one.source for one in pairs if one.source]
    assert len(told) >= 12
    assert {"000", "001", "002", "003"} <= {source[:3] for source in told}
