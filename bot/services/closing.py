"""What a closing post and a weekly digest tell: facts about everybody, names of nobody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.attempt import GradedAttempt
from bot.domain.board import Board, BoardKind, BoardName, Window
from bot.domain.grade import Level, Verdict
from bot.domain.group import Group
from bot.domain.posting import Posting, PostingState
from bot.domain.prompt import Prompt
from bot.domain.rubric import Criterion, Kind
from bot.errors import BadInput
from bot.ports.store import Work
from bot.refusals import replies as refusals
from bot.services.arrival import Visitor
from bot.services.deps import Deps

TABLE_ROWS = 5
MISSED_ROWS = 3

FEWEST_TO_SUM_UP = 3
"""Answers below which a sum would tell the group what somebody in particular wrote or missed."""

_LOOKED_BACK = timedelta(days=14)
"""How far back the newest closed prompt is looked for."""


@dataclass(frozen=True, slots=True)
class SharedAnswer:
    """The best answer to a posting among the good ones whose authors let the group see theirs.

    `name` is the author's on the board.
    """

    day: date
    name: str
    score: int
    text: str


@dataclass(frozen=True, slots=True)
class Closing:
    """A posting past its deadline, summed up over each member's best answer.

    `levels` and `missed` are empty below FEWEST_TO_SUM_UP answers.
    """

    posting: Posting
    prompt: Prompt
    zone: str
    answers: int
    levels: dict[Level, int]
    missed: tuple[tuple[Criterion, int], ...]
    shared: SharedAnswer | None
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
    summed = best if len(best) >= FEWEST_TO_SUM_UP else []
    return Closing(
        posting=posting,
        prompt=prompt,
        zone=group.zone if group is not None else "UTC",
        answers=len(best),
        levels=dict(Counter(one.grade.level for one in summed if one.grade is not None)),
        missed=_most_missed(prompt, summed),
        shared=await _shared(work, posting, best),
        board=await work.standings.board(
            BoardKind.POINTS,
            Window.TODAY,
            group_id=posting.group_id,
            day=posting.local_date,
            viewer_id=None,
            limit=TABLE_ROWS,
        ),
    )


async def shared_answer(
    deps: Deps, visitor: Visitor, day: date | None, at: datetime
) -> tuple[str, SharedAnswer]:
    """The title of a closed prompt and the best answer that may be shown: the newest, or a date's.

    Raises BadInput while the prompt is open, and when nobody shares a good answer.
    """
    async with deps.store.read() as work:
        last = day or at.date() + timedelta(days=1)
        first = day or last - _LOOKED_BACK
        posted = await work.postings.between(visitor.group.id, first, last)
        closed = [one for one in posted if _is_closed(one, at)]
        if not closed:
            raise BadInput(refusals.NOTHING_CLOSED)
        best = _best(await work.attempts.of_posting(closed[-1].id))
        shared = await _shared(work, closed[-1], best)
    if shared is None:
        raise BadInput(refusals.NOTHING_SHARED)
    head = deps.bank.head(closed[-1].prompt_id)
    return head.title if head is not None else closed[-1].prompt_id, shared


def _is_closed(posting: Posting, at: datetime) -> bool:
    return posting.state is PostingState.CLOSED or posting.deadline_at <= at


async def _shared(
    work: Work, posting: Posting, best: Sequence[GradedAttempt]
) -> SharedAnswer | None:
    """Decided anew each time: whoever takes the permission back is shown no more."""
    names = {
        member.id: member.alias if member.board_name is BoardName.ALIAS else member.name
        for member, _ in await work.members.of_group(posting.group_id)
        if member.shares_answers and member.board_name is not BoardName.HIDDEN
    }
    good = [
        (one.grade.score, one.attempt)
        for one in best
        if one.grade is not None
        and one.grade.level >= Level.GOOD
        and one.attempt.member_id in names
    ]
    if not good:
        return None
    score, attempt = min(good, key=lambda one: (-one[0], one[1].sent_at, one[1].id))
    name = names[attempt.member_id]
    return SharedAnswer(posting.local_date, name, score, attempt.whole_text)


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
