"""Letters: messages to one member or to the hosts, each by the person's oldest account."""

from __future__ import annotations

from bot.domain.group import Place
from bot.domain.member import Role
from bot.domain.message import MessageKind, NewMessage
from bot.ports.store import Work


async def letter(
    work: Work,
    group_id: int,
    member_id: int,
    *,
    kind: MessageKind,
    key: str,
    subject: dict[str, int | str],
) -> list[NewMessage]:
    """One private message to a member of the group; none without a place or account for it."""
    places = await work.groups.places(group_id)
    accounts = await work.members.accounts(member_id)
    if not places or not accounts:
        return []
    account_key = accounts[0].key
    return [
        NewMessage(
            key=f"{kind}/{key}",
            kind=kind,
            place=home(places, account_key),
            subject=subject,
            recipient=account_key,
        )
    ]


async def host_letters(
    work: Work, group_id: int, *, kind: MessageKind, key: str, subject: dict[str, int | str]
) -> list[NewMessage]:
    """The same private message to each host of the group."""
    found: list[NewMessage] = []
    for member, role in await work.members.of_group(group_id):
        if role is Role.HOST:
            found += await letter(
                work, group_id, member.id, kind=kind, key=f"{key}/{member.id}", subject=subject
            )
    return found


def home(places: list[Place], account_key: str) -> Place:
    """The place on the account's own platform, which its key begins with; else the first."""
    for place in places:
        if account_key.startswith(f"{place.platform}:"):
            return place
    return places[0]
