"""How cards read: the map, one card, and its calculators."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from bot.domain.burden import DAYS, LINE, Burden
from bot.domain.figure import money, written
from bot.domain.lesson import Calculator, Family, Lesson
from bot.domain.walk import Outcome, Tick, Walk
from bot.services.lessons import Mapped, Opened, Touch
from bot.views.model import (
    Action,
    Block,
    Bullets,
    Card,
    Check,
    Checklist,
    Facts,
    Mark,
    Paragraph,
    Reply,
    Weight,
)

_FAMILIES = {
    Family.METRICS: "Metrics",
    Family.RISK: "Risk and launch",
    Family.REGULATION: "Regulation",
    Family.WORKFLOW: "Workflow",
    Family.BUSINESS: "Business",
    Family.INTERVIEW: "Interviews",
}

_TOUCHED = {Touch.NOT_YET: "", Touch.READ: " · read", Touch.PRACTISED: " · practised"}

_TICKS = {Tick.YES: Mark.MET, Tick.NO: Mark.MISSED, Tick.UNKNOWN: Mark.UNSURE}
_TICK_WORDS = {Tick.YES: "yes", Tick.NO: "no", Tick.UNKNOWN: "not known"}

START = "start"
"""Said to a card with a checklist, it begins the walk."""

BURDEN_ASKS = ("alerts", "precision", "minutes", "wage", "worth")


def course_map(found: Sequence[Mapped]) -> Reply:
    """Every card by family, and what is untouched."""
    if not found:
        return Reply((Card("Learn", (Paragraph("There are no cards here yet."),)),))
    new = [one.lesson for one in found if one.touch is Touch.NOT_YET]
    blocks: list[Block] = [Paragraph(_so_far(len(found), len(new)))]
    for family, title in _FAMILIES.items():
        cards = [one for one in found if one.lesson.family is family]
        if cards:
            done = sum(one.touch is not Touch.NOT_YET for one in cards)
            blocks.append(Paragraph(f"{title}: {done} of {len(cards)}", Weight.STRONG))
            blocks.append(
                Facts(
                    tuple(
                        (one.lesson.id, f"{one.lesson.title}{_TOUCHED[one.touch]}") for one in cards
                    )
                )
            )
    picks = tuple((one.lesson.title, one.lesson.id) for one in found)
    actions = [Action("Open a card", "learn", asks=("card",), picks=picks)]
    if new:
        actions.insert(0, Action(f"Next: {new[0].title}", "learn", (("card", new[0].id),)))
    return Reply((Card("What there is to learn", tuple(blocks), tuple(actions)),))


def _so_far(cards: int, new: int) -> str:
    if new == 0:
        return f"You have touched all {cards} cards. Say learn and its name to open one again."
    if new == cards:
        return f"{cards} cards, each a page with a worked example. Say learn and a card's name."
    return f"{new} of {cards} cards are still new to you. Say learn and a card's name."


def lesson(opened: Opened, *, mocks: bool = False) -> Reply:
    """One card: what, when, a worked example, the usual mistake, and how to practise it.

    With `mocks` the rounds that put it under pressure are named.
    """
    card = opened.lesson
    blocks: list[Block] = [Paragraph(card.what)]
    for heading, text in (
        ("When it decides something", card.when),
        ("Worked through", card.example),
        ("The usual mistake", card.mistake),
    ):
        blocks += [Paragraph(heading, Weight.STRONG), Paragraph(text)]
    practise = (*_practise(opened), *(_rounds(card) if mocks else ()))
    if practise:
        blocks += [Paragraph("Practise it", Weight.STRONG), Bullets(practise)]
    sources = "; ".join(f"{one.title} {one.url}".strip() for one in card.sources)
    blocks.append(Paragraph(f"Sources: {sources}", Weight.MUTED))
    return Reply((Card(card.title, tuple(blocks), tuple(_actions(opened))),))


def _practise(opened: Opened) -> tuple[str, ...]:
    drills = (f"{one.title}: drill {one.id}" for one in opened.drills)
    prompts = (f"{one.title}: learn {opened.lesson.id} {one.id}" for one in opened.prompts)
    return (*drills, *prompts)


def _rounds(card: Lesson) -> tuple[str, ...]:
    return tuple(f"Under pressure: mock start {one.replace('/', ' ')}" for one in card.mocks)


def _actions(opened: Opened) -> list[Action]:
    card = opened.lesson
    this = (("card", card.id),)
    actions: list[Action] = []
    if card.calculator is Calculator.BURDEN:
        actions.append(Action("With your own figures", "learn", this, asks=BURDEN_ASKS))
    elif card.calculator is Calculator.CHECKLIST:
        actions.append(Action("Walk through it", "learn", (("card", card.id), ("own", START))))
    actions += [
        Action(f"Drill: {one.title}", "drill", (("kind", one.id),)) for one in opened.drills[:2]
    ]
    if opened.prompts:
        picks = tuple((one.title, one.id) for one in opened.prompts)
        actions.append(Action("Practise a prompt", "learn", this, asks=("prompt",), picks=picks))
    if opened.see:
        picks = tuple((one.title, one.id) for one in opened.see)
        actions.append(Action("Related card", "learn", asks=("card",), picks=picks))
    return [*actions, Action("Map", "learn")]


def burden(card: Lesson, own: Burden) -> Reply:
    """The burden math with a member's own figures."""
    pairs = [
        ("false alarms a day", written(own.false_alarms)),
        ("hours lost a day", written(own.hours)),
        ("cost of one false alarm", _money(own.cost_of_one)),
        ("cost a month", _money(own.cost)),
    ]
    if own.false_for_true is not None:
        pairs.append(("false for each true one", written(own.false_for_true)))
    if own.worth:
        pairs.append(("worth a month", _money(own.benefit)))
    if own.break_even is not None:
        pairs.append(("precision at which it pays", f"{written(own.break_even * 100)}%"))
    false = f"{written((1 - own.precision) * 100)}%"
    steps = (
        f"{written(own.alerts)} alerts x {false} = {written(own.false_alarms)} false alarms a day. "
        f"{written(own.false_alarms)} x {written(own.minutes)} minutes / 60 = "
        f"{written(own.hours)} hours. {written(own.hours)} x {_money(own.wage)} x {DAYS} days = "
        f"{_money(own.cost)} a month."
    )
    blocks = (
        Facts(tuple(pairs)),
        Paragraph(steps, Weight.MUTED),
        Paragraph(_worth_it(own), Weight.STRONG),
        Paragraph(
            "Money is half of it: ask who loses these hours, and when they stop looking.",
            Weight.MUTED,
        ),
    )
    actions = (
        Action("Other figures", "learn", (("card", card.id),), asks=BURDEN_ASKS),
        Action("Back to the card", "learn", (("card", card.id),)),
    )
    return Reply((Card("Your burden math", blocks, actions),))


def _worth_it(own: Burden) -> str:
    line = _money(Fraction(LINE))
    above = own.cost > LINE
    house = (
        f"Above the line of {line} a month that one article draws: ask for a second signal or a "
        "higher threshold before launch."
        if above
        else f"Below the line of {line} a month that one article draws. Set your own, and say why."
    )
    if not own.worth:
        return house
    if own.benefit > own.cost:
        return f"What the true alerts are worth is more than what the false ones cost. {house}"
    return f"The false alarms cost at least as much as the true ones are worth. {house}"


def _money(value: Fraction) -> str:
    return f"${written(value, 0) if abs(value) >= 100 else money(value)}"


def point(card: Lesson, walk: Walk) -> Reply:
    """The next point of a checklist."""
    number = len(walk.answers)
    asked = card.points[number]
    kind = "A hard stop: without it, no launch." if asked.hard else "Open, it means not yet."
    blocks = (
        Paragraph(asked.ask, Weight.STRONG),
        Paragraph(f"{kind} Think of one product, and of proof you can show.", Weight.MUTED),
    )
    this = (("of", str(walk)),)
    actions = (
        Action("Yes, with proof", "learn", (*this, ("own", "y"))),
        Action("No, or not yet", "learn", (*this, ("own", "n"))),
        Action("I don't know", "learn", (*this, ("own", "u"))),
    )
    title = f"{card.title}: point {number + 1} of {len(card.points)}"
    return Reply((Card(title, blocks, actions),), prompt_id=str(walk))


def walked(card: Lesson, walk: Walk) -> Reply:
    """What the checklist comes to, point by point."""
    checks = tuple(
        Check(
            _TICKS[said],
            f"{_TICK_WORDS[said]}{', a hard stop' if one.hard and said is not Tick.YES else ''}",
            one.ask,
            note="" if said is Tick.YES else one.missing,
        )
        for one, said in zip(card.points, walk.answers, strict=True)
    )
    outcome = walk.outcome(card.points)
    open_points = sum(said is not Tick.YES for said in walk.answers)
    said = {
        Outcome.LAUNCH: "Launch. Every point holds; keep the proof of each where a reviewer finds "
        "it.",
        Outcome.NOT_YET: f"Not yet. {open_points} of {len(card.points)} points are open, none of "
        "them a hard stop: name an owner and a date for each, then look again.",
        Outcome.STOP: f"Stop. {open_points} of {len(card.points)} points are open, among them a "
        "hard stop. What nobody knows counts as open: it cannot be defended.",
    }[outcome]
    blocks = (Paragraph(said, Weight.STRONG), Checklist(checks))
    actions = (
        Action("Walk again", "learn", (("card", card.id), ("own", START))),
        Action("Back to the card", "learn", (("card", card.id),)),
    )
    return Reply((Card(f"{card.title}: the verdict", blocks, actions),), prompt_id="")
