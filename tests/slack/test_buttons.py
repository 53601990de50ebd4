"""Every button and list that anybody comes across, pressed once: answered, in time, in words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from adapters.slack.actionid import read
from adapters.slack.texts import WAIT
from bot.commands.catalogue import all_commands
from bot.refusals.trouble import UNEXPECTED
from tests.slack.fake import FakeSlack
from tests.slack.fake.exchange import Exchange
from tests.slack.fake.person import Person
from tests.slack.fake.world.message import Message
from tests.slack.fake.world.view import View
from tests.slack.rounds import Study, a_study

REPLY = "70 because the desk drills it every quarter, and paper hangs at each of them"
LEAST = 30
"""So many different things there are to press, at the least."""

Surface = Message | View
Found = tuple[Surface, dict[str, Any]]


class Walk:
    """One person, pressing whatever they have not pressed before."""

    def __init__(self, study: Study, who: Person) -> None:
        self.pressed: set[tuple[object, ...]] = set()
        self._study = study
        self._who = who

    async def through(self, surface: Surface) -> None:
        """Everything that can be reached from there."""
        waiting = list(self._fresh(surface))
        while waiting:
            at, element = waiting.pop()
            kind = _kind(element)
            if kind in self.pressed or not _is_there(at, element):
                continue
            self.pressed.add(kind)
            for seen in await self._act(at, element):
                waiting += self._fresh(seen)

    def _fresh(self, surface: Surface) -> Iterator[Found]:
        for element in surface.elements:
            if element["type"] != "plain_text_input" and _kind(element) not in self.pressed:
                yield surface, element

    async def _act(self, at: Surface, element: dict[str, Any]) -> list[Surface]:
        name = element["action_id"]
        before = at.updates if isinstance(at, View) else 0
        if element["type"] == "button":
            done = await self._who.press(at, name)
        else:
            options = element.get("options")
            value = options[0]["value"] if options else self._study.room.id
            done = await self._who.select(at, name, value)
        await self._read(done, name, at, before)
        if done.modal is not None and done.modal.inputs:
            form = done.modal
            values = {one["block_id"]: REPLY for one in form.inputs}
            sent = await self._who.submit(form, values, channel=self._study.room)
            assert sent.acknowledged, name
            assert not sent.errors, name
            await self._study.fake.until(lambda: not form.open or form.updates)
            assert UNEXPECTED not in sent.text, name
            return [*sent.ephemeral, *sent.dms]
        shown: list[Surface] = [*done.ephemeral, *done.dms]
        shown += [done.modal] if done.modal is not None else []
        return [*shown, at] if isinstance(at, View) else shown

    async def _read(self, done: Exchange, name: str, at: Surface, before: int) -> None:
        # What is said in answer may be there a moment before Slack hears that it was taken.
        await self._study.fake.until(lambda: done.acknowledged)
        if isinstance(at, View):
            await self._study.fake.until(lambda: at.updates > before or done.text or not at.open)
            assert UNEXPECTED not in at.text, name
        else:
            await self._study.fake.until(partial(is_answered, done))
        assert UNEXPECTED not in done.text, name


def _is_there(surface: Surface, element: dict[str, Any]) -> bool:
    """Whether it can be pressed still: windows close, and show something else."""
    ids = {one["action_id"] for one in surface.elements}
    return element["action_id"] in ids and (not isinstance(surface, View) or surface.open)


def _kind(element: dict[str, Any]) -> tuple[object, ...]:
    """What is pressed, whichever prompt or answer it is about."""
    press = read(element["action_id"].partition("#")[0])
    assert press is not None, element
    given = {name: value for name, value in press.values if name not in {"prompt", "of"}}
    about = sorted(name for name, _ in press.values)
    kept = given.get("do") or given.get("part") or given.get("what") or ""
    return press.words, tuple(about), press.asks, kept


def is_answered(asked: Exchange) -> bool:
    return bool(asked.text) and WAIT not in asked.text


async def test_everything_there_is_to_press_is_answered(fake: FakeSlack, tmp_path: Path) -> None:
    async with a_study(fake, tmp_path) as study:
        pressed: set[tuple[object, ...]] = set()
        for who in (study.ben, study.ana):
            walk = Walk(study, who)
            await walk.through(study.posted)
            for command in all_commands().commands():
                if command.hosts_only and who is study.ben:
                    continue
                asked = await who.slash(study.room, "/rounds", command.words)
                await fake.until(partial(is_answered, asked))
                assert UNEXPECTED not in asked.text, command.words
                for one in [*asked.ephemeral, *asked.dms]:
                    await walk.through(one)
                if asked.modal is not None:
                    await walk.through(asked.modal)
            pressed |= walk.pressed
        assert len(pressed) >= LEAST, sorted(map(str, pressed))
