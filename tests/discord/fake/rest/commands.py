"""Registering application commands, for all servers or for one."""

from __future__ import annotations

from tests.discord.fake.errors import MISSING_ACCESS, UNKNOWN_APPLICATION, ApiError
from tests.discord.fake.rest.call import NOTHING, Answer, Call


def listed(call: Call) -> Answer:
    return 200, call.world.commands.all(_scope(call))


def overwrite(call: Call) -> Answer:
    made = call.world.commands.overwrite(_scope(call), call.body or [])
    call.world.tell()
    return 200, made


def create(call: Call) -> Answer:
    scope = _scope(call)
    known = {(one["type"], one["name"]) for one in call.world.commands.all(scope)}
    made = call.world.commands.upsert(scope, call.body)
    call.world.tell()
    return (200 if (made["type"], made["name"]) in known else 201), made


def one(call: Call) -> Answer:
    return 200, call.world.commands.one(_scope(call), call.number("command_id"))


def edit(call: Call) -> Answer:
    scope = _scope(call)
    before = call.world.commands.one(scope, call.number("command_id"))
    made = call.world.commands.upsert(scope, before | call.body)
    call.world.tell()
    return 200, made


def remove(call: Call) -> Answer:
    call.world.commands.remove(_scope(call), call.number("command_id"))
    return NOTHING


def permissions(call: Call) -> Answer:
    _scope(call)
    return 200, []


def _scope(call: Call) -> int | None:
    if call.number("application_id") != call.world.application_id:
        raise ApiError(*UNKNOWN_APPLICATION)
    if "guild_id" not in call.request.params:
        return None
    guild = call.world.guilds.get(call.number("guild_id"))
    if guild is None or not guild.joined:
        raise ApiError(*MISSING_ACCESS)
    return guild.id


ALL = "/applications/{application_id}/commands"
OF_GUILD = "/applications/{application_id}/guilds/{guild_id}/commands"
ROUTES = {
    f"{method} {base}{tail}": handler
    for base in (ALL, OF_GUILD)
    for method, tail, handler in (
        ("GET", "", listed),
        ("PUT", "", overwrite),
        ("POST", "", create),
        ("GET", "/{command_id}", one),
        ("PATCH", "/{command_id}", edit),
        ("DELETE", "/{command_id}", remove),
    )
} | {f"GET {OF_GUILD}/permissions": permissions}
