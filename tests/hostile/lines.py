"""Typed lines: what somebody may write behind `/rounds`, from almost right to quite wrong."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from random import Random
from urllib.parse import urlencode

from adapters.slack.http import PATH
from bot.commands.catalogue import all_commands
from bot.commands.command import Command, Option
from tests.hostile.junk import LONG, TEXTS
from tests.hostile.outcome import Outcome
from tests.hostile.pouring import Fate, pour
from tests.hostile.requests import finish
from tests.hostile.rows import counted
from tests.hostile.wire import Wire, wire
from tests.hostile.workspace import REPLY, Workspace, workspace
from tests.slack.fake.delivery.parcel import Kind
from tests.slack.fake.delivery.post import FORM_TYPE, signed

DOOR = "typed commands"

_VALUES = (
    "yes",
    "1",
    "ai",
    "hard",
    "09:30",
    "25:61",
    "2026-02-30",
    "mon-fri",
    "Europe/Berlin",
    "#practice",
    "@ana",
    "group",
    "delete",
    "all",
    REPLY,
)
_JOINTS = (
    " ",
    "  ",
    "\t",
    "=",
    " = ",
    ":",
    ",",
    "\n",
    " -- ",
    '"',
    "“",
    "'",
    "/",
    "\\",
    "|",
    "\x00",
)
_FULL_LONG = tuple(one for one in LONG if isinstance(one, str))


class Typed:
    """Makes each line, types it as a host, a member or somebody new, and tells what came of it."""

    def __init__(self, stage: Workspace, lines: Wire, chance: Random) -> None:
        self._stage = stage
        self._wire = lines
        self._chance = chance
        self._commands = all_commands().commands()
        self._sample = next(one for one in stage.samples if one.kind is Kind.COMMAND)

    async def throw(self, number: int) -> Fate:
        """One line, signed and whole but for what is typed."""
        made = self._stage.fresh(self._sample, number, self._chance)
        if self._chance.random() < 0.3:
            made |= {"user_id": self._stage.ana.id, "user_name": self._stage.ana.name}
        made["text"] = self._line()
        body = urlencode(made, errors="replace").encode()
        headers = signed(body, self._stage.fake.app.signing_secret, self._now())
        answer = await self._wire.post(PATH, {"Content-Type": FORM_TYPE} | headers, body)
        if answer.status == 200:
            return Fate.TAKEN
        return Fate.BROKEN if answer.status >= 500 or not answer.status else Fate.REFUSED

    def _now(self) -> int:
        return int(self._stage.fake.clock.epoch())

    def _line(self) -> str:
        chance = self._chance
        command = chance.choice(self._commands)
        drawn = chance.random()
        if drawn < 0.01:
            return chance.choice(_FULL_LONG)
        if drawn < 0.08:
            return chance.choice(TEXTS)
        words = command.words if drawn < 0.85 else self._misspelt(command.words)
        values = [self._option(command, one) for one in command.options if chance.random() < 0.6]
        if chance.random() < 0.2:
            values.append(chance.choice((*TEXTS, *_VALUES)))
        chance.shuffle(values)
        line = words
        for one in values:
            line += (" " if chance.random() < 0.9 else chance.choice(_JOINTS)) + one
        return line if chance.random() < 0.9 else self._misspelt(line)

    def _option(self, command: Command, option: Option) -> str:
        chance = self._chance
        known = option.choices or _VALUES
        value = chance.choice((*known, *_VALUES) if chance.random() < 0.6 else TEXTS)
        match chance.randrange(5):
            case 0:
                return value
            case 1:
                return f'{option.name}="{value}"'
            case 2:
                other = chance.choice(command.options)
                return f"{option.name}={value} {other.name}={value}"
            case _:
                return f"{option.name}={value}"

    def _misspelt(self, text: str) -> str:
        """One character lost, doubled, swapped for another, or the end cut off."""
        if not text:
            return text
        at = self._chance.randrange(len(text))
        other = self._chance.choice((*_JOINTS, *TEXTS[4:9], "é", "İ", "ß", "\u0130"))
        return self._chance.choice(
            (text[:at], text[:at] + text[at + 1 :], text[:at] + other + text[at:], text.upper())
        )


async def lines(folder: Path, payloads: int, seed: int) -> Outcome:
    """So many lines, each as a command of its own."""
    outcome = Outcome(DOOR)
    async with workspace(folder, over_http=True) as stage, wire(stage.port) as wires:
        rows = counted(stage.served.database)
        typed = Typed(stage, wires, Random(seed))
        await pour(outcome, stage.served, payloads, typed.throw, partial(stage.look, outcome))
        await finish(outcome, stage, rows)
    return outcome
