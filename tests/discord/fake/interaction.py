"""Something a person did that the bot must answer, and what has come back."""

from __future__ import annotations

import asyncio
import secrets
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum

from tests.discord.fake.clock import FakeClock
from tests.discord.fake.errors import Json
from tests.discord.fake.modal import Modal
from tests.discord.fake.world.channel import Channel
from tests.discord.fake.world.message import Message
from tests.discord.fake.world.user import User

TOKEN_LIVES_S = 15 * 60.0
UPLOAD_LIMIT = 10 * 1024 * 1024


class Kind(IntEnum):
    """What a person did; Discord's numbers."""

    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL = 5


class Callback(IntEnum):
    """How the bot answered; Discord's numbers."""

    MESSAGE = 4
    DEFERRED = 5
    DEFERRED_UPDATE = 6
    UPDATE = 7
    CHOICES = 8
    MODAL = 9


@dataclass(eq=False)
class Interaction:
    """Waits for its answer; its token lives fifteen minutes, by the fake's clock."""

    id: int
    kind: Kind
    user: User
    channel: Channel
    data: Json
    clock: FakeClock
    message: Message | None = None
    """The one with the component."""
    name: str | None = None
    command_type: int = 1
    target: Message | None = None
    """The one whose menu was used."""
    opened_by: Interaction | None = None
    within_s: float = 3.0
    token: str = field(default_factory=lambda: secrets.token_urlsafe(60))
    made_at: datetime = field(init=False)
    over: asyncio.Event = field(default_factory=asyncio.Event)
    """Answered, or lapsed because the fake's clock was moved on."""
    answer: Callback | None = None
    answered_at: datetime | None = None
    original: Message | None = None
    modal: Modal | None = None
    choices: list[Json] = field(default_factory=list)
    followups: list[Message] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.made_at = self.clock.now()

    @property
    def lapsed(self) -> bool:
        """The person was told that the application did not respond."""
        return self.answer is None and self.clock.since(self.made_at) > self.within_s

    @property
    def expired(self) -> bool:
        return self.clock.since(self.made_at) > TOKEN_LIVES_S

    def metadata(self) -> Json:
        """As the messages that answer it carry it."""
        made: Json = {
            "id": str(self.id),
            "type": int(self.kind),
            "user": self.user.payload(),
            "authorizing_integration_owners": self.owners(),
        }
        if self.kind is Kind.COMMAND:
            made |= {"name": self.name, "command_type": self.command_type}
        if self.target is not None:
            made["target_message_id"] = str(self.target.id)
        if self.kind is Kind.COMPONENT and self.message is not None:
            made["interacted_message_id"] = str(self.message.id)
        if self.kind is Kind.MODAL and self.opened_by is not None:
            made["triggering_interaction_metadata"] = self.opened_by.metadata()
        return made

    def owners(self) -> Json:
        guild = self.channel.guild
        return {"0": str(guild.id) if guild else "0"}

    def payload(self, bot: User) -> Json:
        """The event INTERACTION_CREATE."""
        guild = self.channel.guild
        may = str(int(self.channel.allowed(self.user)))
        made: Json = {
            "id": str(self.id),
            "application_id": str(bot.id),
            "type": int(self.kind),
            "data": self.data,
            "token": self.token,
            "version": 1,
            "channel_id": str(self.channel.id),
            "channel": self.channel.payload() | {"permissions": may},
            "locale": self.user.locale,
            "app_permissions": str(int(self.channel.allowed(bot))),
            "entitlements": [],
            "entitlement_sku_ids": [],
            "authorizing_integration_owners": self.owners(),
            "context": 1 if guild is None else 0,
            "attachment_size_limit": UPLOAD_LIMIT,
        }
        if self.message is not None:
            made["message"] = self.message.payload()
        if guild is None:
            return made | {"user": self.user.payload()}
        member = guild.members[self.user.id].payload()
        return made | {
            "guild_id": str(guild.id),
            "guild_locale": guild.locale,
            "guild": {"id": str(guild.id), "locale": guild.locale, "features": []},
            "member": member | {"permissions": may, "unusual_dm_activity_until": None},
        }
