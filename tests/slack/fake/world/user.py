"""Somebody in a workspace, or the user of an application."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from tests.slack.fake.errors import Json
from tests.slack.fake.world.team import Team


class Role(StrEnum):
    """What somebody is in their own workspace."""

    OWNER = "owner"
    ADMIN = "admin"
    MEMBER = "member"
    GUEST = "guest"
    """Of one channel; guests of several have `is_restricted` alone."""


@dataclass(eq=False, repr=False)
class User:
    """A user as `users.info` tells of them."""

    id: str
    name: str
    real_name: str
    team: Team
    role: Role = Role.MEMBER
    zone: str = "Europe/Berlin"
    locale: str = "en-US"
    is_bot: bool = False
    deleted: bool = False

    def __repr__(self) -> str:
        return f"<{self.role} {self.real_name} {self.id}>"

    @property
    def mention(self) -> str:
        return f"<@{self.id}>"

    def payload(self, seen_from: Team, scopes: set[str], *, locale: bool = False) -> Json:
        """For an application in that team; of a stranger Slack tells no rank."""
        offset = ZoneInfo(self.zone).utcoffset(datetime.now(UTC))
        profile: Json = {
            "real_name": self.real_name,
            "display_name": self.name,
            "team": self.team.id,
        }
        if "users:read.email" in scopes and not self.is_bot:
            profile["email"] = f"{self.name}@example.com"
        made: Json = {
            "id": self.id,
            "team_id": self.team.id,
            "name": self.name,
            "deleted": self.deleted,
            "real_name": self.real_name,
            "tz": self.zone,
            "tz_label": self.zone,
            "tz_offset": int(offset.total_seconds()) if offset else 0,
            "profile": profile,
            "is_bot": self.is_bot,
            "is_app_user": False,
            "updated": 1600000000,
        }
        if locale:
            made["locale"] = self.locale
        if self.team is not seen_from:
            return made | {"is_stranger": True}
        return made | self._rank()

    def _rank(self) -> Json:
        return {
            "is_admin": self.role in {Role.ADMIN, Role.OWNER},
            "is_owner": self.role is Role.OWNER,
            "is_primary_owner": self.role is Role.OWNER,
            "is_restricted": self.role is Role.GUEST,
            "is_ultra_restricted": self.role is Role.GUEST,
        }
