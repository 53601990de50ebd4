"""A typed line turned into a command with values: the same for every place where people type."""

from __future__ import annotations

from collections.abc import Mapping

from bot.commands.command import Command, Option, OptionKind
from bot.commands.registry import Registry, nearest
from bot.errors import BadInput
from bot.refusals import values as refusals


def read_line(registry: Registry, line: str) -> tuple[Command, dict[str, str]]:
    """The command and the option values of a typed line, without its leading slash.

    Options are given in their order or, anywhere, as `name=value`; a text takes all the rest.
    Raises BadInput with what is wrong.
    """
    command, rest = registry.split(line)
    values: dict[str, str] = {}
    while rest := rest.strip():
        word, *after = rest.split(maxsplit=1)
        option = _meant(command, values, word)
        if option is None:
            raise BadInput(_left_over(command, values, word, rest))
        if option.kind is OptionKind.TEXT:
            values[option.name] = rest.removeprefix(f"{option.name}=")
            break
        values[option.name] = _value(option, word)
        rest = after[0] if after else ""
    return command, values


_LONGEST_MENTION = 4
"""Words; an answer to a question of ours is longer, a command seldom is."""


def read_mention(registry: Registry, text: str) -> tuple[Command, dict[str, str]] | None:
    """The command that words to us are, None when they are an answer.

    They are a command after a slash, and when so few words are one to their end: somebody who
    begins an answer with “Pause the launch” must not pause the group.
    """
    said = text.strip()
    if said.startswith("/"):
        return read_line(registry, said[1:].strip())
    if not 0 < len(said.split()) <= _LONGEST_MENTION:
        return None
    try:
        return read_line(registry, said.lower())
    except BadInput:
        return None


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


def _meant(command: Command, values: Mapping[str, str], word: str) -> Option | None:
    """The open option that a word belongs to: by its name, else the first that it fits."""
    options = [option for option in command.open_options if option.name not in values]
    for option in (one for one in command.options if one.name not in values):
        if word.lower().startswith(f"{option.name}=") and len(word) > len(option.name) + 1:
            return option
    if options and options[0].kind is OptionKind.TEXT:
        return options[0]
    for option in options:
        if option.kind is OptionKind.CHOICE and word.lower() in option.choices:
            return option
    if options and options[0].kind is not OptionKind.CHOICE and "=" not in word:
        return options[0]
    return None


def _value(option: Option, word: str) -> str:
    value = word[len(option.name) + 1 :] if "=" in word else word
    return value.lower() if option.kind is OptionKind.CHOICE else value


def _left_over(command: Command, values: Mapping[str, str], word: str, rest: str) -> str:
    for option in command.open_options:
        if option.kind is OptionKind.CHOICE and option.name not in values:
            return refusals.not_a_choice(word, option.choices, nearest(word, option.choices))
    return refusals.too_much(command.words, rest)
