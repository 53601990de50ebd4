"""The rules between the files of a folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content.check import check
from bot.content.fault import Fault
from tests.content.samples import (
    CATALOGUE,
    LEXICON,
    PAIRS,
    PROMPT,
    PROMPT_FILE,
    line_of,
    write,
)


def found(folder: Path) -> list[tuple[str, int]]:
    return [(fault.file, fault.line) for fault in check(folder)]


def one(folder: Path) -> Fault:
    (fault,) = check(folder)
    return fault


def test_prompt_ids_are_unique_across_folders(folder: Path) -> None:
    write(
        folder, "prompts/metrics/night-outage.yaml", PROMPT.replace("topic: ai", "topic: metrics")
    )
    fault = one(folder)
    assert (fault.file, fault.line) == ("prompts/metrics/night-outage.yaml", 1)
    assert fault.message == f'id: The id "night-outage" is taken by {PROMPT_FILE}.'


def test_the_folder_is_the_topic(folder: Path) -> None:
    (folder / PROMPT_FILE).unlink()
    write(folder, "prompts/metrics/night-outage.yaml", PROMPT)
    fault = one(folder)
    assert (fault.file, fault.line) == ("prompts/metrics/night-outage.yaml", 3)
    assert "not the name of the folder" in fault.message


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("prompts/stray.yaml", "wrong place"),
        ("prompts/ai/deep/stray.yaml", "wrong place"),
        ("lexicon/deep/stray.yaml", "wrong place"),
        ("prompts/ai/stray.yml", ".yml are not read"),
        ("lexicon/stray.yml", ".yml are not read"),
    ],
)
def test_files_that_nobody_would_read_are_named(folder: Path, name: str, part: str) -> None:
    write(folder, name, "lexicon:\n  rare: [x]\n" if "lexicon" in name else PROMPT)
    faults = [fault for fault in check(folder) if part in fault.message]
    assert [(fault.file, fault.line) for fault in faults] == [(name, 1)]


def test_other_files_and_folders_are_left_alone(folder: Path) -> None:
    for name in ("README.md", "prompts/ai/notes.txt", "prompts/.x.yaml", "notes/pm.yaml"):
        write(folder, name, "a: &b [*b]\n")
    assert check(folder) == []


def test_links_are_named(folder: Path) -> None:
    (folder / "prompts/ai/link.yaml").symlink_to(folder / PROMPT_FILE)
    (folder / "lexicon/link.yaml").symlink_to("/etc/passwd")
    (folder / "calibration/link.yaml").symlink_to("/etc/passwd")
    assert found(folder) == [
        ("calibration/link.yaml", 1),
        ("lexicon/link.yaml", 1),
        ("prompts/ai/link.yaml", 1),
    ]


def test_a_catalogue_that_is_missing_does_not_make_everything_unknown(folder: Path) -> None:
    (folder / "catalogue.yaml").unlink()
    assert found(folder) == [("catalogue.yaml", 1)]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (CATALOGUE.replace("  ai: AI in care", "  AI: AI in care"), 2),
        (CATALOGUE.replace("AI in care", "[]"), 2),
        (CATALOGUE.replace("AI in care", "x" * 61), 2),
        (CATALOGUE.replace("skills:\n  safety: Risk and safety\n  metrics: Metrics\n", ""), 1),
        (CATALOGUE + "more:\n  x: y\n", 7),
        ("- a\n", 1),
        ("a: [\n", 1),
    ],
)
def test_slips_in_the_catalogue(folder: Path, text: str, line: int) -> None:
    write(folder, "catalogue.yaml", text)
    assert ("catalogue.yaml", line) in found(folder)


def test_lexicon_names_are_unique_across_files(folder: Path) -> None:
    write(folder, "lexicon/more.yaml", "# two\nlexicon:\n  nurse: [x]\n")
    fault = one(folder)
    assert (fault.file, fault.line) == ("lexicon/words.yaml", 2)
    assert "taken by lexicon/more.yaml, line 3" in fault.message


def test_a_name_in_capitals_is_refused_with_its_line(folder: Path) -> None:
    write(folder, "lexicon/words.yaml", LEXICON + "  Ward Staff: [x]\n")
    faults = [fault for fault in check(folder) if not fault.warning]
    assert [(fault.file, fault.line) for fault in faults] == [("lexicon/words.yaml", 4)]
    assert faults[0].message == 'lexicon.Ward Staff: "Ward Staff" is no name for a lexicon entry.'


def test_names_that_no_rubric_uses_are_a_warning(folder: Path) -> None:
    write(folder, "lexicon/words.yaml", LEXICON + "  idle: [x]\n  lazy: [y]\n")
    fault = one(folder)
    assert fault.warning
    assert (fault.file, fault.line) == ("lexicon/words.yaml", 4)
    assert fault.message == "No rubric uses: idle, lazy."


@pytest.mark.parametrize(
    ("addition", "part"),
    [
        ('  ring: ["@ring"]\n', "in a circle"),
        ('  up: ["@down"]\n  down: ["@up"]\n', "in a circle"),
        ('  up: ["@nobody"]\n', "@nobody is unknown"),
    ],
)
def test_names_that_stand_for_names(folder: Path, addition: str, part: str) -> None:
    write(folder, "lexicon/words.yaml", LEXICON + addition)
    faults = [fault for fault in check(folder) if not fault.warning]
    assert {fault.line for fault in faults} <= {4, 5}
    assert all(part in fault.message for fault in faults)
    assert faults


def test_a_broken_lexicon_does_not_make_every_name_unknown(folder: Path) -> None:
    write(folder, "lexicon/words.yaml", "lexicon: [\n")
    assert {name for name, _ in found(folder)} == {"lexicon/words.yaml"}


def test_pairs_name_prompts_that_exist(folder: Path) -> None:
    text = PAIRS.replace("prompt: night-outage", "prompt: night-outrage")
    write(folder, "calibration/pairs.yaml", text)
    fault = one(folder)
    assert (fault.file, fault.line) == ("calibration/pairs.yaml", 2)
    assert fault.message.startswith("pairs[paper-wins].prompt: No prompt has the id")
    assert fault.fix == "did you mean night-outage?"


def test_a_pair_for_a_prompt_that_is_no_yaml_is_not_blamed(folder: Path) -> None:
    write(folder, PROMPT_FILE, "id: [\n")
    faults = [fault for fault in check(folder) if not fault.warning]
    assert [fault.file for fault in faults] == [PROMPT_FILE]


def test_pair_ids_are_unique(folder: Path) -> None:
    text = PAIRS + PAIRS.removeprefix("pairs:\n")
    write(folder, "calibration/pairs.yaml", text)
    fault = one(folder)
    assert fault.line == text.count("\n", 0, text.rindex("- id")) + 1
    assert "taken by calibration/pairs.yaml, line 2" in fault.message


def test_a_pair_has_its_keys(folder: Path) -> None:
    text = PAIRS.replace("    worse: The cloud is reliable.\n", "    wrose: x\n")
    write(folder, "calibration/pairs.yaml", text)
    assert found(folder) == [
        ("calibration/pairs.yaml", 2),
        ("calibration/pairs.yaml", line_of(text, "wrose")),
    ]
