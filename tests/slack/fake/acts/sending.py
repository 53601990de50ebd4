"""Handing an act to the application and waiting for its answer."""

from __future__ import annotations

import asyncio
from typing import Any

from tests.slack.fake.delivery.parcel import Kind, Parcel
from tests.slack.fake.errors import CannotDo, Json
from tests.slack.fake.exchange import Exchange
from tests.slack.fake.world.channel import Channel
from tests.slack.fake.world.channel import Kind as ChannelKind
from tests.slack.fake.world.installation import Installation
from tests.slack.fake.world.message import Message
from tests.slack.fake.world.trigger import Hook, Trigger
from tests.slack.fake.world.user import User
from tests.slack.fake.world.world import World


def begin(
    world: World,
    user: User,
    by: Installation | None,
    channel: Channel | None = None,
    message: Message | None = None,
) -> Exchange:
    """Before the act: what is there by now is no answer to it."""
    return Exchange(world, user, channel, by, message)


async def interact(
    world: World,
    exchange: Exchange,
    by: Installation,
    payload: Json,
    *,
    trigger: Trigger | None = None,
    hook: Hook | None = None,
    kind: Kind = Kind.INTERACTION,
) -> Exchange:
    """Tells the one application; comes back when it has answered or its three seconds are over."""
    if kind is Kind.INTERACTION and not by.app.interactive:
        raise CannotDo(f"{by.app.name} has not switched interactivity on")
    parcel = Parcel(by, kind, payload, world.clock.now(), trigger, hook)
    exchange.parcels.append(world.tell(parcel))
    await parcel.over
    return exchange


async def noted(exchange: Exchange, parcels: list[Parcel]) -> Exchange:
    """Waits for what was told as events."""
    exchange.parcels += parcels
    await asyncio.gather(*(one.over for one in parcels))
    return exchange


def check_place(user: User, channel: Channel) -> None:
    """People act where they are members, and not in archived channels."""
    if user.deleted:
        raise CannotDo(f"{user.real_name} is deactivated")
    if user not in channel.members:
        raise CannotDo(f"{user.real_name} is not in {channel.name or channel.id}")
    if channel.archived:
        raise CannotDo(f"{channel.name} is archived")


def check_sight(user: User, message: Message) -> None:
    """Nobody acts on what is gone or was only for somebody else."""
    if message.deleted:
        raise CannotDo("the message is deleted")
    if message.only_for not in {None, user}:
        raise CannotDo(f"{user.real_name} does not see what was only for somebody else")
    check_place(user, message.channel)


def check_command(user: User, by: Installation, channel: Channel) -> None:
    """Commands and shortcuts of an application are for people of its own workspace."""
    if user.team is not by.team:
        raise CannotDo(f"{user.real_name} is of another organisation, which has no {by.app.name}")
    check_place(user, channel)
    if channel.kind is ChannelKind.DIRECT and not by.app.has_messages:
        raise CannotDo(f"{by.app.name} has no messages tab")


def person(user: User) -> Json:
    """As interactions tell who acted."""
    return {"id": user.id, "username": user.name, "name": user.name, "team_id": user.team.id}


def common(by: Installation, user: User, kind: str) -> Json:
    return {
        "type": kind,
        "user": person(user),
        "api_app_id": by.app.id,
        "token": by.app.verification_token,
        "team": by.team.short(),
        "enterprise": None,
        "is_enterprise_install": False,
    }


def place(channel: Channel) -> Json:
    return {"id": channel.id, "name": channel.shown}


def owner(surface: Any) -> Installation:
    """The application whose message or view it is."""
    by = surface.by
    if by is None:
        raise CannotDo("nothing on it is an application's")
    found: Installation = by
    return found
