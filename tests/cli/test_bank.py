"""`rounds bank`: prompts taken in from a file, suggested questions written out."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Rounds
from tests.content.samples import PROMPT, lay_out, write

QUESTION = "Our triage bot misses sepsis in one clinic. What do you do on Monday?"


def test_a_batch_is_taken_in_or_refused_with_every_row(rounds: Rounds, tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    # The exemplars of the sample are made up: the real grader has something to say about them.
    write(tmp_path, "many.yaml", PROMPT.replace("night-outage", "day-outage"))
    done = rounds("bank", "import", "many.yaml", "--content", str(folder))
    assert done.status == 1
    assert "many.yaml:" in done.out
    assert "1 prompt read, 0 written" in done.out
    heads = (
        "id,title,topic,level,minutes,weight,skills,question\n"
        "day-desk,A desk,ai,standard,8,1,safety,What would you ask?\n"
    )
    write(tmp_path, "heads.csv", heads)
    done = rounds("bank", "import", "heads.csv", "--content", str(folder))
    assert (done.status, done.err) == (0, "")
    assert "1 prompt read, 1 written: no faults." in done.out
    assert (folder / "drafts/day-desk.yaml").exists()


def test_approved_suggestions_are_written_as_heads(rounds: Rounds, tmp_path: Path) -> None:
    lines = f"/suggest {QUESTION}\n/suggestions approve 1\n"
    done = rounds("chat", "--as", "Ana", typed=lines)
    assert "Approved" in done.out, done
    shown = rounds("bank", "export")
    assert QUESTION in shown.out
    assert "id: suggestion-1" in shown.out
    assert rounds("bank", "export", "new.yaml").status == 0
    assert QUESTION in (tmp_path / "new.yaml").read_text(encoding="utf-8")
    again = rounds("bank", "export", "new.yaml")
    assert again.status == 1
    assert "is there already" in again.err
