"""The application commands that the bot has registered, global and by server."""

from __future__ import annotations

import re

from tests.discord.fake.errors import (
    TOO_MANY_COMMANDS,
    TOO_MANY_CREATES,
    UNKNOWN_COMMAND,
    ApiError,
    CannotDo,
    Json,
    invalid_form,
)
from tests.discord.fake.snowflakes import Snowflakes

SLASH, USER_MENU, MESSAGE_MENU = 1, 2, 3
MOST = {SLASH: 100, USER_MENU: 15, MESSAGE_MENU: 15}
MOST_CHARACTERS = 8000
CREATES_A_DAY = 200
NAME = re.compile(r"^[-_'\w]{1,32}$")


class CommandBook:
    """Commands by scope: a server's id, or None for all; `creates_left` is the day's budget."""

    def __init__(self, application_id: int, ids: Snowflakes) -> None:
        self._application_id = application_id
        self._ids = ids
        self._scopes: dict[int | None, dict[int, Json]] = {}
        self.creates_left = CREATES_A_DAY
        self.writes = 0
        """How often the bot has written any commands."""

    def all(self, scope: int | None = None) -> list[Json]:
        return list(self._scopes.get(scope, {}).values())

    def one(self, scope: int | None, number: int) -> Json:
        found = self._scopes.get(scope, {}).get(number)
        if found is None:
            raise ApiError(*UNKNOWN_COMMAND)
        return found

    def overwrite(self, scope: int | None, given: list[Json]) -> list[Json]:
        """Replaces a scope; commands of the same kind and name keep their id."""
        self.writes += 1
        self._check_counts(given)
        made = [self._made(scope, one, f"{at}.") for at, one in enumerate(given)]
        self._scopes[scope] = {int(one["id"]): one for one in made}
        return made

    def upsert(self, scope: int | None, given: Json) -> Json:
        self.writes += 1
        made = self._made(scope, given, "")
        self._scopes.setdefault(scope, {})[int(made["id"])] = made
        return made

    def remove(self, scope: int | None, number: int) -> None:
        self.writes += 1
        self.one(scope, number)
        del self._scopes[scope][number]

    def find(self, guild_id: int | None, kind: int, name: str) -> Json:
        """What a person sees under that name: the server's own before the global one."""
        scopes = tuple(dict.fromkeys((guild_id, None)))
        for scope in scopes:
            for one in self.all(scope):
                if one["type"] == kind and one["name"] == name:
                    return one
        known = sorted(one["name"] for scope in scopes for one in self.all(scope))
        raise CannotDo(f"there is no command {name!r} here, only {known}")

    def _made(self, scope: int | None, given: Json, path: str) -> Json:
        kind = given.get("type") or SLASH
        self._check(given, kind, path)
        before = next(
            (one for one in self.all(scope) if (one["type"], one["name"]) == (kind, given["name"])),
            None,
        )
        if before is None:
            if self.creates_left <= 0:
                raise ApiError(*TOO_MANY_CREATES)
            self.creates_left -= 1
        kept = {key: value for key, value in given.items() if value is not None}
        permissions = given.get("default_member_permissions")
        made: Json = {
            "description": "",
            "dm_permission": True,
            "contexts": None,
            "integration_types": [0],
            "nsfw": False,
            **kept,
            "id": before["id"] if before else str(self._ids()),
            "application_id": str(self._application_id),
            "version": str(self._ids()),
            "type": kind,
            "default_member_permissions": None if permissions is None else str(permissions),
        }
        return made | ({"guild_id": str(scope)} if scope else {})

    def _check(self, given: Json, kind: int, path: str) -> None:
        name = str(given.get("name", ""))
        if kind == SLASH:
            if not NAME.match(name) or name != name.lower():
                words = f"Command name is invalid: {name}"
                raise invalid_form(f"{path}name", "APPLICATION_COMMAND_INVALID_NAME", words)
            if not given.get("description"):
                raise invalid_form(
                    f"{path}description", "BASE_TYPE_REQUIRED", "This field is required"
                )
        if len(_characters(given)) > MOST_CHARACTERS:
            words = f"Command exceeds maximum size ({MOST_CHARACTERS})"
            raise invalid_form(path, "APPLICATION_COMMAND_TOO_LARGE", words)
        self._check_options(given.get("options") or [], path)

    def _check_option(self, option: Json, path: str) -> None:
        name = str(option["name"])
        if not NAME.match(name) or name != name.lower():
            raise invalid_form(
                f"{path}name", "APPLICATION_COMMAND_INVALID_NAME", f"Invalid name: {name}"
            )
        self._check_options(option.get("options") or [], path)

    def _check_options(self, options: list[Json], path: str) -> None:
        needed = [bool(one.get("required")) for one in options if one["type"] > 2]
        if needed != sorted(needed, reverse=True):
            raise invalid_form(
                f"{path}options",
                "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
                "Required options must be placed before non-required options",
            )
        for at, one in enumerate(options):
            self._check_option(one, f"{path}options.{at}.")

    @staticmethod
    def _check_counts(given: list[Json]) -> None:
        names = [(one.get("type") or SLASH, one.get("name")) for one in given]
        if len(set(names)) < len(names):
            raise invalid_form(
                "",
                "APPLICATION_COMMANDS_DUPLICATE_NAME",
                "Application command names must be unique",
            )
        for kind, most in MOST.items():
            if sum(one[0] == kind for one in names) > most:
                raise ApiError(*TOO_MANY_COMMANDS)


def _characters(given: Json) -> str:
    """The text that counts for the size of a command: names, descriptions, values of choices."""
    parts = [str(given.get(key) or "") for key in ("name", "description")]
    for option in given.get("options") or []:
        parts.append(_characters(option))
        parts += [f"{choice['name']}{choice['value']}" for choice in option.get("choices") or []]
    return "".join(parts)
