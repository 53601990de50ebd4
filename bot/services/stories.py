"""Stories: own answers of level 3 and up, kept to be told again, and what they cover."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.attempt import AttemptState, GradedAttempt
from bot.domain.grade import Grade, Verdict
from bot.domain.prompt import PromptHead
from bot.domain.story import LOWEST_LEVEL, Coverage, Story, coverage, overused
from bot.errors import BadInput, RoundsError
from bot.ports.store import Work
from bot.refusals import replies as reply_refusals
from bot.refusals import reviews as review_refusals
from bot.refusals import stories as story_refusals
from bot.services.arrival import Visitor
from bot.services.deps import Deps
from bot.services.probes import newest_attempt

MOST_STORIES = 100
"""So many one member may keep; nobody tells more in an interview."""


@dataclass(frozen=True, slots=True)
class Shelved:
    """A story with the answer and the prompt behind it; `head` is None when the bank lost it."""

    story: Story
    graded: GradedAttempt
    head: PromptHead | None

    @property
    def question(self) -> str:
        """What it answers; the prompt's id where nothing else is left of it."""
        return self.head.question if self.head is not None else self.graded.attempt.prompt_id

    @property
    def title(self) -> str:
        """A short name of what it answers."""
        return self.head.title if self.head is not None else self.graded.attempt.prompt_id


@dataclass(frozen=True, slots=True)
class Shelf:
    """All stories of a member, oldest first, what they cover, and one that is told too often."""

    stories: tuple[Shelved, ...]
    coverage: tuple[Coverage, ...]
    overused: int | None


async def keep_story(
    deps: Deps, visitor: Visitor, attempt_id: int | None, at: datetime
) -> tuple[Shelved, bool]:
    """Keep an own answer, the newest when none is named; and whether it was not kept before.

    Raises BadInput for what is no graded answer of the member's, was withdrawn, waits for their
    guess, or is below level 3.
    """
    async with deps.store.write() as work:
        graded = await _own(work, visitor, attempt_id)
        head = deps.bank.head(graded.attempt.prompt_id)
        mine = await work.stories.of_member(visitor.member.id)
        for story in mine:
            if story.attempt_id == graded.attempt.id:
                return Shelved(story, graded, head), False
        grade = _worth_keeping(graded, at)
        if len(mine) >= MOST_STORIES:
            raise BadInput(story_refusals.too_many_stories(MOST_STORIES))
        skills = shown_skills(deps, graded.attempt.prompt_id, grade)
        kept = await work.stories.add(visitor.member.id, graded.attempt.id, skills, at)
    return Shelved(kept, graded, head), True


async def shelf(deps: Deps, visitor: Visitor) -> Shelf:
    """The member's stories with what they cover."""
    async with deps.store.read() as work:
        return await _shelf(deps, work, visitor)


async def one_story(deps: Deps, visitor: Visitor, story_id: int) -> Shelved:
    """One story of the member's; BadInput when there is none of that number."""
    async with deps.store.read() as work:
        story = await _named(work, visitor, story_id)
        (found,) = await _shelved(deps, work, [story])
    return found


async def use_story(
    deps: Deps, visitor: Visitor, story_id: int, skill: str, at: datetime
) -> tuple[Shelved, Shelf]:
    """Tell this story for a competency from now on; BadInput for what there is not."""
    async with deps.store.write() as work:
        story = await _named(work, visitor, story_id)
        await work.stories.use(visitor.member.id, skill, story.id, at)
        kept = await _shelf(deps, work, visitor)
    return next(one for one in kept.stories if one.story.id == story.id), kept


async def remove_story(deps: Deps, visitor: Visitor, story_id: int) -> Shelved:
    """Keep it no longer; the answer and its grade stay. BadInput when there is none."""
    async with deps.store.write() as work:
        story = await _named(work, visitor, story_id)
        (found,) = await _shelved(deps, work, [story])
        await work.stories.remove(story.id)
    return found


def shown_skills(deps: Deps, prompt_id: str, grade: Grade) -> list[str]:
    """The skills whose criteria an answer met, by the points they earned; else the prompt's own."""
    try:
        rubric = deps.bank.prompt(prompt_id).rubric
    except RoundsError:
        rubric = None
    skill_of = {one.id: one.skill for one in rubric.criteria} if rubric is not None else {}
    earned: Counter[str] = Counter()
    for one in grade.criteria:
        if one.verdict is Verdict.MET and one.points > 0 and one.id in skill_of:
            earned[skill_of[one.id]] += one.points
    head = deps.bank.head(prompt_id)
    own = list(head.skills) if head is not None else []
    return [skill for skill, _ in sorted(earned.items(), key=lambda x: (-x[1], x[0]))] or own


async def _shelf(deps: Deps, work: Work, visitor: Visitor) -> Shelf:
    stories = await work.stories.of_member(visitor.member.id)
    uses = await work.stories.uses(visitor.member.id)
    shelved = await _shelved(deps, work, stories)
    skills = [skill for skill, _ in deps.bank.skills()]
    return Shelf(shelved, tuple(coverage(stories, uses, skills)), overused(uses))


def _worth_keeping(graded: GradedAttempt, at: datetime) -> Grade:
    """The grade of an answer that would pass; raises BadInput for any other."""
    if graded.grade is None:
        raise BadInput(reply_refusals.STILL_GRADING)
    if graded.attempt.awaits_guess(at):
        raise BadInput(review_refusals.GUESS_FIRST)
    if graded.grade.level < LOWEST_LEVEL:
        raise BadInput(story_refusals.NOT_A_STORY_YET)
    return graded.grade


async def _own(work: Work, visitor: Visitor, attempt_id: int | None) -> GradedAttempt:
    if attempt_id is None:
        graded = await newest_attempt(work, visitor, None)
        if graded is None:
            raise BadInput(reply_refusals.NO_ATTEMPT_YET)
        return graded
    graded = await work.attempts.get(attempt_id)
    if graded is None or graded.attempt.member_id != visitor.member.id:
        raise BadInput(story_refusals.not_your_answer(attempt_id))
    if graded.attempt.state is AttemptState.WITHDRAWN:
        raise BadInput(review_refusals.FEEDBACK_GONE)
    return graded


async def _named(work: Work, visitor: Visitor, story_id: int) -> Story:
    for story in await work.stories.of_member(visitor.member.id):
        if story.id == story_id:
            return story
    raise BadInput(story_refusals.no_story(story_id))


async def _shelved(deps: Deps, work: Work, stories: Sequence[Story]) -> tuple[Shelved, ...]:
    found = await work.attempts.many([story.attempt_id for story in stories])
    return tuple(
        Shelved(story, graded, deps.bank.head(graded.attempt.prompt_id))
        for story in stories
        if (graded := found.get(story.attempt_id)) is not None
    )
