"""Decisions in a simulation: told from what somebody says, never guessed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.clarifying import says_any
from bot.domain.loop import Deciding, Stage
from bot.domain.mock import Turn, TurnKind

_SENTENCE = re.compile(r"[^.!?\n]+")

_DECIDES = re.compile(
    r"\b(?:i|we)(?:['’](?:d|ll)|\s+(?:would|will|am going to|are going to|decide\w*|choose|have to|"
    r"must|need to|should))\b|\b(?:decision|call|recommend\w*|let['’]s|let us|my vote|go with)\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:not|never|no|don['’]t|won['’]t|wouldn['’]t|shouldn['’]t|cannot|can['’]t|whether|before|"
    r"unless|if|either|might|may|could|without|rather than|instead of)\b",
    re.IGNORECASE,
)
"""Words beside which a decision is refused, weighed or put off."""

_ACTS = re.compile(
    r"\W*(?:(?:so|then|ok|okay|now|right now)\W+)?(?:i|we)\s+((?:\w+\s*){1,2})", re.IGNORECASE
)

_BARE = 4
"""A message of at most so many words may be nothing but the decision."""


def decision_in(deciding: Deciding, text: str) -> str | None:
    """The one decision that the words announce; None when they announce none, or several."""
    bare = len(text.split()) <= _BARE
    found: set[str] = set()
    for sentence in _SENTENCE.findall(text):
        for clause in re.split(r"[,;:]|\bbut\b|\band then\b", sentence):
            if _OPEN.search(clause):
                continue
            if not (bare or _DECIDES.search(sentence) or _does(deciding, clause)):
                continue
            found |= {one.id for one in deciding.decisions if says_any(one.says, clause)}
    return found.pop() if len(found) == 1 else None


def _does(deciding: Deciding, clause: str) -> bool:
    """`I stop the tool`: somebody does it as they say it."""
    match = _ACTS.match(clause)
    return match is not None and any(says_any(one.says, match[1]) for one in deciding.decisions)


@dataclass(frozen=True, slots=True)
class Course:
    """How a simulation was decided.

    `first` is the first decision and `last` the one that stood at the end; empty for none.
    `minutes` are those until the first. `turned` counts changes after facts that called for one,
    `wavered` other changes, `stuck` facts after which a wrong decision was kept.
    """

    first: str = ""
    last: str = ""
    minutes: int = 0
    late: bool = False
    turned: int = 0
    wavered: int = 0
    stuck: int = 0

    def cost(self, deciding: Deciding) -> int:
        """Points of 100 that hesitation took, twice as many for no decision at all."""
        if not self.first:
            return 2 * deciding.hesitation
        return deciding.hesitation if self.late else 0

    def earned(self, deciding: Deciding) -> int:
        """Points of 100 for changing one's mind when the facts asked for it."""
        return deciding.reward * min(self.turned, 2)


def standing(stage: Stage, turns: Sequence[Turn]) -> str:
    """The decision that stands; empty before one is taken, or where none is asked for."""
    course = course_of(stage, turns)
    return course.last if course is not None else ""


def course_of(stage: Stage, turns: Sequence[Turn]) -> Course | None:
    """How the decision went; None where the stage asks for none."""
    deciding = stage.deciding
    if deciding is None:
        return None
    standing, first, spent = "", "", 0
    turned = wavered = stuck = 0
    news: tuple[str, ...] | None = None
    for turn in turns:
        if turn.kind is TurnKind.CURVEBALL:
            ball = stage.curveball(turn.about)
            stuck += _still_wrong(news, standing)
            news = (ball.right or _others(deciding, standing)) if ball and ball.reversal else None
        if turn.kind is not TurnKind.DECISION or turn.about == standing:
            continue
        if not standing:
            first, spent = turn.about, turn.spent
        elif news is not None and turn.about in news:
            turned += 1
        else:
            wavered += 1
        standing = turn.about
        news = None if news is not None and standing in news else news
    stuck += _still_wrong(news, standing)
    late = bool(first) and spent > deciding.by * 60
    return Course(first, standing, spent // 60, late, turned, wavered, stuck)


def _others(deciding: Deciding, standing: str) -> tuple[str, ...]:
    return tuple(one.id for one in deciding.decisions if one.id != standing)


def _still_wrong(news: tuple[str, ...] | None, standing: str) -> int:
    """1 when facts called for another decision than the one that stands."""
    return int(news is not None and bool(standing) and standing not in news)
