"""What goes out: a queued message, with its words made from the stored facts when it is sent."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, replace
from datetime import date

from bot.domain.appeal import AppealState
from bot.domain.attempt import AttemptState
from bot.domain.message import MessageKind, QueuedMessage
from bot.domain.posting import Posting
from bot.domain.suggestion import SuggestionState
from bot.ports.store import Work
from bot.services.appeals import case_of
from bot.services.closing import closing, digest
from bot.services.deps import Deps
from bot.services.mock.panels import seat_card
from bot.services.mock.records import named_round, shown_debrief, told
from bot.services.overrides import overridden
from bot.services.postings import posting_keys
from bot.services.records import feedback
from bot.services.regrading import regraded
from bot.services.reminders import reminder
from bot.services.suggestions import proposal_of
from bot.services.today import streak_of
from bot.views import appeals as appeal_views
from bot.views import closing as closing_views
from bot.views import grades as grade_views
from bot.views import hosting as host_views
from bot.views import knocks
from bot.views import overrides as override_views
from bot.views import practice as practice_views
from bot.views import regrading as regrading_views
from bot.views import reminders as reminder_views
from bot.views import suggestions as suggestion_views
from bot.views.mock import debrief as debrief_views
from bot.views.mock import panel as panel_views
from bot.views.mock import turns as turn_views
from bot.views.model import Reply


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message to send and what it says; `reply` None when there is nothing left to say.

    `under` is the platform's id of the posting in whose thread it belongs, `ends` that of the one
    that it closes, `ping` whom it calls in the platform's own words, `mention` the key of an
    account to be called by name. A `fleeting` one answers what somebody just did in a form: it may
    be shown there and then, and need not last.
    """

    message: QueuedMessage
    reply: Reply | None
    under: str | None = None
    ends: str | None = None
    ping: str = ""
    mention: str | None = None
    fleeting: bool = False
    posting: Posting | None = None
    """The posting that it is, if it is one."""


async def compose(deps: Deps, message: QueuedMessage) -> Outgoing:
    """The words of a message. None when what it was about is gone, such as a deleted answer."""
    async with deps.store.read() as work:
        reply = await _COMPOSERS[message.kind](deps, work, message)
        if reply is None:
            return Outgoing(message, None)
        posting = await _posting_of(work, message)
        group = None if posting is None else await work.groups.get(posting.group_id)
        is_posting = message.kind is MessageKind.POSTING
        account = message.subject.get("account")
        return Outgoing(
            message,
            reply,
            under=await _reference(work, message, posting, _IN_THREAD)
            or await _round_reference(work, message),
            ends=await _reference(work, message, posting, {MessageKind.CLOSING}),
            ping=group.ping if group is not None and is_posting else "",
            mention=None if account is None else str(account),
            fleeting=await _is_fleeting(work, message),
            posting=posting if is_posting else None,
        )


_IN_THREAD = {MessageKind.THREAD, MessageKind.PIN, MessageKind.FEEDBACK, MessageKind.KNOCK}


async def _posting_of(work: Work, message: QueuedMessage) -> Posting | None:
    """The posting that a message is about, itself or by an attempt at it."""
    posting_id = message.subject.get("posting")
    attempt_id = message.subject.get("attempt")
    if posting_id is None and attempt_id is not None:
        graded = await work.attempts.get(int(attempt_id))
        posting_id = None if graded is None else graded.attempt.posting_id
    return None if posting_id is None else await work.postings.get(int(posting_id))


async def _is_fleeting(work: Work, message: QueuedMessage) -> bool:
    """Feedback on words that came by a form; those in a message are answered by a message."""
    if message.kind is not MessageKind.FEEDBACK:
        return False
    graded = await work.attempts.get(int(message.subject["attempt"]))
    return graded is not None and graded.attempt.message is None


async def _reference(
    work: Work, message: QueuedMessage, posting: Posting | None, kinds: Collection[MessageKind]
) -> str | None:
    if message.kind not in kinds or message.recipient is not None or posting is None:
        return None
    places = await work.groups.places(posting.group_id)
    return await work.outbox.reference(posting_keys(posting, len(places)), message.place)


async def _round_reference(work: Work, message: QueuedMessage) -> str | None:
    """The message that opened the mock round for all to see: what follows stands under it."""
    session_id = message.subject.get("session")
    if session_id is None or message.recipient is not None:
        return None
    session = await work.rounds.get(int(session_id))
    if session is None or session.home.private or session.home.key == message.key:
        return None
    return await work.outbox.reference([session.home.key], message.place)


async def _posting(deps: Deps, work: Work, message: QueuedMessage) -> Reply | None:
    posting = await work.postings.get(int(message.subject["posting"]))
    if posting is None:
        return None
    group = await work.groups.get(posting.group_id)
    head = deps.bank.head(posting.prompt_id)
    if group is None or head is None:
        return None
    return practice_views.posting(head, posting, dict(deps.bank.topics()), group.zone)


async def _closing(deps: Deps, work: Work, message: QueuedMessage) -> Reply | None:
    posting = await work.postings.get(int(message.subject["posting"]))
    if posting is None:
        return None
    return closing_views.closing(await closing(deps, work, posting))


async def _digest(deps: Deps, work: Work, message: QueuedMessage) -> Reply | None:
    group = await work.groups.get(int(message.subject["group"]))
    if group is None:
        return None
    monday = date.fromisoformat(str(message.subject["monday"]))
    return closing_views.digest(await digest(deps, work, group, monday))


async def _feedback(deps: Deps, work: Work, message: QueuedMessage) -> Reply | None:
    graded = await work.attempts.get(int(message.subject["attempt"]))
    if graded is None or graded.grade is None:
        return None
    if graded.attempt.state is AttemptState.WITHDRAWN:
        return None
    shown = await feedback(deps, work, graded)
    attempt = graded.attempt
    streak = await streak_of(work, attempt.group_id, attempt.member_id, attempt.practice_date)
    member = await work.members.get(attempt.member_id)
    seen_by_all = message.recipient is None and member is not None
    return grade_views.feedback(
        replace(shown, streak=streak),
        dict(deps.bank.skills()),
        name=member.name if seen_by_all and member is not None else "",
    )


async def _host_note(_: Deps, __: Work, message: QueuedMessage) -> Reply | None:
    return host_views.host_note(str(message.subject["action"]), str(message.subject["detail"]))


async def _appeal(deps: Deps, work: Work, message: QueuedMessage) -> Reply | None:
    appeal = await work.appeals.get(int(message.subject["appeal"]))
    if appeal is None or appeal.state is not AppealState.OPEN:
        return None
    case = await case_of(deps, work, appeal)
    return None if case is None else appeal_views.appeal_note(case)


async def _override(deps: Deps, work: Work, message: QueuedMessage) -> Reply | None:
    done = await overridden(deps, work, message.subject)
    return None if done is None else override_views.override_letter(done)


async def _decline(deps: Deps, work: Work, message: QueuedMessage) -> Reply | None:
    appeal = await work.appeals.get(int(message.subject["appeal"]))
    case = None if appeal is None else await case_of(deps, work, appeal)
    return None if case is None else appeal_views.decline_letter(case)


async def _regrade(deps: Deps, work: Work, message: QueuedMessage) -> Reply | None:
    found = await regraded(deps, work, message.subject)
    return None if found is None else regrading_views.regrade_letter(*found)


async def _thread(deps: Deps, work: Work, message: QueuedMessage) -> Reply | None:
    if "session" in message.subject:
        return await _round_thread(deps, work, message)
    posting = await _posting_of(work, message)
    head = None if posting is None else deps.bank.head(posting.prompt_id)
    if posting is None or head is None:
        return None
    return practice_views.thread(head, posting)


async def _round_thread(deps: Deps, work: Work, message: QueuedMessage) -> Reply | None:
    session = await work.rounds.get(int(message.subject["session"]))
    found = None if session is None else await named_round(deps, work, session)
    return None if found is None else turn_views.thread(found)


async def _mock(deps: Deps, work: Work, message: QueuedMessage) -> Reply | None:
    if "debrief" in message.subject:
        session = await work.rounds.get(int(message.subject["session"]))
        moved = message.subject["debrief"] == 2
        shown = None if session is None else await shown_debrief(deps, work, session, moved=moved)
        if shown is None:
            return None
        everybody = message.recipient is None
        return debrief_views.debrief(shown, dict(deps.bank.skills()), everybody=everybody)
    if "seat" in message.subject:
        card = await seat_card(deps, work, message)
        return None if card is None else panel_views.seat(card)
    found = await told(deps, work, message)
    return None if found is None else turn_views.turns(found)


async def _pin(_: Deps, work: Work, message: QueuedMessage) -> Reply | None:
    return None if await _posting_of(work, message) is None else Reply(())


async def _knock(_: Deps, __: Work, message: QueuedMessage) -> Reply | None:
    return knocks.knock(MessageKind(str(message.subject["about"])), message.subject)


async def _suggestion(_: Deps, work: Work, message: QueuedMessage) -> Reply | None:
    found = await work.suggestions.get(int(message.subject["suggestion"]))
    if found is None or found.state is not SuggestionState.OPEN:
        return None
    return suggestion_views.suggestion_note(await proposal_of(work, found))


async def _suggestion_answer(_: Deps, work: Work, message: QueuedMessage) -> Reply | None:
    found = await work.suggestions.get(int(message.subject["suggestion"]))
    return None if found is None else suggestion_views.suggestion_letter(found)


async def _reminder(deps: Deps, work: Work, message: QueuedMessage) -> Reply | None:
    shown = await reminder(deps, work, message)
    return None if shown is None else reminder_views.reminder(shown)


_COMPOSERS: dict[MessageKind, Callable[[Deps, Work, QueuedMessage], Awaitable[Reply | None]]] = {
    MessageKind.POSTING: _posting,
    MessageKind.CLOSING: _closing,
    MessageKind.DIGEST: _digest,
    MessageKind.FEEDBACK: _feedback,
    MessageKind.HOST_NOTE: _host_note,
    MessageKind.APPEAL: _appeal,
    MessageKind.OVERRIDE: _override,
    MessageKind.DECLINE: _decline,
    MessageKind.REGRADE: _regrade,
    MessageKind.THREAD: _thread,
    MessageKind.PIN: _pin,
    MessageKind.KNOCK: _knock,
    MessageKind.SUGGESTION: _suggestion,
    MessageKind.SUGGESTION_ANSWER: _suggestion_answer,
    MessageKind.REMINDER: _reminder,
    MessageKind.MOCK: _mock,
}
