"""A role of a server."""

from __future__ import annotations

from dataclasses import dataclass

from tests.discord.fake.errors import Json
from tests.discord.fake.world.permission import Permission

NONE = Permission(0)


@dataclass(eq=False)
class Role:
    """A role; the one for everyone has the server's own id, the bot's is managed."""

    id: int
    name: str
    permissions: Permission = NONE
    position: int = 0
    mentionable: bool = False
    bot_id: int | None = None

    @property
    def mention(self) -> str:
        return f"<@&{self.id}>"

    def payload(self) -> Json:
        made: Json = {
            "id": str(self.id),
            "name": self.name,
            "description": None,
            "permissions": str(int(self.permissions)),
            "position": self.position,
            "color": 0,
            "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
            "hoist": False,
            "managed": self.bot_id is not None,
            "mentionable": self.mentionable,
            "icon": None,
            "unicode_emoji": None,
            "flags": 0,
        }
        return made | ({"tags": {"bot_id": str(self.bot_id)}} if self.bot_id else {})
