"""Interactions: commands, buttons, lists, forms and completions, each answered well in time.

What a person wrote is on the disk before Discord is answered, and Discord is answered before
anything slow happens.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from typing import Any, TypeVar

import discord
import structlog

from adapters.discord.attachments import offered
from adapters.discord.commands import MENU, heard, typing
from adapters.discord.customid import decode
from adapters.discord.faults import FAULTS
from adapters.discord.forms import answers_of, modal
from adapters.discord.inbound import from_interaction, from_menu
from adapters.discord.places import PLATFORM
from adapters.discord.render import Page, pages
from adapters.discord.replying import insist, respond, respond_later
from adapters.discord.shape import MESSAGE_MENU
from adapters.discord.tokens import Tokens
from adapters.handed import Offered, with_files
from adapters.press import Press, TooLong
from bot.core import Core
from bot.errors import StoreError
from bot.inbound import Inbound
from bot.views.model import Audience, Form, Reply

_log = structlog.get_logger(__name__)

Done = TypeVar("Done")

PATIENCE = 1.5
"""Seconds after which Discord is told that the answer takes longer; it gives up at 3."""


class Interactions:
    """Answers every interaction through the core."""

    def __init__(self, core: Core, tokens: Tokens, ring: Callable[[], None]) -> None:
        self._core = core
        self._tokens = tokens
        self._ring = ring

    async def answer(self, interaction: discord.Interaction) -> None:
        """Answer one; never raises for what Discord or a person did."""
        _place(interaction)
        try:
            match interaction.type:
                case discord.InteractionType.autocomplete:
                    await self._complete(interaction)
                case discord.InteractionType.application_command:
                    await self._command(interaction)
                case discord.InteractionType.component:
                    await self._component(interaction)
                case discord.InteractionType.modal_submit:
                    await self._form(interaction)
                case _:
                    pass
        except FAULTS as error:
            # The person sees Discord's own “did not respond”; what they wrote is kept all the same.
            code = getattr(error, "code", None)
            _log.warning("interaction.unanswered", error=type(error).__name__, code=code)
        except Exception as error:  # noqa: BLE001
            # An edge of the process: it is written down once, and the person is told in words.
            _log.exception("interaction.failed", error=type(error).__name__)
            await self._apologise(interaction)

    async def _apologise(self, interaction: discord.Interaction) -> None:
        if interaction.type is discord.InteractionType.autocomplete:
            return
        shown = self._pages(self._core.unexpected())
        with suppress(*FAULTS):
            await respond(interaction, shown, unseen=True)

    async def _complete(self, interaction: discord.Interaction) -> None:
        asked = typing(interaction.data or {}, self._core.registry)
        found = self._core.suggest(asked.words, asked.option, asked.typed)
        choices = [discord.app_commands.Choice(name=label, value=value) for label, value in found]
        await interaction.response.autocomplete(choices)

    async def _command(self, interaction: discord.Interaction) -> None:
        data: Any = interaction.data
        if data["type"] == MESSAGE_MENU and data["name"] == MENU:
            message = target_of(interaction)
            if message is None:
                await self._apologise(interaction)
                return
            inbound = from_menu(interaction, message)
            await self._take(interaction, inbound, offered(message))
            return
        said = heard(data, self._core.registry)
        form = self._core.form(said)
        press = Press(said.words, tuple(said.values.items()))
        if form is not None and await _open(interaction, form, press):
            return
        await self._take(interaction, from_interaction(interaction, said))

    async def _component(self, interaction: discord.Interaction) -> None:
        data: Any = interaction.data
        press = _pressed(data["custom_id"])
        if data.get("values") and press.asks:
            press = press.picked(str(data["values"][0]))
        form = self._core.form(press.chosen(), press.asks)
        if form is not None and await _open(interaction, form, press):
            return
        await self._take(interaction, from_interaction(interaction, press.chosen()))

    async def _form(self, interaction: discord.Interaction) -> None:
        data: Any = interaction.data
        said = _pressed(data["custom_id"]).chosen(answers_of(data))
        await self._take(interaction, from_interaction(interaction, said))

    async def _take(
        self, interaction: discord.Interaction, inbound: Inbound, files: Sequence[Offered] = ()
    ) -> None:
        if not self._core.keeps(inbound):
            await self._take_quick(interaction, inbound)
            return
        if files:
            read = await _in_time(interaction, with_files(self._core, inbound, files))
            inbound = inbound if read is None else read
        with self._core.intake.urgent(PLATFORM):
            if not await self._kept(interaction, inbound):
                return
        reply = await self._core.finish(inbound)
        self._ring()
        if reply is not None and not reply.receipt:
            await respond_later(interaction, self._pages(reply), unseen=unseen(reply))

    async def _kept(self, interaction: discord.Interaction, inbound: Inbound) -> bool:
        """Store somebody's words and tell them so; false when there is nothing left to handle."""
        try:
            new = await _in_time(interaction, self._core.keep(inbound))
        except StoreError as error:
            _log.error("answer.unkept", error=error.sentence)
            await respond(interaction, self._pages(self._core.away()), unseen=True)
            return False
        if not new:
            await respond(interaction, self._pages(self._core.known()), unseen=True)
            return False
        await self._acknowledge(interaction)
        return True

    async def _acknowledge(self, interaction: discord.Interaction) -> None:
        """Tell the person that their words are safe; whatever Discord does, they are graded."""
        try:
            await respond(interaction, self._pages(self._core.kept()), unseen=True)
            self._tokens.keep(interaction)
        except FAULTS as error:
            _log.warning("acknowledgement.failed", error=type(error).__name__)

    async def _take_quick(self, interaction: discord.Interaction, inbound: Inbound) -> None:
        """Answer at once where that is quick; else say that it takes a moment, then answer."""
        with self._core.intake.urgent(PLATFORM):
            reply = await _in_time(interaction, self._core.handle(inbound, frank=False))
            await respond(interaction, self._pages(reply), unseen=unseen(reply))
        self._tokens.keep(interaction)
        self._ring()

    def _pages(self, reply: Reply) -> Sequence[Page]:
        return pages(reply, self._core.registry)


def _place(interaction: discord.Interaction) -> None:
    """Give it a channel where discord.py does not know the kind: it cannot answer without one."""
    if interaction.channel is None and interaction.channel_id is not None:
        where: Any = interaction.client.get_partial_messageable(
            interaction.channel_id, guild_id=interaction.guild_id
        )
        interaction.channel = where


async def _in_time(interaction: discord.Interaction, doing: Coroutine[Any, Any, Done]) -> Done:
    """Wait for something; where that takes long, Discord is told meanwhile that it does."""
    task = asyncio.create_task(doing)
    try:
        done, _ = await asyncio.wait({task}, timeout=PATIENCE)
        if not done and not interaction.response.is_done():
            await insist(lambda: interaction.response.defer(ephemeral=True, thinking=True))
        return await task
    except FAULTS:
        # Nobody can be told that it takes long, and it is done all the same.
        await asyncio.wait({task})
        raise
    finally:
        # Left alone it would outlive the stop that ended this.
        task.cancel()


async def _open(interaction: discord.Interaction, form: Form, press: Press) -> bool:
    """Open a form; false where what was given so far has no room in it, and the core says why."""
    try:
        window = modal(form, press)
    except TooLong:
        return False
    await insist(lambda: interaction.response.send_modal(window))
    return True


def _pressed(custom_id: str) -> Press:
    """What a control of ours means; an unknown one names no command, and the core says so."""
    press = decode(custom_id)
    if press is None:
        _log.warning("button.unknown", custom_id=custom_id)
        return Press(custom_id)
    return press


def unseen(reply: Reply) -> bool:
    """Whether only the asker may see it."""
    return reply.audience is Audience.ASKER


def target_of(interaction: discord.Interaction) -> discord.Message | None:
    """The message that the menu was opened on; None for one that discord.py cannot read."""
    data: Any = interaction.data
    found: Any = data["resolved"]["messages"][data["target_id"]]
    channel: Any = interaction.channel
    state = interaction._state  # noqa: SLF001
    try:
        return discord.Message(state=state, channel=channel, data=found)
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        _log.warning("message.unreadable", error=type(error).__name__)
        return None
