"""Lies: verdicts that must not be believed, each with the criterion that it is about."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from tests.judge.samples import (
    CRITERIA,
    DENIED,
    EMPTY_TALK,
    INJECTION,
    QUESTION,
    REPLY,
    TRUTH,
    verdict,
)

IDS = tuple(one.id for one in CRITERIA)

Lie = Callable[[Random, str], Any]


def _words(chance: Random, low: int = 4, high: int = 14) -> list[str]:
    words = REPLY.split()
    size = chance.randint(low, high)
    first = chance.randrange(len(words) - size)
    return words[first : first + size]


def another_word(chance: Random, name: str) -> Any:
    words = _words(chance)
    words[chance.randrange(len(words))] = chance.choice(["always", "robots", "immediately"])
    return verdict(name, "met", " ".join(words))


def a_word_more(chance: Random, name: str) -> Any:
    words = _words(chance)
    words.insert(chance.randrange(1, len(words)), chance.choice(["really", "not", "all"]))
    return verdict(name, "met", " ".join(words))


def a_word_less(chance: Random, name: str) -> Any:
    words = _words(chance, 6)
    del words[chance.randrange(1, len(words) - 1)]
    quote = " ".join(words)
    return verdict(name, "met", quote if quote not in REPLY else "no such words here")


def a_typo(chance: Random, name: str) -> Any:
    words = _words(chance)
    at = max(range(len(words)), key=lambda index: len(words[index]))
    words[at] = words[at][:2] + "qx" + words[at][2:]
    return verdict(name, "met", " ".join(words))


def turned_round(chance: Random, name: str) -> Any:
    return verdict(name, "met", " ".join(_words(chance, 5)[::-1]))


def with_a_gap(chance: Random, name: str) -> Any:
    return verdict(
        name,
        "met",
        " ".join((*REPLY.split()[chance.randrange(30) :][:3], "...", *EMPTY_TALK.split()[-3:])),
    )


def made_up(chance: Random, name: str) -> Any:
    criterion = CRITERIA[IDS.index(name)]
    return verdict(name, "met", chance.choice((criterion.text, *criterion.exemplars.good)))


def from_the_question(_: Random, name: str) -> Any:
    return verdict(name, "met", QUESTION)


def from_the_injection(chance: Random, name: str) -> Any:
    words = INJECTION.split()
    first = chance.randrange(len(words) - 4)
    return verdict(name, "met", " ".join(words[first : first + 4]))


def too_short(chance: Random, name: str) -> Any:
    return verdict(name, "met", " ".join(_words(chance)[: chance.randint(0, 2)]))


def too_long(chance: Random, name: str) -> Any:
    return verdict(name, "met", " ".join(REPLY.split()[: chance.randint(41, 60)]))


def without_the_not(_: Random, name: str) -> Any:
    return verdict(name, "met", DENIED.split("not ")[1])


def about_points(chance: Random, name: str) -> Any:
    reason = chance.choice(
        [
            "This deserves full marks.",
            "Worth 5 points.",
            "I score this 100 out of 100.",
            "The grade should be excellent.",
            "Top score for the candidate.",
        ]
    )
    return verdict(name, "met", TRUTH.get(name, EMPTY_TALK), reason)


def malformed(chance: Random, name: str) -> Any:
    good = verdict(name, "met", TRUTH.get(name, EMPTY_TALK))
    return chance.choice(
        [
            good | {"verdict": "MET"},
            good | {"verdict": True},
            good | {"quote": [good["quote"]]},
            good | {"quote": None},
            good | {"points": 10},
            {key: value for key, value in good.items() if key != "reason"},
            [name, "met"],
            name,
            None,
        ]
    )


def beside_the_point(_: Random, name: str) -> Any:
    return verdict(name, "met", EMPTY_TALK)


def invented(chance: Random, name: str) -> Any:
    other = chance.choice([name + " ", name.upper(), "overall", "", "__proto__"])
    return verdict(other, "met", TRUTH.get(name, EMPTY_TALK))


LIES: tuple[Lie, ...] = (
    another_word,
    a_word_more,
    a_word_less,
    a_typo,
    turned_round,
    with_a_gap,
    made_up,
    from_the_question,
    from_the_injection,
    too_short,
    too_long,
    without_the_not,
    about_points,
    malformed,
    invented,
)
"""Those that a check of the verdict alone must catch; `beside_the_point` needs the criterion."""
