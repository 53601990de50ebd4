"""How a group's settings, health and audit log read to its host."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.group import Group
from bot.domain.schedule import Delivery
from bot.services.hosting import AuditEntry
from bot.views import words
from bot.views.bank import bank_ends
from bot.views.model import Bullets, Card, Facts, Paragraph, Reply, Weight, note

_IN_VAIN = "I could not post the prompt three times in a row, each time for the same reason:"
_GOES_ON = (
    "The group is paused now, so that no streak suffers. Once that is mended, “setup check” tries "
    "what I need and starts the group again, and so does “resume”."
)
_CHECK = "“setup check” tries what I need and says what to change."


def group(shown: Group) -> Reply:
    """The group's settings and how to change them."""
    pairs = [
        ("name", shown.name),
        ("posts", _posts(shown)),
        ("days", words.weekdays(shown.schedule.weekdays)),
        ("time zone", shown.zone),
        ("topics", ", ".join(shown.topics) or "all"),
        ("levels", ", ".join(shown.levels) or "all"),
        ("deadline", _deadline(shown)),
        ("feedback", shown.feedback.value),
        ("threads", "one under each prompt" if shown.threads else "off"),
        ("pins", "the newest prompt is pinned" if shown.pins else "off"),
        ("next prompt", next_posting(shown)),
    ]
    roles = [("hosts", shown.host_role), ("a prompt calls", shown.ping)]
    named = [pair for pair in roles if pair[1]]
    facts = Facts((*pairs, *named), roles=frozenset(range(len(pairs), len(pairs) + len(named))))
    how = (
        "Change one with: schedule time 09:00 · schedule days mon-fri · schedule zone "
        "Europe/Berlin · schedule skip 2026-12-25 · schedule deadline 12 · group topics ai,metrics "
        "· group levels starter,standard · group feedback thread · group threads off · group pins "
        "on · group name Night owls · setup for the channel and the roles"
    )
    return Reply((Card(f"Group: {shown.name}", (facts, Paragraph(how, Weight.MUTED))),))


def changed(shown: Group) -> Reply:
    """A change of the schedule is done."""
    return note(f"Done. The next prompt: {next_posting(shown)}.")


def paused(shown: Group) -> Reply:
    """The group was paused, or goes on."""
    if shown.paused:
        return note("Paused. No prompt is posted until you say resume, and no streak suffers.")
    return note(f"On again. The next prompt: {next_posting(shown)}.")


def posted() -> Reply:
    """Today's prompt was posted at the host's word."""
    return note("Today's prompt is on its way.")


def audit(entries: Sequence[AuditEntry], zone: str) -> Reply:
    """What was done to the group, newest first."""
    if not entries:
        return note("Nothing yet.", title="Audit log")
    lines = tuple(
        f"{words.clock(one.at, zone)} · {one.actor or 'Rounds'} · {one.action}"
        + (f" · {', '.join(f'{k} {v}' for k, v in one.detail.items())}" if one.detail else "")
        for one in entries
    )
    return Reply((Card("Audit log", (Bullets(lines),)),))


def host_note(action: str, detail: str) -> Reply:
    """What a host is told without having asked."""
    if action == "bank.low":
        return note(bank_ends(int(detail)), title="For the host")
    text = {
        "bank.empty": "No prompt fits this group's topics and levels, so none was posted.",
        "posting.missed": f"The prompt of {detail} was missed: the bot was down. It is excused.",
        "group.rests": f"{_IN_VAIN} {detail}. {_GOES_ON}",
        "send.failed.posting": f"I could not post the prompt: {detail}. Streaks go on. {_CHECK}",
        "send.failed.closing": f"I could not post how the prompt ended: {detail}. {_CHECK}",
        "send.failed.digest": f"I could not post the week's digest: {detail}. {_CHECK}",
        "send.failed.thread": f"I could not open the thread of a prompt: {detail}. {_CHECK}",
        "send.failed.pin": f"I could not pin the prompt: {detail}. {_CHECK}",
    }.get(action, action)
    return note(text, title="For the host")


def _posts(shown: Group) -> str:
    if shown.delivery is Delivery.ON_VISIT:
        return "whenever somebody comes"
    return f"at {shown.schedule.local_time:%H:%M}"


def _deadline(shown: Group) -> str:
    if shown.deadline_minutes is None:
        return "the next prompt, 24 hours at most"
    return f"{shown.deadline_minutes / 60:g} hours"


def next_posting(shown: Group) -> str:
    """When the next prompt is due, or why none is."""
    if shown.paused:
        return "none while paused"
    if shown.next_due_at is None:
        return "none on the schedule"
    return words.clock(shown.next_due_at, shown.zone)
