"""Abbreviations in capitals that find ordinary words."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content.capitals import collides
from bot.content.check import run_check
from bot.content.library import default_folder
from tests.content.samples import LEXICON, PROMPT, PROMPT_FILE, line_of, write


@pytest.mark.parametrize(
    "term", ["IT", '"IT"', "US", "OR", "WHO", "for IT", '"only IT"', "the US", '"the NEWS"', "ALL"]
)
def test_a_term_that_finds_ordinary_words_collides(term: str) -> None:
    assert collides(term)


@pytest.mark.parametrize(
    "term",
    ["it", "I", "ICU", "ED", "IT team", "hospital IT", '"the IT"', '"not an IT"', '"in the US"',
     "US trial", "#", "@it-staff", "A/B"],
)  # fmt: skip
def test_other_terms_do_not(term: str) -> None:
    assert not collides(term)


def test_the_check_warns_of_it_in_a_signal_an_unless_and_the_lexicon(folder: Path) -> None:
    spoilt = PROMPT.replace('["one sheet", paper]', "[IT, paper]", 1)
    spoilt = spoilt.replace("unless: [[never,", "unless: [[US, never,", 1)
    write(folder, PROMPT_FILE, spoilt)
    write(folder, "lexicon/words.yaml", LEXICON.replace("porter", "OR"))
    result = run_check(folder)
    assert {(one.file, one.line) for one in result.warnings} >= {
        ("lexicon/words.yaml", 3),
        (PROMPT_FILE, line_of(spoilt, "[IT, paper]")),
        (PROMPT_FILE, line_of(spoilt, "[[US, never")),
    }
    told = next(one for one in result.warnings if '"IT"' in one.message)
    assert 'finds every "it"' in told.message
    assert "IT department" in told.fix
    assert not result.errors


def test_no_file_that_comes_with_rounds_holds_such_a_term() -> None:
    assert [one for one in run_check(default_folder()).warnings if "capital" in one.message] == []
