"""An account on the fake, human or bot."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.discord.fake.errors import Json


@dataclass(eq=False, repr=False)
class User:
    """An account; `shuts` is the code with which messages to it are refused, None while open."""

    id: int
    name: str
    shown: str | None = None
    bot: bool = False
    locale: str = "en-US"
    shuts: int | None = field(default=None, kw_only=True)

    def __repr__(self) -> str:
        return f"<{self.name}>"

    @property
    def mention(self) -> str:
        return f"<@{self.id}>"

    def close_dms(self) -> None:
        self.shuts = 50007

    def open_dms(self) -> None:
        self.shuts = None

    def payload(self) -> Json:
        made: Json = {
            "id": str(self.id),
            "username": self.name,
            "global_name": self.shown,
            "discriminator": "0000" if self.bot else "0",
            "avatar": None,
            "avatar_decoration_data": None,
            "banner": None,
            "accent_color": None,
            "collectibles": None,
            "public_flags": 0,
            "flags": 0,
            "primary_guild": None,
        }
        return made | ({"bot": True} if self.bot else {})
