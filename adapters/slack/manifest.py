"""The app's manifest: what Slack is told of us, derived from the commands and what they need."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlsplit

from adapters.slack import texts
from adapters.slack.limits import COMMAND_ABOUT, USAGE
from adapters.slack.scopes import EVENTS, WHY, scopes
from adapters.text.lengths import short
from adapters.text.phrases import GRADE_THIS
from bot.commands.catalogue import all_commands
from bot.commands.registry import Registry
from bot.errors import BadSettings

COMMAND = texts.COMMAND

GRADE = "rounds_grade"
"""The callback id of the shortcut on a message."""

ANYWHERE = "rounds_anywhere"
"""That of the shortcut that works everywhere, in threads too."""

REQUEST_PATH = "/slack/events"
"""Where Slack calls us over HTTP, unless the address names a path."""


def manifest(registry: Registry, http: str | None = None) -> dict[str, Any]:
    """The manifest for Socket Mode, or for HTTP at the address `http`.

    Raises BadSettings for an address that Slack would refuse.
    """
    url = None if http is None else request_url(http)
    reached = {} if url is None else {"request_url": url}
    return {
        "display_information": {
            "name": texts.APP,
            "description": texts.ABOUT,
            "background_color": "#2e7d6b",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": texts.APP, "always_online": True},
            "shortcuts": _shortcuts(),
            "slash_commands": [_command(registry, url)],
        },
        "oauth_config": {"scopes": {"bot": scopes()}},
        "settings": {
            "event_subscriptions": {**reached, "bot_events": sorted(EVENTS)},
            "interactivity": {"is_enabled": True, **reached},
            "org_deploy_enabled": False,
            "socket_mode_enabled": url is None,
            "token_rotation_enabled": False,
        },
    }


def manifest_text(http: str | None = None) -> str:
    """The manifest as JSON, for the page on which Slack makes an app from it."""
    return json.dumps(manifest(all_commands(), http), indent=2, ensure_ascii=False)


def reasons() -> str:
    """Why each scope is asked for, a line each."""
    widest = max(map(len, scopes()))
    return "\n".join(f"{scope.ljust(widest)}  {WHY[scope]}" for scope in scopes())


def request_url(address: str) -> str:
    """The address that Slack calls; raises BadSettings when it could not."""
    parts = urlsplit(address.strip())
    if parts.scheme != "https" or not parts.hostname or parts.query or parts.fragment:
        raise BadSettings(
            "Slack calls only addresses like https://rounds.example.org; "
            "without one use Socket Mode: leave --http away."
        )
    path = parts.path.rstrip("/") or REQUEST_PATH
    return f"https://{parts.netloc}{path}"


def _shortcuts() -> list[dict[str, str]]:
    return [
        {
            "name": GRADE_THIS,
            "type": "message",
            "callback_id": GRADE,
            "description": texts.GRADE_ABOUT,
        },
        {
            "name": texts.ANYWHERE,
            "type": "global",
            "callback_id": ANYWHERE,
            "description": texts.ANYWHERE_ABOUT,
        },
    ]


def _command(registry: Registry, url: str | None) -> dict[str, Any]:
    made: dict[str, Any] = {
        "command": COMMAND,
        "description": short(texts.COMMAND_ABOUT, COMMAND_ABOUT),
        "usage_hint": usage(registry),
        # So that channels and people come with their ids.
        "should_escape": True,
    }
    return made if url is None else made | {"url": url}


def usage(registry: Registry) -> str:
    """What can be typed behind the command: what members use, in the order of the help."""
    words = [one.words.split()[0] for one in registry.commands() if not one.hosts_only]
    return short(" | ".join(dict.fromkeys(words)), USAGE)
