"""A request as it arrived, and what was answered."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tests.discord.fake.errors import Json


@dataclass(eq=False)
class Request:
    """One request of the bot; `template` is the route as Discord documents it."""

    method: str
    path: str
    at: datetime
    query: dict[str, str]
    headers: dict[str, str]
    body: Any = None
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    """By name of the part: file name and content."""
    template: str | None = None
    params: dict[str, str] = field(default_factory=dict)
    status: int | None = None
    """What was answered; None where the line was cut."""
    answer: Any = None

    def __repr__(self) -> str:
        return f"<{self.method} {self.path} {self.status}>"

    @property
    def route(self) -> str:
        return f"{self.method} {self.template or self.path}"

    @property
    def code(self) -> int | None:
        """Discord's error code, where it was refused."""
        answer: Json = self.answer if isinstance(self.answer, dict) else {}
        refused = self.status is None or self.status >= 400
        return answer.get("code") if refused else None
