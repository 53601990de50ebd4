"""The core's settings: read once from the environment and an optional file, typed and frozen."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, ClassVar, Literal, TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from bot.errors import BadSettings

PREFIX = "ROUNDS_"
FILE = "rounds.toml"

_JUDGE = ("judge_key", "judge_model", "judge_kind", "judge_price_in", "judge_price_out")


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
    embed_model: str | None = Field(
        default=None,
        description="folder of all-MiniLM-L6-v2, or the word wheel: evidence beyond words",
    )
    judge_url: str | None = Field(
        default=None,
        description="base address of an outside model that grades; without one nothing leaves",
    )
    judge_key: SecretStr | None = Field(
        default=None, description="the key for that address, if it wants one"
    )
    judge_model: str | None = Field(default=None, description="the model's name there")
    judge_kind: Literal["openai", "anthropic"] | None = Field(
        default=None,
        description="how to talk to it: openai (default; local servers too), anthropic",
    )
    judge_calls_member: int = Field(
        default=40, ge=0, description="calls to it in 24 hours for one member; 0 forbids"
    )
    judge_calls_group: int = Field(
        default=400, ge=0, description="calls to it in 24 hours for one group"
    )
    judge_calls_all: int = Field(
        default=1000, ge=0, description="calls to it in 24 hours for everybody together"
    )
    judge_price_in: float | None = Field(
        default=None, ge=0, description="price of a million tokens sent, to estimate the cost"
    )
    judge_price_out: float | None = Field(
        default=None, ge=0, description="price of a million tokens received"
    )

    backups: Path | None = Field(
        default=None,
        description="where rounds serve keeps a backup of each day (default: backups beside the "
        "database; off for none)",
    )
    backups_kept: int = Field(default=7, ge=1, description="how many of them are kept")

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

    @field_validator("judge_url", "judge_key", "judge_model", "judge_kind", mode="before")
    @classmethod
    def _empty_is_unset(cls, value: object) -> object:
        """Files of settings often name what they leave empty."""
        return None if isinstance(value, str) and not value.strip() else value

    @field_validator("judge_url")
    @classmethod
    def _plain_address(cls, value: str | None) -> str | None:
        if value is None:
            return None
        parts = urlsplit(value)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError("write an address such as https://api.example.com/v1")
        if parts.username or parts.password or parts.query or parts.fragment:
            # Not repeated here: it may hold a password.
            raise ValueError("write the address alone; a key belongs into ROUNDS_JUDGE_KEY")
        return value

    @model_validator(mode="after")
    def _whole_judge(self) -> Settings:
        judge = {name: getattr(self, name) for name in _JUDGE}
        given = [f"{PREFIX}{name.upper()}" for name, value in judge.items() if value is not None]
        if given and self.judge_url is None:
            raise ValueError(
                f"{' and '.join(given)} can do nothing without {PREFIX}JUDGE_URL; "
                "set that too, or take the others away"
            )
        if self.judge_url is not None and self.judge_model is None:
            raise ValueError(f"{PREFIX}JUDGE_URL needs {PREFIX}JUDGE_MODEL, the model's name there")
        return self

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
        return init_settings, env_settings, _Plain(settings_cls)


class _Plain(TomlConfigSettingsSource):
    """The file without its tables: each table holds the settings of one adapter."""

    def __call__(self) -> dict[str, Any]:
        """The values by name."""
        ours = self.settings_cls.model_fields
        found = super().__call__().items()
        return {name: value for name, value in found if name in ours or not isinstance(value, dict)}


class AdapterSettings(BaseSettings):
    """The settings of one adapter: `ROUNDS_TABLE_NAME`, or `name` in `[table]` of `rounds.toml`.

    A subclass names its `TABLE`; the environment wins over the file.
    """

    TABLE: ClassVar[str]

    model_config = SettingsConfigDict(env_ignore_empty=True, frozen=True, extra="forbid")

    @classmethod
    def prefix(cls) -> str:
        """What the names of its variables begin with."""
        return f"{PREFIX}{cls.TABLE.upper()}_"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """What was passed in, then the environment, then the table of the file."""
        del env_settings, dotenv_settings, file_secret_settings
        environment = EnvSettingsSource(settings_cls, env_prefix=cls.prefix())
        return init_settings, environment, _Table(settings_cls, cls.TABLE)


class _Table(TomlConfigSettingsSource):
    """One table of the file."""

    def __init__(self, settings_cls: type[BaseSettings], table: str) -> None:
        self._table = table
        super().__init__(settings_cls, Path(FILE))

    def __call__(self) -> dict[str, Any]:
        """The values by name."""
        found = self.toml_data.get(self._table, {})
        return dict(found) if isinstance(found, dict) else {}


AnySettings = TypeVar("AnySettings", bound=AdapterSettings)


def read_adapter_settings(kind: type[AnySettings], **given: Any) -> AnySettings:  # noqa: ANN401
    """The settings of an adapter; raises BadSettings as `read_settings` does."""
    try:
        return kind(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        sentences = [_sentence(one, kind, kind.prefix()) for one in error.errors()]
        raise BadSettings("; ".join(sentences)) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise BadSettings(f"{FILE} cannot be read: {error}") from None


def read_settings(**given: Any) -> Settings:  # noqa: ANN401
    """The settings; `given` wins over every other source.

    Raises BadSettings with one sentence that names every setting that cannot be used.
    """
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        sentences = [_sentence(one, Settings, PREFIX) for one in error.errors()]
        raise BadSettings("; ".join(sentences)) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise BadSettings(f"{FILE} cannot be read: {error}") from None


def _sentence(error: Any, kind: type[BaseSettings], prefix: str) -> str:  # noqa: ANN401
    name = ".".join(str(part) for part in error["loc"])
    if not name:
        return str(error["msg"]).removeprefix("Value error, ")
    if error["type"] == "extra_forbidden":
        known = ", ".join(sorted(kind.model_fields))
        return f"{FILE} sets {name}, which is no setting (there are: {known})"
    reason = str(error["msg"]).removeprefix("Value error, ")
    return f"the setting {prefix}{name.upper()} cannot be used: {reason}"
