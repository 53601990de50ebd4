"""An attempt: one reply of a member to a prompt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.domain.grade import Grade
from bot.domain.points import ScoredAttempt


class AttemptState(StrEnum):
    """Whether an attempt still counts."""

    ACTIVE = "active"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAttempt:
    """A reply to be stored.

    `sent_at` is the time of the message, `zone` the member's zone then and `practice_date` the
    local date they give; none of them ever changes. `posting_id` is None for practice outside the
    schedule. `hints` were taken before it. `counts` is false beyond the daily cap of practice.
    Until `guess_until` the feedback waits for the member's own guess; None when it does not.
    `message` is the key of the platform's message it was written in, whose edits and deletion reach
    it; None where there is no such message.
    """

    member_id: int
    group_id: int
    prompt_id: str
    posting_id: int | None
    revises_id: int | None
    text: str
    sent_at: datetime
    zone: str
    practice_date: date
    hints: int
    counts: bool
    guess_until: datetime | None = None
    message: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt(NewAttempt):
    """A stored attempt. A probe answered later is part of it and is graded with it.

    `guess` is the score, 0 to 100, that the member expected before the feedback was shown.
    """

    id: int
    state: AttemptState
    probe_text: str | None
    guess: int | None = None

    @property
    def whole_text(self) -> str:
        """What is graded: the reply, and the answer to the probe as a paragraph of its own."""
        return self.text if self.probe_text is None else f"{self.text}\n\n{self.probe_text}"

    def awaits_guess(self, at: datetime) -> bool:
        """Whether the feedback waits for the member's own guess at that moment."""
        return self.guess_until is not None and at < self.guess_until


@dataclass(frozen=True, slots=True)
class GradedAttempt:
    """An attempt with its current grade, None while the grade is pending."""

    attempt: Attempt
    grade: Grade | None

    def scored(self) -> ScoredAttempt | None:
        """What counts for points; None before the grade and for level 0."""
        if self.grade is None or self.grade.level < 1:
            return None
        active = self.attempt.state is AttemptState.ACTIVE
        return ScoredAttempt(
            practice_date=self.attempt.practice_date,
            score=self.grade.score,
            hints=self.attempt.hints,
            counts=self.attempt.counts and active,
        )


def active(attempts: Iterable[GradedAttempt]) -> list[GradedAttempt]:
    """Those that were not withdrawn, in their order."""
    return [one for one in attempts if one.attempt.state is AttemptState.ACTIVE]
