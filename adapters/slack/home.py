"""The app's home: today's prompt, the streak and the settings, as the core says them."""

from __future__ import annotations

from typing import Any

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.faults import FAULTS, code_of
from adapters.slack.forms import fitting
from adapters.slack.names import Names
from adapters.slack.places import PLATFORM, account_key, place_of
from adapters.slack.render import pages
from bot.core import Core
from bot.domain.member import Account
from bot.inbound import Chosen, Inbound
from bot.ports.clock import Clock

_log = structlog.get_logger(__name__)

SHOWN = ("daily", "streak", "progress", "mock status", "settings")
"""What stands in a home, of those there are, from top to bottom."""


class Home:
    """Shows each person their own."""

    def __init__(self, core: Core, client: AsyncWebClient, names: Names, clock: Clock) -> None:
        self._core = core
        self._client = client
        self._names = names
        self._clock = clock

    async def show(self, team: str, user: str) -> None:
        """Publish a person's home; what fails is told to nobody but the log."""
        person = await self._names.of(user, team)
        account = Account(account_key(team, user), person.name)
        blocks: list[dict[str, Any]] = []
        for words in SHOWN:
            if words in self._core.registry:
                blocks += await self._blocks(words, account, team)
        try:
            view = {"type": "home", "blocks": fitting(blocks)}
            await self._client.views_publish(user_id=user, view=view)
        except FAULTS as error:
            _log.warning("home.unshown", error=type(error).__name__, code=code_of(error))

    async def _blocks(self, words: str, account: Account, team: str) -> list[dict[str, Any]]:
        now = self._clock.now()
        inbound = Inbound(
            place=place_of(team, ""),
            account=account,
            said=Chosen(words),
            event_key=f"{PLATFORM}:h:{account.key}:{words}:{now.timestamp()}",
            at=now,
            private=True,
        )
        reply = await self._core.handle(inbound, frank=False)
        found: list[dict[str, Any]] = []
        for page in pages(reply, self._core.registry):
            found += page.blocks
        return [*found, {"type": "divider"}]
