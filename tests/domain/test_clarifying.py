"""A question for a fact is told from an answer, and an answer is never taken for a question."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.clarifying import MOST_WORDS, asks_for_fact, fact_for, says_any
from bot.domain.loop import Fact

QUESTIONS = [
    "How many patients do you see?",
    "What is the budget?",
    "Who is on the team?",
    "Can I ask a question first? How long has the tool been live?",
    "Quick question: which sites are missing in the data?",
    "Before I answer: is the model locked?",
    "Thanks. And what does the contract say?",
    "Do we have numbers for the night shift?",
    "Could you tell me who signs this off?",
]

ANSWERS = [
    "What would I do? I would pause.",
    "Would it harm anyone? We would stop at once.",
    "I would ask the nurses: what slows you down?",
    "Pause. Why risk it?",
    "We have three options, and which one is safest?",
    "The question is who owns the alarm, isn't it? I think it is nobody.",
    "My answer is no, okay?",
    "Because two of five sites are missing, how could anybody trust the rate?",
    "Let's pause, shall we?",
    "So my decision is to modify it, fine?",
    "I don't know.",
    "The tool missed forty percent of the night admissions at two of the five sites. Is that fine?",
    "Could I get a base of 190 and the relocation paid? I would sign today.",
    "",
    "?",
]


@pytest.mark.parametrize("text", QUESTIONS)
def test_a_short_question_asks(text: str) -> None:
    assert asks_for_fact(text)


@pytest.mark.parametrize("text", ANSWERS)
def test_what_claims_or_decides_is_an_answer(text: str) -> None:
    assert not asks_for_fact(text)


@given(st.lists(st.sampled_from(["tool", "nurse", "night", "risk"]), min_size=MOST_WORDS + 1))
def test_a_long_message_is_an_answer_whatever_it_ends_with(words: list[str]) -> None:
    assert not asks_for_fact("How many " + " ".join(words) + "?")


@given(st.text(max_size=200))
def test_what_does_not_end_with_a_question_mark_never_asks(text: str) -> None:
    assert not asks_for_fact(text.rstrip() + ".")


FACTS = (
    Fact("volume", (("how many", "volume"), ("patient*", "visit*")), "90"),
    Fact("nights", (("how many",), ("patient*",), ("night*",)), "40"),
    Fact("team", (("team", "on call"),), "Two."),
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("How many patients come?", "volume"),
        ("How many patients come at night?", "nights"),
        ("What VOLUME of visits is it?", "volume"),
        ("Who is on call?", "team"),
        ("How big are the teams?", "team"),
        ("How many people?", None),
        ("Is there steam?", None),
        ("", None),
    ],
)
def test_the_fact_with_a_term_of_every_group_answers(text: str, found: str | None) -> None:
    fact = fact_for(FACTS, text)
    assert (fact.id if fact is not None else None) == found


@pytest.mark.parametrize(
    ("terms", "text", "there"),
    [
        (("go ahead",), "Yes, go ahead with it.", True),
        (("go ahead",), "Ahead we go.", False),
        (("pause",), "two pauses", True),
        (("pause",), "applause", False),
        (("pause*",), "we paused it", True),
        (("",), "anything", False),
    ],
)
def test_a_term_is_whole_words(terms: tuple[str, ...], text: str, *, there: bool) -> None:
    assert says_any(terms, text) is there
