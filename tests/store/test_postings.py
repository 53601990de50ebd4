"""Postings: one for each group and date."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.domain.group import Place
from bot.domain.posting import PostingState
from bot.store.store import SqlStore
from tests.store.samples import NOW, TODAY, a_posting, found_world


async def test_a_second_posting_for_the_same_date_is_not_stored(store: SqlStore) -> None:
    async with store.write() as work:
        night = (await found_world(work)).group.id
        dawn = (await found_world(work, "Eva", group="d", place=Place("l", "h", "x"))).group.id
        (first,) = await work.postings.add([a_posting(night)])
        assert first.state is PostingState.CLAIMED
        again = replace(a_posting(night), prompt_id="another")
        (second,) = await work.postings.add([again, a_posting(dawn, prompt_id="third")])
        assert second.group_id == dawn
        assert await work.postings.add([again]) == []
        assert await work.postings.add([]) == []
        assert await work.postings.on(night, TODAY) == first
        assert await work.postings.on(night, TODAY + timedelta(days=1)) is None
        assert await work.postings.get(second.id) == second
        assert await work.postings.get(99) is None


async def test_what_was_posted_is_told_oldest_first(store: SqlStore) -> None:
    async with store.write() as work:
        night = (await found_world(work)).group.id
        days = [TODAY + timedelta(days=offset) for offset in (2, 0, 1)]
        await work.postings.add([a_posting(night, day, f"p{day.day}") for day in days])
        assert await work.postings.used([night, 99]) == {night: ["p21", "p22", "p23"]}
        latest = await work.postings.latest(night)
        assert latest is not None
        assert latest.prompt_id == "p23"
        assert await work.postings.latest(99) is None
        found = await work.postings.between(night, TODAY, TODAY + timedelta(days=1))
        assert [one.prompt_id for one in found] == ["p21", "p22"]


async def test_a_posting_only_goes_forward(store: SqlStore) -> None:
    async with store.write() as work:
        night = (await found_world(work)).group.id
        (posting,) = await work.postings.add([a_posting(night)])
        await work.postings.mark_sent(posting.id)
        assert await work.postings.get(posting.id) == replace(posting, state=PostingState.SENT)
        assert await work.postings.overdue(NOW, 5) == []
        late = await work.postings.overdue(posting.deadline_at, 5)
        assert [one.id for one in late] == [posting.id]
        await work.postings.close([posting.id])
        await work.postings.mark_sent(posting.id)
        assert await work.postings.get(posting.id) == replace(posting, state=PostingState.CLOSED)
        assert await work.postings.overdue(posting.deadline_at, 5) == []
