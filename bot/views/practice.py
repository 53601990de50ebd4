"""How prompts, hints and received replies read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.choosing import Reason
from bot.domain.posting import Posting
from bot.domain.prompt import PromptHead
from bot.domain.recall import Phase
from bot.handed import HandedFile
from bot.refusals.replies import unread_file
from bot.services.hints import Hint
from bot.services.practice import Practice
from bot.services.probes import OpenProbe
from bot.services.replies import Received
from bot.services.today import Today
from bot.views import words
from bot.views.criteria import brief
from bot.views.guesses import ASK_FOR_GUESS, GUESS_ACTIONS
from bot.views.model import Action, Audience, Block, Card, Paragraph, Reply, Weight, note
from bot.views.reminders import LATER
from bot.views.streaks import streak_line

Titles = Mapping[str, str]
"""Titles of topics or skills by id."""

_MOST_SKILLS = 3
"""Skills that are named when something is due; the rest is a number."""

TEXT = ("text",)
"""What a person still writes when they answer, revise or take the follow-up."""


def today(shown: Today, topics: Titles, at: datetime) -> Reply:
    """Today's prompt with what the member has done about it, or when the next one comes."""
    if shown.head is None or shown.posting is None:
        return _nothing_open(shown)
    blocks: list[Block] = [*_question(shown.head, topics)]
    blocks.append(_deadline(shown.posting, shown.zone, at))
    answered = shown.answered
    if answered is not None and answered.grade is not None:
        level = words.LEVEL_NAMES[answered.grade.level]
        blocks.append(Paragraph(f"You answered this one: {level}, {answered.grade.score} of 100."))
        actions: tuple[Action, ...] = (
            Action("Revise", "revise", (("prompt", shown.head.id),), asks=TEXT),
            Action("My feedback", "feedback", (("prompt", shown.head.id),)),
            Action("Practise another", "practice"),
        )
    else:
        actions = _prompt_actions(shown.head) + ((LATER,) if answered is None else ())
    blocks += due_line(shown.due)
    blocks.append(Paragraph(streak_line(shown.streak), Weight.MUTED))
    card = Card(f"Today's prompt: {shown.head.title}", tuple(blocks), actions)
    return Reply((card,), prompt_id=shown.head.id)


def practice(chosen: Practice, topics: Titles, zone: str) -> Reply:
    """A prompt outside the schedule, or a drill, and in one line why this one."""
    why = Paragraph(_why(chosen, zone), Weight.MUTED)
    if chosen.drill is not None:
        drill = Action("Start the drill", "drill", (("kind", chosen.drill.id),))
        again = Action("Practise another", "practice")
        return Reply((Card(f"Practice: {chosen.drill.title}", (why,), (drill, again)),))
    head = chosen.head
    if head is None:
        return note("There is nothing to practise right now.")
    blocks = (*_question(head, topics), why)
    card = Card(f"Practice: {head.title}", blocks, _prompt_actions(head))
    return Reply((card,), prompt_id=head.id)


def picked(head: PromptHead, topics: Titles) -> Reply:
    """A prompt that was picked by hand."""
    card = Card(f"Practice: {head.title}", _question(head, topics), _prompt_actions(head))
    return Reply((card,), prompt_id=head.id)


def _why(chosen: Practice, zone: str) -> str:
    recall = chosen.recall
    if chosen.reason is Reason.NEW or recall is None:
        if chosen.reason is Reason.LONGEST:
            return "Why this one: you have seen them all, and this one longest ago."
        return "Why this one: you have not seen it yet."
    if chosen.reason is Reason.WEAK:
        return f"Why this one: {chosen.skill} is where your answers lost most lately."
    if recall.phase is Phase.MASTERED:
        return (
            f"Why this one: you mastered a point of {chosen.skill} a while ago. Is it still there?"
        )
    when = words.day(recall.missed_at.astimezone(ZoneInfo(zone)).date())
    if chosen.missed_at is None:
        return f"Why this one: {chosen.skill} is due again. Something of it was missing on {when}."
    title = chosen.missed_at.title
    return (
        f"Why this one: {chosen.skill} is due again. A point of it was missing in “{title}” on "
        f"{when}; here is another question that asks for it."
    )


def posting(head: PromptHead, posted: Posting, topics: Titles, zone: str) -> Reply:
    """The prompt as it is posted to everybody."""
    blocks = list(_question(head, topics))
    if posted.late:
        late = "This one is late: the bot was down. You get the full time, and no streak suffers."
        blocks.append(Paragraph(late, Weight.MUTED))
    blocks.append(_deadline(posted, zone, posted.posted_at))
    actions = (*_prompt_actions(head), LATER)
    card = Card(f"Today's prompt: {head.title}", tuple(blocks), actions)
    return Reply((card,), audience=Audience.PLACE, prompt_id=head.id)


def thread(head: PromptHead, posted: Posting) -> Reply:
    """The name of the thread under a posting."""
    return Reply((Card(f"{posted.local_date:%d %b}: {head.title}"),), audience=Audience.PLACE)


def hint(shown: Hint) -> Reply:
    """A hint with what it costs."""
    cost = f"The board now counts {100 - shown.cost_percent}% of your score for this prompt."
    left = f" {words.count(shown.left, 'hint')} left." if shown.left else " That was the last one."
    actions = (_answer(shown.head),)
    blocks = (Paragraph(shown.text), Paragraph(cost + left, Weight.MUTED))
    return Reply(
        (Card(f"Hint {shown.number} of {shown.number + shown.left}", blocks, actions),),
        prompt_id=shown.head.id,
    )


def received(stored: Received) -> Reply:
    """A reply is stored; its grade follows."""
    said = "Your new answer is in" if stored.revises else "Your answer is in"
    text = f"{said}. The feedback follows in a moment."
    if stored.attempt.guess_until is not None:
        text = f"{said}. {ASK_FOR_GUESS}"
    blocks: list[Block] = [Paragraph(text, Weight.MUTED)]
    if stored.late:
        late = "The deadline has passed, so this counts as practice outside the schedule."
        blocks.append(Paragraph(late, Weight.MUTED))
    if stored.removed:
        kinds = " and ".join(words.a(kind) for kind in stored.removed)
        blocks.append(
            Paragraph(
                f"One thing: it looked as if it held {kinds}. That part was taken out before "
                "anything was stored. Please leave such details out of practice answers."
            )
        )
    guess = stored.attempt.guess_until is not None
    plain = len(blocks) == 1 and not guess
    actions = GUESS_ACTIONS if guess else ()
    return Reply((Card("", tuple(blocks), actions),), prompt_id=stored.head.id, receipt=plain)


def with_unread(reply: Reply, files: Sequence[HandedFile]) -> Reply:
    """The same and, below it, which of the files that were handed in were not read, and why."""
    unread = [unread_file(one.name, one.unread) for one in files if one.unread is not None]
    if not reply.cards or not unread:
        return reply
    told = Card("", tuple(Paragraph(one) for one in unread))
    return replace(reply, cards=(*reply.cards, told), receipt=False)


def kept() -> Reply:
    """Somebody's words are on the disk; the rest follows."""
    text = "Got it, your words are safe. What comes of them follows in a moment."
    return Reply((Card("", (Paragraph(text, Weight.MUTED),)),), receipt=True)


def write_answer(head: PromptHead) -> Reply:
    """Asks for the answer when none came with the command."""
    text = f"Write your answer to “{head.title}” as your next message."
    return Reply(note(text, _answer(head)).cards, prompt_id=head.id)


def write_revision(head: PromptHead, gap: str) -> Reply:
    """Asks for the revision when none came with the command."""
    text = f"Write your new answer to “{head.title}” as your next message; it is graded afresh."
    blocks: list[Block] = [Paragraph(text)]
    if gap:
        blocks.append(Paragraph(f"What would help most: {brief(gap)}."))
    return Reply((Card("", tuple(blocks), (_answer(head),)),), prompt_id=head.id)


def probe_question(probe: OpenProbe) -> Reply:
    """The follow-up question, asked again."""
    blocks = (
        Paragraph(probe.question),
        Paragraph(
            "Answer with: probe YOUR ANSWER. It counts with your first answer.", Weight.MUTED
        ),
    )
    this = (("prompt", probe.prompt_id),)
    actions = (Action("Answer the follow-up", "probe", this, asks=TEXT),)
    return Reply((Card("Follow-up", blocks, actions),), prompt_id=probe.prompt_id)


def probe_received(probe: OpenProbe) -> Reply:
    """The answer to the follow-up is stored."""
    text = "Got it; your answer is being graded again together with this."
    return Reply(
        (Card("", (Paragraph(text, Weight.MUTED),)),),
        prompt_id=probe.prompt_id,
    )


def _question(head: PromptHead, topics: Titles) -> tuple[Block, ...]:
    line = words.prompt_line(head, topics.get(head.topic, head.topic))
    return (Paragraph(head.question, Weight.STRONG), Paragraph(line, Weight.MUTED))


def _prompt_actions(head: PromptHead) -> tuple[Action, ...]:
    answer = _answer(head)
    hint = Action("Hint", "hint", (("prompt", head.id),))
    return (answer, hint) if head.hints else (answer,)


def _answer(head: PromptHead) -> Action:
    return Action("Answer", "answer", (("prompt", head.id),), asks=TEXT)


def due_line(due: Sequence[tuple[str, int]]) -> list[Block]:
    """What may be practised again, in one line; nobody has to. Nothing where nothing is due."""
    if not due:
        return []
    named = ", ".join(title for title, _ in due[:_MOST_SKILLS])
    more = len(due) - _MOST_SKILLS
    named += f" and {words.count(more, 'more skill')}" if more > 0 else ""
    text = f"Due again, when you have ten minutes: {named}. Say practice."
    return [Paragraph(text, Weight.MUTED)]


def _deadline(posted: Posting, zone: str, at: datetime) -> Paragraph:
    hours = (posted.deadline_at - at).total_seconds() / 3600
    when = words.moment(posted.deadline_at, zone)
    text = f"Open until {when.text}." if hours > 1 else f"Closes soon: {when.text}."
    return Paragraph(text, Weight.MUTED, (when,))


def _nothing_open(shown: Today) -> Reply:
    if shown.next_due_at is None:
        said = Paragraph("The daily prompt is paused at the moment.")
    else:
        when = words.moment(shown.next_due_at, shown.zone)
        text = f"No prompt is open today. The next one comes {when.text}."
        said = Paragraph(text, moments=(when,))
    blocks = (said, *due_line(shown.due), Paragraph(streak_line(shown.streak), Weight.MUTED))
    return Reply((Card("Nothing due today", blocks, (Action("Practise one", "practice"),)),))
