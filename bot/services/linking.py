"""Linking: a short-lived code makes two accounts one member's, with everything both have done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby

from bot.domain.attempt import GradedAttempt
from bot.domain.board import BoardName
from bot.domain.group import FeedbackPlace
from bot.domain.member import Member
from bot.domain.merging import joined, recounted, relinked
from bot.domain.message import MessageKind
from bot.domain.points import credits_of
from bot.domain.schedule import local_date
from bot.domain.streak import Streak
from bot.errors import AlreadyHandled, BadInput
from bot.ports.store import Work
from bot.refusals import members as member_refusals
from bot.refusals import replies as reply_refusals
from bot.services.arrival import Visitor
from bot.services.deps import Deps
from bot.services.grading import settle_streak
from bot.services.mock.points import settle_rounds
from bot.services.mock.sessions import rest_others
from bot.services.reminders import schedule_reminder
from bot.services.reviews import replay, settle_recalls
from bot.services.today import streak_of

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Digits and letters that nobody mistakes for one another; 30 of them."""

LENGTH = 8
VALID_FOR = timedelta(minutes=10)

_READ_AS = str.maketrans("", "", " -\t\n")

_MOST_PRIVATE = (BoardName.HIDDEN, BoardName.ALIAS, BoardName.SHOWN)


@dataclass(frozen=True, slots=True)
class LinkCode:
    """A fresh code and for how long it is good."""

    code: str
    valid_for: timedelta


@dataclass(frozen=True, slots=True)
class Linked:
    """What came of it: how many accounts and answers the member has, their streak in the group."""

    accounts: int
    answers: int
    streak: Streak


async def new_code(deps: Deps, visitor: Visitor, at: datetime) -> LinkCode:
    """A code that another account may use once within VALID_FOR; it replaces an earlier one."""
    code = "".join(deps.secrets.choice(ALPHABET) for _ in range(LENGTH))
    async with deps.store.write() as work:
        await work.links.add(code, visitor.member.id, at + VALID_FOR)
    return LinkCode(code, VALID_FOR)


async def link(deps: Deps, visitor: Visitor, code: str, *, event_key: str, at: datetime) -> Linked:
    """Make the visitor and whoever was given the code one member.

    Raises BadInput for a code that is wrong, has run out or is the visitor's own, and after too
    many wrong ones; AlreadyHandled for a repeated event.
    """
    until = deps.tries.pause_ends(visitor.member.id, at)
    if until is not None:
        raise BadInput(member_refusals.too_many_codes(until - at))
    async with deps.store.write() as work:
        if not await work.inbox.take(event_key, at):
            raise AlreadyHandled(reply_refusals.ALREADY_HANDLED)
        giver_id = await work.links.take(code.translate(_READ_AS).upper(), at)
        linked = None
        if giver_id is not None:
            linked = await _link(deps, work, visitor, giver_id, at)
    if linked is None:
        deps.tries.wrong(visitor.member.id, at)
        raise BadInput(member_refusals.WRONG_CODE)
    return linked


async def _link(
    deps: Deps, work: Work, visitor: Visitor, giver_id: int, at: datetime
) -> Linked | None:
    if giver_id == visitor.member.id:
        # Raised inside the transaction: the code stays good for the other account.
        accounts = await work.members.accounts(giver_id)
        raise BadInput(
            member_refusals.LINKED_ALREADY if len(accounts) > 1 else member_refusals.OWN_CODE
        )
    giver = await work.members.get(giver_id)
    taker = await work.members.get(visitor.member.id)
    if giver is None or taker is None:
        return None
    kept = await merge(deps, work, giver, taker, at)
    day = local_date(at, kept.zone or visitor.group.zone)
    return Linked(
        accounts=len(await work.members.accounts(kept.id)),
        answers=len(await work.attempts.of_member(kept.id)),
        streak=await streak_of(work, visitor.group.id, kept.id, day),
    )


async def merge(deps: Deps, work: Work, one: Member, other: Member, at: datetime) -> Member:
    """Make two members one, as if one person had done everything; returns that one.

    The older stays, or the one who has answered anything. What is added up is worked out anew, so
    that `recompute` finds nothing to change.
    """
    history = {member.id: await work.attempts.of_member(member.id) for member in (one, other)}
    older, younger = sorted((one, other), key=lambda member: (member.created_at, member.id))
    swap = not history[older.id] and bool(history[younger.id])
    kept, gone = (younger, older) if swap else (older, younger)
    shared = await _shared_groups(work, kept, gone)
    away = [span for one in (kept, gone) for span in await work.members.away(one.id)]

    await work.reminders.call_off(f"{MessageKind.REMINDER}/{gone.id}/")
    await work.merging.move(kept.id, gone.id)
    member = settings_of(kept, gone)
    await work.members.save(member)
    await work.members.set_away(member.id, joined(away))
    await schedule_reminder(work, member, deps.clock.now())
    await _join_histories(deps, work, member.id, history[kept.id], history[gone.id])
    await rest_others(deps, work, member.id, at)
    for group_id in await work.members.groups(member.id):
        await settle_rounds(work, group_id, member.id)
    for group_id in shared:
        await work.audit.add(group_id, member.id, "accounts.linked", {}, at)
    return member


def settings_of(kept: Member, gone: Member) -> Member:
    """The settings of the one who stays; where they chose nothing, the other's.

    Of two choices about what others see, the more private one holds.
    """
    by_privacy = sorted((kept, gone), key=lambda one: _MOST_PRIVATE.index(one.board_name))
    places = {kept.feedback, gone.feedback}
    feedback = FeedbackPlace.PRIVATE if FeedbackPlace.PRIVATE in places else None
    return replace(
        kept,
        zone=kept.zone or gone.zone,
        board_name=by_privacy[0].board_name,
        alias=by_privacy[0].alias or by_privacy[1].alias,
        feedback=feedback or kept.feedback or gone.feedback,
        self_score=kept.self_score or gone.self_score,
        shares_answers=kept.shares_answers and gone.shares_answers,
        reminder_time=kept.reminder_time or gone.reminder_time,
    )


async def _shared_groups(work: Work, kept: Member, gone: Member) -> list[int]:
    """Groups in which two places on the board become one."""
    theirs = set(await work.members.groups(gone.id))
    return [one for one in await work.members.groups(kept.id) if one in theirs]


async def _join_histories(
    deps: Deps,
    work: Work,
    member_id: int,
    own: Sequence[GradedAttempt],
    others: Sequence[GradedAttempt],
) -> None:
    mine, theirs = ([one.attempt for one in history] for history in (own, others))
    counts = recounted(mine, theirs)
    await work.merging.recount(counts)
    await work.merging.relink(relinked(mine, theirs))
    touched = {(one.group_id, one.prompt_id) for one in theirs}
    touched |= {(one.group_id, one.prompt_id) for one in mine if one.id in counts}
    for (group_id, prompt_id), attempts in _by_prompt(await work.attempts.of_member(member_id)):
        if (group_id, prompt_id) not in touched:
            continue
        head = deps.bank.head(prompt_id)
        scored = [score for one in attempts if (score := one.scored()) is not None]
        earned = credits_of(scored, weight=head.weight if head is not None else 1)
        await work.standings.replace_credits(group_id, member_id, prompt_id, earned)
        await settle_recalls(deps, work, member_id, attempts)
    for group_id in await work.members.groups(member_id):
        await settle_streak(work, group_id, member_id)
    await replay(deps, work, member_id)


def _by_prompt(
    history: Iterable[GradedAttempt],
) -> Iterable[tuple[tuple[int, str], list[GradedAttempt]]]:
    """A member's attempts by group and prompt, each in the order sent."""
    ordered = sorted(
        history,
        key=lambda one: (
            one.attempt.group_id,
            one.attempt.prompt_id,
            one.attempt.sent_at,
            one.attempt.id,
        ),
    )
    for place, found in groupby(
        ordered, key=lambda one: (one.attempt.group_id, one.attempt.prompt_id)
    ):
        yield place, list(found)
