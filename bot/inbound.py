"""What an adapter hands in: who said what, where and when, in no platform's words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.group import Place
from bot.domain.member import Account


@dataclass(frozen=True, slots=True)
class Typed:
    """A command typed as a line, without its leading slash: `practice ai hard`."""

    line: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """A command picked from a menu or a button, with its values by name."""

    words: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Replied:
    """A message that answers a prompt."""

    text: str


@dataclass(frozen=True, slots=True)
class Inbound:
    """One event from a platform.

    `event_key` is unique to the event over all platforms: the same event delivered twice has the
    same key. `at` is the time of the message. `may_host` says that the platform trusts the account
    with the group. `prompt_id` is the prompt that the place it was said in is about, if any.
    """

    place: Place
    account: Account
    said: Typed | Chosen | Replied
    event_key: str
    at: datetime
    may_host: bool = False
    prompt_id: str | None = None
