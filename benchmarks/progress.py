"""Progress of a member as a picture, and a host's insight, over a million attempts.

Grades hold real verdicts where they are read: of the members who are asked for, and of the newest
postings of the group.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from adapters.pictures import png
from benchmarks import history, plain, world
from benchmarks.sizes import Sizes
from benchmarks.table import SPREAD, Table, spread
from benchmarks.timing import Times
from bot.content.library import FileBank, default_folder
from bot.core import Core
from bot.inbound import Chosen, Inbound
from bot.services import insight as insights
from bot.services.arrival import Standing, Visitor, arrive
from bot.services.insight import insight
from bot.services.progress import progress
from bot.views.insight import insight as insight_view
from bot.views.pictures.palette import Theme
from bot.views.pictures.progress import picture
from bot.views.progress import progress as progress_view

_QUOTE = "Paper sheets lie at every desk and the shift drills them each quarter, signed by a nurse."


@dataclass(slots=True)
class _Parts:
    """What a picture takes, part by part."""

    query: Times = field(default_factory=Times)
    words: Times = field(default_factory=Times)
    svg: Times = field(default_factory=Times)
    pixels: Times = field(default_factory=Times)

    def whole(self) -> Times:
        parts = (self.query.values, self.words.values, self.pixels.values)
        return Times(map(sum, zip(*parts, strict=True)))


async def run(sizes: Sizes) -> list[Table]:
    """The picture part by part, the command as a member waits for it, and the host's insight."""
    with world.folder() as folder:
        path = folder / "rounds.db"
        await world.a_database(path)
        history.fill(path, sizes)
        members = Random(5).sample(range(1, sizes.crowd + 1), min(sizes.crowd, 30))
        verdicts = _judge(path, members)
        core = await world.a_core(path)
        try:
            tables = [
                await _picture(core, members, sizes),
                await _waiting(core, members, sizes),
                await _insight(core, sizes),
            ]
        finally:
            await core.close()
        tables[0].notes.append(f"{sizes.attempts:,} attempts, {verdicts:,} of them with verdicts")
        return tables


def _judge(path: Path, members: list[int]) -> int:
    """Give the grades that will be read verdicts on the criteria of their prompts."""
    bank, chance = FileBank(default_folder()), Random(6)
    connection = plain.filler(path)
    marks = ", ".join(map(str, members))
    own = f"SELECT id, prompt_id FROM attempts WHERE member_id IN ({marks})"
    rows = set(connection.execute(own))
    newest = "SELECT id FROM postings WHERE group_id = 1 ORDER BY id DESC LIMIT ?"
    for (posting_id,) in connection.execute(newest, (insights.POSTINGS,)).fetchall():
        first = "SELECT id, prompt_id FROM attempts WHERE posting_id = ? ORDER BY id LIMIT ?"
        rows |= set(connection.execute(first, (posting_id, 2 * insights.ANSWERS)))
    with plain.transaction(connection):
        connection.executemany(
            "UPDATE grades SET criteria = ? WHERE attempt_id = ?",
            [(_verdicts(bank, prompt_id, chance), number) for number, prompt_id in rows],
        )
    connection.close()
    return len(rows)


def _verdicts(bank: FileBank, prompt_id: str, chance: Random) -> str:
    made = []
    for one in bank.criteria(prompt_id):
        met = chance.random() < 0.5
        made.append(
            {
                "id": one.id,
                "points": one.points if met else 0,
                "verdict": "met" if met else "missed",
                "evidence": [_QUOTE] if met else [],
                "sure": True,
                "settled": False,
            }
        )
    return json.dumps(made)


async def _visitor(core: Core, member_id: int) -> Visitor:
    return await arrive(core.deps, world.place(1), world.account(member_id), world.NOW, Standing())


async def _picture(core: Core, members: list[int], sizes: Sizes) -> Table:
    parts = _Parts()
    for number in range(sizes.board_calls + 1):
        visitor = await _visitor(core, members[number % len(members)])
        with parts.query.once():
            found = await progress(core.deps, visitor, world.NOW)
        with parts.words.once():
            reply = progress_view(found, Theme.LIGHT)
        with parts.svg.once():
            picture(found, Theme.LIGHT)
        with parts.pixels.once():
            # Past what is kept of pictures that were drawn before.
            made = png.__wrapped__(reply.attachments[0].data)
        assert made.startswith(b"\x89PNG")
    for times in (parts.query, parts.words, parts.svg, parts.pixels):
        del times.values[0]
    table = Table("progress: a member's picture, part by part", ("part", *SPREAD))
    table.add("query and counting", *spread(parts.query))
    table.add("words, characters, SVG", *spread(parts.words))
    table.add("of it the SVG", *spread(parts.svg))
    table.add("PNG", *spread(parts.pixels))
    table.add("all of it", *spread(parts.whole()))
    table.notes.append(f"{sizes.board_calls} times, {len(members)} members in turn")
    return table


async def _waiting(core: Core, members: list[int], sizes: Sizes) -> Table:
    times = Times()
    for number in range(sizes.board_calls + 1):
        inbound = Inbound(
            place=world.place(1),
            account=world.account(members[number % len(members)]),
            said=Chosen("progress"),
            event_key=f"progress/{number}",
            at=world.NOW,
        )
        with times.once():
            reply = await core.handle(inbound)
            png.__wrapped__(reply.attachments[0].data)
    del times.values[0]
    table = Table("progress: from the command to the pixels (core.handle)", ("command", *SPREAD))
    table.add("/progress", *spread(times))
    return table


async def _insight(core: Core, sizes: Sizes) -> Table:
    visitor = await _visitor(core, 1)
    first, times = Times(), Times()
    with first.once():
        found = await insight(core.deps, visitor, world.NOW)
    assert found.answers
    for _ in range(max(sizes.board_calls // 6, 1)):
        with times.once():
            insight_view(await insight(core.deps, visitor, world.NOW))
    table = Table("insight: a host's view of the largest group", ("insight", *SPREAD))
    table.add("first in a process", *spread(first))
    table.add("later ones", *spread(times))
    table.notes.append(
        f"{found.answers:,} answers read, of {sizes.crowd:,} members and {found.measured} questions"
    )
    return table
