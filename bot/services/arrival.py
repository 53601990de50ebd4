"""Who is speaking, and in which group: a first word makes a member of an account."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.group import Group, Place
from bot.domain.member import Account, Member, Role
from bot.errors import BadInput
from bot.ports.store import Work
from bot.refusals import groups as refusals
from bot.services.deps import Deps


@dataclass(frozen=True, slots=True)
class Visitor:
    """A member in a group, as they stand when they say something."""

    member: Member
    group: Group
    role: Role

    @property
    def zone(self) -> str:
        """The member's own time zone, or the group's."""
        return self.member.zone or self.group.zone


@dataclass(frozen=True, slots=True)
class Standing:
    """What the platform says of an account: how far it is trusted there, and its roles.

    `may_host` makes it host of a group that has none; a `trusted` account runs the workspace and
    is a host of every group in it.
    """

    may_host: bool = False
    trusted: bool = False
    roles: frozenset[str] = frozenset()


async def arrive(
    deps: Deps, place: Place, account: Account, at: datetime, standing: Standing
) -> Visitor:
    """The member behind an account in the group of a place.

    An unknown account becomes a member and joins.
    """
    async with deps.store.read() as work:
        known = await _known(work, place, account)
    if known is None:
        async with deps.store.write() as work:
            known = await _known(work, place, account)
            known = known or await _join(work, place, account, at, may_host=standing.may_host)
    return _as_host(known, standing)


async def _known(work: Work, place: Place, account: Account) -> Visitor | None:
    group = await work.groups.at(place)
    if group is None:
        raise BadInput(refusals.NO_GROUP_HERE)
    member = await work.members.of_account(account.key)
    if member is None:
        return None
    role = await work.members.role(group.id, member.id)
    return None if role is None else Visitor(member, group, role)


async def _join(
    work: Work, place: Place, account: Account, at: datetime, *, may_host: bool
) -> Visitor:
    group = await work.groups.at(place)
    if group is None:
        raise BadInput(refusals.NO_GROUP_HERE)
    member = await work.members.of_account(account.key) or await work.members.add(account, at)
    others = await work.members.of_group(group.id)
    first_host = may_host and all(role is not Role.HOST for _, role in others)
    role = Role.HOST if first_host else Role.MEMBER
    await work.members.join(group.id, member.id, role, at)
    return Visitor(member, group, role)


def _as_host(visitor: Visitor, standing: Standing) -> Visitor:
    """A host for this visit: who runs the workspace, or holds the role that the group named."""
    mapped = bool(visitor.group.host_role) and visitor.group.host_role in standing.roles
    return replace(visitor, role=Role.HOST) if standing.trusted or mapped else visitor


async def home_of(work: Work, place: Place, account: Account) -> Place:
    """Where somebody who speaks to us in private is at home: in the group they practised in last.

    Only groups of the workspace count when the platform names one. Raises BadInput when nobody
    knows.
    """
    member = await work.members.of_account(account.key)
    found: list[tuple[datetime, Place]] = []
    for group_id in await work.members.groups(member.id) if member is not None else ():
        here = [
            one
            for one in await work.groups.places(group_id)
            if one.platform == place.platform
            and (not place.workspace or one.workspace == place.workspace)
        ]
        if here and member is not None:
            latest = await work.attempts.latest(group_id, member.id)
            seen = latest.attempt.sent_at if latest is not None else member.created_at
            found.append((seen, here[0]))
    if found:
        return max(found, key=lambda one: one[0])[1]
    if not place.workspace:
        raise BadInput(refusals.NO_GROUP_IN_PRIVATE)
    return place


async def refreshed(work: Work, visitor: Visitor) -> Visitor:
    """The same visitor with the member and group as they are stored now."""
    member = await work.members.get(visitor.member.id)
    group = await work.groups.get(visitor.group.id)
    if member is None or group is None:
        raise BadInput(refusals.GONE)
    return replace(visitor, member=member, group=group)
