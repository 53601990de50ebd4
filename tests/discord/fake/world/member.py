"""Somebody in a server."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from tests.discord.fake.clock import iso
from tests.discord.fake.errors import Json
from tests.discord.fake.world.role import Role
from tests.discord.fake.world.user import User


@dataclass(eq=False)
class Member:
    """A user in a server, with roles beside the one for everyone."""

    user: User
    joined_at: datetime
    roles: list[Role] = field(default_factory=list)
    nick: str | None = None

    def payload(self) -> Json:
        return self.bare() | {"user": self.user.payload()}

    def bare(self) -> Json:
        """Without the user, as messages carry it."""
        return {
            "avatar": None,
            "banner": None,
            "communication_disabled_until": None,
            "deaf": False,
            "flags": 0,
            "joined_at": iso(self.joined_at),
            "mute": False,
            "nick": self.nick,
            "pending": False,
            "premium_since": None,
            "roles": [str(role.id) for role in self.roles],
        }
