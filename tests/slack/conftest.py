"""What the tests of the Slack adapter share: the fake."""

from __future__ import annotations

from tests.slack.fake.fixtures import fake

__all__ = ["fake"]
