"""A server and who may do what where."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.discord.fake.errors import Json
from tests.discord.fake.world.member import Member
from tests.discord.fake.world.permission import EVERYTHING, Permission, in_channel
from tests.discord.fake.world.role import Role
from tests.discord.fake.world.user import User

if TYPE_CHECKING:
    from tests.discord.fake.world.channel import GuildChannel
    from tests.discord.fake.world.thread import Thread

KEPT_BY_NOBODY: Json = {
    "afk_channel_id": None,
    "afk_timeout": 300,
    "application_id": None,
    "banner": None,
    "default_message_notifications": 1,
    "description": None,
    "discovery_splash": None,
    "emojis": [],
    "explicit_content_filter": 0,
    "features": [],
    "home_header": None,
    "icon": None,
    "incidents_data": None,
    "max_members": 25_000_000,
    "max_presences": None,
    "max_stage_video_channel_users": 50,
    "max_video_channel_users": 25,
    "mfa_level": 0,
    "nsfw": False,
    "nsfw_level": 0,
    "premium_progress_bar_enabled": False,
    "premium_subscription_count": 0,
    "premium_tier": 0,
    "public_updates_channel_id": None,
    "region": "deprecated",
    "rules_channel_id": None,
    "safety_alerts_channel_id": None,
    "splash": None,
    "stickers": [],
    "system_channel_flags": 0,
    "system_channel_id": None,
    "vanity_url_code": None,
    "verification_level": 1,
    "widget_channel_id": None,
    "widget_enabled": False,
}


@dataclass(eq=False, repr=False)
class Guild:
    """A server; `joined` says whether the bot is in it."""

    id: int
    name: str
    owner: User
    everyone: Role
    locale: str = "en-US"
    joined: bool = True
    unavailable: bool = False
    roles: dict[int, Role] = field(default_factory=dict)
    members: dict[int, Member] = field(default_factory=dict)
    channels: dict[int, GuildChannel] = field(default_factory=dict)
    threads: dict[int, Thread] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"<server {self.name}>"

    def role(self, name: str) -> Role:
        """The role of that name."""
        return next(role for role in self.roles.values() if role.name == name)

    def channel(self, name: str) -> GuildChannel:
        """The channel of that name."""
        return next(one for one in self.channels.values() if one.name == name)

    def base(self, user: User) -> Permission:
        """What a member may do before any channel's overwrites; nothing for others."""
        member = self.members.get(user.id)
        if member is None:
            return Permission(0)
        bits = self.everyone.permissions
        for role in member.roles:
            bits |= role.permissions
        rules = user is self.owner or bits & Permission.ADMINISTRATOR
        return EVERYTHING if rules else bits

    def permissions(self, user: User, channel: GuildChannel | Thread) -> Permission:
        """What a member may do in a channel or thread."""
        base = self.base(user)
        if not base or base == EVERYTHING:
            return base
        owner = channel if channel.thread is None else channel.thread.parent
        overwrites = owner.overwrites
        member = self.members[user.id]
        return in_channel(
            base,
            overwrites.get(self.everyone.id, (0, 0)),
            [overwrites[role.id] for role in member.roles if role.id in overwrites],
            overwrites.get(user.id, (0, 0)),
            threaded=channel.thread is not None,
        )

    def payload(self) -> Json:
        """As REST gives it."""
        return KEPT_BY_NOBODY | {
            "id": str(self.id),
            "name": self.name,
            "owner_id": str(self.owner.id),
            "preferred_locale": self.locale,
            "roles": [role.payload() for role in self.roles.values()],
        }

    def whole(self, bot: User) -> Json:
        """As GUILD_CREATE gives it to the bot: members only itself, threads those still open."""
        threads = [
            one
            for one in self.threads.values()
            if not one.archived and self.permissions(bot, one) & Permission.VIEW_CHANNEL
        ]
        me = self.members[bot.id]
        return self.payload() | {
            "joined_at": me.payload()["joined_at"],
            "large": False,
            "unavailable": False,
            "member_count": len(self.members),
            "voice_states": [],
            "members": [me.payload()],
            "channels": [one.payload() for one in self.channels.values()],
            "threads": [one.payload() for one in threads],
            "presences": [],
            "stage_instances": [],
            "guild_scheduled_events": [],
            "soundboard_sounds": [],
            "version": self.id,
        }
