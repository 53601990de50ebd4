"""A small, strict Discord of the tests' own, on loopback sockets."""

from tests.discord.fake.errors import CannotDo
from tests.discord.fake.fake import FakeDiscord

__all__ = ["CannotDo", "FakeDiscord"]
