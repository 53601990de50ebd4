"""A message that answers an interaction, before it says anything."""

from __future__ import annotations

from tests.discord.fake.acts.writing import refer
from tests.discord.fake.commands import SLASH
from tests.discord.fake.interaction import Interaction, Kind
from tests.discord.fake.rest.call import Call
from tests.discord.fake.world.message import Message, MessageFlag, MessageType
from tests.discord.fake.world.posting import compose


def begun(call: Call, found: Interaction, *, ephemeral: bool) -> Message:
    """By the bot, in the interaction's channel; an answer to a button refers to its message."""
    world = call.world
    made = compose(world, found.channel, world.bot)
    made.application_id = world.application_id
    made.interaction = found.metadata()
    if ephemeral:
        made.flags |= MessageFlag.EPHEMERAL
        made.only_for = found.user
    if found.message is not None:
        _answering(made, found.message)
    elif found.kind is Kind.COMMAND and found.command_type == SLASH:
        made.type = MessageType.SLASH
    elif found.target is not None:
        _answering(made, found.target)
        made.type = MessageType.MENU
    return made


def following(call: Call, found: Interaction, *, ephemeral: bool) -> Message:
    """A later message of the same answer; it refers to the first."""
    made = begun(call, found, ephemeral=ephemeral)
    made.type, made.reference, made.replied = MessageType.DEFAULT, None, None
    if found.original is not None:
        _answering(made, found.original)
    return made


def _answering(made: Message, above: Message) -> None:
    made.type = MessageType.REPLY
    made.replied = above
    made.reference = refer(above)
