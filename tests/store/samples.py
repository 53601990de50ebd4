"""Records to be stored, with everything filled in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from bot.domain.appeal import NewAppeal
from bot.domain.attempt import Attempt, NewAttempt
from bot.domain.board import BoardName
from bot.domain.calendar import AwaySpan
from bot.domain.exercise import Mark
from bot.domain.grade import CriterionGrade, Flag, Grade, Level, Verdict
from bot.domain.group import FeedbackPlace, Group, Place
from bot.domain.member import Account, Member, Role
from bot.domain.message import MessageKind, NewMessage
from bot.domain.points import Credit
from bot.domain.posting import NewPosting
from bot.domain.prompt import PromptLevel
from bot.domain.recall import Memory, Phase, Recall
from bot.domain.review import Rated, Rating, Review
from bot.domain.schedule import Delivery, Schedule
from bot.domain.streak import Outcome, Streak, StreakDay
from bot.domain.turn import NewTurn
from bot.ports.judging import NewCall
from bot.ports.mail import KeptEvent
from bot.ports.plans import KeptPlan
from bot.ports.store import Work

NOW = datetime(2026, 11, 21, 8, 30, 15, 123456, tzinfo=UTC)
TODAY = date(2026, 11, 21)
HOME = Place("local", "here", "main")


@dataclass(frozen=True)
class World:
    """A group with its members."""

    group: Group
    members: list[Member]

    @property
    def ana(self) -> Member:
        return self.members[0]

    @property
    def ben(self) -> Member:
        return self.members[1]


async def found_world(work: Work, *names: str, group: str = "night", place: Place = HOME) -> World:
    stored = await work.groups.add(await a_group(work, group, place), place)
    people = []
    for name in names or ("Ana", "Ben"):
        member = await work.members.add(Account(f"local:{group}:{name}", name), NOW)
        await work.members.join(stored.id, member.id, Role.MEMBER, NOW)
        people.append(member)
    return World(stored, people)


async def a_group(work: Work, name: str, place: Place = HOME) -> Group:
    return Group(
        id=0,
        workspace_id=await work.groups.workspace(place.platform, place.workspace, NOW),
        name=name,
        schedule=Schedule("Europe/Lisbon", time(9, 15), frozenset({0, 1, 2, 3, 4})),
        delivery=Delivery.POSTED,
        topics=("ai", "metrics"),
        levels=(PromptLevel.HARD,),
        deadline_minutes=None,
        catch_up_minutes=120,
        feedback=FeedbackPlace.PRIVATE,
        paused=False,
        next_date=TODAY,
        next_due_at=NOW,
        created_at=NOW,
    )


def a_posting(group_id: int, day: date = TODAY, prompt_id: str = "night-outage") -> NewPosting:
    return NewPosting(
        group_id=group_id,
        local_date=day,
        prompt_id=prompt_id,
        due_at=NOW,
        posted_at=NOW,
        deadline_at=NOW + timedelta(days=(day - TODAY).days + 1),
        late=False,
    )


def a_reply(
    world: World,
    member: Member,
    *,
    prompt_id: str = "night-outage",
    posting_id: int | None = None,
    revises_id: int | None = None,
    text: str = "Paper on each desk.",
    sent_at: datetime = NOW,
) -> NewAttempt:
    return NewAttempt(
        member_id=member.id,
        group_id=world.group.id,
        prompt_id=prompt_id,
        posting_id=posting_id,
        revises_id=revises_id,
        text=text,
        sent_at=sent_at,
        zone="Europe/Lisbon",
        practice_date=sent_at.date(),
        hints=1,
        counts=True,
    )


def a_grade(score: int = 60, level: Level = Level.MIXED, *, provisional: bool = False) -> Grade:
    return Grade(
        score=score,
        low=max(score - 5, 0),
        high=min(score + 5, 100),
        level=level,
        criteria=(
            CriterionGrade("fallback", 5, Verdict.MET, ("Paper on each desk.",)),
            CriterionGrade("drill", 0, Verdict.MISSED, sure=False),
        ),
        flags=(Flag.PARROT,),
        gap="drill",
        probe="Who drilled it?",
        grader="offline",
        grader_version="1",
        rubric_version="r1",
        provisional=provisional,
    )


def a_streak(length: int, expires_on: date = date.max) -> Streak:
    days = (StreakDay(TODAY, Outcome.PRACTISED, length, 1),)
    return Streak(length=length, best=9, freezes=1, expires_on=expires_on, days=days)


def a_message(
    key: str = "posting/1", *, recipient: str | None = None, **subject: int
) -> NewMessage:
    return NewMessage(
        key=key,
        kind=MessageKind.POSTING,
        place=HOME,
        subject=dict(subject) or {"posting": 1},
        recipient=recipient,
    )


async def answered(
    work: Work, world: World, member: Member, *, score: int = 60, days_ago: int = 0
) -> Attempt:
    reply = a_reply(world, member, sent_at=NOW - timedelta(days=days_ago))
    attempt = await work.attempts.add(reply)
    await work.attempts.add_grade(attempt.id, a_grade(score), NOW)
    return attempt


async def play(work: Work, world: World, member: Member) -> None:
    """The member's traces in the tables about mock rounds."""
    from tests.store import rounds  # noqa: PLC0415 - it builds on the samples here

    await rounds.play(work, world, member)


async def live_through(work: Work, world: World, member: Member) -> None:
    """Leave a trace of the member in every table that can hold one."""
    group_id = world.group.id
    await work.members.save(replace(member, board_name=BoardName.ALIAS, alias=f"A {member.name}"))
    await work.members.set_away(member.id, [AwaySpan(TODAY, TODAY)])
    first = await work.attempts.add(a_reply(world, member, text=f"{member.name} says"))
    second = await work.attempts.add(a_reply(world, member, revises_id=first.id))
    for attempt in (first, second):
        await work.attempts.add_grade(attempt.id, a_grade(), NOW)
        await work.jobs.add(attempt.id, NOW)
    appeal = NewAppeal(
        group_id=group_id, attempt_id=first.id, grade_number=1, reason="Look", opened_at=NOW
    )
    await work.appeals.add(appeal)
    await work.hints.take(group_id, member.id, "p", NOW)
    mark = Mark("burden-math", "false-alarm-hours", member.id)
    turn = await work.drills.show(NewTurn(member.id, group_id, mark, "metrics", NOW))
    await work.drills.answer(turn.id, "4 hours", 100, NOW)
    await work.cards.open(member.id, "burden-math", NOW)
    await play(work, world, member)
    await work.standings.replace_credits(group_id, member.id, "p", [Credit(TODAY, 5, 1, 5)])
    await work.standings.put_streak(group_id, member.id, a_streak(1))
    call = NewCall(member_id=member.id, group_id=group_id, model="m", at=NOW)
    await work.judging.begin(call)
    (account,) = await work.members.accounts(member.id)
    to_them = a_message(f"f/{second.id}", recipient=account.key, attempt=second.id)
    about_them = a_message(f"t/{second.id}", attempt=second.id)
    await work.outbox.add([to_them, about_them], NOW)
    await work.links.add(f"CODE{member.id}", member.id, NOW + timedelta(minutes=10))
    await work.inbox.keep([KeptEvent(f"e/{member.id}", account.key, {"text": "x"}, NOW)])
    detail = {"member": member.id, "who": [account.name, {"key": account.key}], "n": member.id}
    await work.audit.add(group_id, member.id, "role.changed", detail, NOW)
    await practise(work, world, member, first)


async def practise(work: Work, world: World, member: Member, attempt: Attempt) -> None:
    """Leave a trace of the member in every table about practice that sticks."""
    rated = (Rated("safety", "safety", Rating.AGAIN, lacking=True),)
    review = Review(f"attempt/{attempt.id}", attempt.prompt_id, NOW, TODAY, rated)
    await work.recalls.put_reviews(member.id, [review])
    await work.recalls.put(member.id, [a_recall()])
    await work.recalls.show(member.id, "p", NOW)
    plan = KeptPlan(TODAY + timedelta(days=20), "payer", TODAY, NOW)
    await work.plans.put(member.id, plan)
    story = await work.stories.add(member.id, attempt.id, ["safety"], NOW)
    await work.stories.use(member.id, "safety", story.id, NOW)
    await work.suggestions.add(world.group.id, member.id, "What would you ask?", NOW)


def a_recall(key: str = "safety", skill: str = "safety", *, days: float = 1) -> Recall:
    memory = Memory(0.1 + 0.2, 6.4133, NOW, NOW + timedelta(days=days))
    return Recall(
        key=key,
        skill=skill,
        phase=Phase.LEARNING,
        memory=memory,
        due_at=memory.due_at,
        cleared=1,
        cleared_on=TODAY,
        missed_at=NOW,
        strength=1 / 3,
    )
