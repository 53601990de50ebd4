"""Where messages are: a server's channel, or a conversation of two."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum
from typing import TYPE_CHECKING

from tests.discord.fake.clock import iso
from tests.discord.fake.errors import Json
from tests.discord.fake.world.permission import IN_DM, Permission
from tests.discord.fake.world.user import User

if TYPE_CHECKING:
    from tests.discord.fake.world.guild import Guild
    from tests.discord.fake.world.message import Message
    from tests.discord.fake.world.thread import Thread


class ChannelType(IntEnum):
    """Discord's numbers."""

    TEXT = 0
    DM = 1
    VOICE = 2
    CATEGORY = 4
    NEWS = 5
    PUBLIC_THREAD = 11
    PRIVATE_THREAD = 12
    FORUM = 15


NO_MESSAGES = (ChannelType.CATEGORY, ChannelType.FORUM)


@dataclass(eq=False, repr=False)
class Channel:
    """What all places share; `messages` holds what is still there, oldest first."""

    id: int
    type: ChannelType
    messages: dict[int, Message] = field(default_factory=dict, kw_only=True)
    last_message_id: int | None = field(default=None, kw_only=True)
    pinned_at: dict[int, datetime] = field(default_factory=dict, kw_only=True)
    gone: bool = field(default=False, kw_only=True)

    def __repr__(self) -> str:
        return f"<{self.type.name.lower()} channel {self.id}>"

    @property
    def guild(self) -> Guild | None:
        raise NotImplementedError

    @property
    def thread(self) -> Thread | None:
        """Itself, where it is a thread."""
        return None

    @property
    def mention(self) -> str:
        return f"<#{self.id}>"

    @property
    def last(self) -> Message:
        """The newest message."""
        return list(self.messages.values())[-1]

    def allowed(self, user: User) -> Permission:
        """What somebody may do here."""
        raise NotImplementedError

    def payload(self) -> Json:
        raise NotImplementedError

    def _last(self) -> Json:
        pin = max(self.pinned_at.values(), default=None)
        return {
            "last_message_id": str(self.last_message_id) if self.last_message_id else None,
            "last_pin_timestamp": iso(pin) if pin else None,
        }


@dataclass(eq=False, repr=False)
class GuildChannel(Channel):
    """A channel of a server; `overwrites` maps roles and members to (allow, deny)."""

    home: Guild
    name: str
    position: int = 0
    topic: str | None = None
    parent: GuildChannel | None = None
    overwrites: dict[int, tuple[int, int]] = field(default_factory=dict)
    tags: list[Json] = field(default_factory=list)
    flags: int = 0
    slowmode: int = 0

    @property
    def guild(self) -> Guild:
        return self.home

    def allowed(self, user: User) -> Permission:
        return self.home.permissions(user, self)

    def payload(self) -> Json:
        made: Json = {
            "id": str(self.id),
            "type": int(self.type),
            "guild_id": str(self.home.id),
            "name": self.name,
            "position": self.position,
            "flags": self.flags,
            "parent_id": str(self.parent.id) if self.parent else None,
            "permission_overwrites": [self._overwrite(one) for one in self.overwrites],
            "nsfw": False,
            "rate_limit_per_user": self.slowmode,
        }
        if self.type is not ChannelType.CATEGORY:
            made |= self._last() | {"topic": self.topic}
        if self.type is ChannelType.VOICE:
            made |= {"bitrate": 64000, "user_limit": 0, "rtc_region": None}
        if self.type is ChannelType.FORUM:
            made |= {
                "available_tags": self.tags,
                "default_reaction_emoji": None,
                "default_sort_order": None,
                "default_forum_layout": 0,
            }
        return made

    def _overwrite(self, target: int) -> Json:
        allow, deny = self.overwrites[target]
        kind = 0 if target in self.home.roles else 1
        return {"id": str(target), "type": kind, "allow": str(allow), "deny": str(deny)}


@dataclass(eq=False, repr=False)
class DirectChannel(Channel):
    """The conversation of the bot and one person."""

    person: User
    bot: User

    @property
    def guild(self) -> None:
        return None

    def allowed(self, user: User) -> Permission:
        return IN_DM if user in (self.person, self.bot) else Permission(0)

    def payload(self) -> Json:
        return {
            "id": str(self.id),
            "type": int(self.type),
            "flags": 0,
            "recipients": [self.person.payload()],
            **self._last(),
        }
