"""A member's deck: the recalls that follow from their reviews, one after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.recall import Memory, Phase, Recall, Remember
from bot.domain.review import Rated, Rating, Review

CLEARS_TO_MASTER = 2
"""Unprompted clears in a row, on as many days, after which a recall is mastered."""

_SHORT_OF_MASTERY = CLEARS_TO_MASTER - 1

STAYS_AWAY = timedelta(days=60)
"""A mastered recall comes back once, this long after it was mastered, or later if so scheduled."""

DRILL_KEEPS_AWAY = timedelta(days=7)
"""However well it is remembered: after a drill it is asked again in own words by then."""

_NEWEST = 1 / 3
"""What the newest answer weighs in the strength of a skill."""


class Deck:
    """Recalls by key. The same reviews in the same order always make the same deck."""

    def __init__(self, remember: Remember, recalls: Iterable[Recall] = ()) -> None:
        self._remember = remember
        self.recalls = {recall.key: recall for recall in recalls}
        self.changed: set[str] = set()
        """The keys of recalls that reviews have changed or added."""

    def take(self, review: Review) -> None:
        """Let a review change the deck; it must not be older than those taken before.

        What was rated changes its own recall, or begins one when it was missed. Recalls of the same
        skill that were missed at other prompts, and are due, change by the rating of the skill: as
        many as the prompt asked criteria of it, the longest due first.
        """
        room = Counter(one.skill for one in review.rated if not one.of_skill)
        own = {one.key for one in review.rated}
        for one in review.rated:
            if one.of_skill:
                for recall in self._due(one.skill, review.at, own)[: max(room[one.skill], 1)]:
                    after = _after(recall, one.rating, review, self._remember)
                    # It was missed at its own prompt, and then: another one never asked for it.
                    self._put(recall.key, replace(after, missed_at=recall.missed_at))
            self._rate(one, review)

    def _rate(self, one: Rated, review: Review) -> None:
        recall = self.recalls.get(one.key)
        if recall is not None:
            self._put(one.key, _after(recall, one.rating, review, self._remember))
        elif one.lacking:
            memory = self._remember(None, one.rating, review.at)
            self._put(
                one.key,
                Recall(
                    key=one.key,
                    skill=one.skill,
                    phase=Phase.LEARNING,
                    memory=memory,
                    due_at=memory.due_at,
                    cleared=0,
                    cleared_on=None,
                    missed_at=review.at,
                    strength=one.rating.share,
                ),
            )

    def _due(self, skill: str, at: datetime, own: set[str]) -> list[Recall]:
        found = [
            (recall.due_at, recall.key, recall)
            for recall in self.recalls.values()
            if recall.skill == skill
            and not recall.of_skill
            and recall.key not in own
            and recall.due_at is not None
            and recall.due_at <= at
        ]
        return [recall for _, _, recall in sorted(found, key=lambda one: one[:2])]

    def _put(self, key: str, recall: Recall) -> None:
        if self.recalls.get(key) != recall:
            self.recalls[key] = recall
            self.changed.add(key)


def _after(recall: Recall, rating: Rating, review: Review, remember: Remember) -> Recall:
    strength = recall.strength + _NEWEST * (rating.share - recall.strength)
    if rating is Rating.AGAIN:
        memory = remember(recall.memory, rating, review.at)
        return replace(
            recall,
            phase=Phase.LEARNING,
            memory=memory,
            due_at=memory.due_at,
            cleared=0,
            cleared_on=None,
            missed_at=review.at,
            strength=strength,
        )
    if recall.phase is not Phase.LEARNING and not recall.is_due(review.at):
        # What is mastered stays away: neither praise nor half a miss before its time brings it.
        return replace(recall, strength=strength)
    memory = remember(recall.memory, rating, review.at)
    if not rating.cleared:
        # In part: what was mastered is not forgotten, and has to be cleared once more. What is
        # still learned has to be cleared twice in a row.
        cleared = 0 if recall.phase is Phase.LEARNING else _SHORT_OF_MASTERY
        return replace(
            recall,
            phase=Phase.LEARNING,
            memory=memory,
            due_at=memory.due_at,
            cleared=cleared,
            # A clear that no longer counts takes no day from the next one.
            cleared_on=recall.cleared_on if cleared else None,
            strength=strength,
        )
    return _cleared(replace(recall, memory=memory, strength=strength), review, memory)


def _cleared(recall: Recall, review: Review, memory: Memory) -> Recall:
    """Two clears within one day are one: a thing is known when it is still there another day.

    A drill may be the first clear and never the one that masters: that takes an answer in the
    member's own words, and soon. Where it is no clear it takes no day either, so that such an
    answer on the same day still counts.
    """
    count = recall.cleared + (recall.cleared_on != review.day)
    if review.is_drill:
        if recall.phase is Phase.LEARNING and count <= _SHORT_OF_MASTERY:
            recall = replace(recall, cleared=count, cleared_on=review.day)
        return replace(recall, due_at=min(memory.due_at, review.at + DRILL_KEEPS_AWAY))
    recall = replace(recall, cleared=count, cleared_on=review.day)
    if recall.phase is Phase.MASTERED:
        return replace(recall, phase=Phase.DONE, due_at=None)
    if count >= CLEARS_TO_MASTER:
        due_at = max(memory.due_at, review.at + STAYS_AWAY)
        return replace(recall, phase=Phase.MASTERED, due_at=due_at)
    return replace(recall, due_at=memory.due_at)
