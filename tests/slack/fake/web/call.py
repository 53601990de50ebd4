"""One call of a method, with its arguments read as Slack reads them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from tests.slack.fake.errors import Json, Malformed, SlackError, missing_scope
from tests.slack.fake.request import Request
from tests.slack.fake.world.channel import Channel, Kind
from tests.slack.fake.world.installation import Installation
from tests.slack.fake.world.message import Message
from tests.slack.fake.world.world import World

TRUE = {"true", "1"}


@dataclass(frozen=True)
class Call:
    """Who calls, on which world, with what."""

    world: World
    by: Installation
    request: Request

    @property
    def args(self) -> Json:
        return self.request.args

    def text(self, name: str) -> str:
        """A text that must be there."""
        value = self.args.get(name)
        if not value:
            said = f"[ERROR] missing required field: {name}"
            raise Malformed("invalid_arguments", response_metadata={"messages": [said]})
        return str(value)

    def maybe(self, name: str) -> str:
        value = self.args.get(name)
        return "" if value is None else str(value)

    def flag(self, name: str) -> bool:
        value = self.args.get(name)
        return value if isinstance(value, bool) else str(value).lower() in TRUE

    def number(self, name: str, otherwise: int, most: int) -> int:
        value = self.args.get(name)
        if value in {None, ""}:
            return otherwise
        if not str(value).isdigit() or not 0 < int(str(value)) <= most:
            raise Malformed("invalid_limit")
        return int(str(value))

    def json(self, name: str) -> Any:
        """An object or list, also where it came as text in a form; None where it is not there."""
        value = self.args.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except ValueError:
            raise Malformed(f"invalid_{name}_format") from None

    def needs(self, *scopes: str) -> None:
        """Any one of these."""
        if not self.by.scopes.intersection(scopes):
            raise missing_scope(scopes[0], sorted(self.by.scopes))

    def channel(self, what: str = "") -> Channel:
        """The channel of the call; `what` is `history` or `read` where that needs a scope."""
        found = self.world.channel(self.by, self.text("channel"))
        if what:
            self.needs(found.scope(what))
        return found

    def inside(self, channel: Channel) -> Channel:
        """The same, where the application is a member of it."""
        if self.by.user not in channel.members:
            raise SlackError("not_in_channel")
        return channel

    def message(self, channel: Channel, ts: str) -> Message:
        found = channel.messages.get(ts)
        if found is None or found.deleted:
            raise SlackError("message_not_found")
        return found

    def open(self, channel: Channel) -> Channel:
        """The same, where one may write."""
        if channel.archived:
            raise SlackError("is_archived")
        if channel.kind is Kind.DIRECT and not self.by.app.has_messages:
            raise SlackError("messages_tab_disabled")
        return channel
