"""Reviews: what stored answers show of skills and criteria, and the recalls that follow from it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from bot.domain.attempt import GradedAttempt
from bot.domain.deck import Deck
from bot.domain.judging import FULL
from bot.domain.review import DRILL, Asked, Rated, Rating, Review, asked, reviews_of, source_of
from bot.domain.turn import Turn
from bot.errors import RoundsError
from bot.ports.store import Work
from bot.services.deps import Deps


class Rubrics:
    """What rubrics ask, each read once: reading a whole one takes its time."""

    def __init__(self, deps: Deps) -> None:
        self._bank = deps.bank
        self._known: dict[str, tuple[Asked, ...] | None] = {}

    def of(self, prompt_id: str) -> tuple[Asked, ...] | None:
        """The criteria of a prompt; None when it is gone or cannot be read."""
        if prompt_id not in self._known:
            try:
                rubric = self._bank.prompt(prompt_id).rubric
            except RoundsError:
                self._known[prompt_id] = None
            else:
                self._known[prompt_id] = asked(rubric.criteria)
        return self._known[prompt_id]


async def settle_recalls(
    deps: Deps, work: Work, member_id: int, attempts: Sequence[GradedAttempt]
) -> None:
    """Bring a member's recalls up to date after something about attempts at one prompt changed.

    `attempts` are all of theirs at it in one group, in the order they were sent.
    """
    if not attempts:
        return
    rubric = Rubrics(deps).of(attempts[0].attempt.prompt_id)
    if rubric is None:
        return
    sources = [source_of(one.attempt.id) for one in attempts]
    before = {one.source: one for one in await work.recalls.reviews_from(member_id, sources)}
    after = {one.source: one for one in reviews_of(attempts, rubric)}
    gone = before.keys() - after.keys()
    changed = [one for one in after.values() if before.get(one.source) != one]
    if not gone and not changed:
        return
    latest = await work.recalls.latest_review(member_id)
    if gone:
        await work.recalls.drop_reviews(member_id, gone)
    await work.recalls.put_reviews(member_id, changed)
    one_more = not gone and len(changed) == 1 and changed[0].source not in before
    if one_more and (latest is None or latest < changed[0].at):
        await _take(deps, work, member_id, changed[0])
    else:
        await replay(deps, work, member_id)


async def replay(deps: Deps, work: Work, member_id: int) -> None:
    """Make the member's recalls anew from all their reviews."""
    deck = Deck(deps.spacing.remember)
    for review in await work.recalls.reviews(member_id):
        deck.take(review)
    await work.recalls.replace(member_id, [deck.recalls[key] for key in sorted(deck.recalls)])


async def assign(
    deps: Deps,
    work: Work,
    member_id: int,
    *,
    source: str,
    missed: Iterable[tuple[str, str]],
    at: datetime,
    day: date,
) -> None:
    """Let skills or criteria come back although no attempt missed them: a mock round's debrief.

    `missed` holds (key, skill): a skill twice, or `<prompt>/<criterion>` with its skill. `source`
    names where it comes from and is the same for the same thing: `mock/7`. A second call with it
    replaces the first.
    """
    rated = tuple(Rated(key, skill, Rating.AGAIN, lacking=True) for key, skill in missed)
    await work.recalls.put_reviews(member_id, [Review(source, "", at, day, rated)])
    await replay(deps, work, member_id)


async def drill_reviewed(
    deps: Deps, work: Work, turn: Turn, *, score: int, at: datetime, day: date
) -> None:
    """Let the answer to a drill count for its skill; `score` is 0 to 100.

    All right is cleared, half right is held in part. Of the due points of the skill it settles one.
    """
    rating = Rating.GOOD if score == FULL else Rating.HARD if 2 * score >= FULL else Rating.AGAIN
    rated = (Rated(turn.skill, turn.skill, rating, lacking=rating is Rating.AGAIN),)
    review = Review(f"{DRILL}{turn.id}", "", at, day, rated)
    latest = await work.recalls.latest_review(turn.member_id)
    await work.recalls.put_reviews(turn.member_id, [review])
    if latest is None or latest < at:
        await _take(deps, work, turn.member_id, review)
    else:
        await replay(deps, work, turn.member_id)


async def _take(deps: Deps, work: Work, member_id: int, review: Review) -> None:
    deck = Deck(deps.spacing.remember, await work.recalls.touched_by(member_id, review))
    deck.take(review)
    await work.recalls.put(member_id, [deck.recalls[key] for key in sorted(deck.changed)])


async def rebuild(deps: Deps, work: Work, attempts: Iterable[Sequence[GradedAttempt]]) -> None:
    """Derive all reviews of attempts anew, and all recalls from all reviews.

    `attempts` holds those of one member at one prompt in one group together, in the order they were
    sent. Reviews of prompts that are gone, and those from elsewhere, stay as they are.
    """
    rubrics = Rubrics(deps)
    for group in attempts:
        first = group[0].attempt
        rubric = rubrics.of(first.prompt_id)
        if rubric is None:
            continue
        sources = [source_of(one.attempt.id) for one in group]
        await work.recalls.drop_reviews(first.member_id, sources)
        await work.recalls.put_reviews(first.member_id, reviews_of(group, rubric))
    for member_id in await work.recalls.reviewed():
        await replay(deps, work, member_id)
