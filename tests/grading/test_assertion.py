"""What is only asked, wondered about or put off is no evidence; honest questions and plans are."""

from __future__ import annotations

import pytest

from bot.grading.assertion import is_question, tentative, unasserted
from bot.grading.negation import Denial, denials
from bot.grading.offline import judge
from bot.grading.text import read
from bot.grading.wholesale import turned_round
from tests.grading.rubrics import OUTAGE, OUTAGE_GOOD


def open_words(reply: str) -> set[str]:
    text = read(reply)
    marks = zip(text.words, denials(text), strict=True)
    return {word for word, mark in marks if mark & Denial.OPEN}


@pytest.mark.parametrize(
    "reply",
    [
        "Is it perhaps so that the nurse drills on paper?",
        "Does the nurse drill on paper? Hard to say.",
        "I wonder whether the nurse drills on paper.",
        "It is unclear if the nurse would drill on paper.",
        "In a perfect world the nurse drills on paper.",
        "Some day the nurse drills on paper.",
        "The nurse drills on paper, but we have no time for it.",
        "The nurse drills on paper; for now we leave it out.",
    ],
)
def test_what_is_not_claimed_is_open(reply: str) -> None:
    assert {"nurse", "paper"} <= open_words(reply)


@pytest.mark.parametrize(
    "reply",
    [
        "How many of those alarms are true? I would count them by hand.",
        "Does the nurse drill on paper? Every month.",
        "What if the screen is dark? The nurse takes the sheet.",
        "If fewer than half use it by June we drop it.",
        "The nurse drills on paper, and in phase two on the tablet.",
        "Within one day the nurse has the sheet, not some weeks later.",
        "I do not know the answer yet, so I would pull last year's numbers.",
    ],
)
def test_questions_that_make_a_point_and_plans_are_claims(reply: str) -> None:
    assert not open_words(reply)


def test_who_wonders_and_then_decides_has_decided() -> None:
    found = open_words("Not sure whether it helps children, so we pilot it at two clinics.")
    assert "children" in found
    assert not {"pilot", "clinics"} & found


def test_a_reply_that_only_asks_is_turned_round_and_one_that_asks_among_others_is_not() -> None:
    asked = "Do we drill? Does the nurse decide? Is there a paper sheet?"
    assert turned_round(read(asked))
    assert not turned_round(read("Do we drill? Yes, each month. The nurse decides. Paper helps."))
    assert all(tentative(read(asked)))


@pytest.mark.parametrize("frame", ["Should it be that {}?", "I wonder whether {}.", "Some day {}."])
def test_a_whole_reply_in_such_a_frame_earns_next_to_nothing(frame: str) -> None:
    said = OUTAGE_GOOD.rstrip(".").split(". ")
    framed = " ".join(frame.format(one[0].lower() + one[1:]) for one in said)
    assert judge(OUTAGE, framed).score <= 0.1 * judge(OUTAGE, OUTAGE_GOOD).score


def test_an_empty_text_has_no_stretches() -> None:
    assert unasserted(read("")) == []


@pytest.mark.parametrize(
    ("sentence", "asks"),
    [
        ("Is it safe?", True),
        ('"Is it safe?"', True),
        ('Who clicks on "dismiss"?', True),
        ("Who reads the doctors' notes?", True),
        ('I would add a pop-up, asking "why did you skip that one?"', False),
        ("I would add a pop-up, asking ‘why did you skip that one?’", False),
        ("I would add a pop-up.", False),
    ],
)
def test_only_a_sentence_of_its_own_is_a_question(sentence: str, asks: bool) -> None:
    text = read(sentence)
    assert is_question(text, text.sentences[-1]) is asks
