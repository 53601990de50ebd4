"""The registry on Discord: every command there, described, told back as the core knows it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from adapters.discord.commands import MENU, Typing, heard, normal, paths, payloads, typing
from adapters.discord.limits import (
    CHOICES,
    COMMAND_OPTIONS,
    COMMAND_TEXT,
    COMMAND_TOTAL,
    COMMANDS,
)
from adapters.text.lengths import units
from bot.commands.catalogue import all_commands
from bot.commands.command import Ask, Command, Option, OptionKind
from bot.commands.lines import check_values
from bot.commands.registry import Registry
from bot.inbound import Chosen
from bot.views.model import Reply
from tests.discord.fake import schema
from tests.discord.fake.clock import FakeClock
from tests.discord.fake.commands import CommandBook
from tests.discord.fake.snowflakes import Snowflakes

REGISTRY = all_commands()
MANAGE_SERVER = 32


async def _nothing(_: Ask) -> Reply:
    return Reply(())


def _open(words: str, summary: str, *options: Option) -> Command:
    """A command for everybody."""
    return Command(words, summary, _nothing, options, hosts_only=False)


def _registry(*commands: Command) -> Registry:
    return Registry(commands)


def _named(found: list[dict[str, Any]], name: str) -> dict[str, Any]:
    return next(one for one in found if one["name"] == name)


def _leaves(payload: dict[str, Any]) -> Iterator[tuple[tuple[str, ...], list[dict[str, Any]]]]:
    """Every command of a payload by its path, with its options."""
    below = [one for one in payload.get("options", []) if one["type"] == 1]
    for one in below:
        yield (payload["name"], one["name"]), one["options"]
    if not below:
        yield (payload["name"],), payload.get("options", [])


def _used(path: tuple[str, ...], values: dict[str, str]) -> dict[str, Any]:
    options: list[dict[str, Any]] = [
        {"type": 3, "name": name, "value": value} for name, value in values.items()
    ]
    for word in reversed(path[1:]):
        options = [{"type": 1, "name": word, "options": options}]
    return {"type": 1, "name": path[0], "options": options}


# Told to Discord.


@pytest.mark.skipif(not schema.known(), reason="Discord's OpenAPI document is not at hand")
def test_discord_s_document_takes_them() -> None:
    route = "/applications/{application_id}/commands"
    assert schema.problems("PUT", route, payloads(REGISTRY)) == []


def test_they_are_within_the_limits_that_the_document_does_not_say() -> None:
    made = payloads(REGISTRY)
    assert len(made) <= COMMANDS
    for payload in made:
        texts = list(_texts(payload))
        assert sum(map(units, texts)) <= COMMAND_TOTAL
        for _, options in _leaves(payload):
            assert len(options) <= COMMAND_OPTIONS
            required = [one["required"] for one in options]
            assert required == sorted(required, reverse=True), payload["name"]
            assert all(len(one.get("choices", [])) <= CHOICES for one in options)


def _texts(payload: dict[str, Any]) -> Iterator[str]:
    yield payload["name"]
    if description := payload.get("description"):
        assert description[0].isupper()
        assert units(description) <= COMMAND_TEXT
        yield description
    for choice in payload.get("choices", []):
        yield from (choice["name"], choice["value"])
    for option in payload.get("options", []):
        yield from _texts(option)


def test_every_command_and_every_open_option_is_there() -> None:
    found = {path: options for one in payloads(REGISTRY) for path, options in _leaves(one)}
    menu = found.pop((MENU,))
    assert menu == []
    assert found.keys() == paths(REGISTRY).keys()
    for path, command in paths(REGISTRY).items():
        told = [one["name"] for one in found[path]]
        assert sorted(told) == sorted(one.name for one in command.open_options)


def test_options_take_discord_s_own_controls() -> None:
    kinds = (
        Option("where", "w", OptionKind.CHANNEL),
        Option("who", "w", OptionKind.ROLE),
        Option("few", "f", OptionKind.CHOICE, ("a", "b")),
        Option("many", "m", OptionKind.CHOICE, tuple(str(number) for number in range(26))),
        Option("topic", "t", OptionKind.TOPIC),
        Option("prompt", "p", OptionKind.PROMPT),
        Option("zone", "z", OptionKind.ZONE),
        Option("number", "n", hidden=True),
        Option("text", "t", OptionKind.TEXT, required=True),
    )
    (payload, _) = payloads(_registry(Command("do", "it", _nothing, kinds)))
    told = {one["name"]: one for one in payload["options"]}
    assert next(iter(told)) == "text"
    assert "number" not in told
    assert (told["where"]["type"], told["who"]["type"], told["text"]["type"]) == (7, 8, 3)
    assert [one["value"] for one in told["few"]["choices"]] == ["a", "b"]
    completed = {name for name, one in told.items() if one.get("autocomplete")}
    assert completed == {"many", "topic", "prompt", "zone"}


def test_commands_of_hosts_are_shown_to_those_who_manage_the_server() -> None:
    made = payloads(REGISTRY)
    assert _named(made, "schedule")["default_member_permissions"] == MANAGE_SERVER
    assert "default_member_permissions" not in _named(made, "daily")
    hosts = Command("do it", "x", _nothing, hosts_only=True)
    mixed, _ = payloads(_registry(hosts, Command("do that", "y", _nothing, hosts_only=False)))
    assert "default_member_permissions" not in mixed


def test_they_work_in_servers_and_in_direct_messages() -> None:
    for payload in payloads(REGISTRY):
        assert (payload["contexts"], payload["integration_types"]) == ([0, 1], [0])


def test_there_is_an_entry_in_the_menu_of_messages() -> None:
    (menu,) = [one for one in payloads(REGISTRY) if one["type"] == 3]
    assert menu["name"] == "Grade as my answer"


# Families.


def test_a_word_that_is_a_command_and_a_family_gets_a_name_of_its_own_below() -> None:
    made = paths(_registry(*(Command(one, one, _nothing) for one in ("setup", "setup check"))))
    assert {path: one.words for path, one in made.items()} == {
        ("setup", "start"): "setup",
        ("setup", "check"): "setup check",
    }


def test_that_name_is_one_the_family_has_not_got() -> None:
    words = ("mock", "mock start", "mock end")
    made = paths(_registry(*(Command(one, one, _nothing) for one in words)))
    assert made["mock", "show"].words == "mock"
    assert made["mock", "start"].words == "mock start"


def test_three_words_are_refused() -> None:
    with pytest.raises(ValueError, match="a b c"):
        payloads(_registry(Command("a b c", "x", _nothing)))


# Heard from Discord.


@pytest.mark.parametrize("path", paths(REGISTRY), ids=" ".join)
def test_what_was_used_is_the_core_s_command(path: tuple[str, ...]) -> None:
    command = paths(REGISTRY)[path]
    values = {one.name: (*one.choices, "12")[0] for one in command.open_options}
    said = heard(_used(path, values), REGISTRY)
    assert said == Chosen(command.words, values)
    check_values(command, said.values)


def test_a_command_that_is_gone_keeps_its_words() -> None:
    assert heard(_used(("old", "way"), {"a": "b"}), REGISTRY) == Chosen("old way", {"a": "b"})


def test_numbers_and_ids_are_words_to_the_core() -> None:
    data = {"name": "setup", "options": [{"type": 7, "name": "channel", "value": 12}]}
    assert heard(data, REGISTRY) == Chosen("setup", {"channel": "12"})


def test_what_is_being_typed_is_told() -> None:
    data = _used(("setup",), {"time": "09:00", "zone": "Eur"})
    data["options"][1]["focused"] = True
    assert typing(data, REGISTRY) == Typing("setup", "zone", "Eur")
    assert typing(_used(("daily",), {}), REGISTRY) == Typing("daily", "", "")


# Compared with what Discord keeps.


def test_what_discord_gives_back_is_known_again() -> None:
    book = CommandBook(1, Snowflakes(FakeClock(lambda: None)))
    kept = book.overwrite(None, payloads(REGISTRY))
    assert normal(kept) == normal(payloads(REGISTRY))
    bare = [{key: value for key, value in one.items() if value not in (None, [])} for one in kept]
    assert normal(reversed(bare)) == normal(payloads(REGISTRY))


def test_defaults_may_be_left_out_or_spelled_out() -> None:
    told = {
        "type": 1,
        "name": "do",
        "description": "It",
        "nsfw": False,
        "dm_permission": True,
        "name_localizations": None,
        "contexts": [1, 0],
        "integration_types": [0],
        "default_member_permissions": None,
        "version": "7",
        "options": [{"type": 3, "name": "a", "description": "A", "name_localizations": None}],
    }
    (ours, menu) = payloads(
        _registry(Command("do", "it", _nothing, (Option("a", "a"),), hosts_only=False))
    )
    assert normal([menu, told]) == normal([ours, menu])


@pytest.mark.parametrize(
    "changed",
    [
        _open("do", "another", Option("a", "a")),
        _open("do", "it"),
        _open("do", "it", Option("a", "a", required=True)),
        _open("do", "it", Option("a", "a", OptionKind.CHOICE, ("b",))),
        _open("do", "it", Option("a", "a", OptionKind.ZONE)),
        _open("do", "it", Option("a", "a", OptionKind.ROLE)),
        Command("do", "it", _nothing, (Option("a", "a"),)),
        _open("do it", "it", Option("a", "a")),
    ],
)
def test_a_change_is_seen(changed: Command) -> None:
    before = payloads(_registry(_open("do", "it", Option("a", "a"))))
    assert normal(before) != normal(payloads(_registry(changed)))
