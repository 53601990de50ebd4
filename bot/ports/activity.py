"""The store's part about practice: postings, attempts, grades, appeals, hints, grading jobs."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from bot.domain.appeal import Appeal, AppealState, NewAppeal
from bot.domain.attempt import Attempt, AttemptState, GradedAttempt, NewAttempt
from bot.domain.grade import Grade
from bot.domain.posting import NewPosting, Posting
from bot.domain.streak import PracticeDay


class Postings(Protocol):
    """Prompts posted to groups."""

    async def add(self, postings: Sequence[NewPosting]) -> list[Posting]:
        """Store postings in state claimed; of a group and date that has one, nothing is stored.

        Returns those that were stored.
        """
        ...

    async def get(self, posting_id: int) -> Posting | None:
        """The posting of that id."""
        ...

    async def on(self, group_id: int, day: date) -> Posting | None:
        """The group's posting for that local date."""
        ...

    async def latest(self, group_id: int) -> Posting | None:
        """The group's newest posting."""
        ...

    async def used(self, group_ids: Sequence[int]) -> dict[int, list[str]]:
        """For each group the prompt ids it was posted, oldest first."""
        ...

    async def overdue(self, now: datetime, limit: int) -> list[Posting]:
        """Postings that are not closed although their deadline is at or before `now`."""
        ...

    async def claim_overdue(self, now: datetime, limit: int) -> list[Posting]:
        """The same, of those that nobody else is closing; nobody else can until this ends."""
        ...

    async def between(self, group_id: int, first: date, last: date) -> list[Posting]:
        """The group's postings of those local dates, both included, oldest first."""
        ...

    async def mark_sent(self, posting_id: int) -> None:
        """A claimed posting was sent; no effect on one that is further."""
        ...

    async def close(self, posting_ids: Sequence[int]) -> None:
        """These postings are past their deadline."""
        ...


class Attempts(Protocol):
    """Replies and their grades. Lists are in the order the replies were sent."""

    async def add(self, attempt: NewAttempt) -> Attempt:
        """Store a reply."""
        ...

    async def get(self, attempt_id: int) -> GradedAttempt | None:
        """The attempt of that id with its current grade."""
        ...

    async def many(self, attempt_ids: Sequence[int]) -> dict[int, GradedAttempt]:
        """The attempts of these ids, as `get` has each; those that are gone are left out."""
        ...

    async def latest(self, group_id: int, member_id: int) -> GradedAttempt | None:
        """The member's newest active attempt in the group."""
        ...

    async def of_prompt(self, group_id: int, member_id: int, prompt_id: str) -> list[GradedAttempt]:
        """The member's attempts at one prompt in the group, withdrawn ones included."""
        ...

    async def of_message(self, message: str) -> list[GradedAttempt]:
        """The attempts written in a platform's message and its edits, oldest first."""
        ...

    async def of_posting(self, posting_id: int) -> list[GradedAttempt]:
        """Everybody's active attempts at one posting."""
        ...

    async def of_member(self, member_id: int) -> list[GradedAttempt]:
        """Everything the member ever sent, in any group, withdrawn attempts included."""
        ...

    async def sent_since(self, member_id: int, since: date) -> list[tuple[date, str, bool]]:
        """Of the member's active attempts from that practice date on, in any group.

        Each has its practice date, its prompt, and whether it revises an earlier one.
        """
        ...

    async def history(self, group_id: int, member_id: int, limit: int) -> list[GradedAttempt]:
        """The member's newest active attempts in the group, newest first."""
        ...

    async def practice_days(self, group_id: int, member_id: int) -> dict[date, PracticeDay]:
        """The dates with an active attempt whose current grade is of level 1 or more."""
        ...

    async def unscheduled(self, group_id: int, member_id: int, day: date) -> set[str]:
        """Prompts that the member attempted outside the schedule on that practice date."""
        ...

    async def set_probe(self, attempt_id: int, text: str, at: datetime) -> None:
        """Keep the answer to the probe as part of the attempt."""
        ...

    async def set_guess(self, attempt_id: int, guess: int | None) -> None:
        """Keep the member's own guess, None for no guess; either way it is waited for no longer."""
        ...

    async def set_state(self, attempt_id: int, state: AttemptState) -> None:
        """Withdraw an attempt, or let it count again."""
        ...

    async def add_grade(self, attempt_id: int, grade: Grade, at: datetime) -> None:
        """Store a grade and make it the attempt's current one; earlier grades are kept."""
        ...

    async def grades(self, attempt_id: int) -> list[Grade]:
        """All grades of an attempt, oldest first; the last is the current one."""
        ...

    def stream(self) -> AsyncIterator[GradedAttempt]:
        """Every attempt with its current grade, ordered by group, member, prompt and time."""
        ...


class Appeals(Protocol):
    """Members' requests that a host looks at a grade."""

    async def add(self, appeal: NewAppeal) -> Appeal | None:
        """Store an appeal; None when this grade of the attempt was appealed before."""
        ...

    async def get(self, appeal_id: int) -> Appeal | None:
        """The appeal of that id."""
        ...

    async def of_attempt(self, attempt_id: int) -> list[Appeal]:
        """The appeals about an attempt, oldest first."""
        ...

    async def waiting(self, group_id: int, limit: int) -> list[Appeal]:
        """The group's open appeals, oldest first."""
        ...

    async def answer(self, appeal_id: int, state: AppealState, answer: str, at: datetime) -> None:
        """Close an open appeal with the host's reason; no effect on one that is closed."""
        ...


class Hints(Protocol):
    """How many hints a member has taken for a prompt."""

    async def taken(self, group_id: int, member_id: int, prompt_id: str) -> int:
        """The number taken so far."""
        ...

    async def take(self, group_id: int, member_id: int, prompt_id: str, at: datetime) -> int:
        """Take one more; returns the number taken now."""
        ...


PROVISIONAL = "provisional"
"""Why an entry is in the queue although its reply has a grade: a better grader was away."""


@dataclass(frozen=True, slots=True)
class JobNote:
    """How often an entry was claimed since it was queued, and why it was given back last."""

    tries: int
    error: str | None


class Jobs(Protocol):
    """The queue of attempts to be graded, at most one entry per attempt."""

    async def add(self, attempt_id: int, at: datetime) -> None:
        """Queue an attempt for grading; an entry that is there starts anew."""
        ...

    async def claim(self, now: datetime, lease_seconds: int, limit: int) -> list[int]:
        """Take attempts to grade, oldest first, and not before their retry time.

        Unclaimed ones and those whose lease ran out; nobody else gets them until this one does.
        """
        ...

    async def done(self, attempt_id: int) -> bool:
        """Remove a claimed entry; false when somebody else finished it, or queued it anew since.

        After false, what was graded is out of date and must not be used.
        """
        ...

    async def retry(self, attempt_id: int, at: datetime, error: str) -> bool:
        """Give a claimed entry back with the reason, to be claimed from `at` on.

        False when somebody else finished it, or queued it anew since; then nothing happens.
        """
        ...

    async def note(self, attempt_id: int) -> JobNote | None:
        """How an entry has fared; None when there is none."""
        ...

    async def pending(self) -> int:
        """How many entries wait."""
        ...
