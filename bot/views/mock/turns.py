"""How what the interviewer says reads, in a round or at its start."""

from __future__ import annotations

from bot.domain.deciding import standing
from bot.domain.loop import StageKind
from bot.domain.mock import ASKING, BY_MEMBER, SessionState, Turn, TurnKind
from bot.domain.stopwatch import Alarm
from bot.services.mock.records import Told
from bot.views import words
from bot.views.mock import buttons
from bot.views.model import (
    Action,
    Audience,
    Block,
    Card,
    Paragraph,
    Reply,
    Weight,
)

HOW = (
    "Answer in your own words. Ask back what you need to know. Say mock pause to stop the clock, "
    "mock skip to pass."
)


HOW_IN_THREAD = " Others may read along; only your own words count."


def turns(told: Told) -> Reply:
    """What the interviewers say next, with the clock and what can be done."""
    spoken = [turn for turn in told.turns if turn.kind not in BY_MEMBER]
    blocks: list[Block] = []
    # The one who speaks first is the title, unless the round is named there.
    speakers = [speaker for turn in spoken if (speaker := _speaker(told, turn))]
    title = title_of(told) if told.first or not speakers else speakers[0]
    before = title
    for turn in spoken:
        speaker = _speaker(told, turn)
        if speaker and speaker != before:
            blocks.append(Paragraph(speaker, Weight.MUTED))
        before = speaker or before
        blocks += _said(told, turn)
    last = spoken[-1] if spoken else None
    if last is not None and last.kind is TurnKind.CLOSE:
        blocks.append(Paragraph(_ending(told), Weight.MUTED))
    elif all(turn.kind is not TurnKind.HANDOUT for turn in spoken):
        blocks.append(foot(told))
    pressed = actions(told) if last is not None and told.asked is not None else ()
    card = Card(title, tuple(blocks), pressed)
    return Reply((card,), audience=Audience.PLACE if told.public else Audience.ASKER)


def thread(told: Told) -> Reply:
    """The name of the thread under a round."""
    return Reply((Card(f"{told.name}: {told.live.stage.title}"),), audience=Audience.PLACE)


def title_of(told: Told) -> str:
    """The loop and the stage; with whose round it is, where others read along."""
    title = f"{told.loop_title}: {told.live.stage.title}"
    return f"{told.name} · {title}" if told.public and told.first else title


def _speaker(told: Told, turn: Turn) -> str:
    if turn.kind is TurnKind.NUDGE and not turn.text:
        return ""
    if not turn.persona or told.is_committee:
        return ""
    persona = told.live.stage.persona(turn.persona)
    asker = dict(told.seats).get(turn.persona)
    name = f"{persona.name}, {persona.role}"
    return f"{asker}, as {name}" if asker else name


def _said(told: Told, turn: Turn) -> list[Block]:
    weight = Weight.STRONG if turn.kind in ASKING else Weight.NORMAL
    parts = [part for part in turn.text.split("\n\n") if part.strip()]
    found: list[Block] = [
        Paragraph(part, weight if at == len(parts) - 1 else Weight.NORMAL)
        for at, part in enumerate(parts)
    ]
    if turn.kind is TurnKind.NUDGE:
        found.append(_nudge(told, turn))
    if turn.kind is TurnKind.HANDOUT:
        found.append(_deadline(told))
    if turn.kind is TurnKind.OPENING and told.first and not told.is_committee:
        found.append(Paragraph(_how(told), Weight.MUTED))
    return found


def _how(told: Told) -> str:
    session, stage = told.live.session, told.live.stage
    also = HOW_IN_THREAD if told.public else ""
    if session.deadline_at is not None:
        return f"A take-home of {stage.take_home.hours if stage.take_home else 48} hours.{also}"
    planned = words.count(len(session.plan.questions), "question")
    return f"{planned}, {words.count(stage.minutes, 'minute')}. {HOW}{also}"


_ALARMS = {
    Alarm.HALF: "Half of the time is over: {left} left.",
    Alarm.FIVE: "{left} left.",
    Alarm.OVER: "The time is over. Finish in peace: overtime is noted and costs nothing.",
    Alarm.DECIDE: "The decision is due: {decisions}? From now on waiting costs points.",
    Alarm.IDLE: "Nobody said anything for half an hour, so the clock stands since then. To go on, "
    "say mock resume.",
    Alarm.DAY_LEFT: "One day is left for your take-home.",
    Alarm.HOURS_LEFT: "Two hours are left for your take-home.",
    Alarm.DEADLINE: "The deadline of your take-home has passed. You can still hand it in for a "
    "day; it is noted as late.",
    Alarm.GIVEN_UP: "This round is closed now. Say mock to begin it anew whenever you like.",
}


def _nudge(told: Told, turn: Turn) -> Paragraph:
    stage, session = told.live.stage, told.live.session
    if turn.criterion not in set(Alarm):
        at = "" if session.deadline_at else f" The clock goes on at {minutes(turn.spent)}."
        return Paragraph(f"Back where we were.{at}", Weight.MUTED)
    decisions = stage.deciding.decisions if stage.deciding is not None else ()
    text = _ALARMS[Alarm(turn.criterion)].format(
        left=words.count(max(0, stage.minutes - turn.spent // 60), "minute"),
        decisions=" or ".join(one.title.lower() for one in decisions),
    )
    return Paragraph(text, Weight.MUTED)


def _deadline(told: Told) -> Paragraph:
    session = told.live.session
    if session.deadline_at is None:
        return Paragraph("", Weight.MUTED)
    when = words.moment(session.deadline_at, session.zone)
    text = f"Hand it in until {when.text}, as a message or a file. You may ask back until then."
    return Paragraph(text, Weight.MUTED, (when,))


def foot(told: Told) -> Paragraph:
    """The clock, and which question it is."""
    session, stage = told.live.session, told.live.stage
    if session.state is SessionState.WAITING:
        return _deadline(told)
    spent = told.turns[-1].spent if told.turns else session.clock(told.at)
    spent = session.clock(told.at) if session.state is SessionState.RUNNING else spent
    lines = [_clock(spent, stage.minutes)] if stage.minutes else []
    asked, planned = told.question_number
    if planned and asked:
        lines.append(f"question {asked} of {planned}")
    decided = standing(told.live.stage, told.live.turns)
    if stage.deciding is not None and decided:
        taken = stage.deciding.decision(decided)
        lines.append(f"decided: {taken.title.lower() if taken else decided}")
    return Paragraph(" · ".join(lines), Weight.MUTED)


def _clock(spent: int, minutes: int) -> str:
    over = spent // 60 - minutes
    if over > 0:
        return f"{minutes} minutes and {over} over"
    return f"minute {min(spent // 60, minutes)} of {minutes}"


def minutes(seconds: int) -> str:
    """Minutes as people say them."""
    return f"minute {seconds // 60}"


def _ending(told: Told) -> str:
    if told.live.stage.kind is StageKind.COMMITTEE:
        return "What the committee makes of it follows in a moment."
    return "That was the round. The debrief follows in a moment."


def actions(told: Told) -> tuple[Action, ...]:
    """What can be done while something is asked."""
    session, deciding = told.live.session, told.live.stage.deciding
    if session.state is SessionState.PAUSED:
        return (buttons.resume(session),)
    found = [buttons.answer(session)]
    if session.panel and told.first:
        found.append(Action("Take a seat", "mock seat", buttons.of_round(session)))
    if deciding is not None:
        for one in deciding.decisions:
            values = (("decision", one.id), *buttons.of_round(session))
            # A decision may be called as the button that stops the clock is.
            found.append(Action(f"Decide: {one.title.lower()}", "mock decide", values))
    if session.state is SessionState.RUNNING:
        found += [Action("Pass", "mock skip", buttons.of_round(session)), buttons.pause(session)]
    return tuple(found)
