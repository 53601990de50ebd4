"""Guards: what in a reply gives no evidence, and why."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.grade import Flag
from bot.grading.copying import Source, copied, echoed, repeated
from bot.grading.functionwords import FUNCTION_WORDS
from bot.grading.instructions import instructions
from bot.grading.mould import stamped
from bot.grading.prose import foreign, listed, shuffled
from bot.grading.text import Text

FLAGGED_SHARE = 0.5
"""The share of a reply that a guard must have marked before the whole reply is flagged."""

FEWEST_WORDS_LEFT = 12
"""A reply with fewer unmarked words than this, and marked ones, is no answer."""


@dataclass(frozen=True, slots=True)
class Guarded:
    """What the guards found: flags, the words without evidence, and whether nothing is left.

    `silent` are the words that cannot even be a mistake: the question's own, shaken ones and those
    to the grader. All other barred words earn nothing, yet still count as mistakes.
    """

    flags: tuple[Flag, ...]
    barred: frozenset[int]
    worthless: bool
    silent: frozenset[int] = frozenset()


def guard(text: Text, origin: Source) -> Guarded:
    """Look for copying, lists, repetition and instructions to the grader."""
    count = len(text.words)
    if not any(word not in FUNCTION_WORDS for word in text.words):
        return Guarded((Flag.EMPTY,), frozenset(range(count)), worthless=True)
    asked = echoed(text, origin)
    marked = {
        Flag.PARROT: asked | copied(text, origin),
        Flag.KEYWORD_LIST: listed(text) | stamped(text),
        Flag.SHUFFLED: shuffled(text),
        Flag.INSTRUCTION: instructions(text),
        Flag.REPEATED: repeated(text),
    }
    flags = [
        flag
        for flag, words in marked.items()
        if words and (flag is Flag.INSTRUCTION or len(words) >= FLAGGED_SHARE * count)
    ]
    if foreign(text):
        flags.append(Flag.LANGUAGE)
    barred = frozenset().union(*marked.values())
    left = count - len(barred)
    worthless = bool(barred) and left < FEWEST_WORDS_LEFT and left < count / 2
    silent = asked | marked[Flag.SHUFFLED] | marked[Flag.INSTRUCTION]
    return Guarded(tuple(flags), barred, worthless, silent)
