"""Completion: what the menu offers at each point of a line."""

from __future__ import annotations

import pytest

from adapters.terminal.completion import completions
from bot.commands.catalogue import all_commands
from bot.commands.menu import menu

MENU = menu(all_commands(), ["ai", "metrics"])


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("/str", ["streak"]),
        ("/streak ", ["why"]),
        ("/mydata ", ["export", "delete"]),
        ("/mydata e", ["export"]),
        ("/practice m", ["metrics"]),
        ("/practice ai nothing ", []),
        ("an answer", []),
        ("/nothing ", []),
    ],
)
def test_offered(line: str, offered: list[str]) -> None:
    assert [word for word, _ in completions(MENU, line)] == offered


def test_every_command_can_be_reached() -> None:
    for command in all_commands().commands():
        first, _, second = command.words.partition(" ")
        assert (first, 0) in completions(MENU, "/")
        if second:
            assert (second, 0) in completions(MENU, f"/{first} ")
