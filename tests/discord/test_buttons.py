"""Every button and list that can be reached is pressed once, by a member and by the host."""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.refusals.trouble import UNEXPECTED
from tests.discord.fake import FakeDiscord
from tests.discord.fake.errors import Json
from tests.discord.fake.exchange import Exchange
from tests.discord.fake.modal import Modal
from tests.discord.fake.person import Person
from tests.discord.fake.world import component
from tests.discord.fake.world.message import Message
from tests.discord.rounds import Study, a_study
from tests.support.days import calm

REPLY = "70 because the desk drills it every quarter"
FIRST: tuple[tuple[str, dict[str, Any]], ...] = (
    ("daily", {}),
    ("practice", {}),
    ("feedback", {}),
    ("leaderboard", {}),
    ("streak", {}),
    ("history", {}),
    ("settings", {}),
    ("help", {}),
    ("mydata export", {}),
    ("best", {}),
    ("plan", {"date": "in 3 weeks"}),
    ("story add", {}),
    ("story list", {}),
    ("suggest", {"text": "Our triage bot misses sepsis in one clinic. What do you do?"}),
    ("appeal", {"reason": "the drill is in there"}),
)
HOSTS = ("setup", "schedule", "group", "bank", "health", "audit", "appeals", "suggestions")
MOST = 150
FILLED = {
    "time": "10:00",
    "zone": "Europe/Berlin",
    "days": "mon-fri",
    "prompt": "prompt-03",
    "hours": "5",
    "on": "drill",
    "verdict": "met",
    "which": "a1",
    "score": "70",
}


class Crawl:
    """One person pressing whatever there is; each control once, however often it is shown."""

    def __init__(self, study: Study, person: Person) -> None:
        self._study = study
        self._person = person
        self._todo: deque[Message] = deque()
        self.pressed: dict[str, str] = {}

    def look(self, done: Exchange) -> None:
        self._todo.extend(done.messages)

    async def run(self) -> None:
        while self._todo and len(self.pressed) < MOST:
            message = self._todo.popleft()
            for control in component.walk(message.components):
                kind, name = control["type"], control.get("custom_id")
                if name is None or name in self.pressed or "delete" in name:
                    continue
                if kind == component.BUTTON:
                    self.pressed[name] = control["label"]
                    await self._settle(name, await self._person.press(message, name))
                elif kind in component.SELECTS:
                    self.pressed[name] = control["placeholder"]
                    await self._settle(name, await self._pick(message, control))

    async def _pick(self, message: Message, select: dict[str, Any]) -> Exchange:
        value: Any = self._study.room
        if select["type"] == component.SELECT:
            value = select["options"][0]["value"]
        elif select["type"] == 6:
            value = self._study.guild.everyone
        return await self._person.select(message, select["custom_id"], [value])

    async def _settle(self, name: str, done: Exchange) -> None:
        check(name, done)
        if done.modal is not None:
            done = await self._person.submit(done.modal, filled(done.modal))
            check(name, done)
        await calm(self._study.bot)
        self.look(done)


def filled(form: Modal) -> dict[str, object]:
    return {one["custom_id"]: FILLED.get(one["custom_id"]) or _first(one) for one in form.fields}


def _first(field: Json) -> str:
    """The first of what there is to choose from, or words."""
    offered = field.get("options") or []
    return str(offered[0]["value"]) if offered else REPLY


def check(name: str, done: Exchange) -> None:
    assert done.acknowledged, name
    assert done.seconds is not None, name
    assert done.seconds < 1.5, name
    assert done.text.strip(), name
    assert UNEXPECTED not in done.text, name
    assert "I do not know" not in done.text, name


@pytest.fixture
async def study(fake: FakeDiscord, tmp_path: Path) -> AsyncIterator[Study]:
    """A group in which Ben has answered."""
    async with a_study(fake, tmp_path, clock=fake.clock) as made:
        done = await made.ben.submit(await made.ben.press(made.posted, "Answer"), {"text": REPLY})
        await done.followup(1)
        yield made


async def test_a_members(study: Study) -> None:
    crawl = Crawl(study, study.ben)
    for words, options in FIRST:
        crawl.look(await study.ben.slash(study.guild, study.room, words, **options))
    await crawl.run()
    labels = set(crawl.pressed.values())
    assert {"Revise", "Point by point", "Answer", "Hint"} <= labels
    assert len(crawl.pressed) > 15


async def test_a_hosts(study: Study) -> None:
    await study.ben.slash(study.guild, study.room, "appeal", reason="the drill is in there")
    await study.fake.said(study.ana.dm, 1)
    crawl = Crawl(study, study.ana)
    for words in HOSTS:
        crawl.look(await study.ana.slash(study.guild, study.room, words))
    await crawl.run()
    assert {"Change the time", "Call a role", "Call nobody"} <= set(crawl.pressed.values())


async def test_those_of_the_posting_and_of_letters(study: Study) -> None:
    for label in study.posted.labels:
        done = await study.ana.press(study.posted, label)
        check(label, done)
    await study.ben.slash(study.guild, study.room, "appeal", reason="the drill is in there")
    letter = await study.fake.said(study.ana.dm, 1)
    for label in letter.labels:
        done = await study.ana.press(letter, label)
        check(label, done)


async def test_a_button_of_nobodys_making_is_answered(study: Study, fake: FakeDiscord) -> None:
    study.posted.components[0]["components"][0]["custom_id"] = "r9:something-else?x"
    done = await study.ben.press(study.posted, "r9:something-else?x")
    assert "I do not know" in done.text
    assert done.ephemeral
