"""Judging: ask, check, ask once more for what failed, look twice where the graders disagree."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from random import Random

from bot.domain.grade import Verdict
from bot.domain.rubric import Criterion
from bot.judge.case import Case
from bot.judge.combine import STANDS_OFFLINE, Finding, disputed, settled
from bot.judge.prompt import build_request
from bot.judge.relevance import related
from bot.judge.verdicts import Checked, Said, Vote, check
from bot.ports.judge import JudgeAnswer, JudgeRequest, JudgeUnavailable, Trouble

Ask = Callable[[JudgeRequest], Awaitable[JudgeAnswer]]

FEWEST_BELIEVED = 0.5
"""The share of verdicts that must hold after the second asking for an answer to be used at all."""


async def judge(case: Case, ask: Ask, chance: Random) -> dict[str, Finding]:
    """A finding for every criterion of the case.

    Raises JudgeUnavailable when the model cannot be asked, and when most of what it says does not
    hold: a judge that mostly cites what is not there is believed in nothing.
    """
    criteria = case.prompt.rubric.criteria
    first = await _look(case, ask, chance, criteria)
    checked = await _once_more(case, ask, chance, first)
    if len(checked.votes) < FEWEST_BELIEVED * len(criteria):
        raise JudgeUnavailable(Trouble.GARBLED)
    beside = _beside_the_point(case, checked.votes)
    votes = {name: vote for name, vote in checked.votes.items() if name not in beside}
    findings = {one.id: _finding(votes.get(one.id)) for one in criteria}
    return findings | await _second_look(case, ask, chance, votes)


async def _look(
    case: Case,
    ask: Ask,
    chance: Random,
    criteria: Sequence[Criterion],
    earlier: Checked | None = None,
) -> Checked:
    """One asking; `earlier` is what came of the asking that this one repeats."""
    failures = earlier.failures if earlier is not None else None
    answer = await ask(build_request(case, criteria, chance, failures))
    return check(case, criteria, answer.text, earlier.votes if earlier is not None else {})


async def _once_more(case: Case, ask: Ask, chance: Random, first: Checked) -> Checked:
    """Ask again for the ids that failed, with what was wrong; nothing when none did."""
    if not first.failures:
        return first
    again = [one for one in case.prompt.rubric.criteria if one.id in first.failures]
    second = await _look(case, ask, chance, again, first)
    return Checked(first.votes | second.votes, second.failures)


def _finding(vote: Vote | None) -> Finding:
    if vote is None or vote.said is Said.CANNOT_ASSESS:
        return STANDS_OFFLINE
    return Finding(vote.said, vote.place)


async def _second_look(
    case: Case, ask: Ask, chance: Random, votes: Mapping[str, Vote]
) -> dict[str, Finding]:
    """The findings on what the graders disagree about, asked again in another order."""
    offline = {one.id: one for one in case.offline.criteria}
    again = [
        one
        for one in case.prompt.rubric.criteria
        if one.id in votes and disputed(offline[one.id], votes[one.id])
    ]
    if not again:
        return {}
    chance.shuffle(again)
    try:
        second = (await _look(case, ask, chance, again)).votes
    except JudgeUnavailable:
        # The first look holds; only what is in dispute stays with the offline grader.
        second = {}
    return {one.id: settled(votes[one.id], second.get(one.id)) for one in again}


def _beside_the_point(case: Case, votes: Mapping[str, Vote]) -> set[str]:
    """What was called met with words about something else, and nobody else sees met."""
    missed = {one.id for one in case.offline.criteria if one.verdict is Verdict.MISSED}
    return {
        one.id
        for one in case.prompt.rubric.criteria
        if one.id in missed
        and (vote := votes.get(one.id)) is not None
        and vote.place is not None
        and not related(case, one, vote.place)
    }
