"""Judging: sessions from the queue become debriefs; a failing outside model breaks none."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import structlog

from bot.domain.debrief import Dossier, Finding, Part, PartKind, Report, score_of, skills_of
from bot.domain.deciding import course_of
from bot.domain.grade import Grade, Verdict
from bot.domain.loop import StageKind
from bot.domain.mock import (
    BY_MEMBER,
    SAID,
    Session,
    SessionState,
    Turn,
    TurnKind,
    said_about,
    whole,
)
from bot.domain.prompt import Prompt
from bot.domain.rubric import Criterion, Kind
from bot.errors import BrokenContent
from bot.ports.grader import GradingContext, PersonalGrader
from bot.ports.store import Work
from bot.services.deps import Deps
from bot.services.grading import AGAIN_AFTER, LEASE_SECONDS, LONGEST_PAUSE, MOST_TRIES, RETRY_AFTER
from bot.services.mock.committee import dossier
from bot.services.mock.letters import debrief_letter
from bot.services.mock.notes import notes_of
from bot.services.mock.points import settle_rounds
from bot.services.mock.practising import come_back, practise_next
from bot.services.mock.scenes import Live, load, prompt_about

_log = structlog.get_logger(__name__)


async def judge_waiting(deps: Deps, now: datetime, limit: int = 4) -> int:
    """Judge sessions from the queue, at most `limit`; returns how many were taken."""
    async with deps.store.read() as work:
        if not await work.debriefs.pending():
            return 0
    async with deps.store.mark() as work:
        session_ids = await work.debriefs.claim(now, LEASE_SECONDS, limit)
    for session_id in session_ids:
        await _judge_one(deps, session_id, now)
    return len(session_ids)


async def _judge_one(deps: Deps, session_id: int, now: datetime) -> None:
    async with deps.store.read() as work:
        session = await work.rounds.get(session_id)
        live = await _live(deps, work, session)
    if session is None or live is None:
        async with deps.store.mark() as work:
            await work.debriefs.done(session_id)
        return
    try:
        report: Report | Dossier = (
            await dossier(deps, live)
            if live.stage.kind is StageKind.COMMITTEE
            else await report_on(deps, live)
        )
    except Exception as error:  # noqa: BLE001
        # The queue is an edge of the process: whatever one session does, the others go on.
        _log.exception("debrief.failed", session=session_id, error=type(error).__name__)
        async with deps.store.mark() as work:
            await work.debriefs.retry(session_id, now + RETRY_AFTER)
        return
    async with deps.store.write() as work:
        await _use(deps, work, session, report, now)


async def _live(deps: Deps, work: Work, session: Session | None) -> Live | None:
    if session is None or session.state is not SessionState.FINISHED:
        return None
    try:
        return await load(deps, work, session)
    except BrokenContent as error:
        _log.warning("round.stage.gone", session=session.id, error=error.sentence)
        return None


async def _use(
    deps: Deps, work: Work, session: Session, report: Report | Dossier, now: datetime
) -> None:
    """Keep a report and tell of it; a provisional one is judged again, and told if it moves."""
    before = await work.debriefs.report(session.id)
    tries = await work.debriefs.tries(session.id)
    wait = report.provisional and tries < MOST_TRIES
    if wait and before is not None:
        pause = min(AGAIN_AFTER * 2 ** (tries - 1), LONGEST_PAUSE)
        await work.debriefs.retry(session.id, now + pause)
        return
    kept = report if wait else replace(report, provisional=False)
    await work.debriefs.put(session.id, kept, now)
    await settle_rounds(work, session.group_id, session.member_id)
    if isinstance(kept, Report):
        await come_back(deps, work, session, kept)
    if wait:
        await work.debriefs.retry(session.id, now + AGAIN_AFTER)
    else:
        await work.debriefs.done(session.id)
    if before is None or before.recommendation is not kept.recommendation:
        await work.outbox.add(await debrief_letter(work, session, again=before is not None), now)


async def report_on(deps: Deps, live: Live) -> Report:
    """What a session came to: each part graded by its own rubric on all that was said about it."""
    grades: list[Grade] = []
    parts = [
        *[await _question(deps, live, key, grades) for key in _keys(live)],
        *[
            await _curveball(deps, live, turn, grades)
            for turn in live.turns
            if turn.kind is TurnKind.CURVEBALL
        ],
    ]
    conversation = await _conversation(deps, live, grades)
    found = [part for part in [*parts, conversation] if part is not None]
    course, deciding = course_of(live.stage, live.turns), live.stage.deciding
    adjusted = 0
    if course is not None and deciding is not None:
        adjusted = course.earned(deciding) - course.cost(deciding)
    pressed = [skill for one in live.stage.personas for skill in one.presses]
    report = Report(
        score=score_of(found, adjusted),
        parts=tuple(found),
        skills=skills_of(found, pressed),
        notes=notes_of(live),
        adjusted=adjusted,
        grader=grades[0].grader_label if grades else deps.quick.name,
        provisional=any(grade.provisional for grade in grades),
    )
    return replace(report, practise=await practise_next(deps, live.session, report))


def _keys(live: Live) -> list[str]:
    home = live.stage.take_home
    planned = [one.key for one in live.session.plan.questions]
    return [home.case.key, *planned] if home is not None else planned


async def _question(deps: Deps, live: Live, key: str, grades: list[Grade]) -> Part | None:
    prompt = prompt_about(deps, live, key)
    question = live.stage.question(key)
    if prompt is None or question is None:
        return None
    return await _part(deps, live, PartKind.QUESTION, key, question.persona, prompt, grades)


async def _curveball(deps: Deps, live: Live, turn: Turn, grades: list[Grade]) -> Part | None:
    ball = live.stage.curveball(turn.about)
    if ball is None:
        return None
    kind = PartKind.CURVEBALL
    return await _part(deps, live, kind, ball.id, ball.persona, ball.prompt, grades)


async def _part(
    deps: Deps,
    live: Live,
    kind: PartKind,
    key: str,
    persona: str,
    prompt: Prompt,
    grades: list[Grade],
) -> Part:
    said = said_about(live.turns, key)
    title = prompt.head.title if kind is PartKind.QUESTION else ""
    if not any(turn.kind is TurnKind.ANSWER for turn in said):
        return Part(kind, key, title, persona, 0, _nothing(prompt), answered=False)
    grade = await _grade(deps, live.session, prompt, said)
    grades.append(grade)
    return Part(kind, key, title, persona, grade.score, findings(prompt, grade, said))


async def _conversation(deps: Deps, live: Live, grades: list[Grade]) -> Part | None:
    """The whole conversation; what the interviewers said is the question it answers."""
    said = [turn for turn in live.turns if turn.kind in SAID and turn.text]
    if live.stage.debrief is None or not said:
        return None
    asked = "\n\n".join(t.text for t in live.turns if t.kind not in BY_MEMBER and t.text)
    head = replace(live.stage.debrief.head, question=asked)
    prompt = replace(live.stage.debrief, head=head)
    grade = await _grade(deps, live.session, prompt, said)
    grades.append(grade)
    return Part(
        PartKind.CONVERSATION, "debrief", "", "", grade.score, findings(prompt, grade, said)
    )


async def _grade(deps: Deps, session: Session, prompt: Prompt, said: list[Turn]) -> Grade:
    """By the grader that is set; by the offline one when that fails."""
    words = whole(turn.text for turn in said)
    try:
        if isinstance(deps.grader, PersonalGrader):
            context = GradingContext(session.member_id, session.group_id)
            return await deps.grader.grade_for(prompt, words, context)
        return await deps.grader.grade(prompt, words)
    except Exception as error:  # noqa: BLE001
        _log.warning("debrief.grader.failed", session=session.id, error=type(error).__name__)
        return replace(await deps.quick.grade(prompt, words), provisional=True)


def findings(prompt: Prompt, grade: Grade, said: list[Turn]) -> tuple[Finding, ...]:
    """The criteria of a grade with their quotes and the turns in which they were said."""
    known = {one.id: one for one in prompt.rubric.criteria}
    found: list[Finding] = []
    for one in grade.criteria:
        criterion = known.get(one.id)
        if criterion is None or (criterion.kind is Kind.PITFALL and one.verdict is Verdict.MISSED):
            continue
        quote = one.evidence[0] if one.evidence else ""
        turn = next((turn.number for turn in said if quote and quote in turn.text), 0)
        points = one.points if quote or one.points <= 0 else 0
        found.append(_finding(criterion, points, quote, turn or (said[0].number if quote else 0)))
    return tuple(found)


def _nothing(prompt: Prompt) -> tuple[Finding, ...]:
    """A question that was not answered: everything it required is missing."""
    required = [one for one in prompt.rubric.criteria if one.kind is Kind.REQUIRED]
    return tuple(_finding(one, 0, "", 0) for one in required)


def _finding(criterion: Criterion, points: int, quote: str, turn: int) -> Finding:
    most = max(0, criterion.points)
    return Finding(
        criterion.id, criterion.text, criterion.skill, points, most, criterion.why, quote, turn
    )
