"""The settings of the Discord adapter."""

from __future__ import annotations

from typing import ClassVar
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator, model_validator

from adapters.discord.shards import Shards, shards_of
from bot.settings import AdapterSettings


class DiscordSettings(AdapterSettings):
    """What can be set about Discord; without a token the adapter stays away."""

    TABLE: ClassVar[str] = "discord"

    token: SecretStr | None = Field(
        default=None, description="the bot's token; with it rounds serve connects to Discord"
    )
    api_url: str | None = Field(
        default=None,
        description="where Discord's API is (default: Discord's own), such as http://host/api/v10",
    )
    gateway_url: str | None = Field(
        default=None, description="where its gateway is (default: what the API names)"
    )
    message_content: bool = Field(
        default=False,
        description="plain replies in a posting's thread count; needs the Message Content intent",
    )

    shards: int = Field(
        default=1,
        ge=1,
        le=16_384,
        description="into how many shards all servers are divided; Discord wants one per 2,500",
    )
    shard_ids: str = Field(
        default="",
        description="which this process runs: 0-3, or 0,2, or any 2 that are free (default: all)",
    )

    @property
    def plan(self) -> Shards:
        """The shards that this process runs."""
        return shards_of(self.shards, self.shard_ids)

    @model_validator(mode="after")
    def _plan(self) -> DiscordSettings:
        shards_of(self.shards, self.shard_ids)
        return self

    @field_validator("token")
    @classmethod
    def _bare_token(cls, value: SecretStr | None) -> SecretStr | None:
        """People copy it with spaces, quotes or the word in front."""
        if value is None:
            return None
        token = value.get_secret_value().strip().strip("\"'").removeprefix("Bot ").strip()
        if not token or any(char.isspace() for char in token):
            raise ValueError("copy the token alone, from the page Bot of your application")
        return SecretStr(token)

    @field_validator("api_url", "gateway_url")
    @classmethod
    def _address(cls, value: str | None) -> str | None:
        if value is None:
            return None
        parts = urlsplit(value)
        if parts.scheme not in {"http", "https", "ws", "wss"} or not parts.hostname:
            raise ValueError("write an address such as http://127.0.0.1:9000/api/v10")
        return value.rstrip("/")
