"""A modal or a Home tab on somebody's screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.slack.fake import text
from tests.slack.fake.blocks import reading
from tests.slack.fake.errors import Json
from tests.slack.fake.world.installation import Installation
from tests.slack.fake.world.user import User

COPIED = ("callback_id", "private_metadata", "external_id", "clear_on_close", "notify_on_close")
EMPTY: Json = {"private_metadata": "", "callback_id": "", "external_id": ""}


@dataclass(eq=False, repr=False)
class View:
    """What the application made of it last; `state` is what the person has put in by now."""

    id: str
    user: User
    by: Installation
    given: Json
    """As the application gave it, with the names that Slack added."""
    hash: str
    root: View | None = None
    previous: View | None = None
    state: reading.State = field(default_factory=dict)
    open: bool = True
    updates: int = 0
    errors: dict[str, str] = field(default_factory=dict)
    """Shown under the inputs, by block_id."""
    names: Mapping[str, str] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"<{self.type} {self.title!r} of {self.user.real_name}>"

    @property
    def type(self) -> str:
        return str(self.given["type"])

    @property
    def title(self) -> str:
        return text.decode(self.given.get("title", {}).get("text", ""))

    @property
    def callback_id(self) -> str:
        return self.given.get("callback_id") or ""

    @property
    def blocks(self) -> list[Json]:
        made: list[Json] = self.given["blocks"]
        return made

    @property
    def elements(self) -> list[Json]:
        return reading.elements(self.blocks)

    @property
    def labels(self) -> list[str]:
        """What stands on its buttons."""
        return reading.labels(self.blocks)

    @property
    def inputs(self) -> list[Json]:
        """The blocks that a person fills in."""
        return [one for one in self.blocks if one["type"] == "input"]

    @property
    def text(self) -> str:
        """All that the person reads."""
        said = reading.texts(self.blocks, self.names)
        return "\n".join(one for one in [self.title, *said, *self.errors.values()] if one)

    @property
    def links(self) -> list[str]:
        written = reading.written(self.blocks)
        return sorted({one for part in written for one in text.links(part)})

    @property
    def depth(self) -> int:
        """1 for the first of a stack."""
        return 1 if self.previous is None else self.previous.depth + 1

    def keep_state(self) -> None:
        """Values survive where block_id and action_id stay; new elements begin with their own."""
        self.state = reading.values(self.blocks, self.state)

    def payload(self) -> Json:
        made: Json = {
            "id": self.id,
            "team_id": self.by.team.id,
            "type": self.type,
            "blocks": self.blocks,
            "state": {"values": self.state},
            "hash": self.hash,
            "title": self.given.get("title"),
            "close": self.given.get("close"),
            "submit": self.given.get("submit"),
            "clear_on_close": False,
            "notify_on_close": False,
            "root_view_id": (self.root or self).id,
            "previous_view_id": self.previous.id if self.previous else None,
            "app_id": self.by.app.id,
            "app_installed_team_id": self.by.team.id,
            "bot_id": self.by.bot_id,
        }
        return made | EMPTY | {key: self.given[key] for key in COPIED if key in self.given}
