"""What a closing post and a weekly digest tell: facts about everybody, names of nobody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.attempt import GradedAttempt
from bot.domain.board import Board, BoardKind, Window
from bot.domain.grade import Level, Verdict
from bot.domain.group import Group
from bot.domain.posting import Posting
from bot.domain.prompt import Prompt
from bot.domain.rubric import Criterion, Kind
from bot.ports.store import Work
from bot.services.deps import Deps

TABLE_ROWS = 5
MISSED_ROWS = 3


@dataclass(frozen=True, slots=True)
class Closing:
    """A posting past its deadline, summed up over each member's best answer."""

    posting: Posting
    prompt: Prompt
    zone: str
    answers: int
    levels: dict[Level, int]
    missed: tuple[tuple[Criterion, int], ...]
    board: Board


@dataclass(frozen=True, slots=True)
class Digest:
    """A group's week: what was posted, how many answered, the table at its end."""

    group: Group
    monday: date
    postings: tuple[tuple[Posting, str, int], ...]
    practised: int
    board: Board


async def closing(deps: Deps, work: Work, posting: Posting) -> Closing:
    """Sum up a posting."""
    prompt = deps.bank.prompt(posting.prompt_id)
    group = await work.groups.get(posting.group_id)
    best = _best(await work.attempts.of_posting(posting.id))
    return Closing(
        posting=posting,
        prompt=prompt,
        zone=group.zone if group is not None else "UTC",
        answers=len(best),
        levels=dict(Counter(one.grade.level for one in best if one.grade is not None)),
        missed=_most_missed(prompt, best),
        board=await work.standings.board(
            BoardKind.POINTS,
            Window.TODAY,
            group_id=posting.group_id,
            day=posting.local_date,
            viewer_id=None,
            limit=TABLE_ROWS,
        ),
    )


async def digest(deps: Deps, work: Work, group: Group, monday: date) -> Digest:
    """Sum up the week that began on `monday`."""
    sunday = monday + timedelta(days=6)
    rows: list[tuple[Posting, str, int]] = []
    people: set[int] = set()
    for posting in await work.postings.between(group.id, monday, sunday):
        attempts = await work.attempts.of_posting(posting.id)
        members = {one.attempt.member_id for one in attempts}
        head = deps.bank.head(posting.prompt_id)
        rows.append((posting, head.title if head else posting.prompt_id, len(members)))
        people |= members
    return Digest(
        group=group,
        monday=monday,
        postings=tuple(rows),
        practised=len(people),
        board=await work.standings.board(
            BoardKind.POINTS,
            Window.WEEK,
            group_id=group.id,
            day=monday,
            viewer_id=None,
            limit=TABLE_ROWS,
        ),
    )


def _best(attempts: Sequence[GradedAttempt]) -> list[GradedAttempt]:
    """Each member's best graded answer."""
    best: dict[int, GradedAttempt] = {}
    for one in attempts:
        if one.grade is None:
            continue
        known = best.get(one.attempt.member_id)
        if known is None or known.grade is None or known.grade.score < one.grade.score:
            best[one.attempt.member_id] = one
    return list(best.values())


def _most_missed(
    prompt: Prompt, best: Sequence[GradedAttempt]
) -> tuple[tuple[Criterion, int], ...]:
    """Criteria that most answers lacked, with how many lacked them."""
    lacking: Counter[str] = Counter()
    for one in best:
        if one.grade is not None:
            lacking.update(c.id for c in one.grade.criteria if c.verdict is Verdict.MISSED)
    wanted = [c for c in prompt.rubric.criteria if c.kind is not Kind.PITFALL]
    ranked = sorted(wanted, key=lambda c: (-lacking[c.id], -c.points, c.id))
    often = [(c, lacking[c.id]) for c in ranked if 2 * lacking[c.id] > len(best)]
    return tuple(often[:MISSED_ROWS])
