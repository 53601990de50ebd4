"""A small, strict Slack of the tests' own, on loopback sockets."""

from tests.slack.fake.errors import CannotDo
from tests.slack.fake.fake import FakeSlack

__all__ = ["CannotDo", "FakeSlack"]
