"""What Slack's errors mean for a message that was to be sent."""

from __future__ import annotations

import re
from datetime import timedelta

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError

from adapters.adapter import CannotSend

LOST = (aiohttp.ClientError, OSError, TimeoutError)
"""The connection broke: nobody knows whether Slack did it."""

FAULTS = (SlackClientError, *LOST)

_FOR_GOOD = {
    "channel_not_found": "I cannot see the channel: invite me there with /invite @Rounds",
    "not_in_channel": "I am not in the channel: invite me there with /invite @Rounds",
    "is_archived": "the channel is archived",
    "restricted_action": "only some people may post in the channel",
    "restricted_action_read_only_channel": "nobody may post in the channel",
    "restricted_action_thread_only_channel": "only threads may be written in there",
    "msg_too_long": "the message is too long for Slack",
    "invalid_blocks": "Slack cannot show the message",
    "invalid_auth": "Slack does not know our token any more: install the app again",
    "not_authed": "Slack does not know our token any more: install the app again",
    "token_revoked": "Slack took our token back: install the app again",
    "token_expired": "our token for Slack ran out: install the app again",
    "account_inactive": "the app was removed from the workspace: install it again",
    "team_access_not_granted": "the app may not be used in the workspace",
    "no_permission": "the app lacks a permission: install it again from the manifest",
}
NOT_LET_IN = frozenset(
    {"invalid_auth", "not_authed", "token_revoked", "token_expired", "account_inactive"}
)
"""Slack knows our token no more: nothing at all works until somebody installs the app again."""

PASSING = frozenset(
    {"", "ratelimited", "rate_limited", "internal_error", "fatal_error", "service_unavailable"}
    | {"request_timeout"}
)
"""Slack fails, or says nothing at all; whatever else it answers to a login will not pass."""

_UNREACHABLE = {
    "cannot_dm_bot",
    "user_not_found",
    "user_disabled",
    "user_not_visible",
    "messages_tab_disabled",
    "not_allowed_token_type",
    "user_is_bot",
}


_WORD = re.compile(r"[a-z][a-z0-9_]{0,63}")
_SCOPES = re.compile(r"[a-z._:]{1,40}(, ?[a-z._:]{1,40})*")


def code_of(error: BaseException) -> str:
    """Slack's word for what went wrong; empty where it has none.

    It is read by hosts and kept: what is no such word may be anything, our own token included.
    """
    return _told(error, "error", _WORD)


def _told(error: BaseException, name: str, known: re.Pattern[str]) -> str:
    if not isinstance(error, SlackApiError):
        return ""
    found = str(error.response.get(name) or "")
    return found if known.fullmatch(found) else ""


def cannot_send(error: BaseException, where: str = "") -> CannotSend:
    """The reason in words that a host can act on, and whether trying again may help."""
    if not isinstance(error, SlackApiError):
        return CannotSend(f"no connection to Slack ({type(error).__name__})")
    code = code_of(error)
    if error.response.status_code == 429 or code in {"ratelimited", "rate_limited"}:
        seconds = int(error.response.headers.get("Retry-After", 30))
        return CannotSend("Slack asks for a pause", wait=timedelta(seconds=seconds))
    if code in _UNREACHABLE:
        return CannotSend("takes no direct messages", unreachable=True)
    if code == "missing_scope":
        needed = _told(error, "needed", _SCOPES) or "a permission"
        reason = f"the app lacks {needed}: install it again from the manifest"
    else:
        reason = _FOR_GOOD.get(code, "")
    if reason:
        return CannotSend(f"{where}: {reason}" if where else reason, for_good=True)
    return CannotSend(f"Slack answers {code or error.response.status_code}")
