"""Letters find the account and the place that belong together."""

from __future__ import annotations

import pytest

from bot.domain.group import Place
from bot.domain.member import Account
from bot.services.letters import address

PURPLE, GREEN, BLUE = Place("p", "one", "a"), Place("g", "two", "b"), Place("b", "", "c")


def accounts(*keys: str) -> list[Account]:
    return [Account(key, key) for key in keys]


@pytest.mark.parametrize(
    ("keys", "near", "found"),
    [
        (["p:ana"], "", (PURPLE, "p:ana")),
        (["x:ana", "g:ana"], "", (GREEN, "g:ana")),
        (["p:ana", "g:ana"], "", (PURPLE, "p:ana")),
        (["p:ana", "g:ana"], "g:m:12", (GREEN, "g:ana")),
        (["g:nine:ana", "g:two:ana"], "", (GREEN, "g:two:ana")),
        (["x:ana"], "", (PURPLE, "x:ana")),
    ],
)
def test_an_account_is_reached_where_it_is_at_home(
    keys: list[str], near: str, found: tuple[Place, str]
) -> None:
    assert address([PURPLE, GREEN, BLUE], accounts(*keys), near) == found


def test_without_a_place_or_an_account_there_is_no_letter() -> None:
    assert address([], accounts("p:ana")) is None
    assert address([PURPLE], []) is None
