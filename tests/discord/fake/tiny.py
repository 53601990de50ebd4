"""A tiny bot on discord.py that does one of each, to try the fake with."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import discord
from discord import app_commands

from tests.discord.fake.aim import aimed_at
from tests.discord.fake.fake import FakeDiscord


class Form(discord.ui.Modal, title="Your answer"):
    """One field."""

    answer: discord.ui.TextInput[Form] = discord.ui.TextInput(
        label="Answer", custom_id="text", style=discord.TextStyle.long
    )

    async def on_submit(self, interaction: discord.Interaction, /) -> None:
        await interaction.response.send_message(f"got {self.answer.value}", ephemeral=True)


class Survey(discord.ui.Modal, title="Survey"):
    """The newer kinds of field, each under a label."""

    intro: discord.ui.TextDisplay[Any] = discord.ui.TextDisplay("Tell us")
    name: discord.ui.Label[Survey] = discord.ui.Label(
        text="Name", component=discord.ui.TextInput(custom_id="name", default="nobody")
    )
    days: discord.ui.Label[Survey] = discord.ui.Label(
        text="Days",
        component=discord.ui.Select(
            custom_id="days",
            max_values=2,
            options=[discord.SelectOption(label=one) for one in ("Mon", "Tue", "Wed")],
        ),
    )

    async def on_submit(self, interaction: discord.Interaction, /) -> None:
        name, days = self.name.component, self.days.component
        assert isinstance(name, discord.ui.TextInput)
        assert isinstance(days, discord.ui.Select)
        await interaction.response.send_message(f"{name.value} {', '.join(days.values)}")


class Card(discord.ui.View):
    """A button that opens the form, one that changes the card, and a select."""

    def __init__(self) -> None:
        super().__init__(timeout=None)

    @discord.ui.button(label="Answer", custom_id="card:answer")
    async def answer(self, interaction: discord.Interaction, _: discord.ui.Button[Card]) -> None:
        await interaction.response.send_modal(Form())

    @discord.ui.button(label="More", custom_id="card:more")
    async def more(self, interaction: discord.Interaction, _: discord.ui.Button[Card]) -> None:
        await interaction.response.edit_message(content="more of it", view=None)

    @discord.ui.select(
        custom_id="card:zone",
        placeholder="Zone",
        options=[discord.SelectOption(label="Paris"), discord.SelectOption(label="Lima")],
    )
    async def zone(self, interaction: discord.Interaction, select: discord.ui.Select[Card]) -> None:
        await interaction.response.send_message(f"zone {select.values[0]}")


class TinyBot(discord.Client):
    """Keeps what it heard and every event it was told."""

    def __init__(self, *, content: bool = False) -> None:
        intents = discord.Intents(
            guilds=True, guild_messages=True, dm_messages=True, message_content=content
        )
        super().__init__(intents=intents, guild_ready_timeout=0.02, chunk_guilds_at_startup=False)
        self.tree = app_commands.CommandTree(self)
        self.heard: list[discord.Message] = []
        self.events: list[str] = []
        _add_commands(self.tree)

    async def setup_hook(self) -> None:
        self.add_view(Card())

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """The library waits five seconds here before it identifies again."""

    async def on_message(self, message: discord.Message) -> None:
        self.heard.append(message)

    def dispatch(self, event: str, /, *args: Any, **kwargs: Any) -> None:
        self.events.append(event)
        super().dispatch(event, *args, **kwargs)

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        self.events.append(f"error in {event_method}")
        await super().on_error(event_method, *args, **kwargs)


def _add_commands(tree: app_commands.CommandTree[TinyBot]) -> None:
    @tree.command(description="Practise")
    async def practice(interaction: discord.Interaction, topic: str = "any") -> None:
        await interaction.response.send_message(f"practice {topic}", view=Card())

    @practice.autocomplete("topic")
    async def topics(
        interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        known = ["ai", "apis", "billing"]
        return [app_commands.Choice(name=one, value=one) for one in known if one.startswith(typed)]

    @tree.command(description="Takes its time")
    async def slow(interaction: discord.Interaction, private: bool = False) -> None:
        await interaction.response.defer(thinking=True, ephemeral=private)
        await interaction.followup.send("done at last")
        await interaction.followup.send("and more", ephemeral=True)

    @tree.command(description="Asks")
    async def survey(interaction: discord.Interaction) -> None:
        await interaction.response.send_modal(Survey())

    @tree.command(description="Never answers")
    async def silent(interaction: discord.Interaction) -> None:
        await asyncio.sleep(0)

    @tree.context_menu(name="Grade as my answer")
    async def grade(interaction: discord.Interaction, message: discord.Message) -> None:
        await interaction.response.send_message(f"grading {message.content}", ephemeral=True)

    mock = app_commands.Group(
        name="mock",
        description="Mock interviews",
        default_permissions=discord.Permissions(manage_guild=True),
        guild_only=True,
    )

    @mock.command(description="Start one")
    @app_commands.choices(rounds=[app_commands.Choice(name="three", value=3)])
    async def start(interaction: discord.Interaction, rounds: int, who: discord.User) -> None:
        await interaction.response.send_message(f"{rounds} rounds with {who.name}")

    tree.add_command(mock)


@asynccontextmanager
async def running(
    fake: FakeDiscord, *, content: bool = False, sync: bool = True
) -> AsyncIterator[TinyBot]:
    """A tiny bot, logged in, connected and with its commands registered."""
    with aimed_at(fake):
        bot = TinyBot(content=content)
        async with bot:
            await bot.login(fake.token)
            if sync:
                await bot.tree.sync()
            task = asyncio.create_task(bot.connect())
            await fake.connected()
            await fake.until(lambda: "ready" in bot.events or task.done())
            try:
                yield bot
            finally:
                await bot.close()
                with contextlib.suppress(discord.ConnectionClosed):
                    await task
