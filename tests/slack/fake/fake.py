"""The fake Slack itself: its sockets, its switches, and waiting for what a test expects."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from fnmatch import fnmatchcase
from types import TracebackType
from typing import Any, Self, TypeVar

from aiohttp import web

from tests.slack.fake.building import Building
from tests.slack.fake.clock import FakeClock
from tests.slack.fake.delivery.courier import Courier
from tests.slack.fake.delivery.parcel import Attempt, Kind, Parcel
from tests.slack.fake.delivery.post import Post
from tests.slack.fake.delivery.socket import SocketMode
from tests.slack.fake.exchange import PATIENCE_S, Exchange
from tests.slack.fake.quota import Quota
from tests.slack.fake.request import Request
from tests.slack.fake.switches import Switches
from tests.slack.fake.web.server import Server
from tests.slack.fake.world.app import App
from tests.slack.fake.world.channel import Channel
from tests.slack.fake.world.message import Message

T = TypeVar("T")
BACKLOG = 2048
"""So that a crowd that comes at once is not sent away for a second by the kernel."""


class FakeSlack(Building):
    """Listens on loopback while its `async with` lasts.

    `trouble` orders refusals, lost lines and rate limits, `socket` refreshes and cuts lines,
    `clock.shift` moves time on, `requests` is the record of all that applications asked for,
    `violations` lists what Slack would have refused as malformed, and `warnings` what it takes
    but people suffer from: tests end with none of either.
    """

    def __init__(self) -> None:
        super().__init__()
        self.trouble = Switches()
        self.server = Server(self.world, self.trouble, self.courier)
        self._couriers: dict[str, Courier] = {}
        self._runner: web.AppRunner | None = None
        self.api_url = ""
        self.world.carrier = self.courier

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=26 * 1024 * 1024)
        app.router.add_route("*", "/api/{method}", self.server.api)
        app.router.add_get("/link/", self._link)
        app.router.add_post("/commands/{path:.*}", self.server.respond)
        app.router.add_post("/actions/{path:.*}", self.server.respond)
        app.router.add_post("/upload/v1/{file}", self.server.upload)
        app.router.add_get("/files-pri/{file}/{name}", self.server.download)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0, backlog=BACKLOG)
        await site.start()
        port = self._runner.addresses[0][1]
        self.world.base_url = f"http://127.0.0.1:{port}"
        self.api_url = f"{self.world.base_url}/api/"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        for one in self._couriers.values():
            await one.stop()
        assert self._runner is not None
        await self._runner.cleanup()

    @property
    def clock(self) -> FakeClock:
        return self.world.clock

    @property
    def quota(self) -> Quota:
        return self.server.quota

    @property
    def requests(self) -> list[Request]:
        """All requests, oldest first."""
        return self.server.requests

    @property
    def parcels(self) -> list[Parcel]:
        """All that applications were told, oldest first."""
        return self.world.parcels

    @property
    def violations(self) -> list[str]:
        return self.world.violations

    @property
    def warnings(self) -> list[str]:
        return self.world.warnings

    @property
    def socket(self) -> SocketMode:
        """Socket Mode of the first application."""
        return self.courier(self.app).socket

    @property
    def post(self) -> Post:
        """HTTP of the first application, after `deliver_to`."""
        post = self.courier(self.app).post
        assert post is not None, "nothing is delivered over HTTP yet"
        return post

    def courier(self, app: App) -> Courier:
        """What brings that application its parcels."""
        if app.id not in self._couriers:
            self._couriers[app.id] = Courier(self.world, app)
        return self._couriers[app.id]

    async def deliver_to(
        self, url: str, signing_secret: str = "", *, app: App | None = None, verify: bool = True
    ) -> Post:
        """From now on over HTTP; `verify` asks for the challenge first, as Slack does."""
        app = app or self.app
        made = Post(self.world, url, signing_secret or app.signing_secret)
        before, self.courier(app).post = self.courier(app).post, made
        if before is not None:
            await before.stop()
        if verify:
            await made.verify()
        return made

    async def redeliver(self, what: Exchange | Parcel, *, forced: bool = False) -> list[Attempt]:
        """The same events again, with the same event_id; each with how it went.

        Slack never repeats interactions: `forced` does, as if somebody between had.
        """
        parcels = what.parcels if isinstance(what, Exchange) else [what]
        only_events = all(one.kind is Kind.EVENT for one in parcels)
        assert forced or only_events, "only events come again"
        return [await self.courier(one.by.app).again(one) for one in parcels]

    async def replay(self, what: Exchange | Parcel) -> list[tuple[int, str]]:
        """What an eavesdropper does over HTTP: the very same bytes and signature, once more."""
        parcels = what.parcels if isinstance(what, Exchange) else [what]
        posts = [(self.courier(one.by.app).post, one) for one in parcels]
        return [await post.replay(one) for post, one in posts if post is not None]

    def asked(self, pattern: str, since: datetime | None = None) -> list[Request]:
        """The requests of a method, as in `trouble`."""
        every = [one for one in self.requests if fnmatchcase(one.method, pattern)]
        return [one for one in every if since is None or one.at >= since]

    def fail(self, pattern: str, error: str, **more: Any) -> None:
        """The next request of that method is refused; see `Switches.fail`."""
        self.trouble.fail(pattern, error, **more)

    def drop(self, pattern: str, times: int = 1, *, effect: bool = False) -> None:
        """The next request of that method loses its line, before or after its effect."""
        self.trouble.drop(pattern, times, effect=effect)

    async def until(self, look: Callable[[], T], within: float = PATIENCE_S) -> T:
        """The first true answer of `look`; fails after so many seconds."""
        found = await self.world.changes.until(look, within)
        assert found, f"it did not come to that within {within} s"
        return found

    async def connected(self, lines: int = 1, within: float = PATIENCE_S) -> None:
        """Until the first application has so many lines in Socket Mode."""
        await self.until(lambda: len(self.socket.lines) >= lines, within)

    async def said(self, channel: Channel, number: int = 1, within: float = PATIENCE_S) -> Message:
        """The so-manieth message of an application in a channel, counted from its beginning."""

        def look() -> list[Message]:
            mine = [one for one in channel.messages.values() if one.by is not None]
            return mine if len(mine) >= number else []

        return (await self.until(look, within))[number - 1]

    async def _link(self, raw: web.Request) -> web.StreamResponse:
        app = self.world.apps.get(raw.query.get("app_id", ""))
        if app is None:
            return web.Response(status=404)
        return await self.courier(app).socket.serve(raw)
