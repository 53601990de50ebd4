"""The limits of blocks and views, each one a character or an item too far."""

from __future__ import annotations

from typing import Any

import pytest

from tests.slack.fake.blocks.check import check_message, check_view
from tests.slack.fake.errors import Json
from tests.slack.fake.tiny import button, card, form, plain


def section(text: str) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def menu(number: int, **more: Any) -> Json:
    options = [{"text": plain(f"o{one}"), "value": str(one)} for one in range(number)]
    return {"type": "static_select", "action_id": "m", "options": options, **more}


FINE: dict[str, list[Json]] = {
    "nothing": [],
    "card": card("x" * 3000),
    "fifty": [section("x")] * 50,
    "menu": [actions(menu(100, initial_option={"text": plain("o1"), "value": "1"}))],
    "header": [{"type": "header", "text": plain("x" * 150)}],
    "fields": [{"type": "section", "fields": [plain("x" * 2000)] * 10}],
    "markdown": [{"type": "markdown", "text": "x" * 12000}],
}
WRONG: dict[str, list[Any]] = {
    "text": [section("x" * 3001)],
    "empty": [section("")],
    "fifty-one": [section("x")] * 51,
    "header": [{"type": "header", "text": plain("x" * 151)}],
    "header in mrkdwn": [{"type": "header", "text": {"type": "mrkdwn", "text": "x"}}],
    "button": [actions(button("x" * 76, "a"))],
    "action_id": [actions(button("x", "a" * 256))],
    "value": [actions(button("x", "a", "v" * 2001))],
    "the same action_id": [actions(button("x", "a"), button("y", "a"))],
    "the same block_id": [section("x") | {"block_id": "a"}, section("y") | {"block_id": "a"}],
    "block_id": [section("x") | {"block_id": "a" * 256}],
    "buttons": [actions(*(button("x", str(one)) for one in range(26)))],
    "no buttons": [actions()],
    "options": [actions(menu(101))],
    "no options": [actions(menu(0))],
    "placeholder": [actions(menu(1, placeholder=plain("x" * 151)))],
    "initial option": [actions(menu(1, initial_option={"text": plain("O0"), "value": "0"}))],
    "field": [{"type": "section", "fields": [plain("x" * 2001)]}],
    "fields": [{"type": "section", "fields": [plain("x")] * 11}],
    "context": [{"type": "context", "elements": [plain("x")] * 11}],
    "kind": [{"type": "paragraph", "text": "x"}],
    "unknown key": [section("x") | {"txt": "y"}],
    "verbatim of plain text": [{"type": "header", "text": plain("x") | {"verbatim": True}}],
    "style": [actions(button("x", "a") | {"style": "blue"})],
    "markdown in all": [{"type": "markdown", "text": "x" * 6001}] * 2,
    "no object": ["x"],
}


@pytest.mark.parametrize("blocks", FINE.values(), ids=FINE.keys())
def test_what_a_message_may_hold(blocks: list[Json]) -> None:
    assert not check_message(blocks)


@pytest.mark.parametrize("blocks", WRONG.values(), ids=WRONG.keys())
def test_what_a_message_may_not_hold(blocks: list[Json]) -> None:
    found = check_message(blocks)
    assert found
    assert all("[json-pointer:/blocks" in one for one in found)


@pytest.mark.parametrize(
    "more",
    [
        {"title": plain("x" * 25)},
        {"submit": plain("x" * 25)},
        {"submit": None},
        {"private_metadata": "x" * 3001},
        {"callback_id": "x" * 256},
        {"blocks": [section("x")] * 101},
        {"blocks": [{"type": "markdown", "text": "x"}]},
        {"type": "home"},
        {"colour": "red"},
    ],
    ids=lambda more: next(iter(more)),
)
def test_what_a_modal_may_not_hold(more: Json) -> None:
    assert check_view(form() | more, modal=True)


def test_what_views_may_hold() -> None:
    assert not check_view(form("x" * 24), modal=True)
    assert not check_view({"type": "home", "blocks": [section("x")] * 100}, modal=False)
    begins = form(begins="x" * 3001)
    assert check_view(begins, modal=True)
