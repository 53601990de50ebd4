"""Windows: opened while Slack still lets us, filled when there is something to show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.faults import FAULTS, code_of
from adapters.slack.forms import Where, beyond, reading
from adapters.slack.render import Page

_log = structlog.get_logger(__name__)

Body = Mapping[str, Any]


class Windows:
    """Opens and fills windows."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client

    async def open(self, body: Body, view: dict[str, Any]) -> str | None:
        """The id of the window; None when Slack would not open it any more.

        Over the one in which somebody acted, where it was one.
        """
        trigger = body["trigger_id"]
        try:
            if window_of(body) is None:
                answer = await self._client.views_open(trigger_id=trigger, view=view)
            else:
                answer = await self._client.views_push(trigger_id=trigger, view=view)
        except FAULTS as error:
            _log.warning("window.unopened", error=type(error).__name__, code=code_of(error))
            return None
        return str(answer["view"]["id"])

    async def fill(self, window: str, shown: Sequence[Page], where: Where) -> Sequence[Page]:
        """Show pages in it; returns those that found no room, all when it would not be changed."""
        if any(page.files for page in shown):
            return shown
        try:
            await self._client.views_update(view_id=window, view=reading(shown, where))
        except FAULTS as error:
            _log.warning("window.unfilled", error=type(error).__name__, code=code_of(error))
            return shown
        return beyond(shown)


def window_of(body: Body) -> str | None:
    """The window in which somebody acted; None for a message and for our home."""
    view = body.get("view") or {}
    return str(view["id"]) if view.get("type") == "modal" else None


def below(body: Body) -> str | None:
    """The window that is seen again when a form is gone, if there is one."""
    found = body["view"].get("previous_view_id")
    return str(found) if found else None
