"""A workspace and the applications installed in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.slack.fake.errors import Json

if TYPE_CHECKING:
    from tests.slack.fake.world.installation import Installation


@dataclass(eq=False, repr=False)
class Team:
    """A workspace; its first installation is the bot that the tests are about."""

    id: str
    name: str
    domain: str
    installations: list[Installation] = field(default_factory=list)

    def __repr__(self) -> str:
        return f"<team {self.name} {self.id}>"

    @property
    def bot(self) -> Installation:
        assert self.installations, f"no application is installed in {self.name}"
        return self.installations[0]

    @property
    def token(self) -> str:
        """For the application in this team."""
        return self.bot.token

    def short(self) -> Json:
        return {"id": self.id, "domain": self.domain}
