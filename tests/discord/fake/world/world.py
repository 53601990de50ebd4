"""Everything there is on one fake Discord, found by id."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tests.discord.fake.clock import FakeClock
from tests.discord.fake.commands import CommandBook
from tests.discord.fake.errors import (
    MISSING_ACCESS,
    UNKNOWN_CHANNEL,
    UNKNOWN_MESSAGE,
    ApiError,
)
from tests.discord.fake.gateway.event import Event
from tests.discord.fake.snowflakes import Snowflakes
from tests.discord.fake.world.channel import Channel, ChannelType, DirectChannel
from tests.discord.fake.world.guild import Guild
from tests.discord.fake.world.message import Message
from tests.discord.fake.world.permission import Permission
from tests.discord.fake.world.user import User
from tests.support.changes import Changes

if TYPE_CHECKING:
    from tests.discord.fake.interaction import Interaction

NONCE_WINDOW_S = 180.0
ANSWER_WITHIN_S = 3.0


class World:
    """The state of one fake; `tell` hands events to the gateway and wakes whoever waits."""

    def __init__(self) -> None:
        self.changes = Changes()
        self.clock = FakeClock(self._time_passed)
        self.ids = Snowflakes(self.clock)
        self.bot = User(self.ids(), "rounds", bot=True)
        self.application_id = self.bot.id
        self.app_owner = User(self.ids(), "owner", "Owner")
        self.users: dict[int, User] = {self.bot.id: self.bot, self.app_owner.id: self.app_owner}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self.direct: dict[int, DirectChannel] = {}
        self.commands = CommandBook(self.application_id, self.ids)
        self.interactions: dict[str, Interaction] = {}
        self.files: dict[str, bytes] = {}
        self.files_url = self.gateway_url = ""
        self.nonces: dict[tuple[int, str], Message] = {}
        self.nonce_window_s = NONCE_WINDOW_S
        self.answer_within_s = ANSWER_WITHIN_S
        self.reads_content: Callable[[], bool] = lambda: True
        self.application_flags: Callable[[], int] = lambda: 0
        self._listeners: list[Callable[[Event], None]] = []

    def _time_passed(self) -> None:
        """Whoever waited too long by now need not wait longer."""
        for one in self.interactions.values():
            if one.lapsed:
                one.over.set()
        self.changes.happened()

    def listen(self, listener: Callable[[Event], None]) -> None:
        self._listeners.append(listener)

    def tell(self, event: Event | None = None) -> None:
        """Passes an event on, or only says that something changed."""
        if event is not None:
            for listener in self._listeners:
                listener(event)
        self.changes.happened()

    def channel(self, number: int) -> Channel:
        """The channel, for the bot: unknown when it is gone, no access when it cannot be seen."""
        channel = self.channels.get(number)
        if channel is None or channel.gone:
            raise ApiError(*UNKNOWN_CHANNEL)
        if channel.guild is not None and not channel.guild.joined:
            raise ApiError(*MISSING_ACCESS)
        if not channel.allowed(self.bot) & Permission.VIEW_CHANNEL:
            raise ApiError(*MISSING_ACCESS)
        return channel

    def guild(self, number: int) -> Guild:
        """The server, for the bot."""
        guild = self.guilds.get(number)
        if guild is None or not guild.joined:
            raise ApiError(*MISSING_ACCESS)
        return guild

    def message(self, channel: Channel, number: int) -> Message:
        message = channel.messages.get(number)
        if message is None or message.ephemeral:
            raise ApiError(*UNKNOWN_MESSAGE)
        return message

    def conversation(self, person: User) -> DirectChannel:
        """The direct messages of the bot and a person; always the same channel."""
        channel = self.direct.get(person.id)
        if channel is None:
            channel = DirectChannel(self.ids(), ChannelType.DM, person, self.bot)
            self.direct[person.id] = self.channels[channel.id] = channel
        return channel

    def shares_guild(self, person: User) -> bool:
        return any(person.id in one.members for one in self.guilds.values() if one.joined)
