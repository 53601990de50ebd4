"""What all tests share: a conversation, and no settings from outside."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.support.conversation import Conversation, a_conversation
from tests.support.environment import outside_settings

MONDAY = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


MEANWHILE = 400
"""So many tests, a minute's work, before anybody looks at what was begun at the start."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What mostly waits is begun first, and looked at when some of the rest is done meanwhile."""
    waiting = [one for one in items if one.get_closest_marker("waits")]
    working = [one for one in items if not one.get_closest_marker("waits")]
    begun = [one for one in waiting if one.get_closest_marker("begun")]
    first = [one for one in waiting if not one.get_closest_marker("begun")]
    items[:] = [*first, *working[:MEANWHILE], *begun, *working[MEANWHILE:]]


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
