"""The settings of the Slack adapter."""

from __future__ import annotations

from typing import ClassVar
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator, model_validator

from bot.settings import AdapterSettings

_BOT, _APP = "xoxb-", "xapp-"


class SlackSettings(AdapterSettings):
    """What can be set about Slack; without a bot token the adapter stays away."""

    TABLE: ClassVar[str] = "slack"

    bot_token: SecretStr | None = Field(
        default=None,
        description="the bot's token (xoxb-...); with it rounds serve connects to Slack",
    )
    app_token: SecretStr | None = Field(
        default=None,
        description="the app's token (xapp-...) for Socket Mode: no address of your own needed",
    )
    signing_secret: SecretStr | None = Field(
        default=None,
        description="the app's signing secret: Slack calls over HTTP, see ROUNDS_HTTP_PORT",
    )
    api_url: str | None = Field(
        default=None,
        description="where Slack's API is (default: Slack's own), such as http://host/api/",
    )

    @property
    def over_sockets(self) -> bool:
        """Whether we connect to Slack, rather than Slack to us."""
        return self.app_token is not None

    @field_validator("bot_token", "app_token", "signing_secret")
    @classmethod
    def _bare(cls, value: SecretStr | None) -> SecretStr | None:
        """People copy it with spaces, quotes or the word in front."""
        if value is None:
            return None
        bare = value.get_secret_value().strip().strip("\"'").removeprefix("Bearer ").strip()
        if not bare or any(map(str.isspace, bare)):
            raise ValueError("copy it alone, without the words around it")
        return SecretStr(bare)

    @field_validator("bot_token")
    @classmethod
    def _is_bot_token(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not value.get_secret_value().startswith(_BOT):
            raise ValueError(
                f"copy the Bot User OAuth Token, which begins with {_BOT}, "
                "from the page OAuth & Permissions of your app"
            )
        return value

    @field_validator("app_token")
    @classmethod
    def _is_app_token(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not value.get_secret_value().startswith(_APP):
            raise ValueError(
                f"make an app-level token with connections:write, which begins with {_APP}, "
                "on the page Basic Information of your app"
            )
        return value

    @field_validator("signing_secret")
    @classmethod
    def _is_secret(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and value.get_secret_value().startswith(("xox", "xapp")):
            raise ValueError(
                "that is a token; copy the Signing Secret from the page Basic Information "
                "of your app"
            )
        return value

    @field_validator("api_url")
    @classmethod
    def _address(cls, value: str | None) -> str | None:
        if value is None:
            return None
        parts = urlsplit(value)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError("write an address such as http://127.0.0.1:9001/api/")
        return value.rstrip("/") + "/"

    @model_validator(mode="after")
    def _whole(self) -> SlackSettings:
        ways = [self.app_token, self.signing_secret]
        prefix = self.prefix()
        if self.bot_token is not None and not any(ways):
            raise ValueError(
                f"{prefix}BOT_TOKEN needs {prefix}APP_TOKEN (Socket Mode) "
                f"or {prefix}SIGNING_SECRET (HTTP) beside it"
            )
        if self.bot_token is None and any(ways):
            raise ValueError(
                f"set {prefix}BOT_TOKEN too: the Bot User OAuth Token of the app, "
                "from its page OAuth & Permissions"
            )
        return self
