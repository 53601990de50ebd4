"""A request to the Web API as it arrived, and what was answered."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tests.slack.fake.errors import Json


@dataclass(eq=False)
class Request:
    """One request of the application; `method` is also `response_url`, `upload` or `download`."""

    method: str
    at: datetime
    args: Json
    """From the address, the form or the JSON body, whichever; JSON in texts is read."""
    headers: dict[str, str] = field(default_factory=dict)
    token: str = ""
    path: str = ""
    data: bytes = b""
    """Of an upload."""
    status: int | None = None
    """What was answered; None where the line was cut."""
    answer: Any = None
    team_id: str | None = None
    """The team that the token is for."""

    def __repr__(self) -> str:
        return f"<{self.method} {self.error or self.status}>"

    @property
    def error(self) -> str | None:
        """Slack's name of the error, where it was refused."""
        return self.answer.get("error") if isinstance(self.answer, dict) else None
