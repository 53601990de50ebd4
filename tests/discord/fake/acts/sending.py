"""Handing an interaction to the bot and waiting for its answer."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Any

from tests.discord.fake.errors import CannotDo, Json
from tests.discord.fake.exchange import Exchange
from tests.discord.fake.gateway.event import plain
from tests.discord.fake.interaction import Interaction, Kind
from tests.discord.fake.world.channel import Channel
from tests.discord.fake.world.message import Message
from tests.discord.fake.world.permission import Permission
from tests.discord.fake.world.user import User
from tests.discord.fake.world.world import World


async def send(
    world: World, user: User, channel: Channel, kind: Kind, data: Json, **more: Any
) -> Exchange:
    """Tells the bot; comes back when it has answered, or when its three seconds are over."""
    check_place(user, channel)
    made = Interaction(world.ids(), kind, user, channel, data, world.clock, **more)
    made.within_s = world.answer_within_s
    world.interactions[made.token] = made
    world.tell(plain("INTERACTION_CREATE", made.payload(world.bot)))
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(made.over.wait(), max(0.0, made.within_s) + 0.05)
    return Exchange(made, world.changes)


def check_place(user: User, channel: Channel) -> None:
    """People act where they can see, and not in what is gone or archived."""
    if channel.gone or not channel.allowed(user) & Permission.VIEW_CHANNEL:
        raise CannotDo(f"{user.name} does not see channel {channel.id}")
    if channel.thread is not None and channel.thread.archived:
        raise CannotDo("there are no interactions in archived threads")


def check_sight(user: User, message: Message) -> None:
    """Nobody acts on what is gone or was only for somebody else."""
    if message.deleted:
        raise CannotDo("the message is deleted")
    if message.only_for not in (None, user):
        raise CannotDo(f"{user.name} does not see what was only for somebody else")
