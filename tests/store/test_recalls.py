"""Reviews and recalls come back as they were stored, and the due ones in their order."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.domain.recall import Phase
from bot.domain.review import Rated, Rating, Review
from bot.store.store import SqlStore
from tests.store.samples import NOW, TODAY, a_posting, a_recall, a_reply, found_world

HOUR = timedelta(hours=1)


def a_review(source: str, *rated: Rated, hours: float = 0) -> Review:
    return Review(source, "p", NOW + hours * HOUR, TODAY, rated)


POINT = Rated("p/drill", "safety", Rating.AGAIN, lacking=True)
WHOLE = Rated("safety", "safety", Rating.HARD, lacking=False)


async def test_reviews_come_back_oldest_first_each_source_once(store: SqlStore) -> None:
    async with store.write() as work:
        world = await found_world(work)
        ana, ben = (member.id for member in world.members)
        second, first = a_review("attempt/2", POINT, hours=1), a_review("attempt/1", POINT, WHOLE)
        await work.recalls.put_reviews(ana, [second, first])
        await work.recalls.put_reviews(ana, [])
        await work.recalls.put_reviews(ben, [a_review("attempt/3")])
    async with store.read() as work:
        assert await work.recalls.reviews(ana) == [first, second]
        assert await work.recalls.latest_review(ana) == second.at
        assert await work.recalls.latest_review(0) is None
        assert await work.recalls.reviews_from(ana, ["attempt/2", "attempt/3"]) == [second]
    async with store.write() as work:
        changed = replace(second, rated=(WHOLE,))
        await work.recalls.put_reviews(ana, [changed])
        assert await work.recalls.reviews(ana) == [first, changed]
        await work.recalls.drop_reviews(ana, {"attempt/1", "attempt/3"})
        assert await work.recalls.reviews(ana) == [changed]
        assert len(await work.recalls.reviews(ben)) == 1
        assert await work.recalls.reviewed() == [ana, ben]


async def test_cards_come_back_to_the_last_digit(store: SqlStore) -> None:
    kept = [
        a_recall(),
        replace(a_recall("p/drill"), phase=Phase.DONE, due_at=None, cleared_on=None),
        replace(a_recall("q/drill", "metrics"), phase=Phase.MASTERED, due_at=NOW + 9 * HOUR),
    ]
    async with store.write() as work:
        ana = (await found_world(work)).ana.id
        await work.recalls.put(ana, kept)
        await work.recalls.put(ana, [replace(kept[0], cleared=2)])
    async with store.read() as work:
        found = {recall.key: recall for recall in await work.recalls.all(ana)}
        assert found == {
            recall.key: replace(recall, cleared=2) if recall is kept[0] else recall
            for recall in kept
        }
        due, skills = await work.recalls.due_and_skills(ana, NOW, ["safety"], 9)
        assert (due, [recall.key for recall in skills]) == ([], ["safety"])
    async with store.write() as work:
        many = [a_recall(f"p/c{n:03d}") for n in range(450)]
        await work.recalls.replace(ana, many)
        assert await work.recalls.all(ana) == many
        snapshot = await work.recalls.snapshot()
        assert {name: len(rows) for name, rows in snapshot.items()} == {
            "reviews": 0,
            "recalls": 450,
        }


async def test_the_due_ones_are_those_whose_time_has_come(store: SqlStore) -> None:
    async with store.write() as work:
        ana = (await found_world(work)).ana.id
        later, soon = a_recall("p/a", days=2), a_recall("p/b", days=1)
        done = replace(a_recall("p/c"), due_at=None)
        other = a_recall("q/a", "metrics", days=1)
        await work.recalls.put(ana, [later, soon, done, other])
        at = NOW + timedelta(days=1)
        assert await work.recalls.due(ana, NOW, 9) == []
        assert await work.recalls.due(ana, at, 9) == [soon, other]
        assert await work.recalls.due(ana, at, 1) == [soon]
        await work.recalls.put(ana, [a_recall(days=1)])
        found = await work.recalls.due_and_skills(ana, at, ["safety"], 9)
        assert found == ([soon, a_recall()], [a_recall()])
        assert await work.recalls.due_and_skills(ana, at, [], 9) == ([], [a_recall()])
        assert await work.recalls.of_skills(ana) == [a_recall()]
        await work.recalls.put(ana, [replace(a_recall(), due_at=None)])
        assert await work.recalls.due_skills(ana, at) == {"safety": 1, "metrics": 1}
        review = replace(a_review("x", Rated("p/c", "safety", Rating.GOOD, lacking=False)), at=at)
        assert {recall.key for recall in await work.recalls.touched_by(ana, review)} == {
            "p/b",
            "p/c",
        }


async def test_a_prompt_is_seen_when_it_is_shown_or_answered(store: SqlStore) -> None:
    async with store.write() as work:
        world = await found_world(work)
        ana, ben = world.members
        await work.attempts.add(a_reply(world, ana, prompt_id="p", sent_at=NOW))
        await work.attempts.add(a_reply(world, ana, prompt_id="q", sent_at=NOW + HOUR))
        await work.recalls.show(ana.id, "p", NOW - HOUR)
        await work.recalls.show(ana.id, "q", NOW + 2 * HOUR)
        await work.recalls.show(ana.id, "r", NOW)
        await work.recalls.show(ben.id, "s", NOW)
        await work.recalls.show(ana.id, "r", NOW + 3 * HOUR)
        here = (world.group.id, TODAY)
        own = {"p": NOW, "q": NOW + 2 * HOUR, "r": NOW + 3 * HOUR}
        assert await work.recalls.seen(ana.id, *here) == (own, {})
        posted = a_posting(world.group.id, prompt_id="t")
        await work.postings.add([posted])
        assert await work.recalls.seen(ana.id, *here) == (own, {"t": posted.posted_at})
        tomorrow = TODAY + timedelta(days=1)
        assert await work.recalls.seen(ana.id, world.group.id, tomorrow) == (own, {})
        assert await work.recalls.seen(ana.id, world.group.id + 1, TODAY) == (own, {})
        await work.merging.move(ana.id, ben.id)
        own_now, posted_now = await work.recalls.seen(ana.id, *here)
        assert set(own_now) == {"p", "q", "r", "s"}
        assert set(posted_now) == {"t"}
