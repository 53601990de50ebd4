"""A typed line turned into a command with values: the same for every place where people type."""

from __future__ import annotations

from collections.abc import Mapping

from bot import refusals
from bot.commands.command import Command, Option, OptionKind
from bot.commands.registry import Registry, nearest
from bot.errors import BadInput


def read_line(registry: Registry, line: str) -> tuple[Command, dict[str, str]]:
    """The command and the option values of a typed line, without its leading slash.

    Options are given in their order or as `name=value`. Raises BadInput with what is wrong.
    """
    command, rest = registry.split(line)
    values: dict[str, str] = {}
    for option in command.options:
        if option.kind is OptionKind.TEXT:
            if rest.strip():
                values[option.name] = rest.strip()
            rest = ""
            break
        value, rest = _take(option, rest, command)
        if value is not None:
            values[option.name] = value
    if rest.strip():
        raise BadInput(_left_over(command, values, rest.strip()))
    return command, values


def check_values(command: Command, values: Mapping[str, str]) -> None:
    """Every required option is there and every choice is one; BadInput otherwise."""
    for option in command.options:
        given = values.get(option.name)
        if given is None:
            if option.required:
                raise BadInput(refusals.missing_option(command.words, option.name, option.summary))
        elif option.kind is OptionKind.CHOICE and given not in option.choices:
            near = nearest(given, option.choices)
            raise BadInput(refusals.not_a_choice(given, option.choices, near))


def _take(option: Option, rest: str, command: Command) -> tuple[str | None, str]:
    """The value of one option, if the next word fits it, and what is left of the line."""
    named, others = _named(option, rest)
    if named is not None:
        return named, others
    word, _, after = rest.strip().partition(" ")
    if not word or "=" in word:
        return None, rest
    if option.kind is OptionKind.CHOICE:
        if word.lower() in option.choices:
            return word.lower(), after
        later = [o for o in command.options if o is not option and o.kind is OptionKind.CHOICE]
        if any(word.lower() in o.choices for o in later):
            return None, rest
        raise BadInput(refusals.not_a_choice(word, option.choices, nearest(word, option.choices)))
    return word, after


def _named(option: Option, rest: str) -> tuple[str | None, str]:
    words = rest.split()
    for index, word in enumerate(words):
        name, equals, value = word.partition("=")
        if equals and name.lower() == option.name and value:
            return value, " ".join(words[:index] + words[index + 1 :])
    return None, rest


def _left_over(command: Command, values: Mapping[str, str], rest: str) -> str:
    for option in command.options:
        if option.kind is OptionKind.CHOICE and option.name not in values:
            return refusals.not_a_choice(rest, option.choices, nearest(rest, option.choices))
    return refusals.too_much(command.words, rest)
