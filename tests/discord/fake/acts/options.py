"""Options of a slash command, as the client checks and sends them."""

from __future__ import annotations

from typing import Any

from tests.discord.fake.errors import CannotDo, Json
from tests.discord.fake.world.channel import Channel
from tests.discord.fake.world.guild import Guild
from tests.discord.fake.world.role import Role
from tests.discord.fake.world.user import User

SUBCOMMAND, GROUP = 1, 2
TYPES: dict[int, tuple[type, ...]] = {
    3: (str,),
    4: (int,),
    5: (bool,),
    6: (User,),
    7: (Channel,),
    8: (Role,),
    9: (User, Role),
    10: (int, float),
}


class Filled:
    """A command's options with values; `options` and `resolved` are what is sent."""

    def __init__(self, command: Json, words: list[str], guild: Guild | None) -> None:
        self._guild = guild
        self._words = words
        self._spec: list[Json] = command.get("options") or []
        self.resolved: dict[str, dict[str, Json]] = {}
        self._kinds: list[int] = []
        for word in words:
            below = [one for one in self._spec if one["name"] == word and one["type"] <= GROUP]
            if not below:
                raise CannotDo(f"/{command['name']} {' '.join(words)} does not exist")
            self._spec = below[0].get("options") or []
            self._kinds.append(below[0]["type"])
        if any(one["type"] <= GROUP for one in self._spec):
            known = [one["name"] for one in self._spec]
            raise CannotDo(f"/{command['name']} must be followed by one of {known}")

    def options(
        self, values: dict[str, Any], *, focused: str | None = None, whole: bool = True
    ) -> list[Json]:
        """Nested under the sub-commands; `whole` says that nothing required may lack."""
        known = {str(one["name"]): one for one in self._spec}
        if unknown := values.keys() - known.keys():
            raise CannotDo(f"there are no options {sorted(unknown)}, only {sorted(known)}")
        if whole and (lacking := [n for n, one in known.items() if self._lacks(one, values)]):
            raise CannotDo(f"the options {lacking} must be given")
        made = [
            self._option(known[name], value, focused=name == focused)
            for name, value in values.items()
            if value is not None
        ]
        for word, kind in reversed(list(zip(self._words, self._kinds, strict=True))):
            made = [{"name": word, "type": kind, "options": made}]
        return made

    @staticmethod
    def _lacks(spec: Json, values: dict[str, Any]) -> bool:
        return bool(spec.get("required")) and values.get(spec["name"]) is None

    def _option(self, spec: Json, value: Any, *, focused: bool) -> Json:
        made: Json = {"name": spec["name"], "type": spec["type"]}
        if focused:
            if not spec.get("autocomplete"):
                raise CannotDo(f"the option {spec['name']!r} completes nothing")
            return made | {"value": str(value), "focused": True}
        allowed = TYPES.get(spec["type"], (object,))
        if not isinstance(value, allowed) or (allowed == (int,) and isinstance(value, bool)):
            raise CannotDo(f"the option {spec['name']!r} takes no {value!r}")
        _check(spec, value)
        return made | {"value": self._value(value)}

    def _value(self, value: Any) -> Any:
        if isinstance(value, User):
            self._keep("users", value.id, value.payload())
            if self._guild is not None and value.id in self._guild.members:
                self._keep("members", value.id, self._guild.members[value.id].bare())
        elif isinstance(value, Channel):
            self._keep("channels", value.id, value.payload() | {"permissions": "0"})
        elif isinstance(value, Role):
            self._keep("roles", value.id, value.payload())
        else:
            return value
        return str(value.id)

    def _keep(self, kind: str, number: int, payload: Json) -> None:
        self.resolved.setdefault(kind, {})[str(number)] = payload


def _check(spec: Json, value: Any) -> None:
    choices = spec.get("choices") or []
    if choices and value not in [one["value"] for one in choices]:
        raise CannotDo(f"{spec['name']!r} offers {[one['value'] for one in choices]}")
    size = len(value) if isinstance(value, str) else value
    limits = ("min_length", "max_length") if isinstance(value, str) else ("min_value", "max_value")
    least, most = (spec.get(limit) for limit in limits)
    if (least is not None and size < least) or (most is not None and size > most):
        raise CannotDo(f"{spec['name']!r} takes {least} to {most}, not {value!r}")
    kinds = spec.get("channel_types")
    if kinds and isinstance(value, Channel) and value.type not in kinds:
        raise CannotDo(f"{spec['name']!r} takes channels of the kinds {kinds}")
