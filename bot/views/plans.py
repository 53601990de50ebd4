"""How a plan reads: today first, then the coming week, and what was moved."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.plan import PlanDay, Work
from bot.services.plans import Plan
from bot.views import words
from bot.views.model import (
    MARKDOWN,
    Action,
    Block,
    Card,
    Facts,
    Paragraph,
    Reply,
    Weight,
    note,
    text_file,
)
from bot.views.practice import due_line

Titles = Mapping[str, str]

WEEK = 7
_HOW = (
    "Say plan and the date of your interview: plan 2026-12-01, plan 1 Dec payer, plan in 3 weeks. "
    "You get a plan for each day until then."
)


def none_yet() -> Reply:
    """There is no plan."""
    action = Action("Plan for a date", "plan", asks=("date",))
    return note(_HOW, action, title="No plan yet")


def stopped(there_was: bool) -> Reply:
    """The plan is forgotten."""
    return note("The plan is gone; your practice stays." if there_was else "There was no plan.")


def plan(shown: Plan, topics: Titles, *, new: bool = False) -> Reply:
    """Today and the coming week."""
    left = (shown.interview - shown.today.day).days
    if shown.today.work is Work.INTERVIEW:
        title = "Interview today"
    else:
        title = f"{words.count(left, 'day')} to your interview"
    blocks: list[Block] = [Paragraph(_today(shown, topics), Weight.STRONG)]
    blocks += [*_moved(shown), *due_line(shown.due)]
    week = shown.days[1 : WEEK + 1]
    if week:
        rows = tuple((words.day(one.day), _what(one, shown, topics)) for one in week)
        blocks.append(Facts(rows))
    if new and shown.company.asks:
        blocks.append(Paragraph(f"{shown.company.title}: {shown.company.asks}", Weight.MUTED))
    if len(shown.days) > WEEK + 1:
        when = words.day(shown.interview)
        text = (
            f"The days until {when} follow as you go, or all at once with plan all; what you miss "
            "is spread over them."
        )
        blocks.append(Paragraph(text, Weight.MUTED))
    return Reply((Card(title, tuple(blocks), _actions(shown)),))


def whole(shown: Plan, topics: Titles) -> Reply:
    """Every day until the interview, as a file."""
    text = (
        f"Here is every day until {words.day(shown.interview)}, as it stands today. What you miss "
        "moves to later days: plan shows where you are."
    )
    told = f"The plan from {words.day(shown.today.day)} to {words.day(shown.interview)}."
    name = f"plan-{shown.interview}.md"
    file = text_file(name, markdown(shown, topics), MARKDOWN, told=told)
    action = Action("Today and the week", "plan")
    return Reply(note(text, action, title="The whole plan").cards, attachments=(file,))


def markdown(shown: Plan, topics: Titles) -> str:
    """Every day until the interview as Markdown, week by week."""
    lines = [f"# Plan for {words.day(shown.interview)} {shown.interview.year}", ""]
    if shown.company.asks:
        lines += [f"{shown.company.title}: {shown.company.asks}", ""]
    for number, one in enumerate(shown.days):
        if number and one.day.weekday() == 0:
            lines.append("")
        what = _what(one, shown, topics)
        lines.append(f"- **{words.day(one.day)}**: {what}")
    return "\n".join(lines) + "\n"


def _actions(shown: Plan) -> tuple[Action, ...]:
    day = shown.today
    actions: list[Action] = []
    if day.work is Work.PROMPT:
        actions.append(Action("Practise it", "practice", (("topic", day.topic),)))
    if day.drill:
        actions.append(Action("Do the drill", "drill", (("kind", day.drill),)))
    if day.mock:
        loop, _, stage = day.mock.partition("/")
        values = (("loop", loop), ("stage", stage))
        actions.append(Action("Begin the mock round", "mock start", values))
    if day.work is Work.LIGHT:
        actions.append(Action("What is due", "practice"))
    if day.work in {Work.LIGHT, Work.CALM}:
        actions.append(Action("My stories", "story list"))
    if len(shown.days) > WEEK + 1:
        actions.append(Action("The whole plan", "plan", (("date", "all"),)))
    picks = tuple((one.title, one.id) for one in shown.other if one.title)
    if len(picks) > 1 and day.work is not Work.INTERVIEW:
        this = (("date", shown.interview.isoformat()),)
        actions.append(Action("Kind of company", "plan", this, asks=("company",), picks=picks))
    return tuple(actions)


def _today(shown: Plan, topics: Titles) -> str:
    day = shown.today
    if day.work is Work.INTERVIEW:
        return "Today is the day. You have done the work; say what you would really do. Good luck!"
    if shown.practised and day.practises:
        return "Today: done. Tomorrow goes on below."
    return f"Today: {_what(day, shown, topics)}."


def _what(day: PlanDay, shown: Plan, topics: Titles) -> str:
    if day.work is Work.PROMPT:
        text = f"one question on {topics.get(day.topic, day.topic)}"
        titles = {one.id: one.title for one in shown.drills}
        return f"{text}, and the drill “{titles[day.drill]}”" if day.drill in titles else text
    if day.work is Work.MOCK:
        return f"a mock round: {dict(shown.mocks).get(day.mock, day.mock)}"
    return _WORK[day.work]


_WORK = {
    Work.REST: "rest",
    Work.LIGHT: "only what is due again, and your stories once",
    Work.CALM: "nothing new: your stories once, then an early night",
    Work.INTERVIEW: "the interview",
}


_LAST = {Work.LIGHT, Work.CALM, Work.INTERVIEW}


def _moved(shown: Plan) -> list[Block]:
    missed = len(shown.missed)
    # In the last days nothing is made up for any more, and nobody needs to be told.
    if not missed or shown.today.work in _LAST:
        return []
    text = (
        f"{words.count(missed, 'day')} passed without practice; what matters most of "
        f"{'it' if missed == 1 else 'them'} is spread over the days left."
    )
    return [Paragraph(text, Weight.MUTED)]
