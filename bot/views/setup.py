"""How setting a group up reads: five questions, a summary, and what the trial found."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.domain.group import FeedbackPlace, Group
from bot.domain.schedule import Delivery
from bot.services.setup import Checked, Setup, Step, Tried
from bot.views import words
from bot.views.model import (
    Action,
    Block,
    Card,
    Check,
    Checklist,
    Facts,
    Mark,
    Paragraph,
    Reply,
    Weight,
)

Picks = Sequence[tuple[str, str]]
"""What can be picked from a list, as (label, value)."""

TIMES = ("07:00", "08:00", "09:00", "12:00", "12:30", "17:00", "18:00", "19:00", "20:00")
DAYS = (
    ("Every day", "daily"),
    ("Monday to Friday", "mon-fri"),
    ("Monday, Wednesday, Friday", "mon,wed,fri"),
    ("Tuesday and Thursday", "tue,thu"),
    ("Saturday and Sunday", "weekends"),
)

_ASKED = {
    Step.CHANNEL: (
        "Where shall I post the daily prompt? Choose a channel that your whole study group can "
        "read."
    ),
    Step.TIME: "At what time shall the prompt come? Morning and lunch break work well.",
    Step.ZONE: "In which time zone? Times follow its clock, summer time included.",
    Step.DAYS: "On which days? A day without a prompt never breaks a streak.",
    Step.FEEDBACK: (
        "Who shall see the feedback on an answer? Members can still choose for themselves."
    ),
}

_FEEDBACK = (
    ("private", "only the one who wrote the answer; people dare more"),
    ("thread", "everybody, under the prompt; people learn from one another"),
)


def question(setup: Setup, step: Step, *, trouble: str = "", zones: Picks = ()) -> Reply:
    """Asks for one thing; `trouble` says what was wrong with the answer before."""
    blocks: list[Block] = [Paragraph(trouble)] if trouble else []
    blocks.append(Paragraph(_ASKED[step], Weight.NORMAL if trouble else Weight.STRONG))
    if step is Step.FEEDBACK:
        blocks.append(Facts(_FEEDBACK))
    number = list(Step).index(step) + 1
    title = f"{setup.group.name}: step {number} of {len(Step)}"
    if setup.started:
        title = setup.group.name
    return Reply((Card(title, tuple(blocks), _ways(setup, step, zones)),))


def _ways(setup: Setup, step: Step, zones: Picks) -> tuple[Action, ...]:
    """How a question can be answered: from a list where there is one, else by typing."""
    if step is Step.CHANNEL:
        return (_ask(setup, "Choose the channel", step),)
    if step is Step.TIME:
        picks = tuple((one, one) for one in TIMES)
        return (_ask(setup, "Choose a time", step, picks), _ask(setup, "Another time", step))
    if step is Step.ZONE:
        return (_ask(setup, "Choose a time zone", step, zones), _ask(setup, "Another zone", step))
    if step is Step.DAYS:
        return (_ask(setup, "Choose the days", step, DAYS), _ask(setup, "Other days", step))
    return (
        _do(setup, "Private feedback", feedback="private"),
        _do(setup, "Feedback in the thread", feedback="thread"),
    )


def _ask(setup: Setup, label: str, what: str, picks: Picks = ()) -> Action:
    return Action(label, "setup", _which(setup), (str(what),), tuple(picks))


def _do(setup: Setup, label: str, **values: str) -> Action:
    return Action(label, "setup", (*values.items(), *_which(setup)))


def _which(setup: Setup) -> tuple[tuple[str, str], ...]:
    """The group's number, where a word said here would reach another group."""
    return (("group", str(setup.group.id)),) if setup.elsewhere else ()


def summary(setup: Setup, *, changed: bool = False, zones: Picks = ()) -> Reply:
    """All that was chosen, and what can be changed."""
    group = setup.group
    if not setup.started:
        title = f"Ready to start: {group.name}"
        text = (
            "Nothing is posted yet. Next I try everything out in the channel, quietly; if it all "
            "works, the group starts."
        )
        first = _check(setup, "Try it and start")
    elif group.paused:
        title = f"{group.name} is paused"
        text = "No prompt is posted while it is paused, and no streak suffers."
        first = _check(setup, "Try it and go on")
    else:
        title = f"{group.name} is running"
        text = f"The next prompt comes {next_prompt(group)}."
        first = _check(setup, "Try it out")
    blocks = (_facts(setup), Paragraph(f"Saved. {text}" if changed else text))
    return Reply((Card(title, blocks, (first, *_changes(setup, zones))),))


def _check(setup: Setup, label: str) -> Action:
    return Action(label, "setup", (("do", "check"), *_which(setup)))


def _facts(setup: Setup) -> Facts:
    group = setup.group
    pairs = [
        ("time", _unsure(setup, Step.TIME, _time(group))),
        ("time zone", _unsure(setup, Step.ZONE, group.zone)),
        ("days", _unsure(setup, Step.DAYS, words.weekdays(group.schedule.weekdays))),
        ("feedback", _unsure(setup, Step.FEEDBACK, feedback_place(group.feedback))),
    ]
    channels: set[int] = set()
    roles: set[int] = set()
    if setup.place is not None:
        pairs.insert(0, ("channel", setup.place.channel))
        channels.add(0)
    for label, role in (("hosts", group.host_role), ("a prompt calls", group.ping)):
        if role:
            roles.add(len(pairs))
            pairs.append((label, role))
    return Facts(tuple(pairs), frozenset(channels), frozenset(roles))


def _time(group: Group) -> str:
    if group.delivery is Delivery.ON_VISIT:
        return "whenever somebody comes"
    return f"{group.schedule.local_time:%H:%M}"


def _unsure(setup: Setup, step: Step, value: str) -> str:
    return value if step in setup.answered else f"{value} (not chosen yet)"


def feedback_place(place: FeedbackPlace) -> str:
    """Who sees feedback, in a word or two."""
    return "in the thread" if place is FeedbackPlace.THREAD else "private"


def _changes(setup: Setup, zones: Picks) -> tuple[Action, ...]:
    group = setup.group
    times = tuple((one, one) for one in TIMES)
    if group.feedback is FeedbackPlace.PRIVATE:
        feedback = _do(setup, "Feedback in the thread", feedback="thread")
    else:
        feedback = _do(setup, "Private feedback", feedback="private")
    return (
        _ask(setup, "Change the channel", Step.CHANNEL),
        _ask(setup, "Change the time", Step.TIME, times),
        _ask(setup, "Change the time zone", Step.ZONE, zones),
        _ask(setup, "Change the days", Step.DAYS, DAYS),
        feedback,
        _role(setup, group.host_role, "hosts", "Name a host role", "No host role"),
        _role(setup, group.ping, "ping", "Call a role", "Call nobody"),
    )


def _role(setup: Setup, role: str, option: str, name_it: str, drop_it: str) -> Action:
    if role:
        return _do(setup, drop_it, **{option: "none"})
    return _ask(setup, name_it, option)


def checked(done: Checked) -> Reply:
    """What the trial found, and whether the group posts now."""
    steps = (Checklist(tuple(_step(one) for one in done.steps)),) if done.steps else ()
    says: Callable[[Checked], Card] = _works if done.passed else _fails
    card = says(done)
    return Reply((Card(card.title, (*steps, *card.blocks), card.actions),))


def _step(step: Tried) -> Check:
    if step.passed:
        return Check(Mark.MET, "works", step.name)
    return Check(Mark.MISSED, "does not work yet", step.name, note=step.remedy)


def _works(done: Checked) -> Card:
    setup, group = done.setup, done.setup.group
    text = f"{group.name} is on. The next prompt comes {next_prompt(group)}."
    title = "Started" if done.began else "Everything works"
    actions = [_do(setup, "Show the settings")]
    if not setup.elsewhere:
        actions.insert(0, Action("Post one now", "post now"))
    return Card(title, (Paragraph(text, Weight.STRONG),), tuple(actions))


def _fails(done: Checked) -> Card:
    setup = done.setup
    if setup.group.paused:
        title = "Not started yet"
        text = "Nothing is posted until this works. Change what is marked, then try again."
    else:
        title = "Something needs a change"
        text = "Prompts still come as planned. Change what is marked, then try again."
    actions = (
        _check(setup, "Try again"),
        _ask(setup, "Change the channel", Step.CHANNEL),
    )
    return Card(title, (Paragraph(text, Weight.STRONG),), actions)


def next_prompt(group: Group) -> str:
    """`Mon 2 Mar, 09:00 (Europe/Berlin)`, or why there is none."""
    if group.next_due_at is None:
        return "once there is a day for it on the schedule"
    return f"{words.clock(group.next_due_at, group.zone)} ({group.zone})"
