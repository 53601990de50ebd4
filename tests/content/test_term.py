"""Terms as authors write them."""

from __future__ import annotations

import pytest

from bot.content.fields import FieldError
from bot.content.term import MAX_TERM, names_in, term


@pytest.mark.parametrize(
    "written",
    [
        "readmission", "reimburs*", "alert fatigue", '"fall back"', "#", "#%", "#$", "#t",
        "@clinician", "@ai-hold", "@desk_people", "# in a hundred", "from # to #", "within #t",
        "@alert per @nurse", "A/B", "don't", "I'd", "24/7", "510(k)", "R&D", "30-day", "> #",
        '"go no go" committee', "C-suite",
    ],
)  # fmt: skip
def test_terms_stay_as_they_are_written(written: str) -> None:
    assert term(written) == written


def test_white_space_is_made_even() -> None:
    assert term("  alert \n  fatigue ") == "alert fatigue"


@pytest.mark.parametrize(
    "written",
    [
        "", "  ", "*", "re*imburse", "*burse", "a b* *c", "#percent", "##", "#1", "@", "@a b @",
        "@clinician's", '"open', 'a " b', '""', '" "', "-", "...", "x" * (MAX_TERM + 1),
    ],
)  # fmt: skip
def test_terms_that_could_match_nothing_are_refused(written: str) -> None:
    with pytest.raises(FieldError) as caught:
        term(written)
    assert caught.value.fix


def test_lists_are_no_terms() -> None:
    with pytest.raises(FieldError):
        term(["x"])


def test_names_are_found_where_they_count() -> None:
    assert names_in("@alert per @nurse-lead") == ["alert", "nurse-lead"]
    assert names_in('mail a@b "@exact words" plain') == []
