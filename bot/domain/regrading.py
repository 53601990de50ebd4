"""A regrading: stored replies judged again after a rubric or the grader changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.attempt import Attempt
from bot.domain.grade import Grade, Level, Verdict


@dataclass(frozen=True, slots=True)
class Scope:
    """Which replies are judged again; None leaves a side open.

    `since` is the first practice date; with `newest` only so many of the latest replies count.
    """

    prompt_id: str | None = None
    group_id: int | None = None
    since: date | None = None
    newest: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """An attempt whose grade would differ. `closed` says that its season is over."""

    attempt: Attempt
    before: Grade
    after: Grade
    closed: bool

    @property
    def moved(self) -> int:
        """How many levels it moves up, negative for down."""
        return int(self.after.level) - int(self.before.level)

    def criteria(self) -> list[tuple[str, Verdict | None, Verdict | None]]:
        """The criteria judged differently, as (id, before, after); None where there was none."""
        old = {one.id: one.verdict for one in self.before.criteria}
        new = {one.id: one.verdict for one in self.after.criteria}
        return [
            (id_, old.get(id_), new.get(id_)) for id_ in old | new if old.get(id_) != new.get(id_)
        ]


@dataclass(frozen=True, slots=True)
class Regrading:
    """What judging again comes to.

    `changes` are ordered by group, member, prompt and time. `looked` replies were judged again,
    `current` ones had nothing to be judged anew for; `by_host` were settled by a host, `gone` have
    no prompt in the bank any more, and `postponed` ones found the better grader away.
    """

    changes: tuple[Change, ...]
    looked: int
    current: int
    by_host: int
    gone: int
    postponed: int

    @property
    def open(self) -> list[Change]:
        """The changes that can be applied."""
        return [one for one in self.changes if not one.closed]

    @property
    def closed(self) -> list[Change]:
        """The changes in a closed season, which are never applied."""
        return [one for one in self.changes if one.closed]


def moves(changes: Sequence[Change]) -> Counter[tuple[Level, Level]]:
    """How many of the changes go from one level to another."""
    return Counter((one.before.level, one.after.level) for one in changes)
