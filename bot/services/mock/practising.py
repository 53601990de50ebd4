"""Practising: the prompts of the bank that a debrief leads to."""

from __future__ import annotations

from bot.domain.debrief import Report
from bot.domain.mock import Session
from bot.domain.prompt import PromptHead
from bot.ports.store import Work
from bot.services.deps import Deps
from bot.services.reviews import assign

MOST = 3

WEAK_BELOW = 60
"""Percent of a skill's points; from there on an answer would pass."""

_REMEMBERED = 200
"""Attempts looked back on, so that what was never answered comes first."""


async def practise_next(deps: Deps, session: Session, report: Report) -> tuple[str, ...]:
    """Up to three prompts, one for each of the skills that lost most; none of this round's.

    Of the prompts for a skill the one that makes most of it and was answered least comes first.
    """
    async with deps.store.read() as work:
        past = await work.attempts.history(session.group_id, session.member_id, _REMEMBERED)
    answered = [one.attempt.prompt_id for one in past]
    asked = {one.prompt_id for one in session.plan.questions}
    lost = sorted(report.skills, key=lambda one: one.points - one.most)
    chosen: list[str] = []
    for skill in [one.skill for one in lost if one.points < one.most] * MOST:
        heads = [
            head
            for head in deps.bank.heads()
            if skill in head.skills and head.id not in asked and head.id not in chosen
        ]
        if heads and len(chosen) < MOST:
            best = min(heads, key=lambda head: (answered.count(head.id), _place(head, skill)))
            chosen.append(best.id)
    return tuple(chosen)


async def come_back(deps: Deps, work: Work, session: Session, report: Report) -> None:
    """Let what a round lacked come back on the schedule of `practice`.

    That is its weakest skills, and the costliest points of questions that the bank holds.
    """
    weak = sorted(report.skills, key=lambda one: one.points - one.most)
    missed = [(one.skill, one.skill) for one in weak if one.percent < WEAK_BELOW][:MOST]
    of_bank = {one.key: one.prompt_id for one in session.plan.questions if one.prompt_id}
    points = [
        (finding.lost, f"{of_bank[part.key]}/{finding.criterion}", finding.skill)
        for part in report.parts
        if part.key in of_bank
        for finding in part.findings
        if finding.most > 0 and finding.lost > 0
    ]
    costliest = sorted(points, key=lambda one: -one[0])[:MOST]
    missed += [(key, skill) for _, key, skill in costliest]
    await assign(
        deps,
        work,
        session.member_id,
        source=f"mock/{session.id}",
        missed=missed,
        at=session.ended_at or session.started_at,
        day=session.practice_date,
    )


def _place(head: PromptHead, skill: str) -> tuple[int, str]:
    return head.skills.index(skill), head.id
