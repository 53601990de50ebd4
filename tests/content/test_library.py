"""The bank of one folder."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bot.content.library import FileBank, default_folder
from bot.domain.prompt import PromptHead, PromptLevel
from bot.domain.rubric import Kind, Negation, Window
from bot.errors import BrokenContent, UnknownPrompt
from bot.ports.prompts import PromptBank
from tests.content.samples import LEXICON, PROMPT, PROMPT_FILE, line_of, write


def test_the_bank_keeps_the_promise_of_the_port(folder: Path) -> None:
    bank: PromptBank = FileBank(folder)
    assert bank.topics() == (("ai", "AI in care"), ("metrics", "Metrics"))
    assert bank.skills() == (("safety", "Risk and safety"), ("metrics", "Metrics"))
    assert bank.heads() == (
        PromptHead(
            id="night-outage",
            title="The tool goes down",
            topic="ai",
            level=PromptLevel.STANDARD,
            minutes=8,
            weight=1,
            skills=("safety",),
            question="The triage tool goes down at night. What did you require?",
            hints=("Think of the desk.",),
        ),
    )
    assert bank.head("night-outage") == bank.heads()[0]
    assert bank.head("nobody") is None


def test_a_whole_prompt_carries_its_rubric(folder: Path) -> None:
    prompt = FileBank(folder).prompt("night-outage")
    first = prompt.rubric.criteria[0]
    assert (first.id, first.kind, first.points, first.skill) == ("one", Kind.REQUIRED, 3, "safety")
    assert first.signals[0].groups == (("one sheet", "paper"), ("@staff", "#%"))
    assert first.signals[0].within is Window.SENTENCE
    assert (first.signals[1].within, first.signals[1].partly) == (Window.CLAUSE, True)
    assert first.unless == (("never", "later on"),)
    assert first.negation is Negation.CANCELS
    assert first.exemplars.near == ("Outages of one are bad.", "We think about one.")
    assert prompt.rubric.positive_points == 8
    assert len(prompt.model_answer) == 4
    assert prompt.sources[0].url == "https://example.org/guide"


def test_names_bring_the_names_they_mention_and_no_others(folder: Path) -> None:
    write(folder, "lexicon/words.yaml", LEXICON + "  idle: [x]\n")
    lexicon = FileBank(folder).prompt("night-outage").rubric.lexicon
    assert lexicon == {"nurse": ("nurse", "RN", "charge nurse"), "staff": ("@nurse", "porter")}


def version(folder: Path) -> str:
    return FileBank(folder).prompt("night-outage").rubric.version


def test_the_version_follows_what_can_change_a_grade(folder: Path) -> None:
    before = version(folder)
    assert len(before) == 12
    assert int(before, 16) >= 0
    write(folder, "lexicon/words.yaml", LEXICON + "  idle: [x]\n")
    write(folder, PROMPT_FILE, PROMPT.replace("title: The", "title: Then the"))
    assert version(folder) == before
    write(folder, "lexicon/words.yaml", LEXICON.replace("RN", "RNs"))
    changed = version(folder)
    assert changed != before
    write(folder, PROMPT_FILE, PROMPT.replace("points: -3", "points: -4"))
    assert version(folder) not in {before, changed}


def test_the_version_is_the_same_on_every_python(folder: Path) -> None:
    # Written down once: a different figure means that all stored grades look outdated.
    assert version(folder) == "61657eca3e93"


def test_an_unknown_id_names_what_looks_like_it(folder: Path) -> None:
    with pytest.raises(UnknownPrompt) as caught:
        FileBank(folder).prompt("night-outtage")
    assert caught.value.sentence == (
        'There is no prompt "night-outtage". Did you mean night-outage?'
    )
    with pytest.raises(UnknownPrompt) as caught:
        FileBank(folder).prompt("x" * 500)
    assert len(caught.value.sentence) < 100


def test_a_broken_head_is_left_out_and_reported(folder: Path) -> None:
    write(folder, "prompts/ai/broken.yaml", PROMPT.replace("minutes: 8", "minutes: 99"))
    write(folder, "prompts/ai/twin.yaml", PROMPT)
    write(folder, "prompts/ai/garbage.yaml", b"\xff\xfe")
    (folder / "prompts/ai/link.yaml").symlink_to(folder / PROMPT_FILE)
    bank = FileBank(folder)
    assert [head.id for head in bank.heads()] == ["night-outage"]
    assert [(fault.file, fault.line) for fault in bank.faults] == [
        ("prompts/ai/broken.yaml", 5),
        ("prompts/ai/garbage.yaml", 1),
        ("prompts/ai/link.yaml", 1),
        ("prompts/ai/twin.yaml", 1),
    ]


def test_a_break_further_down_shows_when_the_prompt_is_asked_for(folder: Path) -> None:
    spoilt = PROMPT.replace("points: -3", "points: 3").replace("kind: bonus", "kind: nice")
    write(folder, PROMPT_FILE, spoilt)
    bank = FileBank(folder)
    assert bank.faults == ()
    assert bank.head("night-outage") is not None
    with pytest.raises(BrokenContent) as caught:
        bank.prompt("night-outage")
    line = line_of(spoilt, "kind: nice")
    assert caught.value.sentence.startswith(
        f"The prompt night-outage cannot be used: {PROMPT_FILE}:{line}: criteria[three].kind:"
    )
    assert caught.value.sentence.endswith("(2 more: rounds content check)")


def test_a_draft_that_the_check_refuses_can_still_be_tried(folder: Path) -> None:
    write(folder, PROMPT_FILE, PROMPT.replace("    good: [", "    #good: ["))
    assert FileBank(folder).prompt("night-outage").rubric.criteria[0].exemplars.good == ()


@pytest.mark.parametrize(
    ("lexicon", "part"),
    [
        ("lexicon: [\n", "lexicon/words.yaml:1"),
        ("lexicon:\n  nurse: [x]\n  staff: []\n", "lexicon/words.yaml:3"),
        ("lexicon:\n  nurse: [x]\n", 'The lexicon name "staff" is unknown'),
    ],
)
def test_a_lexicon_that_lacks_a_name_breaks_its_prompts(
    folder: Path, lexicon: str, part: str
) -> None:
    write(folder, "lexicon/words.yaml", lexicon)
    with pytest.raises(BrokenContent) as caught:
        FileBank(folder).prompt("night-outage")
    assert part in caught.value.sentence


def test_a_file_that_changes_its_id_or_goes_away_is_one_sentence(folder: Path) -> None:
    bank = FileBank(folder)
    write(folder, PROMPT_FILE, PROMPT.replace("id: night-outage", "id: day-outage"))
    with pytest.raises(BrokenContent, match="has a new id"):
        bank.prompt("night-outage")
    (folder / PROMPT_FILE).unlink()
    with pytest.raises(BrokenContent, match="cannot be read"):
        bank.prompt("night-outage")


def test_few_whole_prompts_are_kept(folder: Path) -> None:
    for number in range(5):
        name = f"night-{number}"
        write(folder, f"prompts/ai/{name}.yaml", PROMPT.replace("night-outage", name, 1))
    bank = FileBank(folder, kept=2)
    first = bank.prompt("night-0")
    assert bank.prompt("night-0") is first
    for number in range(1, 5):
        bank.prompt(f"night-{number}")
    again = bank.prompt("night-0")
    assert again is not first
    assert again == first


def test_a_folder_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(BrokenContent) as caught:
        FileBank(tmp_path / "nowhere")
    assert "does not exist" in caught.value.sentence


def test_a_folder_without_a_catalogue_still_serves_its_prompts(folder: Path) -> None:
    (folder / "catalogue.yaml").unlink()
    bank = FileBank(folder)
    assert [fault.file for fault in bank.faults] == ["catalogue.yaml"]
    assert bank.topics() == ()
    assert bank.prompt("night-outage").id == "night-outage"


def test_the_default_folder_does_not_depend_on_where_one_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "content").mkdir()
    monkeypatch.chdir(tmp_path)
    assert default_folder() == Path(__file__).resolve().parents[2] / "content"
    assert (default_folder() / "catalogue.yaml").is_file()


def test_start_up_brings_neither_pydantic_nor_rapidfuzz() -> None:
    code = (
        "import sys; from bot.content.library import FileBank, default_folder;"
        "FileBank(default_folder()).heads();"
        "print(sorted({'pydantic', 'rapidfuzz', 'bot.content.schema'} & sys.modules.keys()))"
    )
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
