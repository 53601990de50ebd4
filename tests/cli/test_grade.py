"""`rounds grade`: the stable interface, word for word."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Rounds, one_sentence
from tests.cli.process import CONTENT

GOOD = "We count serious errors per 100 uses. Above 2 we stop the rollout and tell the wards."
FIELDS = {"score", "level", "grader", "rubric_version", "criteria", "flags", "gap", "probe"}


def check_grade(row: dict[str, Any], reply: str) -> None:
    """Every field of the interface, in its range."""
    assert set(row) >= FIELDS
    assert 0 <= row["score"] <= 100
    assert row["level"] in range(5)
    assert isinstance(row["grader"], str)
    assert isinstance(row["rubric_version"], str)
    assert isinstance(row["flags"], list)
    ids = [one["id"] for one in row["criteria"]]
    assert len(set(ids)) == len(ids) > 0
    for one in row["criteria"]:
        assert one["verdict"] in {"met", "partly", "missed"}
        assert isinstance(one["points"], int | float)
        assert all(quote and quote in reply for quote in one["evidence"]), one
    assert row["gap"] is None or row["gap"] in ids


def write_lines(path: Path, *rows: object) -> None:
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def read_lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


@pytest.mark.parametrize("source", ["file", "-", "nothing"])
def test_one_reply_as_json(rounds: Rounds, tmp_path: Path, source: str) -> None:
    (tmp_path / "reply.txt").write_text(GOOD, encoding="utf-8")
    words = {"file": ["reply.txt"], "-": ["-"], "nothing": []}[source]
    done = rounds("grade", "day-01", *words, "--json", typed=GOOD)
    assert (done.status, done.err) == (0, "")
    row = json.loads(done.out)
    check_grade(row, GOOD)
    assert row["level"] >= 3
    assert any(one["evidence"] for one in row["criteria"])


def test_one_reply_for_people(rounds: Rounds) -> None:
    done = rounds("grade", "day-01", typed=GOOD)
    assert done.status == 0
    assert "of 100" in done.out
    assert "“" in done.out
    assert "Graded by" in done.out
    assert max(map(len, done.out.splitlines())) <= 80


@pytest.mark.parametrize(
    "typed", ["", " \n", b"\xff\xfe\x00", "\x1b[2J", "👩‍⚕️" * 500, "x" * 100_000]
)
def test_any_reply_gets_a_grade(rounds: Rounds, typed: str | bytes) -> None:
    for extra in ([], ["--json"]):
        done = rounds("grade", "day-01", *extra, typed=typed)
        assert (done.status, done.err) == (0, "")
        assert "\x1b" not in done.out


def test_an_unknown_prompt_is_guessed(rounds: Rounds) -> None:
    one_sentence(rounds("grade", "day-1", typed=GOOD), "day-1", "Did you mean")


def test_a_reply_that_cannot_be_read(rounds: Rounds, tmp_path: Path) -> None:
    one_sentence(rounds("grade", "day-01", "missing.txt"), "missing.txt cannot be read")
    one_sentence(rounds("grade", "day-01", "."), "cannot be read")


def test_no_prompt_is_a_question_of_usage(rounds: Rounds) -> None:
    done = rounds("grade", typed=GOOD)
    assert done.status == 2
    assert "Name a prompt" in done.err


def test_a_batch_keeps_order_and_other_keys(rounds: Rounds, tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [
        {"prompt": "day-03", "reply": GOOD, "id": 7, "note": {"deep": [1, None, "ä"]}},
        {"extra": True, "reply": "Sign-ups per week.", "prompt": "day-01"},
        {"prompt": "day-03", "reply": GOOD, "id": 7},
        {"prompt": "day-02", "reply": ""},
    ]
    write_lines(tmp_path / "in.jsonl", *rows)
    done = rounds("grade", "--batch", "in.jsonl", "--out", "out.jsonl")
    assert (done.status, done.out, done.err) == (0, "", "")
    graded = read_lines(tmp_path / "out.jsonl")
    assert len(graded) == len(rows)
    for row, out in zip(rows, graded, strict=True):
        assert {key: out[key] for key in row} == row
        assert list(out)[: len(row)] == list(row), "the same keys come first, in their order"
        check_grade(out, row["reply"])
    assert graded[0]["score"] == graded[2]["score"] > graded[1]["score"]
    assert graded[3]["level"] == 0


def test_a_batch_grades_as_one_reply_does(rounds: Rounds, tmp_path: Path) -> None:
    write_lines(tmp_path / "in.jsonl", {"prompt": "day-01", "reply": GOOD})
    batch = json.loads(rounds("grade", "--batch", "in.jsonl").out)
    single = json.loads(rounds("grade", "day-01", "--json", typed=GOOD).out)
    assert {key: batch[key] for key in FIELDS} == {key: single[key] for key in FIELDS}


def test_broken_lines_are_named_and_the_rest_is_graded(rounds: Rounds, tmp_path: Path) -> None:
    good = {"prompt": "day-01", "reply": GOOD}
    write_lines(
        tmp_path / "in.jsonl",
        good,
        "{broken",
        {"prompt": "no-such", "reply": "x"},
        "",
        "[]",
        {"prompt": "day-01"},
        {"prompt": 5, "reply": "x"},
        {"prompt": "day-01", "reply": None},
        "[" * 100_000,
        '{"prompt": "day-01", "reply": "x", "n": ' + "9" * 5000 + "}",
        good,
    )
    done = rounds("grade", "--batch", "in.jsonl", "--out", "out.jsonl")
    assert done.status == 1
    assert len(read_lines(tmp_path / "out.jsonl")) == 2
    named = [line.split(":")[1] for line in done.err.splitlines()]
    assert named == ["2", "3", "5", "6", "7", "8", "9", "10"]
    assert "in.jsonl:3: " in done.err
    assert "no-such" in done.err
    assert "Traceback" not in done.err


def test_only_a_newline_ends_a_line(rounds: Rounds, tmp_path: Path) -> None:
    """U+2028, U+0085 and a form feed stand in replies; a Windows line end is one too."""
    reply = "We count serious errors.\u2028Above 2 we\u0085stop.\x0c\x1e End"
    rows = [{"prompt": "day-01", "reply": reply}, {"prompt": "day-01", "reply": GOOD}]
    text = "\r\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    (tmp_path / "in.jsonl").write_bytes(text.encode())
    done = rounds("grade", "--batch", "in.jsonl", "--out", "out.jsonl")
    assert (done.status, done.err) == (0, "")
    assert [row["reply"] for row in read_lines(tmp_path / "out.jsonl")] == [reply, GOOD]


def test_lone_surrogates_and_broken_bytes_are_taken(rounds: Rounds, tmp_path: Path) -> None:
    lines = [
        b'{"prompt": "day-01", "reply": "serious errors \\ud800 stop at 2"}',
        b'{"prompt": "day-01", "reply": "serious \xff errors"}',
        b'{"prompt": "day-01", "reply": "nul \\u0000 inside"}',
    ]
    (tmp_path / "in.jsonl").write_bytes(b"\n".join(lines))
    done = rounds("grade", "--batch", "in.jsonl", "--out", "out.jsonl")
    assert (done.status, done.err) == (0, "")
    rows = read_lines(tmp_path / "out.jsonl")
    assert len(rows) == 3
    for row in rows:
        check_grade(row, row["reply"])


def test_a_mark_at_the_beginning_of_a_file_is_no_part_of_it(rounds: Rounds, tmp_path: Path) -> None:
    line = json.dumps({"prompt": "day-01", "reply": GOOD})
    (tmp_path / "in.jsonl").write_text(line, encoding="utf-8-sig")
    done = rounds("grade", "--batch", "in.jsonl")
    assert (done.status, done.err) == (0, "")


@pytest.mark.parametrize("content", ["", "\n\n", "   \n"])
def test_an_empty_batch_is_done_at_once(rounds: Rounds, tmp_path: Path, content: str) -> None:
    (tmp_path / "in.jsonl").write_text(content, encoding="utf-8")
    done = rounds("grade", "--batch", "in.jsonl", "--out", "out.jsonl")
    assert (done.status, done.out, done.err) == (0, "", "")
    assert (tmp_path / "out.jsonl").read_bytes() == b""


def test_a_batch_that_cannot_be_read_or_written(rounds: Rounds, tmp_path: Path) -> None:
    write_lines(tmp_path / "in.jsonl", {"prompt": "day-01", "reply": GOOD})
    one_sentence(rounds("grade", "--batch", "gone.jsonl"), "gone.jsonl cannot be read")
    out = ("grade", "--batch", "in.jsonl", "--out")
    one_sentence(rounds(*out, "no/folder/out.jsonl"), "out.jsonl cannot be written")
    one_sentence(rounds(*out, "."), "cannot be written")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_said_of_a_batch(rounds: Rounds, tmp_path: Path) -> None:
    write_lines(tmp_path / "in.jsonl", {"prompt": "day-01", "reply": GOOD})
    done = rounds("grade", "--batch", "in.jsonl", "--out", "/dev/full")
    one_sentence(done, "/dev/full cannot be written: No space left on device")


def test_another_content_folder_grades_by_its_own_rubrics(rounds: Rounds, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(CONTENT, other)
    (prompt,) = other.glob("prompts/*/day-01.yaml")
    text = prompt.read_text(encoding="utf-8")
    prompt.write_text(text.replace("id: day-01", "id: our-own"), encoding="utf-8")
    prompt.rename(prompt.with_name("our-own.yaml"))
    done = rounds("grade", "our-own", "--json", "--content", "other", typed=GOOD)
    assert (done.status, done.err) == (0, "")
    check_grade(json.loads(done.out), GOOD)
    one_sentence(rounds("grade", "our-own", typed=GOOD), "our-own")
    one_sentence(rounds("grade", "day-01", "--content", "gone", typed=GOOD), "no folder gone")


def test_a_broken_prompt_spoils_its_own_lines_only(rounds: Rounds, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(CONTENT, other)
    (prompt,) = other.glob("prompts/*/day-01.yaml")
    prompt.write_text(prompt.read_text(encoding="utf-8") + "nonsense: true\n", encoding="utf-8")
    rows = [{"prompt": f"day-0{number}", "reply": GOOD} for number in (2, 1, 3)]
    write_lines(tmp_path / "in.jsonl", *rows)
    done = rounds("grade", "--batch", "in.jsonl", "--out", "out.jsonl", "--content", "other")
    assert done.status == 1
    assert [row["prompt"] for row in read_lines(tmp_path / "out.jsonl")] == ["day-02", "day-03"]
    assert done.err.startswith("in.jsonl:2: ")
    assert len(done.err.splitlines()) == 1
