"""A message, as it is kept and as Discord writes it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, IntFlag
from typing import TYPE_CHECKING

from tests.discord.fake.clock import iso
from tests.discord.fake.errors import Json
from tests.discord.fake.world import component, embed
from tests.discord.fake.world.channel import Channel
from tests.discord.fake.world.user import User

if TYPE_CHECKING:
    from tests.discord.fake.world.thread import Thread


class MessageType(IntEnum):
    """Discord's numbers."""

    DEFAULT = 0
    PINNED = 6
    JOINED = 7
    THREAD_CREATED = 18
    REPLY = 19
    SLASH = 20
    THREAD_STARTER = 21
    MENU = 23


SYSTEM = (
    MessageType.PINNED,
    MessageType.JOINED,
    MessageType.THREAD_CREATED,
    MessageType.THREAD_STARTER,
)


class MessageFlag(IntFlag):
    """Discord's bits."""

    SUPPRESS_EMBEDS = 1 << 2
    HAS_THREAD = 1 << 5
    EPHEMERAL = 1 << 6
    LOADING = 1 << 7
    SUPPRESS_NOTIFICATIONS = 1 << 12
    COMPONENTS_V2 = 1 << 15


REFERRING = (MessageType.REPLY, MessageType.THREAD_STARTER, MessageType.MENU)
NO_FLAGS = MessageFlag(0)


@dataclass(eq=False, repr=False)
class Message:
    """A message; `only_for` is the one person who sees an ephemeral one."""

    id: int
    channel: Channel
    author: User
    sent_at: datetime
    content: str = ""
    type: MessageType = MessageType.DEFAULT
    flags: MessageFlag = NO_FLAGS
    embeds: list[Json] = field(default_factory=list)
    components: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    mentions: list[User] = field(default_factory=list)
    mention_roles: list[int] = field(default_factory=list)
    mention_everyone: bool = False
    reference: Json | None = None
    replied: Message | None = None
    pings_replied: bool = False
    edited_at: datetime | None = None
    nonce: str | int | None = None
    reactions: dict[str, list[User]] = field(default_factory=dict)
    application_id: int | None = None
    interaction: Json | None = None
    thread: Thread | None = None
    only_for: User | None = None
    deleted: bool = False

    def __repr__(self) -> str:
        return f"<message {self.id} by {self.author.name}: {self.text!r}>"

    @property
    def ephemeral(self) -> bool:
        return bool(self.flags & MessageFlag.EPHEMERAL)

    @property
    def loading(self) -> bool:
        """Whether it still says that the bot is thinking."""
        return bool(self.flags & MessageFlag.LOADING)

    @property
    def pinned(self) -> bool:
        return self.id in self.channel.pinned_at

    @property
    def text(self) -> str:
        """All that a reader sees of it: content, embeds, components, names of files."""
        return "\n".join(
            [
                *([self.content] if self.content else []),
                *embed.texts(self.embeds),
                *component.texts(self.components),
                *(one["filename"] for one in self.attachments),
            ]
        )

    @property
    def buttons(self) -> list[Json]:
        return [one for one in component.walk(self.components) if one["type"] == component.BUTTON]

    @property
    def labels(self) -> list[str]:
        """What stands on its buttons."""
        return [one.get("label") or one.get("emoji", {}).get("name", "") for one in self.buttons]

    def pings(self, user: User) -> bool:
        return user in self.mentions

    def payload(self, *, deep: bool = True) -> Json:
        """As REST gives it; `deep` tells the message it answers as well."""
        made: Json = {
            "id": str(self.id),
            "channel_id": str(self.channel.id),
            "type": int(self.type),
            "author": self.author.payload(),
            "content": self.content,
            "timestamp": iso(self.sent_at),
            "edited_timestamp": iso(self.edited_at) if self.edited_at else None,
            "flags": int(self.flags),
            "embeds": self.embeds,
            "components": self.components,
            "attachments": self.attachments,
            "mentions": [user.payload() for user in self.mentions],
            "mention_roles": [str(role) for role in self.mention_roles],
            "mention_everyone": self.mention_everyone,
            "pinned": self.pinned,
            "tts": False,
        }
        return made | self._sometimes(deep=deep)

    def _sometimes(self, *, deep: bool) -> Json:
        made: Json = {}
        if self.nonce is not None:
            made["nonce"] = self.nonce
        if self.reactions:
            made["reactions"] = [self._reaction(emoji) for emoji in self.reactions]
        if self.application_id:
            made["application_id"] = str(self.application_id)
            made["webhook_id"] = str(self.application_id)
        if self.interaction:
            made["interaction_metadata"] = self.interaction
        if self.thread is not None and not self.thread.gone:
            made["thread"] = self.thread.payload()
        if self.reference:
            made["message_reference"] = self.reference
            if deep and self.type in REFERRING:
                gone = self.replied is None or self.replied.deleted
                made["referenced_message"] = (
                    None if gone or self.replied is None else self.replied.payload(deep=False)
                )
        return made

    def _reaction(self, emoji: str) -> Json:
        users = self.reactions[emoji]
        name, _, number = emoji.partition(":")
        return {
            "emoji": {"id": number or None, "name": name},
            "count": len(users),
            "count_details": {"burst": 0, "normal": len(users)},
            "burst_colors": [],
            "me_burst": False,
            "burst_me": False,
            "burst_count": 0,
            "me": any(user.bot for user in users),
        }
