"""Clarifying questions: whether a candidate asks for a fact, and which fact answers.

Both are told by fixed rules, the same every time. An answer must never be taken for a question:
whatever claims, decides or runs on is an answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.domain.loop import Fact

MOST_WORDS = 40
"""A message of more words is an answer, whatever it ends with."""

_LEAD_IN = 8
"""A sentence of at most so many words may stand before a question without claiming anything."""

_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")

_CLAIMS = re.compile(
    r"\b(?:i|we)(?:['’](?:d|ll|m|ve|re)|\s+(?:would|will|am|have|had|think|believe|need|want|should|"
    r"must|decide\w*|start\w*|pause|stop|ask\w*|choose|chose|did|was|were|say|said|propose|measure|"
    r"suggest|recommend))\b|\b(?:let['’]s|let us|because|therefore|so that|my (?:answer|decision|"
    r"view|plan))\b",
    re.IGNORECASE,
)
"""Wordings by which somebody answers rather than asks."""

_POLITE = re.compile(
    r"^(?:(?:may|can|could) (?:i|we) (?:ask|check|know|clarify)\b.{0,40}|before (?:i|we) answer\b"
    r".{0,40}|(?:a |one |two )?(?:quick |clarifying )*questions?( first| on that| for you)?)[:,;]?",
    re.IGNORECASE,
)

_COURTESY = re.compile(
    r"^(?:thanks|thank you|ok(?:ay)?|sure|understood|right|great|good|got it|sorry|hello|hi|i see|"
    r"interesting|fine|all ?right|well|one (?:thing|moment)|a question|quick question)\b",
    re.IGNORECASE,
)
"""How a sentence begins that may stand before a question and claims nothing."""

_INVERTED = re.compile(
    r"\b(?:do|did|have|had|are|were|can|could|may|shall|will|would|should)\s+(?:i|we)\s+\w+",
    re.IGNORECASE,
)
"""The verb before its subject: that asks, where the other way round it claims."""

_ASKS = re.compile(
    r"^(?:and |but |so |ok(?:ay)?,? |well,? |sorry,? |thanks,? )*(?:what|which|who|whom|whose|how|"
    r"when|where|why|is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|any|"
    r"anything|you mean)\b",
    re.IGNORECASE,
)


def asks_for_fact(text: str) -> bool:
    """Whether the words only ask: short, a question at the end, and nothing claimed."""
    words = _WORD.findall(text)
    if not words or len(words) > MOST_WORDS or not text.rstrip().endswith("?"):
        return False
    sentences = [one.strip() for one in _SENTENCE.findall(text) if _WORD.search(one)]
    asked = False
    for sentence in sentences:
        bare = _POLITE.sub("", sentence).strip(" ,:;-–")
        asks = sentence.endswith("?")
        if _CLAIMS.search(_INVERTED.sub(" ", bare) if asks else bare):
            return False
        if asks:
            asked = asked or bool(_ASKS.search(bare)) or bare != sentence.strip(" ,:;-–")
        elif bare and not _is_courtesy(bare):
            return False
    return asked


def _is_courtesy(sentence: str) -> bool:
    return bool(_COURTESY.search(sentence)) and len(_WORD.findall(sentence)) <= _LEAD_IN


def fact_for(facts: Sequence[Fact], text: str) -> Fact | None:
    """The fact whose groups the question touches all; of several the one with most groups."""
    words = [word.casefold().replace("’", "'") for word in _WORD.findall(text)]
    found = [fact for fact in facts if all(_touched(group, words) for group in fact.about)]
    return max(found, key=lambda fact: len(fact.about), default=None)


def says_any(terms: Sequence[str], text: str) -> bool:
    """Whether one of the terms occurs in the text."""
    return _touched(terms, [word.casefold().replace("’", "'") for word in _WORD.findall(text)])


def _touched(group: Sequence[str], words: Sequence[str]) -> bool:
    return any(_occurs(_WORD.findall(_starred(term)), words) for term in group)


def _starred(term: str) -> str:
    """The term as words, its `*` kept as a letter that no word has."""
    return term.casefold().replace("’", "'").replace('"', " ").replace("*", "ˣ")


def _occurs(term: Sequence[str], words: Sequence[str]) -> bool:
    if not term:
        return False
    span = len(term)
    return any(
        all(_same(one, word) for one, word in zip(term, words[at : at + span], strict=True))
        for at in range(len(words) - span + 1)
    )


def _same(term: str, word: str) -> bool:
    if term.endswith("ˣ"):
        return word.startswith(term[:-1])
    return word == term or word in {f"{term}s", f"{term}'s"} or f"{word}s" == term
