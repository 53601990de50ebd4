"""Where Rounds listens, for platforms and programs that call it over HTTP."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from bot.settings import AdapterSettings


class HttpSettings(AdapterSettings):
    """The address to listen at; nothing listens unless something needs it."""

    TABLE: ClassVar[str] = "http"

    host: str = Field(
        default="127.0.0.1",
        min_length=1,
        description="the address to listen at; 0.0.0.0 for every network",
    )
    port: int = Field(
        default=8080,
        ge=0,
        le=65535,
        description="the port to listen at; 0 lets the system choose one",
    )
