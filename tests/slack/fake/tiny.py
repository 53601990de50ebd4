"""A tiny application on Bolt that does one of each, to try the fake with."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import ClientSession, web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from tests.slack.fake.errors import Json
from tests.slack.fake.fake import BACKLOG, FakeSlack
from tests.slack.fake.world.team import Team

PING_S = 0.1


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def button(label: str, action_id: str, value: str = "1") -> Json:
    return {"type": "button", "text": plain(label), "action_id": action_id, "value": value}


def card(text: str) -> list[Json]:
    """A section and three buttons."""
    buttons = [button("Answer", "answer"), button("More & more", "more"), button("Gone", "gone")]
    return [
        {"type": "section", "block_id": "said", "text": {"type": "mrkdwn", "text": text}},
        {"type": "actions", "block_id": "do", "elements": buttons},
    ]


def form(title: str = "Your answer", begins: str = "") -> Json:
    """One field."""
    element: Json = {"type": "plain_text_input", "action_id": "text", "multiline": True}
    if begins:
        element["initial_value"] = begins
    return {
        "type": "modal",
        "callback_id": "answered",
        "private_metadata": "p1",
        "title": plain(title),
        "submit": plain("Send"),
        "blocks": [
            {"type": "input", "block_id": "reply", "label": plain("Answer"), "element": element}
        ],
    }


@dataclass
class Tiny:
    """What it heard, for the tests to look at."""

    app: AsyncApp
    events: list[Json] = field(default_factory=list)
    retries: list[str] = field(default_factory=list)
    submitted: list[Json] = field(default_factory=list)
    handlers: list[AsyncSocketModeHandler] = field(default_factory=list)
    url: str = ""

    @property
    def client(self) -> AsyncWebClient:
        return self.app.client


def tiny(client: AsyncWebClient, secret: str) -> Tiny:
    """All its listeners; `client` knows where Slack is."""
    app = AsyncApp(client=client, signing_secret=secret, process_before_response=True)
    made = Tiny(app)
    _hear(made)
    _obey(made)
    _show(made)
    return made


def _hear(made: Tiny) -> None:
    async def keep(body: Json, request: Any) -> None:
        made.events.append(body)
        made.retries += request.headers.get("x-slack-retry-num", [])

    for kind in ("message", "app_mention", "reaction_added", "member_joined_channel"):
        made.app.event(kind)(keep)

    @made.app.event("app_home_opened")
    async def home(body: Json, client: AsyncWebClient) -> None:
        made.events.append(body)
        view = {"type": "home", "blocks": card("At home")}
        await client.views_publish(user_id=body["event"]["user"], view=view)


def _obey(made: Tiny) -> None:
    @made.app.command("/rounds")
    async def rounds(ack: Any, command: Json, respond: Any, client: AsyncWebClient) -> None:
        match command["text"].split(" "):
            case ["slow"]:
                await asyncio.sleep(0.3)
                await ack("at last")
            case ["later"]:
                await ack()
                await respond(text="afterwards", blocks=card("afterwards"))
            case ["loud"]:
                await ack(text="for all", response_type="in_channel")
            case ["form"]:
                await ack()
                await client.views_open(trigger_id=command["trigger_id"], view=form())
            case words:
                await ack(text=f"you said {' '.join(words)}")

    @made.app.shortcut("everywhere")
    async def everywhere(ack: Any, shortcut: Json, client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(trigger_id=shortcut["trigger_id"], view=form("From anywhere"))

    @made.app.shortcut("grade")
    async def grade(ack: Any, shortcut: Json, respond: Any) -> None:
        await ack()
        await respond(f"grading {shortcut['message']['text']}")


def _show(made: Tiny) -> None:
    @made.app.action("answer")
    async def answer(ack: Any, body: Json, client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=form())

    @made.app.action("more")
    async def more(ack: Any, respond: Any) -> None:
        await ack()
        await respond(text="more of it", replace_original=True)

    @made.app.action("gone")
    async def gone(ack: Any, respond: Any) -> None:
        await ack()
        await respond(delete_original=True)

    @made.app.action("zone")
    async def zone(ack: Any, respond: Any, action: Json) -> None:
        await ack()
        await respond(f"zone {action['selected_option']['value']}")

    @made.app.view("answered")
    async def answered(ack: Any, body: Json, client: AsyncWebClient) -> None:
        text = body["view"]["state"]["values"]["reply"]["text"]["value"]
        match text:
            case "short":
                await ack(response_action="errors", errors={"reply": "Say more"})
                return
            case "again":
                await ack(response_action="update", view=form("Once more"))
                return
            case "deeper":
                await ack(response_action="push", view=form("Deeper"))
                return
        await ack()
        made.submitted.append(body)
        await client.chat_postMessage(channel=body["user"]["id"], text=f"got {len(text)}")


@asynccontextmanager
async def in_socket_mode(fake: FakeSlack, team: Team, lines: int = 1) -> AsyncIterator[Tiny]:
    """Connected over so many lines."""
    async with ClientSession() as session:
        client = AsyncWebClient(token=team.token, base_url=fake.api_url, session=session)
        made = tiny(client, "unused")
        for _ in range(lines):
            handler = AsyncSocketModeHandler(made.app, fake.app.token, ping_interval=PING_S)
            made.handlers.append(handler)
            await handler.connect_async()  # type: ignore[no-untyped-call]
        try:
            await fake.connected(lines)
            yield made
        finally:
            for handler in made.handlers:
                await handler.close_async()  # type: ignore[no-untyped-call]


@asynccontextmanager
async def over_http(fake: FakeSlack, team: Team) -> AsyncIterator[Tiny]:
    """Served on loopback, and known to the fake."""
    async with ClientSession() as session:
        client = AsyncWebClient(token=team.token, base_url=fake.api_url, session=session)
        made = tiny(client, fake.app.signing_secret)

        async def serve(request: web.Request) -> web.Response:
            answer = await made.app.async_dispatch(await to_bolt_request(request))
            return await to_aiohttp_response(answer)

        served = web.Application()
        served.router.add_post("/slack/events", serve)
        runner = web.AppRunner(served, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0, backlog=BACKLOG).start()
        made.url = f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
        try:
            await fake.deliver_to(made.url)
            yield made
        finally:
            await runner.cleanup()
