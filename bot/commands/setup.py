"""Setting a group up: a question at a time or all options at once, and the trial at the end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from bot.commands.command import Ask, Command, Option, OptionKind
from bot.commands.values import read_group_name, read_id, read_time, read_weekdays, read_zone
from bot.commands.zones import LIKELY, labelled, zones_like
from bot.domain.group import FeedbackPlace, Place
from bot.errors import BadInput
from bot.refusals import groups as group_refusals
from bot.refusals import values as value_refusals
from bot.services import setup as service
from bot.services.arrival import Visitor
from bot.services.neighbours import meant
from bot.services.setup import Choices, Setup, Step
from bot.views import setup as views
from bot.views.model import Reply

_TRY = "check"
_LONGEST_ID = 80
_MOST_ZONES = 25
"""A list to pick from holds no more on any platform."""


async def _setup(ask: Ask) -> Reply:
    if ask.values.get("do") == _TRY:
        return await _check(ask)
    place = _place(ask)
    choices, troubles = _read(ask.values)
    visitor = await _meant(ask, place, choices.channel)
    setup = await service.setup_of(ask.deps, visitor, place)
    given = choices.given()
    if given or not setup.started:
        setup = await service.choose(ask.deps, visitor, place, choices, ask.at)
    if setup.taken:
        troubles = {Step.CHANNEL: group_refusals.channel_taken(setup.taken), **troubles}
    for step, sentence in troubles.items():
        return _question(ask, setup, step, sentence)
    following = setup.after(given)
    if following is not None:
        return _question(ask, setup, following)
    return views.summary(setup, changed=bool(given), zones=_zones(ask, setup))


async def _check(ask: Ask) -> Reply:
    place = _place(ask)
    visitor = await _meant(ask, place)
    return views.checked(await service.check(ask.deps, visitor, place, ask.at))


def _place(ask: Ask) -> Place:
    if ask.place is None:
        raise BadInput(group_refusals.NO_GROUP_HERE)
    return ask.place


async def _meant(ask: Ask, place: Place, channel: str | None = None) -> Visitor:
    number, name = ask.values.get("group"), ask.values.get("name")
    return await meant(
        ask.deps,
        ask.visitor,
        place,
        group_id=None if number is None else read_id(number),
        name=None if name is None else read_group_name(name),
        channel=channel,
        at=ask.at,
    )


def _channel(text: str) -> str:
    if not _is_id(text.strip()):
        raise BadInput(value_refusals.not_a_channel(text))
    return text.strip()


def _role(text: str) -> str:
    wanted = text.strip()
    if wanted.lower() == "none":
        return ""
    if not _is_id(wanted):
        raise BadInput(value_refusals.not_a_role(text))
    return wanted


def _is_id(text: str) -> bool:
    """Whether the text may be the platform's name of a thing; which ones there are it knows."""
    if text.startswith(("#", "@")) or not 0 < len(text) <= _LONGEST_ID:
        return False
    return text.isprintable() and not any(map(str.isspace, text))


_READ: dict[str, Callable[[str], Any]] = {
    Step.CHANNEL: _channel,
    Step.TIME: read_time,
    Step.ZONE: read_zone,
    Step.DAYS: read_weekdays,
    Step.FEEDBACK: FeedbackPlace,
    "hosts": _role,
    "ping": _role,
}


def _read(values: Mapping[str, str]) -> tuple[Choices, dict[Step, str]]:
    """What was chosen, and for each step whose value cannot be used the sentence that says why."""
    found: dict[str, Any] = {}
    troubles: dict[Step, str] = {}
    for name, read in _READ.items():
        if name not in values:
            continue
        try:
            found[str(name)] = read(values[name])
        except BadInput as error:
            if name not in list(Step):
                raise
            troubles[Step(name)] = error.sentence
    return replace(Choices(), **found), troubles


def _question(ask: Ask, setup: Setup, step: Step, trouble: str = "") -> Reply:
    typed = ask.values.get("zone", "") if step is Step.ZONE else ""
    return views.question(setup, step, trouble=trouble, zones=_zones(ask, setup, typed))


def _zones(ask: Ask, setup: Setup, typed: str = "") -> list[tuple[str, str]]:
    """The zones to pick from: what may have been meant, the host's own, the likely ones."""
    meant = zones_like(typed, _MOST_ZONES - len(LIKELY) - 2) if typed.strip() else []
    own = [setup.group.zone] if Step.ZONE in setup.answered else []
    names = [*meant, *([ask.member.zone] if ask.member.zone else []), *own, *LIKELY]
    return labelled(list(dict.fromkeys(names))[:_MOST_ZONES], ask.at)


_GROUP = Option("group", "a group of this workspace, by its number", hidden=True)

SETUP = (
    Command(
        "setup",
        "set up the group, step by step: channel, time, zone, days, feedback",
        _setup,
        (
            Option("channel", "where the prompt is posted", OptionKind.CHANNEL),
            Option("time", "when it is posted, such as 09:00"),
            Option("zone", "the group's time zone", OptionKind.ZONE),
            Option("days", "on which days, such as mon-fri"),
            Option(
                "feedback",
                "who sees the feedback on an answer",
                OptionKind.CHOICE,
                tuple(place.value for place in FeedbackPlace),
            ),
            Option("hosts", "a role whose holders are hosts; none for nobody", OptionKind.ROLE),
            Option("ping", "a role that each prompt calls; none for nobody", OptionKind.CALLED),
            Option(
                "do",
                "check: try everything out in the channel; starts a group that waits",
                OptionKind.CHOICE,
                (_TRY,),
            ),
            _GROUP,
            Option("name", "the group's name; a new one sets up a second group", OptionKind.TEXT),
        ),
        hosts_only=True,
        founds=True,
        examples=("setup", "setup check", "setup time=09:00 zone=Europe/Berlin days=mon-fri"),
    ),
)
