"""Reading files without leaving their folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.content import files
from bot.content.fault import Fault
from bot.content.files import MAX_BYTES, Entry, entries, read_source
from tests.content.samples import write


def refusal(path: Path) -> Fault:
    found = read_source(path, "x.yaml")
    assert isinstance(found, Fault)
    assert found.file == "x.yaml"
    assert found.fix
    return found


def test_a_text_is_read_as_it_stands(tmp_path: Path) -> None:
    text = "a: Grüße — “quoted”\tß 😀 👩‍⚕️\r\nb: 1\n"
    assert read_source(write(tmp_path, "x.yaml", text), "x.yaml") == text


def test_a_byte_order_mark_in_front_is_no_fault(tmp_path: Path) -> None:
    assert read_source(write(tmp_path, "x.yaml", b"\xef\xbb\xbfa: 1\n"), "x.yaml") == "a: 1\n"


def test_the_largest_file_passes_and_one_byte_more_does_not(tmp_path: Path) -> None:
    assert isinstance(read_source(write(tmp_path, "x.yaml", b"a" * MAX_BYTES), "x.yaml"), str)
    found = refusal(write(tmp_path, "x.yaml", b"a" * (MAX_BYTES + 1)))
    assert (found.line, found.message) == (1, "The file is larger than 256 KiB.")


def test_other_encodings_are_refused_with_their_line(tmp_path: Path) -> None:
    found = refusal(write(tmp_path, "x.yaml", b"a: 1\nb: caf\xe9\n"))
    assert (found.line, found.message) == (2, "The file is not UTF-8 text.")
    assert refusal(write(tmp_path, "x.yaml", "a: 1\n".encode("utf-16"))).line == 1


@pytest.mark.parametrize(
    "letter",
    ["\0", "\x1b", "\x7f", "\x85", "\xad", "\u200b", "\u202e", "\u2066", "\u2028", "\ufeff", "\r"],
)
def test_invisible_and_turning_characters_are_refused(tmp_path: Path, letter: str) -> None:
    found = refusal(write(tmp_path, "x.yaml", f"a: 1\nb: x{letter}y\n"))
    assert found.line == 2
    assert f"U+{ord(letter):04X}" in found.message
    assert found.message.isprintable()


def test_links_are_refused_wherever_they_point(tmp_path: Path) -> None:
    target = write(tmp_path, "target.yaml", "a: 1\n")
    link = tmp_path / "x.yaml"
    link.symlink_to(target)
    assert "symbolic link" in refusal(link).message
    link.unlink()
    link.symlink_to("/etc/passwd")
    assert "symbolic link" in refusal(link).message


def test_a_pipe_is_refused_and_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.yaml")
    assert "no regular file" in refusal(tmp_path / "x.yaml").message


def test_what_is_not_there_or_a_folder_is_refused(tmp_path: Path) -> None:
    assert "cannot be read" in refusal(tmp_path / "x.yaml").message
    (tmp_path / "y.yaml").mkdir()
    assert refusal(tmp_path / "y.yaml").line == 1


def test_the_walk_is_ordered_and_passes_over_hidden_files(tmp_path: Path) -> None:
    for name in ("p/b/2.yaml", "p/a/1.yaml", "p/.git/x.yaml", "p/a/.swp", "p/0.yaml"):
        write(tmp_path, name, "a: 1\n")
    found = list(entries(tmp_path, "p"))
    assert [one.name for one in found if isinstance(one, Entry)] == [
        "p/0.yaml",
        "p/a/1.yaml",
        "p/b/2.yaml",
    ]
    assert list(entries(tmp_path, "nowhere")) == []


def test_linked_folders_are_faults_and_are_not_entered(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    write(outside, "secret.yaml", "a: 1\n")
    root = tmp_path / "root"
    write(root, "p/a/1.yaml", "a: 1\n")
    (root / "p/b").symlink_to(outside)
    (root / "p/loop").symlink_to(root / "p")
    found = list(entries(root, "p"))
    assert [one.file for one in found if isinstance(one, Fault)] == ["p/b", "p/loop"]
    assert [one.name for one in found if isinstance(one, Entry)] == ["p/a/1.yaml"]
    (root / "q").symlink_to(outside)
    assert [one.file for one in entries(root, "q") if isinstance(one, Fault)] == ["q"]


def test_the_walk_ends_at_a_cap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_ENTRIES", 3)
    for number in range(4):
        write(tmp_path, f"p/{number}.yaml", "a: 1\n")
    (found,) = entries(tmp_path, "p")
    assert isinstance(found, Fault)
    assert "More than 3 files" in found.message


def test_names_in_odd_bytes_can_be_printed(tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path / "p")
    os.mkdir(folder)  # noqa: PTH102 - a name that is no text
    with open(folder + b"/\xff\x1b[31m.yaml", "wb") as stream:  # noqa: PTH123
        stream.write(b"a: 1\n")
    (found,) = entries(tmp_path, "p")
    assert isinstance(found, Entry)
    assert found.name.isprintable()
    assert found.name.encode()
    assert read_source(found.path, found.name) == "a: 1\n"
