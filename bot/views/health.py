"""How a group's machinery stands, in words for its host: one line while all is well."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from bot.domain.rotation import LOW_BANK
from bot.domain.spend import Spend
from bot.services.hosting import Health
from bot.views import words
from bot.views.bank import bank_ends
from bot.views.hosting import next_posting
from bot.views.model import Block, Bullets, Card, Facts, Paragraph, Reply

_GRADED_WITHIN = timedelta(minutes=5)
_SENT_WITHIN = timedelta(minutes=1)
_BACKED_UP_WITHIN = timedelta(hours=36)
"""What takes longer is worth a sentence."""


def health(shown: Health) -> Reply:
    """What is not as it should be, if anything; then what a host looks for."""
    worries = tuple(_worries(shown))
    state: Block = Bullets(worries) if worries else Paragraph(f"All is well.{_backed_up(shown)}")
    blocks = (state, Facts(tuple(_facts(shown))), *_unsent(shown), *_spent(shown))
    return Reply((Card("Health", blocks),))


def _worries(shown: Health) -> Iterator[str]:
    zone = shown.group.zone
    for reason in shown.refused:
        yield f"I am not let in on one platform, so nothing is posted there. {reason}"
    due = shown.group.next_due_at
    if due is not None and not shown.group.paused and shown.at - due > _SENT_WITHIN:
        yield f"The prompt of {words.clock(due, zone)} is {words.span(shown.at - due)} late."
    held = shown.waiting.posting
    if held is not None and shown.at - held.since > _SENT_WITHIN:
        reason = f" The last try ended with: {held.reason}." if held.reason else ""
        yield f"A prompt has waited {words.span(shown.at - held.since)} to be sent.{reason}"
    oldest = shown.waiting.replies.oldest
    if oldest is not None and shown.at - oldest > _GRADED_WITHIN:
        waiting = words.count(shown.waiting.replies.waiting, "answer waits", "answers wait")
        yield f"{waiting} for a grade, the oldest for {words.span(shown.at - oldest)}."
    if shown.backup is not None and (worry := _not_backed_up(shown)):
        yield worry
    if shown.prompts_left < LOW_BANK:
        yield bank_ends(shown.prompts_left)


def _not_backed_up(shown: Health) -> str:
    assert shown.backup is not None
    made_at = shown.backup.made_at
    if made_at is None:
        return "There is no backup yet."
    if shown.at - made_at > _BACKED_UP_WITHIN:
        return f"The last good backup is {words.span(shown.at - made_at)} old."
    return ""


def _backed_up(shown: Health) -> str:
    """Where we make none ourselves there is nothing to say."""
    if shown.backup is None or shown.backup.made_at is None:
        return ""
    when = words.clock(shown.backup.made_at, shown.group.zone)
    return f" Last backup: {when}, checked."


def _facts(shown: Health) -> Iterator[tuple[str, str]]:
    last = shown.last
    yield (
        "last posting",
        "none yet" if last is None else f"{words.day(last.local_date)}, {last.state}",
    )
    yield "next posting", next_posting(shown.group)
    yield "members", str(shown.members)
    if shown.waiting.replies.waiting:
        yield "answers waiting for a grade", str(shown.waiting.replies.waiting)
    if shown.waiting.messages:
        yield "messages waiting to be sent", str(shown.waiting.messages)
    yield "prompts not posted yet", str(shown.prompts_left)


def _unsent(shown: Health) -> list[Facts]:
    """Why the last message to everybody that failed did; nothing when none did lately."""
    if shown.unsent is None:
        return []
    when = words.clock(shown.unsent.at, shown.group.zone)
    return [Facts((("last message that failed", f"{when}: {shown.unsent.reason}"),))]


def _spent(shown: Health) -> list[Facts]:
    """What the outside judge was asked and what it cost; nothing without one."""
    if shown.spent is None:
        return []
    spans = (("24 hours", shown.spent.day), ("30 days", shown.spent.month))
    return [Facts(tuple((f"outside judge, last {span}", _spend(spend)) for span, spend in spans))]


def _spend(spend: Spend) -> str:
    text = words.count(spend.calls, "call")
    if spend.calls:
        text += f", {spend.tokens_in + spend.tokens_out:,} tokens"
    if spend.cost_micros is not None:
        text += f", about {spend.cost_micros / 1_000_000:,.2f} by the prices set"
    return text
