"""What all tests share: a conversation, and no settings from outside."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.support.conversation import Conversation, a_conversation
from tests.support.environment import outside_settings

MONDAY = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What mostly waits comes first, so that the rest is done meanwhile."""
    items.sort(key=lambda item: item.get_closest_marker("waits") is None)


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in outside_settings():
        monkeypatch.delenv(name)


@pytest.fixture
async def talk(tmp_path: Path) -> AsyncIterator[Conversation]:
    """A group that posts at 09:00 UTC every day; it is Monday, 8 o'clock."""
    conversation = await a_conversation(tmp_path, MONDAY)
    yield conversation
    await conversation.core.close()
