"""All commands by their words, and what was meant when the words are off."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.commands.command import Command
from bot.errors import UnknownCommand
from bot.refusals import values as refusals

_CLOSE = 60
"""Similarity, 0 to 100, from which a word may have been meant."""


class Registry:
    """The commands in the order in which help lists them."""

    def __init__(self, commands: Iterable[Command]) -> None:
        self._commands = {command.words: command for command in commands}

    def commands(self) -> Sequence[Command]:
        """All commands."""
        return tuple(self._commands.values())

    def __contains__(self, words: str) -> bool:
        return words in self._commands

    def named(self, words: str) -> Command:
        """The command of these words; UnknownCommand with a guess otherwise."""
        command = self._commands.get(words)
        if command is None:
            raise UnknownCommand(refusals.unknown_command(words, self.near(words)))
        return command

    def split(self, said: str) -> tuple[Command, str]:
        """The command that a typed line begins with, and the rest of the line.

        The longest command wins (`mydata export` before `mydata`); raises UnknownCommand.
        """
        parts = said.split(maxsplit=2)
        for length in (2, 1):
            words = " ".join(parts[:length]).lower()
            if len(parts) >= length and words in self._commands:
                return self._commands[words], _after(said, length)
        head = parts[0].lower() if parts else ""
        if any(words.startswith(f"{head} ") for words in self._commands):
            family = [words for words in self._commands if words.startswith(f"{head} ")]
            raise UnknownCommand(refusals.unknown_command(said.strip(), family))
        raise UnknownCommand(refusals.unknown_command(head, self.near(head)))

    def near(self, said: str) -> list[str]:
        """Up to two commands whose words look like what was said."""
        return nearest(said, list(self._commands))


def nearest(said: str, known: Sequence[str]) -> list[str]:
    """Up to two of `known` that look like what was said, the likeliest first."""
    # Only when something was mistyped: it takes three megabytes.
    from rapidfuzz import fuzz, process  # noqa: PLC0415

    found = process.extract(said.lower(), known, scorer=fuzz.WRatio, limit=2, score_cutoff=_CLOSE)
    return [str(choice) for choice, _, _ in found]


def _after(said: str, words: int) -> str:
    parts = said.split(maxsplit=words)
    return parts[words] if len(parts) > words else ""
