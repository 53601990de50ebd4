"""The fake Discord itself: its sockets, its switches, and waiting for what a test expects."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from types import TracebackType
from typing import Any, Self, TypeVar

import yarl
from aiohttp import web

from tests.discord.fake.building import Building
from tests.discord.fake.clock import FakeClock
from tests.discord.fake.exchange import PATIENCE_S
from tests.discord.fake.gateway.gateway import Gateway
from tests.discord.fake.request import Request
from tests.discord.fake.server import Server
from tests.discord.fake.switches import Switches, matches
from tests.discord.fake.world.channel import Channel
from tests.discord.fake.world.message import Message

T = TypeVar("T")
TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.fake.token"
INVALID = (401, 403, 429)
BACKLOG = 2048
"""So that a crowd that comes at once is not sent away for a second by the kernel."""


class FakeDiscord(Building):
    """Listens on loopback while its `async with` lasts.

    `trouble` orders refusals, lost lines and rate limits, `gateway` drops and closes lines,
    `clock.shift` moves time on, `requests` is the record of all that the bot asked for, and
    `violations` lists what Discord would have refused as malformed: tests end with none.
    """

    def __init__(self, token: str = TOKEN) -> None:
        super().__init__()
        self.token = token
        self.trouble = Switches()
        self.gateway = Gateway(self.world, token)
        self.server = Server(self.world, self.trouble, token)
        self.world.reads_content = self.gateway.reads_content
        self.world.application_flags = self.gateway.application_flags
        self._runner: web.AppRunner | None = None
        self.api_url = self.gateway_url = ""

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=26 * 1024 * 1024)
        app.router.add_get("/gateway", self.gateway.serve)
        app.router.add_get("/resume", self.gateway.serve)
        app.router.add_get("/files/{path:.*}", self._file)
        app.router.add_route("*", "/api/v10/{path:.*}", self.server.serve)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0, backlog=BACKLOG)
        await site.start()
        port = self._runner.addresses[0][1]
        self.api_url = f"http://127.0.0.1:{port}/api/v10"
        self.gateway_url = f"ws://127.0.0.1:{port}/gateway"
        self.gateway.url = self.world.gateway_url = self.gateway_url
        self.world.files_url = f"http://127.0.0.1:{port}/files"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        await self.gateway.stop()
        assert self._runner is not None
        await self._runner.cleanup()

    @property
    def clock(self) -> FakeClock:
        return self.world.clock

    @property
    def requests(self) -> list[Request]:
        """All requests, oldest first."""
        return self.server.requests

    @property
    def violations(self) -> list[str]:
        return self.server.violations

    @property
    def invalid_requests(self) -> int:
        """Those that count for the ban of an address: 401, 403 and 429."""
        return sum(one.status in INVALID for one in self.requests)

    @property
    def gateway_base(self) -> yarl.URL:
        """For `discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY`."""
        return yarl.URL(self.gateway_url)

    def asked(self, pattern: str, since: datetime | None = None) -> list[Request]:
        """The requests of a route, as in `trouble`."""
        every = [one for one in self.requests if matches(pattern, one)]
        return [one for one in every if since is None or one.at >= since]

    def fail(self, pattern: str, status: int, body: Any = None, **more: Any) -> None:
        """The next request of that route is refused; see `Switches.fail`."""
        self.trouble.fail(pattern, status, body, **more)

    def drop(self, pattern: str, times: int = 1, *, effect: bool = False) -> None:
        """The next request of that route loses its line, before or after its effect."""
        self.trouble.drop(pattern, times, effect=effect)

    async def until(self, look: Callable[[], T], within: float = PATIENCE_S) -> T:
        """The first true answer of `look`; fails after so many seconds."""
        found = await self.world.changes.until(look, within)
        assert found, f"it did not come to that within {within} s"
        return found

    async def connected(self, within: float = PATIENCE_S) -> None:
        """Until the bot has a session and a line."""
        await self.until(lambda: self.gateway.connected, within)

    async def synced(self, within: float = PATIENCE_S) -> None:
        """Until the bot has registered commands, in any scope."""
        await self.until(lambda: self.world.commands.writes, within)

    async def answer(self, message: Message, within: float = PATIENCE_S) -> Message:
        """The bot's next message in the same channel, or its reply to this one anywhere."""

        def look() -> Message | None:
            for channel in self.world.channels.values():
                for one in channel.messages.values():
                    if one.author is self.bot and one.id > message.id and _answers(one, message):
                        return one
            return None

        found = await self.until(look, within)
        assert found is not None
        return found

    async def said(self, channel: Channel, number: int = 1, within: float = PATIENCE_S) -> Message:
        """The so-manieth message of the bot in a channel, counted from its beginning."""

        def look() -> list[Message]:
            mine = [one for one in channel.messages.values() if one.author is self.bot]
            return mine if len(mine) >= number else []

        return (await self.until(look, within))[number - 1]

    async def _file(self, request: web.Request) -> web.Response:
        found = self.world.files.get(request.match_info["path"])
        return web.Response(status=404) if found is None else web.Response(body=found)


def _answers(one: Message, asked: Message) -> bool:
    return one.replied is asked or (one.channel is asked.channel and not one.ephemeral)
