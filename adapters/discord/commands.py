"""The registry's commands as Discord's, and back: what somebody used as the core's command."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from adapters.discord.limits import CHOICES, COMMAND_TEXT
from adapters.text.lengths import short
from adapters.text.phrases import GRADE_THIS
from bot.commands.command import Command, Option, OptionKind
from bot.commands.registry import Registry
from bot.inbound import Chosen

MENU = GRADE_THIS
"""The command in the menu of a message."""

BARE = ("start", "show", "open", "now")
"""How a command is called whose word also heads a family: `/mock open` beside `/mock start`.

Discord has no command that is both; the first of these that the family has not got is taken.
"""

Payload = dict[str, Any]

_SLASH, _MESSAGE = 1, 3
_SUBCOMMAND, _GROUP, _STRING, _CHANNEL, _ROLE = 1, 2, 3, 7, 8
_SERVER, _DIRECT = 0, 1
"""Where a command can be used: in servers, and in a direct message to the bot."""
_INSTALLED_IN_SERVERS = 0
_MANAGE_SERVER = 32
_POSTABLE = [0, 5, 15]
"""Text channels, announcements, forums."""

_COMPLETED = {
    OptionKind.TOPIC,
    OptionKind.PROMPT,
    OptionKind.CARD,
    OptionKind.DRILL,
    OptionKind.ZONE,
    OptionKind.LOOP,
    OptionKind.STAGE,
}

_TOLD = ("name", "description", "default_member_permissions", "contexts", "integration_types")
_OPTION_TOLD = ("type", "name", "description", "choices", "channel_types")
_OPTION_FLAGS = ("required", "autocomplete")


@dataclass(frozen=True, slots=True)
class Typing:
    """An option somebody is typing: the command's words, the option, what is typed so far."""

    words: str
    option: str
    typed: str


def paths(registry: Registry) -> dict[tuple[str, ...], Command]:
    """Every command by the words it has on Discord: one, or a family's and its own.

    Raises ValueError for a command of more than two words: there are none.
    """
    made: dict[tuple[str, ...], Command] = {}
    commands = registry.commands()
    for command in commands:
        family, *own = command.words.split()
        if len(own) > 1:
            raise ValueError(f"Discord has no place for {command.words!r}")
        taken = {one.words.split()[1] for one in commands if one.words.startswith(f"{family} ")}
        if not own and taken:
            own = [next(name for name in BARE if name not in taken)]
        made[(family, *own)] = command
    return made


def heard(data: Mapping[str, Any], registry: Registry) -> Chosen:
    """The core's command for a command that was used, with the values of its options.

    One that the registry has no more keeps the words it was used by: the core says so.
    """
    path, options = _used(data)
    command = paths(registry).get(path)
    words = " ".join(path) if command is None else command.words
    return Chosen(words, {one["name"]: str(one["value"]) for one in options if "value" in one})


def typing(data: Mapping[str, Any], registry: Registry) -> Typing:
    """What is being typed, for completion; with an empty option where Discord names none."""
    path, options = _used(data)
    command = paths(registry).get(path)
    words = " ".join(path) if command is None else command.words
    for one in options:
        if one.get("focused"):
            return Typing(words, one["name"], str(one.get("value", "")))
    return Typing(words, "", "")


def _used(data: Mapping[str, Any]) -> tuple[tuple[str, ...], Sequence[Mapping[str, Any]]]:
    path = [str(data["name"])]
    options: Sequence[Mapping[str, Any]] = data.get("options") or ()
    while options and options[0]["type"] in {_SUBCOMMAND, _GROUP}:
        path.append(str(options[0]["name"]))
        options = options[0].get("options") or ()
    return tuple(path), options


def payloads(registry: Registry) -> list[Payload]:
    """Every command for Discord's bulk overwrite: families under their word, the menu last."""
    heads: dict[str, list[tuple[tuple[str, ...], Command]]] = {}
    for path, command in paths(registry).items():
        heads.setdefault(path[0], []).append((path, command))
    made = [_top(head, family) for head, family in heads.items()]
    return [*made, {"type": _MESSAGE, "name": MENU, **_everywhere()}]


def normal(given: Iterable[Mapping[str, Any]]) -> list[Payload]:
    """Commands reduced to what we tell of them, in one order: ours equal Discord's if unchanged."""
    return sorted((_normal(one) for one in given), key=lambda one: (one["type"], one["name"]))


def _top(head: str, family: list[tuple[tuple[str, ...], Command]]) -> Payload:
    hosts = all(command.hosts_only for _, command in family)
    made: Payload = {"type": _SLASH, "name": head, **_everywhere()}
    if hosts:
        # Only a default: the core asks who they are in any case, and servers may widen it.
        made["default_member_permissions"] = _MANAGE_SERVER
    (path, first), *others = family
    if not others and len(path) == 1:
        return {**made, "description": _told(first.summary, head), "options": _options(first)}
    told = "; ".join(command.summary for _, command in family)
    below = [_subcommand(path[1], command) for path, command in family]
    return {**made, "description": _told(told, head), "options": below}


def _everywhere() -> Payload:
    return {"contexts": [_SERVER, _DIRECT], "integration_types": [_INSTALLED_IN_SERVERS]}


def _subcommand(name: str, command: Command) -> Payload:
    return {
        "type": _SUBCOMMAND,
        "name": name,
        "description": _told(command.summary, name),
        "options": _options(command),
    }


def _options(command: Command) -> list[Payload]:
    """Open options, the required ones first, as Discord wants them."""
    ordered = sorted(command.open_options, key=lambda option: not option.required)
    return [_option(option) for option in ordered]


def _option(option: Option) -> Payload:
    made: Payload = {
        "type": _STRING,
        "name": option.name,
        "description": _told(option.summary, option.name),
        "required": option.required,
    }
    match option.kind:
        case OptionKind.CHANNEL:
            made |= {"type": _CHANNEL, "channel_types": _POSTABLE}
        case OptionKind.ROLE | OptionKind.CALLED:
            made["type"] = _ROLE
        case OptionKind.CHOICE if len(option.choices) <= CHOICES:
            made["choices"] = [{"name": one, "value": one} for one in option.choices]
        case OptionKind.CHOICE:
            made["autocomplete"] = True
        case kind if kind in _COMPLETED:
            made["autocomplete"] = True
    return made


def _told(summary: str, name: str) -> str:
    text = short(summary, COMMAND_TEXT) or name
    return text[:1].upper() + text[1:]


def _normal(given: Mapping[str, Any]) -> Payload:
    made: Payload = {key: given.get(key) or None for key in _TOLD}
    made["type"] = given.get("type") or _SLASH
    for key in ("contexts", "integration_types"):
        made[key] = sorted(made[key] or ())
    permissions = made["default_member_permissions"]
    made["default_member_permissions"] = None if permissions is None else str(permissions)
    made["options"] = [_normal_option(one) for one in given.get("options") or ()]
    return made


def _normal_option(given: Mapping[str, Any]) -> Payload:
    made: Payload = {key: given.get(key) or None for key in _OPTION_TOLD}
    made |= {key: bool(given.get(key)) for key in _OPTION_FLAGS}
    choices = given.get("choices") or ()
    made["choices"] = [(one["name"], one["value"]) for one in choices]
    made["channel_types"] = sorted(given.get("channel_types") or ())
    made["options"] = [_normal_option(one) for one in given.get("options") or ()]
    return made
