"""Aiming discord.py in this process at a fake, and back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from discord.gateway import DiscordWebSocket
from discord.http import Route

from tests.discord.fake.fake import FakeDiscord


@contextmanager
def aimed_at(fake: FakeDiscord) -> Iterator[None]:
    """Both addresses are attributes of classes: one fake at a time in one process."""
    before = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    Route.BASE = fake.api_url
    DiscordWebSocket.DEFAULT_GATEWAY = fake.gateway_base
    try:
        yield
    finally:
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = before
