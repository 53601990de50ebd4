"""Completion: what the menu offers at each point of a line."""

from __future__ import annotations

import pytest

from adapters.terminal.completion import completions
from bot.commands.catalogue import all_commands
from bot.commands.command import Option, OptionKind
from bot.commands.menu import menu
from bot.commands.suggest import values
from tests.support.conversation import Conversation

KNOWN = {
    OptionKind.TOPIC: ["ai", "metrics"],
    OptionKind.PROMPT: ["ai-fallback", "mx-churn"],
    OptionKind.CARD: ["alert-economy", "burden-math"],
    OptionKind.DRILL: ["burden-math", "two words"],
}


def known(option: Option) -> list[str]:
    return list(option.choices) or KNOWN.get(option.kind, [])


MENU = menu(all_commands(), known)


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("/str", ["streak"]),
        ("/streak ", ["why"]),
        ("/mydata ", ["export", "delete"]),
        ("/mydata e", ["export"]),
        ("/practice m", ["metrics"]),
        ("/practice h", ["hard"]),
        ("/learn ", ["alert-economy", "burden-math"]),
        ("/learn b", ["burden-math"]),
        ("/drill ", ["burden-math"]),
        ("/hint mx", ["mx-churn"]),
        ("/history ai", ["ai-fallback"]),
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


def test_nothing_is_read_before_somebody_comes_so_far() -> None:
    asked: list[OptionKind] = []

    def reads(option: Option) -> list[str]:
        asked.append(option.kind)
        return known(option)

    made = menu(all_commands(), reads)
    completions(made, "/lea")
    assert not asked
    for _ in range(3):
        completions(made, "/learn al")
    assert asked.count(OptionKind.CARD) == 1


async def test_the_ids_are_those_of_the_content(talk: Conversation) -> None:
    made = menu(talk.core.registry, lambda option: values(talk.core.deps, option))
    assert ("plain", 2) in completions(made, "/learn pl")
    assert ("bins", 0) in completions(made, "/drill ")
    assert ("prompt-01", 6) in completions(made, "/hint prompt")
