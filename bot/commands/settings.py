"""A member's own choices and data: settings, mydata."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date

from bot.commands.command import Ask, Command, Option, OptionKind
from bot.commands.dates import first_day_ahead
from bot.commands.values import read_time, read_zone
from bot.domain.board import BoardName
from bot.domain.group import FeedbackPlace
from bot.errors import BadInput
from bot.refusals import members as member_refusals
from bot.refusals import values as value_refusals
from bot.services import records
from bot.services import settings as service
from bot.services.arrival import Visitor
from bot.services.guesses import skip_guesses
from bot.services.stories import shelf
from bot.views import settings as views
from bot.views.model import Reply, note

_WHAT = ("zone", "board", "feedback", "reminder", "share", "selfscore", "away", "back")


async def _settings(ask: Ask) -> Reply:
    what = ask.values.get("what")
    value = ask.values.get("value", "").strip()
    visitor = ask.visitor
    if what in _CHANGES:
        visitor = await _CHANGES[what](ask, value)
    elif what == "away":
        await _away(ask, value)
    elif what == "back":
        await service.come_back(ask.deps, visitor, ask.at)
    return views.settings(visitor, await service.away_dates(ask.deps, visitor))


async def _zone(ask: Ask, value: str) -> Visitor:
    if not value:
        raise BadInput(value_refusals.value_needed("settings zone", "settings zone Europe/Berlin"))
    zone = None if value.lower() == "group" else read_zone(value)
    return await service.set_zone(ask.deps, ask.visitor, zone)


async def _board(ask: Ask, value: str) -> Visitor:
    shown, _, alias = value.partition(" ")
    choices = [name.value for name in BoardName]
    if shown.lower() not in choices:
        raise BadInput(value_refusals.not_a_choice(shown or "nothing", choices, []))
    alias = " ".join(alias.split())
    if len(alias) > service.LONGEST_ALIAS:
        raise BadInput(member_refusals.alias_too_long(service.LONGEST_ALIAS))
    if shown.lower() == BoardName.ALIAS and not (alias or ask.member.alias):
        raise BadInput(
            value_refusals.value_needed("settings board alias", "settings board alias Owl")
        )
    return await service.set_board_name(ask.deps, ask.visitor, BoardName(shown.lower()), alias)


async def _feedback(ask: Ask, value: str) -> Visitor:
    choices = [place.value for place in FeedbackPlace]
    if value.lower() not in choices:
        raise BadInput(value_refusals.not_a_choice(value or "nothing", choices, []))
    return await service.set_feedback(ask.deps, ask.visitor, FeedbackPlace(value.lower()))


async def _self_score(ask: Ask, value: str) -> Visitor:
    wanted = _is_on(value)
    if not wanted:
        await skip_guesses(ask.deps, ask.visitor, ask.at)
    return await service.set_self_score(ask.deps, ask.visitor, wanted=wanted)


async def _share(ask: Ask, value: str) -> Visitor:
    return await service.set_sharing(ask.deps, ask.visitor, wanted=_is_on(value))


async def _reminder(ask: Ask, value: str) -> Visitor:
    if not value:
        raise BadInput(value_refusals.value_needed("settings reminder", "settings reminder 19:00"))
    wanted = None if value.lower() == "off" else read_time(value)
    return await service.set_reminder(ask.deps, ask.visitor, wanted)


def _is_on(value: str) -> bool:
    choices = ["on", "off"]
    if value.lower() not in choices:
        raise BadInput(value_refusals.not_a_choice(value or "nothing", choices, []))
    return value.lower() == "on"


_CHANGES: dict[str, Callable[[Ask, str], Awaitable[Visitor]]] = {
    "zone": _zone,
    "board": _board,
    "feedback": _feedback,
    "reminder": _reminder,
    "share": _share,
    "selfscore": _self_score,
}


async def _away(ask: Ask, value: str) -> None:
    if not value.strip():
        example = "settings away 24 Dec to 2 Jan"
        raise BadInput(value_refusals.value_needed("settings away", example))
    first, rest = _day(ask, value)
    last, rest = _day(ask, rest.removeprefix("to ")) if rest else (first, "")
    if rest:
        raise BadInput(value_refusals.not_a_date(rest))
    if last < first:
        raise BadInput(value_refusals.dates_reversed(str(first), str(last)))
    await service.go_away(ask.deps, ask.visitor, first, last)


def _day(ask: Ask, said: str) -> tuple[date, str]:
    found = first_day_ahead(said, ask.at, ask.visitor.zone)
    if found is None:
        raise BadInput(value_refusals.not_a_date(said))
    return found


async def _export(ask: Ask) -> Reply:
    data = await records.export(ask.deps, ask.visitor)
    return views.export(ask.member.name, data, await shelf(ask.deps, ask.visitor), ask.skills)


async def _delete(ask: Ask) -> Reply:
    if ask.values.get("confirm") != "yes":
        raise BadInput(member_refusals.CONFIRM_DELETE)
    await records.erase(ask.deps, ask.visitor, event_key=ask.event_key, at=ask.at)
    return note("Everything about you is deleted. You are welcome back at any time.")


SETTINGS = (
    Command(
        "settings",
        "your time zone, reminder, name on the board, feedback, sharing, days away",
        _settings,
        (
            Option("what", "what to change", OptionKind.CHOICE, _WHAT),
            Option("value", "the new value", OptionKind.TEXT),
        ),
        examples=(
            "settings zone Europe/Berlin",
            "settings reminder 19:00",
            "settings board hidden",
            "settings selfscore on",
            "settings away 24 Dec to 2 Jan",
        ),
        hosts_only=False,
    ),
    Command(
        "mydata export",
        "everything held about you, as JSON and Markdown",
        _export,
        hosts_only=False,
    ),
    Command(
        "mydata delete",
        "delete everything about you, for good",
        _delete,
        (Option("confirm", "yes, to go through with it", OptionKind.CHOICE, ("yes",)),),
        hosts_only=False,
    ),
)
