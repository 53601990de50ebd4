"""Keys: which messages of the outbox stand on Slack, read off the metadata they were sent with."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

EVENT_TYPE = "rounds_message"
"""The metadata of what we send carries its key, by which a later try finds it again."""

_PAGE = 200
"""Messages of a channel read at once (docs.slack.dev: 200 at most are advised)."""

_CLOCKS_APART = 60
"""Seconds by which our clock may be ahead of Slack's."""

Facts = dict[str, Any]


def metadata(key: str) -> Facts:
    """What a page of a message is sent with."""
    return {"event_type": EVENT_TYPE, "event_payload": {"key": key}}


def page_key(message: str, number: int) -> str:
    """The key of a page of the message with that key."""
    return f"{message}/{number}"


def message_of(page: str) -> str | None:
    """The key of the message whose first page has that key; None for other pages."""
    message, _, number = page.rpartition("/")
    return message if number == "0" else None


class Keys:
    """Looks at Slack; raises what the client raises."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client

    async def since(
        self, channel: str, thread: str | None, moment: datetime, wanted: str
    ) -> dict[str, str]:
        """The times of our messages since then by their keys, up to the first one that is wanted.

        In a thread, or in a channel beside its threads. Each page of them is asked for: in a busy
        channel ours may be far back. Of a channel Slack tells the newest first, of a thread the
        oldest.
        """
        facts: Facts = {
            "channel": channel,
            "oldest": f"{moment.timestamp() - _CLOCKS_APART:.6f}",
            "limit": _PAGE,
            "include_all_metadata": True,
        }
        found: dict[str, str] = {}
        while True:
            answer = await (
                self._client.conversations_history(**facts)
                if thread is None
                else self._client.conversations_replies(ts=thread, **facts)
            )
            found |= dict(_read(answer.get("messages", [])))
            following = (answer.get("response_metadata") or {}).get("next_cursor")
            if not following or (thread is None and wanted in found):
                return found
            facts["cursor"] = following

    async def of(self, channel: str, ts: str) -> str | None:
        """The key of one message at the head of a thread; None where it has none."""
        answer = await self._client.conversations_replies(
            channel=channel, ts=ts, limit=1, include_all_metadata=True
        )
        return next((key for key, at in _read(answer.get("messages", [])) if at == ts), None)


def _read(messages: list[Facts]) -> Iterator[tuple[str, str]]:
    for one in messages:
        told = one.get("metadata") or {}
        if told.get("event_type") == EVENT_TYPE:
            yield str(told.get("event_payload", {}).get("key")), str(one["ts"])
