"""What hosts can do: schedule, group, post now, pause, resume, bank, health, audit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.commands.command import Ask, Command, Option, OptionKind
from bot.commands.registry import nearest
from bot.commands.values import (
    read_date,
    read_group_name,
    read_number,
    read_time,
    read_weekdays,
    read_zone,
)
from bot.domain.group import FeedbackPlace, Group
from bot.domain.prompt import PromptLevel
from bot.domain.schedule import Delivery
from bot.errors import BadInput
from bot.refusals import values as refusals
from bot.services import hosting as service
from bot.services.insight import insight
from bot.views import bank as bank_views
from bot.views import health as health_views
from bot.views import hosting as views
from bot.views import insight as insight_views
from bot.views.model import Reply

_LONGEST_DEADLINE_HOURS = 168


async def _schedule(ask: Ask) -> Reply:
    what, value = ask.values.get("what"), ask.values.get("value", "").strip()
    if what is None:
        return views.group((await service.health(ask.deps, ask.visitor)).group)
    if not value:
        raise BadInput(refusals.value_needed(f"schedule {what}", _EXAMPLES[what]))
    if what in {"skip", "unskip"}:
        day = read_date(value, ask.at, ask.group.zone)
        changed = await service.skip_day(ask.deps, ask.visitor, ask.at, day, skip=what == "skip")
        return views.changed(changed)
    return await _edit(ask, _SCHEDULE_EDITS[what](value), f"schedule.{what}", value)


async def _group(ask: Ask) -> Reply:
    what, value = ask.values.get("what"), ask.values.get("value", "").strip()
    if what is None:
        return views.group((await service.health(ask.deps, ask.visitor)).group)
    if not value:
        raise BadInput(refusals.value_needed(f"group {what}", _EXAMPLES[what]))
    edit = _topics(value, list(ask.topics)) if what == "topics" else _GROUP_EDITS[what](value)
    await _edit(ask, edit, f"group.{what}", value)
    return views.group((await service.health(ask.deps, ask.visitor)).group)


async def _edit(ask: Ask, edit: Callable[[Group], Group], action: str, value: str) -> Reply:
    changed = await service.change_group(
        ask.deps, ask.visitor, ask.at, edit, action=action, detail={"value": value}
    )
    return views.changed(changed)


def _time(value: str) -> Callable[[Group], Group]:
    at = read_time(value)
    return lambda group: replace(
        group, schedule=replace(group.schedule, local_time=at), delivery=Delivery.POSTED
    )


def _days(value: str) -> Callable[[Group], Group]:
    days = read_weekdays(value)
    return lambda group: replace(group, schedule=replace(group.schedule, weekdays=days))


def _zone(value: str) -> Callable[[Group], Group]:
    zone = read_zone(value)
    return lambda group: replace(group, schedule=replace(group.schedule, zone=zone))


def _deadline(value: str) -> Callable[[Group], Group]:
    if value.lower() == "default":
        return lambda group: replace(group, deadline_minutes=None)
    hours = read_number(value, 1, _LONGEST_DEADLINE_HOURS)
    return lambda group: replace(group, deadline_minutes=hours * 60)


def _topics(value: str, known: list[str]) -> Callable[[Group], Group]:
    chosen = _several(value, known)
    return lambda group: replace(group, topics=chosen)


def _levels(value: str) -> Callable[[Group], Group]:
    chosen = _several(value, [level.value for level in PromptLevel])
    return lambda group: replace(group, levels=tuple(PromptLevel(one) for one in chosen))


def _feedback(value: str) -> Callable[[Group], Group]:
    (chosen,) = _several(value, [place.value for place in FeedbackPlace])[:1] or ("private",)
    return lambda group: replace(group, feedback=FeedbackPlace(chosen))


def _name(value: str) -> Callable[[Group], Group]:
    name = read_group_name(value)
    return lambda group: replace(group, name=name)


def _threads(value: str) -> Callable[[Group], Group]:
    wanted = _is_on(value)
    return lambda group: replace(group, threads=wanted)


def _pins(value: str) -> Callable[[Group], Group]:
    wanted = _is_on(value)
    return lambda group: replace(group, pins=wanted)


def _is_on(value: str) -> bool:
    choices = ["on", "off"]
    if value.lower() not in choices:
        raise BadInput(refusals.not_a_choice(value, choices, []))
    return value.lower() == "on"


def _several(value: str, known: list[str]) -> tuple[str, ...]:
    """Comma-separated choices; `all` is none in particular."""
    wanted = [part.strip().lower() for part in value.split(",") if part.strip()]
    if wanted == ["all"]:
        return ()
    for one in wanted:
        if one not in known:
            raise BadInput(refusals.not_a_choice(one, known, nearest(one, known)))
    return tuple(dict.fromkeys(wanted))


_SCHEDULE_EDITS = {"time": _time, "days": _days, "zone": _zone, "deadline": _deadline}
_GROUP_EDITS = {
    "levels": _levels,
    "feedback": _feedback,
    "threads": _threads,
    "pins": _pins,
    "name": _name,
}
_EXAMPLES = {
    "time": "schedule time 09:00",
    "days": "schedule days mon-fri",
    "zone": "schedule zone Europe/Berlin",
    "deadline": "schedule deadline 12",
    "skip": "schedule skip 2026-12-25",
    "unskip": "schedule unskip 2026-12-25",
    "topics": "group topics ai,metrics",
    "levels": "group levels starter,standard",
    "feedback": "group feedback thread",
    "threads": "group threads off",
    "pins": "group pins on",
    "name": "group name Night owls",
}


async def _pause(ask: Ask) -> Reply:
    return views.paused(await _set_paused(ask, ask.at, paused=True))


async def _resume(ask: Ask) -> Reply:
    return views.paused(await _set_paused(ask, ask.at, paused=False))


async def _set_paused(ask: Ask, at: datetime, *, paused: bool) -> Group:
    return await service.change_group(
        ask.deps,
        ask.visitor,
        at,
        lambda group: replace(group, paused=paused),
        action="group.pause" if paused else "group.resume",
        detail={},
    )


async def _post_now(ask: Ask) -> Reply:
    await service.post_today(ask.deps, ask.visitor, ask.at)
    return views.posted()


async def _bank(ask: Ask) -> Reply:
    health = await service.health(ask.deps, ask.visitor)
    return bank_views.bank(ask.deps.bank.heads(), ask.topics, health.prompts_left)


async def _health(ask: Ask) -> Reply:
    return health_views.health(await service.health(ask.deps, ask.visitor))


async def _insight(ask: Ask) -> Reply:
    return insight_views.insight(await insight(ask.deps, ask.visitor, ask.at))


async def _audit(ask: Ask) -> Reply:
    return views.audit(await service.audit(ask.deps, ask.visitor), ask.group.zone)


HOSTING = (
    Command(
        "schedule",
        "when the prompt is posted: time, days, zone, deadline, skip dates",
        _schedule,
        (
            Option(
                "what", "what to change", OptionKind.CHOICE, (*_SCHEDULE_EDITS, "skip", "unskip")
            ),
            Option("value", "the new value", OptionKind.TEXT),
        ),
        hosts_only=True,
        examples=("schedule time 09:00", "schedule days mon-fri", "schedule skip 2026-12-25"),
    ),
    Command(
        "group",
        "the group's name, topics, levels, feedback, threads and pins",
        _group,
        (
            Option("what", "what to change", OptionKind.CHOICE, ("topics", *_GROUP_EDITS)),
            Option("value", "the new value", OptionKind.TEXT),
        ),
        hosts_only=True,
        examples=("group topics ai,metrics", "group threads off", "group name Night owls"),
    ),
    Command("post now", "post today's prompt at once", _post_now, hosts_only=True),
    Command("pause", "stop posting until resume", _pause, hosts_only=True),
    Command("resume", "go on posting", _resume, hosts_only=True),
    Command("bank", "the prompts there are, by topic and level", _bank, hosts_only=True),
    Command("health", "last and next posting, and what waits", _health, hosts_only=True),
    Command(
        "insight",
        "how the group does by skill, which questions are hard, who went quiet",
        _insight,
        hosts_only=True,
    ),
    Command("audit", "what was done to the group, newest first", _audit, hosts_only=True),
)
