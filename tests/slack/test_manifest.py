"""The manifest: from the registry, and asking for nothing that is not used."""

from __future__ import annotations

import json
import re

import pytest
from click.testing import CliRunner

from adapters.cli.slack import command
from adapters.slack.limits import (
    APP_ABOUT,
    APP_NAME,
    COMMAND_ABOUT,
    SHORTCUT_ABOUT,
    SHORTCUT_NAME,
    USAGE,
)
from adapters.slack.manifest import ANYWHERE, GRADE, manifest, request_url, usage
from adapters.slack.scopes import ADDRESSES, COMMANDS, EVENTS, METHODS, WHY, scopes
from bot.commands.catalogue import all_commands
from bot.errors import BadSettings
from tests.rules.source import ROOT

REGISTRY = all_commands()
SOURCES = sorted((ROOT / "adapters" / "slack").glob("*.py"))
CALL = re.compile(
    r"(?<=\.)(?:auth|chat|conversations|files|pins|reactions|team|usergroups|users|views|bookmarks)_"
    r"[a-z0-9_]*[A-Za-z0-9]+(?=\()"
)


def _called() -> set[str]:
    """The methods that the adapter calls, as the library names them."""
    return {name for path in SOURCES for name in CALL.findall(path.read_text(encoding="utf-8"))}


def _named(method: str) -> str:
    return method.replace(".", "_")


def test_it_is_within_the_limits() -> None:
    made = manifest(REGISTRY)
    told, features = made["display_information"], made["features"]
    assert len(told["name"]) <= APP_NAME
    assert len(told["description"]) <= APP_ABOUT
    for shortcut in features["shortcuts"]:
        assert len(shortcut["name"]) <= SHORTCUT_NAME
        assert len(shortcut["description"]) <= SHORTCUT_ABOUT
    (slash,) = features["slash_commands"]
    assert len(slash["description"]) <= COMMAND_ABOUT
    assert len(slash["usage_hint"]) <= USAGE


def test_the_usage_names_what_members_can_type() -> None:
    words = usage(REGISTRY).split(" | ")
    assert words[0] == "daily"
    assert words[-1] == "help"
    assert set(words) == {one.words.split()[0] for one in REGISTRY.commands() if not one.hosts_only}


def test_there_is_a_shortcut_on_messages_and_one_everywhere() -> None:
    shortcuts = manifest(REGISTRY)["features"]["shortcuts"]
    assert [(one["type"], one["callback_id"], one["name"]) for one in shortcuts] == [
        ("message", GRADE, "Grade as my answer"),
        ("global", ANYWHERE, "Rounds, anywhere"),
    ]


def test_home_and_direct_messages_are_open() -> None:
    home = manifest(REGISTRY)["features"]["app_home"]
    assert home == {
        "home_tab_enabled": True,
        "messages_tab_enabled": True,
        "messages_tab_read_only_enabled": False,
    }


def test_channels_come_with_their_ids() -> None:
    assert manifest(REGISTRY)["features"]["slash_commands"][0]["should_escape"] is True


# Scopes.


def test_every_scope_is_needed_by_something() -> None:
    needed = {
        scope
        for asked in (*METHODS.values(), *EVENTS.values(), *ADDRESSES.values())
        for scope in asked
    }
    assert set(scopes()) == needed | {COMMANDS}
    assert manifest(REGISTRY)["oauth_config"]["scopes"] == {"bot": scopes()}


def test_every_scope_has_a_reason() -> None:
    assert list(WHY) == scopes()


def test_every_method_that_is_called_is_accounted_for() -> None:
    assert _called() <= {_named(method) for method in METHODS}


def test_every_method_accounted_for_is_called() -> None:
    if not (ROOT / "adapters" / "slack" / "service.py").exists():
        pytest.skip("the service is not written yet")
    assert {_named(method) for method in METHODS} <= _called()


def test_every_event_is_heard() -> None:
    events = ROOT / "adapters" / "slack" / "events.py"
    if not events.exists():
        pytest.skip("what hears events is not written yet")
    heard = events.read_text(encoding="utf-8")
    assert [name for name in EVENTS if f'"{name.split(".")[0]}"' not in heard] == []


# Socket Mode and HTTP.


def test_by_itself_it_is_for_socket_mode() -> None:
    made = manifest(REGISTRY)
    assert made["settings"]["socket_mode_enabled"] is True
    assert "url" not in json.dumps(made)


def test_with_an_address_it_is_for_http() -> None:
    made = manifest(REGISTRY, "https://rounds.example.org/")
    url = "https://rounds.example.org/slack/events"
    assert made["settings"]["socket_mode_enabled"] is False
    assert made["settings"]["event_subscriptions"]["request_url"] == url
    assert made["settings"]["interactivity"]["request_url"] == url
    assert made["features"]["slash_commands"][0]["url"] == url


def test_an_address_may_name_its_path() -> None:
    assert (
        request_url(" https://x.example:8443/bots/rounds ") == "https://x.example:8443/bots/rounds"
    )


@pytest.mark.parametrize(
    "address", ["http://x.example", "x.example", "https://", "https://x?a=1", ""]
)
def test_addresses_that_slack_refuses_are_refused(address: str) -> None:
    with pytest.raises(BadSettings, match="Socket Mode"):
        request_url(address)


# The shell.


def test_the_shell_prints_it() -> None:
    printed = CliRunner().invoke(command, ["manifest"])
    assert json.loads(printed.output) == manifest(REGISTRY)
    printed = CliRunner().invoke(command, ["manifest", "--http", "https://x.example"])
    assert json.loads(printed.output) == manifest(REGISTRY, "https://x.example")


def test_the_shell_says_why() -> None:
    printed = CliRunner().invoke(command, ["manifest", "--why"])
    assert [line.split("  ")[0].strip() for line in printed.output.splitlines()] == scopes()
