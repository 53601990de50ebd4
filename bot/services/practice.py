"""Practice outside the schedule: a prompt, or a drill, chosen for one member."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.choosing import RECENTLY, Choice, Past, Reason, choose_practice
from bot.domain.drill import Drill
from bot.domain.prompt import PromptHead, PromptLevel
from bot.domain.recall import Recall
from bot.domain.rotation import eligible
from bot.domain.schedule import local_date
from bot.errors import BadInput, UnknownPrompt
from bot.ports.store import Work
from bot.refusals import replies as reply_refusals
from bot.refusals import values as value_refusals
from bot.services.arrival import Visitor
from bot.services.deps import Deps
from bot.services.replies import open_posting

_LOOKED_AT = 8
"""Due recalls looked at; the first is taken unless the only prompt of its skill is its own."""


@dataclass(frozen=True, slots=True)
class Practice:
    """What was chosen and why: a prompt, or a drill in its place.

    `skill` is the title of the skill it is for, `missed_at` the prompt at which a point of it was
    missed; both only where the reason is about one.
    """

    head: PromptHead | None
    drill: Drill | None
    reason: Reason
    recall: Recall | None
    skill: str
    missed_at: PromptHead | None
    shown_at: datetime


def named_prompt(deps: Deps, prompt_id: str) -> PromptHead:
    """The prompt of that id; raises UnknownPrompt."""
    head = deps.bank.head(prompt_id)
    if head is None:
        raise UnknownPrompt(value_refusals.unknown_prompt(prompt_id))
    return head


async def practice_prompt(
    deps: Deps,
    visitor: Visitor,
    *,
    topic: str | None,
    level: PromptLevel | None,
    at: datetime,
) -> Practice:
    """What to practise of that topic and level, remembered as shown. BadInput as `chosen_for`."""
    chosen = await chosen_for(deps, visitor, topic=topic, level=level, at=at)
    if chosen.head is not None:
        async with deps.store.write() as work:
            await work.recalls.show(visitor.member.id, chosen.head.id, chosen.shown_at)
    return chosen


async def chosen_for(
    deps: Deps,
    visitor: Visitor,
    *,
    topic: str | None,
    level: PromptLevel | None,
    at: datetime,
) -> Practice:
    """What to practise of that topic and level: due first, then weakest, then new; never today's.

    Raises BadInput when the bank holds nothing.
    """
    heads = eligible(
        deps.bank.heads(), topics=[topic] if topic else (), levels=[level] if level else ()
    )
    async with deps.store.read() as work:
        posting = await open_posting(work, visitor, at)
        if posting is not None:
            heads = [head for head in heads if head.id != posting.prompt_id]
        past = await past_of(work, visitor, heads, at)
    choice = choose_practice(heads, past, at, deps.chance)
    if choice is None:
        raise BadInput(reply_refusals.NOTHING_TO_PRACTISE)
    # Of two shown at one instant, the later one is known by its time as well.
    newest = max(past.seen.values(), default=at)
    return _with_drill(deps, choice, max(at, newest + timedelta(microseconds=1)))


async def past_of(work: Work, visitor: Visitor, heads: Sequence[PromptHead], at: datetime) -> Past:
    """What choosing among these prompts needs to know of a member.

    What was posted to their group lately is no new question, answered or not: once it is closed,
    all have read what a strong answer holds.
    """
    exercised = {skill for head in heads for skill in head.skills}
    due, skills = await work.recalls.due_and_skills(visitor.member.id, at, exercised, _LOOKED_AT)
    since = local_date(at - RECENTLY, visitor.group.zone)
    seen, posted = await work.recalls.seen(visitor.member.id, visitor.group.id, since)
    return Past(seen=seen, due=due, skills=skills, posted=posted)


def _with_drill(deps: Deps, choice: Choice, shown_at: datetime) -> Practice:
    """The choice with its drill, where a skill is due whose prompts have all been seen lately."""
    recall = choice.recall
    head = choice.head
    drill: Drill | None = None
    if head is None and recall is not None:
        drills = [one for one in deps.course.drills() if one.skill == recall.skill]
        drill = deps.chance.choice(drills) if drills else None
        head = None if drill is not None else choice.second
    titles = dict(deps.bank.skills())
    return Practice(
        head=head,
        drill=drill,
        reason=choice.reason,
        recall=recall,
        skill=titles.get(recall.skill, recall.skill) if recall is not None else "",
        missed_at=deps.bank.head(recall.prompt_id) if recall is not None else None,
        shown_at=shown_at,
    )
