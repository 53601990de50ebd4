"""Pins: the newest prompt stays at the top of its channel, and only that."""

from __future__ import annotations

import discord

from adapters.discord.customid import decode
from adapters.discord.faults import FAULTS
from adapters.discord.view import custom_ids
from adapters.discord.writer import Writer

_LOOKED_AT = 50
_ANSWERS = "answer"


async def pin(writer: Writer, channel: discord.abc.Messageable, message_id: int) -> None:
    """Pin a prompt of ours and take down those before it. Raises what Discord raises.

    What people pinned stays, and so does whatever of ours is no prompt.
    """
    assert isinstance(channel, discord.TextChannel)
    async with writer.limit:
        await channel.get_partial_message(message_id).pin()
    try:
        async for message in channel.pins(limit=_LOOKED_AT):
            if message.id != message_id and message.author.id == writer.me and _is_prompt(message):
                async with writer.limit:
                    await message.unpin()
    except FAULTS:
        # The newest is at the top all the same.
        return


def _is_prompt(message: discord.Message) -> bool:
    presses = [decode(one) for one in custom_ids(message.components)]
    return any(press is not None and press.words == _ANSWERS for press in presses)
