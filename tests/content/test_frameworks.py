"""Every system that the sources name is reached by a command, row by row of docs/frameworks.md."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.content.course import FileCourse
from bot.content.library import FileBank, default_folder
from bot.content.loops import FileLoops
from bot.content.pairs import read_pairs
from bot.domain.drill import Form
from bot.domain.exercise import pose, read_mark
from bot.domain.lesson import Calculator, Lesson
from bot.domain.loop import Stage, StageKind
from bot.views.model import Reply
from tests.conftest import MONDAY
from tests.rules.source import ROOT
from tests.support.conversation import Conversation, a_conversation, read_out

TABLE = ROOT / "docs" / "frameworks.md"
BRIEF = ROOT.parent / "shared" / "spec" / "frameworks.md"
"""Where the systems were listed first; beside the project, not in it."""

ROW = re.compile(
    r"^\| (?P<system>[^|]+) \| (?P<article>\d{3}|all) \| (?P<rest>.*) \|$", re.MULTILINE
)

FORMS = {
    "numeric": Form.NUMERIC,
    "sorting": Form.SORT,
    "classification": Form.CLASSIFY,
    "scoring": Form.CLASSIFY,
    "matching": Form.MATCH,
    "ranking": Form.RANK,
    "gap": Form.GAP,
}
"""What is meant by the word before "drill"."""

ALIKE = {
    "card": r"\bcard\b",
    "prompts": r"\bprompts?\b",
    "drill": r"\bdrill\b",
    "mock round": r"\bmocks?\b",
    "story bank": r"\bstory bank\b",
    "calibration pairs": r"\bcalibration pairs\b",
    "curveballs": r"\bcurveballs\b",
    "panel": r"\bpanel\b",
    "offer stage": r"\boffer stage\b",
    "calculator": r"\bcalculator\b",
    "walk through": r"\bwalks? through\b",
    **{f"{word} drill": rf"\b{word} drill\b" for word in FORMS},
}
"""What a system may become, and how both tables write it."""


@dataclass(frozen=True)
class Row:
    """A row of the table: what the system is here, and the commands that reach it."""

    system: str
    article: str
    kinds: frozenset[str]
    commands: tuple[str, ...]

    def after(self, *words: str) -> list[list[str]]:
        """The commands that begin with these words, each as its other words."""
        found = [one.split() for one in self.commands]
        return [one[len(words) :] for one in found if one[: len(words)] == list(words)]


def kinds_in(text: str) -> frozenset[str]:
    return frozenset(kind for kind, written in ALIKE.items() if re.search(written, text))


def rows() -> list[Row]:
    found = []
    for row in ROW.finditer(TABLE.read_text(encoding="utf-8")):
        kinds, _, say = row["rest"].partition(" | ")
        commands = tuple(re.findall(r"`([^`]+)`", say))
        found.append(Row(row["system"].strip(), row["article"], kinds_in(kinds), commands))
    return found


ROWS = rows()
EACH = pytest.mark.parametrize("row", ROWS, ids=[one.system.split(":")[0] for one in ROWS])
COURSE = FileCourse(default_folder())
LOOPS = FileLoops(default_folder())
PAIRS, _ = read_pairs(default_folder())


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
    made = await a_conversation(tmp_path, MONDAY, bank=bank, course=COURSE, loops=LOOPS)
    yield made
    await made.core.close()


def test_no_system_is_left_out() -> None:
    assert [one.system for one in ROWS] == list(briefed())


def test_the_table_is_whole() -> None:
    assert len(ROWS) == 36
    assert {one.article for one in ROWS} == {"000", "001", "002", "003", "all"}
    for row in ROWS:
        assert {"card", "prompts"} <= row.kinds, row.system


@EACH
def test_the_table_holds_what_was_asked_for(row: Row) -> None:
    assert kinds_in(briefed()[row.system]) <= row.kinds


def lessons_of(row: Row) -> list[Lesson]:
    found = [COURSE.lesson(said[0]) for said in row.after("learn") if len(said) == 1]
    assert None not in found, row.commands
    return [one for one in found if one is not None]


def stages_of(row: Row) -> list[Stage]:
    """Those of the loops that the row's mock rounds begin."""
    found = [LOOPS.outline(said[0]) for said in row.after("mock", "start")]
    assert found, "no mock round"
    return [
        LOOPS.stage(one.loop.id, head.id) for one in found if one is not None for head in one.stages
    ]


@EACH
def test_every_system_is_what_the_table_says(row: Row) -> None:
    cards = lessons_of(row)
    assert cards, "no card"
    for card in cards:
        assert row.system.casefold().startswith(card.row.casefold()), card.row
    prompts = {said[1] for said in row.after("learn") if len(said) == 2}
    assert len(prompts) >= 2, "too few prompts"
    drills = [COURSE.drill(said[0]) for said in row.after("drill")]
    forms = {one.form for one in drills if one is not None}
    assert ("drill" in row.kinds) == bool(forms)
    for word, form in FORMS.items():
        assert f"{word} drill" not in row.kinds or form in forms, f"no {word} drill"


@EACH
def test_what_else_a_system_is(row: Row) -> None:
    """Rounds with what makes them hard, pairs for the graders, calculators, the story bank."""
    calculators = {one.calculator for one in lessons_of(row)}
    assert ("calculator" in row.kinds) == (Calculator.BURDEN in calculators)
    assert ("walk through" in row.kinds) == (Calculator.CHECKLIST in calculators)
    assert ("story bank" in row.kinds) == bool(row.after("story"))
    if "mock round" in row.kinds:
        stages = stages_of(row)
        assert "five stages" not in row.system or len(stages) == 5
        if "curveballs" in row.kinds:
            surprises = [ball.prompt.rubric for stage in stages for ball in stage.curveballs]
            assert any(one.skill == "safety" for each in surprises for one in each.criteria)
        if "panel" in row.kinds:
            assert max(len(one.personas) for one in stages) >= 5
        if "offer stage" in row.kinds:
            assert StageKind.NEGOTIATION in {one.kind for one in stages}
    if "calibration pairs" in row.kinds:
        about = {prompt for card in lessons_of(row) for prompt in card.prompts}
        retold = [one for one in PAIRS if one.source and one.prompt in about]
        assert len([one for one in retold if row.article in {"all", one.source[:3]}]) >= 3


@EACH
async def test_every_command_of_a_system_answers(talk: Conversation, row: Row) -> None:
    assert row.commands
    for command in row.commands:
        reply = await talk.ask("Ana", f"/{command}")
        shown = " ".join([read_out(reply), *await talk.work()])
        for part in wanted(talk, command.split(), reply):
            assert flat(part) in flat(shown), command


def wanted(talk: Conversation, words: list[str], reply: Reply) -> list[str]:
    """What must be read in answer to a command."""
    match words:
        case ["learn", card, prompt]:
            assert reply.prompt_id == prompt, card
            return [talk.core.deps.bank.prompt(prompt).head.question]
        case ["learn", card]:
            lesson = COURSE.lesson(card)
            assert lesson is not None
            return [lesson.title, lesson.what, lesson.when, lesson.example, lesson.mistake]
        case ["drill", kind]:
            mark = read_mark(reply.prompt_id or "")
            assert mark is not None
            assert mark.drill == kind
            drill = COURSE.drill(kind)
            assert drill is not None
            item = drill.item(mark.item)
            assert item is not None
            return [drill.title, pose(drill, item, mark.seed).text]
        case ["mock", "start", loop]:
            outline = LOOPS.outline(loop)
            assert outline is not None
            return [outline.loop.title, LOOPS.stage(loop, outline.stages[0].id).opening]
        case ["story", "list"]:
            return ["You keep no story yet", "story add"]
    raise AssertionError(words)


def flat(text: str) -> str:
    """Words alone: lines are broken, headings are underlined."""
    return "".join(text.split())


def test_every_card_is_in_the_table() -> None:
    reached = {said[0] for row in ROWS for said in row.after("learn")}
    assert reached == {one.id for one in COURSE.lessons()}


def test_the_articles_pairs_are_all_there() -> None:
    """Not X but Y, the bad and the good: at least 12, and some of each article."""
    told = [one.source for one in PAIRS if one.source]
    assert len(told) >= 12
    assert {"000", "001", "002", "003"} <= {source[:3] for source in told}
