"""Interactions: commands, buttons, lists, forms and shortcuts, each acknowledged well in time.

What a person wrote is on the disk before Slack is answered. An error after an acknowledgement would
take it back (Bolt polls for it), so that nothing raises out of here.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from adapters.handed import with_files
from adapters.press import Press, TooLong
from adapters.slack import texts
from adapters.slack.actionid import decode
from adapters.slack.attachments import offered
from adapters.slack.forms import (
    NOWHERE,
    Where,
    answers_of,
    line_form,
    modal,
    origin_of,
    refused,
    replaced,
    waiting,
)
from adapters.slack.inbound import (
    from_command,
    from_form,
    from_press,
    from_shortcut,
    shown_in,
    where_of,
)
from adapters.slack.names import Names
from adapters.slack.places import may_be_channel
from adapters.slack.recent import Recent
from adapters.slack.render import pages
from adapters.slack.replying import Replying
from adapters.slack.windows import Windows, below, window_of
from adapters.slack.words import heard
from bot.commands.command import OptionKind
from bot.core import Core
from bot.errors import StoreError
from bot.inbound import Chosen, Inbound, Mentioned
from bot.ports.clock import Clock
from bot.refusals import trouble as refusals
from bot.views.model import Reply, note

_log = structlog.get_logger(__name__)

Ack = Callable[..., Awaitable[Any]]
Body = dict[str, Any]

PATIENCE = 0.15
"""Seconds after which a command is acknowledged without its answer, which comes by itself.

Slack gives up at 3; until then a process that ends leaves the person a word of Slack's at least.
"""

_TOO_LATE = note(texts.TOO_LATE)
"""Slack opens windows only in the first seconds after a press."""


class Interactions:
    """Answers every interaction through the core."""

    def __init__(
        self,
        core: Core,
        client: AsyncWebClient,
        names: Names,
        recent: Recent,
        clock: Clock,
        ring: Callable[[], None],
    ) -> None:
        self._core = core
        self._client = client
        self._replying = Replying(client)
        self._windows = Windows(client)
        self._names = names
        self._recent = recent
        self._clock = clock
        self._ring = ring

    async def command(self, body: Body, ack: Ack) -> None:
        """`/rounds ...`."""
        said = heard(body.get("text", ""), self._core.registry)
        where = (body["channel_id"], None)
        chosen = said if isinstance(said, Chosen) else self._core.read(said.line)
        chosen = None if chosen is None else self._with_channels(chosen, body)
        said = said if chosen is None else chosen
        view = None if chosen is None else self._asking(chosen, where)
        inbound = from_command(body, said, self._clock.now())
        if view is not None:
            await ack()
            if await self._windows.open(body, view) is None:
                await self._show(_TOO_LATE, inbound, body, where)
        elif chosen is not None and self._goes_on(chosen):
            await ack()
            await self._in_window(body, inbound, where)
        else:
            await self._take(inbound, ack, body, where)

    async def press(self, body: Body, ack: Ack) -> None:
        """A button or a list."""
        action = body["actions"][0]
        press = decode(action)
        if press is None:
            await ack()
            return
        form = self._core.form(press.chosen(), press.asks)
        pressed = from_press(body, press.chosen(), self._clock.now())
        where = shown_in(body)
        if form is not None:
            await ack()
            if await self._windows.open(body, modal(form, press, where_of(body))) is None:
                await self._show(_TOO_LATE, pressed, body, where)
        elif dict(press.values).get("part") == "full":
            await ack()
            await self._in_window(body, pressed, where_of(body))
        elif (window := window_of(body)) is not None and not self._core.keeps(pressed):
            await ack()
            await self._fill(window, await self._handled(pressed), pressed, body, where_of(body))
        else:
            await self._take(pressed, ack, body, where)

    async def form(self, body: Body, ack: Ack) -> None:
        """A form that was sent."""
        press, where = origin_of(body["view"])
        said = press.chosen(answers_of(body["view"])) if press is not None else None
        if said is None:
            await ack()
            return
        inbound = from_form(body, said, where, self._clock.now())
        under = below(body)
        if under is None:
            await self._take(inbound, ack, body, (where[0], None))
        elif self._core.keeps(inbound):
            # Thanks and feedback come where it began, and nothing must lie over them.
            await self._take(inbound, partial(_closing, ack), body, (where[0], None))
        else:
            await ack()
            await self._fill(under, await self._handled(inbound), inbound, body, where)

    async def shortcut(self, body: Body, ack: Ack) -> None:
        """“Grade as my answer” in the menu of a message."""
        told = from_shortcut(body, self._clock.now())
        inbound = await with_files(self._core, told, offered(body["message"], self._client)) or told
        where = (body["channel"]["id"], body["message"].get("thread_ts"))
        await self._take(inbound, ack, body, where)

    async def anywhere(self, body: Body, ack: Ack) -> None:
        """The shortcut that works everywhere: a line to type."""
        await ack()
        await self._windows.open(body, line_form())

    async def line(self, body: Body, ack: Ack) -> None:
        """The line that was typed there."""
        typed = next(iter(answers_of(body["view"]).values()), "help")
        chosen = self._core.read(typed)
        chosen = None if chosen is None else self._with_channels(chosen, {})
        view = None if chosen is None else self._asking(chosen, NOWHERE)
        if view is not None:
            await ack(**replaced(view))
            return
        here = from_form(body, Chosen("help"), NOWHERE, self._clock.now())
        await self._take(here.saying(chosen or Mentioned(typed)), ack, body, NOWHERE)

    async def _take(self, inbound: Inbound, ack: Ack, body: Body, where: Where) -> None:
        if not self._core.keeps(inbound):
            await self._take_quick(inbound, ack, body, where)
            return
        try:
            new = await self._core.keep(inbound)
        except StoreError as error:
            _log.error("answer.unkept", error=error.sentence)
            await self._refuse(inbound, ack, body, where)
            return
        await ack()
        self._recent.acted(inbound.account.key, where)
        if not new:
            await self._show(self._core.known(), inbound, body, where)
            return
        async with self._core.intake.aside():
            await self._show(self._core.kept(), inbound, body, where)
            known = await self._names.known(inbound)
        reply = await self._core.finish(known)
        self._ring()
        if reply is not None and not reply.receipt:
            await self._show(reply, inbound, body, where)

    async def _refuse(self, inbound: Inbound, ack: Ack, body: Body, where: Where) -> None:
        """Their words could not be kept; a form stays open with them in it."""
        fields = [
            one for one in (body.get("view") or {}).get("blocks", []) if one["type"] == "input"
        ]
        if fields:
            await ack(**refused({fields[0]["block_id"]: refusals.AWAY}))
            return
        await ack()
        await self._show(self._core.away(), inbound, body, where)

    async def _take_quick(self, inbound: Inbound, ack: Ack, body: Body, where: Where) -> None:
        with self._core.intake.urgent():
            handling = asyncio.create_task(self._handled(inbound))
            try:
                await asyncio.wait({handling}, timeout=PATIENCE)
                await ack()
                reply = await handling
            finally:
                # Left alone it would outlive the stop that ended this.
                handling.cancel()
        self._recent.acted(inbound.account.key, where)
        self._ring()
        await self._show(reply, inbound, body, where)

    async def _handled(self, inbound: Inbound) -> Reply:
        try:
            if await self._core.came_before(inbound):
                # A replay, or a double click: answered already.
                return Reply(())
        except StoreError as error:
            _log.error("command.unkept", error=error.sentence)
            return self._core.away()
        return await self._core.handle(await self._names.known(inbound), frank=False)

    async def _show(self, reply: Reply, inbound: Inbound, body: Body, where: Where) -> None:
        """Answer where they acted, seen by them alone unless everybody may."""
        shown = pages(reply, self._core.registry)
        await self._replying.show(shown, reply.audience, inbound, body, where)

    def _asking(self, said: Chosen, where: Where) -> dict[str, Any] | None:
        """The form for what a command still needs; None also where it has no room for the rest."""
        form = self._core.form(said)
        try:
            return None if form is None else modal(form, _press(said), where)
        except TooLong:
            return None

    def _with_channels(self, said: Chosen, body: Body) -> Chosen:
        """The same with the id of the channel that it was typed in, where that is called by name.

        What can be no channel's id is a name: the core says that it takes none.
        """
        name, values = body.get("channel_name"), dict(said.values)
        here = f"#{name}" if name else None
        for option in self._core.registry.named(said.words).options:
            value = values.get(option.name)
            if value and value == here:
                values[option.name] = body["channel_id"]
            elif value and option.kind is OptionKind.CHANNEL and not may_be_channel(value):
                values[option.name] = f"#{value.removeprefix('#')}"
        return Chosen(said.words, values)

    def _goes_on(self, said: Chosen) -> bool:
        """Whether it asks one thing after the other: in a window, which is not lost in the talk."""
        return not said.values and self._core.registry.named(said.words).founds

    async def _in_window(self, body: Body, inbound: Inbound, where: Where) -> None:
        """A window at once, its content as soon as it is there."""
        window = await self._windows.open(body, waiting())
        reply = await self._core.handle(await self._names.known(inbound), frank=False)
        if window is None:
            await self._show(reply, inbound, body, shown_in(body) if "actions" in body else where)
        else:
            await self._fill(window, reply, inbound, body, where)

    async def _fill(
        self, window: str, reply: Reply, inbound: Inbound, body: Body, where: Where
    ) -> None:
        """Answer in a window; what has no room in it is shown where the window came from."""
        self._ring()
        shown = pages(reply, self._core.registry)
        if shown:
            rest = await self._windows.fill(window, shown, where)
            await self._replying.show(rest, reply.audience, inbound, body, (where[0], None))


async def _closing(ack: Ack, **answer: Any) -> None:  # noqa: ANN401
    """Acknowledge a form; unless something is wrong with it, all windows close."""
    await ack(**(answer or {"response_action": "clear"}))


def _press(said: Chosen) -> Press:
    return Press(said.words, tuple(said.values.items()))
