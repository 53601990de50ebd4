"""Role x command x place: made from the registry; who is no host of the place's group is denied."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from adapters.discord.commands import payloads
from adapters.slack.manifest import manifest
from bot.commands.catalogue import all_commands
from bot.commands.command import Ask, Command
from bot.commands.registry import Registry
from bot.core import Core
from bot.domain.group import Place
from bot.groups import Wanted, set_group
from bot.inbound import Chosen, Mentioned, Replied, Typed
from bot.refusals import groups as group_refusals
from bot.refusals import replies as reply_refusals
from bot.views.model import Reply, note
from tests.commands.test_permissions import FOR_HOSTS, VALUES, said
from tests.support.conversation import PLACE, Conversation

HOME = PLACE
OTHER = replace(HOME, channel="another")
FAR = replace(HOME, workspace="elsewhere")
TWIN = replace(HOME, platform="twin")
EMPTY = replace(HOME, workspace="of nobody")
GROUPS = {HOME: "ana", OTHER: "zoe", FAR: "yan", TWIN: "tia"}
"""Whose each group is; the ids are the same wherever that can be."""

DENIALS = {
    group_refusals.HOSTS_ONLY,
    group_refusals.NO_GROUP_HERE,
    group_refusals.NO_GROUP_IN_PRIVATE,
}

KEPT_BY_EVERYBODY = {"accounts", "members", "memberships", "inbox"}
"""Tables that somebody who is denied may leave a trace in: they said something."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Somewhere to speak, and the group that is there; None where it depends on who speaks."""

    name: str
    place: Place
    group: Place | None
    facts: dict[str, Any]


SPOTS = (
    Spot("channel", HOME, HOME, {}),
    Spot("thread", HOME, HOME, {"about": "message-1"}),
    Spot("channel of another group", OTHER, OTHER, {}),
    Spot("channel of another workspace", FAR, FAR, {}),
    Spot("channel of another platform", TWIN, TWIN, {}),
    Spot("channel that no group has", replace(HOME, channel="talk"), HOME, {}),
    Spot("workspace without a group", EMPTY, None, {}),
    Spot("private", HOME, None, {"private": True}),
    Spot("private, of no workspace", replace(HOME, workspace=""), None, {"private": True}),
)

ROLES = ("ana", "zoe", "yan", "tia", "member", "newcomer", "somebody with another role")


@pytest.fixture
async def groups(talk: Conversation) -> Conversation:
    """Four groups, each with a host; one member belongs to the first."""
    for place, host in GROUPS.items():
        if place is not HOME:
            await set_group(talk.core.deps, place, Wanted(name=f"Of {host}"), usual_zone="UTC")
        await talk.send(host, Typed("daily"), place=place, may_host=True)
    await talk.send("member", Typed("daily"))
    await talk.later(hours=1)
    return talk


def _is_host(who: str, spot: Spot) -> bool:
    if spot.group is not None:
        return GROUPS[spot.group] == who
    # In private everybody is at home in the one group they know, as far as a platform reaches.
    if spot.name == "private":
        return GROUPS.get(HOME) == who or GROUPS.get(OTHER) == who
    return spot.name == "private, of no workspace" and who in {"ana", "zoe", "yan"}


def _rows(database: Path) -> dict[str, list[tuple[Any, ...]]]:
    with closing(sqlite3.connect(database)) as connection:
        names = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if not name.startswith("sqlite_") and name not in KEPT_BY_EVERYBODY
        ]
        found = {
            name: list(connection.execute(f'SELECT * FROM "{name}" ORDER BY 1')) for name in names
        }
        hosts = "SELECT group_id, member_id FROM memberships WHERE role = 'host' ORDER BY 1, 2"
        return found | {"hosts": list(connection.execute(hosts))}


def _facts(who: str, spot: Spot) -> dict[str, Any]:
    roles = {"roles": frozenset({"another role"})} if "role" in who else {}
    return spot.facts | roles


async def test_who_is_no_host_of_a_group_changes_nothing_in_it(
    groups: Conversation, tmp_path: Path
) -> None:
    before = _rows(tmp_path / "rounds.db")
    cells = 0
    for command in FOR_HOSTS:
        line = f"{command.words} {VALUES.get(command.words, '')}".strip()
        for spot in SPOTS:
            for who in ROLES:
                if _is_host(who, spot):
                    continue
                for what in (Typed(line), Chosen(command.words), Mentioned(command.words)):
                    facts = _facts(who, spot)
                    reply = await groups.send(who, what, place=spot.place, **facts)
                    assert set(said(reply)) <= DENIALS, (line, spot.name, who, what)
                    assert said(reply), (line, spot.name, who, what)
                    cells += 1
    assert cells > 15 * 40 * 3
    assert _rows(tmp_path / "rounds.db") == before


async def test_a_host_is_let_in_at_home_alone(groups: Conversation) -> None:
    for command in FOR_HOSTS:
        for spot in SPOTS:
            for who in GROUPS.values():
                if not _is_host(who, spot):
                    continue
                words = Chosen(command.words)
                reply = await groups.send(who, words, place=spot.place, **spot.facts)
                assert not set(said(reply)) & DENIALS, (command.words, spot.name, who)


async def test_a_command_that_does_not_say_for_whom_it_is_is_for_hosts(
    groups: Conversation,
) -> None:
    """Denied by default: for members it takes a word in the declaration."""
    used: list[str] = []

    async def handler(ask: Ask) -> Reply:
        used.append(ask.account)
        return note("Done.")

    fake = Command("frobnicate", "do a new thing", handler)
    registry = Registry((*all_commands().commands(), fake))
    talk = Conversation(Core(groups.core.deps, registry), groups.clock)
    for spot in SPOTS:
        for who in ROLES:
            for what in (Typed("frobnicate"), Chosen("frobnicate"), Mentioned("frobnicate")):
                before = len(used)
                facts = _facts(who, spot)
                reply = await talk.send(who, what, place=spot.place, **facts)
                assert len(used) - before == _is_host(who, spot), (spot.name, who, what)
                if not _is_host(who, spot):
                    assert set(said(reply)) <= DENIALS


async def test_nobody_hands_in_the_message_of_somebody_else(groups: Conversation) -> None:
    for who in ROLES:
        reply = await groups.send(
            who,
            Replied("80 because somebody else wrote it"),
            about="message-1",
            author=f"{HOME.platform}:who wrote it",
        )
        assert said(reply) == [reply_refusals.NOT_YOUR_MESSAGE]


def test_platforms_show_it_to_nobody_else_by_themselves() -> None:
    async def handler(_: Ask) -> Reply:
        return note("Done.")

    registry = Registry((*all_commands().commands(), Command("frobnicate", "do it", handler)))
    told = {one["name"]: one for one in payloads(registry)}
    assert told["frobnicate"]["default_member_permissions"] == 32
    (slash,) = manifest(registry)["features"]["slash_commands"]
    assert "frobnicate" not in slash["usage_hint"]
