"""A batch of prompts: every fault with its row, and all files or none."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content.batch import COLUMNS, MAX_BYTES, blank, read_batch
from bot.content.check import run_check
from bot.content.files import Entry
from bot.content.head import read_head
from bot.content.intake import Taken, take_in
from tests.content.loopsamples import lay_out_loop
from tests.content.samples import PROMPT, PROMPT_FILE, line_of, write

HEADING = ",".join(COLUMNS)
ROW = 'day-desk,A desk by day,ai,standard,8,1,safety,"What, by day, would you ask first?",One|Two'


def prompt(prompt_id: str, **changes: str) -> str:
    text = PROMPT.replace("night-outage", prompt_id)
    for old, new in changes.items():
        text = text.replace(f"{old}: ", f"{old}: {new} #", 1)
    return text


def take(folder: Path, text: str, name: str = "many.yaml", *, partial: bool = False) -> Taken:
    return take_in(write(folder.parent, name, text), folder, run_check, partial=partial)


def lines(taken: Taken) -> list[int]:
    return [fault.line for fault in taken.faults]


def test_right_documents_become_files_that_pass_the_check(folder: Path) -> None:
    texts = [prompt("first-one"), prompt("second-one")]
    taken = take(folder, "# Many\n---\n" + "---\n".join(texts) + "---\n")
    assert taken.faults == ()
    assert taken.written == ("prompts/ai/first-one.yaml", "prompts/ai/second-one.yaml")
    assert (folder / taken.written[1]).read_text(encoding="utf-8") == texts[1]
    assert run_check(folder).errors == ()


def test_every_fault_of_every_document_is_told_with_its_row(folder: Path) -> None:
    first = prompt("first-one").replace("minutes: 8", "minutes: soon")
    third = prompt("third-one").replace("skills: [safety]", "skills: [juggling]")
    third = third.replace("level: standard", "level: easy")
    text = "---\n".join([first, prompt("second-one"), third])
    taken = take(folder, text)
    assert taken.written == ()
    assert not (folder / "prompts/ai/second-one.yaml").exists()
    wanted = [
        line_of(text, "minutes: soon"),
        line_of(text, "level: easy"),
        line_of(text, "skills: [juggling]"),
    ]
    assert set(wanted) <= set(lines(taken))
    assert all(fault.file == "many.yaml" for fault in taken.faults)


def test_in_part_only_what_is_right_is_written(folder: Path) -> None:
    text = "---\n".join(
        [prompt("first-one").replace("minutes: 8", "minutes: x"), prompt("other-one")]
    )
    taken = take(folder, text, partial=True)
    assert taken.written == ("prompts/ai/other-one.yaml",)
    assert len(taken.faults) == 1
    assert not (folder / "prompts/ai/first-one.yaml").exists()


def test_nothing_is_overwritten_and_no_id_comes_twice(folder: Path) -> None:
    before = (folder / PROMPT_FILE).read_text(encoding="utf-8")
    text = "---\n".join([PROMPT, prompt("first-one"), prompt("first-one")])
    taken = take(folder, text, partial=True)
    said = [fault.message for fault in taken.faults]
    assert any(f"is taken by {PROMPT_FILE}" in one for one in said)
    assert any("is taken by row" in one for one in said)
    assert (folder / PROMPT_FILE).read_text(encoding="utf-8") == before


def test_all_files_are_written_or_none(folder: Path) -> None:
    write(folder, "prompts/metrics", "A file where a folder should be.")
    second = prompt("second-one").replace("topic: ai", "topic: metrics")
    text = "---\n".join([prompt("first-one"), second])
    taken = take(folder, text, partial=True)
    assert taken.written == ()
    (fault,) = taken.faults
    assert "prompts/metrics/second-one.yaml cannot be written" in fault.message
    assert fault.line == line_of(text, "id: second-one")
    assert not (folder / "prompts/ai/first-one.yaml").exists()


def test_no_id_is_that_of_a_case_of_a_mock_round(folder: Path) -> None:
    lay_out_loop(folder)
    taken = take(folder, prompt("bed-board"))
    assert taken.written == ()
    (fault,) = taken.faults
    assert "is taken by loops/clinic/cases/bed-board.yaml" in fault.message


def test_a_csv_of_heads_becomes_drafts_that_nobody_is_asked(folder: Path) -> None:
    taken = take(folder, f"{HEADING}\n{ROW}\n\n", "heads.CSV")
    assert taken.faults == ()
    assert taken.written == ("drafts/day-desk.yaml",)
    assert taken.drafts == 1
    assert run_check(folder).errors == ()
    text = (folder / "drafts/day-desk.yaml").read_text(encoding="utf-8")
    assert 'question: "What, by day, would you ask first?"' in text
    assert 'hints: ["One", "Two"]' in text
    assert "prompts/ai/day-desk.yaml" in text


def test_every_fault_of_a_row_is_told(folder: Path) -> None:
    bad = "Bad Id,A title,juggling,easy,soon,9,safety|flying,What?,"
    multiline = 'late-one,"A title\nover lines",ai,hard,5,1,safety,Why?,'
    taken = take(folder, f"{HEADING}\n{ROW}\n{bad}\n{multiline}\nshort,row\n", "heads.csv")
    assert taken.written == ()
    at_bad = [fault.message for fault in taken.faults if fault.line == 3]
    for part in ("id:", "topic:", "level:", "minutes:", "weight:", "skills"):
        assert any(one.startswith(part) for one in at_bad), (part, at_bad)
    assert 6 in lines(taken), "the row of two cells, after one of two lines"


@pytest.mark.parametrize("missing", ["id", "title", "level"])
def test_a_missing_column_hides_no_fault_of_a_row(folder: Path, missing: str) -> None:
    at = COLUMNS.index(missing)
    rows = [one.split(",") for one in (HEADING, "a,A,ai,easy,8,1,safety,Why?,", "b,B")]
    text = "\n".join(",".join([*row[:at], *row[at + 1 :]]) for row in rows)
    taken = take(folder, text, "heads.csv", partial=True)
    assert taken.written == ()
    found = [(fault.line, fault.message.partition(":")[0]) for fault in taken.faults]
    assert (1, missing) in found
    assert [key for line, key in found if line == 2] == (["level"] if missing != "level" else [])
    assert 3 in lines(taken)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.yaml", "", "holds no prompt"),
        ("a.yaml", "---\n# nothing\n---\n", "holds no prompt"),
        ("a.yaml", "title: x\n", "has no such key"),
        ("a.csv", "", "column is missing"),
        ("a.csv", f"{HEADING},colour\n", "no such column"),
        ("a.csv", f'{HEADING}\n"a', "cannot be read"),
        ("a.yaml", "x" * (MAX_BYTES + 1), "larger than"),
    ],
)
def test_what_is_no_batch_is_refused_in_a_sentence(
    folder: Path, name: str, text: str, said: str
) -> None:
    taken = take(folder, text, name)
    assert any(said in fault.message for fault in taken.faults), taken.faults
    assert taken.written == ()


def test_a_missing_or_unreadable_file_is_a_fault(tmp_path: Path, folder: Path) -> None:
    assert read_batch(tmp_path / "none.yaml")[1][0].message.startswith("The file cannot be read")
    write(tmp_path, "latin.yaml", b"id: caf\xe9\n")
    assert "UTF-8" in read_batch(tmp_path / "latin.yaml")[1][0].message
    evil = ROW.replace("day-desk", "../../evil")
    taken = take(folder, f"{HEADING}\n{evil}\n", "heads.csv", partial=True)
    assert taken.written == ()


def test_a_suggested_question_becomes_a_head_to_complete(tmp_path: Path) -> None:
    text = blank(7, 'A "quoted"\nquestion?', ["ai"], ["safety"])
    path = write(tmp_path, "prompts/ai/suggestion-7.yaml", text)
    fault = read_head(Entry("x.yaml", path).path, "x.yaml")
    assert "title" in str(fault), "what an author has to write is named first"
    done = text.replace('title: ""', "title: T").replace("topic: ", "topic: ai")
    path.write_text(done.replace("skills: []", "skills: [safety]"), encoding="utf-8")
    head = read_head(path, "x.yaml")
    assert "quoted" in getattr(head, "question", str(head))
