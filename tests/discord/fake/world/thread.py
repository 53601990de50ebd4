"""A thread of a channel, or a post of a forum."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from tests.discord.fake.clock import iso
from tests.discord.fake.errors import Json
from tests.discord.fake.world.channel import Channel, GuildChannel
from tests.discord.fake.world.guild import Guild
from tests.discord.fake.world.permission import Permission
from tests.discord.fake.world.user import User


@dataclass(eq=False, repr=False)
class Thread(Channel):
    """A thread; what may be done in it follows its channel's overwrites."""

    parent: GuildChannel
    name: str
    owner: User
    made_at: datetime
    archive_minutes: int = 1440
    archived: bool = False
    archived_at: datetime | None = None
    locked: bool = False
    sent: int = 0
    joined: dict[int, datetime] = field(default_factory=dict)
    tags: list[str] = field(default_factory=list)
    slowmode: int = 0

    @property
    def guild(self) -> Guild:
        return self.parent.home

    @property
    def thread(self) -> Thread:
        return self

    def allowed(self, user: User) -> Permission:
        return self.guild.permissions(user, self)

    def payload(self) -> Json:
        return {
            "id": str(self.id),
            "type": int(self.type),
            "guild_id": str(self.guild.id),
            "parent_id": str(self.parent.id),
            "owner_id": str(self.owner.id),
            "name": self.name,
            "flags": 0,
            "rate_limit_per_user": self.slowmode,
            "message_count": max(0, len(self.messages) - 1),
            "member_count": min(len(self.joined), 50),
            "total_message_sent": self.sent,
            "applied_tags": self.tags,
            "thread_metadata": {
                "archived": self.archived,
                "archive_timestamp": iso(self.archived_at or self.made_at),
                "auto_archive_duration": self.archive_minutes,
                "locked": self.locked,
                "create_timestamp": iso(self.made_at),
            },
            **self._last(),
        }

    def seat(self, user: User) -> Json:
        """Somebody's membership."""
        return {
            "id": str(self.id),
            "user_id": str(user.id),
            "join_timestamp": iso(self.joined[user.id]),
            "flags": 1,
        }
