"""Turns at drills and opened cards, as they are stored."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.exercise import Mark
from bot.domain.turn import NewTurn
from bot.store.store import SqlStore
from tests.store.samples import NOW, found_world

MARK = Mark("burden-math", "hours", 417)
OTHER = Mark("burden-math", "hours", 418)


async def test_a_turn_is_open_until_it_is_answered_once(store: SqlStore) -> None:
    async with store.write() as work:
        world = await found_world(work)
        ana, ben = world.members
        turn = await work.drills.show(NewTurn(ana.id, world.group.id, MARK, "metrics", NOW))
        assert await work.drills.open(ana.id) == turn
        assert await work.drills.open(ben.id) is None
        assert await work.drills.answer(turn.id, "3.5 hours", 0, NOW)
        assert not await work.drills.answer(turn.id, "4 hours", 100, NOW)
        assert await work.drills.open(ana.id) is None
        found = await work.drills.of_mark(ana.id, MARK)
        assert found is not None
        assert (found.said, found.score, found.correct) == ("3.5 hours", 0, False)
        assert await work.drills.of_mark(ana.id, OTHER) is None
        assert await work.drills.of_mark(ben.id, MARK) is None


async def test_results_come_newest_first_and_hold_what_practice_needs(store: SqlStore) -> None:
    async with store.write() as work:
        world = await found_world(work)
        for hours, (mark, score) in enumerate([(MARK, 0), (OTHER, 100)]):
            at = NOW + timedelta(hours=hours)
            new = NewTurn(world.ana.id, world.group.id, mark, "metrics", at)
            turn = await work.drills.show(new)
            await work.drills.answer(turn.id, "x", score, at)
        await work.drills.show(NewTurn(world.ana.id, world.group.id, MARK, "safety", NOW))
        newest, oldest = await work.drills.results(world.ana.id, 9)
        assert (newest.mark, newest.skill, newest.correct) == (OTHER, "metrics", True)
        assert (oldest.correct, oldest.answered_at) == (False, NOW)
        assert len(await work.drills.shown(world.ana.id, 9)) == 3
        assert len(await work.drills.results(world.ana.id, 1)) == 1


async def test_a_card_is_opened_once_and_again(store: SqlStore) -> None:
    later = NOW + timedelta(days=1)
    async with store.write() as work:
        world = await found_world(work)
        await work.cards.open(world.ana.id, "burden-math", NOW)
        await work.cards.open(world.ana.id, "burden-math", later)
        assert await work.cards.opened(world.ana.id) == {"burden-math": later}
        assert await work.cards.opened(world.ben.id) == {}
