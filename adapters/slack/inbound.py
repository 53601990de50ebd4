"""What Slack tells, as the core's events."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from adapters.slack.actionid import picked
from adapters.slack.forms import Where, origin_of
from adapters.slack.places import (
    PLATFORM,
    account_key,
    is_direct,
    message_key,
    place_of,
)
from adapters.slack.words import decoded
from bot.domain.member import Account
from bot.inbound import Chosen, Edited, Inbound, Mentioned, Replied, Said, Typed

Body = Mapping[str, Any]

PEOPLE_WRITE = frozenset({None, "thread_broadcast", "file_share", "me_message"})
"""Subtypes of messages in which somebody says something."""

_PRESSES_APART = 2
"""Seconds: a second press of the same button within them is the same press."""


def from_command(body: Body, said: Typed | Chosen, now: datetime) -> Inbound:
    """`/rounds ...`; Slack gives it no time of its own."""
    return Inbound(
        place=place_of(body["team_id"], body["channel_id"]),
        account=Account(account_key(body["team_id"], body["user_id"]), body.get("user_name") or ""),
        said=said,
        event_key=f"{PLATFORM}:c:{body['trigger_id']}",
        at=now,
        private=is_direct(body["channel_id"]),
    )


def from_press(body: Body, said: Chosen, now: datetime) -> Inbound:
    """A button or a list of a message of ours, or of our home."""
    action = body["actions"][0]
    container = body.get("container") or {}
    # A window stays one and the same while what it shows changes.
    message = container.get("message_ts") or (body.get("view") or {}).get("hash", "")
    moment = int(float(action.get("action_ts") or 0)) // _PRESSES_APART
    user, team = body["user"], body["team"]["id"]
    # Two things picked from one list in a moment are two presses.
    pressed = f"{user['id']}:{message}:{action['action_id']}:{picked(action)}:{moment}"
    channel, thread = where_of(body)
    return Inbound(
        place=place_of(team, channel),
        account=_account(body),
        said=said,
        event_key=f"{PLATFORM}:a:{pressed}",
        at=now,
        about=_about(channel, thread),
        private=not channel or is_direct(channel),
    )


def from_form(body: Body, said: Chosen, where: Where, now: datetime) -> Inbound:
    """A form that was sent; `where` is the place it was opened in."""
    channel, thread = where
    return Inbound(
        place=place_of(body["team"]["id"], channel),
        account=_account(body),
        said=said,
        event_key=f"{PLATFORM}:v:{body['view']['id']}",
        at=now,
        about=_about(channel, thread),
        private=not channel or is_direct(channel),
    )


def from_shortcut(body: Body, now: datetime) -> Inbound:
    """“Grade as my answer”: a message of one's own is the answer, from when it was written."""
    message, channel, team = body["message"], body["channel"]["id"], body["team"]["id"]
    thread = message.get("thread_ts")
    return Inbound(
        place=place_of(team, channel),
        account=_account(body),
        said=Replied(decoded(message.get("text") or "")),
        # One of its own: as a message it may have been heard, and taken for talk.
        event_key=f"{PLATFORM}:g:{channel}:{message['ts']}:{body['action_ts']}",
        at=_moment(message["ts"], now),
        message=message_key(channel, message["ts"]),
        about=_about(channel, thread),
        private=is_direct(channel),
        author=account_key(team, message.get("user") or ""),
    )


def from_message(event: Body, team: str, me: str, name: str, now: datetime) -> Inbound | None:
    """A message that somebody wrote; None for those of bots and of Slack itself."""
    if event.get("bot_id") or event.get("subtype") not in PEOPLE_WRITE:
        return None
    user = event.get("user")
    if not user or user == me:
        return None
    channel = event["channel"]
    said = _said(event, me, direct=is_direct(channel))
    if said is None:
        return None
    key = message_key(channel, event["ts"])
    return Inbound(
        place=place_of(team, channel),
        account=Account(account_key(team, user), name),
        said=said,
        event_key=key,
        at=_moment(event["ts"], now),
        message=key,
        about=_about(channel, event.get("thread_ts")),
        private=is_direct(channel),
    )


def from_edit(event: Body, team: str, me: str, name: str, now: datetime) -> Inbound | None:
    """A message as it reads after an edit; None where only a link was unfolded."""
    message = event.get("message", {})
    edited = (message.get("edited") or {}).get("ts")
    changed = {**message, "channel": event["channel"], "subtype": None}
    inbound = from_message(changed, team, me, name, now)
    if inbound is None or edited is None:
        return None
    text = inbound.said.text if isinstance(inbound.said, Replied | Mentioned) else ""
    return replace(
        inbound,
        said=Edited(text),
        event_key=f"{inbound.event_key}:{edited}",
        at=_moment(edited, now),
        about=None,
    )


def gone_from(event: Body) -> str | None:
    """The key of the message that an event says is gone; None for all other events."""
    channel = event.get("channel")
    match event.get("type"), event.get("subtype"), event.get("message"):
        case "message", "message_deleted", _:
            return message_key(str(channel), str(event["deleted_ts"]))
        case "message", "message_changed", {"subtype": "tombstone", "ts": ts}:
            # It had a thread, whose other messages stay.
            return message_key(str(channel), str(ts))
    return None


def where_of(body: Body) -> Where:
    """The channel, and the message whose thread it belongs to; of a window, where it came from."""
    if body.get("view"):
        return origin_of(body["view"])[1]
    container = body.get("container") or {}
    channel = (body.get("channel") or {}).get("id", "")
    return channel, container.get("thread_ts") or container.get("message_ts")


def shown_in(body: Body) -> Where:
    """Where an answer is seen: in a thread only if they acted in it.

    What is for one person alone Slack shows in a thread only if that has begun.
    """
    return where_of(body)[0], (body.get("container") or {}).get("thread_ts")


def _said(event: Body, me: str, *, direct: bool) -> Said | None:
    written = str(event.get("text") or "")
    called = f"<@{me}>" in written
    text = decoded(re.sub(rf"^(\s*<@{me}>[\s,:]*)+|(\s*<@{me}>\s*)+$", "", written)).strip()
    if not text and not event.get("files"):
        return None
    return Mentioned(text) if called or direct else Replied(text, addressed=False)


def _about(channel: str, thread: str | None) -> str | None:
    """The id of the message that the thread stands under, as our own references are written."""
    return None if not channel or thread is None else f"{channel}:{thread}"


def _account(body: Body) -> Account:
    user = body["user"]
    name = user.get("name") or user.get("username") or user["id"]
    return Account(account_key(body["team"]["id"], user["id"]), name)


def _moment(ts: str, now: datetime) -> datetime:
    """The time of a message; never later than now, whatever it claims."""
    try:
        return min(datetime.fromtimestamp(float(ts), UTC), now)
    except (ValueError, OverflowError, OSError):
        return now
