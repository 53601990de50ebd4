"""Where messages are: a channel of a workspace, or a conversation with the application."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from tests.slack.fake.errors import Json
from tests.slack.fake.world.team import Team
from tests.slack.fake.world.user import User

if TYPE_CHECKING:
    from tests.slack.fake.world.message import Message


class Kind(StrEnum):
    """As `channel_type` of events."""

    PUBLIC = "channel"
    PRIVATE = "group"
    DIRECT = "im"


HISTORY = {Kind.PUBLIC: "channels", Kind.PRIVATE: "groups", Kind.DIRECT: "im"}
"""The first half of the scopes for each kind."""


@dataclass(eq=False, repr=False)
class Channel:
    """Holds its messages by ts, oldest first; ephemeral ones are with their reader."""

    id: str
    name: str
    kind: Kind
    team: Team
    created: int
    members: list[User] = field(default_factory=list)
    messages: dict[str, Message] = field(default_factory=dict)
    pins: list[str] = field(default_factory=list)
    archived: bool = False
    shared_with: list[Team] = field(default_factory=list)
    """Other organisations, where it is a shared channel."""

    def __repr__(self) -> str:
        return f"<{self.kind} {self.name} {self.id}>"

    @property
    def last(self) -> Message:
        """The newest message, wherever in the channel."""
        return list(self.messages.values())[-1]

    @property
    def shared(self) -> bool:
        return bool(self.shared_with)

    @property
    def shown(self) -> str:
        """The name that interactions give it."""
        names = {Kind.DIRECT: "directmessage", Kind.PRIVATE: "privategroup"}
        return names.get(self.kind, self.name)

    def root(self, ts: str | None) -> Message | None:
        """The first message of that thread."""
        return self.messages.get(ts) if ts else None

    def thread(self, ts: str) -> list[Message]:
        """The answers in that thread, oldest first."""
        return [one for one in self.messages.values() if one.thread_ts == ts and one.ts != ts]

    def scope(self, what: str) -> str:
        """`history` or `read`: the scope for this kind of channel."""
        return f"{HISTORY[self.kind]}:{what}"

    def payload(self, reader: User) -> Json:
        made: Json = {
            "id": self.id,
            "created": self.created,
            "is_im": self.kind is Kind.DIRECT,
            "is_archived": self.archived,
            "is_org_shared": False,
            "context_team_id": self.team.id,
        }
        if self.kind is Kind.DIRECT:
            other = next((one for one in self.members if one is not reader), reader)
            return made | {"user": other.id, "is_user_deleted": other.deleted}
        return made | {
            "name": self.name,
            "name_normalized": self.name,
            "is_channel": self.kind is Kind.PUBLIC,
            "is_group": False,
            "is_mpim": False,
            "is_private": self.kind is Kind.PRIVATE,
            "is_general": False,
            "is_member": reader in self.members,
            "is_shared": self.shared,
            "is_ext_shared": self.shared,
            "is_pending_ext_shared": False,
            "shared_team_ids": [one.id for one in (self.team, *self.shared_with)],
            "num_members": len(self.members),
            "topic": {"value": "", "creator": "", "last_set": 0},
            "purpose": {"value": "", "creator": "", "last_set": 0},
        }
