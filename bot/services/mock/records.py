"""Records of mock rounds: where a session stands, its debrief, its transcript, what was done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.debrief import Change, Dossier, Report, change_since
from bot.domain.loop import LoopOutline, Stage, StageKind
from bot.domain.message import QueuedMessage
from bot.domain.mock import Session, SessionState, Turn, TurnKind, asked_now
from bot.domain.panel import Scorecards, merge_marks
from bot.domain.prompt import PromptHead
from bot.domain.rounds import Judged
from bot.errors import BadInput, BrokenContent
from bot.ports.store import Work
from bot.refusals import rounds as refusals
from bot.services.arrival import Visitor
from bot.services.deps import Deps
from bot.services.mock.scenes import Live, load, own_session

ROWS = 10
"""Rounds that history lists."""


@dataclass(frozen=True, slots=True)
class Told:
    """The turns that a message says, in the session as it stands.

    `name` is the member's, `public` whether others read along, `asked` the turn that is open.
    `seats` names by persona the members who ask in a panel.
    """

    live: Live
    turns: Sequence[Turn]
    name: str
    public: bool
    asked: Turn | None
    at: datetime
    loop_title: str
    first: bool = False
    seats: tuple[tuple[str, str], ...] = ()

    @property
    def question_number(self) -> tuple[int, int]:
        """Which question of how many is being talked about."""
        asked = sum(turn.kind is TurnKind.QUESTION for turn in self.live.turns)
        return asked, len(self.live.session.plan.questions)

    @property
    def is_committee(self) -> bool:
        """Whether nobody is asked anything in this stage."""
        return self.live.stage.kind is StageKind.COMMITTEE


@dataclass(frozen=True, slots=True)
class Shown:
    """A debrief with all that its card shows."""

    session: Session
    stage: Stage
    loop_title: str
    report: Report | Dossier
    turns: Sequence[Turn]
    practise: Sequence[PromptHead]
    stage_titles: dict[str, str]
    change: Change | None = None
    panel: Scorecards | None = None
    name: str = ""
    moved: bool = False
    zone: str = "UTC"


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything that `mock` shows: the loops, what of them is done, and what goes on."""

    outlines: Sequence[LoopOutline]
    best: dict[str, int]
    """The best score by `loop/stage`; -1 for a stage that was finished without one."""
    open: Sequence[Told]


async def told(deps: Deps, work: Work, message: QueuedMessage) -> Told | None:
    """What a queued message says; None when the session or its stage is gone."""
    session = await work.rounds.get(int(message.subject["session"]))
    if session is None:
        return None
    try:
        live = await load(deps, work, session)
    except BrokenContent:
        return None
    first, last = int(message.subject["first"]), int(message.subject["last"])
    turns = [turn for turn in live.turns if first <= turn.number <= last]
    return await _told(deps, work, live, turns, message.recipient is None, turns[-1].at)


async def named_round(deps: Deps, work: Work, session: Session) -> Told | None:
    """A session with its titles and its member's name; None when its stage is gone."""
    try:
        live = await load(deps, work, session)
    except BrokenContent:
        return None
    return await _told(deps, work, live, [], True, session.started_at)


async def _told(
    deps: Deps, work: Work, live: Live, turns: Sequence[Turn], public: bool, at: datetime
) -> Told:
    member = await work.members.get(live.session.member_id)
    outline = deps.loops.outline(live.session.loop_id)
    return Told(
        live=live,
        turns=turns,
        name=member.name if member is not None else "",
        public=public,
        asked=asked_now(live.turns) if live.session.is_open else None,
        at=at,
        loop_title=outline.loop.title if outline is not None else live.session.loop_id,
        first=bool(turns) and turns[0].number == 1,
        seats=await _seats(work, live.session),
    )


async def _seats(work: Work, session: Session) -> tuple[tuple[str, str], ...]:
    if not session.panel:
        return ()
    found: list[tuple[str, str]] = []
    for seat in await work.rounds.seats(session.id):
        member = await work.members.get(seat.member_id)
        if seat.left_at is None and member is not None:
            found.append((seat.persona, member.name))
    return tuple(found)


async def status(deps: Deps, visitor: Visitor, at: datetime) -> list[Told]:
    """The member's sessions that go on, newest first; stages that are gone are left out."""
    async with deps.store.read() as work:
        return await _open(deps, work, visitor, at)


async def _open(deps: Deps, work: Work, visitor: Visitor, at: datetime) -> list[Told]:
    found: list[Told] = []
    for session in await work.rounds.open_of(visitor.member.id):
        try:
            live = await load(deps, work, session)
        except BrokenContent:
            continue
        found.append(await _told(deps, work, live, live.turns, False, at))
    return found


async def overview(deps: Deps, visitor: Visitor, at: datetime) -> Overview:
    """The loops with what the member has done of them, and what goes on. BadInput without loops."""
    outlines = deps.loops.outlines()
    if not outlines:
        raise BadInput(refusals.NO_LOOPS)
    async with deps.store.read() as work:
        best = await best_scores(work, visitor)
        return Overview(outlines, best, await _open(deps, work, visitor, at))


async def best_scores(work: Work, visitor: Visitor) -> dict[str, int]:
    """The best score of each stage that the member finished in the group."""
    best: dict[str, int] = {}
    for one in await work.rounds.finished(visitor.group.id, visitor.member.id):
        score = one.report.score if one.report is not None else -1
        key = one.session.stage_key
        best[key] = max(score, best.get(key, -1))
    return best


async def past_rounds(work: Work, visitor: Visitor) -> list[Judged]:
    """The member's newest ended rounds in the group."""
    return await work.rounds.of_member(visitor.group.id, visitor.member.id, ROWS)


async def debrief(deps: Deps, visitor: Visitor, session_id: int | None) -> Shown:
    """The debrief of a round of the member's, the newest unless one is named. Raises BadInput."""
    async with deps.store.read() as work:
        session = await _own(work, visitor, session_id)
        shown = await shown_debrief(deps, work, session)
        if shown is None:
            raise BadInput(refusals.DEBRIEF_COMES)
        return shown


async def _own(work: Work, visitor: Visitor, session_id: int | None) -> Session:
    if session_id is not None:
        session = await work.rounds.get(session_id)
        if session is not None and session.member_id == visitor.member.id:
            return session
        raise BadInput(refusals.NO_ROUND_YET)
    for one in await work.rounds.of_member(visitor.group.id, visitor.member.id, ROWS):
        if one.session.state is SessionState.FINISHED:
            return one.session
    raise BadInput(refusals.NO_ROUND_YET)


async def shown_debrief(
    deps: Deps, work: Work, session: Session, *, moved: bool = False
) -> Shown | None:
    """A session's debrief as its card shows it; None while it is awaited or its stage is gone."""
    report = await work.debriefs.report(session.id)
    if report is None:
        return None
    try:
        live = await load(deps, work, session)
    except BrokenContent:
        return None
    outline = deps.loops.outline(session.loop_id)
    member = await work.members.get(session.member_id)
    heads = [deps.bank.head(one) for one in report.practise]
    return Shown(
        session=session,
        stage=live.stage,
        loop_title=outline.loop.title if outline is not None else session.loop_id,
        report=report,
        turns=live.turns,
        practise=[head for head in heads if head is not None],
        stage_titles={one.id: one.title for one in outline.stages} if outline else {},
        change=await _change(work, session, report),
        panel=await _scorecards(work, session, report),
        name=member.name if member is not None else "",
        moved=moved,
        zone=session.zone,
    )


async def _change(work: Work, session: Session, report: Report | Dossier) -> Change | None:
    if not isinstance(report, Report):
        return None
    before = [
        one.report
        for one in await work.rounds.finished(session.group_id, session.member_id)
        if one.session.stage_key == session.stage_key and one.session.id < session.id
    ]
    last = before[-1] if before else None
    return change_since(last, report) if isinstance(last, Report) else None


async def _scorecards(work: Work, session: Session, report: Report | Dossier) -> Scorecards | None:
    if not session.panel or not isinstance(report, Report):
        return None
    named = []
    for mark in await work.rounds.marks(session.id):
        member = await work.members.get(mark.member_id)
        named.append((member.name if member is not None else "?", mark))
    return merge_marks(report.parts, named)


@dataclass(frozen=True, slots=True)
class Transcript:
    """A session from its first word to its last, and its debrief when there is one."""

    live: Live
    loop_title: str
    name: str
    shown: Shown | None


async def transcript(deps: Deps, visitor: Visitor, session_id: int | None) -> Transcript:
    """The transcript of a round of the member's: the active one, else the newest. BadInput."""
    async with deps.store.read() as work:
        if session_id is None and await work.rounds.open_of(visitor.member.id):
            session = await own_session(work, visitor, None)
        else:
            session = await _own(work, visitor, session_id)
        live = await load(deps, work, session)
        outline = deps.loops.outline(session.loop_id)
        title = outline.loop.title if outline is not None else session.loop_id
        shown = await shown_debrief(deps, work, session)
        return Transcript(live, title, visitor.member.name, shown)
