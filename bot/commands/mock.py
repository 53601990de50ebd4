"""Mock rounds: begin, answer, pause, go on, pass, end; where one stands, and what came of it."""

from __future__ import annotations

from bot.commands.command import Ask, Command, Option, OptionKind
from bot.commands.values import read_id
from bot.domain.mock import TurnKind
from bot.errors import BadInput
from bot.refusals import groups as group_refusals
from bot.refusals import rounds as round_refusals
from bot.services.mock import panels
from bot.services.mock.choosing import Chosen, choose_stage, suggested
from bot.services.mock.records import (
    best_scores,
    debrief,
    overview,
    status,
    transcript,
)
from bot.services.mock.sessions import Busy, Event, Spot, end, pause, resume, skip, start
from bot.services.mock.talking import decide, say, unanswered
from bot.views.mock import debrief as debrief_views
from bot.views.mock import overview as overview_views
from bot.views.mock import panel as panel_views
from bot.views.mock import rounds as views
from bot.views.mock import transcript as transcript_views
from bot.views.model import Reply

_SESSION = Option("session", "a round, by its number", hidden=True)
_SURE = Option("sure", "yes ends it at once", OptionKind.CHOICE, ("yes",))
_LOOP = Option("loop", "which rounds, such as healthcare-pm", OptionKind.LOOP)
_STAGE = Option("stage", "which stage of them", OptionKind.STAGE)
_ANYWAY = Option("anyway", "pauses what runs meanwhile", OptionKind.CHOICE, ("anyway",))
_WHERE = Option(
    "where", "in private, or here for all to see", OptionKind.CHOICE, ("private", "here")
)


def _event(ask: Ask) -> Event:
    return Event(ask.event_key, ask.at)


def _spot(ask: Ask) -> Spot:
    if ask.place is None:
        raise BadInput(group_refusals.GONE)
    private = ask.private or ask.values.get("where") == "private"
    return Spot(ask.place, ask.account, private)


def _session(ask: Ask) -> int | None:
    given = ask.values.get("session")
    return None if given is None else read_id(given)


async def _mock(ask: Ask) -> Reply:
    return overview_views.overview(await overview(ask.deps, ask.visitor, ask.at))


async def _start(ask: Ask) -> Reply:
    return await _begin(ask, panel=False)


async def _panel(ask: Ask) -> Reply:
    if ask.private:
        raise BadInput(round_refusals.PANEL_IN_PRIVATE)
    return await _begin(ask, panel=True)


async def _begin(ask: Ask, *, panel: bool) -> Reply:
    async with ask.deps.store.read() as work:
        done = await best_scores(work, ask.visitor)
    chosen = choose_stage(ask.deps, ask.values.get("loop"), ask.values.get("stage"), done)
    if chosen is None:
        return overview_views.choose_loop(await overview(ask.deps, ask.visitor, ask.at))
    begun = await start(
        ask.deps,
        ask.visitor,
        chosen,
        _spot(ask),
        _event(ask),
        anyway="anyway" in ask.values,
        panel=panel,
    )
    if isinstance(begun, Busy):
        return _busy(ask, begun, chosen)
    return views.begun(begun.session)


def _busy(ask: Ask, found: Busy, chosen: Chosen) -> Reply:
    outline = ask.deps.loops.outline(found.session.loop_id)
    title = outline.title_of(found.session.stage_id) if outline is not None else ""
    return views.busy(
        found, title or found.session.stage_key, chosen.outline.loop.id, chosen.stage.id
    )


async def _answer(ask: Ask) -> Reply:
    text = ask.values.get("text")
    if text is None:
        shown = await status(ask.deps, ask.visitor, ask.at)
        return views.write(shown[0] if shown else None)
    heard = await say(
        ask.deps,
        ask.visitor,
        text,
        session_id=_session(ask),
        event=_event(ask),
        plain="plain" in ask.values,
    )
    return views.heard(heard)


async def _decide(ask: Ask) -> Reply:
    heard = await decide(
        ask.deps,
        ask.visitor,
        ask.values["decision"].lower(),
        session_id=_session(ask),
        event=_event(ask),
    )
    return views.heard(heard)


async def _pause(ask: Ask) -> Reply:
    live = await pause(ask.deps, ask.visitor, _session(ask), _event(ask))
    return views.paused(live.session, live.stage.title)


async def _resume(ask: Ask) -> Reply:
    live = await resume(ask.deps, ask.visitor, _session(ask), _spot(ask), _event(ask))
    return views.resumed(live.session)


async def _skip(ask: Ask) -> Reply:
    await skip(ask.deps, ask.visitor, _session(ask), _event(ask))
    return views.skipped()


async def _end(ask: Ask) -> Reply:
    session_id = _session(ask)
    if "sure" not in ask.values:
        for told in await status(ask.deps, ask.visitor, ask.at):
            meant = session_id in {None, told.live.session.id}
            answered = any(turn.kind is TurnKind.ANSWER for turn in told.live.turns)
            if meant and answered and (unanswered(told.live) or told.asked is not None):
                return views.ask_to_end(told)
            if meant:
                break
    return views.ended(await end(ask.deps, ask.visitor, session_id, _event(ask)))


async def _status(ask: Ask) -> Reply:
    found = await status(ask.deps, ask.visitor, ask.at)
    if found:
        return views.status(found)
    async with ask.deps.store.read() as work:
        done = await best_scores(work, ask.visitor)
    return overview_views.nothing_open(suggested(ask.deps, list(done)))


async def _debrief(ask: Ask) -> Reply:
    shown = await debrief(ask.deps, ask.visitor, _session(ask))
    if ask.values.get("part") == "full":
        return debrief_views.full(shown, ask.skills)
    return debrief_views.debrief(shown, ask.skills)


async def _transcript(ask: Ask) -> Reply:
    found = await transcript(ask.deps, ask.visitor, _session(ask))
    return transcript_views.transcript(found, ask.skills)


async def _seat(ask: Ask) -> Reply:
    card = await panels.take_seat(ask.deps, ask.visitor, _session(ask), _spot(ask), _event(ask))
    return panel_views.seated(card)


async def _leave(ask: Ask) -> Reply:
    await panels.leave_seat(ask.deps, ask.visitor, _session(ask), _event(ask))
    return panel_views.left()


async def _score(ask: Ask) -> Reply:
    marked = await panels.give_marks(
        ask.deps,
        ask.visitor,
        ask.values["question"],
        ask.values["marks"],
        ask.values.get("note", ""),
        session_id=_session(ask),
        event=_event(ask),
    )
    return panel_views.marked(marked)


MOCK = (
    Command(
        "mock", "mock rounds: the loops, their stages, and what goes on", _mock, hosts_only=False
    ),
    Command(
        "mock start",
        "begin a mock round",
        _start,
        (_LOOP, _STAGE, _WHERE, _ANYWAY),
        examples=("mock start", "mock start healthcare-pm screen"),
        hosts_only=False,
    ),
    Command(
        "mock answer",
        "answer in your round; always an answer, never taken for a question",
        _answer,
        (
            _SESSION,
            Option("plain", "said without a command", hidden=True),
            Option("text", "your answer, in your own words", OptionKind.TEXT),
        ),
        examples=("mock answer I would pause the launch, because two of ten sites are blind.",),
        keeps=True,
        hosts_only=False,
    ),
    Command(
        "mock decide",
        "take a decision in a simulation",
        _decide,
        (Option("decision", "pause, proceed or modify", required=True), _SESSION),
        examples=("mock decide pause",),
        hosts_only=False,
    ),
    Command("mock pause", "stop the clock of your round", _pause, (_SESSION,), hosts_only=False),
    Command(
        "mock resume", "go on with your round, here", _resume, (_SESSION, _WHERE), hosts_only=False
    ),
    Command("mock skip", "pass the question that is open", _skip, (_SESSION,), hosts_only=False),
    Command(
        "mock end", "end your round and get its debrief", _end, (_SESSION, _SURE), hosts_only=False
    ),
    Command(
        "mock status", "where your round stands, and what is asked now", _status, hosts_only=False
    ),
    Command(
        "mock debrief",
        "what your newest round came to",
        _debrief,
        (_SESSION, Option("part", "full for every point", OptionKind.CHOICE, ("full",))),
        hosts_only=False,
    ),
    Command(
        "mock transcript",
        "your round word for word, as a file",
        _transcript,
        (_SESSION,),
        hosts_only=False,
    ),
    Command(
        "mock panel",
        "a round with members of the group as interviewers",
        _panel,
        (_LOOP, _STAGE, _ANYWAY),
        hosts_only=False,
    ),
    Command(
        "mock seat", "take a seat on the panel that runs", _seat, (_SESSION,), hosts_only=False
    ),
    Command(
        "mock leave", "give your seat on the panel back", _leave, (_SESSION,), hosts_only=False
    ),
    Command(
        "mock score",
        "mark a question as an interviewer on a panel",
        _score,
        (
            Option("question", "its number on your card", required=True),
            Option("marks", "the points that were there: 1,3~", required=True),
            _SESSION,
            Option("note", "a word of your own", OptionKind.TEXT),
        ),
        examples=("mock score 1 1,3~ calm, but no number",),
        keeps=True,
        hosts_only=False,
    ),
)
