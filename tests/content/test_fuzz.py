"""Whatever stands in a file: faults, never an exception, and every fault can be printed."""

from __future__ import annotations

import random
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.content.check import check
from bot.content.head import read_head
from bot.content.library import FileBank
from bot.content.reader import read_nodes
from bot.errors import RoundsError
from tests.content.samples import CATALOGUE, LEXICON, PAIRS, PROMPT, PROMPT_FILE, lay_out, write

YAML_LIKE = st.text("ab:-[]{}#&*!|>'\"%@`,? \n\t0", max_size=200)
NAMES = ("catalogue.yaml", "lexicon/words.yaml", "calibration/pairs.yaml", PROMPT_FILE)
GOOD = dict(zip(NAMES, (CATALOGUE, LEXICON, PAIRS, PROMPT), strict=True))


def survives(name: str, content: bytes) -> None:
    """The folder with this one file can be checked and used."""
    with TemporaryDirectory() as place:
        folder = lay_out(Path(place))
        write(folder, name, content)
        for fault in check(folder):
            assert fault.sentence.encode()
            assert fault.line >= 1
            assert "\n" not in fault.sentence
            assert len(fault.sentence) < 2_000
        bank = FileBank(folder)
        for head in bank.heads():
            with suppress(RoundsError):
                bank.prompt(head.id)


@given(st.binary(max_size=300))
@settings(max_examples=150)
def test_any_bytes_in_a_head(content: bytes) -> None:
    with TemporaryDirectory() as place:
        read_head(write(Path(place), "x.yaml", content), "x.yaml")


@given(YAML_LIKE | st.text(max_size=200))
@settings(max_examples=400)
@example("? [a]: b")
@example("a: !<tag:yaml.org,2002:python/object/apply:os.system> [id]")
@example('"\\ud800": 1')
@example("{[]: {}}")
@example("!")
@example("&")
@example("%")
def test_any_text_is_a_tree_or_faults(source: str) -> None:
    tree, faults = read_nodes(source, "x.yaml")
    assert tree is not None or faults
    assert all(1 <= fault.line <= source.count("\n") + 2 for fault in faults)


@given(st.sampled_from(NAMES), st.binary(max_size=200) | YAML_LIKE.map(str.encode))
@settings(max_examples=60, deadline=None)
def test_any_bytes_in_any_file(name: str, content: bytes) -> None:
    survives(name, content)


@given(st.sampled_from(NAMES), st.randoms(use_true_random=False), st.integers(1, 4))
@settings(max_examples=120, deadline=None)
def test_good_files_with_pieces_moved_about(name: str, chance: random.Random, times: int) -> None:
    lines = GOOD[name].splitlines(keepends=True)
    for _ in range(times):
        at, to = chance.randrange(len(lines)), chance.randrange(len(lines))
        change = chance.randrange(5)
        if change == 0:
            lines.insert(to, lines[at])
        elif change == 1:
            lines[at] = ""
        elif change == 2:
            lines[at] = "  " + lines[at]
        elif change == 3:
            lines[at] = lines[at].replace(": ", chance.choice([": [", ": {", ": *", ":", ": - "]))
        else:
            cut = chance.randrange(len(lines[at]) + 1)
            lines[at] = lines[at][:cut] + chance.choice(["'", '"', "\n", "]", "# ", "\0", "é"])
    survives(name, "".join(lines).encode())
