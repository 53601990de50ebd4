"""The core's settings: read once from the environment and an optional file, typed and frozen."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from bot.errors import BadSettings

PREFIX = "ROUNDS_"
FILE = "rounds.toml"


class Settings(BaseSettings):
    """What can be set, by `ROUNDS_NAME` in the environment or `name` in `rounds.toml`.

    The environment wins over the file. Adapters keep their own settings beside these.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, frozen=True, extra="forbid", toml_file=FILE
    )

    database_url: str = Field(
        default="sqlite:///rounds.db",
        description="where everything is kept: sqlite:///FILE or postgresql+asyncpg://...",
    )
    content: Path | None = Field(
        default=None,
        description="a content folder to use instead of the one that comes with Rounds",
    )
    zone: str | None = Field(
        default=None,
        description="the time zone of new groups, such as Europe/Berlin (default: machine's)",
    )
    log_level: str = Field(default="INFO", description="DEBUG, INFO, WARNING or ERROR")

    @field_validator("log_level")
    @classmethod
    def _known_level(cls, value: str) -> str:
        if value.upper() not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
            raise ValueError("use DEBUG, INFO, WARNING or ERROR")
        return value.upper()

    @field_validator("content")
    @classmethod
    def _existing_folder(cls, value: Path | None) -> Path | None:
        if value is not None and not value.is_dir():
            raise ValueError(f"there is no folder {value}")
        return value

    @field_validator("zone")
    @classmethod
    def _known_zone(cls, value: str | None) -> str | None:
        if value is not None:
            try:
                ZoneInfo(value)
            except (ZoneInfoNotFoundError, ValueError, OSError):
                raise ValueError(
                    f"there is no time zone {value}; write one like Europe/Berlin"
                ) from None
        return value

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """What was passed in, then the environment, then the file."""
        del dotenv_settings, file_secret_settings
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def read_settings(**given: Any) -> Settings:  # noqa: ANN401
    """The settings; `given` wins over every other source.

    Raises BadSettings with one sentence that names every setting that cannot be used.
    """
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        raise BadSettings("; ".join(_sentence(one) for one in error.errors())) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise BadSettings(f"{FILE} cannot be read: {error}") from None


def _sentence(error: Any) -> str:  # noqa: ANN401
    name = ".".join(str(part) for part in error["loc"])
    if error["type"] == "extra_forbidden":
        known = ", ".join(sorted(Settings.model_fields))
        return f"{FILE} sets {name}, which is no setting (there are: {known})"
    reason = str(error["msg"]).removeprefix("Value error, ")
    return f"the setting {PREFIX}{name.upper()} cannot be used: {reason}"
