"""What the tests of the Slack adapter share: the fake, and a bot that is in a hurry."""

from __future__ import annotations

import pytest

from adapters.slack import delivery, sockets
from tests.slack.fake.fixtures import fake

__all__ = ["fake", "hurry"]


@pytest.fixture(autouse=True)
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pauses that spare Slack are as many seconds of every test."""
    monkeypatch.setattr(sockets, "STAGGER_SECONDS", 0.02)
    monkeypatch.setattr(delivery, "POSTS_PER_SECOND", 50)
