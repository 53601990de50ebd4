"""Making applications, workspaces, channels and people, before or while the bot runs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tests.slack.fake.errors import Json
from tests.slack.fake.person import Person
from tests.slack.fake.world.app import App
from tests.slack.fake.world.channel import Channel, Kind
from tests.slack.fake.world.events import tell, tell_all
from tests.slack.fake.world.installation import Installation, Token
from tests.slack.fake.world.team import Team
from tests.slack.fake.world.user import Role, User
from tests.slack.fake.world.world import World


class Building:
    """What a test sets the scene with; the applications hear of it as from Slack."""

    def __init__(self) -> None:
        self.world = World()
        """Its `answer_within_s` can be set."""
        self.app = self.application("Rounds")
        """The one that is installed where nothing else is said."""

    def application(self, name: str) -> App:
        """One more application, with its own tokens and secret."""
        ids = self.world.ids
        number = ids("A")
        token = f"xapp-1-{number}-{ids.secret()}"
        made = App(number, name, token, ids.secret(), ids.secret())
        self.world.apps[number] = made
        return made

    def team(self, name: str, *, app: App | None = None, installed: bool = True) -> Team:
        """A workspace; with `installed` the application is in it."""
        number = self.world.ids("T")
        made = Team(number, name, name.lower().replace(" ", "-"))
        self.world.teams[number] = made
        if installed:
            self.install(made, app)
        return made

    def install(
        self, team: Team, app: App | None = None, scopes: Iterable[str] | None = None
    ) -> Installation:
        """Into a workspace; scopes are the application's unless given."""
        app = app or self.app
        ids = self.world.ids
        user = User(ids("U"), app.name.lower(), app.name, team, is_bot=True)
        self._know(user)
        token = f"xoxb-{team.id}-{ids.secret()}"
        granted = set(app.scopes if scopes is None else scopes)
        made = Installation(app, team, user, ids("B"), token, granted)
        team.installations.append(made)
        self.world.tokens[token] = made
        return made

    def uninstall(self, by: Installation) -> None:
        """Out of the workspace: told once, then the token is dead."""
        tell(self.world, by, {"type": "tokens_revoked", "tokens": {"bot": [by.user.id]}})
        tell(self.world, by, {"type": "app_uninstalled"})
        by.state = Token.INACTIVE

    def revoke(self, by: Installation) -> None:
        """The token is dead, and nobody says so."""
        by.state = Token.REVOKED

    def user(
        self, name: str, team: Team, role: str = "member", zone: str = "Europe/Berlin"
    ) -> Person:
        """Somebody of a workspace: owner, admin, member or guest."""
        made = Person(self.world, name, team, Role(role), zone)
        self._know(made)
        return made

    def deactivate(self, user: User) -> None:
        user.deleted = True

    def channel(
        self, team: Team, name: str, members: Sequence[User] = (), *, joined: bool = True
    ) -> Channel:
        """A public channel; with `joined` the bot is in it."""
        return self._channel(team, name, Kind.PUBLIC, members, joined=joined)

    def private(
        self, team: Team, name: str, members: Sequence[User] = (), *, joined: bool = True
    ) -> Channel:
        """A private channel."""
        return self._channel(team, name, Kind.PRIVATE, members, joined=joined)

    def join(self, channel: Channel, user: User | Installation) -> None:
        """Somebody, or the application, comes in."""
        one = user.user if isinstance(user, Installation) else user
        channel.members.append(one)
        self._moved("member_joined_channel", channel, one)

    def leave(self, channel: Channel, user: User | Installation) -> None:
        """Somebody, or the application, is out; an application that is out hears nothing."""
        one = user.user if isinstance(user, Installation) else user
        channel.members.remove(one)
        self._moved("member_left_channel", channel, one)

    def archive(self, channel: Channel) -> None:
        channel.archived = True
        kind = "group_archive" if channel.kind is Kind.PRIVATE else "channel_archive"
        self._channel_event(kind, channel)

    def unarchive(self, channel: Channel) -> None:
        channel.archived = False
        kind = "group_unarchive" if channel.kind is Kind.PRIVATE else "channel_unarchive"
        self._channel_event(kind, channel)

    def remove_channel(self, channel: Channel) -> None:
        """Deleted, with all that was said in it."""
        self._channel_event("channel_deleted", channel)
        del self.world.channels[channel.id]

    def share(self, channel: Channel, team: Team, *members: User) -> None:
        """With another organisation, whose people come in as strangers."""
        channel.shared_with.append(team)
        for one in members:
            self.join(channel, one)

    def _channel(
        self, team: Team, name: str, kind: Kind, members: Sequence[User], *, joined: bool
    ) -> Channel:
        number = self.world.ids("C")
        made = Channel(number, name, kind, team, int(self.world.clock.epoch()), list(members))
        self.world.channels[number] = made
        self.world.names[number] = name
        if joined:
            made.members += [one.user for one in team.installations]
        return made

    def _moved(self, kind: str, channel: Channel, user: User) -> None:
        event: Json = {
            "type": kind,
            "user": user.id,
            "channel": channel.id,
            "channel_type": "C" if channel.kind is Kind.PUBLIC else "G",
            "team": user.team.id,
            "event_ts": self.world.clock.ts(),
        }
        tell_all(self.world, channel, event)

    def _channel_event(self, kind: str, channel: Channel) -> None:
        stamp = self.world.clock.ts()
        tell_all(self.world, channel, {"type": kind, "channel": channel.id, "event_ts": stamp})

    def _know(self, user: User) -> None:
        self.world.users[user.id] = user
        self.world.names[user.id] = user.real_name
