"""Telling applications what happened, each as far as its scopes, places and settings go."""

from __future__ import annotations

from tests.slack.fake.delivery.parcel import Kind as ParcelKind
from tests.slack.fake.delivery.parcel import Parcel
from tests.slack.fake.errors import Json
from tests.slack.fake.world.channel import Channel, Kind
from tests.slack.fake.world.installation import Installation, Token
from tests.slack.fake.world.user import User
from tests.slack.fake.world.world import World

MESSAGES = {
    Kind.PUBLIC: "message.channels",
    Kind.PRIVATE: "message.groups",
    Kind.DIRECT: "message.im",
}
NEEDS = {
    "app_mention": "app_mentions:read",
    "reaction_added": "reactions:read",
    "team_join": "users:read",
    "user_change": "users:read",
}
OF_CHANNELS = {
    "member_joined_channel",
    "member_left_channel",
    "channel_archive",
    "channel_unarchive",
    "channel_rename",
    "channel_deleted",
}


def tell(
    world: World, by: Installation, event: Json, channel: Channel | None = None
) -> list[Parcel]:
    """To one application, if it hears of such things; in order of what was sent."""
    if by.state is not Token.LIVE or not _hears(by, event, channel):
        return []
    payload = wrapped(world, by, event, channel)
    return [world.tell(Parcel(by, ParcelKind.EVENT, payload, world.clock.now()))]


def tell_all(world: World, channel: Channel, event: Json) -> list[Parcel]:
    """To every application in the channel."""
    return [
        parcel
        for team in (channel.team, *channel.shared_with)
        for by in team.installations
        if by.user in channel.members
        for parcel in tell(world, by, event, channel)
    ]


def of_user(user: User, channel: Channel) -> Json:
    """What an event says of who caused it; more of those from elsewhere."""
    made: Json = {"user": user.id, "team": user.team.id}
    if channel.shared:
        made |= {"user_team": user.team.id, "source_team": user.team.id}
    return made


def wrapped(world: World, by: Installation, event: Json, channel: Channel | None) -> Json:
    """The event with all that Slack puts around it."""
    number = world.ids("Ev")
    return {
        "token": by.app.verification_token,
        "team_id": by.team.id,
        "context_team_id": by.team.id,
        "context_enterprise_id": None,
        "api_app_id": by.app.id,
        "event": event,
        "type": "event_callback",
        "event_id": number,
        "event_time": int(world.clock.epoch()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": by.team.id,
                "user_id": by.user.id,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": channel is not None and channel.shared,
        "event_context": f"4-{number}",
    }


def _hears(by: Installation, event: Json, channel: Channel | None) -> bool:
    kind = str(event["type"])
    if kind == "message":
        assert channel is not None
        return by.app.hears(MESSAGES[channel.kind]) and channel.scope("history") in by.scopes
    if kind in OF_CHANNELS and channel is not None and channel.scope("read") not in by.scopes:
        return False
    return by.app.hears(kind) and NEEDS.get(kind, "") in {"", *by.scopes}
