"""A client of Slack's Web API: one session, to the address that is set, past any proxy."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.settings import SlackSettings

REQUEST_SECONDS = 10


def made(settings: SlackSettings, session: aiohttp.ClientSession) -> AsyncWebClient:
    """A client on that session."""
    assert settings.bot_token is not None
    client = AsyncWebClient(
        token=settings.bot_token.get_secret_value(),
        base_url=settings.api_url or AsyncWebClient.BASE_URL,
        session=session,
        timeout=REQUEST_SECONDS,
        # Its own would post a second time after a line that broke behind the effect.
        retry_handlers=[],
    )
    # The library takes a proxy from the environment and knows no exceptions to it.
    client.proxy = None
    return client


@asynccontextmanager
async def connected(settings: SlackSettings) -> AsyncIterator[AsyncWebClient]:
    """A client with a session of its own, closed at the end."""
    async with aiohttp.ClientSession(timeout=timeout()) as session:
        yield made(settings, session)


def timeout() -> aiohttp.ClientTimeout:
    """How long a request may take."""
    return aiohttp.ClientTimeout(total=REQUEST_SECONDS)
