"""What a command is, and what its handler is given."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.domain.group import Group, Place
from bot.domain.member import Member
from bot.services.arrival import Visitor
from bot.services.deps import Deps
from bot.views.model import Reply


class OptionKind(StrEnum):
    """What an option takes; adapters pick their native control by it."""

    CHOICE = "choice"
    TEXT = "text"
    """All the rest of what was said; the last option only."""
    TOPIC = "topic"
    PROMPT = "prompt"
    CARD = "card"
    """A card of `learn`, by its id."""
    DRILL = "drill"
    """A kind of drill, by its id."""
    LOOP = "loop"
    STAGE = "stage"
    """A stage of any loop."""
    WORD = "word"
    CHANNEL = "channel"
    """A channel of the workspace, by the platform's id."""
    ROLE = "role"
    """A role of the workspace, by the platform's id, where people hold such."""
    CALLED = "called"
    """Whom a message calls: a role, or what the platform has of the kind."""
    ZONE = "zone"
    """An IANA time zone; there are too many for a list."""


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a command. `choices` holds the values a CHOICE takes.

    A hidden one is filled in by our own buttons alone; help, menus and manifests leave it out.
    """

    name: str
    summary: str
    kind: OptionKind = OptionKind.WORD
    choices: tuple[str, ...] = ()
    required: bool = False
    hidden: bool = False


class Commands(Protocol):
    """All commands there are, as help looks them up."""

    def commands(self) -> Sequence[Command]:
        """All commands, in the order in which help lists them."""
        ...

    def split(self, said: str) -> tuple[Command, str]:
        """The command that a typed line begins with, and the rest of the line."""
        ...


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing asked: who, where, when, and the values of the options.

    `at` is the time of the message. `event_key` names the event, so that a repeated one changes
    nothing. `prompt_id` is the prompt that the place it was said in is about, if any;
    `message` is the key of the platform's message it was said in, `place` where that was and
    `account` the key of who said it; what is `private` only they read.
    """

    deps: Deps
    registry: Commands
    visitor: Visitor
    values: Mapping[str, str]
    at: datetime
    event_key: str
    prompt_id: str | None
    message: str | None = None
    place: Place | None = None
    account: str = ""
    private: bool = False

    @property
    def member(self) -> Member:
        """Who asks."""
        return self.visitor.member

    @property
    def group(self) -> Group:
        """The group it is asked in."""
        return self.visitor.group

    @property
    def asked_prompt(self) -> str | None:
        """The prompt named by the option `prompt`, else the one the place is about."""
        return self.values.get("prompt") or self.place_prompt

    @property
    def place_prompt(self) -> str | None:
        """The prompt that the place is about."""
        return None if self.exercise else self.prompt_id or None

    @property
    def exercise(self) -> str | None:
        """What plain words answer here, where that is a drill or a checklist and no prompt."""
        return self.prompt_id if "/" in (self.prompt_id or "") else None

    @property
    def topics(self) -> dict[str, str]:
        """Titles of topics by id."""
        return dict(self.deps.bank.topics())

    @property
    def skills(self) -> dict[str, str]:
        """Titles of skills by id."""
        return dict(self.deps.bank.skills())


Handler = Callable[[Ask], Awaitable[Reply]]


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its words (`mydata export`), what it does, its options, who may use it.

    What does not say that it is for everybody is for hosts.
    One that `founds` makes the group of a workspace that has none. One that `keeps` takes in words
    of a person which must never be lost: they are stored before anything is answered.
    """

    words: str
    summary: str
    handler: Handler
    options: Sequence[Option] = ()
    hosts_only: bool = True
    examples: Sequence[str] = ()
    founds: bool = False
    keeps: bool = False

    @property
    def open_options(self) -> Sequence[Option]:
        """The options that people fill in."""
        return [option for option in self.options if not option.hidden]

    @property
    def usage(self) -> str:
        """How it is typed: `practice [topic] [level]`."""
        parts = [f"<{o.name}>" if o.required else f"[{o.name}]" for o in self.open_options]
        return " ".join([self.words, *parts])
