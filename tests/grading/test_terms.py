from __future__ import annotations

import pytest

from bot.domain.rubric import Rubric
from bot.grading.matcher import compile_rubric
from bot.grading.occurrences import Occurrences
from bot.grading.text import read
from tests.grading.rubrics import criterion

LEXICON: dict[str, tuple[str, ...]] = {
    "clinician": ("nurse", "doctor on call"),
    "team": ("@clinician", "pharmacist"),
}


def found(term: str, reply: str) -> list[str]:
    rubric = Rubric("p", "v", (criterion("c", ((term,),)),), LEXICON)
    compiled = compile_rubric(rubric)
    text = read(reply)
    occurrences = Occurrences(compiled, text)
    return [
        text.quote(span) for span in occurrences.of_any(compiled.criteria[0].signals[0].groups[0])
    ]


@pytest.mark.parametrize(
    ("term", "reply", "expected"),
    [
        ("readmission", "Fewer Readmissions", ["Readmissions"]),
        ("reimburs*", "who reimburses it", ["reimburses"]),
        ("reimburs*", "a burst", []),
        ("alert fatigue", "alerts cause fatigue", ["alerts cause fatigue"]),
        ("alert fatigue", "alerts that always cause fatigue", []),
        ("alert fatigue", "fatigue of alerts", []),
        ("alert fatigue", "An alert. Fatigue", []),
        ('"fall back"', "we fall back", ["fall back"]),
        ('"fall back"', "we fall right back", []),
        ('"fall back"', "it falls back", []),
        ("#", "about 12 of 1,200 or half", ["12", "1,200", "half"]),
        ("#", "no one knows", []),
        (
            "#%",
            "12% or 5 percent or 3 in 100 or a third",
            ["12%", "5 percent", "3 in 100", "third"],
        ),
        ("#%", "12 patients", []),
        ("#$", "$5k and 300 dollars, 40 beds", ["$5k", "300 dollars"]),
        (
            "#t",
            "3 days, 90 minutes, 500ms, two long weeks, month 9",
            ["3 days", "90 minutes", "500ms", "two long weeks", "month 9"],
        ),
        ("#t", "9 beds", []),
        ("from # to #", "from about 22% to below 18%", ["from about 22% to below 18%"]),
        ("@clinician", "the doctor who is never on call, a nurse", ["nurse"]),
        ("@clinician", "the doctor on call", ["doctor on call"]),
        ("@team", "our pharmacist and the nurse", ["pharmacist", "nurse"]),
        ("ask @clinician", "ask the nurse", ["ask the nurse"]),
        ("@nobody", "nobody", []),
        ("follow-up", "a follow up call", ["follow up"]),
        ("do not launch", "We don't launch", ["don't launch"]),
        ("threshold", "a treshold", ["treshold"]),
        ("checklist", "the chekclist", ["chekclist"]),
        ("consent", "the content", []),
        ("formality", "formative", []),
        ("", "anything", []),
        ("*", "anything", []),
    ],
)
def test_terms_find(term: str, reply: str, expected: list[str]) -> None:
    assert found(term, reply) == expected


def test_a_lexicon_that_names_itself_ends() -> None:
    rubric = Rubric("p", "v", (criterion("c", (("@a",),)),), {"a": ("@b", "x"), "b": ("@a",)})
    assert compile_rubric(rubric).patterns


@pytest.mark.parametrize(
    ("term", "reply", "found"),
    [
        ("is enough", "Accuracy is not enough.", False),
        ("is enough", "Accuracy is quite enough.", True),
        ("is not enough", "Accuracy is surely not enough.", True),
        ("two nurses", "At most two alerts per nurse.", False),
        ("two nurses", "We need two more nurses.", True),
        ("stop nurse", "We stop, the nurse goes on.", False),
        ("stop nurse", "We stop the nurse.", True),
    ],
)
def test_gaps_hold_no_negator_and_cross_no_clause(term: str, reply: str, found: bool) -> None:
    rubric = Rubric("p", "v", (criterion("only", ((term,),)),), {})
    text = read(reply)
    compiled = compile_rubric(rubric)
    places = Occurrences(compiled, text).of_any(compiled.criteria[0].signals[0].groups[0])
    assert bool(places) is found
