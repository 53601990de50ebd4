"""Loops: what the check says of them, and what the bank reads."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.content.check import check, run_check
from bot.content.files import Entry
from bot.content.loops import FileLoops
from bot.content.loopschema import LoopModel, PersonaModel, StageModel
from bot.content.report import summary
from bot.content.schema import Model
from bot.content.sheet import read_sheet
from bot.domain.loop import StageKind
from bot.domain.persona import Moment
from bot.errors import BrokenContent
from bot.grading.exemplars import met_by_question, misjudged
from tests.content.loopsamples import LOOP, STAGES, a_case, lay_out_loop, persona
from tests.content.samples import line_of, write

SCREEN = "loops/clinic/stages/screen.yaml"
HOME = "loops/clinic/stages/home.yaml"
WARD = "loops/clinic/stages/ward.yaml"


@pytest.fixture
def loops(folder: Path) -> Path:
    lay_out_loop(folder)
    return folder


def test_the_sample_loop_has_no_faults_and_is_counted(loops: Path) -> None:
    result = run_check(loops)
    assert [one.sentence for one in result.faults] == []
    assert "1 loop with 4 stages and 2 cases: no faults." in summary(result)


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (SCREEN, "personas: [er, ops]", "personas: [er]", 'persona of this stage "ops" is unknown'),
        (SCREEN, "personas: [er, ops]", "personas: [er, ops, cfo]", 'persona "cfo" is unknown'),
        (SCREEN, "prompt: night-outage", "prompt: no-such", 'prompt "no-such" is unknown'),
        (SCREEN, "case: bed-board", "case: no-such", 'case "no-such" is unknown'),
        (SCREEN, "key: any-1", "key: any-0", 'question "any-0" stands twice'),
        (SCREEN, "fixed: [bed-board]", "fixed: [other]", 'question "other" is unknown'),
        (SCREEN, "follow_up: {one:", "follow_up: {nine:", 'criterion "nine" is unknown'),
        (SCREEN, "minutes: 30\n", "", "minutes: The key is missing"),
        (SCREEN, "after: 2", "after: 3", "Only 2 questions are asked"),
        (SCREEN, "minute: 10", "minute: 30", "The stage is over then"),
        (SCREEN, "ask: 2", "ask: 0", "The stage asks nothing"),
        (SCREEN, "id: clear\n", "id: calm\n", 'The id "calm" stands twice'),
        (SCREEN, "skill: safety", "skill: luck", 'skill "luck" is unknown'),
        (SCREEN, "[how many, volume]", '["@nobody"]', 'lexicon name "nobody" is unknown'),
        (SCREEN, "draw: {topic: ai,", "draw: {topic: metrics,", "No prompt of the bank fits"),
        (SCREEN, "kind: interview", "kind: committee", "A committee asks no questions"),
        (SCREEN, "unknown: Nobody has looked at that yet.\n", "", "unknown: The key is missing"),
        (SCREEN, "id: screen", "id: other", "is not the name of the file"),
        (SCREEN, "title: The screen", "titel: The screen", "did you mean title?"),
        (SCREEN, "    persona: er\n", "    persona: er\n    afer: 1\n", "did you mean after?"),
        (WARD, "decide_by: 20\n", "", "decide_by: The key is missing"),
        (WARD, "decide_by: 20", "decide_by: 70", "The stage is over then"),
        (WARD, "    reversal: true\n    right: [pause]\n", "", "Nothing calls for another"),
        (WARD, "right: [pause]", "right: [flee]", 'decision "flee" is unknown'),
        (WARD, "personas: [er, ops, law]", "personas: [er, ops]", "write at least 3"),
        ("loops/clinic/loop.yaml", "ward, board]", "ward]", "does not list this stage"),
        ("loops/clinic/loop.yaml", "ward, board]", "ward, board, end]", 'stage "end" is unknown'),
        ("loops/clinic/loop.yaml", "id: clinic", "id: hospital", "is not the name of the folder"),
        ("personas/er.yaml", "presses: [safety]", "presses: [luck]", 'skill "luck" is unknown'),
        ("personas/er.yaml", "push: [First push., Second push.]", "push: [x]", "At least 2"),
        ("loops/clinic/cases/bed-board.yaml", "id: bed-board", "id: bed", "name of the file"),
    ],
)
def test_a_fault_is_named(loops: Path, file: str, old: str, new: str, said: str) -> None:
    text = (loops / file).read_text()
    assert old in text
    write(loops, file, text.replace(old, new, 1))
    found = [one for one in check(loops) if said in one.sentence]
    assert found, [one.sentence for one in check(loops)]


def test_a_fault_stands_at_its_line(loops: Path) -> None:
    text = STAGES["screen"].replace("after: 2", "after: 7")
    write(loops, SCREEN, text)
    (fault,) = check(loops)
    assert (fault.file, fault.line) == (SCREEN, line_of(text, "after: 7"))


def test_a_case_may_not_take_the_name_of_a_prompt(loops: Path) -> None:
    write(loops, "loops/clinic/cases/night-outage.yaml", a_case("night-outage"))
    (taken, idle) = check(loops)
    assert "taken by a prompt" in taken.message + idle.message
    assert "No stage asks this case" in taken.message + idle.message


def test_files_in_the_wrong_place_are_named(loops: Path) -> None:
    write(loops, "loops/stray.yaml", "a: b\n")
    write(loops, "personas/x.yml", "a: b\n")
    said = " ".join(one.sentence for one in check(loops))
    assert "wrong place" in said
    assert ".yml are not read" in said


def test_exemplars_of_a_stage_are_graded(loops: Path) -> None:
    text = STAGES["screen"].replace("good: [Sheets of calm lie ready.", "good: [Nothing at all.")
    assert text != STAGES["screen"]
    write(loops, SCREEN, text)
    faults = run_check(loops, misjudged=misjudged, met_by_question=met_by_question).faults
    found = [one for one in faults if one.line == line_of(text, "good: [Nothing at all.")]
    assert found
    assert "meant to be met" in found[0].message


def test_the_bank_reads_outlines_and_stages(loops: Path) -> None:
    bank = FileLoops(loops)
    (outline,) = bank.outlines()
    assert [one.kind for one in outline.stages] == [
        StageKind.INTERVIEW,
        StageKind.TAKE_HOME,
        StageKind.SIMULATION,
        StageKind.COMMITTEE,
    ]
    screen = bank.stage("clinic", "screen")
    assert screen.key == "clinic/screen"
    assert screen.persona("ops").says(Moment.PUSH, 1) == "Second push."
    assert [one.id for one in screen.curveballs] == ["strike", "leak", "recall"]
    case = screen.question("bed-board")
    assert case is not None
    assert case.case is not None
    assert case.case.id == "bed-board"
    home = bank.stage("clinic", "home").take_home
    assert home is not None
    assert (home.hours, home.case.key) == (48, "go-or-not")
    ward = bank.stage("clinic", "ward").deciding
    assert ward is not None
    assert [one.id for one in ward.decisions] == ["pause", "proceed"]


def test_terms_of_facts_are_spelled_out(loops: Path) -> None:
    write(loops, SCREEN, STAGES["screen"].replace("[[team, who]]", '[["@staff", who]]'))
    fact = FileLoops(loops).stage("clinic", "screen").facts[2]
    assert fact.about == (("nurse", "RN", "charge nurse", "porter", "who"),)


def test_a_broken_stage_is_left_out_and_a_folder_without_loops_has_none(
    loops: Path, tmp_path: Path
) -> None:
    write(loops, SCREEN, "id: [")
    (outline,) = FileLoops(loops).outlines()
    assert [one.id for one in outline.stages] == ["home", "ward", "board"]
    with pytest.raises(BrokenContent):
        FileLoops(loops).stage("clinic", "screen")
    write(loops, "loops/clinic/loop.yaml", LOOP.replace("title", "titel"))
    assert FileLoops(loops).outlines() == ()
    assert FileLoops(tmp_path / "empty").outlines() == ()


def test_a_stage_that_names_nobody_known_cannot_be_used(loops: Path) -> None:
    (loops / "personas/law.yaml").unlink()
    with pytest.raises(BrokenContent, match="law"):
        FileLoops(loops).stage("clinic", "ward")
    write(loops, "personas/law.yaml", persona("law"))
    assert FileLoops(loops).stage("clinic", "ward").personas[2].id == "law"


SEVERAL = """briefs:
  - {case: go-or-not, brief: Three pages with a hole in them.}
  - {case: bed-board, brief: Two pages that disagree.}
"""


def several(text: str) -> str:
    """The take-home of the sample with more than one brief."""
    return text.replace("brief: Three pages with a hole in them.\ncase: go-or-not\n", SEVERAL)


def test_a_take_home_may_have_several_briefs(loops: Path) -> None:
    write(loops, HOME, several(STAGES["home"]))
    assert [one.message for one in check(loops) if one.file == HOME] == []
    stage = FileLoops(loops).stage("clinic", "home")
    assert [one.case.key for one in stage.briefs] == ["go-or-not", "bed-board"]
    other = stage.handing_out("bed-board")
    assert other.take_home is not None
    assert other.take_home.brief == "Two pages that disagree."
    assert other.question("bed-board") == other.take_home.case
    assert {one.case.key for one in other.briefs} == {"go-or-not", "bed-board"}
    assert stage.handing_out("no-such-case") == stage


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("case: bed-board", "case: bed-bored", "unknown"),
        ("case: bed-board", "case: go-or-not", "two briefs"),
        ("briefs:", "case: go-or-not\nbriefs:", "brief: The key is missing"),
        ("kind: take-home", "kind: interview", "Only a stage of kind take-home"),
    ],
)
def test_faults_of_several_briefs(loops: Path, old: str, new: str, says: str) -> None:
    text = several(STAGES["home"])
    assert old in text
    write(loops, HOME, text.replace(old, new))
    said = " ".join(one.sentence for one in check(loops))
    assert says in said


DOCS = Path(__file__).resolve().parents[2] / "docs" / "loops.md"


@pytest.mark.parametrize(
    ("model", "beginning"),
    [
        (PersonaModel, "id: er-physician"),
        (LoopModel, "id: night-clinic"),
        (StageModel, "id: floor"),
    ],
)
def test_the_examples_of_the_guide_are_read(
    tmp_path: Path, model: type[Model], beginning: str
) -> None:
    blocks = re.findall(r"```yaml\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    (found,) = [block for block in blocks if block.startswith(beginning)]
    sheet, faults = read_sheet(Entry("x.yaml", write(tmp_path, "x.yaml", found)), model)
    assert faults == []
    assert sheet is not None
