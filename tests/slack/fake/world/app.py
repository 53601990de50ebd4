"""An application as its author configured it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.slack.fake.errors import Json

SCOPES = (
    "app_mentions:read",
    "channels:history",
    "channels:join",
    "channels:read",
    "chat:write",
    "commands",
    "files:read",
    "files:write",
    "groups:history",
    "groups:read",
    "im:history",
    "im:read",
    "im:write",
    "pins:read",
    "pins:write",
    "reactions:read",
    "reactions:write",
    "team:read",
    "users:read",
)


@dataclass(eq=False)
class App:
    """What is not configured (None) is allowed; `configure` takes a manifest and is strict."""

    id: str
    name: str
    token: str
    """`xapp-`, for Socket Mode."""
    signing_secret: str
    verification_token: str
    scopes: tuple[str, ...] = SCOPES
    commands: dict[str, Json] | None = None
    shortcuts: dict[str, str] | None = None
    """By callback_id: `global` or `message`."""
    events: set[str] | None = None
    interactive: bool = True
    has_home: bool = True
    has_messages: bool = True
    manifest: Json = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"<app {self.name} {self.id}>"

    def configure(self, manifest: Json) -> None:
        """As its manifest says; scopes hold for installations made from now on."""
        features: Json = manifest.get("features", {})
        settings: Json = manifest.get("settings", {})
        home: Json = features.get("app_home", {})
        self.manifest = manifest
        self.commands = {one["command"]: one for one in _list(features, "slash_commands")}
        self.shortcuts = {one["callback_id"]: one["type"] for one in _list(features, "shortcuts")}
        self.events = set(_list(settings.get("event_subscriptions", {}), "bot_events"))
        self.interactive = bool(settings.get("interactivity", {}).get("is_enabled"))
        self.has_home = bool(home.get("home_tab_enabled"))
        self.has_messages = bool(home.get("messages_tab_enabled")) and not home.get(
            "messages_tab_read_only_enabled"
        )
        self.scopes = tuple(manifest.get("oauth_config", {}).get("scopes", {}).get("bot", []))

    def escapes(self, command: str) -> bool:
        """Whether names typed after this command arrive as mentions."""
        known = (self.commands or {}).get(command, {})
        return bool(known.get("should_escape"))

    def hears(self, event: str) -> bool:
        return self.events is None or event in self.events


def _list(source: Json, key: str) -> list[Any]:
    return source.get(key) or []
