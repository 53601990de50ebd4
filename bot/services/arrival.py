"""Who is speaking, and in which group: a first word makes a member of an account."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bot import refusals
from bot.domain.group import Group, Place
from bot.domain.member import Account, Member, Role
from bot.errors import BadInput
from bot.ports.store import Work
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


async def arrive(
    deps: Deps, place: Place, account: Account, at: datetime, *, may_host: bool
) -> Visitor:
    """The member behind an account in the group of a place.

    An unknown account becomes a member and joins. `may_host` says that the platform trusts the
    account with the group: such an account becomes host of a group that has none.
    """
    async with deps.store.read() as work:
        known = await _known(work, place, account)
    if known is not None:
        return known
    async with deps.store.write() as work:
        known = await _known(work, place, account)
        return known or await _join(work, place, account, at, may_host=may_host)


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


async def refreshed(work: Work, visitor: Visitor) -> Visitor:
    """The same visitor with the member and group as they are stored now."""
    member = await work.members.get(visitor.member.id)
    group = await work.groups.get(visitor.group.id)
    if member is None or group is None:
        raise BadInput(refusals.GONE)
    return replace(visitor, member=member, group=group)
