"""The check of cards and drills: every fault is found where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content.arithmetic import sums, wrong_sums
from bot.content.check import check, run_check
from bot.content.course import FileCourse
from bot.content.library import FileBank, default_folder
from tests.content.samples import line_of, write

CARD = """\
id: burden
title: Burden
family: risk
row: Burden
what: What it is.
when: When it decides.
example: 1 x 1 = 1.
mistake: The typical one.
prompts: [night-outage]
drills: [hours]
sources:
  - {title: A guide, url: "https://example.org/guide"}
"""

HOURS = """\
id: hours
title: Hours
summary: Minutes into hours.
skill: metrics
form: numeric
items:
  - id: alarms
    text: "{alerts} alerts, {minutes} minutes each. How many hours?"
    draw:
      alerts: {from: 60, to: 600, step: 60}
      minutes: {pick: [2, 3, 4]}
    requires: [alerts * minutes >= 240]
    answer: alerts * minutes / 60
    unit: hours
    tolerance: 5
    working:
      - "{alerts} x {minutes} = {alerts * minutes} minutes."
      - "{alerts * minutes} / 60 = {alerts * minutes / 60} hours."
    distractors:
      - {formula: alerts * minutes, why: Those are minutes.}
"""

BINS = """\
id: bins
title: Bins
summary: Sort them.
skill: safety
form: sort
bins: [stop, go]
items:
  - id: near
    text: A near miss.
    answer: stop
    why: It warns.
    tempting: {go: It is not nothing.}
"""

PAIRS = """\
id: pairs
title: Pairs
summary: Match them.
skill: safety
form: match
items:
  - id: three
    pairs:
      - {left: a scan, right: DICOM, why: Images.}
      - {left: an app, right: FHIR, why: Web.}
      - {left: a bed, right: HL7, why: Messages.}
    spare: [X12]
"""

ORDER = """\
id: order
title: Order
summary: Rank them.
skill: safety
form: rank
items:
  - {id: harm, objective: No harm., things: [dose, notes, speed], why: Harm first.}
"""

GAP = """\
id: gap
title: Gap
summary: Find it.
skill: safety
form: gap
items:
  - id: file
    document: [A log., A sheet.]
    options: [a rehearsal, a log]
    missing: a rehearsal
    why: Nobody practised.
"""

FILES = {
    "cards/burden.yaml": CARD,
    "drills/hours.yaml": HOURS,
    "drills/bins.yaml": BINS,
    "drills/pairs.yaml": PAIRS,
    "drills/order.yaml": ORDER,
    "drills/gap.yaml": GAP,
}


@pytest.fixture
def course(folder: Path) -> Path:
    """A folder with a card and a drill of each form that passes the check."""
    for name, text in FILES.items():
        write(folder, name, text)
    return folder


def test_a_good_folder_has_no_faults_and_is_counted(course: Path) -> None:
    result = run_check(course)
    assert result.faults == ()
    assert (result.course.cards, result.course.drills, result.course.items) == (1, 5, 5)


SPOILT = [
    ("cards/burden.yaml", "family: risk", "family: riks", "is not known here"),
    ("cards/burden.yaml", "drills: [hours]", "drills: [hour]", "did you mean hours"),
    (
        "cards/burden.yaml",
        "prompts: [night-outage]",
        "prompts: [nobody]",
        "Nothing here has the id",
    ),
    ("cards/burden.yaml", "row: Burden", "rwo: Burden", "did you mean row"),
    ("cards/burden.yaml", "id: burden", "id: other", "not the file's name"),
    ("cards/burden.yaml", "row: Burden", "see: [burden]\nrow: x", "names itself"),
    ("cards/burden.yaml", "row: Burden", "calculator: checklist\nrow: x", "belong together"),
    ("drills/hours.yaml", "form: numeric", "form: numbers", "form: No form"),
    ("drills/hours.yaml", "skill: metrics", "skill: metric", "did you mean metrics"),
    ("drills/hours.yaml", "answer: alerts * minutes / 60", "answer: alerts * wage", "called wage"),
    ("drills/hours.yaml", "answer: alerts * minutes / 60", "answer: a.b", "no formula may"),
    ("drills/hours.yaml", "/ 60} hours.", "/ 50} hours.", "does not add up"),
    (
        "drills/hours.yaml",
        "{formula: alerts * minutes,",
        "{formula: alerts*minutes/60,",
        "off the answer",
    ),
    ("drills/hours.yaml", "alerts * minutes >= 240", "alerts < 0", "no drawn figures"),
    (
        "drills/hours.yaml",
        "minutes: {pick: [2, 3, 4]}",
        "minutes: {from: 2}",
        "range or from a list",
    ),
    ("drills/hours.yaml", "minutes: {pick: [2, 3, 4]}", "minutes: {pick: [x]}", "is no number"),
    ("drills/hours.yaml", "{minutes} minutes each", "3 minutes each", "minutes is never shown"),
    ("drills/hours.yaml", "- id: alarms", "- id: " + "a" * 31, "30 are the most"),
    ("drills/bins.yaml", "answer: stop", "answer: halt", "not among the options"),
    ("drills/bins.yaml", "bins: [stop, go]", "bins: [stop]", "Fewer than two bins"),
    ("drills/bins.yaml", "tempting: {go:", "tempting: {stop:", "no wrong option"),
    ("drills/pairs.yaml", "left: an app", "left: A  SCAN", "stands twice"),
    ("drills/pairs.yaml", "spare: [X12]", "spare: [FHIR]", "is not spare"),
    ("drills/order.yaml", "[dose, notes, speed]", "[dose, notes]", "At least 3"),
    ("drills/order.yaml", "[dose, notes, speed]", "[a, b, c, d, e, f]", "More than 5"),
    ("drills/gap.yaml", "missing: a rehearsal", "missing: a drill", "not among the options"),
    ("drills/gap.yaml", "- id: file", "- idd: file", "key is unknown"),
]


@pytest.mark.parametrize(("file", "before", "after", "said"), SPOILT)
def test_a_fault_is_named_with_its_file_and_line(
    course: Path, file: str, before: str, after: str, said: str
) -> None:
    text = FILES[file]
    assert before in text
    write(course, file, text.replace(before, after))
    found = [fault for fault in check(course) if said in fault.message + fault.fix]
    assert found, check(course)
    assert {fault.file for fault in found} == {file}
    line = line_of(text, before)
    assert any(abs(fault.line - line) <= 12 or fault.line == 1 for fault in found)


def test_a_card_that_nothing_exercises(course: Path) -> None:
    write(
        course, "cards/burden.yaml", CARD.replace("[hours]", "[]").replace("[night-outage]", "[]")
    )
    assert any("Nothing exercises" in fault.message for fault in check(course))


def test_an_example_without_figures_is_warned_about(course: Path) -> None:
    write(course, "cards/burden.yaml", CARD.replace("1 x 1 = 1.", "One times one is one."))
    (found,) = check(course)
    assert "The example holds no figure" in found.message
    assert found.warning
    assert found.line == line_of(CARD, "example:")


def test_a_card_that_leads_nowhere_is_warned_about_once_there_are_others(course: Path) -> None:
    other = CARD.replace("id: burden", "id: other")
    write(course, "cards/other.yaml", other)
    assert [(one.file, one.warning) for one in check(course) if "no other card" in one.message] == [
        ("cards/burden.yaml", True),
        ("cards/other.yaml", True),
    ]
    write(course, "cards/burden.yaml", CARD.replace("drills:", "see: [other]\ndrills:"))
    write(course, "cards/other.yaml", other.replace("drills:", "see: [burden]\ndrills:"))
    assert check(course) == []


def test_every_card_of_ours_has_prompts_figures_and_neighbours() -> None:
    for card in FileCourse(default_folder()).lessons():
        assert len(card.prompts) >= 2, card.id
        assert card.see, card.id
        assert any(char.isdigit() for char in card.example), card.id
        assert card.sources, card.id


def test_every_prompt_of_ours_is_led_to_by_a_card() -> None:
    led = {one for card in FileCourse(default_folder()).lessons() for one in card.prompts}
    assert {head.id for head in FileBank(default_folder()).heads()} <= led


def test_mocks_are_looked_up_once_there_are_loops(course: Path) -> None:
    write(course, "cards/burden.yaml", CARD.replace("sources:", "mocks: [ai, ai/screen]\nsources:"))
    assert not any("mocks" in fault.message for fault in check(course))
    write(course, "loops/ai/stages/screen.yaml", "id: screen\n")
    assert not any("mocks" in fault.message for fault in check(course))
    (course / "loops/ai/stages/screen.yaml").rename(course / "loops/ai/stages/other.yaml")
    assert any("mocks[2]" in fault.message for fault in check(course))


def test_what_is_broken_is_left_out_and_the_rest_is_there(course: Path) -> None:
    write(course, "drills/bins.yaml", "id: [")
    found = FileCourse(course)
    assert [one.id for one in found.drills()] == ["gap", "hours", "order", "pairs"]
    assert [one.id for one in found.lessons()] == ["burden"]
    assert found.drill("bins") is None


def test_nothing_is_read_before_it_is_asked_for(tmp_path: Path) -> None:
    assert FileCourse(tmp_path / "nowhere").lessons() == ()


def test_what_comes_with_rounds_can_be_read() -> None:
    course = FileCourse(default_folder())
    assert len(course.lessons()) >= 30
    assert {one.form for one in course.drills()} == {
        "numeric",
        "sort",
        "classify",
        "match",
        "rank",
        "gap",
    }


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("1.8 minutes x 120 beds = 216 minutes: right.", False),
        ("So 12 - 5 = 7 and 7 / 2 = 3.5", False),
        ("Per 100 images 100 x 0.2 = 20 seconds", False),
        ("10 / 3 = 3.33", False),
        ("(3 + 4) x 2 = 14", False),
        ("360 minutes = 6 hours", False),
        ("80 x 90% = 72 a day", False),
        ("3 x 4 = 13", True),
        ("1,000 x 4% = 41", True),
        ("216 / 60 = 3.5 hours", True),
    ],
)
def test_sums_are_read_back_from_words(line: str, wrong: bool) -> None:
    assert bool(wrong_sums(line)) == wrong
    assert "minutes = 6" in line or sums(line)
