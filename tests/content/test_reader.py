"""The strict reading of YAML."""

from __future__ import annotations

import time
import tracemalloc

import pytest
import yaml

from bot.content import reader
from bot.content.nodes import Items, Table, Text
from bot.content.reader import MAX_DEPTH, MAX_NODES, read_nodes


@pytest.fixture(params=["CSafeLoader", "SafeLoader"], autouse=True)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test runs on libyaml and on the parser that stands in for it."""
    if not hasattr(yaml, request.param):
        pytest.skip("PyYAML was built without libyaml")
    monkeypatch.setattr(reader, "_Loader", getattr(yaml, request.param))


def table(source: str) -> Table:
    tree, faults = read_nodes(source, "x.yaml")
    assert faults == []
    assert isinstance(tree, Table)
    return tree


def refused(source: str) -> list[tuple[int, str]]:
    _, faults = read_nodes(source, "x.yaml")
    assert faults
    assert all(fault.file == "x.yaml" and fault.fix for fault in faults)
    return [(fault.line, fault.message) for fault in faults]


@pytest.mark.parametrize(
    "written",
    ["12:30", "no", "yes", "on", "null", "~", "1e3", "0x10", "010", "2026-01-31", "1_000", "3.0"],
)
def test_every_scalar_stays_the_text_that_is_written(written: str) -> None:
    assert table(f"a: {written}\n").entries["a"] == Text(written, 1)


def test_every_node_keeps_its_line() -> None:
    tree = table("a: 1\n\nb:\n  - x\n  - y: 2\nc: [p,\n  q]\n")
    listed = tree.entries["b"]
    assert isinstance(listed, Items)
    assert tree.lines == {"a": 1, "b": 3, "c": 6}
    assert [item.line for item in listed.items] == [4, 5]
    flow = tree.entries["c"]
    assert isinstance(flow, Items)
    assert [item.line for item in flow.items] == [6, 7]


def test_a_duplicate_key_is_a_fault_and_the_first_one_stands() -> None:
    tree, faults = read_nodes("a: 1\nb: 2\na: 3\n", "x.yaml")
    assert isinstance(tree, Table)
    assert tree.entries["a"] == Text("1", 1)
    assert [(fault.line, fault.message) for fault in faults] == [(3, 'The key "a" stands twice.')]


def test_anchors_aliases_and_tags_are_all_named_in_one_run() -> None:
    found = refused("a: &x [1]\nb: *x\nc: !!int 3\nd: !own {}\n")
    assert [line for line, _ in found] == [1, 2, 3, 4]
    assert "anchor" in found[0][1]
    assert "alias" in found[1][1]
    assert all("tag" in message for _, message in found[2:])


def test_a_second_document_is_refused() -> None:
    assert refused("a: 1\n---\nb: 2\n") == [(2, "A second document begins here.")]


def test_directives_are_refused() -> None:
    assert "Directives" in refused("%TAG ! tag:x,2000:\n---\na: 1\n")[0][1]
    assert refused("%YAML 1.1\n---\na: 1\n")


@pytest.mark.parametrize("source", ["", "\n\n", "# only a comment\n"])
def test_an_empty_file_is_refused(source: str) -> None:
    assert refused(source) == [(1, "The file is empty.")]


def test_a_list_as_key_is_refused() -> None:
    assert "key is expected" in refused("? [a, b]\n: c\nd: 1\n")[0][1]


def test_a_text_cut_off_by_a_comment_is_a_fault() -> None:
    tree, faults = read_nodes("a:\n  - from # to #\n  - fine  # said twice\nb: 1\n", "x.yaml")
    assert tree is not None
    assert [fault.line for fault in faults] == [2]
    assert 'The text "from" ends where a #' in faults[0].message


def test_escapes_cannot_bring_in_what_the_file_may_not_hold() -> None:
    for escape in (r"\0", r"\x1b", r"\u202e", r"\u200b"):
        found = refused(f'a: 1\nb: "x{escape}y"\n')
        assert found[0][0] == 2
        assert "The text holds U+" in found[0][1]


@pytest.mark.parametrize(
    ("source", "line", "part"),
    [
        ("a: b: c\n", 1, "A colon"),
        ("a: 1\nb: 'open\n", 2, "quotation mark is never closed"),
        ("a: 1\n\tb: 2\n", 2, "tab"),
        ("a: [x, [y]\nb: 1\n", 2, "list in brackets is not closed"),
        ("a: 1\nb: - x\n", 2, "list item stands on the line"),
        ('a: 1\nb: "x" y\n', 2, "does not continue"),
        ('a: "\\q"\n', 1, "backslash"),
    ],
)
def test_slips_of_syntax_get_a_plain_sentence(source: str, line: int, part: str) -> None:
    found = refused(source)
    assert found[0][0] == line
    assert part in found[0][1]


def test_all_unquoted_names_are_named_in_one_run() -> None:
    found = refused("a: [x, @nurse]\nb: 1\nc:\n  - @doctor\n  - fine\nd: [[%x]]\n")
    assert [line for line, _ in found] == [1, 4, 6]
    assert all("begins with a sign" in message for _, message in found)


def test_depth_has_a_cap() -> None:
    fine = "[" * MAX_DEPTH + "x" + "]" * MAX_DEPTH
    assert read_nodes(fine, "x.yaml")[1] == []
    assert "Nested deeper" in refused(f"[{fine}]")[0][1]


def test_the_number_of_values_has_a_cap() -> None:
    many = "- x\n" * MAX_NODES
    assert refused(many) == [(MAX_NODES, f"The file holds more than {MAX_NODES} values.")]


def alias_bomb() -> str:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    return "\n".join(lines)


@pytest.mark.parametrize(
    "source",
    [
        alias_bomb(),
        "[" * 20_000,
        "{a: " * 20_000,
        "- " * 20_000,
        "a: " + "? " * 20_000,
        "\n".join(" " * n + "a:" for n in range(700)),
        "&a " * 20_000,
        "x" * 260_000,
        "'" + "x\n" * 100_000,
        "[" + "," * 200_000,
        "- @x\n" * 50_000,
    ],
    ids=[
        "alias bomb", "brackets", "braces", "dashes", "questions", "indents", "anchors", "one word",
        "open quote", "commas", "at signs",
    ],
)  # fmt: skip
def test_hostile_files_are_read_in_little_time_and_memory(
    source: str, request: pytest.FixtureRequest
) -> None:
    if "SafeLoader-" in request.node.name and "CSafeLoader-" not in request.node.name:
        limit = 4.0  # the stand-in is written in Python
    else:
        limit = 0.1
    began = time.process_time()
    _, faults = read_nodes(source, "x.yaml")
    assert time.process_time() - began < limit
    assert faults or source.startswith("x")
    tracemalloc.start()
    read_nodes(source, "x.yaml")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 20 * 1024 * 1024
