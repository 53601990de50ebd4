"""An application in one workspace: its token, its scopes, its user."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tests.slack.fake.world.app import App
from tests.slack.fake.world.team import Team
from tests.slack.fake.world.user import User


class Token(StrEnum):
    """Whether the token still serves; otherwise the error that every method gives."""

    LIVE = ""
    REVOKED = "token_revoked"
    INACTIVE = "account_inactive"


@dataclass(eq=False, repr=False)
class Installation:
    """What `fake.team(...).bot` is; `scopes` can be taken away at any time."""

    app: App
    team: Team
    user: User
    bot_id: str
    token: str
    scopes: set[str]
    state: Token = Token.LIVE

    def __repr__(self) -> str:
        return f"<{self.app.name} in {self.team.name}>"

    @property
    def mention(self) -> str:
        return self.user.mention
