"""The gateway: lets bots in, tells them what happens, and misbehaves when asked to."""

from __future__ import annotations

import asyncio
import secrets
from typing import Any

from aiohttp import web

from tests.discord.fake.errors import Json
from tests.discord.fake.gateway.connection import Connection
from tests.discord.fake.gateway.event import Event
from tests.discord.fake.gateway.intent import PRIVILEGED, Intent
from tests.discord.fake.gateway.session import Session
from tests.discord.fake.world.world import World

NOT_AUTHENTICATED, AUTHENTICATION_FAILED, ALREADY_AUTHENTICATED = 4003, 4004, 4005
UNKNOWN_OPCODE, RATE_LIMITED, DISALLOWED_INTENTS = 4001, 4008, 4014
KILLS_SESSION = (1000, 1001)
SENDS_A_MINUTE = 120
FLAGS = {
    Intent.GUILD_PRESENCES: 1 << 13,
    Intent.GUILD_MEMBERS: 1 << 15,
    Intent.MESSAGE_CONTENT: 1 << 19,
}
"""Those of applications below ten thousand users."""


class Gateway:
    """All sessions of the bot; `allowed` are the privileged intents switched on in the portal."""

    def __init__(self, world: World, token: str) -> None:
        self.world = world
        self.token = token
        self.url = ""
        self.allowed = PRIVILEGED
        self.heartbeat_ms = 41_250
        self.silent = False
        """Heartbeats get no answer."""
        self.refusals_left = 0
        """So many connections are turned away with 503 before one is let in."""
        self.garbled_left = 0
        """So many connections are greeted with what nobody can read."""
        self.connections: list[Connection] = []
        self.sessions: list[Session] = []
        self.identified: list[Json] = []
        self.resumed = 0
        world.listen(self._tell)

    @property
    def session(self) -> Session:
        """The newest session."""
        return self.sessions[-1]

    @property
    def connected(self) -> bool:
        """Whether some session has a line."""
        return any(one.connected for one in self.sessions)

    def reads_content(self) -> bool:
        """Whether the bot gets to read what people write, on REST as on its newest session."""
        if not self.allowed & Intent.MESSAGE_CONTENT:
            return False
        return not self.sessions or bool(self.session.intents & Intent.MESSAGE_CONTENT)

    def application_flags(self) -> int:
        """Which privileged intents the portal allows, as the application tells."""
        return sum(flag for intent, flag in FLAGS.items() if self.allowed & intent)

    async def serve(self, request: web.Request) -> web.StreamResponse:
        if self.refusals_left > 0:
            self.refusals_left -= 1
            return web.Response(status=503)
        made = Connection(request, self.heartbeat_ms, lambda: not self.silent)
        made.garbled = self.garbled_left > 0
        self.garbled_left -= made.garbled
        self.connections.append(made)
        await made.run(self._hear)
        if made.session is not None and made.closed_with in KILLS_SESSION:
            made.session.ended = True
        self.world.tell()
        return made.socket

    # What a test can do to it.

    def drop(self) -> None:
        """Cuts every line without a word; sessions can be resumed."""
        for one in self._open():
            one.drop()

    async def close(self, code: int = 4000) -> None:
        """Closes every line with that code."""
        await asyncio.gather(*(one.close(code) for one in self._open()))

    def throw(self, text: str) -> None:
        """These very characters, on every line."""
        for one in self._open():
            one.send(text)

    def reconnect(self) -> None:
        """Asks every connection to come back (op 7)."""
        for one in self._open():
            one.op(7)

    def invalidate(self, *, resumable: bool = False) -> None:
        """Says that the session is no longer valid (op 9)."""
        for one in self._open():
            if one.session is not None and not resumable:
                one.session.ended = True
            one.op(9, resumable)

    def forget(self) -> None:
        """Ends all sessions silently: who resumes gets an invalid session."""
        for one in self.sessions:
            one.ended = True

    async def stop(self) -> None:
        self.drop()
        await asyncio.sleep(0)

    # What bots do.

    async def _hear(self, line: Connection, told: Json) -> None:
        code, data = told["op"], told.get("d")
        if line.too_fast(SENDS_A_MINUTE):
            await line.close(RATE_LIMITED)
        elif code == 2:
            await self._identify(line, data)
        elif code == 6:
            await self._resume(line, data)
        elif line.session is None:
            await line.close(NOT_AUTHENTICATED)
        elif code == 8:
            self._members(line.session, data)
        elif code not in (3, 4):
            await line.close(UNKNOWN_OPCODE)

    async def _identify(self, line: Connection, data: Any) -> None:
        self.identified.append(data)
        if line.session is not None:
            return await line.close(ALREADY_AUTHENTICATED)
        if data["token"] != self.token:
            return await line.close(AUTHENTICATION_FAILED)
        intents = Intent(int(data["intents"]) & int(sum(Intent)))
        if intents & PRIVILEGED & ~self.allowed:
            return await line.close(DISALLOWED_INTENTS)
        number, count = data.get("shard", [0, 1])
        session = Session(secrets.token_hex(16), intents, (number, count))
        self.sessions.append(session)
        line.session = session
        session.send = line.send
        session.dispatch("READY", self._ready(session, data))
        for guild in self.world.guilds.values():
            told = guild.joined and not guild.unavailable and session.hears(guild.id)
            if told and intents & Intent.GUILDS:
                session.dispatch("GUILD_CREATE", guild.whole(self.world.bot))
        self.world.tell()
        return None

    async def _resume(self, line: Connection, data: Any) -> None:
        if data["token"] != self.token:
            return await line.close(AUTHENTICATION_FAILED)
        found = [one for one in self.sessions if one.id == data["session_id"] and not one.ended]
        if not found or data["seq"] > found[0].sequence:
            return line.op(9, False)
        self.resumed += 1
        line.session = found[0]
        found[0].send = line.send
        found[0].replay(data["seq"])
        self.world.tell()
        return None

    def _ready(self, session: Session, data: Any) -> Json:
        world = self.world
        joined = [one for one in world.guilds.values() if one.joined and session.hears(one.id)]
        return {
            "v": 10,
            "user": world.bot.payload() | {"mfa_enabled": True, "verified": True, "email": None},
            "user_settings": {},
            "session_type": "normal",
            "session_id": session.id,
            "resume_gateway_url": self.url.removesuffix("/gateway") + "/resume",
            "relationships": [],
            "private_channels": [],
            "presences": [],
            "guilds": [{"id": str(one.id), "unavailable": True} for one in joined],
            "guild_join_requests": [],
            "geo_ordered_rtc_regions": [],
            "application": {"id": str(world.application_id), "flags": self.application_flags()},
            "shard": data.get("shard", [0, 1]),
            "_trace": [],
        }

    def _members(self, session: Session, data: Any) -> None:
        """Op 8: some or all members of a server, in one chunk."""
        guild = self.world.guilds[int(data["guild_id"])]
        wanted = data.get("user_ids")
        ids = {int(one) for one in (wanted if isinstance(wanted, list) else [wanted]) if one}
        query = (data.get("query") or "").lower()
        found = [
            one
            for one in guild.members.values()
            if (one.user.id in ids if ids else one.user.name.lower().startswith(query))
        ]
        made: Json = {
            "guild_id": str(guild.id),
            "members": [one.payload() for one in found],
            "chunk_index": 0,
            "chunk_count": 1,
            "not_found": [str(one) for one in ids if one not in guild.members],
        }
        session.dispatch(
            "GUILD_MEMBERS_CHUNK", made | ({"nonce": data["nonce"]} if "nonce" in data else {})
        )

    def _tell(self, event: Event) -> None:
        for session in self.sessions:
            if session.ended or (event.needs and not session.intents & event.needs):
                continue
            content = bool(session.intents & Intent.MESSAGE_CONTENT)
            data = event.data(content)
            if session.hears(_guild_of(event.name, data)):
                session.dispatch(event.name, data)

    def _open(self) -> list[Connection]:
        return [one for one in self.connections if not one.socket.closed]


def _guild_of(name: str, data: Json) -> int | None:
    """The server in which it happened; None in private."""
    if name in {"GUILD_CREATE", "GUILD_UPDATE", "GUILD_DELETE"}:
        return int(data["id"])
    return int(data["guild_id"]) if data.get("guild_id") else None
