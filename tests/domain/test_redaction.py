"""What names a patient or opens a lock is taken out; ordinary answers stay as they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.redaction import redact


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("write to jane.doe@clinic.example please", "e-mail address"),
        ("call 555-867-5309 at night", "phone number"),
        ("her MRN: 00482913 showed it", "record number"),
        ("John Smith, DOB 03/14/1961, was missed", "patient name"),
        ("born on 1961-03-14 in the ward", "date of birth"),
        ("his number 219-09-9999 leaked", "social security number"),
        ("we put ghp_" + "a1" * 18 + " in the repo", "access key"),
    ],
)
def test_identifiers_are_found_and_removed(text: str, kind: str) -> None:
    clean, kinds = redact(text)
    assert kind in kinds
    assert f"[{kind} removed]" in clean


@pytest.mark.parametrize(
    "text",
    [
        "30-day readmissions fell from 18% to 15% over 2025-01 to 2025-06.",
        "At 1.8 minutes x 120 beds we lose 216 minutes, 0.45 of a shift.",
        "21 CFR 820, ISO 14971 and IEC 62304 apply; $2.3M a year, 1,200 referrals.",
        "Dr. Patel asked for the confusion matrix by age 65-74 and 75-84.",
    ],
)
def test_ordinary_answers_stay_as_they_are(text: str) -> None:
    assert redact(text) == (text, ())


@given(st.text(max_size=300))
def test_any_text_can_be_searched(text: str) -> None:
    clean, kinds = redact(text)
    assert kinds or clean == text
