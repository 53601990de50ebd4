"""A message, as it is kept and as Slack writes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.slack.fake import text
from tests.slack.fake.blocks import reading
from tests.slack.fake.errors import Json
from tests.slack.fake.world.channel import Channel
from tests.slack.fake.world.file import File
from tests.slack.fake.world.installation import Installation
from tests.slack.fake.world.user import User


@dataclass(eq=False, repr=False)
class Message:
    """A message; `only_for` is the one person who sees an ephemeral one."""

    ts: str
    channel: Channel
    author: User
    raw: str = ""
    """The text as it is on the wire, with entities."""
    blocks: list[Json] = field(default_factory=list)
    thread_ts: str | None = None
    by: Installation | None = None
    subtype: str | None = None
    metadata: Json | None = None
    files: list[File] = field(default_factory=list)
    reactions: dict[str, list[User]] = field(default_factory=dict)
    client_msg_id: str | None = None
    edited: Json | None = None
    only_for: User | None = None
    deleted: bool = False
    pinned: bool = False
    state: reading.State = field(default_factory=dict)
    """What is chosen in its selects, by block_id and action_id."""

    earlier: list[list[Json]] = field(default_factory=list)
    """Its blocks from before each change: what a client may still show."""

    names: Mapping[str, str] = field(default_factory=dict)
    """Of everybody by id, for what is read."""

    def __repr__(self) -> str:
        return f"<message {self.ts} by {self.author.real_name}: {self.text!r}>"

    @property
    def text(self) -> str:
        """All that a reader sees of it: its blocks, or its text where it has none; files."""
        said = reading.texts(self.blocks, self.names) if self.blocks else [self.notification]
        return "\n".join([*(one for one in said if one), *(one.name for one in self.files)])

    @property
    def notification(self) -> str:
        """What a notification and a screen reader say."""
        return text.seen(self.raw, self.names)

    @property
    def pings(self) -> list[str]:
        """Whom it notifies: ids, or `channel`, `here`, `everyone`."""
        written = [*reading.written(self.blocks), self.raw]
        return sorted({one for part in written for one in text.pinged(part)})

    @property
    def links(self) -> list[str]:
        """Where a click on it may lead."""
        written = [*reading.written(self.blocks), self.raw]
        return sorted({one for part in written for one in text.links(part)})

    @property
    def elements(self) -> list[Json]:
        """Its buttons and selects, each with its block_id."""
        return reading.elements(self.blocks)

    @property
    def labels(self) -> list[str]:
        """What stands on its buttons."""
        return reading.labels(self.blocks)

    @property
    def ephemeral(self) -> bool:
        return self.only_for is not None

    @property
    def replies(self) -> list[Message]:
        """The answers in its thread."""
        return self.channel.thread(self.ts)

    def payload(self, *, whole_metadata: bool = False) -> Json:
        """As the Web API gives it."""
        made: Json = {
            "type": "message",
            "user": self.author.id,
            "ts": self.ts,
            "text": self.raw,
            "team": self.author.team.id,
        }
        if self.subtype:
            made["subtype"] = self.subtype
        if self.client_msg_id:
            made["client_msg_id"] = self.client_msg_id
        if self.blocks:
            made["blocks"] = self.blocks
        if self.by is not None:
            made |= self._of_app(self.by)
        if self.edited:
            made["edited"] = self.edited
        if self.files:
            made |= {"files": [one.payload() for one in self.files], "upload": False}
        if self.metadata:
            kept = self.metadata if whole_metadata else {"event_type": self.metadata["event_type"]}
            made["metadata"] = kept
        return made | self._of_thread() | self._liked()

    def _of_app(self, by: Installation) -> Json:
        profile = {
            "id": by.bot_id,
            "app_id": by.app.id,
            "name": by.app.name,
            "team_id": by.team.id,
            "deleted": False,
        }
        return {"bot_id": by.bot_id, "app_id": by.app.id, "bot_profile": profile}

    def _of_thread(self) -> Json:
        if self.thread_ts and self.thread_ts != self.ts:
            root = self.channel.root(self.thread_ts)
            parent = {"parent_user_id": root.author.id} if root else {}
            return {"thread_ts": self.thread_ts, **parent}
        answers = self.replies
        if not answers:
            return {}
        people = list(dict.fromkeys(one.author.id for one in answers))
        return {
            "thread_ts": self.ts,
            "reply_count": len(answers),
            "reply_users": people,
            "reply_users_count": len(people),
            "latest_reply": answers[-1].ts,
        }

    def _liked(self) -> Json:
        if not self.reactions:
            return {}
        made = [
            {"name": name, "users": [one.id for one in users], "count": len(users)}
            for name, users in self.reactions.items()
        ]
        return {"reactions": made}
