"""Which prompt a member practises next: what is due, then what is weakest, then what is new."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from random import Random

from bot.domain.prompt import PromptHead
from bot.domain.recall import Phase, Recall
from bot.domain.review import CLEARED_SHARE
from bot.domain.rotation import choose

RECENTLY = timedelta(days=14)
"""A prompt seen within this time is no new question."""


class Reason(StrEnum):
    """Why a prompt was chosen."""

    DUE = "due"
    WEAK = "weak"
    NEW = "new"
    """Never seen."""
    LONGEST = "longest"
    """Every one has been seen, this one longest ago."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What to practise, and why. `recall` is the one that is due, or that of the weakest skill.

    `head` is None where the skill is due and no prompt of it is new: then a drill may take its
    place, and `second` is the prompt that is shown where there is no drill.
    """

    head: PromptHead | None
    reason: Reason
    recall: Recall | None = None
    second: PromptHead | None = None


@dataclass(frozen=True, slots=True)
class Past:
    """What a member has behind them: when each prompt was seen last, and the recalls that matter.

    `due` are those to come back by now, the longest due first, `skills` those about whole skills.
    `posted` is when their group had a prompt lately, whether they looked at it or not: it is no new
    question any more, and no practice of theirs either.
    """

    seen: Mapping[str, datetime]
    due: Sequence[Recall]
    skills: Sequence[Recall]
    posted: Mapping[str, datetime] = field(default_factory=dict)

    @property
    def known(self) -> dict[str, datetime]:
        """When each prompt was seen or posted last."""
        seen = {one: max(at, self.posted.get(one, at)) for one, at in self.seen.items()}
        return {**self.posted, **seen}


def choose_practice(
    heads: Sequence[PromptHead], past: Past, at: datetime, chance: Random
) -> Choice | None:
    """What to practise among `heads`; None when there is none.

    Where there are two prompts or more, never the one that the member saw last.
    """
    last = max(past.seen, key=lambda one: past.seen[one], default=None)
    others = [head for head in heads if head.id != last] or list(heads)
    if not others:
        return None
    known = past.known
    for recall in past.due:
        found = _of_skill(others, recall.skill, but=recall.prompt_id)
        if found:
            fresh = _fresh(found, known, at)
            if fresh:
                return Choice(_longest_unseen(fresh, known, chance), Reason.DUE, recall)
            second = _longest_unseen(found, known, chance)
            return Choice(None, Reason.DUE, recall, second=second)
    for recall in _weakest(past.skills):
        fresh = _fresh(_of_skill(others, recall.skill), known, at)
        if fresh:
            return Choice(_longest_unseen(fresh, known, chance), Reason.WEAK, recall)
    return _unseen(others, past, chance)


def _of_skill(heads: Sequence[PromptHead], skill: str, but: str = "") -> list[PromptHead]:
    """The prompts that exercise a skill, another than that at which it was missed."""
    return [head for head in heads if skill in head.skills and head.id != but]


def _fresh(
    heads: Sequence[PromptHead], seen: Mapping[str, datetime], at: datetime
) -> list[PromptHead]:
    return [head for head in heads if head.id not in seen or at - seen[head.id] > RECENTLY]


def _longest_unseen(
    heads: Sequence[PromptHead], seen: Mapping[str, datetime], chance: Random
) -> PromptHead:
    never = [head for head in heads if head.id not in seen]
    if never:
        return chance.choice(never)
    return min(heads, key=lambda head: (seen[head.id], head.id))


def _weakest(skills: Sequence[Recall]) -> list[Recall]:
    """The skills that went badly lately, the worst first."""
    weak = [
        recall
        for recall in skills
        if recall.phase is Phase.LEARNING and recall.strength < CLEARED_SHARE
    ]
    return sorted(weak, key=lambda recall: (recall.strength, recall.key))


def _unseen(heads: Sequence[PromptHead], past: Past, chance: Random) -> Choice | None:
    known = past.known
    never: Collection[PromptHead] = [head for head in heads if head.id not in known]
    if not never:
        return Choice(_longest_unseen(heads, known, chance), Reason.LONGEST)
    # What was only posted is no choice, and a newcomer begins gently however much was posted.
    among = [head for head in heads if head.id in past.seen or head.id not in known]
    head = choose(among, sorted(past.seen, key=lambda one: (past.seen[one], one)), chance)
    return None if head is None else Choice(head, Reason.NEW)
