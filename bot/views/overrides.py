"""How an override reads: to the host who did it, and to the member."""

from __future__ import annotations

from bot.services.overrides import Overridden
from bot.views.model import Action, Card, Paragraph, Reply, Said, Weight, note
from bot.views.verdicts import step, verdict_of


def overridden(done: Overridden) -> Reply:
    """Tells the host what their verdict did."""
    text = f"Done, and {done.member} is told why. {step(done.before, done.after)}."
    return note(text)


def override_letter(done: Overridden) -> Reply:
    """Tells a member what a host changed about their grade, and why."""
    lines = (
        Paragraph(f"{_change(done)}. {step(done.before, done.after)}."),
        Paragraph("In the host's words:", Weight.MUTED),
        Said(done.reason),
        Paragraph(_closing(done), Weight.MUTED),
    )
    see = Action("My feedback", "feedback", (("prompt", done.prompt.id),))
    title = f"A host looked at your answer: {done.prompt.head.title}"
    return Reply((Card(title, lines, (see,)),), prompt_id=done.prompt.id)


def _change(done: Overridden) -> str:
    was = {one.id: one.verdict for one in done.before.criteria}.get(done.criterion.id)
    now = {one.id: one.verdict for one in done.after.criteria}[done.criterion.id]
    text = f"“{done.criterion.text}” now counts as {verdict_of(done.criterion, now)}"
    return text if was is None else f"{text}; before it was {verdict_of(done.criterion, was)}"


def _closing(done: Overridden) -> str:
    if done.after.score > done.before.score:
        return "You saw it right, and the grader did not. Your points and streak follow."
    return "Your points and streak follow. If you see it differently, talk to your host."
