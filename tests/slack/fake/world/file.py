"""A file, from its upload address on."""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass

from tests.slack.fake.errors import Json
from tests.slack.fake.world.team import Team
from tests.slack.fake.world.user import User


@dataclass(eq=False)
class File:
    """`data` is None until it was uploaded; `shared` until it was completed."""

    id: str
    name: str
    length: int
    owner: User
    team: Team
    created: int
    url: str
    alt: str = ""
    title: str = ""
    data: bytes | None = None
    complete: bool = False

    @property
    def mimetype(self) -> str:
        return mimetypes.guess_type(self.name)[0] or "application/octet-stream"

    def payload(self) -> Json:
        made: Json = {
            "id": self.id,
            "created": self.created,
            "timestamp": self.created,
            "name": self.name,
            "title": self.title or self.name,
            "mimetype": self.mimetype,
            "filetype": self.name.rpartition(".")[2],
            "user": self.owner.id,
            "user_team": self.team.id,
            "size": self.length,
            "mode": "hosted",
            "is_external": False,
            "is_public": True,
            "url_private": self.url,
            "url_private_download": self.url,
            "file_access": "visible",
        }
        return made | ({"alt_txt": self.alt} if self.alt else {})
