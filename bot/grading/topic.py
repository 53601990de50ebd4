"""Topic: whether a reply speaks about the subject of its question or about another one."""

from __future__ import annotations

from bot.domain.prompt import Prompt
from bot.grading.background import commonness, passages, subject
from bot.grading.text import Text, read

ON_TOPIC = 0.40
"""Nearness plus its bonus below which a reply speaks about something else.

Good labelled replies handed in for other questions lie below, or earn next to nothing, in 95 of
100 cases; those to their own question in about one of 50. Measured with a bank of 60 prompts.
"""

FAR_OFF = 0.20
"""Nearness below which a reply that earns nothing is told that it speaks about something else.

Above it such a reply is weak and no more is known; honest weak ones lie between .2 and .3.
"""

SURELY_ON_TOPIC = 0.34
"""Nearness above which a sentence that nearly meets a criterion is taken to mean it."""

SAYS_NOTHING = 0.18
"""Nearness below which a reply without any evidence is no answer; weak honest ones lie above."""

SHARE_BONUS = 0.3
"""How much of the points' share counts as nearness: evidence is about the subject too."""

FULL_VOCABULARY = 320
"""Subject words of a complete rubric; one with fewer cannot be held against a reply so strictly."""


def vocabulary(prompt: Prompt) -> frozenset[str]:
    """The stems of all that an author wrote about a prompt."""
    return subject(read(passage) for passage in passages(prompt))


def nearness(text: Text, words: frozenset[str]) -> float:
    """The share, 0 to 1, of a reply's telling words that the prompt's vocabulary holds."""
    weight = commonness().weight
    own = sorted(subject([text]))
    known = sum(weight(stem) for stem in own)
    return sum(weight(stem) for stem in own if stem in words) / known if known else 0.0


def on_topic(near: float, points_share: float, words: frozenset[str]) -> bool:
    """Whether a reply of this nearness and share of the points is about the prompt's subject."""
    strictness = min(1.0, len(words) / FULL_VOCABULARY)
    if points_share == 0:
        return near >= FAR_OFF * strictness
    return near + SHARE_BONUS * points_share >= ON_TOPIC * strictness


def says_nothing(near: float, points_share: float) -> bool:
    """Whether a reply earns nothing and shares hardly a word with the subject: no answer at all."""
    return points_share == 0 and near < SAYS_NOTHING
