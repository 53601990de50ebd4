"""Making servers, channels, roles and people on the fake, before or while the bot runs."""

from __future__ import annotations

from collections.abc import Sequence

from tests.discord.fake.errors import Json
from tests.discord.fake.gateway.event import plain
from tests.discord.fake.gateway.intent import Intent
from tests.discord.fake.person import Person
from tests.discord.fake.world.channel import Channel, ChannelType, GuildChannel
from tests.discord.fake.world.guild import Guild
from tests.discord.fake.world.member import Member
from tests.discord.fake.world.permission import EVERYONE, Permission, named
from tests.discord.fake.world.removing import remove_bot, remove_channel
from tests.discord.fake.world.role import Role
from tests.discord.fake.world.thread import Thread
from tests.discord.fake.world.threading import started, updated
from tests.discord.fake.world.user import User
from tests.discord.fake.world.world import World

BOT_MAY = (
    "view_channel",
    "send_messages",
    "send_messages_in_threads",
    "create_public_threads",
    "embed_links",
    "attach_files",
    "read_message_history",
    "add_reactions",
    "pin_messages",
)


class Building:
    """What a test sets the scene with; everything tells a connected bot as Discord would."""

    def __init__(self) -> None:
        self.world = World()
        """Its `nonce_window_s` and `answer_within_s` can be set."""

    @property
    def bot(self) -> User:
        return self.world.bot

    def user(self, name: str, locale: str = "en-US") -> Person:
        """A person, in no server yet."""
        made = Person(self.world, name, locale=locale)
        self.world.users[made.id] = made
        return made

    def guild(
        self,
        name: str,
        owner: User,
        members: Sequence[User] = (),
        *,
        joined: bool = True,
        bot_may: Sequence[str] = BOT_MAY,
        locale: str = "en-US",
    ) -> Guild:
        """A server with its owner and members; with `joined` the bot is in it, with such rights."""
        number = self.world.ids()
        everyone = Role(number, "@everyone", EVERYONE)
        made = Guild(number, name, owner, everyone, locale, joined=False)
        made.roles[number] = everyone
        self.world.guilds[number] = made
        for one in (owner, *members):
            made.members[one.id] = Member(one, self.world.clock.now())
        if joined:
            self.join_guild(made, bot_may)
        return made

    def join_guild(self, guild: Guild, bot_may: Sequence[str] = BOT_MAY) -> None:
        """The bot is invited, with a role of its own."""
        bot = self.world.bot
        place = len(guild.roles)
        role = Role(self.world.ids(), "Rounds", named(*bot_may), place, bot_id=bot.id)
        guild.roles[role.id] = role
        guild.members[bot.id] = Member(bot, self.world.clock.now(), [role])
        guild.joined = True
        self._tell("GUILD_CREATE", guild, guild.whole(bot))

    def remove_guild(self, guild: Guild) -> None:
        """The bot is put out."""
        remove_bot(self.world, guild)

    def outage(self, guild: Guild, *, over: bool = False) -> None:
        """The server becomes unavailable, or is back."""
        guild.unavailable = not over
        if over:
            self._tell("GUILD_CREATE", guild, guild.whole(self.world.bot))
        else:
            data = {"id": str(guild.id), "unavailable": True}
            self.world.tell(plain("GUILD_DELETE", data, Intent.GUILDS))

    def role(self, guild: Guild, name: str, *may: str, mentionable: bool = False) -> Role:
        """A role with these permissions, as `manage_guild`."""
        made = Role(self.world.ids(), name, named(*may), 1, mentionable=mentionable)
        guild.roles[made.id] = made
        data = {"guild_id": str(guild.id), "role": made.payload()}
        self._tell("GUILD_ROLE_CREATE", guild, data)
        return made

    def member(self, guild: Guild, user: User, *roles: Role, nick: str | None = None) -> Member:
        """Somebody joins, or gets other roles."""
        known = user.id in guild.members
        made = guild.members.setdefault(user.id, Member(user, self.world.clock.now()))
        made.roles, made.nick = list(roles), nick
        data = made.payload() | {"guild_id": str(guild.id)}
        name = "GUILD_MEMBER_UPDATE" if known else "GUILD_MEMBER_ADD"
        if guild.joined:
            self.world.tell(plain(name, data, Intent.GUILD_MEMBERS))
        return made

    def leave(self, guild: Guild, user: User) -> None:
        """Somebody leaves the server."""
        del guild.members[user.id]
        data = {"guild_id": str(guild.id), "user": user.payload()}
        if guild.joined:
            self.world.tell(plain("GUILD_MEMBER_REMOVE", data, Intent.GUILD_MEMBERS))

    def text(self, guild: Guild, name: str) -> GuildChannel:
        return self._channel(guild, name, ChannelType.TEXT)

    def voice(self, guild: Guild, name: str) -> GuildChannel:
        return self._channel(guild, name, ChannelType.VOICE)

    def category(self, guild: Guild, name: str) -> GuildChannel:
        return self._channel(guild, name, ChannelType.CATEGORY)

    def forum(
        self, guild: Guild, name: str, tags: Sequence[str] = (), *, tag_required: bool = False
    ) -> GuildChannel:
        """A forum with these tags."""
        made = [self._tag(one) for one in tags]
        flags = 1 << 4 if tag_required else 0
        return self._channel(guild, name, ChannelType.FORUM, tags=made, flags=flags)

    def thread(self, channel: GuildChannel, name: str, owner: User) -> Thread:
        """A thread that somebody opened."""
        now = self.world.clock.now()
        number = self.world.ids()
        made = Thread(number, ChannelType.PUBLIC_THREAD, channel, name, owner, now)
        made.joined[owner.id] = now
        started(self.world, made)
        return made

    def archive(self, thread: Thread, *, locked: bool = False) -> None:
        thread.archived, thread.locked = True, locked
        thread.archived_at = self.world.clock.now()
        updated(self.world, thread)

    def delete_channel(self, channel: Channel) -> None:
        """A channel with its threads, or a thread."""
        remove_channel(self.world, channel)

    def revoke(self, permission: str, where: Guild | GuildChannel) -> None:
        """Takes a permission from the bot, in one channel or in the whole server."""
        self._set(permission, where, given=False)

    def grant(self, permission: str, where: Guild | GuildChannel) -> None:
        """Gives it."""
        self._set(permission, where, given=True)

    def hide(self, channel: GuildChannel, *shown_to: User | Role) -> None:
        """A private channel, seen only by these (and by who sees everything)."""
        view = int(Permission.VIEW_CHANNEL)
        channel.overwrites[channel.home.everyone.id] = (0, view)
        for one in shown_to:
            channel.overwrites[one.id] = (view, 0)
        self._tell("CHANNEL_UPDATE", channel.home, channel.payload())

    def _set(self, permission: str, where: Guild | GuildChannel, *, given: bool) -> None:
        bit = int(named(permission))
        if isinstance(where, GuildChannel):
            allow, deny = where.overwrites.get(self.bot.id, (0, 0))
            changed = (allow | bit, deny & ~bit) if given else (allow & ~bit, deny | bit)
            where.overwrites[self.bot.id] = changed
            self._tell("CHANNEL_UPDATE", where.home, where.payload())
            return
        mine = where.members[self.bot.id].roles[0]
        for role in (mine,) if given else (mine, where.everyone):
            now = int(role.permissions)
            role.permissions = Permission(now | bit if given else now & ~bit)
            data = {"guild_id": str(where.id), "role": role.payload()}
            self._tell("GUILD_ROLE_UPDATE", where, data)

    def _channel(
        self,
        guild: Guild,
        name: str,
        kind: ChannelType,
        *,
        tags: Sequence[Json] = (),
        flags: int = 0,
    ) -> GuildChannel:
        place = len(guild.channels)
        made = GuildChannel(
            self.world.ids(), kind, guild, name, place, tags=list(tags), flags=flags
        )
        guild.channels[made.id] = self.world.channels[made.id] = made
        self._tell("CHANNEL_CREATE", guild, made.payload())
        return made

    def _tag(self, name: str) -> Json:
        number = str(self.world.ids())
        return {
            "id": number,
            "name": name,
            "moderated": False,
            "emoji_id": None,
            "emoji_name": None,
        }

    def _tell(self, name: str, guild: Guild, data: Json) -> None:
        if guild.joined:
            self.world.tell(plain(name, data, Intent.GUILDS))
