"""Mock rounds in the store: what is put in comes out, and queues give each entry once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from bot.domain.debrief import Dossier, Report
from bot.domain.grade import Verdict
from bot.domain.mock import SessionState
from bot.domain.panel import Mark, Seat
from bot.store.store import SqlStore
from tests.store.rounds import a_dossier, a_report, a_session, some_turns
from tests.store.samples import NOW, found_world

MINUTE = timedelta(minutes=1)


async def test_a_session_comes_back_as_it_was(store: SqlStore) -> None:
    async with store.write() as work:
        world = await found_world(work)
        new = a_session(world, world.ana)
        stored = await work.rounds.add(new)
        await work.rounds.add_turns(stored.id, some_turns())
        assert await work.rounds.get(stored.id) == stored
        assert stored.plan == new.plan
        assert stored.home == new.home
        assert await work.rounds.turns(stored.id) == some_turns()
        changed = replace(
            stored.stopped(SessionState.PAUSED, NOW + 2 * MINUTE), deadline_at=NOW, next_at=None
        )
        assert changed.spent == 127
        await work.rounds.save(changed)
        assert await work.rounds.get(stored.id) == changed
        assert await work.rounds.get(stored.id + 1) is None


async def test_no_two_turns_have_one_number(store: SqlStore) -> None:
    async with store.write() as work:
        world = await found_world(work)
        stored = await work.rounds.add(a_session(world, world.ana))
        await work.rounds.add_turns(stored.id, some_turns())
    with pytest.raises(IntegrityError):
        async with store.write() as work:
            await work.rounds.add_turns(stored.id, some_turns()[2:])


async def test_sessions_are_found_by_how_they_stand(store: SqlStore) -> None:
    async with store.write() as work:
        world = await found_world(work)
        ana, ben = world.members
        first = await work.rounds.add(a_session(world, ana))
        second = await work.rounds.add(a_session(world, ana))
        other = await work.rounds.add(a_session(world, ben))
        assert [one.id for one in await work.rounds.open_of(ana.id)] == [second.id, first.id]
        assert await work.rounds.due(NOW, 9) == []
        at = NOW + timedelta(minutes=15)
        assert {one.id for one in await work.rounds.due(at, 9)} == {first.id, second.id, other.id}
        over = replace(first.stopped(SessionState.FINISHED, NOW), next_at=None)
        await work.rounds.save(over)
        assert [one.id for one in await work.rounds.open_of(ana.id)] == [second.id]
        assert [one.id for one in await work.rounds.running_in([world.group.id])] == [
            second.id,
            other.id,
        ]
        group_id = world.group.id
        (row,) = await work.rounds.of_member(group_id, ana.id, 9)
        assert (row.session.id, row.report) == (first.id, None)
        assert await work.rounds.finished(group_id, ana.id) == []
        await work.debriefs.queue(first.id, NOW)
        await work.debriefs.put(first.id, a_report(), NOW)
        (done,) = await work.rounds.finished(group_id, ana.id)
        assert done.report == a_report()
        await work.debriefs.queue(second.id, NOW)
        await work.debriefs.put(second.id, a_report(70), NOW)
        later = second.stopped(SessionState.FINISHED, NOW + timedelta(hours=1))
        await work.rounds.save(replace(later, next_at=None))
        found = await work.rounds.finished(group_id, ana.id)
        assert [one.session.id for one in found] == [first.id, second.id]
        assert await work.rounds.finished(group_id, ana.id, newest=1) == found[1:]
        assert await work.rounds.number_finished(group_id, ana.id) == 2
        assert await work.rounds.number_finished(group_id, ben.id) == 0
        assert await work.rounds.members_with_debriefs() == [(group_id, ana.id)]


@pytest.mark.parametrize("report", [a_report(), a_dossier(), a_report(provisional=True)])
async def test_a_report_comes_back_as_it_was(store: SqlStore, report: Report | Dossier) -> None:
    async with store.write() as work:
        world = await found_world(work)
        stored = await work.rounds.add(a_session(world, world.ana))
        await work.debriefs.queue(stored.id, NOW)
        assert await work.debriefs.report(stored.id) is None
        await work.debriefs.put(stored.id, report, NOW)
        assert await work.debriefs.report(stored.id) == report


async def test_a_session_is_claimed_by_one_and_again_after_its_lease(store: SqlStore) -> None:
    async with store.write() as work:
        world = await found_world(work)
        stored = await work.rounds.add(a_session(world, world.ana))
        await work.debriefs.queue(stored.id, NOW)
        assert await work.debriefs.pending() == 1
        assert await work.debriefs.claim(NOW, 60, 9) == [stored.id]
        assert await work.debriefs.claim(NOW, 60, 9) == []
        assert await work.debriefs.claim(NOW + MINUTE, 60, 9) == [stored.id]
        assert await work.debriefs.tries(stored.id) == 2
        await work.debriefs.retry(stored.id, NOW + 5 * MINUTE)
        assert await work.debriefs.claim(NOW + 4 * MINUTE, 60, 9) == []
        assert await work.debriefs.claim(NOW + 5 * MINUTE, 60, 9) == [stored.id]
        await work.debriefs.done(stored.id)
        assert await work.debriefs.pending() == 0
        assert await work.debriefs.claim(NOW + timedelta(days=9), 60, 9) == []


async def test_seats_and_marks_are_one_for_each_person(store: SqlStore) -> None:
    async with store.write() as work:
        world = await found_world(work)
        stored = await work.rounds.add(a_session(world, world.ana))
        seat = Seat(stored.id, world.ben.id, "er", NOW)
        await work.rounds.take_seat(seat)
        gone = replace(seat, left_at=NOW + MINUTE)
        await work.rounds.take_seat(gone)
        assert await work.rounds.seats(stored.id) == [gone]
        mark = Mark(stored.id, world.ben.id, "bed-board", (("a", Verdict.MET),), "", NOW)
        await work.rounds.put_mark(mark)
        changed = replace(mark, verdicts=(("a", Verdict.MISSED),), note="On reflection.")
        await work.rounds.put_mark(changed)
        assert await work.rounds.marks(stored.id) == [changed]
