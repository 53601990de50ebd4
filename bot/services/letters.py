"""Letters: messages to one member or to the hosts, each by the person's oldest account."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.group import Place
from bot.domain.member import Account, Role
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
    where = address(await work.groups.places(group_id), await work.members.accounts(member_id))
    if where is None:
        return []
    place, recipient = where
    return [
        NewMessage(
            key=f"{kind}/{key}", kind=kind, place=place, subject=subject, recipient=recipient
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


def address(
    places: Sequence[Place], accounts: Sequence[Account], near: str = ""
) -> tuple[Place, str] | None:
    """The place and the account by which a member of the group is reached; None without either.

    An account is reached on its own platform, which its key begins with, and in its own workspace
    where the key names one; of several the oldest, but first one on the platform of `near`, which
    may be the key of a message of theirs.
    """
    if not places or not accounts:
        return None
    platform = near.partition(":")[0]
    ordered = sorted(accounts, key=lambda one: one.key.partition(":")[0] != platform)
    for begin in ("{0.platform}:{0.workspace}:", "{0.platform}:"):
        for account in ordered:
            for place in places:
                if account.key.startswith(begin.format(place)):
                    return place, account.key
    return places[0], ordered[0].key
