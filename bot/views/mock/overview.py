"""How the loops read, with what a member has done of them."""

from __future__ import annotations

from bot.domain.debrief import recommended
from bot.domain.loop import LoopOutline, StageHead, StageKind
from bot.services.mock.choosing import Chosen
from bot.services.mock.records import Overview
from bot.views import words
from bot.views.model import Action, Card, Paragraph, Reply, Table, Weight, note

KINDS = {
    StageKind.INTERVIEW: "interview",
    StageKind.TAKE_HOME: "take-home",
    StageKind.SIMULATION: "simulation",
    StageKind.REFERENCES: "references",
    StageKind.NEGOTIATION: "negotiation",
    StageKind.COMMITTEE: "committee",
}


def overview(shown: Overview) -> Reply:
    """All loops with their stages, how far the member is, and what goes on."""
    cards = [_loop(outline, shown) for outline in shown.outlines]
    if shown.open:
        titles = ", ".join(f"“{one.live.stage.title}”" for one in shown.open)
        going = Card(
            "Under way",
            (Paragraph(f"{titles}. Say mock status to see where it stands."),),
            (Action("Where it stands", "mock status"), Action("Go on", "mock resume")),
        )
        cards.insert(0, going)
    return Reply(tuple(cards))


def nothing_open(following: Chosen | None) -> Reply:
    """No round is under way; the stage that comes next for the member, if any is left."""
    see = Action("See the rounds", "mock")
    text = "You have no mock round under way."
    if following is None:
        return note(text, see, title="Mock rounds")
    loop, stage = following.outline.loop, following.stage
    text += f" Next: “{stage.title}” of {loop.title}{_length(stage)}."
    values = (("loop", loop.id), ("stage", stage.id))
    begin = Action("Begin the round", "mock start", values)
    return note(text, begin, see, title="Mock rounds")


def _length(head: StageHead) -> str:
    if head.hours:
        return f", {words.count(head.hours, 'hour')}"
    return f", {words.count(head.minutes, 'minute')}" if head.minutes else ""


def choose_loop(shown: Overview) -> Reply:
    """Several loops there are, and none was named."""
    actions = tuple(
        Action(one.loop.title, "mock start", (("loop", one.loop.id),)) for one in shown.outlines
    )
    return note("Which round shall it be?", *actions, title="Mock rounds")


def _loop(outline: LoopOutline, shown: Overview) -> Card:
    loop = outline.loop
    rows = tuple(_row(outline, head, shown) for head in outline.stages)
    table = Table(("stage", "kind", "time", "best so far"), rows)
    how = Paragraph(
        f"To begin: mock start {loop.id}, or mock start {loop.id} {outline.stages[-1].id} for one "
        "stage.",
        Weight.MUTED,
    )
    start = Action("Begin", "mock start", (("loop", loop.id),))
    return Card(loop.title, (Paragraph(loop.summary), table, how), (start,))


def _row(outline: LoopOutline, head: StageHead, shown: Overview) -> tuple[str, ...]:
    score = shown.best.get(outline.key_of(head.id))
    best = "" if score is None else str(recommended(score)) if score >= 0 else "done"
    time = f"{head.hours} h" if head.hours else ""
    if head.minutes and not head.hours:
        time = words.count(head.minutes, "min", "min")
    return (head.id, KINDS[head.kind], time, best)
