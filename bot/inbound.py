"""What an adapter hands in: who said what, where and when, in no platform's words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.domain.group import Place
from bot.domain.member import Account
from bot.handed import HandedFile


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
    """A message that answers a prompt.

    Without being `addressed` to us it was overheard, and is an answer only where it stands under
    something of ours.
    """

    text: str
    addressed: bool = True


@dataclass(frozen=True, slots=True)
class Mentioned:
    """Words said to us in a message of its own: a command if they are one, else an answer."""

    text: str


@dataclass(frozen=True, slots=True)
class Edited:
    """A message that may have been an answer reads differently now."""

    text: str


Said = Typed | Chosen | Replied | Mentioned | Edited


@dataclass(frozen=True, slots=True)
class Inbound:
    """One event from a platform.

    `event_key` is unique to the event over all platforms: the same event delivered twice has the
    same key. `at` is the time of the message. `may_host` says that the platform trusts the account
    with a group that has no host. `prompt_id` is the prompt that the place it was said in is about,
    if any. `message` is the key of the platform's message, the same for its edits and deletion.
    `about` is the platform's id of the message of ours that this answers or stands under. `roles`
    are the account's roles on the platform, in its words; a `trusted` account runs the workspace
    there. What is said in `private` belongs to no channel. `author` is the key of the account that
    wrote the message, where somebody else may hand it in. `files` came with the words; what is read
    of them belongs to what was said.
    """

    place: Place
    account: Account
    said: Said
    event_key: str
    at: datetime
    may_host: bool = False
    prompt_id: str | None = None
    message: str | None = None
    about: str | None = None
    roles: frozenset[str] = frozenset()
    trusted: bool = False
    private: bool = False
    author: str | None = None
    files: tuple[HandedFile, ...] = ()

    def with_person(self, account: Account, *, trusted: bool) -> Inbound:
        """The same, once the platform has said who the account belongs to."""
        return replace(self, account=account, trusted=trusted)

    def saying(self, said: Said) -> Inbound:
        """The same place and person, with other words."""
        return replace(self, said=said)
