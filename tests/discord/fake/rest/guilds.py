"""Servers: themselves, their channels, roles and members."""

from __future__ import annotations

from tests.discord.fake.errors import (
    MISSING_PERMISSIONS,
    UNKNOWN_GUILD,
    UNKNOWN_MEMBER,
    ApiError,
    Json,
)
from tests.discord.fake.gateway.event import plain
from tests.discord.fake.gateway.intent import Intent
from tests.discord.fake.rest.call import NOTHING, Answer, Call
from tests.discord.fake.world.channel import ChannelType, GuildChannel
from tests.discord.fake.world.member import Member
from tests.discord.fake.world.permission import Permission
from tests.discord.fake.world.removing import remove_bot
from tests.discord.fake.world.role import Role


def one(call: Call) -> Answer:
    """Unknown where the bot is not; all below a server say that there is no access."""
    known = call.world.guilds.get(call.number("guild_id"))
    if known is None or not known.joined:
        raise ApiError(*UNKNOWN_GUILD)
    guild = call.guild()
    count = len(guild.members)
    counts = {"approximate_member_count": count, "approximate_presence_count": count}
    asked = call.query.get("with_counts") in ("1", "true")
    return 200, guild.payload() | (counts if asked else {})


def channels(call: Call) -> Answer:
    return 200, [one.payload() for one in call.guild().channels.values()]


def create_channel(call: Call) -> Answer:
    guild = call.guild()
    world = call.world
    if not guild.base(world.bot) & Permission.MANAGE_CHANNELS:
        raise ApiError(*MISSING_PERMISSIONS)
    kind = ChannelType(call.body.get("type") or 0)
    made = GuildChannel(world.ids(), kind, guild, call.body["name"], len(guild.channels))
    made.topic = call.body.get("topic")
    guild.channels[made.id] = world.channels[made.id] = made
    world.tell(plain("CHANNEL_CREATE", made.payload(), Intent.GUILDS))
    return 201, made.payload()


def roles(call: Call) -> Answer:
    return 200, [role.payload() for role in call.guild().roles.values()]


def members(call: Call) -> Answer:
    limit, after = int(call.query.get("limit", "1")), int(call.query.get("after", "0"))
    every = sorted(call.guild().members.values(), key=lambda one: one.user.id)
    return 200, [one.payload() for one in every if one.user.id > after][:limit]


def search(call: Call) -> Answer:
    asked = call.query["query"].lower()
    limit = int(call.query.get("limit", "1"))
    every = call.guild().members.values()
    found = [one for one in every if (one.nick or one.user.name).lower().startswith(asked)]
    return 200, [one.payload() for one in found][:limit]


def member(call: Call) -> Answer:
    return 200, _member(call).payload()


def edit_me(call: Call) -> Answer:
    guild = call.guild()
    if not guild.base(call.world.bot) & Permission.CHANGE_NICKNAME:
        raise ApiError(*MISSING_PERMISSIONS)
    me = guild.members[call.world.bot.id]
    me.nick = call.body.get("nick", me.nick)
    call.world.tell()
    return 200, me.payload()


def give_role(call: Call) -> Answer:
    role = _role_to_move(call)
    held = _member(call).roles
    if role not in held:
        held.append(role)
    call.world.tell()
    return NOTHING


def take_role(call: Call) -> Answer:
    role = _role_to_move(call)
    held = _member(call).roles
    if role in held:
        held.remove(role)
    call.world.tell()
    return NOTHING


def mine(call: Call) -> Answer:
    bot = call.world.bot
    made: list[Json] = [
        {
            "id": str(one.id),
            "name": one.name,
            "icon": None,
            "banner": None,
            "owner": False,
            "permissions": str(int(one.base(bot))),
            "features": [],
        }
        for one in sorted(call.world.guilds.values(), key=lambda one: one.id)
        if one.joined and one.id > int(call.query.get("after", "0"))
    ]
    return 200, made[: int(call.query.get("limit", "200"))]


def leave(call: Call) -> Answer:
    remove_bot(call.world, call.guild())
    return NOTHING


def _member(call: Call) -> Member:
    found = call.guild().members.get(call.user().id)
    if found is None:
        raise ApiError(*UNKNOWN_MEMBER)
    return found


def _role_to_move(call: Call) -> Role:
    """Only roles below the bot's own can be given and taken."""
    guild = call.guild()
    role = guild.roles.get(call.number("role_id"))
    mine = max((one.position for one in guild.members[call.world.bot.id].roles), default=0)
    allowed = guild.base(call.world.bot) & Permission.MANAGE_ROLES
    if role is None or not allowed or role.position >= mine:
        raise ApiError(*MISSING_PERMISSIONS)
    return role


ROUTES = {
    "GET /guilds/{guild_id}": one,
    "GET /guilds/{guild_id}/channels": channels,
    "POST /guilds/{guild_id}/channels": create_channel,
    "GET /guilds/{guild_id}/roles": roles,
    "GET /guilds/{guild_id}/members": members,
    "GET /guilds/{guild_id}/members/search": search,
    "GET /guilds/{guild_id}/members/{user_id}": member,
    "PATCH /guilds/{guild_id}/members/@me": edit_me,
    "PUT /guilds/{guild_id}/members/{user_id}/roles/{role_id}": give_role,
    "DELETE /guilds/{guild_id}/members/{user_id}/roles/{role_id}": take_role,
    "GET /users/@me/guilds": mine,
    "DELETE /users/@me/guilds/{guild_id}": leave,
}
