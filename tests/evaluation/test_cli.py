"""`rounds eval` from the shell."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result

from adapters.cli.main import cli
from tests.evaluation.graders import PAIRS

GOOD = (
    "Before launch each desk had the printed triage sheet with the same red flags, and the night "
    "shift drilled it twice with a stopwatch. No passed drill, no go-live."
)


def _write(tmp_path: Path, *rows: object) -> str:
    file = tmp_path / "lines.jsonl"
    text = "\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows)
    file.write_text(text, encoding="utf-8")
    return str(file)


def _run(*words: str) -> Result:
    return CliRunner().invoke(cli, ["eval", *words], standalone_mode=False)


def _reply(level: int, reply: str = GOOD, prompt: str = "ai-fallback") -> dict[str, object]:
    return {"prompt": prompt, "reply": reply, "level": level, "kind": "plain"}


def test_a_few_replies_of_one_prompt(tmp_path: Path) -> None:
    file = _write(tmp_path, _reply(4), _reply(1, "I would call the vendor."), _reply(0, ""))
    result = _run("replies", file, "--swaps", "none")
    assert result.exit_code == 0
    assert "2 replies to 1 prompt" in result.stdout
    assert "1 empty answer was left out." in result.stdout


def test_broken_lines_are_named_and_the_rest_is_evaluated(tmp_path: Path) -> None:
    file = _write(tmp_path, _reply(4), "broken", _reply(9), _reply(2, prompt="ai-fallbak"))
    result = CliRunner().invoke(cli, ["eval", "replies", file, "--swaps", "none", "--json"])
    assert result.exit_code == 1
    told = json.loads(result.stdout)
    assert told["counted"] == "1 reply to 1 prompt"
    assert [fault["line"] for fault in told["faults"]] == [2, 3, 4]
    assert "lines.jsonl:2: this line is not JSON." in result.stderr
    assert "Did you mean ai-fallback?" in result.stderr


def test_nothing_to_evaluate_is_said(tmp_path: Path) -> None:
    result = _run("replies", _write(tmp_path, "broken"))
    assert "has no line that can be evaluated" in str(result.exception)
    assert "cannot be read" in str(_run("replies", str(tmp_path / "absent.jsonl")).exception)


def test_pairs_of_a_file_and_the_contents_own() -> None:
    for file in (str(PAIRS / "pairs.jsonl"), "default"):
        result = CliRunner().invoke(cli, ["eval", "pairs", file, "--json"])
        told = json.loads(result.stdout)
        assert result.exit_code == len(told["faults"]) > 0 or result.exit_code == 0
        assert told["figures"]["ordered"]["n"] >= 20


def test_the_same_run_prints_the_same(tmp_path: Path) -> None:
    file = _write(tmp_path, _reply(4), _reply(1, "I would call the vendor."))
    runs = [_run("replies", file, "--swaps", "file", "--json").stdout for _ in range(2)]
    assert runs[0] == runs[1]


def test_criteria_and_answers_take_the_same_options(tmp_path: Path) -> None:
    rows = [
        {"question": f"q{at}", "criterion": "Drink water", "reply": reply, "met": met}
        for at in range(3)
        for reply, met in (("You should drink water.", True), ("Eat bread.", False))
    ]
    file = _write(tmp_path, *rows)
    result = _run("criteria", file, "--json", "--grader", "overlap", "--content", "content")
    assert json.loads(result.stdout)["figures"]["macro_f1"]["value"] == 1
    rows = [
        {"question": "q", "reference": "Drink water", "reply": reply, "score": score}
        for reply, score in (("Drink water.", 1), ("Eat bread.", 0), ("Water.", 0.5))
    ]
    result = _run("answers", _write(tmp_path, *rows))
    assert result.exit_code == 0
    assert "Pearson within a question" in result.stdout


def test_the_overview_says_what_is_not_at_hand(tmp_path: Path) -> None:
    result = _run("overview", str(tmp_path), "--pairs", str(tmp_path))
    assert result.exit_code == 0
    assert "no data" in result.stdout
    assert "not at hand, so not measured" in result.stdout
