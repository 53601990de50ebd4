"""The dry run: everything that posting will need is done once, and undone."""

from __future__ import annotations

import io
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

import discord

from adapters.discord.faults import FAULTS
from adapters.discord.forums import tags
from bot.domain.group import Group, Place
from bot.ports.trial import TrialStep

_WORDS = "This is a dry run; it is gone in a moment."
_THREAD = "Dry run"
_UNREACHED = "make the role mentionable, or give mine Mention Everyone"

Done = TypeVar("Done")


class DiscordTrial:
    """Implements `bot.ports.trial.Trial`."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    async def try_place(self, place: Place, group: Group) -> Sequence[TrialStep]:
        """Try a channel; each step with its result, in the order tried."""
        steps: list[TrialStep] = []
        channel = await _step(
            steps,
            "see the channel",
            "let my role see it: View Channel",
            self._client.fetch_channel(int(place.channel)),
        )
        if isinstance(channel, discord.ForumChannel):
            await _try_forum(steps, channel)
        elif isinstance(channel, discord.TextChannel):
            await _try_text(steps, channel, group)
        elif channel is not None:
            steps.append(TrialStep("post in it", False, "choose a text channel or a forum"))
        if isinstance(channel, discord.ForumChannel | discord.TextChannel) and group.ping:
            reaches = await _step(
                steps,
                "call the role",
                "choose another role to call: this one is not there",
                _reaches(self._client, channel.guild.id, group),
            )
            if reaches is False:
                steps[-1] = TrialStep(steps[-1].name, False, _UNREACHED)
        return steps


async def _try_text(steps: list[TrialStep], channel: discord.TextChannel, group: Group) -> None:
    embed = discord.Embed(title=_THREAD, description=_WORDS)
    file = discord.File(io.BytesIO(_WORDS.encode()), "dry-run.txt")
    message = await _step(
        steps,
        "post with a card and a file",
        "give my role Send Messages, Embed Links and Attach Files",
        channel.send(embed=embed, file=file, silent=True),
    )
    if message is None:
        return
    shown = await _step(
        steps,
        "read what I posted",
        "give my role Read Message History",
        channel.fetch_message(message.id),
    )
    if shown is not None and not shown.embeds:
        steps.append(TrialStep("show cards", False, "give my role Embed Links"))
    await _step(steps, "mark answers", "give my role Add Reactions", message.add_reaction("✅"))
    if group.threads:
        await _try_thread(steps, message)
    if group.pins:
        await _step(steps, "pin the prompt", "give my role Pin Messages", message.pin())
    await _step(steps, "take my own message back", "delete the dry run yourself", message.delete())


async def _try_thread(steps: list[TrialStep], message: discord.Message) -> None:
    thread = await _step(
        steps,
        "open a thread",
        "give my role Create Public Threads",
        message.create_thread(name=_THREAD),
    )
    if thread is None:
        return
    await _step(
        steps,
        "write in the thread",
        "give my role Send Messages in Threads",
        thread.send(_WORDS, silent=True),
    )
    # Deleting a thread takes Manage Threads, which nothing else needs: it is only closed.
    await _quietly(thread.delete, lambda: thread.edit(archived=True))


async def _try_forum(steps: list[TrialStep], channel: discord.ForumChannel) -> None:
    made = await _step(
        steps,
        "open a post in the forum",
        "give my role Create Posts and Send Messages in Posts",
        channel.create_thread(name=_THREAD, content=_WORDS, applied_tags=tags(channel)),
    )
    if made is not None:
        await _quietly(made.thread.delete, lambda: made.thread.edit(archived=True))


async def _reaches(client: discord.Client, guild_id: int, group: Group) -> bool:
    """Whether a ping would reach anybody; nobody is called to find out.

    Asked of Discord, since a client that is not connected knows no roles. Raises
    discord.DiscordException for a role that is gone.
    """
    guild = await client.fetch_guild(guild_id)
    role = guild.get_role(int(group.ping)) if group.ping.isdigit() else None
    if role is None or client.user is None:
        raise discord.DiscordException("no such role")
    mine = (await guild.fetch_member(client.user.id)).guild_permissions
    return role.mentionable or mine.mention_everyone


async def _step(
    steps: list[TrialStep], name: str, remedy: str, doing: Awaitable[Done]
) -> Done | None:
    """Do one thing and write down how it went; what came of it, None when it failed."""
    try:
        done = await doing
    except FAULTS:
        steps.append(TrialStep(name, False, remedy))
        return None
    steps.append(TrialStep(name, True))
    return done


async def _quietly(*ways: Callable[[], Awaitable[object]]) -> None:
    """The first of these ways to clean up that Discord allows."""
    for way in ways:
        try:
            await way()
        except FAULTS:
            continue
        return
