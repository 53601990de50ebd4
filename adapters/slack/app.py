"""The Bolt app: what Slack may send, and who takes it."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

import structlog
from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from adapters.handling import Handling
from adapters.slack.events import Events, Unclear
from adapters.slack.forms import FORM, LINE
from adapters.slack.interactions import Interactions
from adapters.slack.manifest import ANYWHERE, COMMAND, GRADE
from adapters.slack.places import PLATFORM
from bot.core import Core
from bot.errors import StoreError

_log = structlog.get_logger(__name__)

_ANY = re.compile(".*", re.DOTALL)
_KEPT = "rounds_kept"

UNKEPT = 503
"""The status of an event that could not be stored: not acknowledged, so that it comes again."""

Next = Callable[[], Awaitable[Any]]
Ack = Callable[..., Awaitable[Any]]
Take = Callable[[dict[str, Any], Ack], Awaitable[None]]

PATIENCE = 3.0
"""Seconds after which Slack has given up."""


def bolt(
    client: AsyncWebClient,
    events: Events,
    interactions: Interactions,
    in_hand: Handling,
    core: Core,
) -> AsyncApp:
    """An app that hands everything on; who sent it was looked at before."""

    async def known() -> AuthorizeResult:
        # Left to itself Bolt asks Slack at the first event, and when Slack is away just then it
        # acknowledges the event and drops it.
        return AuthorizeResult(
            enterprise_id=None,
            team_id=events.team,
            bot_user_id=events.me,
            bot_token=client.token,
        )

    app = AsyncApp(
        client=AsyncWebClient(base_url=client.base_url, session=client.session),
        authorize=known,
        request_verification_enabled=False,
        # It waits for our listeners, all of which return at once.
        process_before_response=True,
        raise_error_for_unhandled_request=False,
    )
    # It takes a proxy from the environment and knows no exceptions to it.
    app.client.proxy = None
    _listen_to_events(app, events, in_hand, core)
    handing = _Handing(events.team, in_hand, core)
    app.command(COMMAND)(handing.on(interactions.command))
    app.action(_ANY)(handing.on(interactions.press))
    app.view(FORM)(handing.on(interactions.form))
    app.view(LINE)(handing.on(interactions.line))
    app.message_shortcut(GRADE)(handing.on(interactions.shortcut))
    app.global_shortcut(ANYWHERE)(handing.on(interactions.anywhere))
    return app


def _listen_to_events(app: AsyncApp, events: Events, in_hand: Handling, core: Core) -> None:
    """Bolt acknowledges an event before its listener and after its middleware: keep it there.

    What cannot be kept is not acknowledged, and Slack sends it again.
    """

    @app.middleware
    async def keep(
        body: dict[str, Any],
        context: dict[str, Any],
        next: Next,  # noqa: A002
    ) -> BoltResponse | None:
        if body.get("type") == "event_callback":
            if not events.is_ours(body):
                return BoltResponse(status=200)
            try:
                with core.intake.urgent(PLATFORM):
                    context[_KEPT] = await events.keep(body)
            except StoreError as error:
                _log.error("event.unkept", error=error.sentence)
                return BoltResponse(status=UNKEPT)
            except Unclear as error:
                _log.warning("event.unclear", code=str(error))
                return BoltResponse(status=UNKEPT)
        await next()
        return None

    @app.event(_ANY)
    async def heard(body: dict[str, Any], context: dict[str, Any]) -> None:
        kept = context.get(_KEPT)
        in_hand.begin(_safely(events.handle(kept) if kept is not None else events.other(body)))


async def _safely(handling: Coroutine[Any, Any, None]) -> None:
    try:
        await handling
    except Exception as error:  # noqa: BLE001
        # An edge of the process: one event must not take the others with it.
        _log.exception("event.failed", error=type(error).__name__)


class Unacknowledged(Exception):
    """An interaction that nobody could make sense of, or that took too long."""


class _Handing:
    """Hands interactions on, each as one of our own workspace."""

    def __init__(self, team: str, in_hand: Handling, core: Core) -> None:
        self._team = team
        self._in_hand = in_hand
        self._intake = core.intake

    def on(self, take: Take) -> Callable[..., Awaitable[None]]:
        """A listener of Bolt's, which returns as soon as Slack is to be answered.

        Left to itself Bolt looks every ten milliseconds whether it is time, for everybody who
        waits; and an error after an acknowledgement would take that back.
        """

        async def handed(body: dict[str, Any], ack: Ack) -> None:
            # Of somebody from elsewhere Slack names their own workspace, as in no event.
            ours = {**body, "team": {"id": self._team}, "team_id": self._team}
            acknowledged: asyncio.Future[None] = asyncio.get_running_loop().create_future()

            async def once(**answer: Any) -> None:  # noqa: ANN401
                if not acknowledged.done():
                    await ack(**answer)
                    acknowledged.set_result(None)

            with self._intake.urgent(PLATFORM):
                self._in_hand.begin(_taken(take, ours, once, acknowledged))
                await asyncio.wait_for(acknowledged, PATIENCE)

        return handed


async def _taken(
    take: Take, body: dict[str, Any], ack: Ack, acknowledged: asyncio.Future[None]
) -> None:
    try:
        await take(body, ack)
    except Exception as error:  # noqa: BLE001
        _log.exception("interaction.failed", error=type(error).__name__)
    finally:
        if not acknowledged.done():
            # Slack tells the person at once, and a form keeps what they wrote.
            acknowledged.set_exception(Unacknowledged())
