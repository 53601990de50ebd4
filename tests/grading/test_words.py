from __future__ import annotations

import pytest

from bot.grading.words import stem


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("monitoring", "monitored"),
        ("readmission", "readmissions"),
        ("prioritise", "prioritized"),
        ("behaviour", "behaviors"),
        ("paediatric", "pediatric"),
        ("kept", "keeping"),
        ("analyse", "analysis"),
        ("labelled", "labeling"),
        ("programme", "programs"),
        ("clinical", "clinically"),
        ("authorise", "authorization"),
        ("accountable", "accountability"),
        ("responsible", "responsibilities"),
    ],
)
def test_forms_of_one_word_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("better", "good"),
        ("patient", "patience"),
        ("our", "or"),
        ("clinical", "clinics"),
        ("several", "severe"),
        ("positive", "positions"),
        ("important", "import"),
        ("responsible", "response"),
        ("accountability", "accounts"),
        ("medication", "medical"),
    ],
)
def test_other_words_do_not(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_a_giant_word_is_left_alone() -> None:
    assert stem("a" * 100_000) == "a" * 100_000


@pytest.mark.parametrize(
    ("one", "other"),
    [("careful", "care"), ("acceptable", "accept"), ("careless", "care"), ("useful", "use")],
)
def test_endings_that_make_another_sense_are_kept(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("careful", "carefully"), ("reliable", "reliably"), ("variable", "variables")],
)
def test_and_their_own_forms_are_one(one: str, other: str) -> None:
    assert stem(one) == stem(other)
