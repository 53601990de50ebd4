"""Groups, their places and calendars."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.calendar import Calendar, DayMark, WeekdayRule
from bot.domain.group import Place
from bot.errors import BadInput
from bot.store.store import SqlStore
from tests.store.samples import HOME, NOW, TODAY, a_group, found_world

OTHER = Place("local", "here", "evening")


async def test_a_group_comes_back_as_it_was_stored(store: SqlStore) -> None:
    async with store.write() as work:
        group = (await found_world(work)).group
        changed = replace(group, name="dawn", topics=(), deadline_minutes=90, paused=True)
    async with store.read() as work:
        assert await work.groups.get(group.id) == group
        assert await work.groups.named("night") == group
        assert await work.groups.every() == [group]
    async with store.write() as work:
        await work.groups.save(replace(changed, next_date=None, next_due_at=None))
    async with store.read() as work:
        assert await work.groups.get(group.id) == replace(changed, next_date=None, next_due_at=None)
        assert await work.groups.named("night") is None
        assert await work.groups.many([group.id, 99]) == {
            group.id: replace(changed, next_date=None, next_due_at=None)
        }


async def test_a_channel_finds_its_group_and_else_the_oldest_of_its_workspace(
    store: SqlStore,
) -> None:
    async with store.write() as work:
        night = (await found_world(work)).group
        evening = (await found_world(work, "Eva", group="evening", place=OTHER)).group
        assert await work.groups.at(HOME) == night
        assert await work.groups.at(OTHER) == evening
        assert await work.groups.at(Place("local", "here", "elsewhere")) == night
        assert await work.groups.at(Place("local", "nowhere", "main")) is None
        assert await work.groups.at(Place("web", "here", "main")) is None


async def test_a_name_is_looked_up_in_one_workspace_or_in_all(store: SqlStore) -> None:
    far = Place("local", "there", "main")
    async with store.write() as work:
        night = (await found_world(work)).group
        same = (await found_world(work, "Eva", group="night", place=far)).group
        assert await work.groups.named("night") == night
        assert await work.groups.named("night", night.workspace_id) == night
        assert await work.groups.named("night", same.workspace_id) == same
        assert await work.groups.named("evening", same.workspace_id) is None


async def test_a_place_moves_from_one_group_to_another(store: SqlStore) -> None:
    far = Place("web", "there", "main")
    async with store.write() as work:
        night = (await found_world(work)).group
        evening = (await found_world(work, "Eva", group="evening", place=OTHER)).group
        await work.groups.set_place(night.id, far)
        assert await work.groups.places(night.id) == [HOME, far]
        assert await work.groups.at(Place("web", "there", "unknown")) == night
        await work.groups.set_place(evening.id, far)
        assert await work.groups.places_of([night.id, evening.id]) == {
            night.id: [HOME],
            evening.id: [OTHER, far],
        }


async def test_a_moved_place_leaves_the_others_where_they_are(store: SqlStore) -> None:
    far, lounge = Place("web", "there", "main"), Place("local", "here", "lounge")
    async with store.write() as work:
        night = (await found_world(work)).group
        evening = (await found_world(work, "Eva", group="evening", place=OTHER)).group
        await work.groups.set_place(night.id, far)
        await work.groups.move_place(night.id, lounge)
        assert await work.groups.places(night.id) == [far, lounge]
        assert await work.groups.places(evening.id) == [OTHER]
        await work.groups.move_place(night.id, lounge)
        assert await work.groups.places(night.id) == [far, lounge]
        # The channel it left belongs to nobody and falls to the oldest group.
        assert await work.groups.at(HOME) == night


async def test_the_groups_around_a_place(store: SqlStore) -> None:
    far = Place("web", "there", "main")
    async with store.write() as work:
        assert await work.groups.around(HOME) == []
        night = (await found_world(work)).group
        evening = (await found_world(work, "Eva", group="evening", place=far)).group
        assert await work.groups.around(HOME) == [night]
        await work.groups.set_place(night.id, Place("web", "there", "other"))
        assert await work.groups.around(far) == [night, evening]


async def test_a_taken_name_or_place_is_refused(store: SqlStore) -> None:
    async with store.write() as work:
        await found_world(work)
        with pytest.raises(BadInput, match="night"):
            await work.groups.add(await a_group(work, "night"), OTHER)
        with pytest.raises(BadInput, match="night"):
            await work.groups.add(await a_group(work, "dawn"), HOME)


async def test_due_groups_come_longest_due_first_and_are_rescheduled_together(
    store: SqlStore,
) -> None:
    async with store.write() as work:
        ids = []
        for number in range(5):
            place = Place("local", "here", f"channel {number}")
            group = await a_group(work, f"group {number}")
            due = replace(group, next_due_at=NOW - timedelta(minutes=number))
            ids.append((await work.groups.add(due, place)).id)
        assert [group.id for group in await work.groups.due(NOW, 3)] == ids[:1:-1]
        assert await work.groups.due(NOW - timedelta(hours=1), 3) == []
        tomorrow = NOW + timedelta(days=1)
        await work.groups.reschedule(
            [(ids[0], None, None), *((one, tomorrow.date(), tomorrow) for one in ids[1:])]
        )
        await work.groups.reschedule([])
        assert await work.groups.due(NOW, 9) == []
        assert len(await work.groups.due(tomorrow, 9)) == 4
        paused = await work.groups.get(ids[0])
        assert paused is not None
        assert (paused.next_date, paused.next_due_at) == (None, None)


async def test_the_calendar_keeps_rules_and_marks(store: SqlStore) -> None:
    week = frozenset(range(5))
    monday = date(2026, 11, 23)
    async with store.write() as work:
        group_id = (await found_world(work)).group.id
        assert await work.groups.calendar(group_id) == Calendar((WeekdayRule(TODAY, week),))
        await work.groups.add_rule(group_id, monday, frozenset({6}))
        await work.groups.add_rule(group_id, monday + timedelta(days=7), frozenset())
        await work.groups.add_rule(group_id, monday, frozenset({5, 6}))
        await work.groups.mark_day(group_id, monday, DayMark.SKIP)
        await work.groups.mark_day(group_id, TODAY, DayMark.SKIP)
        await work.groups.mark_day(group_id, TODAY, DayMark.OUTAGE)
        assert await work.groups.calendar(group_id) == Calendar(
            (WeekdayRule(TODAY, week), WeekdayRule(monday, frozenset({5, 6}))),
            skipped=frozenset({monday}),
            outages=frozenset({TODAY}),
        )
        assert await work.groups.skips([group_id, 99]) == {group_id: {monday}}
        await work.groups.mark_day(group_id, monday, None)
        assert await work.groups.skips([group_id]) == {}
