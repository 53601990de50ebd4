"""Spaced repetition by FSRS: the only user of the library, which is loaded when it is first used.

The model is Jarrett Ye's FSRS-6 with its published default parameters; see
https://github.com/open-spaced-repetition/fsrs4anki/wiki/The-Algorithm.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.domain.recall import Memory
from bot.domain.review import Rating

if TYPE_CHECKING:
    from fsrs import Scheduler

LONGEST_DAYS = 180
"""Nobody prepares for an interview longer than half a year."""


class FsrsSpacing:
    """Implements `bot.ports.spacing.Spacing`: whole days, and nothing is left to chance."""

    def __init__(self) -> None:
        self._scheduler: Scheduler | None = None

    def remember(self, memory: Memory | None, rating: Rating, at: datetime) -> Memory:
        """The memory after a review at that time; None is one of something never reviewed.

        A review dated before the last one counts as one at the same time.
        """
        # Loaded here: a start need not wait 40 ms for it.
        import fsrs  # noqa: PLC0415

        if self._scheduler is None:
            self._scheduler = _scheduler()
        moment = at.astimezone(UTC)
        if memory is None:
            card = fsrs.Card(card_id=0, state=fsrs.State.Learning, step=0, due=moment)
        else:
            moment = max(moment, memory.reviewed_at.astimezone(UTC))
            card = fsrs.Card(
                card_id=0,
                state=fsrs.State.Review,
                stability=memory.stability,
                difficulty=memory.difficulty,
                due=memory.due_at.astimezone(UTC),
                last_review=memory.reviewed_at.astimezone(UTC),
            )
        after, _ = self._scheduler.review_card(card, fsrs.Rating(int(rating)), moment)
        if after.stability is None or after.difficulty is None:
            raise AssertionError("a reviewed card has a stability and a difficulty")
        return Memory(after.stability, after.difficulty, moment, after.due)


def _scheduler() -> Scheduler:
    # As above.
    from fsrs import Scheduler  # noqa: PLC0415

    # No steps of minutes: whoever practises ten minutes a day comes back tomorrow at the earliest.
    return Scheduler(
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=LONGEST_DAYS,
        enable_fuzzing=False,
    )
