"""Everything there is on one fake Slack, found by id."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from tests.slack.fake.clock import FakeClock
from tests.slack.fake.delivery.parcel import Parcel
from tests.slack.fake.errors import SlackError
from tests.slack.fake.ids import Ids
from tests.slack.fake.world.app import App
from tests.slack.fake.world.channel import Channel, Kind
from tests.slack.fake.world.file import File
from tests.slack.fake.world.installation import Installation
from tests.slack.fake.world.message import Message
from tests.slack.fake.world.team import Team
from tests.slack.fake.world.trigger import Hook, Trigger
from tests.slack.fake.world.user import User
from tests.slack.fake.world.view import View
from tests.support.changes import Changes

ANSWER_WITHIN_S = 3.0


class Carrier(Protocol):
    """What brings parcels to an application."""

    def send(self, parcel: Parcel) -> None: ...


class World:
    """The state of one fake; `carriers` bring to each application what it must hear."""

    def __init__(self) -> None:
        self.changes = Changes()
        self.clock = FakeClock(self.changes.happened)
        self.ids = Ids()
        self.apps: dict[str, App] = {}
        self.teams: dict[str, Team] = {}
        self.users: dict[str, User] = {}
        self.names: dict[str, str] = {}
        """Of users and channels by id."""
        self.channels: dict[str, Channel] = {}
        self.tokens: dict[str, Installation] = {}
        self.triggers: dict[str, Trigger] = {}
        self.hooks: dict[str, Hook] = {}
        self.views: dict[str, View] = {}
        self.homes: dict[tuple[str, str], View] = {}
        """By user and application."""
        self.screens: dict[str, View] = {}
        """The modal that a user sees, by their id."""
        self.ephemerals: dict[str, list[Message]] = {}
        """By the id of who sees them, oldest first."""
        self.files: dict[str, File] = {}
        self.base_url = ""
        self._direct: dict[tuple[str, str], Channel] = {}
        self.answer_within_s = ANSWER_WITHIN_S
        self.violations: list[str] = []
        self.warnings: list[str] = []
        self.parcels: list[Parcel] = []
        self.carrier: Callable[[App], Carrier] | None = None

    def tell(self, parcel: Parcel) -> Parcel:
        """Hands it to the application, and remembers it."""
        assert self.carrier is not None
        self.parcels.append(parcel)
        self.carrier(parcel.by.app).send(parcel)
        self.changes.happened()
        return parcel

    def own_fault(self, said: str) -> None:
        """What Slack would refuse as malformed."""
        self.violations.append(said)

    def team_of(self, by: Installation, channel: Channel) -> bool:
        """Whether the channel can be seen from there."""
        return by.team is channel.team or by.team in channel.shared_with

    def channel(self, by: Installation, number: str) -> Channel:
        """The channel as that application finds it: unknown where it is none of its business."""
        found = self.channels.get(number)
        if found is None or not self.team_of(by, found):
            raise SlackError("channel_not_found")
        if found.kind is not Kind.PUBLIC and by.user not in found.members:
            raise SlackError("channel_not_found")
        return found

    def user(self, by: Installation, number: str, error: str = "user_not_found") -> User:
        """Somebody the application can know: of its team, or in a channel with it."""
        found = self.users.get(number)
        if found is None:
            raise SlackError(error)
        met = any(found in one.members and by.user in one.members for one in self.channels.values())
        if found.team is not by.team and not met:
            raise SlackError(error)
        return found

    def known_conversation(self, by: Installation, user: User) -> Channel | None:
        """The direct messages of that application and a person, where there are any."""
        return self._direct.get((by.user.id, user.id))

    def conversation(self, by: Installation, user: User) -> Channel:
        """The same, opened if need be; always the same channel."""
        if (known := self.known_conversation(by, user)) is not None:
            return known
        number = self.ids("D")
        made = Channel(number, "", Kind.DIRECT, by.team, int(self.clock.epoch()), [user, by.user])
        self.channels[number] = self._direct[by.user.id, user.id] = made
        return made

    def trigger(self, by: Installation, user: User, under: View | None = None) -> Trigger:
        number = f"{len(self.triggers) + 1}.{by.team.id}.{self.ids.secret()}"
        made = Trigger(number, by, user, self.clock.now(), under)
        self.triggers[number] = made
        return made

    def hook(
        self,
        by: Installation,
        user: User,
        channel: Channel,
        kind: str,
        message: Message | None = None,
    ) -> Hook:
        """An address for answers; the kind is `commands` or `actions`."""
        path = f"/{kind}/{by.team.id}/{len(self.hooks) + 1}/{self.ids.secret()}"
        made = Hook(path, self.base_url + path, by, user, channel, self.clock.now(), message)
        self.hooks[path] = made
        return made
