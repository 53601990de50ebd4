"""Grading from text alone."""

from __future__ import annotations

import pytest

from bot.grading.concepts import alike, concept, concepts, synonyms
from bot.grading.text import read
from bot.grading.textual import coverage, lexis, likeness
from bot.grading.words import stem

QUESTION = "What helps against a headache?"
KNOWN = lexis([[QUESTION, "Sleep, water, rest and a dark room help."], ["Trains run on rails."]])


def test_names_of_one_thing_are_one_concept() -> None:
    assert concept(stem("physicians")) == concept(stem("doctor"))
    assert concepts(read("high blood pressure"), split=False) == concepts(read("hypertension"))
    assert len(concepts(read("high blood pressure"))) == 4


def test_no_name_stands_in_the_table_twice_by_mistake() -> None:
    assert len(synonyms().single) > 300
    assert len(synonyms().phrases) > 60


def test_typing_errors_and_endings_are_alike() -> None:
    assert alike("decongest", "decongestant") > 0
    assert alike("diarhea", "diarrhea") > 0
    assert alike("cold", "gold") == 0
    assert alike("=1", "=10") == 0


def test_what_is_said_is_covered_and_what_is_not_is_missing() -> None:
    said = coverage(KNOWN, QUESTION, "Rest in a dark room.", "I lie down, resting in a dark room.")
    unsaid = coverage(KNOWN, QUESTION, "Drink water.", "I lie down, resting in a dark room.")
    assert said.sentence > 0.9
    assert said.missing < unsaid.missing
    assert unsaid.fresh < 0.5


def test_words_of_the_question_count_little() -> None:
    found = coverage(KNOWN, QUESTION, "A headache needs water.", "A headache is a headache.")
    assert found.sentence < 0.4
    assert found.fresh == 0


def test_what_is_denied_counts_half() -> None:
    plain = coverage(KNOWN, QUESTION, "Drink water.", "I would drink water.")
    denied = coverage(KNOWN, QUESTION, "Drink water.", "I would not drink water.")
    asked = coverage(KNOWN, QUESTION, "Do not drink water.", "I would not drink water.")
    assert denied.sentence < plain.sentence
    assert asked.sentence > denied.sentence


@pytest.mark.parametrize("reply", ["", "!!!", "a", "\x00", "word " * 2000])
def test_any_text_gets_a_value(reply: str) -> None:
    assert 0 <= likeness(KNOWN, QUESTION, "Rest. Water.", reply) <= 1
    assert 0 <= coverage(KNOWN, QUESTION, "Rest. Water.", reply).sentence <= 1
    assert 0 <= likeness(KNOWN, QUESTION, "?", reply) <= 1


def test_more_of_the_reference_is_more_alike() -> None:
    reference = "Sleep eight hours. Drink water. Avoid bright screens."
    replies = ["Trains run.", "Drink water.", "Drink water and sleep for eight hours.", reference]
    found = [likeness(KNOWN, QUESTION, reference, reply) for reply in replies]
    assert found == sorted(found)
    assert found[0] < 0.3
    assert found[-1] > 0.9
