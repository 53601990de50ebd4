"""A message on its way out: what it is about and where it goes, never its words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.group import Place


class MessageKind(StrEnum):
    """What a message says; its words are made from the stored facts when it is sent."""

    POSTING = "posting"
    CLOSING = "closing"
    DIGEST = "digest"
    FEEDBACK = "feedback"
    HOST_NOTE = "host-note"
    APPEAL = "appeal"
    """Tells a host that a member asks for a look at a grade."""
    OVERRIDE = "override"
    """Tells a member what a host changed about a grade."""
    DECLINE = "decline"
    """Tells a member that a host left a grade as it is."""
    REGRADE = "regrade"
    """Tells a member that judging again moved a level."""
    THREAD = "thread"
    """Opens the thread under a posting."""
    PIN = "pin"
    """Keeps a posting at the top of its place."""
    KNOCK = "knock"
    """Tells a member, where they practise, that a private message could not reach them."""
    SUGGESTION = "suggestion"
    """Tells a host that a member proposes a question."""
    SUGGESTION_ANSWER = "suggestion-answer"
    """Tells a member what a host decided about their question."""
    REMINDER = "reminder"
    """Reminds a member of a prompt that they have not answered."""
    MOCK = "mock"
    """Says the next turns of a mock round, or its debrief."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMessage:
    """A message to be queued. Of two with the same `key` only the first is kept.

    `subject` names the stored facts it is about (ids and dates). `recipient` is the key of the one
    account that may see it, None for everybody in the place. It goes out at `not_before` at the
    earliest, None is at once.
    """

    key: str
    kind: MessageKind
    place: Place
    subject: dict[str, int | str]
    recipient: str | None = None
    not_before: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuedMessage(NewMessage):
    """A stored message, claimed by a sender. `tries` counts the claims before this one."""

    id: int
    tries: int
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SentMessage:
    """A message that is out: what it was about and where it went."""

    kind: MessageKind
    place: Place
    subject: dict[str, int | str]
