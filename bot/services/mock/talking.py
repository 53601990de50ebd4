"""Talking: what the member says in a session, and what the interviewer says next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.clarifying import asks_for_fact, fact_for
from bot.domain.deciding import decision_in, standing
from bot.domain.interview import closing, next_turns, wanting
from bot.domain.loop import StageKind
from bot.domain.mock import (
    Session,
    SessionState,
    Turn,
    TurnKind,
    asked_now,
    followed_up,
    said_about,
    whole,
)
from bot.domain.persona import Moment
from bot.domain.redaction import redact
from bot.errors import AlreadyHandled, BadInput
from bot.ports.store import Work
from bot.refusals import replies as reply_refusals
from bot.refusals import rounds as round_refusals
from bot.refusals import trouble as trouble_refusals
from bot.services.arrival import Visitor
from bot.services.deps import Deps
from bot.services.mock.scenes import Live, load, own_session, prompt_about, put
from bot.services.mock.sessions import Event
from bot.services.replies import checked_text

FEWEST_HANDED_IN = 40
"""Plain words of a take-home; fewer are talk unless they are handed in by the command."""

_MOST_RACES = 5
"""How often what was said meanwhile is read again before giving up."""

_STRICT = frozenset({StageKind.NEGOTIATION, StageKind.REFERENCES})
"""Here a question may be the answer: only one that a fact answers is taken for asking."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What became of the member's words: an answer, a question, or a decision.

    `removed` names what the privacy guard took out before anything was stored.
    """

    live: Live
    kind: TurnKind
    removed: tuple[str, ...] = ()


async def say(
    deps: Deps,
    visitor: Visitor,
    text: str,
    *,
    session_id: int | None,
    event: Event,
    plain: bool,
) -> Heard:
    """Take the member's words. `plain` ones may ask for a fact; others always answer.

    What is said next is chosen by the offline grader outside of the transaction; when something
    was stored meanwhile, it is chosen anew. Raises BadInput when nothing is asked, AlreadyHandled
    for a repeated event.
    """
    kept, removed = redact(checked_text(text))
    for _ in range(_MOST_RACES):
        async with deps.store.read() as work:
            live = await load(deps, work, await own_session(work, visitor, session_id))
        asked = _open(live)
        _check_hand_in(live, kept, plain=plain)
        said = _words(live, asked, kept, event.at, plain=plain)
        follow_up = await _follow_up(deps, live, asked, said)
        heard = await _store(deps, live, asked, said, follow_up, event)
        if heard is not None:
            return replace(heard, removed=removed)
    raise BadInput(trouble_refusals.UNEXPECTED)


def _open(live: Live) -> Turn:
    session, asked = live.session, asked_now(live.turns)
    if session.state is SessionState.PAUSED:
        raise BadInput(round_refusals.ROUND_IS_PAUSED)
    if asked is None or not session.is_open:
        raise BadInput(round_refusals.NOTHING_ASKED)
    return asked


def _check_hand_in(live: Live, text: str, *, plain: bool) -> None:
    waits = live.session.state is SessionState.WAITING
    asks = asks_for_fact(text)
    if waits and plain and not asks and len(text.split()) < FEWEST_HANDED_IN:
        raise BadInput(round_refusals.TOO_SHORT_TO_HAND_IN)


def _words(live: Live, asked: Turn, text: str, at: datetime, *, plain: bool) -> Turn:
    kind = TurnKind.ASKED if plain and _asks(live, text) else TurnKind.ANSWER
    return Turn(0, kind, text, at, live.session.clock(at), about=asked.about)


def _asks(live: Live, text: str) -> bool:
    if not asks_for_fact(text):
        return False
    return live.stage.kind not in _STRICT or fact_for(live.stage.facts, text) is not None


async def _follow_up(deps: Deps, live: Live, asked: Turn, said: Turn) -> tuple[list[str], str]:
    """The criteria still to win after these words, and the wording that asks for the first."""
    prompt = prompt_about(deps, live, asked.about) if said.kind is TurnKind.ANSWER else None
    if prompt is None or asked.kind in {TurnKind.DECIDE, TurnKind.HANDOUT}:
        return [], ""
    before = [turn.text for turn in said_about(live.turns, asked.about)]
    grade = await deps.quick.grade(prompt, whole([*before, said.text]))
    left = wanting(prompt.rubric, grade, followed_up(live.turns, asked.about))
    if not left:
        return [], ""
    question = live.stage.question(asked.about)
    own = question.words_for(left[0]) if question is not None else ""
    return left, own or prompt.rubric.criterion(left[0]).probe


async def _store(
    deps: Deps,
    live: Live,
    asked: Turn,
    said: Turn,
    follow_up: tuple[list[str], str],
    event: Event,
) -> Heard | None:
    """Store the words with what follows; None when the session has moved on meanwhile."""
    async with deps.store.write(live.session.group_id) as work:
        present = await work.rounds.get(live.session.id)
        turns = await work.rounds.turns(live.session.id)
        if present != live.session or len(turns) != len(live.turns):
            if await _was_taken(work, event):
                raise AlreadyHandled(reply_refusals.ALREADY_HANDLED)
            return None
        if not await work.inbox.take(event.key, event.at):
            raise AlreadyHandled(reply_refusals.ALREADY_HANDLED)
        if said.kind is TurnKind.ASKED:
            after = await put(work, live, live.session, [said, _told(live, asked, said)], event.at)
            return Heard(after, said.kind)
        session, more = _reaction(deps, live, asked, said, follow_up, event.at)
        return Heard(await put(work, live, session, more, event.at), said.kind)


async def _was_taken(work: Work, event: Event) -> bool:
    return await work.inbox.handled(event.key)


def _told(live: Live, asked: Turn, said: Turn) -> Turn:
    fact = fact_for(live.stage.facts, said.text)
    if fact is not None:
        return replace(said, kind=TurnKind.FACT, text=fact.answer, persona=asked.persona)
    line = live.stage.persona(asked.persona).says(Moment.UNKNOWN, len(live.turns))
    words = " ".join(part for part in (line, live.stage.unknown) if part)
    return replace(said, kind=TurnKind.UNKNOWN, text=words, persona=asked.persona)


def _reaction(
    deps: Deps,
    live: Live,
    asked: Turn,
    said: Turn,
    follow_up: tuple[list[str], str],
    at: datetime,
) -> tuple[Session, list[Turn]]:
    """The session and the turns after an answer."""
    session = live.session
    if session.state is SessionState.WAITING:
        session = session.started(at)
    more = [said, *_decided(live, said)]
    now = replace(live, session=session)
    scene = now.scene(deps, at, more)
    if asked.kind is TurnKind.HANDOUT and not session.plan.questions:
        return session, [*more, closing(scene)]
    return session, [*more, *next_turns(scene, asked, *follow_up)]


def _decided(live: Live, said: Turn) -> list[Turn]:
    deciding = live.stage.deciding
    found = decision_in(deciding, said.text) if deciding is not None else None
    if found is None or found == standing(live.stage, live.turns):
        return []
    return [replace(said, kind=TurnKind.DECISION, text="", about=found)]


async def decide(
    deps: Deps, visitor: Visitor, decision_id: str, *, session_id: int | None, event: Event
) -> Heard:
    """Take a decision by its name. Raises BadInput where none is asked for, or for another word."""
    async with deps.store.read() as work:
        live = await load(deps, work, await own_session(work, visitor, session_id))
    asked, deciding = _open(live), live.stage.deciding
    found = deciding.decision(decision_id) if deciding is not None else None
    if deciding is None or found is None:
        known = [one.id for one in deciding.decisions] if deciding is not None else []
        raise BadInput(round_refusals.no_decision(decision_id, known))
    at = event.at
    mark = Turn(0, TurnKind.DECISION, "", at, live.session.clock(at), about=found.id)
    async with deps.store.write(live.session.group_id) as work:
        live = await load(deps, work, await own_session(work, visitor, live.session.id))
        if not await work.inbox.take(event.key, at):
            raise AlreadyHandled(reply_refusals.ALREADY_HANDLED)
        more = [mark] if standing(live.stage, live.turns) != found.id else []
        if asked_now(live.turns) == asked and asked.kind is TurnKind.DECIDE:
            said = replace(mark, kind=TurnKind.ANSWER, text=found.title, about=asked.about)
            scene = live.scene(deps, at, [said, *more])
            more = [said, *more, *next_turns(scene, asked, [], "")]
        return Heard(await put(work, live, live.session, more, at), TurnKind.DECISION)


def unanswered(live: Live) -> Sequence[str]:
    """The keys of planned questions that are still to come."""
    asked = {turn.about for turn in live.turns if turn.kind is TurnKind.QUESTION}
    return [one.key for one in live.session.plan.questions if one.key not in asked]
