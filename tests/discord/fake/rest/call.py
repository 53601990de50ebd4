"""A request on its way through a handler."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.discord.fake.errors import MISSING_PERMISSIONS, UNKNOWN_USER, ApiError, Json
from tests.discord.fake.request import Request
from tests.discord.fake.world.channel import Channel
from tests.discord.fake.world.guild import Guild
from tests.discord.fake.world.message import Message
from tests.discord.fake.world.permission import Permission
from tests.discord.fake.world.sight import seen
from tests.discord.fake.world.user import User
from tests.discord.fake.world.world import World

Answer = tuple[int, Any]
NOTHING: Answer = (204, None)


@dataclass(frozen=True)
class Call:
    """What handlers work with: the world, and the request with its path taken apart."""

    world: World
    request: Request

    @property
    def body(self) -> Any:
        return self.request.body

    @property
    def query(self) -> dict[str, str]:
        return self.request.query

    def number(self, name: str) -> int:
        return int(self.request.params[name])

    def channel(self, *needs: Permission) -> Channel:
        """The channel of the path, with all of these permissions for the bot."""
        channel = self.world.channel(self.number("channel_id"))
        self.require(channel, *needs)
        return channel

    def require(self, channel: Channel, *needs: Permission) -> None:
        may = channel.allowed(self.world.bot)
        if any(not may & one for one in needs):
            raise ApiError(*MISSING_PERMISSIONS)

    def message(self, channel: Channel) -> Message:
        return self.world.message(channel, self.number("message_id"))

    def guild(self) -> Guild:
        return self.world.guild(self.number("guild_id"))

    def user(self, name: str = "user_id") -> User:
        found = self.world.users.get(self.number(name))
        if found is None:
            raise ApiError(*UNKNOWN_USER)
        return found

    def shown(self, message: Message) -> Json:
        """A message as the bot gets to see it."""
        return seen(message, self.world.bot, content=self.world.reads_content())
