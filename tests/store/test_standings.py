"""Credits and aggregates: kept step by step, they equal the sum."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.board import Window, period
from bot.domain.points import Credit
from bot.domain.streak import Streak
from bot.ports.store import Work
from bot.store.store import SqlStore
from tests.store.samples import TODAY, World, a_streak, found_world

CREDITS = st.lists(
    st.builds(
        Credit,
        st.dates(date(2026, 9, 28), date(2026, 10, 6)),
        st.integers(0, 300),
        answers=st.integers(0, 1),
        score=st.integers(0, 100),
    ),
    max_size=4,
    unique_by=lambda credit: credit.practice_date,
).map(lambda found: [credit for credit in found if credit.points or credit.answers])
CHANGES = st.lists(
    st.tuples(st.integers(0, 1), st.sampled_from(["p", "q"]), CREDITS), min_size=1, max_size=8
)


@given(changes=CHANGES)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
async def test_aggregates_equal_the_sum_of_the_credits(
    store: SqlStore, changes: list[tuple[int, str, list[Credit]]]
) -> None:
    async with store.write() as work:
        await work.standings.clear()
        world = await _world(work)
        last: dict[tuple[int, str], list[Credit]] = {}
        for who, prompt_id, earned in changes:
            member = world.members[who].id
            await work.standings.replace_credits(world.group.id, member, prompt_id, earned)
            last[member, prompt_id] = earned
        kept = await work.standings.snapshot()
    expected: dict[tuple[str, int], list[int]] = {}
    for (member, _), earned in last.items():
        for credit in earned:
            for window in Window:
                key = (period(window, credit.practice_date), member)
                sums = expected.setdefault(key, [0, 0, 0])
                sums[0] += credit.points
                sums[1] += credit.answers
                sums[2] += credit.score
    assert kept["standings"] == sorted(
        (world.group.id, key, member, *sums) for (key, member), sums in expected.items()
    )
    assert len(kept["credits"]) == sum(len(earned) for earned in last.values())


async def test_own_points_and_the_streak_are_kept(store: SqlStore) -> None:
    async with store.write() as work:
        world = await found_world(work)
        of = world.group.id, world.ana.id
        earned = [Credit(TODAY, 40, 1, 40), Credit(TODAY - timedelta(days=10), 5)]
        await work.standings.replace_credits(*of, "p", earned)
        assert await work.standings.points(*of, Window.TODAY, TODAY) == 40
        assert await work.standings.points(*of, Window.MONTH, TODAY) == 45
        assert await work.standings.points(world.group.id, world.ben.id, Window.ALL, TODAY) == 0
        for length in (3, 4):
            await work.standings.put_streak(*of, a_streak(length))
        snapshot = await work.standings.snapshot()
        assert snapshot["streaks"] == [(*of, 4, 9, 1, date.max)]
        await work.standings.put_streak(*of, Streak(0, 0, 0, TODAY, ()))
        assert (await work.standings.snapshot())["streaks"] == []
        await work.standings.clear()
        assert not any((await work.standings.snapshot()).values())


async def _world(work: Work) -> World:
    known = await work.groups.named("night")
    if known is None:
        return await found_world(work)
    return World(known, [member for member, _ in await work.members.of_group(known.id)])


async def test_streaks_that_outlast_a_date_are_found_by_group(store: SqlStore) -> None:
    async with store.write() as work:
        world = await found_world(work)
        group_id = world.group.id
        ends = (TODAY, TODAY + timedelta(days=1))
        for member, expires_on in zip(world.members, ends, strict=True):
            await work.standings.put_streak(group_id, member.id, a_streak(3, expires_on))
        yesterday = TODAY - timedelta(days=1)
        everybody = [(group_id, member.id) for member in world.members]
        assert await work.standings.streaking([(group_id, TODAY)]) == everybody[1:]
        assert (
            await work.standings.streaking([(group_id, TODAY), (group_id, yesterday)]) == everybody
        )
        assert await work.standings.streaking([(group_id, ends[1]), (99, yesterday)]) == []
        assert await work.standings.streaking([]) == []


async def test_who_was_heard_and_who_fell_silent(store: SqlStore) -> None:
    async with store.write() as work:
        world = await found_world(work, "Ana", "Ben", "Cem")
        group, (ana, ben, cem) = world.group.id, world.members
        before, now = TODAY - timedelta(weeks=3), TODAY
        for member, days in ((ana, (before, now)), (ben, (before,)), (cem, (now,))):
            earned = [Credit(day, 50, answers=1, score=50) for day in days]
            await work.standings.replace_credits(group, member.id, "p", earned)
        then, since = [period(Window.WEEK, before)], [period(Window.WEEK, now)]
        assert await work.standings.heard(group, since) == 2
        assert await work.standings.heard(group, [*then, *since]) == 3
        assert await work.standings.silent(group, then, since, 9) == [ben.id]
        assert await work.standings.silent(group, then, since, 0) == []
        assert await work.standings.silent(group, then, [], 9) == [ana.id, ben.id]
