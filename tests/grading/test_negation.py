from __future__ import annotations

import pytest

from bot.grading.negation import Denial, denials
from bot.grading.text import read
from bot.grading.wholesale import turned_round


def said(reply: str, word: str) -> Denial:
    text = read(reply)
    return denials(text)[text.words.index(word)]


@pytest.mark.parametrize(
    "reply",
    [
        "We do not need a fallback",
        "We have no fallback",
        "It runs without any fallback",
        "We never wrote a fallback",
        "Nobody needs a fallback",
        "dont make fallback",
    ],
)
def test_negators_deny_what_follows_closely(reply: str) -> None:
    assert said(reply, "fallback") & Denial.NEGATED


@pytest.mark.parametrize(
    "reply",
    [
        "Never launch without a fallback",
        "We do not launch until the fallback works",
        "Not only a fallback, also a drill",
        "No launch before the fallback works",
        "I would not trust the vendor, so a fallback is a must",
        "Nothing goes live unless the fallback works",
        "A fallback costs no more than a day",
    ],
)
def test_what_is_asked_for_is_not_denied(reply: str) -> None:
    assert not said(reply, "fallback") & (Denial.NEGATED | Denial.DISMISSED)


@pytest.mark.parametrize(
    "reply",
    [
        "Skip the fallback for now",
        "A fallback is overkill here",
        "The fallback can wait",
        "A fallback is nice to have",
        "There is no need for a fallback",
        "Instead of a fallback we buy servers",
        "The fallback is someone else's job",
        "Don't bother with the fallback",
    ],
)
def test_dismissals_take_away(reply: str) -> None:
    assert said(reply, "fallback") & (Denial.DISMISSED | Denial.NEGATED)


@pytest.mark.parametrize(
    "reply", ["A fallback is not overkill", "The fallback is not a waste of time"]
)
def test_a_denied_dismissal_is_none(reply: str) -> None:
    assert not said(reply, "fallback") & Denial.DISMISSED


def test_others_opinions_refusals_and_warnings_are_marked() -> None:
    assert said("Some would argue we should launch now", "launch") & Denial.ATTRIBUTED
    assert said("I would refuse to launch", "launch") & Denial.REFUSED
    assert said("It would be a mistake to launch", "launch") & Denial.WARNED
    assert said("We launch on Monday", "launch") is Denial.NONE


def test_questions_and_what_others_want_are_reported() -> None:
    assert said("Should we launch now?", "launch") & Denial.REPORTED
    assert said("My boss wanted us to launch now", "launch") & Denial.REPORTED
    assert said("They asked us to wait, but I launch now", "launch") is Denial.NONE


def test_a_denial_ends_where_somebody_else_acts() -> None:
    assert not said("If it does not help we launch", "launch") & Denial.NEGATED


def test_a_reply_with_most_of_its_verbs_denied_is_turned_round() -> None:
    assert turned_round(
        read("It is not drilled. We do not print forms. It will not stop. She can not decide. I am")
    )
    assert not turned_round(
        read("It is drilled. We do not guess. It will stop. She can decide. It is not a toy.")
    )


def test_what_is_quoted_and_turned_down_is_nobodys_answer() -> None:
    assert said("We need a drill. I disagree with that.", "drill") & Denial.ATTRIBUTED
    assert said("It is not true that we rehearse the long paper drill", "drill") & Denial.DISMISSED
    assert said("A colleague once proposed a drill", "drill") & Denial.ATTRIBUTED
    assert not said("We count how many people drill", "drill") & Denial.ATTRIBUTED
    frames = 'Some people say "we drill". I disagree. Some people say "we print". I disagree.'
    assert turned_round(read(frames))


def test_comparing_against_something_refuses_nothing() -> None:
    assert not said("Compare it against the baseline", "baseline") & Denial.REFUSED
    assert said("I decided against the launch", "launch") & Denial.REFUSED
    assert said("We were against a launch", "launch") & Denial.REFUSED


@pytest.mark.parametrize(
    "reply",
    [
        "I would rather lose two points than keep the fallback",
        "We prefer a paper sheet to a fallback",
        "Nobody argued that we need a fallback",
        "It means that somebody acted, not that they own a fallback",
        "I would not follow the plan in which we build the fallback",
    ],
)
def test_what_is_outweighed_or_disbelieved_is_taken_away(reply: str) -> None:
    assert said(reply, "fallback") & Denial.DISMISSED


@pytest.mark.parametrize(
    "reply",
    [
        "I would rather keep the fallback than lose two points",
        "That it is allowed does not show that it is fair, so the fallback stays",
        "We do not do that until the fallback works",
    ],
)
def test_what_is_preferred_or_said_next_is_not(reply: str) -> None:
    assert not said(reply, "fallback") & (Denial.NEGATED | Denial.DISMISSED)


@pytest.mark.parametrize(
    "taken", ["We will do none of that.", "I would not do this.", "None of it."]
)
def test_a_short_rejection_takes_back_what_stood_before(taken: str) -> None:
    found = said(f"The fallback lies at every desk. {taken}", "fallback")
    assert bool(found & Denial.ATTRIBUTED) is (taken != "None of it.")


def test_what_somebody_else_wanted_is_reported() -> None:
    assert said("The data scientist wanted the fallback gone", "fallback") & Denial.REPORTED
    assert not said("I really wanted the fallback", "fallback") & Denial.REPORTED
