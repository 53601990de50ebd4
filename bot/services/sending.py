"""What follows from a message that went out, and from one that did not."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from bot.domain.calendar import DayMark
from bot.domain.message import MessageKind, NewMessage, QueuedMessage
from bot.domain.posting import Posting, PostingState
from bot.domain.schedule import local_date
from bot.ports.store import Work
from bot.services.grading import settle_streak
from bot.services.letters import elsewhere, host_letters
from bot.services.resting import refusal, rests

RETRY_STEP = timedelta(seconds=15)
MOST_TRIES = 20
"""About half a day, each pause twice as long as the one before, an hour at most."""

_FOR_EVERYBODY = {
    MessageKind.POSTING,
    MessageKind.CLOSING,
    MessageKind.DIGEST,
    MessageKind.THREAD,
    MessageKind.PIN,
}
"""Messages to a whole place: when they cannot be sent, the hosts are told."""

_WORTH_A_KNOCK = {
    MessageKind.FEEDBACK,
    MessageKind.OVERRIDE,
    MessageKind.DECLINE,
    MessageKind.REGRADE,
    MessageKind.APPEAL,
    MessageKind.HOST_NOTE,
    MessageKind.MOCK,
    MessageKind.SUGGESTION,
}


async def went_out(
    work: Work,
    message: QueuedMessage,
    reference: str,
    now: datetime,
    steps: Collection[MessageKind] = (),
) -> None:
    """Keep the platform's id of a sent message; a posting goes on to its next steps.

    `steps` are those that the platform has: a thread, a pin. Each is a message of its own, so that
    it is tried again by itself.
    """
    await work.outbox.sent(message.id, reference, now)
    if message.kind is MessageKind.MOCK:
        await _open_round(work, message, now, steps)
    if message.kind is not MessageKind.POSTING:
        return
    posting = await work.postings.get(int(message.subject["posting"]))
    if posting is None:
        return
    await work.postings.mark_sent(posting.id)
    group = await work.groups.get(posting.group_id)
    wanted = {
        MessageKind.THREAD: group is not None and group.threads,
        MessageKind.PIN: group is not None and group.pins,
    }
    following = [
        NewMessage(
            key=f"{kind}/{message.key}",
            kind=kind,
            place=message.place,
            subject={"posting": posting.id},
        )
        for kind, is_wanted in wanted.items()
        if is_wanted and kind in steps
    ]
    await work.outbox.add(following, now)


async def _open_round(
    work: Work, message: QueuedMessage, now: datetime, steps: Collection[MessageKind]
) -> None:
    """The message that opened a mock round for all to see gets a thread, where there are such."""
    session = await work.rounds.get(int(message.subject["session"]))
    opened = session is not None and session.home.key == message.key and not session.home.private
    if session is None or not opened or MessageKind.THREAD not in steps:
        return
    thread = NewMessage(
        key=f"{MessageKind.THREAD}/{message.key}",
        kind=MessageKind.THREAD,
        place=message.place,
        subject={"session": session.id, "member": session.member_id},
    )
    await work.outbox.add([thread], now)


async def put_off(
    work: Work, message: QueuedMessage, error: str, now: datetime, wait: timedelta | None = None
) -> None:
    """Try a message again later, after `wait` if the platform said so; give it up in the end."""
    if message.tries >= MOST_TRIES:
        await give_up(work, message, error, now)
        return
    pause = wait or min(RETRY_STEP * 2**message.tries, timedelta(hours=1))
    await work.outbox.retry(message.id, now + pause, error)


async def give_up(
    work: Work, message: QueuedMessage, error: str, now: datetime, *, refused: bool = False
) -> None:
    """A message will never be sent: hosts hear why, and a posting nobody saw breaks no streak.

    It is `refused` where no further try would help: a group to which nothing can be posted is
    paused in the end.
    """
    await work.outbox.drop(message.id, error)
    if message.kind is MessageKind.HOST_NOTE:
        # What went wrong on one platform may be that platform.
        await work.outbox.add(await elsewhere(work, message), now)
    if message.kind not in _FOR_EVERYBODY:
        return
    group = await work.groups.at(message.place)
    if group is None:
        return
    what = f"send.failed.{message.kind}"
    posting = await _posting(work, message)
    if message.kind is MessageKind.POSTING and posting is not None:
        await _excuse(work, posting)
    if refused and message.kind is MessageKind.POSTING and posting is not None:
        await work.audit.add(group.id, None, "send.failed", {**refusal(posting, error)}, now)
        what = "group.rests" if await rests(work, group, posting, error, now) else what
    else:
        detail = {"what": message.kind.value, "reason": error}
        await work.audit.add(group.id, None, "send.failed", detail, now)
    day = local_date(now, group.zone)
    letters = await host_letters(
        work,
        group.id,
        kind=MessageKind.HOST_NOTE,
        key=f"{group.id}/send.failed/{message.kind}/{day}",
        subject={"action": what, "detail": error},
    )
    await work.outbox.add(letters, now)


async def _posting(work: Work, message: QueuedMessage) -> Posting | None:
    posting_id = message.subject.get("posting")
    return None if posting_id is None else await work.postings.get(int(posting_id))


async def _excuse(work: Work, posting: Posting) -> None:
    """A posting that reached no place is an outage, unless some place has it."""
    if posting.state is not PostingState.CLAIMED:
        return
    await work.groups.mark_day(posting.group_id, posting.local_date, DayMark.OUTAGE)
    streaking = await work.standings.streaking([(posting.group_id, posting.local_date)])
    for group_id, member_id in streaking:
        await settle_streak(work, group_id, member_id)


async def knock(work: Work, message: QueuedMessage, error: str, now: datetime) -> None:
    """A private message cannot reach its member: tell them so where the group practises."""
    await work.outbox.drop(message.id, error)
    if message.recipient is None or message.kind not in _WORTH_A_KNOCK:
        return
    subject = {
        **message.subject,
        "account": message.recipient,
        "about": message.kind.value,
    }
    await work.outbox.add(
        [
            NewMessage(
                key=f"{MessageKind.KNOCK}/{message.key}",
                kind=MessageKind.KNOCK,
                place=message.place,
                subject=subject,
            )
        ],
        now,
    )
