"""Storms: a platform's connection breaks again and again while a crowd writes."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from time import monotonic

from bot.core import Core
from tests.discord.fake import FakeDiscord
from tests.discord.rounds import a_study as a_discord_study
from tests.slack.fake import FakeSlack
from tests.slack.rounds import a_study as a_slack_study

_WITHIN_S = 120.0
_ALL_DAYS = date(2000, 1, 1), date(2100, 1, 1)
_CALM = 7
"""Every so manieth break is one that the bot must notice by itself; the others it is told of."""


@dataclass(frozen=True, slots=True)
class Passed:
    """What a storm left: words written, those that never became an answer or became two."""

    name: str
    breaks: int
    written: int
    lost: int
    doubled: int
    connections: int

    COLUMNS = ("storm", "breaks", "written", "lost", "doubled", "connections")

    @property
    def bad(self) -> int:
        """All that should not be."""
        return self.lost + self.doubled

    def cells(self) -> tuple[str, ...]:
        """The row under COLUMNS."""
        counts = (self.breaks, self.written, self.lost, self.doubled, self.connections)
        return self.name, *(f"{count:,}" for count in counts)


async def gateway_storm(folder: Path, breaks: int) -> Passed:
    """Discord asks to reconnect, ends lines and cuts them; somebody writes after each."""
    async with FakeDiscord() as fake, a_discord_study(fake, folder) as study:
        for number in range(breaks):
            if number % _CALM == _CALM - 1:
                fake.gateway.drop()
            else:
                fake.gateway.reconnect()
            person = fake.user(f"Member {number}")
            fake.member(study.guild, person)
            await person.write(study.room, _words(number), reply_to=study.posted)
            await fake.until(lambda: fake.gateway.connected, _WITHIN_S)
        times = await _settled(study.bot.core, breaks)
        return Passed(
            name="Discord's gateway",
            breaks=breaks,
            written=breaks,
            lost=sum(_words(number) not in times for number in range(breaks)),
            doubled=sum(count > 1 for count in times.values()),
            connections=len(fake.gateway.identified),
        )


async def socket_storm(folder: Path, breaks: int) -> Passed:
    """Slack renews its lines, or one is cut; somebody writes after each."""
    chance = Random(1)
    async with FakeSlack() as fake, a_slack_study(fake, folder) as study:
        for number in range(breaks):
            await fake.until(lambda: fake.socket.connected, _WITHIN_S)
            if number % _CALM == _CALM - 1:
                fake.socket.abort(chance.choice(list(fake.socket.lines)))
            else:
                await fake.socket.refresh("refresh_requested")
            await study.ben.write(study.room, _words(number), thread=study.posted)
        times = await _settled(study.bot.core, breaks)
        return Passed(
            name="Slack's sockets",
            breaks=breaks,
            written=breaks,
            lost=sum(_words(number) not in times for number in range(breaks)),
            doubled=sum(count > 1 for count in times.values()),
            connections=fake.socket.opened,
        )


def _words(number: int) -> str:
    return f"7{number % 10} because desk number {number} drills the paper fallback every quarter"


async def _settled(core: Core, written: int) -> dict[str, int]:
    """The answers once all that was written is there, or a while has passed."""
    ends = monotonic() + _WITHIN_S
    times = await _answers(core)
    while len(times) < written and monotonic() < ends:
        await asyncio.sleep(0.2)
        times = await _answers(core)
    return times


async def _answers(core: Core) -> dict[str, int]:
    """How often each text became an answer."""
    async with core.deps.store.read() as work:
        found: dict[str, int] = {}
        for posting in await work.postings.between(1, *_ALL_DAYS):
            for graded in await work.attempts.of_posting(posting.id):
                text = graded.attempt.text
                found[text] = found.get(text, 0) + 1
    return found
