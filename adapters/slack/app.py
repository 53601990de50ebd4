"""The Bolt app: what Slack may send, and who takes it."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.events import Events
from adapters.slack.forms import FORM, LINE
from adapters.slack.interactions import Interactions
from adapters.slack.manifest import ANYWHERE, COMMAND, GRADE

_log = structlog.get_logger(__name__)

_ANY = re.compile(".*", re.DOTALL)
_KEPT = "rounds_kept"

Next = Callable[[], Awaitable[Any]]
Ack = Callable[..., Awaitable[Any]]


def bolt(client: AsyncWebClient, events: Events, interactions: Interactions) -> AsyncApp:
    """An app that hands everything on; who sent it was looked at before."""
    app = AsyncApp(
        client=client,
        request_verification_enabled=False,
        raise_error_for_unhandled_request=False,
    )
    _listen_to_events(app, events)
    app.command(COMMAND)(_handing_on(interactions.command))
    app.action(_ANY)(_handing_on(interactions.press))
    app.view(FORM)(_handing_on(interactions.form))
    app.view(LINE)(_handing_on(interactions.line))
    app.message_shortcut(GRADE)(_handing_on(interactions.shortcut))
    app.global_shortcut(ANYWHERE)(_handing_on(interactions.anywhere))
    return app


def _listen_to_events(app: AsyncApp, events: Events) -> None:
    """Bolt acknowledges an event before its listener and after its middleware: keep it there.

    What raises here is not acknowledged, and Slack sends it again.
    """

    @app.middleware
    async def keep(body: dict[str, Any], context: dict[str, Any], next: Next) -> None:  # noqa: A002
        if body.get("type") == "event_callback" and events.is_ours(body):
            context[_KEPT] = await events.keep(body)
        await next()

    @app.event(_ANY)
    async def heard(body: dict[str, Any], context: dict[str, Any]) -> None:
        kept = context.get(_KEPT)
        try:
            await (events.handle(kept) if kept is not None else events.other(body))
        except Exception as error:  # noqa: BLE001
            # An edge of the process: one event must not take the others with it.
            _log.exception("event.failed", error=type(error).__name__)


def _handing_on(
    take: Callable[[dict[str, Any], Ack], Awaitable[None]],
) -> Callable[..., Awaitable[None]]:
    async def handed(body: dict[str, Any], ack: Ack) -> None:
        try:
            await take(body, ack)
        except Exception as error:  # noqa: BLE001
            # An error after an acknowledgement would take it back.
            _log.exception("interaction.failed", error=type(error).__name__)

    return handed
