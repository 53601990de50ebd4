"""What an act gives the application to work with: a trigger and an address for answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tests.slack.fake.world.channel import Channel
from tests.slack.fake.world.installation import Installation
from tests.slack.fake.world.message import Message
from tests.slack.fake.world.user import User
from tests.slack.fake.world.view import View

LIFE_S = 3.0
USES = 5
HOOK_LIFE_S = 30 * 60.0


@dataclass(eq=False)
class Trigger:
    """A trigger_id: opens one view within three seconds."""

    id: str
    by: Installation
    user: User
    made_at: datetime
    under: View | None = None
    """The modal that the act was in."""
    view: View | None = None
    """What was opened with it."""
    used: bool = False


@dataclass(eq=False)
class Hook:
    """A response_url: five answers within thirty minutes."""

    path: str
    url: str
    by: Installation
    user: User
    channel: Channel
    made_at: datetime
    message: Message | None = None
    """Whose button it was; None for a command."""
    uses: int = 0
